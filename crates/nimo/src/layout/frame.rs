//! What stands around every page.

use crate::access::SignedIn;
use crate::accounts::model::Role;
use crate::demo;

/// Where in the loop a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Outside.
    None,
    /// きょう.
    Today,
    /// 協議会.
    Councils,
    /// 意見.
    Opinions,
    /// 課題.
    Issues,
    /// 方策.
    Measures,
    /// 目標.
    Goals,
    /// 指標.
    Indicators,
    /// 事業所.
    Providers,
    /// 空室.
    Vacancies,
    /// 事業所, 計画相談.
    Planning,
    /// 空き家.
    Houses,
    /// 利用者.
    Accounts,
}

/// What stands around every page.
pub struct Frame {
    /// The title of the window, without the town.
    pub title: String,
    /// Who is signed in; without him the page has no navigation.
    pub who: Option<Who>,
    /// Where in the loop.
    pub place: Place,
    /// What was just done, one sentence.
    pub said: Option<&'static str>,
    /// What stands in the search field.
    pub words: String,
}

/// Who is signed in, as the bar shows it.
pub struct Who {
    /// The town.
    pub office: String,
    /// The person.
    pub name: String,
    /// The role.
    pub role: &'static str,
    /// Does the bar show 利用者?
    pub keeps_accounts: bool,
    /// Is it one of a provider, who sees its own rooms and nothing of the loop?
    pub is_provider: bool,
    /// Is the town the sample town?
    pub is_sample: bool,
}

impl Frame {
    /// The frame for a person, or for nobody.
    pub fn of(title: impl Into<String>, who: Option<&SignedIn>, place: Place) -> Frame {
        let who = who.map(|person| Who {
            office: person.office_name.clone(),
            name: person.name.clone(),
            role: person.role.label(),
            is_sample: person.office_name.ends_with(demo::MARK),
            keeps_accounts: person.role == Role::Administrator,
            is_provider: person.role == Role::Provider,
        });
        Frame { title: title.into(), who, place, said: None, words: String::new() }
    }

    /// Is this the shelf of the town's resources (社会資源) on which the page stands?
    pub fn is_on(&self, shelf: &str) -> bool {
        match self.place {
            Place::Providers => shelf == "providers",
            Place::Vacancies => shelf == "vacancies",
            Place::Planning => shelf == "planning",
            Place::Houses => shelf == "houses",
            _ => false,
        }
    }

    /// Is this the place of the page?
    pub fn is_at(&self, place: &str) -> bool {
        match self.place {
            Place::Today => place == "today",
            Place::Councils => place == "councils",
            Place::Opinions => place == "opinions",
            Place::Issues => place == "issues",
            Place::Measures => place == "measures",
            Place::Goals => place == "goals",
            Place::Indicators => place == "indicators",
            Place::Houses | Place::Planning | Place::Providers | Place::Vacancies => place == "providers",
            Place::Accounts => place == "accounts",
            Place::None => false,
        }
    }

    /// The same frame, saying what was just done. Unknown codes say nothing.
    pub fn saying(self, code: &str) -> Frame {
        let said = match code {
            "saved" => "保存しました。",
            "unchanged" => "変わったところがないため、版は増やしていません。",
            "placed" => "協議会を置きました。",
            "drafted" => "下書きとして残しました。あなただけに見えます。",
            "discarded" => "下書きを捨てました。",
            "put-back" => "前の版に戻しました。戻す前の版も履歴に残っています。",
            "planned" => "会議を予定しました。",
            "held" => "開催したことを残しました。",
            "sitting-closed" => "会議を閉じました。書きとめた行が、会議録の下書きになっています。",
            "kept" => "会議録として残しました。協議会の人が読めるようになりました。",
            "same-sheet" => "同じ会議録が、もう入っています。こちらがその会議です。新しく読み取ってはいません。",
            "minutes-asked" => {
                "委員に渡す案を固めて、確認を求めたことを残しました。お願いの文を印刷して、案といっしょに送ってください。"
            }
            "confirmation-withdrawn" => "確認のお願いを取り下げました。もう一度、求められます。",
            "confirming-added" => "確認した人を入れました。",
            "confirming-ended" => "確認した人から外しました。",
            "correction-added" => "申出を書きとめました。答えると、確定できるようになります。",
            "correction-withdrawn" => "申出を取り消しました。",
            "minutes-confirmed" => "会議録を確定しました。事務局用、委員用、公開用のPDFができています。",
            "minutes-published" => "公表した日を残しました。",
            "minutes-unpublished" => "公表を取りやめたことを残しました。",
            "released" => "公表しました。公表のページと、次に書き出すファイルに出ます。",
            "release-withdrawn" => "公表を取りやめました。公表のページからは、もう消えています。",
            "redaction-marked" => "しるしを残しました。次に確定する公開用の版は、このとおりになります。",
            "redaction-withdrawn" => "しるしを取り消しました。取り消したことと、そのわけは残っています。",
            "telling-looked" => "見なおしたものとして残しました。また、委員用・公開用に出ます。",
            "telling-moved" => "そのあいだに、もとの発言が変わりました。いまの文を確かめて、もう一度押してください。",
            "withdrawn" => "取り下げました。この画面から、いつでも元に戻せます。",
            "decided" => "記録のしかたを、この決定で決めました。",
            "consented" => "承諾を、それぞれの会議録に結びました。",
            "raised" => "選んだ意見から、課題を起こしました。",
            "joined" => "選んだ意見を、課題に加えました。",
            "answered" => "選んだ意見を、答えて終えました。",
            "unsettled" => "行き先を取り消しました。この意見は、また未対応です。",
            "issue-raised" => "課題を起こしました。",
            "imported" => "表の行を、すべて課題として取り込みました。",
            "stepped" => "状態を進めました。",
            "issue-joined" => "課題を合わせました。合わせた課題の意見も、ここで読めます。",
            "issue-parted" => "課題を離しました。",
            "issue-split" => "課題を分けました。もとの課題とのつながりは残っています。",
            "measure-added" => "方策を加えました。",
            "advanced" => "方策の状態を残しました。",
            "task-done" => "手順を「すみ」にしました。履歴から元に戻せます。",
            "serves" => "この方策を、課題に結びました。",
            "let-go" => "課題との結びを外しました。",
            "programme-added" => "既存の事業に加えました。",
            "round-opened" => "採点を始めました。頼んだ委員の「きょう」に出ています。",
            "scored" => "採点を保存しました。締め切りまで、何度でも変えられます。",
            "typed-in" => "紙の採点を入れました。",
            "round-closed" => "締め切りました。まとめが出ています。",
            "round-reopened" => "もう一度開きました。まとめは、締め切るまで出ません。",
            "round-frozen" => "この結果で固めました。もう変わりません。協議会の人が読めるようになりました。",
            "digest-frozen" => "この版で固めました。もう変わりません。協議会の人が読めるようになりました。",
            "figure-recorded" => "数を残しました。前の数も、記録に残っています。",
            "figure-unchanged" => "もう入っている数と同じため、新しい記録は増やしていません。",
            "figure-withdrawn" => "数を取り消しました。取り消したことは、記録に残っています。",
            "figures-imported" => "表の数を、すべて取り込みました。",
            "counting-said" => "数え方を変えました。前の数え方の数とは、線で結びません。",
            "goal-set" => "目標を置きました。",
            "goal-changed" => "目標を変えました。前の数も、記録に残っています。",
            "goal-told" => "実績を残しました。前の数も、記録に残っています。",
            "goal-evaluated" => "評価を残しました。そのときの実績も、いっしょに残っています。",
            "goal-tied" => "目標に結びました。",
            "goal-let-go" => "目標との結びを外しました。",
            "support-told" => "支援の集計を残しました。前の集計も、記録に残っています。",
            "agenda-chosen" => "残しました。次第の案も変わりました。",
            "agenda-closed" => "もう片づいています。いまの未了を、下に並べ直しました。",
            "agenda-seeded" => "未了から、次第に入れました。このあとも直せます。",
            "packet-frozen" => "この版で固めました。もう変わりません。協議会の人が読めるようになりました。",
            "packet-withdrawn" => "取り下げました。事務局のほかは、もう読めません。",
            "support-withdrawn" => "この時点の集計を取り消しました。取り消したことは、記録に残っています。",
            "outcome-suggested" => "案の文を残しました。読んで直してから、伺いに回してください。",
            "outcome-proposed" => "案として残しました。決裁が済むまで、公表はされません。",
            "outcome-released" => "決裁のとおり、公表できる文にしました。",
            "outcome-dropped" => "案をやめました。やめたことは、記録に残っています。",
            "outcome-withdrawn" => "取り下げました。公表の紙からは、もう消えています。",
            "charter-added" => "協議会の決まりを加えました。前の決まりも、その日まで残ります。",
            "pay-scale-added" => "報酬の決まりを加えました。前の会議は、前の決まりのままです。",
            "pay-begun" => "出席した人から、一覧をつくりました。交通費などを入れてください。",
            "pay-closed" => "支払いずみの一覧なので、直せません。直すときは、先に「支払った」を取り下げてください。",
            "pay-no-scale" => "会議の日の報酬の決まりがないので、直せません。先に、報酬の決まりを入れてください。",
            "pay-settled" => "この一覧で固めました。もう変わりません。",
            "pay-withdrawn" => "支払いを取り下げました。一覧を、また直せます。",
            "form-added" => "会議録の様式を加えました。前の様式も、その日まで残ります。",
            "handout-added" => "資料を加えました。番号は、並びから付きます。",
            "handout-moved" => "並びを変えました。番号も変わっています。",
            "handout-filed" => "版を入れました。前の版も残っています。",
            "handout-same" => "いまの版と同じファイルです。版は増やしていません。",
            "handout-withdrawn" => "資料を取り下げました。うしろの番号がつまりました。",
            "transcript-added" => "文字起こしを入れました。事務局だけに見えます。",
            "transcript-same" => "同じ文字起こしが、もう入っています。こちらがそれです。新しく入れてはいません。",
            "transcript-day" => "廃棄する日を変えました。変えたことは、記録に残っています。",
            "retention-rule-added" => "保存期間の決まりを加えました。",
            "retention-held" => "保存を続けることにしました。その日までは、廃棄できません。",
            "retention-hold-ended" => "保存を続けるのを、やめました。",
            "retention-disposed" => "廃棄しました。何を、いつ、どの決裁で廃棄したかは、記録に残っています。",
            "transcript-disposed" => "言葉を廃棄しました。入っていたことと、廃棄したことは、記録に残っています。",
            "preparation-begun" => "準備を始めました。前回のところには、印が付いています。",
            "carried-touched" => "見たことにしました。",
            "ballot-saved" => "前の委員の書面表決書を保存しました。続けて、次の委員の分を入れられます。",
            "items-saved" => "次第を保存しました。",
            "dispatched" => "一式を固めました。下から、PDFとZIPを出せます。",
            "dispatch-withdrawn" => "この便を取り下げました。PDFもリンクも、もう開けません。",
            "link-again" => {
                "この画面のあとで、リンクの様子が変わりました。いまの様子を確かめてから、要るなら、もう一度つくってください。"
            }
            "link-ended" => "リンクを止めました。もう開けません。",
            "seat-added" => "席を加えました。次は、委員を入れてください。",
            "seat-withdrawn" => "席を取り消しました。取り消したことは、記録に残っています。",
            "member-withdrawn" => "その人を取り消しました。取り消したことは、記録に残っています。",
            "member-seated" => "委員を入れました。",
            "roster-taken" => "表の人を、すべて名簿に入れました。",
            "roster-same" => "表の人は、みなもう名簿にいます。名簿は変わっていません。",
            "roster-renewed" => "続ける人を、次の任期に入れました。",
            "appointments-issued" => "番号を付けました。下から、まとめて刷れます。",
            "appointment-withdrawn" => "この1通を取り消しました。番号とわけは、記録に残っています。",
            "approval-prepared" => "伺いを準備しました。下から、起案用紙を出せます。",
            "approval-there" => "同じ件の伺いが、もうあります。こちらがその伺いです。",
            "approval-returned" => "戻ったことを残しました。",
            "approval-withdrawn" => "伺いを取り下げました。取り下げたことは、記録に残っています。",
            "approval-rule-added" => "決裁の決まりを加えました。前の決まりも、その日まで残ります。",
            "case-added" => "ほかの自治体の取り組みを加えました。",
            "case-tied" => "この取り組みを、課題に結びました。",
            "edition-taken" => "公表データを取り込みました。町が残した様子は、そのまま続いています。",
            "edition-again" => {
                "このあいだに、ほかの公表データが取り込まれました。いまの一覧と比べ直したので、もう一度確かめてください。"
            }
            "home-added" => "住居を加えました。次は、部屋を加えてください。",
            "room-added" => "部屋を加えました。いまの様子を知らせると、一覧に出ます。",
            "home-told" => "部屋の様子を残しました。ありがとうございました。",
            "mismatch-recorded" => "合わなかったわけを残しました。数になって、協議会の資料に出ます。",
            "mismatch-withdrawn" => "取り消しました。数には入りません。",
            "wish-added" => "希望を加えました。いまの空室と合わせて読んでいます。",
            "wishes-pasted" => "表のとおりに残しました。",
            "wishes-erased" => {
                "選んだ希望を、版の履歴と下書きまで消しました。前に取ったバックアップには、それを捨てるまで残ります。"
            }
            "reading-kept" => "資料として残しました。人の少ない数と住居の名は、伏せてあります。",
            "reading-withdrawn" => "取りやめました。事務局のほかは、もう読めません。",
            "reading-gone" => "もう取りやめてあります。わけは、先に入れたもののままです。",
            "reading-rule-added" => "読みのきまりを加えました。前のきまりも、その日まで残ります。",
            "vacancy-rule-added" => "知らせの決まりを加えました。前の知らせは、前の決まりのままです。",
            "delivery-discarded" => "ファイルを捨てました。一覧は変わっていません。",
            "house-added" => "空き家を加えました。次は、分かるところを埋めて、窓口に聞いてください。",
            "house-stepped" => "様子を残しました。前の様子も、記録に残っています。",
            "house-rule-added" => "目安を加えました。前の目安も、その日まで残ります。",
            "taken-back" => "元に戻しました。",
            "closed" => "利用を止めました。サインイン中の画面も、いま切れました。",
            "reopened" => "利用を再開しました。",
            "password" => "パスワードを変えました。ほかの画面のサインインは切れました。",
            "signed-out" => "サインアウトしました。",
            "entered" => "パスワードを決めました。サインインしてください。",
            _ => return self,
        };
        Frame { said: Some(said), ..self }
    }
}
