//! The fields of seats and members, and their values in words.

use crate::council::charter::model::{CharterForm, StakeholderKind};
use crate::council::seat::model::{CouncilRole, LetterKind, Shown};
use crate::editing::form::Group;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Option3};

/// The fields of a seat, with the categories of the rules.
pub fn of_seat(texts: &Texts, wrongs: &[Wrong], charter: Option<&CharterForm>) -> Vec<Group> {
    let categories = charter.map_or(&[][..], |charter| charter.categories.as_slice());
    let chosen = text(texts, "category");
    let mut named: Vec<(String, String)> = vec![(String::new(), "決めていない".into())];
    named.extend(categories.iter().map(|category| (category.name.clone(), category.name.clone())));
    if !chosen.is_empty() && categories.iter().all(|category| category.name != chosen) {
        named.push((chosen.into(), format!("{chosen}（いまの決まりにはない）")));
    }
    let kinds = StakeholderKind::ALL.map(|kind| (kind.code().to_string(), kind.label().to_string()));
    let as_category = [(String::new(), "選出区分のとおり".to_string())];
    let letter = text(texts, "letter");
    let letters = LetterKind::ALL.map(|kind| Option3(kind.code().into(), kind.label().into(), kind.code() == letter));
    vec![
        Group::plain(vec![
            Field::line("title", "席の名", text(texts, "title"))
                .required()
                .help("だれのための席か。人が替わっても同じです。例: みほん市医師会の推薦、みほん保健所長の職")
                .checked(wrongs),
            Field::line("place", "名簿の順", text(texts, "place"))
                .required()
                .help("名簿で上から何番目か。同じ数があるときは、先に置いた席が上です。例: 1")
                .as_a(Control::Short)
                .checked(wrongs),
            Field::select("category", "選出区分", chosen, named)
                .help("協議会の決まりにある区分から選びます。区分が変わるときは、この席を終わりにして新しい席を加えると、前の名簿が変わりません。")
                .checked(wrongs),
            Field::select("kind", "関係者の種別", text(texts, "kind"), as_category.into_iter().chain(kinds))
                .help("だれとして参加するか。活動指標の参加者数に使います。事務局だけに見えます。")
                .checked(wrongs),
            Field::line("letter", "文書", "").required().as_a(Control::Choice(letters.into())).checked(wrongs),
        ]),
        Group::under(
            "席がある間",
            "定数が変わったときだけ",
            vec![
                Field::day("from_on", "いつからある席か", text(texts, "from_on"))
                    .help("空なら、協議会のはじめからです。例: 令和8年4月1日")
                    .checked(wrongs),
                Field::day("until_on", "いつまでの席か", text(texts, "until_on"))
                    .help("席をなくすときに、最後の日を入れます。")
                    .checked(wrongs),
            ],
        ),
    ]
}

/// The fields of a member.
pub fn of_member(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let line = |name, label, help| Field::line(name, label, text(texts, name)).help(help).checked(wrongs);
    let day = |name, label, help| Field::day(name, label, text(texts, name)).help(help).checked(wrongs);
    let role = text(texts, "role");
    let roles = CouncilRole::ALL.map(|one| Option3(one.code().into(), one.label().into(), one.code() == role));
    let shows = text(texts, "shows");
    let shown =
        Shown::ALL.map(|one| Option3(one.code().into(), one.label().into(), shows.split(' ').any(|s| s == one.code())));
    let odd = glyphs::private_use(text(texts, "name"));
    let echo = (!odd.is_empty()).then(|| {
        "外字（この町だけの文字）が入っています。ほかのコンピューターや紙では、別の形か空白になります。".to_string()
    });
    vec![
        Group::plain(vec![
            line("name", "氏名", "名簿と委嘱状に、このとおり書きます。例: 髙梨 一郎").required().echo(echo),
            line("kana", "ふりがな", "例: たかなし いちろう"),
            line("body", "所属", "例: みほん病院"),
            line("post", "役職", "例: 院長"),
            day("from_on", "任期の始まり", "例: 令和6年4月1日、R6.4.1").required(),
            day("until_on", "任期の終わり", "最後の日。任期のない会なら、空のまま。"),
        ]),
        Group::under(
            "会での役",
            "会議で決まったあとに",
            vec![
                Field::line("role", "役", "").as_a(Control::Choice(roles.into())).checked(wrongs),
                day("role_from_on", "役についた日", "空なら、任期の始まりから。例: 互選した会議の日"),
                day("role_until_on", "役を退いた日", "委員のまま、役だけを退いたとき。役であった最後の日。"),
            ],
        ),
        Group::under(
            "本人に確かめたこと",
            "承諾がないものは公表しません",
            vec![
                Field::line("shows", "公表してよいもの", "")
                    .help("公開用の名簿に載せてよいと、本人が言ったもの。")
                    .as_a(Control::Checks(shown.into()))
                    .checked(wrongs),
                day(
                    "agreed_on",
                    "公表について聞いた日",
                    "承諾しなかったときも、聞いた日を入れます。上に印のないものは公表しません。",
                ),
                day("pledged_on", "守秘の誓約", "誓約書を受け取った日。事例の資料を渡す前に。"),
            ],
        ),
        Group::under(
            "途中でやめたとき",
            "この席の次の人は、残りの任期になります",
            vec![
                day("left_on", "途中でやめた日", "委員であった最後の日。例: 異動の前の日"),
                line("left_reason", "やめたわけ", "事務局の覚え。例: 人事異動"),
            ],
        ),
    ]
}

/// A value of a seat's or a member's field in words.
pub fn say(field: &str, value: &str) -> String {
    let known = |label: Option<&'static str>| label.map_or_else(|| value.to_string(), str::to_string);
    match field {
        _ if value.is_empty() => String::new(),
        "kind" => known(StakeholderKind::parse(value).map(StakeholderKind::label)),
        "letter" => known(LetterKind::parse(value).map(LetterKind::label)),
        "role" => known(CouncilRole::parse(value).map(CouncilRole::label)),
        "shows" => {
            let labels = value.split(' ').filter_map(Shown::parse).map(Shown::label);
            labels.collect::<Vec<_>>().join("・")
        }
        "from_on" | "until_on" | "role_from_on" | "role_until_on" | "pledged_on" | "agreed_on" | "left_on" => {
            value.parse().map_or_else(|_| value.to_string(), almanac::in_words)
        }
        _ => value.to_string(),
    }
}
