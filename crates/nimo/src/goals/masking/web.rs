//! The page of the thresholds: what is hidden, what is not and why, and from when another number holds.

use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::masking::model::{Exemption, MaskingThreshold, ThresholdForm, Thresholds};
use crate::goals::masking::{ReadMasking, SetMasking, store};
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply, Route};
use askama::Template;

/// Looked at, and said.
pub const ROUTES: &[Route] = &[
    Route::get("/masking", "masking.read", |ask| Box::pin(page(ask))),
    Route::get("/masking/new", "masking.set", |ask| Box::pin(form(ask))),
    Route::post("/masking", "masking.set", |ask| Box::pin(set(ask))),
];

#[derive(Template)]
#[template(path = "goals/masking/views/page.html")]
struct MaskingPage {
    frame: Frame,
    today: i64,
    is_said: bool,
    exemptions: Vec<&'static str>,
    /// From when, below which number, why and by whom; newest first.
    rows: Vec<(String, i64, String, String)>,
    can_set: bool,
}

/// The thresholds of the person's office.
///
/// # Errors
/// What the database says.
pub async fn thresholds(ask: &Ask) -> Result<Thresholds, Fault> {
    let permit = ask.may::<ReadMasking>(ask.office()?).await?;
    ask.read(async |tx: &mut Tx| store::known(tx, &permit).await).await.map(Thresholds::of)
}

/// The page.
async fn page(ask: Ask) -> Answer {
    ask.may::<ReadMasking>(ask.office()?).await?;
    let thresholds = thresholds(&ask).await?;
    let today = ask.now.day();
    let mut known = thresholds.rows().to_vec();
    let is_said = known.iter().any(|one| one.from_on <= today);
    let number = thresholds.on(today);
    known.sort_by_key(|one| std::cmp::Reverse((one.from_on, one.at)));
    let row = |one: MaskingThreshold| {
        let by = format!("{}　{}", one.at.day_in_words(), one.by);
        (almanac::in_words(one.from_on), one.number, one.reason, by)
    };
    let page = MaskingPage {
        frame: Frame::of("ふせる数のきまり", ask.actor.signed_in(), Place::Goals).saying(ask.query.get("said")),
        today: number,
        is_said,
        exemptions: Exemption::ALL.map(Exemption::label).into(),
        rows: known.into_iter().map(row).collect(),
        can_set: ask.could::<SetMasking>(ask.office()?).await?,
    };
    Reply::page(&page)
}

/// The form.
async fn form(ask: Ask) -> Answer {
    ask.may::<SetMasking>(ask.office()?).await?;
    show(&ask, &Texts::new(), vec![])
}

/// Says it: may you · what was typed · the row with its because.
async fn set(ask: Ask) -> Answer {
    let permit = ask.may::<SetMasking>(ask.office()?).await?;
    let texts = ask.typed.only(&ThresholdForm::FIELDS);
    let form = match ThresholdForm::parse(&texts, &thresholds(&ask).await?, ask.now.day()) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &texts, wrongs),
    };
    ask.write(&permit, async |tx: &mut Tx, permit| store::set(tx, permit, &form).await).await?;
    Ok(Reply::see("/masking?said=saved"))
}

fn show(ask: &Ask, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let heading = "ふせる数を変える".to_string();
    let because = "公開用の資料で、この数より少ない人数を「＊」にします。もう出した資料は変わりません。".to_string();
    let frame = Frame::of(heading.clone(), ask.actor.signed_in(), Place::Goals);
    let field = |name, label| Field::line(name, label, text(texts, name)).required().checked(&wrongs);
    let typed = text(texts, "from_on");
    let fields = vec![
        field("number", "いくつより少ない数をふせるか").help("例: 10").as_a(Control::Short),
        field("from_on", "いつの資料から")
            .help("これからの年度のはじめの日。その年度の数から、このきまりになります。例: R9.4.1")
            .as_a(Control::Short)
            .echo(almanac::read_date(typed).ok().map(almanac::with_weekday)),
        field("reason", "わけ").help("例: 県の公表の基準に合わせる").as_a(Control::Area(2)),
    ];
    let paths = ("/masking".to_string(), "/masking".to_string());
    FormPage::new(frame, because, (heading, "このきまりにする"), paths, wrongs, vec![Group::plain(fields)]).answer()
}
