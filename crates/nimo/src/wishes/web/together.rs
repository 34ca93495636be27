//! 空室と希望: the reading of now, with every figure opening to its rows. The secretariat alone sees it; what is kept of it is the council's.

use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::vacancies::model::HomeId;
use crate::vacancies::rules::tally::who_changes;
use crate::wishes::model::WishId;
use crate::wishes::rules::change::{says, who};
use crate::wishes::rules::figure::Figure;
use crate::wishes::rules::matched::Matched;
use crate::wishes::rules::question::place_of;
use crate::wishes::rules::sheet::{SERVED, order};
use crate::wishes::web::gathered::ReadNow;
use crate::wishes::web::kept::{KeptLine, kept_line};
use crate::wishes::{ListReadings, ReadTogether, store};
use askama::Template;
use placement::{Ask as Asked, Weighed};

/// A count with its rows.
pub struct FigureLine {
    /// What is counted.
    pub label: String,
    /// How many.
    pub count: usize,
    /// The address of its rows.
    pub rows: String,
    /// The width of its bar, of 100.
    pub bar: usize,
}

/// A criterion that alone stands between.
pub struct TogetherAlone {
    /// 夜間の支援.
    pub label: String,
    /// 職員の体制; empty where the label tells it.
    pub ground: &'static str,
    /// Who could change it.
    pub who: String,
    /// People.
    pub people: usize,
    /// Rooms.
    pub rooms: usize,
    /// The address of its rows.
    pub path: String,
    /// The width of its bar, of 100.
    pub bar: usize,
}

/// The answers to one matter.
pub struct TogetherSides {
    /// 夜間の支援.
    pub label: &'static str,
    /// The answers: label, people, rooms that suit, rooms of which nobody knows, and the address of the rows.
    pub lines: Vec<TogetherSide>,
}

/// One answer.
pub struct TogetherSide {
    /// The answer.
    pub label: String,
    /// People.
    pub people: usize,
    /// Rooms that suit it and rooms of which nobody knows; `None` where nobody has asked the people.
    pub rooms: Option<(usize, usize)>,
    /// The address of the rows.
    pub path: String,
    /// The widths of the two bars, of 100.
    pub bars: (usize, usize),
}

/// A change that would open doors.
pub struct TogetherChange {
    /// What is changed.
    pub says: String,
    /// Who could do it.
    pub who: String,
    /// How many people more.
    pub gain: usize,
    /// The address of who they are.
    pub path: String,
}

/// What is best asked first.
pub struct TogetherQuestion {
    /// The question.
    pub says: String,
    /// Where the answer is kept.
    pub path: Option<String>,
}

#[derive(Template)]
#[template(path = "wishes/views/together.html")]
struct TogetherPage {
    frame: Frame,
    sentence: String,
    /// Why the reading was not kept.
    refused: Option<String>,
    order: Vec<String>,
    has_wishes: bool,
    has_rooms: bool,
    supply: Vec<FigureLine>,
    untold: usize,
    /// Wishes whose class is none of the rule.
    classless: usize,
    long: usize,
    outcome: Vec<FigureLine>,
    at_most: FigureLine,
    sides: Vec<TogetherSides>,
    alone: Vec<TogetherAlone>,
    changes: Vec<TogetherChange>,
    pair: Option<TogetherChange>,
    weighed: usize,
    unnamed: usize,
    /// More than can be weighed: what could not be.
    bound: Option<String>,
    questions: Vec<TogetherQuestion>,
    asked_in_all: usize,
    kept: Vec<KeptLine>,
}

const MOST_QUESTIONS: usize = 10;
const MOST_KEPT: usize = 5;

/// The page.
pub async fn page(ask: Ask) -> Answer {
    show(&ask, None).await
}

/// The page, with why the reading was not kept.
pub async fn show(ask: &Ask, refused: Option<String>) -> Answer {
    ask.may::<ReadTogether>(ask.office()?).await?;
    let listing = ask.may::<ListReadings>(ask.office()?).await?;
    let kept = ask.read(async |tx: &mut Tx| store::reading::list(tx, &listing).await).await?;
    let read = ReadNow::of(ask, 2).await?;
    let matched = &read.matched;
    let output = &matched.output;
    let changes = &output.changes;
    let told = |figure: &Figure, weighed: &Weighed| change(&read, figure, weighed);
    let page = TogetherPage {
        frame: Frame::of("空室と希望", ask.actor.signed_in(), Place::Vacancies).saying(ask.query.get("said")),
        sentence: sentence(matched),
        refused,
        order: order(matched),
        has_wishes: output.council.seeking > 0,
        has_rooms: output.council.open > 0,
        supply: supply(matched),
        untold: matched.question.untold,
        classless: matched.question.classless.len(),
        long: read.long(),
        outcome: outcome(matched),
        at_most: figure(
            matched,
            &Figure::AtMost,
            "まだ確かめていないことが、すべてよければ部屋のある人".into(),
            output.council.seeking,
        ),
        sides: sides(matched),
        alone: alone(matched),
        changes: matched.singles().into_iter().map(|(at, one)| told(&Figure::Gain(at), one)).collect(),
        pair: changes.pair.as_ref().map(|pair| told(&Figure::GainOfPair, pair)),
        weighed: changes.weighed,
        unnamed: changes.unnamed,
        bound: bound(matched),
        questions: output.questions.first.iter().take(MOST_QUESTIONS).map(|one| question(&read, one)).collect(),
        asked_in_all: output.questions.in_all,
        kept: kept.iter().take(MOST_KEPT).map(kept_line).collect(),
    };
    Reply::page_with(if page.refused.is_some() { 422 } else { 200 }, &page)
}

/// The question as `nimo place` takes it: codes and answers, to be read again and proved elsewhere.
pub async fn input(ask: Ask) -> Answer {
    ask.may::<ReadTogether>(ask.office()?).await?;
    let read = ReadNow::of(&ask, 0).await?;
    let json = serde_json::to_vec_pretty(&read.matched.question.input);
    let json = json.map_err(|_| Fault::broken("wishes", "a question that cannot be written"))?;
    Ok(Reply::paper("application/json; charset=utf-8", "placement.json".into(), json))
}

fn sentence(matched: &Matched) -> String {
    let council = &matched.output.council;
    match (council.seeking, council.open) {
        (0, 0) => "住まいの希望も、見学できる部屋も、まだ入っていません。".into(),
        (0, open) => format!("見学できる部屋は{open}室ありますが、住まいの希望がまだ入っていません。"),
        (seeking, 0) => format!("{seeking}人が探していますが、見学できる部屋がありません。"),
        (seeking, open) => {
            let most = council.served_at_most;
            let more = if most > council.served {
                format!("まだ確かめていないことが、すべてよければ{most}人です。")
            } else {
                String::new()
            };
            format!(
                "{seeking}人が探し、{open}室が空いています。全員が同時に移るとすれば、条件がすべて合う部屋のある人は{}人です。{more}",
                council.served
            )
        }
    }
}

/// The address of the rows of a figure.
fn path(figure: &Figure) -> String {
    format!("/matching/rows?of={}", figure.code())
}

fn share(count: usize, most: usize) -> usize {
    (count * 100 / most.max(1)).min(100)
}

fn figure(matched: &Matched, figure: &Figure, label: String, most: usize) -> FigureLine {
    let rows = matched.rows(figure).unwrap_or_default();
    let count = rows.people.len() + rows.rooms.len();
    FigureLine { label, count, rows: path(figure), bar: share(count, most) }
}

fn supply(matched: &Matched) -> Vec<FigureLine> {
    let most = matched.question.rooms.len();
    let line = |of: Figure, label: &str| figure(matched, &of, label.into(), most);
    vec![
        line(Figure::Open, "見学できる部屋"),
        line(Figure::Empty, "うち、全員が移っても空く部屋"),
        line(Figure::Stale, "聞き直す部屋のうち、前の知らせが古いもの"),
        line(Figure::Held, "取り置き・体験中の部屋"),
    ]
}

fn outcome(matched: &Matched) -> Vec<FigureLine> {
    let most = matched.output.council.seeking;
    let mut lines = vec![
        figure(matched, &Figure::Seeking, "探している人".into(), most),
        figure(matched, &Figure::Served, SERVED.into(), most),
    ];
    let whys = matched.whys();
    lines.extend(
        whys.into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(why, _)| figure(matched, &Figure::Without(why), why.label().into(), most)),
    );
    let resting = figure(matched, &Figure::Resting, "今は休んでいる人（読みに数えない）".into(), most);
    lines.extend((resting.count > 0).then_some(resting));
    lines
}

fn sides(matched: &Matched) -> Vec<TogetherSides> {
    let seeking = matched.output.council.seeking;
    let open = matched.output.council.open;
    let all = matched.sides();
    let table = |(matter, sides): (_, Vec<crate::wishes::rules::sides::Side>)| {
        let line = |(at, side): (usize, crate::wishes::rules::sides::Side)| TogetherSide {
            path: path(&Figure::Side(matter, at)),
            bars: (share(side.people.len(), seeking), share(side.rooms.len(), open)),
            people: side.people.len(),
            rooms: (!side.is_unasked).then_some((side.rooms.len(), side.ask.len())),
            label: side.label,
        };
        let matter: crate::wishes::model::Matter = matter;
        TogetherSides {
            label: matter.label(),
            lines: sides.into_iter().enumerate().filter(|(_, side)| !side.people.is_empty()).map(line).collect(),
        }
    };
    all.into_iter().map(table).collect()
}

fn alone(matched: &Matched) -> Vec<TogetherAlone> {
    let tally = &matched.output.council.tally;
    let most = tally.iter().map(|one| one.people).max().unwrap_or(0);
    let line = |one: &placement::Tally| {
        let criterion = matched.by_code(&one.criterion)?;
        Some(TogetherAlone {
            label: criterion.label.clone(),
            // Of several grounds of one matter the label tells already.
            ground: match criterion.label.ends_with(&format!("（{}）", criterion.ground.word())) {
                true => "",
                false => criterion.ground.word(),
            },
            who: who_changes(criterion.ground),
            people: one.people,
            rooms: one.rooms,
            path: path(&Figure::Alone(one.criterion.clone())),
            bar: share(one.people, most),
        })
    };
    let mut lines: Vec<TogetherAlone> = tally.iter().filter_map(line).collect();
    lines.sort_by_key(|line| std::cmp::Reverse((line.people, line.rooms)));
    lines
}

fn change(read: &ReadNow, figure: &Figure, weighed: &Weighed) -> TogetherChange {
    let home = |at: usize| read.home(at).map_or_else(String::new, |home| home.form.name.clone());
    TogetherChange {
        says: says(&read.matched, weighed, home, true),
        who: who(weighed),
        gain: weighed.gain,
        path: path(figure),
    }
}

/// What was not weighed to the end, if anything was not.
fn bound(matched: &Matched) -> Option<String> {
    let changes = &matched.output.changes;
    match (changes.singles_exact, changes.pairs_exact) {
        (false, _) => Some("人と部屋の組が多いため、見直しは比べていません。地域を分けて読んでください。".into()),
        (true, false) => Some(format!(
            "2つを合わせるものは、比べきれていません。残りでも、増えるのは{}人までです。",
            changes.pair_at_most
        )),
        (true, true) => None,
    }
}

fn question(read: &ReadNow, question: &placement::Question) -> TogetherQuestion {
    let wish = |code: &String| place_of(code).and_then(|at| read.wish(at)).map(|wish| wish.id);
    let home = |code: &String| place_of(code).and_then(|at| read.home(at)).map(|home| home.id);
    let edit = |id: Option<WishId>| id.map(|id| format!("/wishes/{id}/edit"));
    let of_home = |id: Option<HomeId>| id.map(|id| format!("/homes/{id}"));
    let path = match &question.ask {
        Asked::Person { person, .. } => edit(wish(person)),
        Asked::Talk { home: at, .. } | Asked::Home { home: at, .. } => of_home(home(at)),
    };
    // 「希望 S-3さんに」 would be a name; the number has no title.
    TogetherQuestion {
        says: read.told(&question.says).replace("さんに: ", "に: ").replace("さんの同意", "の人の同意"),
        path,
    }
}
