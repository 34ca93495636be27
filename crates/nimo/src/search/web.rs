//! The page of search.

use crate::council::meeting::store as meetings;
use crate::council::meeting::{FindBlock, ReadMeeting, model};
use crate::goals::model::GoalId;
use crate::goals::{self, ReadGoal};
use crate::issues::measure::model::MeasureId;
use crate::issues::measure::{self, ReadMeasure};
use crate::issues::model::IssueId;
use crate::issues::{self, ReadIssue};
use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply, Route};
use crate::search::{Search, store};
use askama::Template;

/// One page.
pub const ROUTES: &[Route] = &[Route::get("/search", "search.find", |ask| Box::pin(page(ask)))];

/// So many are shown at once.
const MOST: usize = 20;
/// Nobody reads further; words are added.
const MOST_PAGES: usize = 500;

/// A section that was found, with the words around.
struct Hit {
    path: String,
    title: String,
    kind: Option<model::BlockKind>,
    /// The two characters of its mark, where it is no block.
    sign: &'static str,
    rest: &'static str,
    before: String,
    found: String,
    after: String,
}

#[derive(Template)]
#[template(path = "search/views/page.html")]
struct SearchPage {
    frame: Frame,
    words: String,
    hits: Vec<Hit>,
    /// So many newer ones stand on the pages before.
    from: usize,
    before: Option<usize>,
    next: Option<usize>,
}

/// The page: what was searched, and what was found, newest first.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<Search>(ask.office()?).await?;
    let words: String = ask.query.get("q").trim().chars().take(100).collect();
    let from: usize = ask.query.get("from").parse().unwrap_or(0).min(MOST_PAGES * MOST) / MOST * MOST;
    let found = ask.read(async |tx| store::find(tx, &permit, &words, (MOST + 1, from)).await).await?;
    let has_more = found.len() > MOST;
    let (mut hits, mut at) = (vec![], None);
    for found in found.iter().take(MOST) {
        hits.extend(hit(&ask, found, &words, &mut at).await?);
    }
    let mut frame = Frame::of("さがす", ask.actor.signed_in(), Place::None);
    frame.words = words.clone();
    let before = from.checked_sub(MOST);
    let next = has_more.then_some(from + MOST);
    Reply::page(&SearchPage { frame, words, hits, from, before, next })
}

/// What was found is read through the person's own permit: what he may not read is no hit.
async fn hit(ask: &Ask, found: &store::Found, words: &str, at: &mut At) -> Result<Option<Hit>, Fault> {
    match found.section.as_str() {
        "issue" => issue_hit(ask, found, words).await,
        "measure" => measure_hit(ask, found, words).await,
        "goal" => goal_hit(ask, found, words).await,
        _ => meeting_hit(ask, found, words, at).await,
    }
}

async fn measure_hit(ask: &Ask, found: &store::Found, words: &str) -> Result<Option<Hit>, Fault> {
    let Some(id) = MeasureId::parse(&found.thing) else { return Ok(None) };
    let permit = match ask.may::<ReadMeasure>(id).await {
        Ok(permit) => permit,
        Err(Fault::Missing | Fault::Refused(_)) => return Ok(None),
        Err(other) => return Err(other),
    };
    let measure = ask.read(async |tx| measure::store::find(tx, &permit).await).await?;
    let title = format!("方策 {} {}", measure.number, measure.form.title);
    let text = format!("{} {}", measure.form.title, measure.form.matter);
    Ok(Some(Hit { sign: "方", rest: "策", ..told(format!("/measures/{id}"), title, None, &text, words) }))
}

async fn goal_hit(ask: &Ask, found: &store::Found, words: &str) -> Result<Option<Hit>, Fault> {
    let Some(id) = GoalId::parse(&found.thing) else { return Ok(None) };
    let Some(permit) = ask.if_may::<ReadGoal>(id).await? else { return Ok(None) };
    let goal = ask.read(async |tx| goals::store::find(tx, &permit).await).await?;
    let (title, text) = (format!("{}の目標", goal.year), goal.current()?.title.clone());
    Ok(Some(Hit { sign: "目", rest: "標", ..told(format!("/goals/{id}"), title, None, &text, words) }))
}

async fn issue_hit(ask: &Ask, found: &store::Found, words: &str) -> Result<Option<Hit>, Fault> {
    let Some(id) = IssueId::parse(&found.thing) else { return Ok(None) };
    let permit = match ask.may::<ReadIssue>(id).await {
        Ok(permit) => permit,
        Err(Fault::Missing | Fault::Refused(_)) => return Ok(None),
        Err(other) => return Err(other),
    };
    let issue = ask.read(async |tx| issues::store::find(tx, &permit).await).await?;
    let title = format!("課題 {} {}", issue.number, issue.form.title);
    let text = format!("{} {}", issue.form.title, issue.form.matter);
    Ok(Some(Hit { sign: "課", rest: "題", ..told(format!("/issues/{id}"), title, None, &text, words) }))
}

/// The meeting of the hit before, and its form if the person may read it: what is said in one meeting is found together.
type At = Option<(model::MeetingId, Option<model::MeetingForm>)>;

async fn meeting_hit(ask: &Ask, found: &store::Found, words: &str, at: &mut At) -> Result<Option<Hit>, Fault> {
    let Some(meeting) = model::MeetingId::parse(&found.thing) else { return Ok(None) };
    if at.as_ref().is_none_or(|(before, _)| *before != meeting) {
        *at = Some((meeting, readable(ask, meeting).await?));
    }
    let Some((_, Some(title))) = at else { return Ok(None) };
    let Some(block) = model::BlockId::parse(&found.section) else {
        let all = title.words();
        let line = all.iter().find(|line| around(line, words).is_some()).cloned().unwrap_or_else(|| all.join(" "));
        return Ok(Some(told(format!("/meetings/{meeting}"), title.title(), None, &line, words)));
    };
    let permit = ask.may::<FindBlock>(block).await?;
    let Some(block) = ask.read(async |tx| meetings::block_told(tx, &permit).await).await? else { return Ok(None) };
    Ok(Some(told(format!("/blocks/{}", block.id), title.title(), Some(block.form.kind), &block.form.words(), words)))
}

/// What a meeting's form holds, if the person may read it and it was not put aside.
async fn readable(ask: &Ask, meeting: model::MeetingId) -> Result<Option<model::MeetingForm>, Fault> {
    let permit = match ask.may::<ReadMeeting>(meeting).await {
        Ok(permit) => permit,
        Err(Fault::Missing | Fault::Refused(_)) => return Ok(None),
        Err(other) => return Err(other),
    };
    if permit.facts().state() == model::State::Withdrawn {
        return Ok(None);
    }
    Ok(Some(ask.read(async |tx| meetings::find(tx, &permit).await).await?.form))
}

fn told(path: String, title: String, kind: Option<model::BlockKind>, text: &str, words: &str) -> Hit {
    let start: String = text.chars().take(80).collect();
    let (before, found, after) = around(text, words).unwrap_or((start, String::new(), String::new()));
    Hit { path, title, kind, sign: "会", rest: "議", before, found, after }
}

/// The words in their surroundings, as typed in the minutes: found by folding, shown unfolded.
fn around(text: &str, words: &str) -> Option<(String, String, String)> {
    const REACH: usize = 40;
    let wanted = glyphs::fold(words.trim());
    let chars: Vec<char> = text.chars().collect();
    let text_of = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    let first = wanted.chars().next()?;
    let starts_here = |from: usize| {
        if !glyphs::fold(&text_of(from, from + 1)).starts_with(first) {
            return None;
        }
        // The shortest stretch that folds to the words; folding may join or part characters.
        (from + 1..=chars.len().min(from + words.chars().count() * 3 + 2))
            .find(|to| glyphs::fold(&text_of(from, *to)) == wanted)
    };
    let (from, to) = (0..chars.len()).find_map(|from| starts_here(from).map(|to| (from, to)))?;
    let begin = from.saturating_sub(REACH);
    let end = chars.len().min(to + REACH);
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    Some((
        format!("{}{}", dots(begin > 0), text_of(begin, from)),
        text_of(from, to),
        format!("{}{}", text_of(to, end), dots(end < chars.len())),
    ))
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn what_was_found_is_shown_as_it_was_typed() {
        let (before, found, after) = around("長期の退院支援、ＧＨの空室", "gh").unwrap();
        assert_eq!((before.as_str(), found.as_str(), after.as_str()), ("長期の退院支援、", "ＧＨ", "の空室"));
        assert_eq!(around("髙梨会長", "高梨").unwrap().1, "髙梨");
        assert!(around("退院", "空室").is_none() && around("", "空").is_none());
    }
}
