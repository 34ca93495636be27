//! A kept reading that should not have been is taken back: nobody but the secretariat reads it, and why stays told.

use crate::access::{Facts, Permit};
use crate::editing::form::{FormPage, Group};
use crate::editing::read::lines;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::wishes::WithdrawReading;
use crate::wishes::store::{self, Reading};
use crate::wishes::web::kept::hops;
use crate::wishes::web::reading_id;

const MOST_REASON: usize = 1000;

/// The form: why.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawReading>(reading_id(&ask)?).await?;
    if find(&ask, &permit).await?.withdrawn.is_some() {
        return Ok(Reply::see(format!("/readings/{}?said=reading-gone", permit.facts().id())));
    }
    show(&ask, &permit, &Texts::new(), vec![]).await
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
        return show(&ask, &permit, &texts, wrongs).await;
    }
    let write =
        async |tx: &mut Tx, permit: &Permit<WithdrawReading>| store::reading::withdraw(tx, permit, &reason).await;
    let said = if ask.write(&permit, write).await? { "reading-withdrawn" } else { "reading-gone" };
    Ok(Reply::see(format!("/readings/{}?said={said}", permit.facts().id())))
}

async fn find(ask: &Ask, permit: &Permit<WithdrawReading>) -> Result<Reading, Fault> {
    ask.read(async |tx: &mut Tx| store::reading::find(tx, permit).await).await
}

async fn show(ask: &Ask, permit: &Permit<WithdrawReading>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let issues = ask.read(async |tx: &mut Tx| store::reading::issues_of(tx, permit).await).await?;
    let issues: Vec<String> = hops(ask, &issues).await?.into_iter().map(|hop| hop.name).collect();
    let told = match issues.is_empty() {
        true => String::new(),
        false => format!(
            "この資料から起こした課題（{}）に書かれた数は残ります。課題を開いて消してください。",
            issues.join("、")
        ),
    };
    let field = Field::line("reason", "わけ", text(texts, "reason"))
        .required()
        .help("例: 貼り付けた表が去年のものだった。人の名前や、だれのことか分かることは入れないでください")
        .as_a(Control::Area(2))
        .checked(&wrongs);
    let threshold = find(ask, permit).await?.sheet.threshold;
    let because = format!(
        "残した資料を取りやめます。事務局のほかは読めなくなり、PDFもExcelも出ません。取りやめたことは記録に残り、元には戻せません。配った紙とファイルは、人の手で集めてください。{told}もう読まれたかもしれないので、取りやめたあとも、加わったり終わったり変わったりした希望が{threshold}件に満たないあいだは、直した資料を残せません。"
    );
    let home = format!("/readings/{}", permit.facts().id());
    let heads = ("この資料を取りやめる".to_string(), "取りやめる");
    let frame = Frame::of("資料を取りやめる", ask.actor.signed_in(), Place::Vacancies);
    let paths = (format!("{home}/withdraw"), home);
    FormPage::new(frame, because, heads, paths, wrongs, vec![Group::plain(vec![field])]).answer()
}
