//! An edition that is added, or edited, perhaps by two at once, with the sheet beside it.

use super::fields::{begun, groups, say};
use super::sample::{Sample, Shown};
use crate::access::{Action, Facts, Permit};
use crate::council::ReadCouncil;
use crate::council::model::CouncilId;
use crate::council::sheet_form::model::{SHAPE, SheetFormEdition, SheetFormId};
use crate::council::sheet_form::store::{self, SheetFormFacts};
use crate::council::sheet_form::{AddSheetForm, EditSheetForm};
use crate::council::store as councils;
use crate::editing::act::{Around, Edited, Looking, Now};
use crate::editing::form::Group;
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

impl Edited for SheetFormEdition {
    type On = SheetFormFacts;
    type Act = EditSheetForm;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<SheetFormId, Fault> {
        SheetFormId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: SheetFormId) -> String {
        format!("/forms/{id}")
    }

    fn saved_path(on: &SheetFormFacts) -> String {
        home(on.council())
    }

    fn read(texts: &Texts) -> Result<SheetFormEdition, Vec<Wrong>> {
        SheetFormEdition::parse(texts)
    }

    fn texts(&self) -> Texts {
        SheetFormEdition::texts(self)
    }

    async fn now<A: Action<On = SheetFormFacts>>(
        tx: &mut Tx,
        permit: &Permit<A>,
    ) -> Result<Now<SheetFormEdition>, Fault> {
        let edition = store::find(tx, permit).await?;
        Ok(Now { version: edition.version, form: edition.form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditSheetForm>,
        before: &Now<SheetFormEdition>,
        form: &SheetFormEdition,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    fn taken() -> Option<Wrong> {
        Some(taken())
    }

    async fn around<A: Action<On = SheetFormFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let edition = ask.read(async |tx| store::find(tx, permit).await).await?;
        Ok(Around {
            name: format!("会議録の様式（{}から）", almanac::in_words(edition.form.from_on)),
            back: home(permit.facts().council()),
            say: Box::new(say),
            free: vec![
                "from_on", "heading", "foot", "bullet", "answer", "speaker", "opinions_head", "questions_head",
                "margins", "label_width", "size",
            ],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditSheetForm>, looking: Looking) -> Answer {
        let kept = ask.read(async |tx| store::find(tx, permit).await).await?;
        let (council, id) = (permit.facts().council(), permit.facts().id());
        show(ask, council, Some(id), looking, &kept.form).await
    }
}

/// The page with the editions of a council.
pub fn home(council: CouncilId) -> String {
    format!("/councils/{council}/forms")
}

fn taken() -> Wrong {
    Wrong::new("from_on", "この日からの様式は、もうあります。別の日にするか、その様式を直してください。")
}

/// The form of the next edition, begun from one that ships, from another edition, or from the last.
pub async fn new(ask: Ask) -> Answer {
    let permit = ask.may::<AddSheetForm>(crate::council::web::id(&ask)?).await?;
    let editions = ask.read(async |tx| store::list(tx, &permit).await).await?;
    let from = ask.query.get("from");
    let chosen = editions.iter().find(|edition| edition.id.to_string() == from).or(editions.first());
    let edition = SheetFormEdition::begun(from).or_else(|| chosen.map(|edition| edition.form.clone()));
    let edition = edition.or_else(|| SheetFormEdition::begun("key_points")).ok_or(Fault::Missing)?;
    let mut texts = edition.texts();
    texts.insert("from_on".into(), String::new());
    let looking = Looking { version: 0, texts, wrongs: vec![], drafted: None };
    show(&ask, permit.facts().id(), None, looking, &edition).await
}

/// Adds an edition: may you · what was typed · its row.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddSheetForm>(crate::council::web::id(&ask)?).await?;
    let texts = crate::editing::view::fields(&SHAPE.names(), &ask.typed);
    let form = match SheetFormEdition::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return again(&ask, &permit, texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddSheetForm>| store::add(tx, permit, &form).await;
    match ask.write(&permit, write).await {
        Err(Fault::Taken) => again(&ask, &permit, texts, vec![taken()]).await,
        other => other.map(|_| Reply::see(format!("{}?said=form-added", home(permit.facts().id())))),
    }
}

async fn again(ask: &Ask, permit: &Permit<AddSheetForm>, texts: Texts, wrongs: Vec<Wrong>) -> Answer {
    let good = begun_of(&texts)?;
    show(ask, permit.facts().id(), None, Looking { version: 0, texts, wrongs, drafted: None }, &good).await
}

/// The form that ships from which this one was begun: it is shown while what was typed cannot be.
pub fn begun_of(texts: &Texts) -> Result<SheetFormEdition, Fault> {
    let begun = SheetFormEdition::begun(text(texts, "begun_from")).or_else(|| SheetFormEdition::begun("key_points"));
    begun.ok_or(Fault::Missing)
}

#[derive(Template)]
#[template(path = "council/sheet_form/views/edit.html")]
struct EditPage {
    frame: Frame,
    because: String,
    heading: String,
    action: String,
    /// The path to which drafts hang; none where nothing is kept before the first save.
    drafts: Option<String>,
    back: String,
    button: &'static str,
    version: i64,
    wrongs: Vec<Wrong>,
    drafted: Option<String>,
    groups: Vec<Group>,
    preview: String,
    edition: String,
    shown: Shown,
}

/// The form with the sheet beside it, as typed; as `good` has it while something typed is wrong.
pub async fn show(
    ask: &Ask,
    council: CouncilId,
    edition: Option<SheetFormId>,
    looking: Looking,
    good: &SheetFormEdition,
) -> Answer {
    let reading = ask.may::<ReadCouncil>(council).await?;
    let name = ask.read(async |tx| councils::find(tx, &reading).await).await?.form.name;
    let read = SheetFormEdition::parse(&from_some_day(&looking.texts));
    let mut shown = Sample::of(ask, council).await?.shown(ask, read.as_ref().unwrap_or(good)).await?;
    if read.is_err() {
        shown.told.insert_str(0, "直すところがあるため、直す前の様式で作っています。");
    }
    let (heading, because, action) = heads(&name, (council, edition), &looking, good);
    let page = EditPage {
        frame: Frame::of(heading.clone(), ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        because,
        heading,
        drafts: edition.map(SheetFormEdition::path),
        action,
        back: home(council),
        button: if edition.is_some() { "保存する" } else { "加える" },
        version: looking.version,
        groups: groups(&looking.texts, &looking.wrongs),
        drafted: looking.drafted,
        preview: format!("{}/preview", home(council)),
        edition: edition.map_or_else(String::new, |id| id.to_string()),
        shown,
        wrongs: looking.wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// The heading, what will come of it, and where it goes.
fn heads(
    name: &str,
    (council, edition): (CouncilId, Option<SheetFormId>),
    looking: &Looking,
    good: &SheetFormEdition,
) -> (String, String, String) {
    match edition {
        None => {
            let from = begun(text(&looking.texts, "begun_from"));
            let because = format!("{name}の会議録を、この様式で印刷します。「{from}」から始まっています。");
            ("会議録の様式を加える".to_string(), because, home(council))
        }
        Some(id) => {
            let (now, next) = (looking.version, looking.version + 1);
            let because = format!("いまの内容は第{now}版です。保存すると第{next}版になり、前の版は履歴に残ります。");
            let heading = format!("会議録の様式（{}から）を直す", almanac::in_words(good.from_on));
            (heading, because, SheetFormEdition::path(id))
        }
    }
}

/// A sheet is drawn whatever day the form will hold from, and before that day is typed.
pub fn from_some_day(texts: &Texts) -> Texts {
    let mut texts = texts.clone();
    texts.insert("from_on".into(), "2001-01-01".into());
    texts
}
