//! What was approved goes out.

use crate::access::Permit;
use crate::council::meeting::model::{MeetingId, PublicAccess};
use crate::editing::shape::{Texts, Wrong, text};
use crate::editing::view::{fields, version};
use crate::layout::{Control, Field, Frame, Place};
use crate::packet::outcome::PrepareOutcome;
use crate::packet::outcome::model::ApprovalForm;
use crate::packet::outcome::print::Told;
use crate::packet::outcome::rules::{refusal, standing};
use crate::packet::outcome::store;
use crate::packet::outcome::web::collect::{Seen, seen, told};
use crate::packet::outcome::web::id;
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;
use askama::Template;

#[derive(Template)]
#[template(path = "packet/outcome/views/release.html")]
struct ReleasePage {
    frame: Frame,
    id: MeetingId,
    name: String,
    rows: Vec<(Told, bool)>,
    is_partly: bool,
    version: i64,
    fields: Vec<Field>,
    wrongs: Vec<Wrong>,
}

/// The form, with the sentences that would go out.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareOutcome>(id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    if seen.proposed().is_empty() || refusal(seen.meeting.form.public_access).is_some() {
        return Ok(Reply::see(format!("/meetings/{}/outcomes/prepare", seen.meeting.id)));
    }
    show(&ask, &seen, (&Texts::new(), None), vec![]).await
}

/// Releases: may you · by which approval, and which of them · are they the sentences that were seen · a row for each with its because.
pub async fn release(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareOutcome>(id(&ask)?).await?;
    let before = seen(&ask, &permit).await?;
    if refusal(before.meeting.form.public_access).is_some() {
        return Ok(Reply::see(format!("/meetings/{}/outcomes/prepare", before.meeting.id)));
    }
    let texts = fields(&ApprovalForm::FIELDS, &ask.typed);
    let chosen: Vec<String> = ask.typed.all("block").map(str::to_string).collect();
    let was_seen = version(&ask)?;
    let wrongs =
        if was_seen == before.version() { wrongs(&before, &texts, &chosen, ask.now.day()) } else { vec![stale()] };
    let form = match ApprovalForm::parse(&texts, ask.now.day()) {
        Ok(form) if wrongs.is_empty() => form,
        Ok(_) => return show(&ask, &before, (&texts, Some(&chosen)), wrongs).await,
        Err(more) => return show(&ask, &before, (&texts, Some(&chosen)), [wrongs, more].concat()).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<PrepareOutcome>| {
        let rows = store::of(tx, permit).await?;
        if rows.len() != before.rows.len() {
            return Ok(false);
        }
        for one in before.opinions.iter().filter(|one| chosen.contains(&one.block.to_string())) {
            if let Some(proposed) = standing(&rows, one.block).proposed {
                store::release(tx, permit, (proposed, &one.text), &form).await?;
            }
        }
        Ok(true)
    };
    if ask.write(&permit, write).await? {
        return Ok(Reply::see(format!("/meetings/{}/outcomes?said=outcome-released", before.meeting.id)));
    }
    let now = seen(&ask, &permit).await?;
    show(&ask, &now, (&texts, Some(&chosen)), vec![stale()]).await
}

fn stale() -> Wrong {
    let what = "この画面を開いたあとで、文が変わりました。下の文が決裁のとおりか、もう一度確かめてください。";
    Wrong::new("approval", what)
}

/// What only the sentences can tell: is one chosen, is none younger than its approval, and is each for the words of the minutes?
fn wrongs(seen: &Seen, texts: &Texts, chosen: &[String], today: Date) -> Vec<Wrong> {
    let waiting = seen.proposed();
    let chosen: Vec<_> = waiting.iter().filter(|(one, _)| chosen.contains(&one.block.to_string())).collect();
    if chosen.is_empty() {
        return vec![Wrong::new("approval", "公表する文を、1つ以上選んでください。")];
    }
    let mut wrongs = vec![];
    let on = ApprovalForm::parse(texts, today).ok().map(|form| form.on);
    for (opinion, row) in chosen {
        if on.is_some_and(|on| row.at.day() > on) {
            let what = format!(
                "ご意見{}の文は、{}に書かれました。決裁の日は、それより前にはできません。",
                opinion.place,
                row.at.day_in_words()
            );
            wrongs.push(Wrong::new("approved_on", what));
        }
        if row.opinion != opinion.text {
            let what = format!(
                "ご意見{}は、文を書いたあとで会議録が直されました。文を確かめて、残し直してください。",
                opinion.place
            );
            wrongs.push(Wrong::new("approval", what));
        }
    }
    wrongs
}

async fn show(ask: &Ask, seen: &Seen, (texts, chosen): (&Texts, Option<&[String]>), wrongs: Vec<Wrong>) -> Answer {
    let rows = told(ask, &seen.proposed()).await?;
    let is_chosen = |row: &Told| chosen.is_none_or(|chosen| chosen.contains(&row.block));
    let day = almanac::read_date(text(texts, "approved_on")).ok().map(almanac::with_weekday);
    let page = ReleasePage {
        frame: Frame::of("決裁を入れる", ask.actor.signed_in(), Place::Councils),
        id: seen.meeting.id,
        name: format!("{}会議", seen.meeting.form.short()),
        rows: rows
            .into_iter()
            .map(|row| {
                let is_chosen = is_chosen(&row);
                (row, is_chosen)
            })
            .collect(),
        is_partly: seen.meeting.form.public_access == Some(PublicAccess::Partly),
        version: seen.version(),
        fields: vec![
            Field::line("approval", "決裁の番号", text(texts, "approval"))
                .required()
                .help("例: 8み障福第123号")
                .as_a(Control::Line)
                .checked(&wrongs),
            Field::line("approved_on", "決裁の日", text(texts, "approved_on"))
                .required()
                .help("例: R8.11.29")
                .as_a(Control::Short)
                .echo(day)
                .checked(&wrongs),
        ],
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
