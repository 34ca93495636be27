//! A kept reading that should not have been is taken back: nobody but the secretariat reads it, and why stays told.

use crate::access::{Facts, Permit};
use crate::editing::form::{FormPage, Group};
use crate::editing::read::lines;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::wishes::WithdrawReading;
use crate::wishes::store;
use crate::wishes::web::reading_id;

const MOST_REASON: usize = 1000;

/// The form: why.
pub async fn form(ask: Ask) -> Answer {
    ask.may::<WithdrawReading>(reading_id(&ask)?).await?;
    show(&ask, &Texts::new(), vec![])
}

/// Takes it back: may you · why · its row with its because.
pub async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawReading>(reading_id(&ask)?).await?;
    let texts = ask.typed.only(&["reason"]);
    let mut wrongs = vec![];
    let reason = lines("reason", &texts, MOST_REASON, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。なぜ取りやめるかを入れてください。記録に残ります。"));
    }
    if !wrongs.is_empty() {
        return show(&ask, &texts, wrongs);
    }
    let write =
        async |tx: &mut Tx, permit: &Permit<WithdrawReading>| store::reading::withdraw(tx, permit, &reason).await;
    let said = if ask.write(&permit, write).await? { "reading-withdrawn" } else { "unchanged" };
    Ok(Reply::see(format!("/readings/{}?said={said}", permit.facts().id())))
}

fn show(ask: &Ask, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let field = Field::line("reason", "わけ", text(texts, "reason"))
        .required()
        .help("例: 貼り付けた表が去年のものだった。人の名前や、だれのことか分かることは入れないでください")
        .as_a(Control::Area(2))
        .checked(&wrongs);
    let because = "残した資料を取りやめます。事務局のほかは読めなくなり、PDFもExcelも出ません。取りやめたことは記録に残り、元には戻せません。配った紙とファイルは、人の手で集めてください。".to_string();
    let home = format!("/readings/{}", reading_id(ask)?);
    let heads = ("空室と希望の読みを取りやめる".to_string(), "取りやめる");
    let frame = Frame::of("空室と希望の読みを取りやめる", ask.actor.signed_in(), Place::Vacancies);
    let paths = (format!("{home}/withdraw"), home);
    FormPage::new(frame, because, heads, paths, wrongs, vec![Group::plain(vec![field])]).answer()
}
