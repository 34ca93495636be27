//! Every route of every room, and what stands before and behind each: our own name, our own page, the session, the headers.

use crate::access::{Actor, SignedIn, session};
use crate::accounts::{self, KeepSession};
use crate::app::App;
use crate::houses;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::{Tx, View};
use crate::plumbing::fault::Fault;
use crate::plumbing::guard;
use crate::plumbing::listen::Peer;
use crate::plumbing::secret::hash_bytes;
use crate::plumbing::typed::{self, Typed};
use crate::plumbing::upload::{self, Takes};
use crate::plumbing::web::{Answer, Ask, Csp, Door, Method, Reply, Route, escaped};
use crate::{council, demo, goals, issues, layout, packet, planning, providers, public, search, vacancies, wishes};
use axum::RequestExt;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, RawPathParams, Request};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use axum::routing::{get, post};
use std::net::SocketAddr;
use std::time::Duration;

/// How long the body of a request may take to arrive.
const BODY: Duration = Duration::from_secs(60);
/// How long a paper of a meeting may take: 30 MB over the line of a small office.
const PAPER_BODY: Duration = Duration::from_secs(600);

/// The routes of every room. The golden access table is derived from this list.
pub fn routes() -> impl Iterator<Item = &'static Route> {
    [
        layout::ROUTES,
        accounts::web::ROUTES,
        council::web::ROUTES,
        council::meeting::web::ROUTES,
        council::record::web::ROUTES,
        council::sitting::web::ROUTES,
        council::preparation::web::ROUTES,
        council::handout::web::ROUTES,
        council::transcript::web::ROUTES,
        council::ballot::web::ROUTES,
        council::charter::web::ROUTES,
        council::seat::web::ROUTES,
        council::appointment::web::ROUTES,
        council::sheet_form::web::ROUTES,
        council::telling::web::ROUTES,
        council::redaction::web::ROUTES,
        council::release::web::ROUTES,
        council::edition::web::ROUTES,
        council::approval::web::ROUTES,
        council::payment::web::ROUTES,
        council::retention::web::ROUTES,
        council::clock::web::ROUTES,
        issues::web::ROUTES,
        issues::measure::web::ROUTES,
        issues::programme::web::ROUTES,
        issues::budget::web::ROUTES,
        issues::score::web::ROUTES,
        issues::digest::web::ROUTES,
        issues::elsewhere::web::ROUTES,
        goals::web::ROUTES,
        goals::masking::web::ROUTES,
        packet::web::ROUTES,
        packet::support::web::ROUTES,
        packet::agenda::web::ROUTES,
        packet::outcome::web::ROUTES,
        packet::dispatch::web::ROUTES,
        goals::indicator::web::ROUTES,
        goals::town::web::ROUTES,
        providers::web::ROUTES,
        vacancies::web::ROUTES,
        wishes::web::ROUTES,
        planning::web::ROUTES,
        houses::web::ROUTES,
        search::web::ROUTES,
        public::web::ROUTES,
        demo::web::ROUTES,
    ]
    .into_iter()
    .flatten()
}

/// The application as a service.
pub fn router(app: App) -> Router {
    let mut router = Router::new();
    for route in routes() {
        let app = app.clone();
        let answer = move |request: Request| at_a_desk(app.clone(), route, request);
        router = match route.method {
            Method::Get => router.route(route.path, get(answer)),
            Method::Post => router.route(route.path, post(answer)),
        };
    }
    let lost = app.clone();
    router
        .fallback(move || async move { respond(&lost, Csp::Plain, layout::fault_page(&Fault::Missing, None)) })
        .method_not_allowed_fallback(move || async move {
            respond(&app, Csp::Plain, layout::fault_page(&Fault::Missing, None))
        })
}

async fn at_a_desk(app: App, route: &'static Route, request: Request) -> Response<Body> {
    let desks = app.desks().clone();
    let asked = app.clone();
    match desks.run(move || answer(asked, route, request)).await {
        Ok(response) => response,
        Err(fault) => {
            tracing::error!(%fault, action = route.action, "no desk");
            respond(&app, route.csp, layout::fault_page(&fault, None))
        }
    }
}

async fn answer(app: App, route: &'static Route, request: Request) -> Response<Body> {
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let (said, who) = match heard(&app, route, request).await {
        Ok(ask) => {
            let who = ask.actor.signed_in().cloned();
            let (path, typed) = (ask.path.clone(), ask.typed.clone());
            let said = if may_knock(route, &ask) { (route.handler)(ask).await } else { Err(Fault::SignedOut) };
            match said {
                Err(Fault::SignedOut) => (layout::signed_out(route, &path, &typed), None),
                other => (other, who),
            }
        }
        Err((fault, who)) => (Err(fault), who),
    };
    let said = said.or_else(|fault| {
        if let Fault::Broken { place, what } = &fault {
            tracing::error!(place, what, action = route.action, "broken");
        }
        layout::fault_page(&fault, who.as_ref())
    });
    let response = respond(&app, route.csp, said);
    if known.is_some() && known.as_ref() == response.headers().get(header::ETAG) {
        unchanged(response)
    } else {
        response
    }
}

/// The browser has these very bytes.
fn unchanged(response: Response<Body>) -> Response<Body> {
    let (mut head, _) = response.into_parts();
    head.status = StatusCode::NOT_MODIFIED;
    Response::from_parts(head, Body::empty())
}

/// Without a session only the open routes are answered, whatever their handlers would say.
fn may_knock(route: &Route, ask: &Ask) -> bool {
    route.door == Door::Open || ask.actor.signed_in().is_some()
}

type Unheard = (Fault, Option<SignedIn>);

/// Reads a request; the body only after headers and name were found to be ours.
async fn heard(app: &App, route: &'static Route, mut request: Request) -> Result<Ask, Unheard> {
    let bare = |fault| (fault, None);
    let host = request.uri().authority().map(|a| a.as_str().to_string());
    let host = host.or_else(|| request.headers().get(header::HOST)?.to_str().ok().map(str::to_string));
    guard::own_name_only(host.as_deref(), app.origin()).map_err(bare)?;
    if route.method == Method::Post {
        guard::own_page_only(request.headers(), app.origin()).map_err(bare)?;
    }
    let peer = request.extensions().get::<ConnectInfo<Peer>>().map(|info| info.0.0);
    // Tests knock without a connection and bring the address themselves.
    let peer = peer.or_else(|| request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0));
    guard::through_the_proxy_only(peer, app.way()).map_err(bare)?;
    let from = peer.map_or_else(String::new, |peer| guard::client_address(peer, request.headers(), app.way()));
    let now = app.now();
    let view = View::of(app.db());
    let actor = actor(app, &view, request.headers(), now).await.map_err(bare)?;
    let who = actor.signed_in().cloned();
    let params = request.extract_parts::<RawPathParams>().await;
    let params = params.map_err(|_| (Fault::Missing, who.clone()))?;
    let params = params.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let path = request.uri().path().to_string();
    let bytes = guard::wanted_bytes(request.headers());
    let query = Typed::read(request.uri().query().unwrap_or("").as_bytes()).map_err(|fault| (fault, who.clone()))?;
    // Of a stranger no more is read than a form: his file is thrown away, what he typed waits until he has signed in.
    let most = if who.is_some() { route.most_bytes } else { route.most_bytes.min(typed::MOST_BYTES) };
    let within = if most >= upload::MOST_PAPER_BYTES { PAPER_BODY } else { BODY };
    let takes = Takes { most, files: route.most_bytes > typed::MOST_BYTES };
    let too_slow = Fault::Unreadable("入力が届ききりませんでした。通信を確かめて、もう一度送ってください。");
    let body = tokio::time::timeout(within, upload::read(request, takes)).await;
    let (typed, files) = body.unwrap_or(Err(too_slow)).map_err(|fault| (fault, who))?;
    let host = host.unwrap_or_default();
    Ok(Ask { app: app.clone(), actor, now, from, host, path, params, query, typed, files, bytes, view })
}

/// The person behind the cookie; notes at most once a minute that the session is in use.
async fn actor(app: &App, view: &View, headers: &axum::http::HeaderMap, now: Moment) -> Result<Actor, Fault> {
    let cookie = guard::cookie(headers, app.origin().cookie_name()).and_then(session::read_cookie);
    let Some((office, hash)) = cookie else { return Ok(Actor::visitor()) };
    let Some(person) = view.read(office, async |tx| session::find(tx, &hash, now).await).await? else {
        return Ok(Actor::visitor());
    };
    let actor = Actor::Account(person.clone());
    if session::is_due(&person, now) {
        view.let_go();
        if let Err(fault) = keep_session(app, &actor, &person, now).await {
            // The page can be shown all the same; the next one notes it.
            tracing::warn!(%fault, "session not touched");
        }
    }
    Ok(actor)
}

async fn keep_session(app: &App, actor: &Actor, person: &SignedIn, now: Moment) -> Result<(), Fault> {
    let load = async |tx: &mut Tx| crate::access::load::<KeepSession>(tx, person.account).await;
    let facts = app.db().read(person.office, load).await?;
    let permit = app.gate().permit::<KeepSession>(actor, facts, now)?;
    app.db().write(&permit, async |tx, permit| session::touch(tx, permit).await).await
}

fn respond(app: &App, csp: Csp, said: Answer) -> Response<Body> {
    let reply = said.unwrap_or_else(|fault| {
        tracing::error!(what = %fault, "no page for a fault");
        Reply {
            status: 500,
            kind: "text/plain; charset=utf-8",
            body: "しくみの中で不具合が起きました。".into(),
            see: None,
            cookie: None,
            name: None,
            part: None,
        }
    });
    let is_published = csp == Csp::Published && reply.status == 200;
    let seal = is_published.then(|| format!("\"{}\"", hash_bytes(&reply.body)));
    let (length, part) = (reply.body.len() as u64, reply.part);
    let range = part.as_ref().map(|part| match length {
        0 => format!("bytes */{}", part.of),
        _ => format!("bytes {}-{}/{}", part.from, part.from + length - 1, part.of),
    });
    let seal = part.map(|part| format!("\"{}\"", part.seal)).or(seal);
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    // Where a file was asked for and something is wrong, the answer is a page, and no browser keeps it.
    let csp = if matches!(reply.status, 200 | 206) { csp } else { Csp::Plain };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::CONTENT_TYPE, reply.kind);
    set(header::CONTENT_SECURITY_POLICY, csp.header());
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    let is_file = csp == Csp::File && reply.status == 200;
    // What is published may be kept, and is asked about each time: what was taken down is gone at once.
    let kept = if is_published { "no-cache" } else { "no-store" };
    set(header::CACHE_CONTROL, if is_file { "max-age=3600" } else { kept });
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if app.origin().is_https() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    let kept_as = reply.name.as_deref().map(as_attachment);
    let more = [
        (header::LOCATION, reply.see),
        (header::SET_COOKIE, reply.cookie),
        (header::CONTENT_DISPOSITION, kept_as),
        (header::ETAG, seal),
        (header::CONTENT_RANGE, range),
    ];
    for (name, value) in more {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}

/// A file to be kept, by its Japanese name (RFC 6266); every byte beyond letters and digits is escaped.
fn as_attachment(name: &str) -> String {
    let plain = name.rsplit_once('.').map_or("nimo", |(_, end)| end);
    format!("attachment; filename=\"nimo.{plain}\"; filename*=UTF-8''{}", escaped(name))
}

/// Which routes let in somebody who is not signed in.
pub fn open_routes() -> impl Iterator<Item = &'static Route> {
    routes().filter(|route| route.door == Door::Open)
}
