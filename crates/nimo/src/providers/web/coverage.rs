//! 足りているか: a service a line, with what is in the town, what is within reach, the nearest, and what has gone; on the screen and on paper.

use crate::layout::{Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers::ListProviders;
use crate::providers::model::{Provider, ProviderId, SearchArea, Sought, Standing, TakenEdition};
use crate::providers::rules::coverage::{Cover, Seen, cover};
use crate::providers::rules::way::{HOW, Way, metres_in_words};
use crate::providers::store::{self, Point};
use crate::providers::web::list::credit;
use crate::providers::web::sought::{Looked, home};
use askama::Template;
use press::{Align, Block, Cell, Column, Document, Foot, Grid, Heading, PageForm, Paragraph, Width};
use std::collections::HashMap;
use wamnet::{Service, ServiceGroup};

/// So far the nearest is looked for.
const FARTHEST: f64 = 60_000.0;
const USUAL_MINUTES: u32 = 30;
/// So many of those that have gone are named beside a service.
const MOST_GONE: usize = 5;
const TITLE: &str = "サービスは足りているか";

/// How far one goes.
#[derive(Clone, Copy)]
enum Reach {
    Minutes(u32, Way),
    Kilometres(u32),
}

impl Reach {
    fn of(ask: &Ask) -> Reach {
        let number =
            |name: &str| ask.query.get(name).chars().map(glyphs::plain).collect::<String>().trim().parse().ok();
        let far = number("far").unwrap_or(USUAL_MINUTES);
        match Way::parse(ask.query.get("by")) {
            None if ask.query.get("by") == "km" => Reach::Kilometres(far.clamp(1, 50)),
            way => Reach::Minutes(far.clamp(1, 120), way.unwrap_or(Way::Bicycle)),
        }
    }

    fn metres(self) -> f64 {
        match self {
            Reach::Minutes(minutes, way) => way.metres(minutes).min(FARTHEST),
            Reach::Kilometres(km) => f64::from(km) * 1000.0,
        }
    }

    fn in_words(self) -> String {
        match self {
            Reach::Minutes(minutes, way) => format!("{}{minutes}分まで", way.label()),
            Reach::Kilometres(km) => format!("直線で{km}kmまで"),
        }
    }

    fn way(self) -> Way {
        match self {
            Reach::Minutes(_, way) => way,
            Reach::Kilometres(_) => Way::Car,
        }
    }
}

/// A service as a line.
struct Line {
    service: Service,
    cover: Cover,
    /// 3件, このうち1件は新規を止めているか休止.
    in_town: String,
    /// The nearest: its id, name, way and minutes.
    nearest: Option<(ProviderId, String, String)>,
    /// Those that have gone, by name.
    gone: Vec<(ProviderId, String)>,
    /// How many more have gone.
    more: usize,
}

struct Covered {
    looked: Looked,
    reach: Reach,
    groups: Vec<(&'static str, Vec<Line>)>,
    editions: Vec<TakenEdition>,
    town: String,
    none: usize,
}

#[derive(Template)]
#[template(path = "providers/views/coverage.html")]
struct CoveragePage {
    frame: Frame,
    sentence: String,
    credit: String,
    how: &'static str,
    far: u32,
    ways: Vec<Option3>,
    from: String,
    origin: String,
    reach: String,
    km: u32,
    query: String,
    groups: Vec<(&'static str, Vec<Line>)>,
    only_none: bool,
    is_lost: bool,
    nowhere: &'static str,
    is_new: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let covered = covered(&ask).await?;
    let (far, by) = match covered.reach {
        Reach::Minutes(minutes, way) => (minutes, way.code()),
        Reach::Kilometres(km) => (km, "km"),
    };
    let option = |code: &str, label: &str| Option3(code.into(), label.into(), code == by);
    let ways = Way::ALL.map(|way| option(way.code(), &format!("分（{}）", way.label())));
    // In whole kilometres, as the list is asked for them; it may show a few more.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 60")]
    let km = (covered.reach.metres() / 1000.0).ceil().max(1.0) as u32;
    let page = CoveragePage {
        frame: Frame::of(TITLE, ask.actor.signed_in(), Place::Providers),
        sentence: sentence(&covered),
        credit: credit(&covered.editions),
        how: HOW,
        far,
        ways: ways.into_iter().chain([option("km", "km（直線）")]).collect(),
        from: covered.looked.from.clone(),
        origin: covered.looked.origin.as_ref().map_or_else(String::new, |(_, name)| name.clone()),
        reach: covered.reach.in_words(),
        km,
        query: query(&covered, far, by, ask.query.get("only") == "none"),
        only_none: ask.query.get("only") == "none",
        is_lost: covered.looked.is_lost,
        nowhere: nowhere(&covered),
        is_new: covered.editions.is_empty(),
        groups: covered.groups,
    };
    Reply::page(&page)
}

fn query(covered: &Covered, far: u32, by: &str, only_none: bool) -> String {
    use crate::plumbing::web::escaped;
    let from =
        if covered.looked.from.is_empty() { String::new() } else { format!("&from={}", escaped(&covered.looked.from)) };
    let only = if only_none { "&only=none" } else { "" };
    format!("?far={far}&by={by}{from}{only}")
}

fn sentence(covered: &Covered) -> String {
    if covered.editions.is_empty() {
        return "事業所の一覧は、まだありません。".into();
    }
    match covered.none {
        0 => format!("どのサービスも、{}に1件はあります。", covered.town),
        count => format!("{}に1件もないサービスが、{count}種類あります。", covered.town),
    }
}

async fn covered(ask: &Ask) -> Result<Covered, Fault> {
    let permit = ask.may::<ListProviders>(ask.office()?).await?;
    let looked = Looked::of(ask, &permit).await?;
    let reach = Reach::of(ask);
    let sought = |area| Sought { words: vec![], services: vec![], area, standing: Standing::All };
    let (here, around) =
        (sought(home(looked.town)), looked.origin.as_ref().map(|(spot, _)| sought(SearchArea::Near(*spot, FARTHEST))));
    let read = async |tx: &mut Tx| {
        let mut points: HashMap<ProviderId, Point> =
            store::points(tx, &permit, &here).await?.into_iter().map(|point| (point.id, point)).collect();
        if let Some(around) = &around {
            points.extend(store::points(tx, &permit, around).await?.into_iter().map(|point| (point.id, point)));
        }
        let seen: Vec<Seen> = points.into_values().map(seen).collect();
        let services: Vec<Service> = Service::all().collect();
        let from = looked.origin.as_ref().map(|(spot, _)| *spot);
        let covers = cover(&services, &seen, looked.town, from, reach.metres());
        let named =
            covers.iter().flat_map(|one| one.gone.iter().take(MOST_GONE).copied().chain(one.nearest.map(|(id, _)| id)));
        let named: Vec<ProviderId> = named.collect();
        let names = store::named(tx, &permit, &named).await?;
        Ok((covers, names, store::editions(tx, &permit).await?))
    };
    let (covers, names, editions) = ask.read(read).await?;
    let names: HashMap<ProviderId, Provider> = names.into_iter().map(|one| (one.id, one)).collect();
    let only_none = ask.query.get("only") == "none";
    let none = covers.iter().filter(|one| one.in_town == 0).count();
    let group = |group: ServiceGroup| {
        let lines = covers.iter().filter(|one| one.service.group() == group && (!only_none || one.in_town == 0));
        (group.label(), lines.map(|one| line(one, &names, reach)).collect())
    };
    Ok(Covered {
        groups: ServiceGroup::ALL.map(group).into(),
        looked,
        reach,
        editions,
        town: ask.signed_in()?.office_name.clone(),
        none,
    })
}

fn seen(point: Point) -> Seen {
    let Point { id, service, town, spot, is_missing, intake } = point;
    Seen { id, service, town, spot, is_missing, intake }
}

fn line(cover: &Cover, names: &HashMap<ProviderId, Provider>, reach: Reach) -> Line {
    let name = |id: &ProviderId| names.get(id).map_or_else(String::new, |one| one.name().to_string());
    let nearest = cover.nearest.map(|(id, metres)| {
        (
            id,
            name(&id),
            format!("{}（{}{}分）", metres_in_words(metres), reach.way().label(), reach.way().minutes(metres)),
        )
    });
    let stopped = if cover.stopped > 0 {
        format!("、うち{}件は受け入れていない", cover.stopped)
    } else {
        String::new()
    };
    let unplaced =
        if cover.unplaced > 0 { format!("、うち{}件は位置なし", cover.unplaced) } else { String::new() };
    Line {
        service: cover.service,
        in_town: if cover.in_town == 0 { "ない".into() } else { format!("{}件{stopped}{unplaced}", cover.in_town) },
        nearest,
        gone: cover.gone.iter().take(MOST_GONE).map(|id| (*id, name(id))).collect(),
        more: cover.gone.len().saturating_sub(MOST_GONE),
        cover: cover.clone(),
    }
}

/// The same as XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let covered = covered(&ask).await?;
    papers::xlsx(&ask, TITLE.into(), ask.now.at_japan(), vec![grid(&covered)], TITLE).await
}

/// The same as PDF.
pub async fn pdf(ask: Ask) -> Answer {
    let covered = covered(&ask).await?;
    let document = Document {
        title: TITLE.into(),
        language: "ja".into(),
        author: Some(covered.town.clone()),
        dated: ask.now.at_japan(),
        foot: Foot {
            left: format!("{}　{TITLE}　{}", covered.town, almanac::in_words(ask.now.day())),
            page_numbers: true,
        },
        page: PageForm::a4_wide(),
        body: vec![
            Block::Heading(Heading { id: "title".into(), level: 1, text: TITLE.into() }),
            Block::Paragraph(Paragraph::plain("sentence", sentence(&covered).as_str())),
            Block::Grid(grid(&covered)),
            Block::Paragraph(Paragraph::plain("how", HOW)),
            Block::Paragraph(Paragraph::plain("credit", credit(&covered.editions).as_str())),
        ],
    };
    papers::pdf(&ask, document, TITLE).await
}

/// What is said where there is no nearest one.
fn nowhere(covered: &Covered) -> &'static str {
    if covered.looked.origin.is_none() { "どこからかが分からない" } else { "60kmまでにない" }
}

fn grid(covered: &Covered) -> Grid {
    let row = |(group, line): (&str, &Line)| {
        let gone: Vec<&str> = line.gone.iter().map(|(_, name)| name.as_str()).collect();
        let more = if line.more > 0 { format!("ほか{}件", line.more) } else { String::new() };
        let nearest = line
            .nearest
            .as_ref()
            .map_or_else(|| nowhere(covered).to_string(), |(_, name, way)| format!("{name}　{way}"));
        vec![
            Cell::words(group),
            Cell::words(line.service.label()),
            Cell::words(&line.in_town),
            Cell::Number(i64::try_from(line.cover.in_reach).unwrap_or(i64::MAX)),
            Cell::words(&nearest),
            Cell::words(&format!("{}{more}", gone.join("、"))),
        ]
    };
    let lines = covered.groups.iter().flat_map(|(group, lines)| lines.iter().map(move |line| (*group, line)));
    let column = |head: &str, width, align| Column { head: head.into(), width, align };
    let origin = covered.looked.origin.as_ref().map_or("", |(_, name)| name);
    Grid {
        id: "coverage".into(),
        caption: format!("{origin}から{}", covered.reach.in_words()),
        columns: vec![
            column("何の", Width::Letters(7), Align::Start),
            column("サービス", Width::Letters(11), Align::Start),
            column(&covered.town, Width::Share(2), Align::Start),
            column("届くところ", Width::Letters(5), Align::End),
            column("いちばん近いところ", Width::Share(3), Align::Start),
            column("なくなったもの", Width::Share(3), Align::Start),
        ],
        rows: lines.map(row).collect(),
    }
}
