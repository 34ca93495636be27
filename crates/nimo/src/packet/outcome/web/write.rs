//! The sentence of one opinion is written.

use crate::access::Permit;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::editing::view::{fields, version};
use crate::goals::model::Pick;
use crate::goals::web::pick_field;
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::packet::outcome::PrepareOutcome;
use crate::packet::outcome::model::{OutcomeForm, OutcomeKind};
use crate::packet::outcome::rules::standing;
use crate::packet::outcome::store;
use crate::packet::outcome::web::collect::{self, Opinion, Seen, decisions, seen, suggestions, written};
use crate::packet::outcome::web::id;
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};

/// The form, begun from what waits, from what went out, or from what the records suggest.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareOutcome>(id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    let opinion = seen.opinion(ask.query.get("block"))?;
    let now = standing(&seen.rows, opinion.block);
    let (kind, words, decided) = match now.proposed.or(now.released) {
        Some(row) => {
            let decided = row.form.decided.map_or_else(String::new, |decided| decided.code());
            (row.form.kind, row.form.words.clone(), decided)
        }
        None => {
            let suggested = suggestions(&ask, &permit, &seen).await?.remove(&opinion.block);
            let (kind, words) = suggested.unwrap_or((OutcomeKind::Looking, String::new()));
            (kind, words, String::new())
        }
    };
    let texts = [("kind", kind.code().to_string()), ("words", words), ("decided", decided)];
    let picks = decisions(&ask, &seen.meeting).await?;
    show(&ask, &seen, opinion, &picks, &texts.map(|(name, value)| (name.to_string(), value)).into(), vec![])
}

/// Writes it: may you · of which opinion, and what · the row with its because.
pub async fn write(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareOutcome>(id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    let opinion = seen.opinion(ask.query.get("block"))?;
    let picks = decisions(&ask, &seen.meeting).await?;
    let texts = fields(&OutcomeForm::FIELDS, &ask.typed);
    let was_seen = version(&ask)?;
    if written(&seen.rows, opinion) != was_seen {
        return other(&ask, &permit, opinion, &picks, &texts).await;
    }
    let form = match OutcomeForm::parse(&texts, &picks) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &seen, opinion, &picks, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<PrepareOutcome>| {
        let rows = store::of(tx, permit).await?;
        let now = standing(&rows, opinion.block);
        let last = now.proposed.or(now.released);
        if written(&rows, opinion) != was_seen {
            return Ok(Done::Other);
        }
        if last.is_some_and(|row| row.form == form && row.opinion == opinion.text) {
            return Ok(Done::Unchanged);
        }
        store::propose(tx, permit, (opinion.block, &opinion.text), &form).await.map(|()| Done::Written)
    };
    let page = format!("/meetings/{}/outcomes/prepare", seen.meeting.id);
    match ask.write(&permit, write).await? {
        Done::Written => Ok(Reply::see(format!("{page}?said=outcome-proposed#b-{}", opinion.block))),
        Done::Unchanged => Ok(Reply::see(format!("{page}?said=unchanged#b-{}", opinion.block))),
        Done::Other => other(&ask, &permit, opinion, &picks, &texts).await,
    }
}

/// Somebody wrote in between: his words, and what was typed.
async fn other(ask: &Ask, permit: &Permit<PrepareOutcome>, opinion: &Opinion, picks: &[Pick], texts: &Texts) -> Answer {
    let now = collect::seen(ask, permit).await?;
    let standing = standing(&now.rows, opinion.block);
    let what = match standing.proposed.or(standing.released) {
        Some(row) => {
            format!("ほかの人が、先に書きました:「{}」。よければ、入れた文をもう一度残してください。", row.form.words)
        }
        None => "ほかの人が、先に文をやめました。よければ、入れた文をもう一度残してください。".into(),
    };
    show(ask, &now, opinion, picks, texts, vec![Wrong::new("words", what)])
}

enum Done {
    Written,
    Unchanged,
    /// Somebody wrote in between.
    Other,
}

fn show(ask: &Ask, seen: &Seen, opinion: &Opinion, picks: &[Pick], texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let chosen = text(texts, "kind");
    let options = OutcomeKind::ALL.map(|one| Option3(one.code().into(), one.label().into(), one.code() == chosen));
    let fields = vec![
        Field::line("kind", "いまの状況", "").required().as_a(Control::Choice(options.into())).checked(&wrongs),
        Field::line("words", "公表する文", text(texts, "words"))
            .required()
            .help("言った人に伝わる、ふつうの言葉で。名前や、だれのことか分かる言葉は入れません。")
            .as_a(Control::Area(4))
            .checked(&wrongs),
        pick_field(
            texts,
            picks,
            "「終わりました」のときだけ要ります。残した会議録の決定か、その場で答えたなら、この会議。",
            &wrongs,
        ),
    ];
    let because = format!(
        "ご意見{}「{}」が、その後どうなったか。決裁が済むまで、公表はされません。",
        opinion.place, opinion.text
    );
    let home = format!("/meetings/{}/outcomes", id(ask)?);
    let paths = (format!("{home}/write?block={}", opinion.block), format!("{home}/prepare"));
    let heads = (format!("ご意見{}の、その後の文", opinion.place), "案として残す");
    let frame = Frame::of("その後の文を書く", ask.actor.signed_in(), Place::Councils);
    FormPage::new(frame, because, heads, paths, wrongs, vec![Group::plain(fields)])
        .versioned(written(&seen.rows, opinion))
        .answer()
}
