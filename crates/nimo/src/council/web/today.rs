//! きょう: what presses today, what is open, and the way in for the next sheet.

use crate::council::clock::web::Strip;
use crate::council::clock::web::today::{self as clocks, MeetingClock, Pressing, UnkeptList};
use crate::council::meeting::ImportSheet;
use crate::council::meeting::model::{MeetingForm, State};
use crate::council::meeting::store::{self as meetings, Meeting};
use crate::council::record::Keeps;
use crate::council::record::web::under_rule;
use crate::council::seat;
use crate::council::store::{self, Council};
use crate::council::transcript;
use crate::council::transcript::store::Due;
use crate::council::{ListCouncils, PlaceCouncil, ReadCouncil};
use crate::goals;
use crate::goals::model::GoalId;
use crate::goals::rules::GoalEnd;
use crate::issues;
use crate::issues::measure::model::MeasureId;
use crate::issues::measure::rules::OpenEnd;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::vacancies;
use almanac::Date;
use askama::Template;

/// A meeting that comes: how many days, and its page.
struct Coming {
    days: i64,
    name: String,
    day: String,
    path: String,
    council: String,
    /// Its steps, for those who keep the council.
    strip: Option<Strip>,
}

/// An open end: the state's mark and word, what it is, and where it is closed.
struct Open {
    mark: &'static str,
    word: String,
    what: String,
    path: String,
    act: &'static str,
}

/// Where a sheet may be put.
struct Door {
    name: String,
    path: String,
}

/// A step of the tour.
struct Step {
    words: &'static str,
    path: String,
    is_done: bool,
}

/// Kept minutes, newest first.
struct Kept {
    name: String,
    day: String,
    path: String,
    council: String,
}

#[derive(Template)]
#[template(path = "council/views/today.html")]
struct TodayPage {
    frame: Frame,
    date: String,
    sentence: String,
    coming: Option<Coming>,
    open: Vec<Open>,
    unkept: UnkeptList,
    doors: Vec<Door>,
    tour: Vec<Step>,
    kept: Vec<Kept>,
    writes: bool,
    /// No council yet, and the person may place the first.
    begins: bool,
}

/// What was seen of one council.
struct Seen {
    council: Council,
    meetings: Vec<Meeting>,
    opinions: usize,
    left: usize,
    measures: Vec<(MeasureId, OpenEnd)>,
    goals: Vec<(GoalId, GoalEnd)>,
    /// What presses in the roster.
    roster: Vec<String>,
    /// Transcripts whose day has come.
    due: Vec<Due>,
    /// The deadlines of its meetings, for those who keep it.
    clocks: Vec<MeetingClock>,
    may_import: bool,
}

/// So many kept minutes are shown here; the rest stands at their council.
const MOST_KEPT: usize = 8;

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListCouncils>(ask.office()?).await?;
    let councils = ask.read(async |tx| store::list(tx, &permit).await).await?;
    let mut seen = vec![];
    for council in councils {
        seen.push(look(&ask, council).await?);
    }
    let today = ask.now.day();
    let mut open = open_ends(&seen, today);
    open.extend(issues::score::web::waiting(&ask).await?.into_iter().map(scoring));
    open.extend(asking(vacancies::web::to_ask_again(&ask).await?));
    let coming = coming(&seen, today);
    let writes = seen.iter().any(|seen| seen.may_import);
    let begins = seen.is_empty() && ask.could::<PlaceCouncil>(None).await?;
    let page = TodayPage {
        frame: Frame::of("きょう", ask.actor.signed_in(), Place::Today),
        date: almanac::with_weekday(today),
        sentence: match (seen.is_empty(), begins) {
            (true, true) => "協議会が、まだありません。まず1つ置いてください。".into(),
            (true, false) => "見られる協議会が、まだありません。".into(),
            (false, _) => sentence(open.len(), coming.as_ref()),
        },
        doors: seen.iter().filter(|seen| seen.may_import).map(door).collect(),
        tour: if writes { tour(&seen) } else { vec![] },
        kept: kept(&seen),
        coming,
        open,
        unkept: clocks::unkept(seen.iter().flat_map(|seen| &seen.clocks), today),
        writes,
        begins,
    };
    Reply::page(&page)
}

async fn look(ask: &Ask, council: Council) -> Result<Seen, Fault> {
    let permit = ask.may::<ReadCouncil>(council.id).await?;
    let read = async |tx: &mut Tx| {
        let (_, under, _) = under_rule(tx, &permit).await?;
        let left = under.iter().filter(|row| row.keeps == Keeps::Leaves && row.consent.is_none()).count();
        let measures = issues::measure::open_ends(tx, &permit, ask.now.day()).await?;
        Ok((
            meetings::recent(tx, &permit, MOST_KEPT).await?,
            issues::store::open_count(tx, &permit).await?,
            left,
            measures,
            goals::open_ends(tx, &permit, ask.now.day()).await?,
        ))
    };
    let (meetings, opinions, left, measures, goals) = ask.read(read).await?;
    let importing = ask.if_may::<ImportSheet>(council.id).await?;
    let due = match &importing {
        Some(permit) => {
            ask.read(async |tx| transcript::store::due(tx, permit, ask.now.day(), MOST_TRANSCRIPTS).await).await?
        }
        None => vec![],
    };
    let clocks = if importing.is_some() { clocks::look(ask, &permit).await? } else { vec![] };
    let roster = seat::web::open_ends(ask, council.id).await?;
    Ok(Seen {
        council,
        meetings,
        opinions,
        left,
        measures,
        goals,
        roster,
        due,
        clocks,
        may_import: importing.is_some(),
    })
}

fn door(seen: &Seen) -> Door {
    Door { name: seen.council.form.name.clone(), path: format!("/councils/{}/import", seen.council.id) }
}

/// What waits for the secretariat; a member is asked for his points alone.
fn open_ends(seen: &[Seen], today: Date) -> Vec<Open> {
    let mut open = vec![];
    for seen in seen.iter().filter(|seen| seen.may_import) {
        for meeting in &seen.meetings {
            open.extend(waits(meeting, today));
        }
        let path = format!("/councils/{}", seen.council.id);
        if seen.left > 0 {
            let what = format!("{}の会議録が、決まった書き方から離れたままです", seen.council.form.name);
            let path = format!("{path}/record");
            open.push(Open { mark: "late", word: format!("{}回", seen.left), what, path, act: "見る" });
        }
        if seen.council.form.record_rule.is_none() {
            let what = format!("{}の会議録の書き方が、決まっていません", seen.council.form.name);
            open.push(Open { mark: "open", word: "未了".into(), what, path: path.clone(), act: "決める" });
        }
        for what in &seen.roster {
            let (what, path) = (format!("{}の{what}", seen.council.form.name), format!("{path}/roster"));
            open.push(Open { mark: "late", word: "名簿".into(), what, path, act: "見る" });
        }
        if seen.opinions > 0 {
            let what = format!("{}の意見の行き先が、決まっていません", seen.council.form.name);
            let path = "/opinions".to_string();
            open.push(Open { mark: "open", word: format!("{}件", seen.opinions), what, path, act: "決める" });
        }
        open.extend(of_clocks(seen, today));
        open.extend(seen.due.iter().map(disposing));
        open.extend(of_measures(seen));
        open.extend(of_goals(seen));
    }
    open
}

/// So many deadlines of a council are named; the rest is counted.
const MOST_DEADLINES: usize = 5;

fn of_clocks(seen: &Seen, today: Date) -> Vec<Open> {
    let mut pressing = clocks::pressing(&seen.clocks, today);
    let rest = pressing.split_off(pressing.len().min(MOST_DEADLINES));
    let one = |Pressing { mark, word, what, path }| Open { mark, word, what, path, act: "見る" };
    pressing.into_iter().map(one).chain(summed(&rest, &seen.council.form.name)).collect()
}

/// One line for the deadlines that are not named; it leads to the first of them.
fn summed(rest: &[Pressing], council: &str) -> Option<Open> {
    let path = rest.first()?.path.clone();
    let is_late = rest.iter().any(|one| one.mark == "late");
    let (mark, said) = if is_late { ("late", "期限の来た") } else { ("going", "期限の近い") };
    let what = format!("{council}の会議に、ほかにも{said}ものがあります");
    Some(Open { mark, word: format!("{}件", rest.len()), what, path, act: "見る" })
}

/// So many transcripts of a council are named; the next ones when these are disposed of.
const MOST_TRANSCRIPTS: u32 = 5;

fn disposing(due: &Due) -> Open {
    let day = almanac::in_words(due.dispose_on);
    let what = format!("{}の文字起こし（{}）の、廃棄する日（{day}）が来ています", due.meeting, due.name);
    let path = format!("/transcripts/{}#haiki", due.id);
    Open { mark: "late", word: "廃棄".into(), what, path, act: "見る" }
}

/// So many of a council's measures are named; the rest is counted.
const MOST_MEASURES: usize = 5;

fn of_measures(seen: &Seen) -> Vec<Open> {
    let mark = |end: &OpenEnd| if end.is_late { ("late", "過ぎた") } else { ("open", "先に来る") };
    let one = |(id, end): &(MeasureId, OpenEnd)| {
        let (mark, word) = mark(end);
        Open { mark, word: word.into(), what: end.what.clone(), path: format!("/measures/{id}"), act: "見る" }
    };
    let mut open: Vec<Open> = seen.measures.iter().take(MOST_MEASURES).map(one).collect();
    let more = seen.measures.len().saturating_sub(MOST_MEASURES);
    if more > 0 {
        let what = format!("{}のほかの方策にも、期限を過ぎたものがあります", seen.council.form.name);
        open.push(Open { mark: "late", word: format!("{more}件"), what, path: "/measures".into(), act: "見る" });
    }
    open
}

/// So many of a council's goals are named; the rest is counted.
const MOST_GOALS: usize = 5;

fn of_goals(seen: &Seen) -> Vec<Open> {
    let one = |(id, end): &(GoalId, GoalEnd)| {
        let (mark, word) = if end.is_late { ("late", "過ぎた") } else { ("open", "未了") };
        Open { mark, word: word.into(), what: end.what.clone(), path: format!("/goals/{id}"), act: "見る" }
    };
    let mut open: Vec<Open> = seen.goals.iter().take(MOST_GOALS).map(one).collect();
    let more = seen.goals.len().saturating_sub(MOST_GOALS);
    if more > 0 {
        let what = format!("{}のほかの目標にも、決定や実績や評価を待つものがあります", seen.council.form.name);
        open.push(Open { mark: "open", word: format!("{more}件"), what, path: "/goals".into(), act: "見る" });
    }
    open
}

fn scoring(waiting: issues::score::web::Waiting) -> Open {
    let what = format!("「{}」が、あなたの採点を待っています", waiting.title);
    Open { mark: "open", word: waiting.word, what, path: waiting.path, act: "採点する" }
}

fn asking(rooms: usize) -> Option<Open> {
    let what = "空室の知らせが古いか、まだない部屋があります。いまの様子を、住居に聞いてください".into();
    let open = Open { mark: "late", word: format!("{rooms}室"), what, path: "/vacancies#ask".into(), act: "見る" };
    (rooms > 0).then_some(open)
}

fn waits(meeting: &Meeting, today: Date) -> Option<Open> {
    let path = format!("/meetings/{}", meeting.id);
    let name = meeting.form.short();
    let is_past = meeting.form.held_on.is_some_and(|day| day < today);
    match meeting.state {
        State::Drafted => {
            let what = format!("{name}の読み取りを、まだ残していません");
            Some(Open {
                mark: "draft", word: "下書き".into(), what, path: format!("{path}/correct"), act: "確かめる"
            })
        }
        State::Sitting => {
            let what = format!("{name}は、いま会議中です");
            Some(Open {
                mark: "going", word: "会議中".into(), what, path: format!("{path}/sitting"), act: "続ける"
            })
        }
        State::Held => {
            let what = format!("{name}の会議録が、まだありません");
            Some(Open { mark: "open", word: "未了".into(), what, path, act: "入れる" })
        }
        State::Planned if is_past => {
            let what = format!("{name}の開催日が過ぎています");
            Some(Open { mark: "late", word: "過ぎた".into(), what, path, act: "開く" })
        }
        _ => None,
    }
}

fn coming(seen: &[Seen], today: Date) -> Option<Coming> {
    let planned = seen.iter().flat_map(|seen| seen.meetings.iter().map(move |meeting| (seen, meeting)));
    let ahead = planned.filter(|(_, meeting)| meeting.state == State::Planned);
    let dated =
        ahead.filter_map(|(seen, meeting)| Some((meeting.form.held_on.filter(|day| *day >= today)?, seen, meeting)));
    dated.min_by_key(|(day, _, meeting)| (*day, meeting.id)).map(|(day, seen, meeting)| Coming {
        days: (day - today).num_days(),
        name: meeting.form.short(),
        day: when(&meeting.form),
        path: format!("/meetings/{}", meeting.id),
        council: seen.council.form.name.clone(),
        strip: seen.clocks.iter().find(|clock| clock.meeting == meeting.id).map(|clock| clock.strip(today)),
    })
}

fn when(form: &MeetingForm) -> String {
    let day = form.held_on.map(almanac::with_weekday).unwrap_or_default();
    form.starts_at.as_ref().map_or_else(|| day.clone(), |time| format!("{day} {time}〜"))
}

/// The one sentence with which the day begins.
fn sentence(open: usize, coming: Option<&Coming>) -> String {
    let next = coming.map(|coming| match coming.days {
        0 => format!("きょうは{}です。", coming.name),
        days => format!("次の会議まで、あと{days}日です。"),
    });
    let first = match open {
        0 => "きょう急ぐものはありません。".to_string(),
        open => format!("片づいていないものが{open}つあります。"),
    };
    format!("{}{first}", next.unwrap_or_default())
}

/// The first five things to do, each done or still ahead. A sheet is tried where none is yet, if there is such a council.
fn tour(seen: &[Seen]) -> Vec<Step> {
    let of = |seen: &Seen| format!("/councils/{}", seen.council.id);
    let is_in = |meeting: &&Meeting| matches!(meeting.state, State::Drafted | State::Kept);
    let own = || seen.iter().filter(|seen| seen.may_import);
    let Some(here) = own().find(|seen| !seen.meetings.iter().any(|m| m.state == State::Kept)).or(own().next()) else {
        return vec![];
    };
    let begun = here.meetings.iter().find(is_in);
    let check = match begun {
        None => format!("{}/import", of(here)),
        Some(meeting) if meeting.state == State::Drafted => format!("/meetings/{}/correct", meeting.id),
        Some(meeting) => format!("/meetings/{}", meeting.id),
    };
    let kept = own().flat_map(|seen| &seen.meetings).find(|meeting| meeting.state == State::Kept);
    let sheet = kept.map_or_else(|| of(here), |meeting| format!("/meetings/{}/form", meeting.id));
    let ruled = own().find(|seen| seen.council.form.record_rule.is_some());
    let rule = ruled.map_or_else(|| of(here), |seen| format!("{}/record", of(seen)));
    let step = |words, path, is_done| Step { words, path, is_done };
    vec![
        step("会議録を1枚入れる（見本でも試せます）", format!("{}/import", of(here)), begun.is_some()),
        step("見てほしいところを確かめて、残す", check, begun.is_some_and(|meeting| meeting.state == State::Kept)),
        step("正式な様式で見て、印刷する", sheet, false),
        step("会議録の書き方の決まりと、離れた回を見る", rule, false),
        step("ことばでさがす（退院、住まい）", "/search?q=退院".into(), false),
    ]
}

fn kept(seen: &[Seen]) -> Vec<Kept> {
    let all = seen.iter().flat_map(|seen| seen.meetings.iter().map(move |meeting| (seen, meeting)));
    let mut kept: Vec<(Option<Date>, Kept)> = all
        .filter(|(_, meeting)| meeting.state == State::Kept)
        .map(|(seen, meeting)| {
            let row = Kept {
                name: meeting.form.short(),
                day: when(&meeting.form),
                path: format!("/meetings/{}", meeting.id),
                council: seen.council.form.name.clone(),
            };
            (meeting.form.held_on, row)
        })
        .collect();
    kept.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    kept.into_iter().map(|(_, row)| row).take(MOST_KEPT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deadlines_that_are_not_named_lead_to_the_first_of_them_and_are_late_only_if_one_is() {
        let one = |mark, path: &str| Pressing { mark, word: String::new(), what: String::new(), path: path.into() };
        let told = |rest: &[Pressing]| summed(rest, "みほん市協議会").map(|open| (open.mark, open.word, open.path));
        assert_eq!(told(&[]), None);
        let near = [one("going", "/meetings/1/clock"), one("going", "/meetings/2/clock")];
        assert_eq!(told(&near), Some(("going", "2件".into(), "/meetings/1/clock".into())));
        assert_eq!(told(&[one("going", "/meetings/1/clock"), one("late", "/meetings/2/clock")]).unwrap().0, "late");
    }
}
