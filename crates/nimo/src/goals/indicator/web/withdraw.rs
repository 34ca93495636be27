//! A figure is taken back: it stands no more, and that it stood stays told.

use crate::access::Permit;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::indicator::RecordIndicator;
use crate::goals::indicator::model::{Area, IndicatorDefinition, IndicatorValue};
use crate::goals::indicator::rules::known_on;
use crate::goals::indicator::store::{self, Whose};
use crate::goals::indicator::web::named;
use crate::goals::indicator::web::page::slot_in_words;
use crate::goals::indicator::web::record::path;
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};

const FIELDS: [&str; 2] = ["value", "reason"];
const MOST_REASON: usize = 1000;

/// The form: which figure, and why.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<RecordIndicator>(ask.office()?).await?;
    show(&ask, &permit, named(&ask)?, &Texts::new(), vec![]).await
}

/// Takes it back: may you · which and why · does it still stand · its row.
pub async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<RecordIndicator>(ask.office()?).await?;
    let of = named(&ask)?;
    let texts = ask.typed.only(&FIELDS);
    let wrongs = wrongs(&texts);
    if !wrongs.is_empty() {
        return show(&ask, &permit, of, &texts, wrongs).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<RecordIndicator>| {
        let rows = store::of(tx, permit, of, Whose::Everybody).await?;
        let Some(row) = known_on(&rows, None).into_iter().find(|row| row.id.to_string() == text(&texts, "value"))
        else {
            return Ok(None);
        };
        store::withdraw(tx, permit, of, row, text(&texts, "reason").trim()).await?;
        Ok(Some(row.slot.area))
    };
    match ask.write(&permit, write).await? {
        Some(area) => Ok(Reply::see(path(of, area, "figure-withdrawn"))),
        None => {
            let gone = "この数は、もう直されたか取り消されています。いまの一覧から選び直してください。";
            show(&ask, &permit, of, &texts, vec![Wrong::new("value", gone)]).await
        }
    }
}

fn wrongs(texts: &Texts) -> Vec<Wrong> {
    let mut wrongs = vec![];
    if text(texts, "value").is_empty() {
        wrongs.push(Wrong::new("value", "取り消す数を選んでください。"));
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

async fn show(
    ask: &Ask,
    permit: &Permit<RecordIndicator>,
    of: &IndicatorDefinition,
    texts: &Texts,
    wrongs: Vec<Wrong>,
) -> Answer {
    let area = Area::parse(ask.query.get("area")).unwrap_or(Area::Own);
    let rows = ask.read(async |tx| store::of(tx, permit, of, Whose::with(area)).await).await?;
    let mut standing = known_on(&rows, None);
    standing.sort_by_key(|row| std::cmp::Reverse(row.id));
    let option = |row: &&IndicatorValue| {
        let id = row.id.to_string();
        let figure = row.told.figure().map_or_else(String::new, |figure| of.with_unit(figure));
        let is_chosen = id == text(texts, "value");
        let area = row.slot.area.label();
        let (slot, day) = (slot_in_words(of, &row.slot), almanac::in_words(row.as_of));
        Option3(id, format!("{slot} {figure}（{area}、{day}現在）"), is_chosen)
    };
    let none = Option3(String::new(), "（選んでください）".into(), text(texts, "value").is_empty());
    let options = std::iter::once(none).chain(standing.iter().map(option)).collect();
    let heading = format!("{}の数を取り消す", of.name);
    let because =
        "数そのものが誤りで、正しい数もないときに使います。正しい数があるときは、同じ時点で入れ直してください。"
            .to_string();
    let home = format!("/indicators/{}", of.code);
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(&wrongs).required();
    let fields = vec![
        field("value", "取り消す数").as_a(Control::Select(options)),
        field("reason", "わけ").help("例: 別の年度の数を入れていた").as_a(Control::Area(2)),
    ];
    let frame = Frame::of(heading.clone(), ask.actor.signed_in(), Place::Indicators);
    let paths = (format!("{home}/withdraw?area={}", area.code()), format!("{home}?area={}", area.code()));
    FormPage::new(frame, because, (heading, "取り消す"), paths, wrongs, vec![Group::plain(fields)]).answer()
}
