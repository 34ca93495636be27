//! One click into the sample town. Without `nimo demo` there is no such page.

use crate::accounts;
use crate::demo::Demo;
use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply, Route};
use askama::Template;

/// The door and the step through it.
pub const ROUTES: &[Route] = &[
    Route::get("/demo", "page.open", |ask| Box::pin(door(ask))).open(),
    Route::post("/demo", "session.open", |ask| Box::pin(enter(ask))).open(),
];

struct Choice {
    code: &'static str,
    name: &'static str,
    duty: &'static str,
}

#[derive(Template)]
#[template(path = "demo/views/door.html")]
struct DoorPage {
    frame: Frame,
    people: Vec<Choice>,
}

/// Who do you want to be?
pub async fn door(ask: Ask) -> Answer {
    let people = demo(&ask)?.people.iter().map(|p| Choice { code: p.code, name: p.name, duty: p.duty }).collect();
    Reply::page(&DoorPage { frame: Frame::of("見本の市に入る", None, Place::None), people })
}

/// In as that person.
pub async fn enter(ask: Ask) -> Answer {
    let demo = demo(&ask)?;
    let person = demo.people.iter().find(|person| person.code == ask.typed.get("who")).ok_or(Fault::Missing)?;
    let cookie = accounts::web::enter(&ask, demo.office, person.account).await?;
    Ok(Reply::see("/").with_cookie(cookie))
}

fn demo(ask: &Ask) -> Result<&Demo, Fault> {
    ask.app.demo().ok_or(Fault::Missing)
}
