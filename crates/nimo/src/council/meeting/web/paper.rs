//! 紙: the official sheet on the screen, as PDF, DOCX and text, and the blocks as XLSX.

use crate::council::meeting::print;
use crate::council::meeting::store::{self, Block, Item, Meeting};
use crate::council::meeting::web::id;
use crate::council::meeting::{EditMeeting, ReadMeeting};
use crate::council::sheet_form;
use crate::council::telling::rules::tells_apart;
use crate::council::telling::{ListTellings, store as tellings};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;
use press::{Document, Fonts, OnMissing, PressError, Printed};

#[derive(Template)]
#[template(path = "council/meeting/views/form.html")]
struct FormPage {
    title: String,
    id: String,
    back: String,
    paper: String,
}

/// A character that no font has, and the block in which it stands.
struct Gap {
    text: String,
    place: String,
    block: Option<String>,
}

#[derive(Template)]
#[template(path = "council/meeting/views/missing.html")]
struct MissingPage {
    frame: Frame,
    id: String,
    gaps: Vec<Gap>,
    can_edit: bool,
}

/// Everything that stands on the papers of a meeting.
struct Rows {
    meeting: Meeting,
    items: Vec<Item>,
    blocks: Vec<Block>,
    document: Document,
    /// Words stand on it that others do not read.
    has_own: bool,
}

/// 正式な様式で見る: the sheet on the screen, before it is kept and after.
pub async fn form(ask: Ask) -> Answer {
    let rows = rows(&ask).await?;
    let is_edited = ask.could::<EditMeeting>(rows.meeting.id).await? && rows.meeting.state.code() == "drafted";
    let page = FormPage {
        title: rows.document.title.clone(),
        back: format!("/meetings/{}{}", rows.meeting.id, if is_edited { "/correct" } else { "" }),
        id: rows.meeting.id.to_string(),
        paper: press::fragment(&rows.document),
    };
    Reply::page(&page)
}

/// The PDF; a character that no font has is named first, and stands as 〓 if that is what one wants.
pub async fn pdf(ask: Ask) -> Answer {
    let rows = rows(&ask).await?;
    let on_missing = if ask.query.get("geta") == "1" { OnMissing::Geta } else { OnMissing::Refuse };
    let document = rows.document.clone();
    let set = move || press::pdf(&document, Fonts::embedded(), on_missing);
    match ask.aside(set).await? {
        Ok(bytes) => Ok(Reply::paper("application/pdf", name(&rows, "pdf"), bytes)),
        Err(PressError::Missing(missing)) => {
            let geta = missing.iter().filter(|glyph| glyph.printed == Printed::Geta);
            let gaps = geta.map(|glyph| gap(&rows, &glyph.text, &glyph.at)).collect();
            missing_page(&ask, &rows, gaps).await
        }
        Err(PressError::Refused(what)) => Err(Fault::broken("press", what)),
    }
}

/// The DOCX, for those who go on in a word processor.
pub async fn docx(ask: Ask) -> Answer {
    let rows = rows(&ask).await?;
    let name = name(&rows, "docx");
    papers::docx(&ask, rows.document, name.trim_end_matches(".docx")).await
}

/// The sheet as plain text, for reading aloud.
pub async fn txt(ask: Ask) -> Answer {
    let rows = rows(&ask).await?;
    // Windows' editors take a text for UTF-8 when it begins with a mark, and want their line ends.
    let text = format!("\u{feff}{}", press::text(&rows.document).replace('\n', "\r\n"));
    Ok(Reply::paper("text/plain; charset=utf-8", name(&rows, "txt"), text.into_bytes()))
}

/// The blocks as a list.
pub async fn xlsx(ask: Ask) -> Answer {
    let rows = rows(&ask).await?;
    let list = print::list(&rows.meeting, &rows.items, &rows.blocks);
    let (title, dated, name) = (rows.document.title.clone(), rows.document.dated, name(&rows, "xlsx"));
    papers::xlsx(&ask, title, dated, vec![list], name.trim_end_matches(".xlsx")).await
}

async fn rows(ask: &Ask) -> Result<Rows, Fault> {
    let permit = ask.may::<ReadMeeting>(id(ask)?).await?;
    let is_own = ask.would::<ListTellings>(permit.facts())?;
    let read = async |tx: &mut Tx| {
        let came = store::find_sheet(tx, &permit).await?.map(|sheet| sheet.at);
        let kept = store::kept(tx, &permit).await?.map(|(at, _)| at);
        let meeting = store::find(tx, &permit).await?;
        let blocks = if is_own { store::blocks(tx, &permit).await? } else { store::blocks_told(tx, &permit).await? };
        let form = sheet_form::store::of_meeting(tx, &permit, &meeting).await?;
        let has_own = is_own && tells_apart(&tellings::of_meeting(tx, &permit, meeting.id).await?);
        Ok((meeting, store::items(tx, &permit).await?, (blocks, has_own), kept.or(came), form))
    };
    let (meeting, items, (blocks, has_own), dated, (form, known)) = ask.read(read).await?;
    // The same minutes give the same bytes: a paper is dated by when its minutes were kept, not by when it is printed.
    let dated = dated.unwrap_or(ask.now).at_japan();
    let office = &ask.signed_in()?.office_name;
    let mut document = print::sheet(&meeting, &items, &blocks, &form, &known, office, dated);
    if has_own {
        // Words that others do not read: nobody sends it on without seeing that.
        document.title.push_str("　事務局用");
        document.foot.left.push_str("　事務局用");
    }
    Ok(Rows { meeting, items, blocks, document, has_own })
}

fn gap(rows: &Rows, text: &str, at: &str) -> Gap {
    let block = rows.blocks.iter().position(|block| block.id.to_string() == at);
    Gap {
        text: text.into(),
        place: block.map_or_else(|| "会議の基本".to_string(), |number| format!("発言{}", number + 1)),
        block: block.map(|_| at.to_string()),
    }
}

async fn missing_page(ask: &Ask, rows: &Rows, gaps: Vec<Gap>) -> Answer {
    let page = MissingPage {
        frame: Frame::of("印刷できない文字があります", ask.actor.signed_in(), Place::Councils),
        id: rows.meeting.id.to_string(),
        gaps,
        can_edit: ask.could::<EditMeeting>(rows.meeting.id).await?,
    };
    Reply::page_with(409, &page)
}

/// 「令和6年度第1回_みほん市…協議会_会議録.pdf」, without what a file's name may not hold.
fn name(rows: &Rows, end: &str) -> String {
    let form = &rows.meeting.form;
    let what = if end == "xlsx" { "発言" } else { "会議録" };
    let own = if rows.has_own { "_事務局用" } else { "" };
    let name = format!("{}_{}_{what}{own}", form.short(), form.body);
    let fine = |c: char| !c.is_control() && !r#"\/:*?"<>|"#.contains(c);
    format!("{}.{end}", name.chars().filter(|c| fine(*c)).take(80).collect::<String>())
}
