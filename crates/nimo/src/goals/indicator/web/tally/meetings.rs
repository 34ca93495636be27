//! Meetings that were held, and those that set goals or judged them, are counted from the town's own rows.

use crate::access::Permit;
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::council::web::names;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::ListGoals;
use crate::goals::indicator::RecordIndicator;
use crate::goals::indicator::model::{
    Amount, Area, Figure, IndicatorDefinition, Origin, Slot, ValueForm, ValueKind, today_or_year_end,
};
use crate::goals::indicator::store::{self, Held};
use crate::goals::indicator::web::record::{Done, counting, keep, path};
use crate::goals::indicator::web::tally::MOST_REASON;
use crate::goals::rules::decisions;
use crate::goals::store as goals;
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::FiscalYear;
use std::collections::BTreeSet;

/// What is counted of the meetings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Each that was held.
    Held,
    /// Each that set goals, and each that judged them.
    Decided,
}

/// The councils whose names the person may read, with the meetings they held in the 年度 that have begun, and those of them that
/// decided on goals.
struct Counted {
    what: What,
    years: Vec<FiscalYear>,
    councils: Vec<(CouncilId, String)>,
    held: Vec<Held>,
    set: BTreeSet<MeetingId>,
    judged: BTreeSet<MeetingId>,
}

/// A number, how it comes about, and the meetings.
struct Count {
    number: usize,
    told: String,
    meetings: Vec<MeetingId>,
}

async fn counted(
    ask: &Ask,
    permit: &Permit<RecordIndicator>,
    (of, what): (&IndicatorDefinition, What),
) -> Result<Counted, Fault> {
    let today = ask.now.day();
    let years: Vec<FiscalYear> = of.years().into_iter().filter(|year| year.first_day() <= today).collect();
    let first = years.first().map_or(today, |year| year.first_day());
    let listing = ask.may::<ListGoals>(ask.office()?).await?;
    let read = async |tx: &mut Tx| {
        let goals = if what == What::Decided { goals::list(tx, &listing).await? } else { vec![] };
        Ok((store::held(tx, permit, (first, today)).await?, goals))
    };
    let (held, goals) = ask.read(read).await?;
    let (set, judged) = decisions(goals.iter().map(|goal| (&goal.settings[..], &goal.evaluations[..])));
    Ok(Counted { what, years, councils: names(ask).await?, held, set, judged })
}

impl Counted {
    fn of(&self, council: CouncilId, year: FiscalYear) -> Count {
        let own = self.held.iter().filter(|one| one.council == council && FiscalYear::of(one.on) == year);
        let own: Vec<MeetingId> = own.map(|one| one.meeting).collect();
        if self.what == What::Held {
            return Count { number: own.len(), told: format!("{}回", own.len()), meetings: own };
        }
        let number = |these: &BTreeSet<MeetingId>| own.iter().filter(|one| these.contains(one)).count();
        let (set, judged) = (number(&self.set), number(&self.judged));
        let meetings = own.iter().filter(|one| self.set.contains(one) || self.judged.contains(one)).copied().collect();
        Count { number: set + judged, told: format!("設定{set}回・評価{judged}回"), meetings }
    }
}

/// The form: which 年度, which councils.
pub async fn form(ask: &Ask, permit: &Permit<RecordIndicator>, of: &IndicatorDefinition, what: What) -> Answer {
    let counted = counted(ask, permit, (of, what)).await?;
    let year = counted.years.last().map_or_else(String::new, |year| year.0.to_string());
    show(ask, of, &counted, &Texts::from([("fiscal_year".to_string(), year)]), vec![])
}

/// Counts and records: which year and whose meetings · how many they are · the row, which came of them.
pub async fn tally(ask: &Ask, permit: &Permit<RecordIndicator>, of: &IndicatorDefinition, what: What) -> Answer {
    let counted = counted(ask, permit, (of, what)).await?;
    let texts = ask.typed.only(&["fiscal_year", "councils", "reason"]);
    let chosen: Vec<&str> = ask.typed.all("councils").collect();
    let (form, meetings) = match reckoned(ask, &counted, &texts, &chosen) {
        Ok(reckoned) => reckoned,
        Err(wrongs) => return show(ask, of, &counted, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<RecordIndicator>| {
        let counting = counting(tx, permit, of, &form.slot).await?;
        let from = store::From { origin: Origin::Tallied, counted: &meetings, goals: &[], counting };
        keep(tx, permit, of, &form, &from).await
    };
    match ask.write(permit, write).await? {
        Done::Recorded => Ok(Reply::see(path(of, Area::Own, "figure-recorded"))),
        Done::Unchanged => Ok(Reply::see(path(of, Area::Own, "figure-unchanged"))),
        Done::Unexplained(now) => show(ask, of, &counted, &texts, vec![Wrong::new("reason", now)]),
    }
}

fn reckoned(
    ask: &Ask,
    counted: &Counted,
    texts: &Texts,
    chosen: &[&str],
) -> Result<(ValueForm, Vec<MeetingId>), Vec<Wrong>> {
    let mut wrongs = vec![];
    let year = counted.years.iter().find(|year| year.0.to_string() == text(texts, "fiscal_year")).copied();
    if year.is_none() {
        wrongs.push(Wrong::new("fiscal_year", "年度を、一覧から選んでください。"));
    }
    let councils: Vec<&(CouncilId, String)> =
        counted.councils.iter().filter(|(id, _)| chosen.contains(&id.to_string().as_str())).collect();
    if councils.is_empty() {
        wrongs.push(Wrong::new("councils", "どの会議を数えるかを、1つ以上選んでください。"));
    }
    let day = year.and_then(|year| today_or_year_end(year, ask.now.day()));
    let (Some(year), Some(as_of), true) = (year, day, wrongs.is_empty()) else { return Err(wrongs) };
    let each: Vec<(&str, Count)> = councils.iter().map(|(id, name)| (name.as_str(), counted.of(*id, year))).collect();
    let told: Vec<String> = each.iter().map(|(name, count)| format!("{name} {}", count.told)).collect();
    let count = each.iter().map(|(_, count)| count.number).sum::<usize>();
    let meetings: Vec<MeetingId> = each.into_iter().flat_map(|(_, count)| count.meetings).collect();
    let reason = text(texts, "reason").trim().to_string();
    if reason.chars().count() > MOST_REASON {
        return Err(vec![Wrong::new("reason", format!("長すぎます。{MOST_REASON}文字までにしてください。"))]);
    }
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let form = ValueForm {
        slot: Slot { area: Area::Own, kind: ValueKind::Actual, year, part: String::new() },
        figure: Figure::Known(Amount::whole(count)),
        as_of,
        source: format!("会議の記録から（{}）", told.join("、")),
        address: String::new(),
        seen_on: None,
        reason,
    };
    Ok((form, meetings))
}

fn show(ask: &Ask, of: &IndicatorDefinition, counted: &Counted, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let heading = format!("{}を、会議の記録から数える", of.name);
    let because = match counted.what {
        What::Held => {
            "開催した会議を数えます。予定だけの会議と、取り下げた会議は数えません。数えた会議は、記録からたどれます。"
        }
        What::Decided => {
            "目標を置いた会議と、目標を評価した会議を数えます。1回の会議でいくつ置いても、設定は1回です。案は数えません。"
        }
    };
    let home = format!("/indicators/{}", of.code);
    let chosen: Vec<&str> = ask.typed.all("councils").collect();
    let years = counted.years.iter();
    let years = years.map(|year| {
        let code = year.0.to_string();
        let is_chosen = code == text(texts, "fiscal_year");
        Option3(code, year.to_string(), is_chosen)
    });
    let council = |(id, name): &(CouncilId, String)| {
        let each = counted.years.iter().map(|year| format!("{} {}", year.short(), counted.of(*id, *year).told));
        let label = format!("{name}（{}）", each.collect::<Vec<_>>().join("、"));
        Option3(id.to_string(), label, chosen.contains(&id.to_string().as_str()))
    };
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(&wrongs).required();
    let fields = vec![
        field("fiscal_year", "年度").as_a(Control::Select(years.collect())),
        field("councils", "どの会議を数えるか")
            .help("部会を数えるかは、町で決めます。選んだものが、出典に書かれます。")
            .as_a(Control::Checks(counted.councils.iter().map(council).collect())),
        Field::line("reason", "直すわけ", text(texts, "reason"))
            .help("もう入っている数とちがうときだけ要ります。例: 部会も数えることにした")
            .as_a(Control::Area(2))
            .checked(&wrongs),
    ];
    let frame = Frame::of(heading.clone(), ask.actor.signed_in(), Place::Indicators);
    let paths = (format!("{home}/tally"), home);
    FormPage::new(frame, because.to_string(), (heading, "数えて残す"), paths, wrongs, vec![Group::plain(fields)])
        .answer()
}
