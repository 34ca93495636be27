//! Proceedings in the layouts in which they are written and extracted; every sheet invented.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use minutes::{Block, Kind};

const HEAD: &str = "令和６年度第１回みほん市住まい協議会会議録\n日時　令和６年５月２３日（木）１４：００～１５：３０\n場所　第一会議室\n議題\n　（１）相談の実績について\n　（２）補助の案について\n会議の内容\n（１）相談の実績について\n";

fn read(proceedings: &str) -> Vec<Block> {
    minutes::read(&format!("{HEAD}{proceedings}")).proceedings
}

/// Speaker and words of each block; `-` where nobody is named.
fn told(proceedings: &str) -> Vec<(String, String)> {
    read(proceedings)
        .into_iter()
        .map(|block| (block.speaker.unwrap_or_else(|| "-".into()), block.text.replace('\n', "")))
        .collect()
}

fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
    wanted.iter().map(|(who, words)| ((*who).to_string(), (*words).to_string())).collect()
}

fn kinds(proceedings: &str) -> Vec<Kind> {
    read(proceedings).into_iter().map(|block| block.kind).collect()
}

#[test]
fn names_wrapped_in_a_narrow_column_are_whole_and_take_only_their_own_words() {
    let sheet = "\
事務局　　　資料１により説明する。昨年度の相談は２０７件で、前年度より増えた。
　　　　　　このうち高齢の方が９４件である。
宅地建物取　二つ伺いたい。契約に至ったのは何件か。また、断られた方のその後も
引業の委員　知りたい。
住宅課長　　５８件である。断られた方には、３か月後に手紙を送ることとしており
　　　　　　まだ返事はない。
居住支援　　手紙より電話のほうがよい。
法人委員
会　　長　　次の会議までに検討されたい。
　　　　　　（異議なし）
";
    let wanted = [
        (
            "事務局",
            "資料１により説明する。昨年度の相談は２０７件で、前年度より増えた。このうち高齢の方が９４件である。",
        ),
        ("宅地建物取引業の委員", "二つ伺いたい。契約に至ったのは何件か。また、断られた方のその後も知りたい。"),
        ("住宅課長", "５８件である。断られた方には、３か月後に手紙を送ることとしておりまだ返事はない。"),
        ("居住支援法人委員", "手紙より電話のほうがよい。"),
        ("会長", "次の会議までに検討されたい。"),
        ("-", "（異議なし）"),
    ];
    assert_eq!(told(sheet), pairs(&wanted));
}

#[test]
fn a_column_that_extraction_set_askew_is_still_a_column() {
    let sheet = "\
事務局           資料１により説明する。昨年度の相談は２０７件で、前年度より１８件多い。
                このうち高齢の方が９４件である。
民生委員          契約に至ったのは何件か。窓口で断られた方には、そのあとも声を掛けてい
                るのか。
事務局（住宅        ５８件である。断られた方には、３か月後に手紙を送っており、返事は
課長）            まだない。
                手紙は来月も送る。
会長            ほかに意見はないか。
";
    let blocks = read(sheet);
    let speakers: Vec<&str> = blocks.iter().filter_map(|block| block.speaker.as_deref()).collect();
    assert_eq!(speakers, ["事務局", "民生委員", "事務局", "会長"]);
    assert_eq!(blocks[2].speaker_note.as_deref(), Some("住宅課長"));
    assert!(blocks[2].text.ends_with("来月も送る。"));
}

#[test]
fn a_speech_glued_behind_another_and_a_name_that_the_line_end_broke_are_found() {
    let sheet = "○会長　では、説明をお願いします。 ○事務局　相談は２０７件でした。 ○青木委\n員　そのうち高齢の方は何件ですか。\n○事務局　９４件です。\n（会議は続いた\n。）\n";
    let wanted = [
        ("会長", "では、説明をお願いします。"),
        ("事務局", "相談は２０７件でした。"),
        ("青木委員", "そのうち高齢の方は何件ですか。"),
        ("事務局", "９４件です。"),
    ];
    assert_eq!(told(sheet)[..4], pairs(&wanted));
}

#[test]
fn what_stands_at_the_foot_of_a_page_or_behind_the_end_is_no_part_of_a_speech() {
    let sheet = "○会長　名簿※１の数を御説明ください。\n※１　市が作る名簿\n- 1 -\n○事務局　名簿に載る方は２０人\nみ住協６　　- 2 -\nで、増えております。\nみ住協６　　- 3 -\n○会長　以上で閉会いたします。\n　以上、会議の経過を記載し、相違ないことを証するため署名する。\n会長　青木一郎\n";
    let wanted = [
        ("会長", "名簿※１の数を御説明ください。"),
        ("事務局", "名簿に載る方は２０人で、増えております。"),
        ("会長", "以上で閉会いたします。"),
    ];
    assert_eq!(told(sheet), pairs(&wanted));
}

#[test]
fn who_comes_and_goes_is_recorded_by_nobody() {
    let sheet = "○会長　傍聴の方に入っていただきます。\n（傍聴者入室）\n○会長　始めます。\n［午後２時５分青木委員退室］\n○事務局　御説明します。\n（午後３時５５分閉会）\n";
    let nobody: Vec<String> = told(sheet).into_iter().filter(|(who, _)| who == "-").map(|(_, words)| words).collect();
    assert_eq!(nobody, ["（傍聴者入室）", "［午後２時５分青木委員退室］", "（午後３時５５分閉会）"]);
}

#[test]
fn a_record_in_brackets_over_several_lines_ends_the_opinion_before_it() {
    let sheet = "・希望する自治会から始めるのがよい。\n（補助は、希望する自治会を対象に始めることとし、名称は会長に一任するこ\n　とで了承された。）\n・次の会議で報告してほしい。\n";
    assert_eq!(kinds(sheet), [Kind::Opinion, Kind::Decision, Kind::Opinion]);
}

#[test]
fn lines_of_a_ruled_cell_are_one_block_and_lines_of_a_cell_parted_by_br_are_several() {
    let ruled = "┌──────────┬──────────┐\n│質問・意見　　　　　│回答　　　　　　　　│\n├──────────┼──────────┤\n│数値目標はどのように│調査の結果から定めて│\n│決めたのか。　　　　│いる。　　　　　　　│\n├──────────┼──────────┤\n│土曜日も開けてほしい│月１回で試す。　　　│\n│。　　　　　　　　　│　　　　　　　　　　│\n└──────────┴──────────┘\n";
    let wanted = [
        ("-", "数値目標はどのように決めたのか。"),
        ("-", "調査の結果から定めている。"),
        ("-", "土曜日も開けてほしい。"),
        ("-", "月１回で試す。"),
    ];
    assert_eq!(told(ruled), pairs(&wanted));
    let cell = "| 議題 | 発言要旨 |\n|---|---|\n| (2) | 事務局：資料２により説明した。<br>委員：基準は何か。<br/>事務局：所得である。 |\n";
    let wanted = [("事務局", "資料２により説明した。"), ("委員", "基準は何か。"), ("事務局", "所得である。")];
    assert_eq!(told(cell), pairs(&wanted));
    assert!(read(cell).iter().all(|block| block.agenda.as_deref() == Some("2")));
}

#[test]
fn numbered_rows_below_a_head_without_rules_are_read_with_what_was_done_about_them() {
    let sheet = "　№　意　見　→　対　応\n　１　手紙では読まれない。\n　　→　電話に改める。\n　２　土曜日も開けてほしい。\n　　→　月１回で試す。\n　結　果　対応のとおり進めることを了承した。\n";
    let wanted = [Kind::Opinion, Kind::Answer, Kind::Opinion, Kind::Answer, Kind::Decision];
    assert_eq!(kinds(sheet), wanted);
    let glued = "【質問】空きは分かるか。【回答】毎週知らせている。\n問２　地区の差は。\n答２　北に多い。\n【結果】\n(1) 案のとおりとする。\n(2) 次の会議で再び諮る。\n";
    let wanted = [Kind::Question, Kind::Answer, Kind::Question, Kind::Answer, Kind::Decision, Kind::Decision];
    assert_eq!(kinds(glued), wanted);
}

#[test]
fn a_question_is_answered_past_the_chair_and_assent_makes_the_next_word_of_the_chair_a_decision() {
    let sheet = "○委員　残りの１件の結果を伝えてほしいです。\n○会長　事務局、いかがですか。\n○事務局　後日、お伝えいたします。\n○会長　この案で進めてよろしいでしょうか。\n（異議なし）\n○会長　では、案のとおりといたします。\n○会長　次に移ります。説明をお願いします。\n○事務局　資料２を御覧ください。対象は２０世帯です。\n";
    let wanted = [
        Kind::Opinion,
        Kind::Statement,
        Kind::Answer,
        Kind::Statement,
        Kind::Statement,
        Kind::Decision,
        Kind::Statement,
        Kind::Explanation,
    ];
    assert_eq!(kinds(sheet), wanted);
}

#[test]
fn a_mark_before_names_also_stands_before_words_of_nobody() {
    let sheet =
        "○（委員）だしの取り方を配れないか。\n○（事務局）来月の広報に載せる。\n○計画は、料理教室を加えて承認された。\n";
    let wanted = [
        ("委員", "だしの取り方を配れないか。"),
        ("事務局", "来月の広報に載せる。"),
        ("-", "計画は、料理教室を加えて承認された。"),
    ];
    assert_eq!(told(sheet), pairs(&wanted));
    assert_eq!(kinds(sheet), [Kind::Opinion, Kind::Answer, Kind::Decision]);
}

#[test]
fn a_column_of_kinds_beside_a_column_of_speakers_leaves_both_clean() {
    let wanted = [
        ("危機管理課", "資料１により説明した。対象は６１３人である。"),
        ("水沼委員", "進まない理由は何か。"),
        ("社会福祉協議会", "人手が足りない。"),
        ("会長", "数より中身を見たい。"),
        ("-", "報告を了承した。"),
    ];
    let wanted_kinds = [Kind::Explanation, Kind::Question, Kind::Answer, Kind::Opinion, Kind::Decision];
    let rows = [
        ("説明", "危機管理課", "資料１により説明した。対象は６１３人である。"),
        ("質問", "水沼委員", "進まない理由は何か。"),
        ("回答", "社会福祉協議会", "人手が足りない。"),
        ("意見", "会長", "数より中身を見たい。"),
        ("結果", "", "報告を了承した。"),
    ];
    let tabs = |head: &str, row: &dyn Fn(&(&str, &str, &str)) -> String| {
        head.to_string() + &rows.iter().map(|cells| row(cells) + "\n").collect::<String>()
    };
    for sheet in [
        tabs("区分\t発言者\t発言の要旨\n", &|(kind, who, words)| format!("{kind}\t{who}\t{words}")),
        tabs("", &|(kind, who, words)| format!("{kind}\t{who}\t{words}")),
        tabs("発言者\t区分\t内容\n", &|(kind, who, words)| format!("{who}\t{kind}\t{words}")),
        tabs("", &|(kind, who, words)| format!("１\t【{kind}】\t{who}\t{words}")),
        tabs("| 区分 | 発言者 | 発言の要旨 |\n|---|---|---|\n", &|(kind, who, words)| {
            format!("| {kind} | {who} | {words} |")
        }),
        tabs("│区分│発言者│発言の要旨│\n├─┼─┼─┤\n", &|(kind, who, words)| {
            format!("│{kind}│{who}│{words}│\n├─┼─┼─┤")
        }),
    ] {
        assert_eq!(told(&sheet), pairs(&wanted), "{sheet}");
        assert_eq!(kinds(&sheet), wanted_kinds, "{sheet}");
    }
    let spaced = "説明　事務局　　資料１により説明した。\n質問　水沼委員　進まない理由は何か。\n回答　事務局　　人手が足りない。\n結果　報告を了承した。\n";
    let wanted = [
        ("事務局", "資料１により説明した。"),
        ("水沼委員", "進まない理由は何か。"),
        ("事務局", "人手が足りない。"),
        ("-", "報告を了承した。"),
    ];
    assert_eq!(told(spaced), pairs(&wanted));
    assert_eq!(kinds(spaced), [Kind::Explanation, Kind::Question, Kind::Answer, Kind::Decision]);
}

#[test]
fn a_kind_printed_behind_a_name_tells_the_kind_and_leaves_name_and_words_clean() {
    let sheet = "○会長　【決定】　それでは、来月また集まります。\n○水沼委員【質問】窓口が遠いという声があります。\n○事務局（住宅課）　【回答】　そうですね。\n○会長　〔進行〕　この案を了承いただきました。\n○水沼委員（発言）何かありますか。\n○事務局　【注記】数は暫定です。\n○事務局　【資料１】により説明します。\n";
    let wanted = [
        ("会長", "それでは、来月また集まります。"),
        ("水沼委員", "窓口が遠いという声があります。"),
        ("事務局", "そうですね。"),
        ("会長", "この案を了承いただきました。"),
        ("水沼委員", "何かありますか。"),
        ("事務局", "数は暫定です。"),
        ("事務局", "【資料１】により説明します。"),
    ];
    assert_eq!(told(sheet), pairs(&wanted));
    let wanted =
        [Kind::Decision, Kind::Question, Kind::Answer, Kind::Statement, Kind::Statement, Kind::Note, Kind::Explanation];
    assert_eq!(kinds(sheet), wanted);
    assert_eq!(read(sheet)[2].speaker_note.as_deref(), Some("住宅課"));
    let nameless = "○会長　始めます。\n○事務局　説明します。\n進行：資料を回覧した。\n注記：数は暫定である。\n【発言】窓口が遠い。\n";
    let wanted = [
        ("会長", "始めます。"),
        ("事務局", "説明します。"),
        ("-", "資料を回覧した。"),
        ("-", "数は暫定である。"),
        ("-", "窓口が遠い。"),
    ];
    assert_eq!(told(nameless), pairs(&wanted));
    assert_eq!(kinds(nameless)[2..], [Kind::Statement, Kind::Note, Kind::Statement]);
    let host = told("進行：ただいまから始めます。\n会長：よろしくお願いします。\n進行：次に移ります。\n");
    assert!(host.iter().all(|(who, _)| who != "-"), "{host:?}");
}

#[test]
fn bullets_of_nobody_are_members_words_from_the_first_that_is_answered() {
    let sheet = "・資料１により、事務局が説明。窓口は３か所ある。\n・相談は２０７件で、前年度より増えた。\n・窓口のない地区では、どこへ行くのか。足の悪い人も多い。\n　→ 出張の窓口を月に１回開いている。\n・駅前は混む。\n・（副会長）数だけでは分からない。\n・閉じる時刻を変えれば使える。\n・資料２により、事務局が説明。補助は１０万円である。\n";
    let wanted = [
        Kind::Explanation,
        Kind::Explanation,
        Kind::Question,
        Kind::Answer,
        Kind::Opinion,
        Kind::Opinion,
        Kind::Opinion,
        Kind::Explanation,
    ];
    assert_eq!(kinds(sheet), wanted);
    assert_eq!(told(sheet)[6].0, "-");
}

#[test]
fn votes_in_brackets_are_decisions_and_none_is_nought() {
    let sheet = "会長：挙手を求める。\n（採決　賛成７名、反対３名、棄権なし）\n会長：原案を承認することと決する。\n";
    assert_eq!(kinds(sheet), [Kind::Statement, Kind::Decision, Kind::Decision]);
    let votes = minutes::read(&format!("{HEAD}{sheet}")).votes;
    assert_eq!((votes[0].in_favour, votes[0].against, votes[0].abstain), (Some(7), Some(3), Some(0)));
}

#[test]
fn titles_in_brackets_rules_and_notes_on_files_are_no_blocks_and_a_role_alone_opens_one() {
    let sheet = "――――――――\n【表決の結果】\n部会員\n便は何分延びるのか。\n事務局\n約２分である。\n部会員\n帰りの便だけ、乗降を自由にしてはどうか。\nＰＤＦファイルをご覧いただくには、閲覧ソフトが必要です。\nこのページに関するお問い合わせ\n";
    let wanted = [
        ("部会員", "便は何分延びるのか。"),
        ("事務局", "約２分である。"),
        ("部会員", "帰りの便だけ、乗降を自由にしてはどうか。"),
    ];
    assert_eq!(told(sheet), pairs(&wanted));
    assert_eq!(kinds(sheet), [Kind::Question, Kind::Answer, Kind::Opinion]);
}

#[test]
fn a_question_told_without_its_particle_is_one_and_a_question_quoted_is_none() {
    let sheet = "○会長　御意見をどうぞ。\n○水沼委員　伺いたいのは、誰が見に来てくれるのかということです。そこが書いてありませんよね。\n○事務局　職員です。\n○水沼委員　お客様には「来年まで待てますか」とお尋ねするほかなく、心苦しい思いをしております。\n○会長　傍聴を許可いたします。\n";
    let wanted = [Kind::Statement, Kind::Question, Kind::Answer, Kind::Opinion, Kind::Decision];
    assert_eq!(kinds(sheet), wanted);
}
