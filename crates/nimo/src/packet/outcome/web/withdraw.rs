//! A sentence that waits is dropped, or one that went out is taken down at once; why stays told.

use crate::access::Permit;
use crate::editing::form::{FormPage, Group};
use crate::editing::read::lines;
use crate::editing::shape::{Texts, Wrong, text};
use crate::editing::view::version;
use crate::layout::{Control, Field, Frame, Place};
use crate::packet::outcome::PrepareOutcome;
use crate::packet::outcome::model::{OutcomeRow, OutcomeState};
use crate::packet::outcome::rules::{Standing, standing};
use crate::packet::outcome::store;
use crate::packet::outcome::web::collect::{self, Opinion, Seen, seen, written};
use crate::packet::outcome::web::id;
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};

const MOST_REASON: usize = 1000;

/// The form: why.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareOutcome>(id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    show(&ask, &seen, seen.opinion(ask.query.get("block"))?, &Texts::new(), vec![])
}

/// Takes it down: may you · of which opinion, and why · does it still stand · its row.
pub async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareOutcome>(id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    let opinion = seen.opinion(ask.query.get("block"))?;
    let texts = ask.typed.only(&["reason"]);
    let mut wrongs = vec![];
    let reason = lines("reason", &texts, MOST_REASON, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。なぜ取り下げるかを入れてください。記録に残ります。"));
    }
    if !wrongs.is_empty() {
        return show(&ask, &seen, opinion, &texts, wrongs);
    }
    let was_seen = version(&ask)?;
    let write = async |tx: &mut Tx, permit: &Permit<PrepareOutcome>| {
        let rows = store::of(tx, permit).await?;
        let now = standing(&rows, opinion.block);
        match target(&now, &ask) {
            _ if written(&rows, opinion) != was_seen => Ok(Done::Other),
            Some(row) => store::take_back(tx, permit, row, &reason).await.map(|()| Done::Taken(row.state)),
            None => Ok(Done::Other),
        }
    };
    let page = format!("/meetings/{}/outcomes/prepare", seen.meeting.id);
    match ask.write(&permit, write).await? {
        Done::Taken(OutcomeState::Released) => Ok(Reply::see(format!("{page}?said=outcome-withdrawn"))),
        Done::Taken(_) => Ok(Reply::see(format!("{page}?said=outcome-dropped"))),
        Done::Other => {
            let what = "この画面を開いたあとで、文が変わりました。下の文でよければ、もう一度押してください。";
            let now = collect::seen(&ask, &permit).await?;
            show(&ask, &now, opinion, &texts, vec![Wrong::new("reason", what)])
        }
    }
}

/// What the address names: what waits, or what went out.
fn target<'a>(now: &Standing<'a>, ask: &Ask) -> Option<&'a OutcomeRow> {
    if ask.query.get("of") == "proposed" { now.proposed } else { now.released }
}

enum Done {
    /// What it was before.
    Taken(OutcomeState),
    Other,
}

fn show(ask: &Ask, seen: &Seen, opinion: &Opinion, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let now = standing(&seen.rows, opinion.block);
    let row = target(&now, ask);
    let is_out = row.is_none_or(|row| row.state == OutcomeState::Released);
    let button = if is_out { "取り下げる" } else { "やめる" };
    let because = match row {
        Some(row) if is_out => {
            let what = "を取り下げます。すぐに公表の紙から消え、取り下げたことは記録に残ります。";
            format!("公表した文「{}」{what}", row.form.words)
        }
        Some(row) => format!("決裁を待つ文「{}」をやめます。やめたことは記録に残ります。", row.form.words),
        None => "この意見には、取り下げる文がありません。".to_string(),
    };
    let field = Field::line("reason", "わけ", text(texts, "reason"))
        .required()
        .help("例: だれのことか分かる言葉があった")
        .as_a(Control::Area(2))
        .checked(&wrongs);
    let home = format!("/meetings/{}/outcomes", id(ask)?);
    let of = if is_out { "released" } else { "proposed" };
    let paths = (format!("{home}/withdraw?block={}&of={of}", opinion.block), format!("{home}/prepare"));
    let heads = (format!("ご意見{}の文を{button}", opinion.place), button);
    let frame = Frame::of("文を取り下げる", ask.actor.signed_in(), Place::Councils);
    FormPage::new(frame, because, heads, paths, wrongs, vec![Group::plain(vec![field])])
        .versioned(written(&seen.rows, opinion))
        .answer()
}
