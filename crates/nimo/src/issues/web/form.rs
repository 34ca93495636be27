//! An issue that is edited, perhaps by two at once.

use crate::access::{Action, Permit};
use crate::council::model::CouncilId;
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::issues::model::{Element, IssueForm, IssueId, SHAPE, Solver};
use crate::issues::store::{self, IssueFacts};
use crate::issues::{EditIssue, ListElements};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};
use crate::wishes::web::Raising;

impl Edited for IssueForm {
    type On = IssueFacts;
    type Act = EditIssue;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Issues;
    const MADE: &'static str = "起こした";

    fn id(ask: &Ask) -> Result<IssueId, Fault> {
        super::id(ask)
    }

    fn path(id: IssueId) -> String {
        format!("/issues/{id}")
    }

    fn read(texts: &Texts) -> Result<IssueForm, Vec<Wrong>> {
        IssueForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        IssueForm::texts(self)
    }

    async fn now<A: Action<On = IssueFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<IssueForm>, Fault> {
        let issue = store::find(tx, permit).await?;
        Ok(Now { version: issue.version, form: issue.form })
    }

    async fn understood(
        ask: &Ask,
        permit: &Permit<EditIssue>,
        texts: &Texts,
    ) -> Result<Result<IssueForm, Vec<Wrong>>, Fault> {
        let kept = ask.read(async |tx| store::find(tx, permit).await).await?.form.part;
        understood(ask, texts, kept).await
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditIssue>,
        before: &Now<IssueForm>,
        form: &IssueForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = IssueFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let issue = ask.read(async |tx| store::find(tx, permit).await).await?;
        let words = Words::of(ask).await?;
        Ok(Around {
            name: format!("課題 {} {}", issue.number, issue.form.title),
            back: Self::path(issue.id),
            say: Box::new(move |field, value| words.say(field, value)),
            free: vec!["title", "matter", "owner", "return_on"],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditIssue>, looking: Looking) -> Answer {
        let issue = ask.read(async |tx| store::find(tx, permit).await).await?;
        let words = Words::of(ask).await?;
        let name = format!("課題 {} ", issue.number);
        let fields = fields(&looking.texts, &looking.wrongs, &words, issue.council);
        let frame = act::frame::<IssueForm>(ask, &format!("{name}を直す"));
        FormPage::edit(frame, &name, Self::path(issue.id), looking, vec![Group::plain(fields)]).answer()
    }
}

/// What was typed, with elements and part held against what the office has. `kept` is the part that stands there already: it
/// may stay although the person may not read it.
///
/// # Errors
/// What the database says.
pub async fn understood(
    ask: &Ask,
    texts: &Texts,
    kept: Option<CouncilId>,
) -> Result<Result<IssueForm, Vec<Wrong>>, Fault> {
    let form = match IssueForm::parse(texts) {
        Ok(form) => form,
        Err(wrongs) => return Ok(Err(wrongs)),
    };
    let permit = ask.may::<ListElements>(ask.office()?).await?;
    let known = ask.read(async |tx| store::elements(tx, &permit).await).await?;
    let mut wrongs = vec![];
    if form.elements.iter().any(|code| known.iter().all(|element| element.code != *code)) {
        wrongs.push(Wrong::new("elements", "一覧から選んでください。"));
    }
    let names = crate::council::web::names(ask).await?;
    if form.part.is_some_and(|part| Some(part) != kept && names.iter().all(|(id, _)| *id != part)) {
        wrongs.push(Wrong::new("part", "一覧から選んでください。"));
    }
    Ok(if wrongs.is_empty() { Ok(form) } else { Err(wrongs) })
}

/// The words behind the codes of an issue's fields.
pub struct Words {
    elements: Vec<Element>,
    councils: Vec<(CouncilId, String)>,
}

impl Words {
    /// As the office calls them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of(ask: &Ask) -> Result<Words, Fault> {
        let permit = ask.may::<ListElements>(ask.office()?).await?;
        let elements = ask.read(async |tx| store::elements(tx, &permit).await).await?;
        Ok(Words { elements, councils: crate::council::web::names(ask).await? })
    }

    /// A value of a field in words.
    pub fn say(&self, field: &str, value: &str) -> String {
        let each = |label: &dyn Fn(&str) -> Option<String>| {
            let words: Vec<String> =
                value.split_whitespace().map(|code| label(code).unwrap_or_else(|| code.to_string())).collect();
            words.join("、")
        };
        match field {
            "elements" => each(&|code| self.elements.iter().find(|e| e.code == code).map(|e| e.label.clone())),
            "solvers" => each(&|code| Solver::parse(code).map(|solver| solver.label().to_string())),
            "part" if value.is_empty() => "なし".into(),
            "part" => {
                let known = self.councils.iter().find(|(id, _)| id.to_string() == value);
                known.map_or_else(|| "（見る権限のない部会）".into(), |(_, name)| name.clone())
            }
            "return_on" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
            _ => value.to_string(),
        }
    }

    /// The elements of the office.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// The councils that the person may read.
    pub fn councils(&self) -> &[(CouncilId, String)] {
        &self.councils
    }
}

/// The fields of the form. `council` is the one to which the issue belongs.
pub fn fields(texts: &Texts, wrongs: &[Wrong], words: &Words, council: CouncilId) -> Vec<Field> {
    let has = |name: &str, code: &str| text(texts, name).split_whitespace().any(|chosen| chosen == code);
    let elements = words.elements.iter().filter(|e| !e.is_retired || has("elements", &e.code));
    let elements = elements.map(|e| Option3(e.code.clone(), e.label.clone(), has("elements", &e.code))).collect();
    let solvers = Solver::ALL.map(|s| Option3(s.code().into(), s.label().into(), has("solvers", s.code()))).into();
    let part = text(texts, "part");
    let mut parts = vec![Option3(String::new(), "なし".into(), part.is_empty())];
    let others = words.councils.iter().filter(|(id, _)| *id != council);
    parts.extend(others.map(|(id, name)| Option3(id.to_string(), name.clone(), id.to_string() == part)));
    // What stands there stays where it is not among the choices, or saving would take it away unseen.
    if !part.is_empty() && parts.iter().all(|option| option.0 != part) {
        parts.push(Option3(part.into(), words.say("part", part), true));
    }
    let on = text(texts, "return_on");
    let date = almanac::read_date(on).ok();
    let shown = date.filter(|date| date.to_string() == on).map_or_else(|| on.to_string(), almanac::in_words);
    vec![
        Field::line("title", "課題", text(texts, "title"))
            .required()
            .help("何が問題かを1行で。例: 退院後の暮らしのことが、入院している人に届いていない")
            .checked(wrongs),
        Field::line("matter", "何が問題か", text(texts, "matter"))
            .help("だれが、どこで、何に困っているか。わかっている数字もここに。")
            .as_a(Control::Area(5))
            .checked(wrongs),
        Field::line("elements", "要素", "").help("いくつでも。").as_a(Control::Checks(elements)).checked(wrongs),
        Field::line("solvers", "だれが解けるか", "")
            .help("いくつでも。")
            .as_a(Control::Checks(solvers))
            .checked(wrongs),
        Field::line("owner", "受けもち", text(texts, "owner")).help("係や職の名。例: 相談支援係").checked(wrongs),
        Field::line("part", "付託した部会", "")
            .help("部会に検討を頼んだときだけ。")
            .as_a(Control::Select(parts))
            .checked(wrongs),
        Field::line("return_on", "部会から戻る日", shown)
            .help("例: 令和8年11月14日、R8.11.14、20261114")
            .as_a(Control::Short)
            .echo(date.map(almanac::with_weekday))
            .checked(wrongs),
    ]
}

/// The empty form of a new issue, or what was typed into it; perhaps one that is raised from a reading.
///
/// # Errors
/// What the database says.
pub async fn show_new(
    ask: &Ask,
    council: (CouncilId, String),
    reading: Option<&Raising>,
    texts: &Texts,
    wrongs: Vec<Wrong>,
) -> Answer {
    let words = Words::of(ask).await?;
    let groups = vec![Group::plain(fields(texts, &wrongs, &words, council.0))];
    let frame = Frame::of("課題を起こす", ask.actor.signed_in(), Place::Issues);
    let (because, from) = match reading {
        None => (format!("{}の課題になります。もとになった意見は、あとから結べます。", council.1), String::new()),
        Some(reading) => (
            format!("{}から起こす、{}の課題です。もとになった意見も、あとから結べます。", reading.name, council.1),
            format!("?reading={}", reading.id),
        ),
    };
    let heads = ("課題を起こす".to_string(), "課題を起こす");
    let paths = (format!("/councils/{}/issues{from}", council.0), "/issues".to_string());
    FormPage::new(frame, because, heads, paths, wrongs, groups).answer()
}
