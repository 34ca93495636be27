//! An edition that is added, or edited, perhaps by two at once.

use super::form::{groups, say};
use crate::access::{Action, Facts, Permit};
use crate::council::ReadCouncil;
use crate::council::charter::model::{CharterForm, CharterId, SHAPE};
use crate::council::charter::store::{self, CharterFacts};
use crate::council::charter::{AddCharter, EditCharter};
use crate::council::model::CouncilId;
use crate::council::seat::rules::may_rule;
use crate::council::seat::store::everybody;
use crate::council::store as councils;
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::FormPage;
use crate::editing::shape::{Shape, Texts, Wrong};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

impl Edited for CharterForm {
    type On = CharterFacts;
    type Act = EditCharter;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<CharterId, Fault> {
        CharterId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: CharterId) -> String {
        format!("/charters/{id}")
    }

    fn saved_path(on: &CharterFacts) -> String {
        home(on.council())
    }

    fn read(texts: &Texts) -> Result<CharterForm, Vec<Wrong>> {
        CharterForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        CharterForm::texts(self)
    }

    async fn now<A: Action<On = CharterFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<CharterForm>, Fault> {
        let charter = store::find(tx, permit).await?;
        Ok(Now { version: charter.version, form: charter.form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditCharter>,
        before: &Now<CharterForm>,
        form: &CharterForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        let all = everybody(tx, permit, permit.facts().council()).await?;
        let others = all.charters.iter().filter(|charter| charter.from_on != before.form.from_on);
        let charters: Vec<CharterForm> = others.chain([form]).cloned().collect();
        if let Err(wrong) = may_rule(&all, &charters) {
            return Ok(Some(wrong));
        }
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    fn taken() -> Option<Wrong> {
        Some(taken())
    }

    async fn around<A: Action<On = CharterFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let charter = ask.read(async |tx| store::find(tx, permit).await).await?;
        Ok(Around {
            name: format!("協議会の決まり（{}から）", almanac::in_words(charter.form.from_on)),
            back: home(permit.facts().council()),
            say: Box::new(say),
            free: vec![
                "from_on", "basis_title", "most_members", "term_years", "chair", "openness_ground", "notice_days",
                "outline_days", "minutes_days", "confirmation_days", "publication_days", "appointer", "letter_words",
            ],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditCharter>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<CharterForm>(ask, &format!("{}を直す", around.name));
        FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups).back(around.back).answer()
    }
}

/// The page with the editions of a council.
fn home(council: CouncilId) -> String {
    format!("/councils/{council}/charter")
}

fn taken() -> Wrong {
    Wrong::new("from_on", "この日からの決まりは、もうあります。別の日にするか、その決まりを直してください。")
}

/// The form of the next edition, begun from the last one.
pub async fn new(ask: Ask) -> Answer {
    let permit = ask.may::<AddCharter>(crate::council::web::id(&ask)?).await?;
    let reading = ask.may::<ReadCouncil>(permit.facts().id()).await?;
    let read = async |tx: &mut Tx| Ok((store::list(tx, &permit).await?, councils::find(tx, &reading).await?));
    let (charters, council) = ask.read(read).await?;
    let mut texts = charters.first().map_or_else(Texts::new, |last| last.form.texts());
    texts.insert("from_on".into(), String::new());
    if charters.is_empty() {
        texts.insert("basis".into(), council.form.basis.code().into());
    }
    show(&ask, (permit.facts().id(), &council.form.name), &texts, vec![])
}

/// Adds an edition: may you · what was typed · its row.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddCharter>(crate::council::web::id(&ask)?).await?;
    let reading = ask.may::<ReadCouncil>(permit.facts().id()).await?;
    let texts = crate::editing::view::fields(&SHAPE.names(), &ask.typed);
    let council = ask.read(async |tx| councils::find(tx, &reading).await).await?;
    let around = (permit.facts().id(), council.form.name.as_str());
    let form = match CharterForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, around, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddCharter>| {
        let all = everybody(tx, permit, permit.facts().id()).await?;
        let charters: Vec<CharterForm> = all.charters.iter().chain([&form]).cloned().collect();
        match may_rule(&all, &charters) {
            Err(wrong) => Ok(Err(wrong)),
            Ok(()) => store::add(tx, permit, &form).await.map(Ok),
        }
    };
    match ask.write(&permit, write).await {
        Err(Fault::Taken) => show(&ask, around, &texts, vec![taken()]),
        Ok(Err(wrong)) => show(&ask, around, &texts, vec![wrong]),
        other => other.map(|_| Reply::see(format!("{}?said=charter-added", home(permit.facts().id())))),
    }
}

fn show(ask: &Ask, (council, name): (CouncilId, &str), texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let frame = Frame::of("協議会の決まりを加える", ask.actor.signed_in(), Place::Councils);
    let because = format!(
        "{name}の決まりです。前の決まりから始まります。変わったところだけ直してください。前の決まりは、その日まで残ります。"
    );
    let heads = ("協議会の決まりを加える".to_string(), "加える");
    let groups = groups(texts, &wrongs);
    FormPage::new(frame, because, heads, (home(council), home(council)), wrongs, groups).answer()
}
