//! The forms of proposals and rules, and their fields in words.

use crate::council::approval::model::{Disclosure, RETURN};
use crate::editing::form::Group;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Option3};

/// The form of a proposal, in the order of its paper.
pub(super) fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let area = |name, label, rows, help| {
        Field::line(name, label, text(texts, name)).help(help).as_a(Control::Area(rows)).checked(wrongs)
    };
    let first = vec![
        Field::line("title", "件名", text(texts, "title")).required().checked(wrongs),
        area("asking", "伺いの文", 2, "例: 下のとおり通知してよろしいか、伺います。").required(),
        area("what", "内容", 8, "伺うことを1行に1つ。打ち直して保存すると、いまの日時や名簿で伺うことになります。")
            .required(),
        area("why", "理由", 4, "経緯と決まりから。例: 設置要綱により、年に2回の会議を開くため。").required(),
        area("annexes", "別紙", 3, "付けるものを1行に1つ。氏名は、ここではなく別紙に。"),
    ];
    let drafting = vec![
        Field::line("drafter", "起案する人", text(texts, "drafter")).required().checked(wrongs),
        Field::day("drafted_on", "起案の日", text(texts, "drafted_on")).required().checked(wrongs),
    ];
    let mut deciding = deciding(texts, wrongs, true);
    deciding[0].required = true;
    vec![
        Group::plain(first),
        Group::under("決裁", "だれが決めるか、どこまで公開する文書か", deciding),
        Group::under("起案", "", drafting),
    ]
}

/// The form of a rule.
pub(super) fn rule_groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let chosen = text(texts, "needed");
    let choice = |code: &str, label: &str| Option3(code.into(), label.into(), code == chosen);
    let needed = vec![choice("yes", "要る"), choice("no", "要らない")];
    let first = vec![
        Field::day("from_on", "いつから", text(texts, "from_on"))
            .required()
            .help("この決まりが効き始める日。それより前の日は、前の決まりで見ます。例: 令和9年4月1日")
            .checked(wrongs),
        Field::line("needed", "決裁", "").required().as_a(Control::Choice(needed)).checked(wrongs),
    ];
    let note = Field::line("note", "覚え書き", text(texts, "note"))
        .help("何によるか。例: みほん市事務決裁規程 別表第2")
        .as_a(Control::Area(2))
        .checked(wrongs);
    let mut rest = deciding(texts, wrongs, false);
    rest.push(note);
    vec![Group::plain(first), Group::under("伺いの始まり", "入れておくと、伺いがここから始まります", rest)]
}

fn deciding(texts: &Texts, wrongs: &[Wrong], is_proposal: bool) -> Vec<Field> {
    let chosen = text(texts, "disclosure");
    let choice = |one: Disclosure| Option3(one.code().into(), one.label().into(), one.code() == chosen);
    let mut choices: Vec<Option3> = Disclosure::ALL.map(choice).into();
    if !is_proposal {
        choices.insert(0, Option3(String::new(), "決めておかない".into(), chosen.is_empty()));
    }
    let disclosure = Field::line("disclosure", "公開区分", "").as_a(Control::Choice(choices)).checked(wrongs);
    vec![
        Field::line("post", "決裁する職", text(texts, "post")).help("例: 障がい福祉課長").checked(wrongs),
        Field::line("stamps", "決裁欄の職", text(texts, "stamps"))
            .help("起案用紙の印の欄に、左から並べる職。「、」で区切って8つまで。空なら、決裁する職だけ。例: 係長、課長補佐、課長")
            .checked(wrongs),
        if is_proposal { disclosure.required() } else { disclosure },
        Field::line("disclosure_reason", "公開区分の理由", text(texts, "disclosure_reason"))
            .help("公開でないときに。例: みほん市情報公開条例 第7条第1号（個人に関する情報）")
            .checked(wrongs),
    ]
}

/// Number and day with which a proposal came back.
pub(super) fn return_fields(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let [(number, number_label), (day, day_label)] = [RETURN.fields[0], RETURN.fields[1]];
    vec![
        Field::line(number, number_label, text(texts, number))
            .required()
            .help("文書管理・電子決裁で付いた番号。例: 8みほ障第210号")
            .as_a(Control::Short)
            .checked(wrongs),
        Field::day(day, day_label, text(texts, day)).required().help("起案の日から今日まで。").checked(wrongs),
    ]
}

/// A value of a field in words, for a page and for diffs.
pub(super) fn say(field: &str, value: &str) -> String {
    match field {
        "from_on" | "drafted_on" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        "disclosure" => Disclosure::parse(value).map_or_else(|| value.to_string(), |one| one.label().to_string()),
        "needed" if value == "yes" => "要る".into(),
        "needed" if value == "no" => "要らない".into(),
        _ => value.to_string(),
    }
}
