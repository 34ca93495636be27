//! The pages of the catalogue.

use crate::access::{Action, Permit};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::read::{read_yen, yen_in_words};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::issues::measure::store as measures;
use crate::issues::measure::web::{Row, rows};
use crate::issues::programme::model::{ProgrammeForm, ProgrammeId, SHAPE};
use crate::issues::programme::store::{self, Programme, ProgrammeFacts};
use crate::issues::programme::{AddProgramme, EditProgramme, ListProgrammes, ReadProgramme, ReadProgrammeHistory};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply, Route};
use askama::Template;

/// The catalogue and its programmes.
pub const ROUTES: &[Route] = &[
    Route::get("/programmes", "programme.list", |ask| Box::pin(list(ask))),
    Route::get("/programmes/new", "programme.add", |ask| Box::pin(form(ask))),
    Route::post("/programmes", "programme.add", |ask| Box::pin(add(ask))),
    Route::get("/programmes/{id}", "programme.read", |ask| Box::pin(page(ask))),
    Route::get("/programmes/{id}/edit", "programme.edit", |ask| Box::pin(act::edit::<ProgrammeForm>(ask))),
    Route::post("/programmes/{id}", "programme.edit", |ask| Box::pin(act::set::<ProgrammeForm>(ask))),
    Route::post("/programmes/{id}/draft", "programme.edit", |ask| Box::pin(act::draft::<ProgrammeForm>(ask))),
    Route::post("/programmes/{id}/discard", "programme.edit", |ask| Box::pin(act::discard::<ProgrammeForm>(ask))),
    Route::get("/programmes/{id}/history", "programme.history", |ask| {
        Box::pin(act::history::<ProgrammeForm, ReadProgrammeHistory>(ask))
    }),
    Route::post("/programmes/{id}/put-back", "programme.edit", |ask| Box::pin(act::put_back::<ProgrammeForm>(ask))),
];

impl Edited for ProgrammeForm {
    type On = ProgrammeFacts;
    type Act = EditProgramme;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Measures;
    const MADE: &'static str = "加えた";

    fn id(ask: &Ask) -> Result<ProgrammeId, Fault> {
        ProgrammeId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: ProgrammeId) -> String {
        format!("/programmes/{id}")
    }

    fn read(texts: &Texts) -> Result<ProgrammeForm, Vec<Wrong>> {
        ProgrammeForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        ProgrammeForm::texts(self)
    }

    async fn now<A: Action<On = ProgrammeFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<ProgrammeForm>, Fault> {
        let programme = store::find(tx, permit).await?;
        Ok(Now { version: programme.version, form: programme.form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditProgramme>,
        before: &Now<ProgrammeForm>,
        form: &ProgrammeForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = ProgrammeFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let programme = ask.read(async |tx| store::find(tx, permit).await).await?;
        Ok(Around {
            name: format!("事業「{}」", programme.form.name),
            back: Self::path(programme.id),
            say: Box::new(say),
            free: SHAPE.names().into_iter().filter(|name| *name != "retired").collect(),
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditProgramme>, looking: Looking) -> Answer {
        let programme = ask.read(async |tx| store::find(tx, permit).await).await?;
        let name = format!("事業「{}」", programme.form.name);
        let mut fields = fields(&looking.texts, &looking.wrongs);
        let is_retired = !text(&looking.texts, "retired").is_empty();
        let retired = vec![Option3("retired".into(), "終わった事業にする".into(), is_retired)];
        let help = "新しい方策では選べなくなります。これまでの方策には残ります。";
        fields.push(Field::line("retired", "終わった事業", "").help(help).as_a(Control::Checks(retired)));
        let frame = act::frame::<ProgrammeForm>(ask, &format!("{name}を直す"));
        FormPage::edit(frame, &name, Self::path(programme.id), looking, vec![Group::plain(fields)]).answer()
    }
}

fn say(field: &str, value: &str) -> String {
    match field {
        "budget_yen" => value.parse().map_or_else(|_| value.to_string(), yen_in_words),
        "retired" if value.is_empty() => "使っている".into(),
        "retired" => "終わった".into(),
        _ => value.to_string(),
    }
}

fn fields(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let yen = text(texts, "budget_yen");
    let echo = read_yen(yen).map(yen_in_words).filter(|words| words.trim_end_matches('円') != yen);
    vec![
        Field::line("name", "事業の名", text(texts, "name"))
            .required()
            .help("予算書や要綱のとおりに。例: 地域活動支援センター事業")
            .checked(wrongs),
        Field::line("section", "所管課", text(texts, "section")).help("例: 障害福祉課").checked(wrongs),
        Field::line("law", "根拠", text(texts, "law"))
            .help("法律、条例、要綱。例: 障害者総合支援法 第77条")
            .checked(wrongs),
        Field::line("users", "だれが使えるか", text(texts, "users"))
            .help("対象と、使うための条件。")
            .as_a(Control::Area(2))
            .checked(wrongs),
        Field::line("budget_yen", "予算額", yen)
            .help("円で。例: 1200000、120万円")
            .as_a(Control::Short)
            .echo(echo)
            .checked(wrongs),
        Field::line("budget_year", "予算の年度", text(texts, "budget_year"))
            .help("例: 令和8年度、R8")
            .as_a(Control::Short)
            .checked(wrongs),
        Field::line("note", "覚え書き", text(texts, "note"))
            .help("組みかえられるところ、連絡先の係など。")
            .as_a(Control::Area(3))
            .checked(wrongs),
    ]
}

#[derive(Template)]
#[template(path = "issues/programme/views/list.html")]
struct ListPage {
    frame: Frame,
    programmes: Vec<(Programme, String)>,
    may_add: bool,
}

/// The catalogue.
async fn list(ask: Ask) -> Answer {
    let permit = ask.may::<ListProgrammes>(ask.office()?).await?;
    let programmes = ask.read(async |tx| store::list(tx, &permit).await).await?;
    let page = ListPage {
        frame: Frame::of("既存の事業", ask.actor.signed_in(), Place::Measures).saying(ask.query.get("said")),
        programmes: programmes.into_iter().map(|programme| (budget(&programme.form), programme)).map(swap).collect(),
        may_add: ask.could::<AddProgramme>(ask.office()?).await?,
    };
    Reply::page(&page)
}

fn swap<A, B>((a, b): (A, B)) -> (B, A) {
    (b, a)
}

fn budget(form: &ProgrammeForm) -> String {
    let year = form.budget_year.map_or_else(String::new, |year| format!("（{year}）"));
    form.budget_yen.map_or_else(String::new, |yen| format!("{}{year}", yen_in_words(yen)))
}

/// The empty form.
async fn form(ask: Ask) -> Answer {
    ask.may::<AddProgramme>(ask.office()?).await?;
    show_new(&ask, &Texts::new(), vec![])
}

/// Adds a programme: may you · what was typed · its row.
async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddProgramme>(ask.office()?).await?;
    let texts = ask.typed.only(&SHAPE.names());
    let form = match ProgrammeForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return show_new(&ask, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddProgramme>| store::add(tx, permit, &form).await;
    let id = ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/programmes/{id}?said=programme-added")))
}

fn show_new(ask: &Ask, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let groups = vec![Group::plain(fields(texts, &wrongs))];
    let frame = Frame::of("既存の事業を加える", ask.actor.signed_in(), Place::Measures);
    let because = "この役所がもう行っている事業です。方策から、そのまま、または組みかえて使えます。".to_string();
    let heads = ("既存の事業を加える".to_string(), "加える");
    let paths = ("/programmes".to_string(), "/programmes".to_string());
    FormPage::new(frame, because, heads, paths, wrongs, groups).answer()
}

#[derive(Template)]
#[template(path = "issues/programme/views/page.html")]
struct ProgrammePage {
    frame: Frame,
    id: ProgrammeId,
    form: ProgrammeForm,
    budget: String,
    rows: Vec<Row>,
    hidden: usize,
    may_edit: bool,
    may_see_versions: bool,
}

/// A programme, and the measures that use it.
async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadProgramme>(ProgrammeForm::id(&ask)?).await?;
    let read = async |tx: &mut Tx| Ok((store::find(tx, &permit).await?, measures::of_programme(tx, &permit).await?));
    let (programme, (using, hidden)) = ask.read(read).await?;
    let page = ProgrammePage {
        frame: Frame::of(format!("事業「{}」", programme.form.name), ask.actor.signed_in(), Place::Measures)
            .saying(ask.query.get("said")),
        budget: budget(&programme.form),
        rows: rows(&using, std::slice::from_ref(&programme), ask.now.day()),
        hidden,
        may_edit: ask.would::<EditProgramme>(permit.facts())?,
        may_see_versions: ask.would::<ReadProgrammeHistory>(permit.facts())?,
        id: programme.id,
        form: programme.form,
    };
    Reply::page(&page)
}
