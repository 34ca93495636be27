//! The form of an edition, and its fields in words.

use crate::council::sheet_form::model::{Choice, DRESSES, FONTS, MOST_ROWS, NAMES, YES_NO};
use crate::editing::form::Group;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Option3};
use minutes::SheetForm;

/// The fields, as somebody holds the paper beside them: first the whole, then its rows, people, marks, page.
pub fn groups(texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    vec![
        Group::plain(whole(texts, wrongs)),
        Group::under("表の項目", "上から順に", rows(texts, wrongs)),
        Group::under("人の書きかた", "出席者と発言者", people(texts, wrongs)),
        Group::under("番号と記号", "発言の前に付くもの", marks(texts, wrongs)),
        Group::under("紙", "書体と余白", page(texts, wrongs)),
    ]
}

fn line(name: &'static str, label: &'static str, texts: &Texts) -> Field {
    Field::line(name, label, text(texts, name))
}

fn choice<T>(name: &'static str, label: &'static str, texts: &Texts, choices: &[Choice<T>]) -> Field {
    let typed = text(texts, name);
    let options = choices.iter().map(|(code, label, _)| Option3((*code).into(), (*label).into(), *code == typed));
    Field::line(name, label, "").as_a(Control::Choice(options.collect()))
}

fn select<T>(name: &'static str, label: &'static str, texts: &Texts, choices: &[Choice<T>]) -> Field {
    let options = choices.iter().map(|(code, label, _)| ((*code).to_string(), (*label).to_string()));
    Field::select(name, label, text(texts, name), options)
}

fn whole(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let begun = SheetForm::SHIPPED.iter().map(|(code, name, _)| ((*code).to_string(), (*name).to_string()));
    vec![
        Field::day("from_on", "いつから", text(texts, "from_on"))
            .required()
            .help("この日からの会議を、この様式で印刷します。前の日の会議は、前の様式のままです。")
            .checked(wrongs),
        Field::select("begun_from", "もとにした様式", text(texts, "begun_from"), begun)
            .help("どれから始めたかの控えです。変えても、下の内容は変わりません。")
            .checked(wrongs),
        line("heading", "表題", texts)
            .required()
            .help("紙のいちばん上に書きます。［記録のしかた］と書くと、その会議の記録のしかた（要点記録など）が入ります。")
            .checked(wrongs),
        line("foot", "ページの下", texts).help("毎ページの左下に書きます。空でもかまいません。").checked(wrongs),
    ]
}

/// So many empty rows stand below what is filled.
const EMPTY_ROWS: usize = 2;

fn filled(lines: &str, columns: usize, most: usize) -> Vec<Vec<String>> {
    let row = |line: &str| -> Vec<String> {
        let mut cells: Vec<String> = line.splitn(columns, '\t').map(str::to_string).collect();
        cells.resize(columns, String::new());
        cells
    };
    let mut rows: Vec<Vec<String>> = lines.lines().map(row).collect();
    let empty = EMPTY_ROWS.min((most + 1).saturating_sub(rows.len()));
    rows.extend(std::iter::repeat_n(vec![String::new(); columns], empty));
    rows
}

fn rows(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    const HEADS: &[&str] = &["項目", "見出し", "空でも出す", "前の行の右に置く"];
    const HELP: &str = "1行に1つずつ、紙に並べる順に。項目は、会議の名称、日時、場所、出席者と欠席者、出席委員、欠席委員、その他の出席者、事務局、定足数、傍聴の可否、傍聴者数、次第、議題ごとの結果、会議の内容、次回、資料、録音の有無、会議録の公開の区分、非公開の理由、問合先、署名から。見出しは、紙に書くことば（空なら、ふつうの見出し）。あとの2つは「はい」か「いいえ」。";
    let rows = filled(text(texts, "rows"), HEADS.len(), MOST_ROWS);
    vec![Field::line("rows", "項目と見出し", "").required().help(HELP).as_a(Control::Grid(HEADS, rows)).checked(wrongs)]
}

fn people(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    const HEADS: &[&str] = &["区分", "書くことば"];
    let groups = filled(text(texts, "groups"), HEADS.len(), 4);
    vec![
        choice("names", "委員の書きかた", texts, NAMES)
            .help("「所属だけ」と「書かない」では、出席者にも発言者にも、代理や遅刻の印にも、委員の氏名を書きません。発言の文は、書かれたとおりです。")
            .checked(wrongs),
        choice("by_category", "委員を号ごとに分ける", texts, YES_NO)
            .help("名簿の選出区分（第1号委員など）ごとに1行ずつ書きます。委員の名簿に区分を書けない協議会では、分けません。")
            .checked(wrongs),
        Field::line("groups", "出席者の区分", "")
            .help("「出席者と欠席者」の行に書く順に。区分は、委員、欠席委員、事務局、その他の出席者から。欠席委員を入れないと、委員の中に（欠席）と書きます。")
            .as_a(Control::Grid(HEADS, groups))
            .checked(wrongs),
    ]
}

fn marks(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let short = |name, label, help| line(name, label, texts).as_a(Control::Short).help(help).checked(wrongs);
    vec![
        select("number_1", "番号（1段め）", texts, DRESSES).checked(wrongs),
        select("number_2", "番号（2段め）", texts, DRESSES).checked(wrongs),
        select("number_3", "番号（3段めから）", texts, DRESSES).checked(wrongs),
        short("bullet", "発言の前", "例: ・"),
        short("answer", "答えの前", "例: ⇒"),
        short("speaker", "発言者の前", "例: ○"),
        short("opinions_head", "意見の前のことば", "例: （以下意見要旨）　空なら書きません。"),
        short("questions_head", "質疑の前のことば", "例: （質疑）　空なら書きません。"),
    ]
}

fn page(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let short = |name, label, help| line(name, label, texts).as_a(Control::Short).help(help).checked(wrongs);
    vec![
        choice("font", "書体", texts, FONTS).checked(wrongs),
        short(
            "margins",
            "余白（上 右 下 左）",
            "ミリで4つ。例: 22 20 22 25　余白は、PDFとWordで効きます。画面の見本は変わりません。",
        ),
        short("label_width", "見出しの列の幅", "ミリで。例: 27　画面の見本では、近い段階の幅で見せます。"),
        short("size", "文字の大きさ", "ポイントで。例: 10.5　画面の見本では、近い段階の大きさで見せます。"),
    ]
}

/// A value of a field in words, for diffs.
pub fn say(field: &str, value: &str) -> String {
    fn label<T>(choices: &[Choice<T>], value: &str) -> String {
        choices.iter().find(|(code, ..)| *code == value).map_or(value, |(_, label, _)| label).to_string()
    }
    if value.is_empty() {
        return String::new();
    }
    match field {
        "from_on" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        "begun_from" => begun(value).to_string(),
        "names" => label(NAMES, value),
        "by_category" => label(YES_NO, value),
        "number_1" | "number_2" | "number_3" => label(DRESSES, value),
        "font" => label(FONTS, value),
        "margins" => {
            let sides = ["上", "右", "下", "左"].into_iter().zip(value.split(' '));
            sides.map(|(side, mm)| format!("{side}{mm}ミリ")).collect::<Vec<_>>().join("、")
        }
        "label_width" => format!("{value}ミリ"),
        "size" => format!("{value}ポイント"),
        "rows" => value.lines().map(row).collect::<Vec<_>>().join("\n"),
        "groups" => value.replace('\t', "：「").lines().map(|line| format!("{line}」")).collect::<Vec<_>>().join("\n"),
        _ => value.to_string(),
    }
}

/// 要点記録（2列の表）: the form that ships with this code.
pub fn begun(code: &str) -> &'static str {
    SheetForm::SHIPPED.iter().find(|(shipped, ..)| *shipped == code).map_or("", |(_, name, _)| name)
}

/// 日時「開催日時」（空でも出す）
fn row(line: &str) -> String {
    let mut cells = line.split('\t');
    let mut next = || cells.next().unwrap_or_default();
    let (name, label, shown, right) = (next(), next(), next(), next());
    let notes = [(shown, "空でも出す"), (right, "前の行の右")];
    let notes: String =
        notes.iter().filter(|(said, _)| *said == "はい").map(|(_, note)| format!("（{note}）")).collect();
    format!("{name}「{label}」{notes}")
}
