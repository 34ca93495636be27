//! 要素のことば: the elements of the office, renamed, added and retired.

use crate::access::Permit;
use crate::editing::shape::Wrong;
use crate::issues::model::Element;
use crate::issues::{EditElements, ListElements, store};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "issues/views/elements.html")]
struct ElementsPage {
    frame: Frame,
    elements: Vec<Element>,
    added: String,
    wrongs: Vec<Wrong>,
    can_edit: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    show(&ask, None, vec![]).await
}

/// Takes the list as it stands in the form, and one more.
pub async fn set(ask: Ask) -> Answer {
    let permit = ask.may::<EditElements>(ask.office()?).await?;
    let before = ask.read(async |tx| store::elements(tx, &permit).await).await?;
    let (wanted, wrongs) = typed(&ask, &before);
    if !wrongs.is_empty() {
        return show(&ask, Some(wanted), wrongs).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<EditElements>| {
        let mut changed = 0;
        for (element, position) in wanted.iter().zip(0..) {
            if !before.contains(element) {
                store::set_element(tx, permit, element, position).await?;
                changed += 1;
            }
        }
        Ok(changed)
    };
    let changed = ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/elements?said={}", if changed > 0 { "saved" } else { "unchanged" })))
}

const MOST: usize = 30;

fn typed(ask: &Ask, before: &[Element]) -> (Vec<Element>, Vec<Wrong>) {
    let retired: Vec<&str> = ask.typed.all("retired").collect();
    let mut wrongs = vec![];
    let mut wanted: Vec<Element> = before
        .iter()
        .map(|element| Element {
            label: ask.typed.get(&format!("label.{}", element.code)).trim().to_string(),
            is_retired: retired.contains(&element.code.as_str()),
            code: element.code.clone(),
        })
        .collect();
    let added = ask.typed.get("added").trim();
    if !added.is_empty() {
        // A code of its own, which no label of later times changes.
        let code = format!("own_{}", uuid::Uuid::now_v7().simple());
        wanted.push(Element { code, label: added.into(), is_retired: false });
    }
    if wanted.iter().any(|element| element.label.is_empty()) {
        wrongs.push(Wrong::new("label", "名前が空の要素があります。使わないときは「使わない」を選んでください。"));
    }
    if wanted.iter().any(|element| element.label.chars().count() > 30 || element.label.contains('\n')) {
        wrongs.push(Wrong::new("label", "要素の名前は、1行30文字までにしてください。"));
    }
    let folded = |element: &Element| glyphs::fold(&element.label);
    let is_twice = (0..wanted.len()).any(|n| wanted[..n].iter().any(|other| folded(other) == folded(&wanted[n])));
    if is_twice {
        wrongs.push(Wrong::new("label", "同じ名前の要素が2つあります。どちらかを変えてください。"));
    }
    if wanted.len() > MOST {
        wrongs.push(Wrong::new("added", format!("要素は{MOST}個までにしてください。")));
    }
    (wanted, wrongs)
}

async fn show(ask: &Ask, typed: Option<Vec<Element>>, wrongs: Vec<Wrong>) -> Answer {
    let permit = ask.may::<ListElements>(ask.office()?).await?;
    let kept = ask.read(async |tx| store::elements(tx, &permit).await).await?;
    let known = kept.len();
    let page = ElementsPage {
        frame: Frame::of("要素のことば", ask.actor.signed_in(), Place::Issues).saying(ask.query.get("said")),
        elements: typed.map_or(kept, |typed| typed.into_iter().take(known).collect()),
        added: ask.typed.get("added").to_string(),
        can_edit: ask.could::<EditElements>(ask.office()?).await?,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
