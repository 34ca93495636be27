//! A figure of a goal's progress is taken back: it stands no more, and that it stood stays told.

use crate::access::Permit;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::TellProgress;
use crate::goals::model::Actual;
use crate::goals::rules::known_on;
use crate::goals::store::{self, Goal};
use crate::goals::web::id;
use crate::goals::web::progress::elsewhere;
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};

const FIELDS: [&str; 2] = ["actual", "reason"];
const MOST_REASON: usize = 1000;

/// The form: which figure, and why.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<TellProgress>(id(&ask)?).await?;
    let goal = ask.read(async |tx| store::find(tx, &permit).await).await?;
    match goal.read_from() {
        Some(of) => Ok(Reply::see(format!("/indicators/{}/withdraw", of.code))),
        None => show(&ask, &goal, &Texts::new(), vec![]),
    }
}

/// Takes it back: may you · which and why · does it still stand · its row.
pub async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<TellProgress>(id(&ask)?).await?;
    let goal = ask.read(async |tx| store::find(tx, &permit).await).await?;
    if let Some(path) = elsewhere(&goal) {
        return Ok(Reply::see(path));
    }
    let texts = ask.typed.only(&FIELDS);
    let wrongs = wrongs(&texts);
    if !wrongs.is_empty() {
        return show(&ask, &goal, &texts, wrongs);
    }
    let write = async |tx: &mut Tx, permit: &Permit<TellProgress>| {
        let now = store::find(tx, permit).await?;
        let standing = known_on(&now.actuals, None);
        let Some(row) = standing.into_iter().find(|row| row.id.to_string() == text(&texts, "actual")) else {
            return Ok(false);
        };
        store::take_back(tx, permit, row, text(&texts, "reason").trim()).await.map(|()| true)
    };
    if ask.write(&permit, write).await? {
        return Ok(Reply::see(format!("/goals/{}?said=figure-withdrawn", goal.id)));
    }
    let gone = "この数は、もう直されたか取り消されています。いまの一覧から選び直してください。";
    let goal = ask.read(async |tx| store::find(tx, &permit).await).await?;
    show(&ask, &goal, &texts, vec![Wrong::new("actual", gone)])
}

fn wrongs(texts: &Texts) -> Vec<Wrong> {
    let mut wrongs = vec![];
    if text(texts, "actual").is_empty() {
        wrongs.push(Wrong::new("actual", "取り消す数を選んでください。"));
    }
    match text(texts, "reason").trim().chars().count() {
        0 => wrongs.push(Wrong::new("reason", "空です。なぜ取り消すかを入れてください。記録に残ります。")),
        count if count > MOST_REASON => {
            wrongs.push(Wrong::new("reason", format!("長すぎます。{MOST_REASON}文字までにしてください。")));
        }
        _ => {}
    }
    wrongs
}

fn show(ask: &Ask, goal: &Goal, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let mut standing = known_on(&goal.actuals, None);
    standing.sort_by_key(|row| std::cmp::Reverse((row.as_of, row.id)));
    let option = |row: &&Actual| {
        let id = row.id.to_string();
        let is_chosen = id == text(texts, "actual");
        let name = if row.part.is_empty() { String::new() } else { format!("　{}", row.part) };
        let words = format!("{}現在{name} {}", almanac::in_words(row.as_of), goal.yardstick.with_unit(row.amount));
        Option3(id, words, is_chosen)
    };
    let none = Option3(String::new(), "（選んでください）".into(), text(texts, "actual").is_empty());
    let options = std::iter::once(none).chain(standing.iter().map(option)).collect();
    let because =
        "数そのものが誤りで、正しい数もないときに使います。正しい数があるときは、同じ時点で入れ直してください。"
            .to_string();
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(&wrongs).required();
    let fields = vec![
        field("actual", "取り消す数").as_a(Control::Select(options)),
        field("reason", "わけ").help("例: 別の目標の数を入れていた").as_a(Control::Area(2)),
    ];
    let frame = Frame::of("実績を取り消す", ask.actor.signed_in(), Place::Goals);
    let paths = (format!("/goals/{}/withdraw", goal.id), format!("/goals/{}", goal.id));
    let heads = ("実績を取り消す".to_string(), "取り消す");
    FormPage::new(frame, because, heads, paths, wrongs, vec![Group::plain(fields)]).answer()
}
