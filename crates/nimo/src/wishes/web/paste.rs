//! A table of wishes, pasted from a spreadsheet: looked at first, then kept as a whole or not at all.

use crate::access::Permit;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::hash;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::wishes::AddWishes;
use crate::wishes::model::{WishNumber, WishState};
use crate::wishes::rules::paste::{Known, PasteFault, PastedWish, heads, read};
use crate::wishes::store;
use crate::wishes::web::form::say;
use crate::wishes::web::gathered::Gathered;
use askama::Template;
use std::collections::BTreeMap;

/// A wish of the table, and what it would do.
struct PastedLine {
    line: usize,
    number: String,
    what: (&'static str, &'static str),
    changed: String,
}

#[derive(Template)]
#[template(path = "wishes/views/paste.html")]
struct PastePage {
    frame: Frame,
    sentence: String,
    heads: String,
    sample: String,
    table: String,
    faults: Vec<PasteFault>,
    lines: Vec<PastedLine>,
    /// By what the office had when the table was looked at: numbers with versions. Nothing is kept over what came between.
    seen: String,
    is_lost: bool,
}

/// The empty field.
pub async fn form(ask: Ask) -> Answer {
    ask.may::<AddWishes>(ask.office()?).await?;
    show(&ask, vec![], vec![], String::new(), false)
}

/// Looks at a table; where just this table was looked at before and nothing came between, keeps it: may you · what was typed · all its rows.
pub async fn paste(ask: Ask) -> Answer {
    let permit = ask.may::<AddWishes>(ask.office()?).await?;
    let gathered = Gathered::of(&ask).await?;
    let pasted = match pasted(&ask, &gathered, ask.typed.get("table")) {
        Ok(pasted) => pasted,
        Err(faults) => return show(&ask, faults, vec![], String::new(), false),
    };
    let (seen, was_seen) = (seen(&gathered, &pasted), ask.typed.get("seen"));
    if was_seen != seen {
        // Versions stand before what the table says: only what others saved is a loss.
        let is_lost = !was_seen.is_empty() && versions(was_seen) != versions(&seen);
        return show(&ask, vec![], lines(&gathered, &pasted), seen, is_lost);
    }
    let write = async |tx: &mut Tx, permit: &Permit<AddWishes>| keep(tx, permit, &gathered, &pasted).await;
    match ask.write(&permit, write).await {
        Ok(()) => Ok(Reply::see("/wishes?said=wishes-pasted")),
        Err(Fault::Lost | Fault::Taken) => show(&ask, vec![], vec![], String::new(), true),
        Err(fault) => Err(fault),
    }
}

fn pasted(ask: &Ask, gathered: &Gathered, table: &str) -> Result<Vec<PastedWish>, Vec<PasteFault>> {
    let wishes: BTreeMap<WishNumber, _> =
        gathered.wishes.iter().map(|wish| (wish.number.clone(), wish.form.clone())).collect();
    let (homes, places) = (gathered.home_names(), gathered.places());
    let classes = gathered.rule(ask.now.day()).map(|rule| rule.classes.clone()).unwrap_or_default();
    read(table, &Known { homes: &homes, wishes: &wishes, places: &places, classes: &classes, today: ask.now.day() })
}

/// What was looked at: each number with the version that there is, 0 for a new one, and after that a seal of what the table says.
fn seen(gathered: &Gathered, pasted: &[PastedWish]) -> String {
    let version =
        |number: &WishNumber| gathered.wishes.iter().find(|wish| wish.number == *number).map_or(0, |wish| wish.version);
    let versions: Vec<String> =
        pasted.iter().map(|wish| format!("{}:{}", wish.number, version(&wish.number))).collect();
    let says: String = pasted.iter().map(|wish| format!("{} {:?}\n", wish.number, wish.form.texts())).collect();
    format!("{} {}", versions.join(" "), hash(&says))
}

/// The versions of what was looked at.
fn versions(seen: &str) -> &str {
    seen.rsplit_once(' ').map_or(seen, |(versions, _)| versions)
}

async fn keep(
    tx: &mut Tx,
    permit: &Permit<AddWishes>,
    gathered: &Gathered,
    pasted: &[PastedWish],
) -> Result<(), Fault> {
    for wish in pasted.iter().filter(|wish| wish.is_changed()) {
        match gathered.wishes.iter().find(|before| before.number == wish.number) {
            Some(before) => store::wish::carry_over(tx, permit, (before.id, before.version), &wish.form).await?,
            None => drop(store::wish::add(tx, permit, &wish.number, &wish.form).await?),
        }
    }
    Ok(())
}

fn lines(gathered: &Gathered, pasted: &[PastedWish]) -> Vec<PastedLine> {
    let homes = gathered.home_names();
    let told = |name: &str, value: &str| match say(name, value, &homes) {
        told if told.is_empty() => "まだ".to_string(),
        told => told,
    };
    let line = |wish: &PastedWish| {
        let changed = wish.changed().into_iter().map(|(name, label, before, now)| match wish.before {
            Some(_) => format!("{label}: {} → {}", told(name, &before), told(name, &now)),
            None => format!("{label}: {}", told(name, &now)),
        });
        PastedLine {
            line: wish.line,
            number: wish.number.to_string(),
            what: match (&wish.before, wish.is_changed()) {
                (None, _) => ("加える", "going"),
                (Some(before), true) if before.state != WishState::Ended && wish.form.state == WishState::Ended => {
                    ("終える", "out")
                }
                (Some(_), true) => ("変わる", "late"),
                (Some(_), false) => ("同じ", "tied"),
            },
            changed: changed.collect::<Vec<_>>().join("、"),
        }
    };
    pasted.iter().map(line).collect()
}

fn show(ask: &Ask, faults: Vec<PasteFault>, lines: Vec<PastedLine>, seen: String, is_lost: bool) -> Answer {
    let count = |what: &str| lines.iter().filter(|line| line.what.0 == what).count();
    let sentence = match (faults.len(), lines.len()) {
        (0, 0) if is_lost => "このあいだに、希望が変わりました。もう一度、読み取って確かめてください。".into(),
        (0, 0) => "希望の表を、貼り付けて入れます".into(),
        (0, _) => becomes(count("加える"), count("変わる"), count("終える"), count("同じ")),
        (faults, _) => format!("読めないところが、{faults}か所あります。直すまで、何も残りません。"),
    };
    let status = match (is_lost, faults.is_empty()) {
        (true, _) => 409,
        (false, false) => 422,
        (false, true) => 200,
    };
    let page = PastePage {
        frame: Frame::of("希望の表を貼り付ける", ask.actor.signed_in(), Place::Vacancies),
        sentence,
        heads: heads().join("、"),
        sample: SAMPLE.into(),
        table: ask.typed.get("table").to_string(),
        faults,
        lines,
        seen,
        is_lost,
    };
    Reply::page_with(status, &page)
}

/// 1件を加え、2件が変わり、1件を終えます。3件は、同じです。; what there is none of is not told.
fn becomes(added: usize, changed: usize, ended: usize, same: usize) -> String {
    let acts =
        [(added, "を加え", "を加えます"), (changed, "が変わり", "が変わります"), (ended, "を終え", "を終えます")];
    let acts: Vec<_> = acts.into_iter().filter(|(count, _, _)| *count > 0).collect();
    let last = acts.len().saturating_sub(1);
    let says = |(at, (count, goes_on, ends)): (usize, &(usize, &str, &str))| match at == last {
        true => format!("{count}件{ends}。"),
        false => format!("{count}件{goes_on}、"),
    };
    let acts: String = acts.iter().enumerate().map(says).collect();
    let same = if same > 0 { format!("{same}件は、同じです。") } else { String::new() };
    format!("{acts}{same}")
}

const SAMPLE: &str = "番号\t希望した日\t性別\t障害の種別\t障害支援区分\t夜の支え\t月に払える額\nS-1\tR8.10.1\t女\t精神\t2\t宿直\t65000\nS-2\tR8.11.5\t男\t精神、知的\tなし\t要らない\t";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_table_does_is_told_without_what_it_does_not() {
        assert_eq!(becomes(1, 2, 1, 3), "1件を加え、2件が変わり、1件を終えます。3件は、同じです。");
        assert_eq!(becomes(0, 1, 0, 0), "1件が変わります。");
        assert_eq!(becomes(4, 0, 0, 1), "4件を加えます。1件は、同じです。");
        assert_eq!(becomes(0, 0, 0, 6), "6件は、同じです。");
    }
}
