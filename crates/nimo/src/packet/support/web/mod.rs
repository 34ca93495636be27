//! The pages of 資料2: what was told, a new tally, and both copies.

mod withdraw;

use crate::access::Permit;
use crate::council::model::CouncilId;
use crate::council::web::id;
use crate::council::{self, ReadCouncil};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::editing::view::fields;
use crate::goals::masking::web::thresholds;
use crate::goals::print::public_cells;
use crate::goals::web::public_of_council;
use crate::layout::{Control, Field, Frame, Place};
use crate::packet::support::model::{SupportForm, SupportLine, SupportPaper, SupportTally};
use crate::packet::support::print::{self, TITLE};
use crate::packet::support::rules::{self, by_stage, newest, replaced, sentence, total};
use crate::packet::support::{ReadSupport, TellSupport, store};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply, Route};
use almanac::FiscalYear;
use askama::Template;
use press::{Block, Document, Foot, Heading, PageForm};

/// Looked at, told, and both copies of the paper.
pub const ROUTES: &[Route] = &[
    Route::get("/councils/{id}/support", "support.read", |ask| Box::pin(page(ask))),
    Route::get("/councils/{id}/support/new", "support.tell", |ask| Box::pin(form(ask))),
    Route::post("/councils/{id}/support", "support.tell", |ask| Box::pin(tell(ask))),
    Route::get("/councils/{id}/support/withdraw", "support.tell", |ask| Box::pin(withdraw::form(ask))),
    Route::post("/councils/{id}/support/withdraw", "support.tell", |ask| Box::pin(withdraw::withdraw(ask))),
    Route::get("/councils/{id}/support/paper.pdf", "support.read", |ask| Box::pin(members(ask))).words(),
    Route::get("/councils/{id}/support/public.pdf", "support.read", |ask| Box::pin(everybody(ask))).words(),
];

#[derive(Template)]
#[template(path = "packet/support/views/page.html")]
struct SupportPage {
    frame: Frame,
    id: CouncilId,
    council: String,
    sentence: String,
    stages: Vec<(&'static str, i64)>,
    whole: i64,
    lines: Vec<(&'static str, &'static str, &'static str, i64)>,
    /// 時点, how many (none where it was taken back), 出典, わけ, when and by whom; does it hold for its day?
    rows: Vec<(String, Option<i64>, String, String, String, bool)>,
    threshold: i64,
    may_tell: bool,
}

/// The page.
async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadSupport>(id(&ask)?).await?;
    let (name, all) = seen(&ask, &permit).await?;
    let now = newest(&all);
    let row = |one: &SupportTally| {
        let by = format!("{}　{}", one.at.day_in_words(), one.by);
        let holds = replaced(&all, one.as_of) == Some(one) || one.is_withdrawn;
        (
            almanac::in_words(one.as_of),
            (!one.is_withdrawn).then(|| total(&one.lines)),
            one.source.clone(),
            one.reason.clone(),
            by,
            holds,
        )
    };
    let each = |line: &SupportLine| (line.stage.label(), line.age.label(), line.months.label(), line.count);
    let page = SupportPage {
        frame: Frame::of("支援状況", ask.actor.signed_in(), Place::Goals).saying(ask.query.get("said")),
        id: id(&ask)?,
        sentence: now.map_or_else(|| "支援の集計は、まだありません。".into(), sentence),
        stages: now
            .map_or_else(Vec::new, |now| by_stage(&now.lines))
            .into_iter()
            .map(|(one, n)| (one.label(), n))
            .collect(),
        whole: now.map_or(0, |now| total(&now.lines)),
        lines: now.map_or_else(Vec::new, |now| now.lines.iter().map(each).collect()),
        rows: all.iter().rev().map(row).collect(),
        threshold: thresholds(&ask).await?.of_year(FiscalYear::of(now.map_or(ask.now.day(), |now| now.as_of))),
        may_tell: ask.could::<TellSupport>(id(&ask)?).await?,
        council: name,
    };
    Reply::page(&page)
}

async fn seen(ask: &Ask, permit: &Permit<ReadSupport>) -> Result<(String, Vec<SupportTally>), Fault> {
    let council = id(ask)?;
    let read = async |tx: &mut Tx| {
        Ok((council::store::find(tx, permit).await?.form.name, store::of(tx, permit, council).await?))
    };
    ask.read(read).await
}

/// The form, begun from the last tally.
async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<TellSupport>(id(&ask)?).await?;
    let council = id(&ask)?;
    let all = ask.read(async |tx| store::of(tx, &permit, council).await).await?;
    let lines = newest(&all)
        .map_or_else(String::new, |one| one.lines.iter().map(SupportLine::line).collect::<Vec<_>>().join("\n"));
    let source = newest(&all).map_or_else(String::new, |one| one.source.clone());
    let texts = [("lines", lines), ("source", source)];
    show(&ask, &texts.map(|(name, value)| (name.to_string(), value)).into(), vec![])
}

/// Tells it: may you · what was typed · does it take another's place, and why · the row with its because.
async fn tell(ask: Ask) -> Answer {
    let permit = ask.may::<TellSupport>(id(&ask)?).await?;
    let council = id(&ask)?;
    let texts = fields(&SupportForm::FIELDS, &ask.typed);
    let form = match SupportForm::parse(&texts, ask.now.day()) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<TellSupport>| {
        let all = store::of(tx, permit, council).await?;
        match replaced(&all, form.as_of) {
            Some(one) if (&one.lines, &one.source) == (&form.lines, &form.source) => Ok(Done::Unchanged),
            Some(one) if form.reason.is_empty() => Ok(Done::Unsaid(total(&one.lines))),
            _ => store::tell(tx, permit, &form).await.map(|()| Done::Told),
        }
    };
    match ask.write(&permit, write).await? {
        Done::Told => Ok(Reply::see(format!("/councils/{council}/support?said=support-told"))),
        Done::Unchanged => Ok(Reply::see(format!("/councils/{council}/support?said=figure-unchanged"))),
        Done::Unsaid(count) => {
            let what = format!(
                "この時点の集計（{count}人）は、もうあります。直すときは、わけを入れてください。前の集計も残ります。"
            );
            show(&ask, &texts, vec![Wrong::new("reason", what)])
        }
    }
}

/// What became of a tally.
enum Done {
    Told,
    Unchanged,
    Unsaid(i64),
}

const HEADS: &[&str] = &["段階", "年代", "月数", "人数"];
/// So many empty rows stand below what is filled.
const EMPTY_ROWS: usize = 3;

fn show(ask: &Ask, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let row = |line: &str| {
        let mut cells: Vec<String> = line.split('\t').take(5).map(str::to_string).collect();
        cells.resize(4, String::new());
        cells
    };
    let mut rows: Vec<Vec<String>> = text(texts, "lines").lines().map(row).collect();
    rows.extend(std::iter::repeat_n(vec![String::new(); 4], EMPTY_ROWS));
    let day = almanac::read_date(text(texts, "as_of")).ok().map(almanac::with_weekday);
    let fields = vec![
        Field::line("lines", "人数", "")
            .help("1行に、同じ段階・年代・月数の人数。表計算ソフトから貼り付けられます。段階は、働きかけている、話を聞きたいと言った、申請した、支給決定、退院した、とまった。年代と月数は、分からなければ空。名前や病院の名は入れません。")
            .as_a(Control::Grid(HEADS, rows))
            .checked(&wrongs),
        Field::line("as_of", "時点", text(texts, "as_of"))
            .help("いつ現在の人数か。空なら、きょう。例: R8.10.31")
            .as_a(Control::Short)
            .echo(day)
            .checked(&wrongs),
        Field::line("source", "出典", text(texts, "source"))
            .required()
            .help("どこから数えたか。例: 支援の記録、支給決定の台帳")
            .checked(&wrongs),
        Field::line("reason", "直すわけ", text(texts, "reason"))
            .help("同じ時点の集計を直すときだけ要ります。")
            .as_a(Control::Area(2))
            .checked(&wrongs),
    ];
    let home = format!("/councils/{}/support", id(ask)?);
    let frame = Frame::of("支援の集計を入れる", ask.actor.signed_in(), Place::Goals);
    let because = "人数だけを入れます。前の集計から始まるので、変わったところを直してください。前の集計は消えません。"
        .to_string();
    let paths = (home.clone(), home);
    let heads = ("支援の集計を入れる".to_string(), "残す");
    FormPage::new(frame, because, heads, paths, wrongs, vec![Group::plain(fields)]).answer()
}

/// The members' copy, to be collected after the meeting.
async fn members(ask: Ask) -> Answer {
    let permit = ask.may::<ReadSupport>(id(&ask)?).await?;
    let (name, all) = seen(&ask, &permit).await?;
    let paper = paper(&ask, id(&ask)?, &all).await?.ok_or(Fault::Missing)?;
    let body = print::members("資料2", &paper);
    papers::pdf(
        &ask,
        document(&ask, &format!("{TITLE}（委員限り）"), &name, body)?,
        &format!("資料2 {TITLE}（委員限り）"),
    )
    .await
}

/// The copy for everybody.
async fn everybody(ask: Ask) -> Answer {
    let permit = ask.may::<ReadSupport>(id(&ask)?).await?;
    let (name, all) = seen(&ask, &permit).await?;
    let paper = paper(&ask, id(&ask)?, &all).await?.ok_or(Fault::Missing)?;
    let body = print::everybody("資料2", &paper);
    papers::pdf(&ask, document(&ask, &format!("{TITLE}（公開用）"), &name, body)?, &format!("資料2 {TITLE}（公開用）"))
        .await
}

/// 資料2 as the rows stand: the newest tally and the goals of the council; none where nothing was told.
///
/// # Errors
/// What the gate and the database say.
pub async fn paper(ask: &Ask, council: CouncilId, all: &[SupportTally]) -> Result<Option<SupportPaper>, Fault> {
    let Some(now) = newest(all) else { return Ok(None) };
    let thresholds = thresholds(ask).await?;
    let reading = ask.may::<ReadCouncil>(council).await?;
    let year = FiscalYear::of(now.as_of);
    let goals = public_of_council(ask, &reading, (&thresholds, year)).await?;
    let goals = goals.iter().map(public_cells).collect();
    Ok(Some(rules::paper(now, goals, thresholds.of_year(year))))
}

/// A paper of this room on a wide A4.
fn document(ask: &Ask, title: &str, council: &str, parts: Vec<Block>) -> Result<Document, Fault> {
    let office = ask.signed_in()?.office_name.clone();
    let mut body = vec![Block::Heading(Heading { id: "title".into(), level: 1, text: council.to_string().into() })];
    body.extend(parts);
    Ok(Document {
        title: title.into(),
        language: "ja".into(),
        author: Some(office.clone()),
        dated: ask.now.at_japan(),
        foot: Foot { left: format!("{office}　{title}　{}", almanac::in_words(ask.now.day())), page_numbers: true },
        page: PageForm::a4_wide(),
        body,
    })
}
