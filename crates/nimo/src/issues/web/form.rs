//! An issue that is edited, perhaps by two at once.

use crate::access::Permit;
use crate::council::model::CouncilId;
use crate::editing;
use crate::editing::shape::{Texts, Wrong, text};
use crate::editing::view::{Kept, Meeting, chosen, conflict_page, version};
use crate::issues::model::{Element, IssueForm, SHAPE, Solver};
use crate::issues::store::{self, Issue};
use crate::issues::web::id;
use crate::issues::{EditIssue, ListElements};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "issues/views/form.html")]
struct FormPage {
    frame: Frame,
    because: String,
    heading: String,
    action: String,
    drafts: Option<String>,
    back: String,
    version: i64,
    button: &'static str,
    wrongs: Vec<Wrong>,
    drafted: Option<String>,
    fields: Vec<Field>,
}

/// The form with what is kept, with the person's draft of it, or, where the draft is of an older version, with both.
pub async fn edit(ask: Ask) -> Answer {
    let permit = ask.may::<EditIssue>(id(&ask)?).await?;
    let read = async |tx: &mut Tx| {
        Ok((store::find(tx, &permit).await?, editing::store::find_draft(tx, &permit, &SHAPE).await?))
    };
    let (issue, draft) = ask.read(read).await?;
    match draft {
        Some(draft) if draft.version < issue.version => meet(&ask, &permit, draft.version, &draft.fields).await,
        Some(draft) => show(&ask, &issue, &draft.fields, vec![], Some(draft.at.in_words())).await,
        None => show(&ask, &issue, &issue.form.texts(), vec![], None).await,
    }
}

/// Saves: may you · what was typed · its row with its because, or both texts if somebody was first.
pub async fn set(ask: Ask) -> Answer {
    let permit = ask.may::<EditIssue>(id(&ask)?).await?;
    let version = version(&ask)?;
    let texts = chosen(&SHAPE, &ask.typed);
    let kept = ask.read(async |tx| store::find(tx, &permit).await).await?.form.part;
    let form = match understood(&ask, &texts, kept).await? {
        Ok(form) => form,
        Err(wrongs) => return with_wrongs(&ask, &permit, &texts, wrongs).await,
    };
    match save(&ask, &permit, version, &form, None).await {
        Ok(true) => Ok(Reply::see(format!("/issues/{}?said=saved", id(&ask)?))),
        Ok(false) => Ok(Reply::see(format!("/issues/{}?said=unchanged", id(&ask)?))),
        Err(Fault::Lost) => {
            keep_draft(&ask, &permit, version, &form.texts()).await?;
            meet(&ask, &permit, version, &form.texts()).await
        }
        Err(other) => Err(other),
    }
}

/// Keeps the form as a draft, whatever stands in it.
pub async fn draft(ask: Ask) -> Answer {
    let permit = ask.may::<EditIssue>(id(&ask)?).await?;
    keep_draft(&ask, &permit, version(&ask)?, &chosen(&SHAPE, &ask.typed)).await?;
    Ok(Reply::see(format!("/issues/{}/edit?said=drafted", id(&ask)?)))
}

/// Throws the person's drafts of this issue away.
pub async fn discard(ask: Ask) -> Answer {
    let permit = ask.may::<EditIssue>(id(&ask)?).await?;
    ask.app.db().write(&permit, async |tx, permit| editing::store::drop_drafts(tx, permit, &SHAPE).await).await?;
    Ok(Reply::see(format!("/issues/{}/edit?said=discarded", id(&ask)?)))
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

/// One save, for the form and for putting a version back; `false` when nothing was different.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn save(
    ask: &Ask,
    permit: &Permit<EditIssue>,
    version: i64,
    form: &IssueForm,
    reverted_to: Option<i64>,
) -> Result<bool, Fault> {
    let write = async |tx: &mut Tx, permit: &Permit<EditIssue>| {
        let before = store::find(tx, permit).await?;
        if before.version != version {
            return Err(Fault::Lost);
        }
        editing::store::drop_drafts(tx, permit, &SHAPE).await?;
        if before.form == *form {
            return Ok(false);
        }
        store::set(tx, permit, version, form, reverted_to).await?;
        Ok(true)
    };
    ask.app.db().write(permit, write).await
}

/// Both texts side by side, field by field.
///
/// # Errors
/// What the database says.
pub async fn meet(ask: &Ask, permit: &Permit<EditIssue>, base: i64, mine: &Texts) -> Answer {
    let read = async |tx: &mut Tx| {
        let issue = store::find(tx, permit).await?;
        let theirs = editing::store::find_revision(tx, permit, issue.version).await?;
        Ok((editing::store::find_revision(tx, permit, base).await?, theirs, issue))
    };
    let (base, theirs, issue) = ask.read(read).await?;
    let words = Words::of(ask).await?;
    let mine = IssueForm::parse(mine).map_or_else(|_| mine.clone(), |form| form.texts());
    let both = Meeting {
        shape: &SHAPE,
        frame: frame(ask, &issue),
        thing: format!("{} {}", issue.number, issue.form.title),
        base: &base.fields,
        mine: &mine,
        theirs: &theirs,
        action: format!("/issues/{}", issue.id),
        back: format!("/issues/{}", issue.id),
        say: &|field, value| words.say(field, value),
        free: &["title", "matter", "owner", "return_on"],
    };
    conflict_page(both, Kept::Draft { discard: Some(format!("/issues/{}/discard", issue.id)) })
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

async fn show(ask: &Ask, issue: &Issue, texts: &Texts, wrongs: Vec<Wrong>, drafted: Option<String>) -> Answer {
    let status = if wrongs.is_empty() { 200 } else { 422 };
    let words = Words::of(ask).await?;
    let page = FormPage {
        frame: frame(ask, issue),
        because: format!(
            "いまの内容は第{}版です。保存すると第{}版になり、前の版は履歴に残ります。",
            issue.version,
            issue.version + 1
        ),
        heading: format!("課題 {} を直す", issue.number),
        action: format!("/issues/{}", issue.id),
        drafts: Some(format!("/issues/{}", issue.id)),
        back: format!("/issues/{}", issue.id),
        version: issue.version,
        button: "保存する",
        fields: fields(texts, &wrongs, &words, issue.council),
        wrongs,
        drafted,
    };
    Reply::page_with(status, &page)
}

/// The empty form of a new issue, or what was typed into it.
///
/// # Errors
/// What the database says.
pub async fn show_new(ask: &Ask, council: (CouncilId, String), texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let status = if wrongs.is_empty() { 200 } else { 422 };
    let words = Words::of(ask).await?;
    let page = FormPage {
        frame: Frame::of("課題を起こす", ask.actor.signed_in(), Place::Issues),
        because: format!("{}の課題になります。もとになった意見は、あとから結べます。", council.1),
        heading: "課題を起こす".into(),
        action: format!("/councils/{}/issues", council.0),
        drafts: None,
        back: "/issues".into(),
        version: 0,
        button: "課題を起こす",
        fields: fields(texts, &wrongs, &words, council.0),
        wrongs,
        drafted: None,
    };
    Reply::page_with(status, &page)
}

async fn with_wrongs(ask: &Ask, permit: &Permit<EditIssue>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let mut issue = ask.read(async |tx| store::find(tx, permit).await).await?;
    // The form keeps the version that was on the screen: what somebody saved meanwhile is found when it is sent again.
    issue.version = version(ask)?;
    show(ask, &issue, texts, wrongs, None).await
}

async fn keep_draft(ask: &Ask, permit: &Permit<EditIssue>, version: i64, texts: &Texts) -> Result<(), Fault> {
    let write = async |tx: &mut Tx, permit: &_| editing::store::keep_draft(tx, permit, &SHAPE, version, texts).await;
    ask.app.db().write(permit, write).await
}

fn frame(ask: &Ask, issue: &Issue) -> Frame {
    Frame::of(format!("課題 {} を直す", issue.number), ask.actor.signed_in(), Place::Issues)
        .saying(ask.query.get("said"))
}
