//! What a link opens: a page that says what it is, and, by a press and once, the PDF. A look at the page uses nothing up, so that a
//! program that looks at links in letters takes nobody's papers.

use super::papers::{Bundle, files, turn};
use crate::access::{Actor, Facts, Permit, session};
use crate::layout::{Frame, Place};
use crate::packet::dispatch::FetchDispatch;
use crate::packet::dispatch::store::{self, DispatchLinkFacts, Frozen, LinkHash};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "packet/dispatch/views/handed.html")]
struct HandedPage {
    frame: Frame,
    council: String,
    meeting: String,
    when: String,
    papers: Vec<String>,
    until: String,
}

/// The link of the address, open, or nothing at all: one that was used, ended or made up looks like no page.
async fn permit(ask: &Ask) -> Result<Permit<FetchDispatch>, Fault> {
    if !ask.app.origin().is_https() {
        return Err(Fault::Missing);
    }
    let (office, hash) = session::read_cookie(ask.param("link")).ok_or(Fault::Missing)?;
    let hash = LinkHash::of(&hash).ok_or(Fault::Missing)?;
    let facts = ask.app.db().read(office, async |tx| DispatchLinkFacts::load(tx, hash).await).await?;
    // Whoever is signed in fetches as the person who got the link, not as himself.
    let facts = facts.ok_or(Fault::Missing)?;
    ask.app.gate().permit::<FetchDispatch>(&Actor::visitor(), facts, ask.now).map_err(|_| Fault::Missing)
}

/// What the link leads to, unless it rests on what nobody is to read any more.
async fn linked(tx: &mut Tx, permit: &Permit<FetchDispatch>) -> Result<Frozen, Fault> {
    let frozen = store::find_linked(tx, permit).await?;
    if store::rests_on_taken_back(tx, permit, &frozen.dispatch).await? { Err(Fault::Missing) } else { Ok(frozen) }
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = permit(&ask).await?;
    let frozen = ask.app.db().read(permit.office(), async |tx| linked(tx, &permit).await).await?;
    let dispatch = frozen.dispatch;
    let day = dispatch.held_on.map_or_else(String::new, almanac::with_weekday);
    let page = HandedPage {
        frame: Frame::of("会議資料を受け取る", None, Place::None),
        council: dispatch.council,
        meeting: dispatch.meeting,
        when: [day, dispatch.place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　"),
        papers: dispatch.papers.iter().map(|paper| paper.words()).collect(),
        until: permit.facts().until().in_words(),
    };
    Reply::page(&page)
}

/// The PDF: it is made first, so that a link is not used up for nothing.
pub async fn fetch(ask: Ask) -> Answer {
    // Who has no link waits for nothing; whose link was used meanwhile gets nothing.
    permit(&ask).await?;
    let _turn = turn(&ask).await?;
    let permit = permit(&ask).await?;
    let read = async |tx: &mut _| {
        let frozen = linked(tx, &permit).await?;
        let files = files(tx, &permit, &frozen.dispatch).await?;
        Ok((frozen, files))
    };
    let (frozen, files) = ask.app.db().read(permit.office(), read).await?;
    let bundle = Bundle::of(frozen, files);
    let name = format!("{}.pdf", bundle.title());
    let bytes = ask.aside(move || bundle.pdf()).await?.map_err(|what| Fault::broken("binder", what))?;
    match ask.write(&permit, async |tx, permit| store::fetch(tx, permit).await).await {
        Ok(()) => Ok(Reply::paper("application/pdf", name, bytes)),
        Err(Fault::Taken | Fault::Refused(_)) => Err(Fault::Missing),
        Err(other) => Err(other),
    }
}
