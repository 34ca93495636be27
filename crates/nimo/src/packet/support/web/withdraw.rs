//! What was told of a day is taken back: of that day nothing is known any more, and that something was told stays.

use crate::access::Permit;
use crate::council::web::id;
use crate::editing::form::{FormPage, Group};
use crate::editing::read::lines;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::packet::support::model::SupportTally;
use crate::packet::support::rules::{replaced, total};
use crate::packet::support::{TellSupport, store};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;

const MOST_REASON: usize = 1000;

/// The form: which day, and why.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<TellSupport>(id(&ask)?).await?;
    let council = id(&ask)?;
    let all = ask.read(async |tx| store::of(tx, &permit, council).await).await?;
    show(&ask, &all, &Texts::new(), vec![])
}

/// Takes it back: may you · which day, and why · does it still stand · its row.
pub async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<TellSupport>(id(&ask)?).await?;
    let council = id(&ask)?;
    let all = ask.read(async |tx| store::of(tx, &permit, council).await).await?;
    let texts = ask.typed.only(&["as_of", "reason"]);
    let mut wrongs = vec![];
    let as_of: Option<Date> = text(&texts, "as_of").parse().ok().filter(|day| replaced(&all, *day).is_some());
    if as_of.is_none() {
        wrongs.push(Wrong::new("as_of", "取り消す時点を、一覧から選んでください。"));
    }
    let reason = lines("reason", &texts, MOST_REASON, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。なぜ取り消すかを入れてください。記録に残ります。"));
    }
    let Some(as_of) = as_of.filter(|_| wrongs.is_empty()) else { return show(&ask, &all, &texts, wrongs) };
    let write = async |tx: &mut Tx, permit: &Permit<TellSupport>| {
        let now = store::of(tx, permit, council).await?;
        if replaced(&now, as_of).is_none() {
            return Ok(false);
        }
        store::take_back(tx, permit, as_of, &reason).await.map(|()| true)
    };
    let said = if ask.write(&permit, write).await? { "support-withdrawn" } else { "unchanged" };
    Ok(Reply::see(format!("/councils/{council}/support?said={said}")))
}

fn show(ask: &Ask, all: &[SupportTally], texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let stands = |one: &&SupportTally| replaced(all, one.as_of) == Some(*one);
    let option = |one: &SupportTally| {
        let (code, words) =
            (one.as_of.to_string(), format!("{}現在　{}人", almanac::in_words(one.as_of), total(&one.lines)));
        let is_chosen = code == text(texts, "as_of");
        Option3(code, words, is_chosen)
    };
    let none = Option3(String::new(), "（選んでください）".into(), text(texts, "as_of").is_empty());
    let options = std::iter::once(none).chain(all.iter().filter(stands).map(option)).collect();
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(&wrongs).required();
    let fields = vec![
        field("as_of", "取り消す時点").as_a(Control::Select(options)),
        field("reason", "わけ").help("例: 時点を間違えて入れた").as_a(Control::Area(2)),
    ];
    let because = "時点そのものが誤りのときに使います。人数の誤りは、同じ時点で入れ直してください。".to_string();
    let home = format!("/councils/{}/support", id(ask)?);
    let heads = ("支援の集計を取り消す".to_string(), "取り消す");
    let frame = Frame::of("支援の集計を取り消す", ask.actor.signed_in(), Place::Goals);
    let paths = (format!("{home}/withdraw"), home);
    FormPage::new(frame, because, heads, paths, wrongs, vec![Group::plain(fields)]).answer()
}
