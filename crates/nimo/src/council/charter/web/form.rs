//! The form of an edition, and its fields in words.

use crate::council::charter::model::{
    Confirmation, DayCount, MOST_CATEGORIES, NameDisplay, Openness, QuorumRule, SecrecyBasis, Spelling,
};
use crate::council::model::Basis;
use crate::editing::form::Group;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Option3};

/// The fields, as they stand together in an ordinance.
pub fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    vec![
        Group::plain(basis(texts, wrongs)),
        Group::under("委員", "選出区分、定数、任期", members(texts, wrongs)),
        Group::under("会議", "成り立つ人数と公開", meetings(texts, wrongs)),
        Group::under("会議録", "期限と確かめ方", minutes(texts, wrongs)),
        Group::under("委嘱状", "だれの名で、どんな文で", letters(texts, wrongs)),
    ]
}

fn line(name: &'static str, label: &'static str, texts: &Texts) -> Field {
    Field::line(name, label, text(texts, name))
}

/// A choice's code or label.
type Said<T> = fn(T) -> &'static str;

/// A choice of codes; first that nothing is settled.
fn choice<T: Copy>(
    (name, label): (&'static str, &'static str),
    texts: &Texts,
    all: impl IntoIterator<Item = T>,
    (code, shown): (Said<T>, Said<T>),
) -> Field {
    let options = all.into_iter().map(|one| (code(one).to_string(), shown(one).to_string()));
    let unsettled = [(String::new(), "まだ入れない".to_string())];
    Field::select(name, label, text(texts, name), unsettled.into_iter().chain(options))
}

fn basis(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let chosen = text(texts, "basis");
    let bases = Basis::ALL.map(|b| Option3(b.code().into(), b.label().into(), b.code() == chosen)).into();
    vec![
        Field::day("from_on", "いつから", text(texts, "from_on"))
            .required()
            .help("この内容が効き始める日。はじめの版は、設置の日。あとの版は、改正の日か、会議で決めた日。")
            .checked(wrongs),
        Field::line("basis", "設置の根拠", "").required().as_a(Control::Choice(bases)).checked(wrongs),
        line("basis_title", "条例・要綱の名", texts)
            .help("例: みほん市精神保健福祉連絡協議会設置要綱（令和3年告示第12号）")
            .checked(wrongs),
    ]
}

/// So many empty rows stand below what is filled.
const EMPTY_ROWS: usize = 3;

fn members(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    const HEADS: &[&str] = &["選出区分", "関係者の種別"];
    let row = |line: &str| -> Vec<String> {
        let mut cells: Vec<String> = line.split('\t').take(2).map(str::to_string).collect();
        cells.resize(2, String::new());
        cells
    };
    let mut rows: Vec<Vec<String>> = text(texts, "categories").lines().map(row).collect();
    let empty = EMPTY_ROWS.min((MOST_CATEGORIES + 1).saturating_sub(rows.len()));
    rows.extend(std::iter::repeat_n(vec![String::new(); 2], empty));
    vec![
        Field::line("categories", "選出区分と、関係者の種別", "")
            .help("条例・要綱のとおりに1行ずつ。種別は、保健、医療（精神科）、医療（精神科以外）、福祉、介護、当事者、家族、その他から（活動指標の参加者数に使う。分け方は未確認）。種別は事務局だけに見えます。")
            .as_a(Control::Grid(HEADS, rows))
            .checked(wrongs),
        line("most_members", "委員の定数", texts)
            .help("何人までか。席がこれより増えるときは、止めて知らせます。例: 13人")
            .as_a(Control::Short)
            .checked(wrongs),
        line("term_years", "任期の年数", texts)
            .help("次の任期の終わりの日を出すのに使います。例: 2年")
            .as_a(Control::Short)
            .checked(wrongs),
        line("chair", "会長・副会長の決め方", texts).help("例: 会長は委員の互選、副会長は会長の指名").checked(wrongs),
        choice(("secrecy", "守秘義務の根拠"), texts, SecrecyBasis::ALL, (SecrecyBasis::code, SecrecyBasis::label))
            .help("根拠があるときは、委員ごとに誓約の日を残し、まだの人を知らせます。")
            .checked(wrongs),
    ]
}

fn meetings(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let counted = text(texts, "counts");
    let count = |code: &str, label: &str| Option3(code.into(), label.into(), counted.split(' ').any(|c| c == code));
    vec![
        choice(("quorum", "定足数"), texts, QuorumRule::ALL, (QuorumRule::code, QuorumRule::label))
            .help("在任の委員（欠員を除く）のうち、何人いれば会議が成り立つか。")
            .checked(wrongs),
        Field::line("counts", "定足数に数える人", "")
            .as_a(Control::Checks(vec![count("proxy", "代理で出た人も"), count("online", "オンラインで出た人も")]))
            .checked(wrongs),
        choice(("openness", "会議の公開"), texts, Openness::ALL, (Openness::code, Openness::label)).checked(wrongs),
        line("openness_ground", "公開しない根拠", texts)
            .help("一部でも公開しないときに入れます。例: みほん市情報公開条例 第7条第1号")
            .checked(wrongs),
        line("notice_days", "開催通知の期限", texts)
            .help("開催の何日前までに通知するか。例: 14日")
            .as_a(Control::Short)
            .checked(wrongs),
    ]
}

fn minutes(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let days = |name, label, help| line(name, label, texts).help(help).as_a(Control::Short).checked(wrongs);
    vec![
        days("outline_days", "会議の概要の期限", "会議のあと、何日で概要を出すか。例: 2日"),
        days("minutes_days", "会議録の期限", "会議のあと、何日で会議録を出すか。例: 45日"),
        choice(("confirmation", "会議録の確認"), texts, Confirmation::ALL, (Confirmation::code, Confirmation::label))
            .checked(wrongs),
        days("confirmation_days", "会議録の確認の期間", "委員が会議録を見る日数。会議録を残した日から数える。例: 14日"),
        days("publication_days", "公表の期限", "会議録が確認されてから、何日で公表するか。例: 14日"),
        choice(("day_count", "日数の数え方"), texts, DayCount::ALL, (DayCount::code, DayCount::label))
            .help("通知から公表までの期限に使います。はじめの日は数えません。空なら暦日です。")
            .checked(wrongs),
        choice(
            ("name_display", "会議録での委員の名"),
            texts,
            NameDisplay::ALL,
            (NameDisplay::code, NameDisplay::label),
        )
        .checked(wrongs),
        choice(("spelling", "「障害」の書き方"), texts, Spelling::ALL, (Spelling::code, Spelling::label))
            .checked(wrongs),
    ]
}

fn letters(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    vec![
        line("appointer", "委嘱する人", texts)
            .help("職と氏名を、委嘱状に書くとおりに。例: みほん市長　見本 太郎")
            .checked(wrongs),
        line("letter_words", "委嘱状の文", texts)
            .help("空なら「○○協議会の委員を委嘱します」（任命書は「任命します」）です。")
            .as_a(Control::Area(2))
            .checked(wrongs),
    ]
}

/// A value of a field in words, for a page and for diffs.
pub fn say(field: &str, value: &str) -> String {
    let known = |label: Option<&'static str>| label.map_or_else(|| value.to_string(), str::to_string);
    if value.is_empty() {
        return String::new();
    }
    match field {
        "from_on" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        "basis" => known(Basis::parse(value).map(Basis::label)),
        "secrecy" => known(SecrecyBasis::parse(value).map(SecrecyBasis::label)),
        "quorum" => known(QuorumRule::parse(value).map(QuorumRule::label)),
        "counts" => {
            let label = |code| if code == "proxy" { "代理で出た人" } else { "オンラインで出た人" };
            value.split(' ').map(label).collect::<Vec<_>>().join("、")
        }
        "openness" => known(Openness::parse(value).map(Openness::label)),
        "confirmation" => known(Confirmation::parse(value).map(Confirmation::label)),
        "name_display" => known(NameDisplay::parse(value).map(NameDisplay::label)),
        "spelling" => known(Spelling::parse(value).map(Spelling::label)),
        "most_members" => format!("{value}人"),
        "term_years" => format!("{value}年"),
        "notice_days" => format!("開催の{value}日前まで"),
        "outline_days" | "minutes_days" => format!("会議のあと{value}日以内"),
        "confirmation_days" => format!("会議録を残してから{value}日"),
        "publication_days" => format!("確認のあと{value}日以内"),
        "day_count" => known(DayCount::parse(value).map(DayCount::label)),
        "categories" => value.lines().map(category).collect::<Vec<_>>().join("\n"),
        _ => value.to_string(),
    }
}

/// 第2号　医療関係者［医療（精神科）］.
fn category(line: &str) -> String {
    match line.split_once('\t') {
        Some((name, kind)) if !kind.is_empty() => format!("{name}［{kind}］"),
        Some((name, _)) => name.to_string(),
        None => line.to_string(),
    }
}
