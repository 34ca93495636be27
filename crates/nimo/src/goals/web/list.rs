//! The list of goals: what the councils want to reach this year, how far it is, and where it leads.

use crate::goals::SetGoal;
use crate::goals::model::sum_in_words;
use crate::goals::rules::{Standing, finding, is_reached, project};
use crate::goals::store::Goal;
use crate::goals::web::collect::{Listed, listed};
use crate::layout::{Frame, Option3, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::{Date, FiscalYear};
use askama::Template;

/// A goal as a row.
struct Row {
    id: String,
    title: String,
    name: String,
    council: String,
    /// 5 ＝ 1 ＋ 4人.
    sum: String,
    now: String,
    until: String,
    /// 見込み 5人.
    ahead: String,
    standing: Standing,
    /// What it still needs.
    open: String,
}

#[derive(Template)]
#[template(path = "goals/views/list.html")]
struct ListPage {
    frame: Frame,
    sentence: String,
    year: FiscalYear,
    years: Vec<(FiscalYear, bool)>,
    query: String,
    council: String,
    councils: Vec<Option3>,
    rows: Vec<Row>,
    doors: Vec<(String, String)>,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let listed = listed(&ask).await?;
    let today = ask.now.day();
    let stands = |goal: &Goal| {
        let target = goal.current().ok()?.target;
        Some((goal.standing(today), is_reached(&goal.yardstick, target, goal.running().as_ref())))
    };
    let standings: Vec<(Standing, bool)> = listed.goals.iter().filter_map(stands).collect();
    let mut councils = vec![Option3(String::new(), "すべて".into(), listed.council.is_none())];
    let chosen = listed.council;
    councils
        .extend(listed.councils.iter().map(|(id, name)| Option3(id.to_string(), name.clone(), Some(*id) == chosen)));
    let page = ListPage {
        frame: Frame::of("目標", ask.actor.signed_in(), Place::Goals).saying(ask.query.get("said")),
        sentence: finding(listed.year, &standings),
        year: listed.year,
        years: listed.years.iter().map(|year| (*year, *year == listed.year)).collect(),
        query: listed.query(),
        council: listed.council.map_or_else(String::new, |council| council.to_string()),
        rows: rows(&listed, today)?,
        doors: doors(&ask, &listed).await?,
        councils,
    };
    Reply::page(&page)
}

fn rows(listed: &Listed, today: Date) -> Result<Vec<Row>, Fault> {
    let row = |goal: &Goal| {
        let setting = goal.current()?;
        let running = goal.running();
        let of = &goal.yardstick;
        let parts = (setting.target, setting.parts.as_slice());
        let ahead = project(of, goal.year, parts, running.as_ref(), today);
        Ok(Row {
            id: goal.id.to_string(),
            title: setting.title.clone(),
            name: of.name().to_string(),
            council: listed.name_of(goal.council),
            sum: format!("{}{}", sum_in_words(setting.target, &setting.parts), of.unit()),
            now: running.as_ref().map_or_else(String::new, |now| of.with_unit(now.total)),
            until: running.as_ref().map_or_else(String::new, |now| short(now.as_of)),
            ahead: ahead.at_end.map_or_else(String::new, |end| of.with_unit(end)),
            standing: goal.standing(today),
            open: goal.open_end(today).map_or_else(String::new, |end| after_title(&end.what)),
        })
    };
    listed.goals.iter().map(row).collect()
}

/// What an open end says behind the name of its goal: 「実績がまだありません」.
fn after_title(what: &str) -> String {
    let rest = what.rsplit_once('」').map_or(what, |(_, rest)| rest);
    rest.trim_start_matches(['が', 'に', 'の', '、']).to_string()
}

/// R8.9.30まで.
fn short(day: Date) -> String {
    format!("{}まで", almanac::wareki(day).map_or_else(|_| day.to_string(), almanac::Wareki::short))
}

/// The councils for which the person may set a goal.
async fn doors(ask: &Ask, listed: &Listed) -> Result<Vec<(String, String)>, Fault> {
    let mut doors = vec![];
    for (id, name) in &listed.councils {
        if ask.could::<SetGoal>(*id).await? {
            doors.push((id.to_string(), name.clone()));
        }
    }
    Ok(doors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_what_is_open_without_its_own_name() {
        for (what, told) in [
            ("令和6年度の目標「5人に」が、案のままです", "案のままです"),
            ("令和6年度の目標「5人に」に、実績がまだありません", "実績がまだありません"),
            ("令和6年度の目標「「5」人に」の年度が終わり、評価がまだです", "年度が終わり、評価がまだです"),
        ] {
            assert_eq!(after_title(what), told);
        }
    }
}
