//! A route, what is asked on it and what is answered. Rooms list their routes in `ROUTES`; only the router mounts them.

use crate::access::{Action, Actor, Facts, Permit, SignedIn};
use crate::app::App;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::{Tx, View};
use crate::plumbing::desk::aside;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::plumbing::typed::{self, Typed};
use crate::plumbing::upload::Upload;
use std::pin::Pin;

/// How a route is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads and changes nothing.
    Get,
    /// An act.
    Post,
}

/// Who may knock at all. The gate decides about the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Nobody needs to be signed in. The list of such routes is in `house_rules.rs` and may only shrink.
    Open,
    /// Without a session the answer is the sign-in page.
    SignedIn,
}

/// The content security policy of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Csp {
    /// A page of forms and links: our style sheet, our pictures, our one script; nothing inline.
    Plain,
    /// A file of ours that is no page, the same for everybody: browsers may keep it.
    File,
    /// A text of the office that is no page: nothing runs in it, nobody keeps it.
    Words,
    /// What everybody may read: the same bytes as the exported file, with its style and script and nothing else.
    Published,
}

impl Csp {
    /// The header.
    pub fn header(self) -> &'static str {
        match self {
            Csp::Plain => {
                "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; \
                 font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
            }
            Csp::Published => {
                "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; \
                 base-uri 'none'"
            }
            Csp::File | Csp::Words => "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
        }
    }
}

/// What a handler promises.
pub type Answer = Result<Reply, Fault>;
/// A handler: a plain function, so that routes are constants.
pub type Handler = fn(Ask) -> Pin<Box<dyn Future<Output = Answer>>>;

/// One row of a room's `ROUTES`.
pub struct Route {
    /// How it is called.
    pub method: Method,
    /// The path, with `{id}` and the like.
    pub path: &'static str,
    /// The action that the gate is asked about, or `page.open` where nobody is asked.
    pub action: &'static str,
    /// Who may knock.
    pub door: Door,
    /// The content security policy of every answer.
    pub csp: Csp,
    /// The largest body that is read, in bytes.
    pub most_bytes: usize,
    /// The handler.
    pub handler: Handler,
}

impl Route {
    /// A page for people who are signed in.
    pub const fn get(path: &'static str, action: &'static str, handler: Handler) -> Route {
        Route {
            method: Method::Get,
            path,
            action,
            door: Door::SignedIn,
            csp: Csp::Plain,
            most_bytes: typed::MOST_BYTES,
            handler,
        }
    }

    /// An act of people who are signed in.
    pub const fn post(path: &'static str, action: &'static str, handler: Handler) -> Route {
        Route {
            method: Method::Post,
            path,
            action,
            door: Door::SignedIn,
            csp: Csp::Plain,
            most_bytes: typed::MOST_BYTES,
            handler,
        }
    }

    /// The same route for everybody.
    pub const fn open(self) -> Route {
        Route { door: Door::Open, ..self }
    }

    /// The same route, taking files.
    pub const fn upload(self) -> Route {
        Route { most_bytes: crate::plumbing::upload::MOST_BYTES, ..self }
    }

    /// The same route, taking a paper of a meeting.
    pub const fn paper_upload(self) -> Route {
        Route { most_bytes: crate::plumbing::upload::MOST_PAPER_BYTES, ..self }
    }

    /// The same route, taking files of open data.
    pub const fn open_data_upload(self) -> Route {
        Route { most_bytes: crate::plumbing::upload::MOST_OPEN_DATA_BYTES, ..self }
    }

    /// The same route, answering with a text or a paper of the office.
    pub const fn words(self) -> Route {
        Route { csp: Csp::Words, ..self }
    }

    /// The same route, answering with what is published.
    pub const fn published(self) -> Route {
        Route { csp: Csp::Published, ..self }
    }

    /// The same route, answering with a file of ours.
    pub const fn file(self) -> Route {
        Route { csp: Csp::File, ..self }
    }
}

/// One request, read: who asks, when, for what, with what typed.
pub struct Ask {
    /// The application.
    pub app: App,
    /// Who asks.
    pub actor: Actor,
    /// When; every rule of this request sees the same moment.
    pub now: Moment,
    /// From which network address, for the back-off only.
    pub from: String,
    /// The name by which the browser reached nimo (`Host`); the router has found it to be ours.
    pub host: String,
    /// The path as asked.
    pub path: String,
    /// The parts of the path that the route names.
    pub params: Vec<(String, String)>,
    /// What stands behind `?`.
    pub query: Typed,
    /// What was typed into the form.
    pub typed: Typed,
    /// The files that came with it.
    pub files: Vec<Upload>,
    /// Which bytes of a large file are asked for, from and to; `None` for all of it.
    pub bytes: Option<(u64, u64)>,
    /// What this request sees, until it writes.
    pub view: View,
}

impl Ask {
    /// A part of the path.
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// The person who is signed in.
    ///
    /// # Errors
    /// [`Fault::SignedOut`].
    pub fn signed_in(&self) -> Result<&SignedIn, Fault> {
        self.actor.signed_in().ok_or(Fault::SignedOut)
    }

    /// The office of the person who is signed in.
    ///
    /// # Errors
    /// [`Fault::SignedOut`].
    pub fn office(&self) -> Result<OfficeId, Fault> {
        Ok(self.signed_in()?.office)
    }

    /// Facts, then the gate: may this actor do this to that thing?
    ///
    /// # Errors
    /// [`Fault::Missing`] when the office has no such thing, [`Fault::Refused`] when the gate says no.
    pub async fn may<A: Action>(&self, id: <A::On as Facts>::Id) -> Result<Permit<A>, Fault> {
        let facts = self.read(async |tx| A::On::load(tx, id).await).await?.ok_or(Fault::Missing)?;
        self.app.gate().permit::<A>(&self.actor, facts, self.now)
    }

    /// The same as a question whose answer hides or shows a button. A no is no refusal, so it is not logged.
    pub async fn could<A: Action>(&self, id: <A::On as Facts>::Id) -> Result<bool, Fault> {
        match self.read(async |tx| A::On::load(tx, id).await).await? {
            Some(facts) => self.app.gate().would_permit::<A>(&self.actor, &facts, self.now),
            None => Ok(false),
        }
    }

    /// [`Ask::could`] for a thing whose facts are at hand.
    ///
    /// # Errors
    /// When the gate itself is broken.
    pub fn would<A: Action>(&self, facts: &A::On) -> Result<bool, Fault> {
        self.app.gate().would_permit::<A>(&self.actor, facts, self.now)
    }

    /// [`Ask::may`] where a no is no refusal: what a sentence may name, it names, and the rest it passes over.
    ///
    /// # Errors
    /// What the database says.
    pub async fn if_may<A: Action>(&self, id: <A::On as Facts>::Id) -> Result<Option<Permit<A>>, Fault> {
        let Some(facts) = self.read(async |tx| A::On::load(tx, id).await).await? else { return Ok(None) };
        if !self.would::<A>(&facts)? {
            return Ok(None);
        }
        self.app.gate().permit::<A>(&self.actor, facts, self.now).map(Some)
    }

    /// The reading door, for the office of the person who is signed in.
    ///
    /// # Errors
    /// What the closure says.
    pub async fn read<T>(&self, work: impl AsyncFnOnce(&mut Tx) -> Result<T, Fault>) -> Result<T, Fault> {
        self.view.read(self.office()?, work).await
    }

    /// The writing door (see [`crate::plumbing::db::Db::write`]). What is read afterwards is read anew.
    ///
    /// # Errors
    /// What the closure says (then nothing is kept).
    pub async fn write<A: Action, T>(
        &self,
        permit: &Permit<A>,
        work: impl AsyncFn(&mut Tx, &Permit<A>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.view.let_go();
        self.app.db().write(permit, work).await
    }

    /// [`Ask::write`], again where two took one number at once: the second takes the next.
    ///
    /// # Errors
    /// What the closure says; [`Fault::Busy`] when it is taken again and again.
    pub async fn write_again<A: Action, T>(
        &self,
        permit: &Permit<A>,
        work: impl AsyncFn(&mut Tx, &Permit<A>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        for _ in 0..8 {
            match self.write(permit, &work).await {
                Err(Fault::Taken) => {}
                other => return other,
            }
        }
        Err(Fault::Busy)
    }

    /// As [`aside`], with the snapshot let go meanwhile.
    ///
    /// # Errors
    /// When the work panicked.
    pub async fn aside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
        self.view.let_go();
        aside(work).await
    }
}

/// The answer to a request.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The type of the body.
    pub kind: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// Where to go instead, a path of ours.
    pub see: Option<String>,
    /// A cookie to set, whole.
    pub cookie: Option<String>,
    /// The name under which a browser keeps the body as a file.
    pub name: Option<String>,
    /// Where the body lies in a file of which it is a part.
    pub part: Option<Part>,
}

/// Where some bytes lie in a file.
pub struct Part {
    /// The first of them.
    pub from: u64,
    /// How many the file has.
    pub of: u64,
    /// By which a browser knows the file again.
    pub seal: String,
}

impl Reply {
    /// A page, rendered from its struct.
    ///
    /// # Errors
    /// When the template fails, which it does only if we wrote it wrong.
    pub fn page(page: &impl askama::Template) -> Answer {
        Reply::page_with(200, page)
    }

    /// A page with another status: 422 when something typed is wrong, 409 when somebody saved first.
    ///
    /// # Errors
    /// As [`Reply::page`].
    pub fn page_with(status: u16, page: &impl askama::Template) -> Answer {
        let body = page.render().map_err(|error| Fault::broken("template", error.to_string()))?;
        Ok(Reply {
            status,
            kind: "text/html; charset=utf-8",
            body: body.into_bytes(),
            see: None,
            cookie: None,
            name: None,
            part: None,
        })
    }

    /// Go there (303), to a path that we built ourselves.
    pub fn see(path: impl Into<String>) -> Reply {
        Reply {
            status: 303,
            kind: "text/plain; charset=utf-8",
            body: vec![],
            see: Some(path.into()),
            cookie: None,
            name: None,
            part: None,
        }
    }

    /// A file of ours.
    pub fn file(kind: &'static str, body: &str) -> Reply {
        Reply { status: 200, kind, body: body.into(), see: None, cookie: None, name: None, part: None }
    }

    /// What is published, as it is.
    pub fn bytes(kind: &'static str, body: Vec<u8>) -> Reply {
        Reply { status: 200, kind, body, see: None, cookie: None, name: None, part: None }
    }

    /// Some bytes of a large file (206); where it has none there, that (416).
    pub fn part(kind: &'static str, body: Vec<u8>, part: Part) -> Reply {
        let status = if body.is_empty() { 416 } else { 206 };
        Reply { status, kind, body, see: None, cookie: None, name: None, part: Some(part) }
    }

    /// A paper to be kept as a file under this name.
    pub fn paper(kind: &'static str, name: String, body: Vec<u8>) -> Reply {
        Reply { status: 200, kind, body, see: None, cookie: None, name: Some(name), part: None }
    }

    /// The same answer, setting a cookie.
    pub fn with_cookie(self, cookie: String) -> Reply {
        Reply { cookie: Some(cookie), ..self }
    }
}

/// A text as a part of an address or a head of HTTP: every byte beyond letters, digits, `.` and `-` is escaped.
pub fn escaped(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}
