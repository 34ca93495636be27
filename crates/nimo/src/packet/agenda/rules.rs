//! How open ends become an agenda. Pure.

use crate::council::meeting::model::ItemLine;
use crate::packet::agenda::model::{AgendaChoice, Chosen, EndKind, OpenEnd};

/// The last word on an open end, said of it or of all of its kind; none where nobody said anything, and then it is kept.
pub fn last<'a>(chosen: &'a [Chosen], end: &OpenEnd) -> Option<&'a Chosen> {
    chosen.iter().rev().find(|one| one.key == end.key || one.key == end.kind.key())
}

/// Is it on the agenda?
pub fn is_kept(chosen: &[Chosen], end: &OpenEnd) -> bool {
    last(chosen, end).is_none_or(|one| one.choice == AgendaChoice::Keep)
}

/// The items of an agenda for what is kept, each kind once, with how many there are.
pub fn items(ends: &[OpenEnd], chosen: &[Chosen]) -> Vec<String> {
    let item = |kind: EndKind| {
        let own: Vec<&OpenEnd> = ends.iter().filter(|end| end.kind == kind && is_kept(chosen, end)).collect();
        match (kind, own.iter().map(|end| end.count).sum::<usize>()) {
            (_, 0) => None,
            (EndKind::Minutes, _) => Some(kind.item().to_string()),
            (_, count) => Some(format!("{}（{count}件）", kind.item())),
        }
    };
    EndKind::ALL.into_iter().filter_map(item).collect()
}

/// The words of an item without what is counted in it, so that an agenda that has it already is not given it twice.
fn bare(title: &str) -> &str {
    match title.rsplit_once('（') {
        Some((words, rest)) if rest.ends_with("件）") => words,
        _ => title,
    }
}

/// ⑴, ⑵, … and (21) where the marks end.
fn mark(number: usize) -> String {
    let first = u32::from('⑴');
    let mark = u32::try_from(number).ok().filter(|number| (1..=20).contains(number));
    mark.and_then(|number| char::from_u32(first + number - 1)).map_or_else(|| format!("({number})"), String::from)
}

fn line(depth: usize, label: &str, title: &str) -> ItemLine {
    ItemLine { depth, label: label.into(), title: title.into(), ..ItemLine::default() }
}

/// An agenda with these items: put under 議題 of the one that stands, behind what is there; or a whole one where none stands. What it
/// has already is given its new count and its place stays; what was put there before, and waits no more, goes.
pub fn seed(standing: &[ItemLine], items: &[String]) -> Vec<ItemLine> {
    if standing.is_empty() {
        if items.is_empty() {
            return vec![];
        }
        let mut lines = vec![line(0, "１", "開会"), line(0, "２", "議題")];
        lines.extend(items.iter().zip(1..).map(|(item, number)| line(1, &mark(number), item)));
        lines.extend([line(0, "３", "その他"), line(0, "４", "閉会")]);
        return lines;
    }
    let mut lines = without_what_is_over(standing, items);
    let mut new = vec![];
    for item in items {
        match lines.iter_mut().find(|line| bare(&line.title) == bare(item)) {
            // A line that the clerk typed without a count stands for it as it is.
            Some(line) if has_count(&line.title) => line.title.clone_from(item),
            Some(_) => {}
            None => new.push(item.clone()),
        }
    }
    if new.is_empty() {
        return lines;
    }
    let Some(at) = talks(&lines) else {
        // No such item: before the end of the meeting, on the level of the others.
        let ends = |line: &ItemLine| line.depth == 0 && ["その他", "閉会"].iter().any(|word| line.title.contains(word));
        let at = lines.iter().position(ends).unwrap_or(lines.len());
        lines.splice(at..at, new.iter().map(|item| line(0, "", item)));
        return lines;
    };
    let under = lines[at + 1..].iter().take_while(|line| line.depth > 0).count();
    let children = lines[at + 1..=at + under].iter().filter(|line| line.depth == 1).count();
    let place = at + 1 + under;
    let added = new.iter().zip(children + 1..).map(|(item, number)| line(1, &mark(number), item));
    lines.splice(place..place, added.collect::<Vec<_>>());
    lines
}

/// The item under which a council talks: 議題 before 議事 before 協議, and not 協議会長あいさつ.
fn talks(lines: &[ItemLine]) -> Option<usize> {
    let has = |line: &ItemLine, word: &str| line.depth == 0 && line.title.replace("協議会", "").contains(word);
    ["議題", "議事", "協議"].iter().find_map(|word| lines.iter().position(|line| has(line, word)))
}

/// The agenda without lines that this room put there and that wait for nothing any more; the marks of their neighbours close up.
fn without_what_is_over(standing: &[ItemLine], items: &[String]) -> Vec<ItemLine> {
    let is_ours = |title: &str| EndKind::ALL.iter().any(|kind| kind.item() == bare(title)) && has_count(title);
    let mut lines = standing.to_vec();
    let mut at = 0;
    while at < lines.len() {
        let is_over = is_ours(&lines[at].title) && items.iter().all(|item| bare(item) != bare(&lines[at].title));
        let has_below = lines.get(at + 1).is_some_and(|next| next.depth > lines[at].depth);
        if !is_over || has_below {
            at += 1;
            continue;
        }
        let gone = lines.remove(at);
        let Some(mut free) = (1..=20).find(|number| mark(*number) == gone.label) else { continue };
        for later in lines[at..].iter_mut().take_while(|line| line.depth >= gone.depth) {
            if later.depth == gone.depth && later.label == mark(free + 1) {
                later.label = mark(free);
                free += 1;
            }
        }
    }
    lines
}

fn has_count(title: &str) -> bool {
    bare(title) != title
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::meeting::model::{lines_of, read_items};
    use crate::plumbing::clock::Moment;
    use proptest::prelude::*;

    fn end(key: &str, kind: EndKind) -> OpenEnd {
        OpenEnd { key: key.into(), kind, what: "何か".into(), path: "/".into(), count: 1 }
    }

    fn chosen(key: &str, choice: AgendaChoice) -> Chosen {
        Chosen { key: key.into(), choice, reason: String::new(), at: Moment::from_seconds(0), by: String::new() }
    }

    #[test]
    fn what_is_open_is_on_the_agenda_unless_it_was_struck() {
        let ends = [
            end("minutes:1", EndKind::Minutes),
            end("goal:1", EndKind::Goal),
            end("goal:2", EndKind::Goal),
            end("issue:1", EndKind::Issue),
        ];
        let said = [
            chosen("goal:2", AgendaChoice::Strike),
            chosen("issue:1", AgendaChoice::Strike),
            chosen("issue:1", AgendaChoice::Keep),
        ];
        assert_eq!(
            items(&ends, &said),
            ["前回の会議録の確認について", "課題への方策について（1件）", "目標の実績と評価について（1件）"]
        );
        assert_eq!(items(&ends, &[chosen("minutes:1", AgendaChoice::Strike)]).len(), 2);
        let said =
            [("opinions:1", 3), ("opinions:2", 4)].map(|(key, count)| OpenEnd { count, ..end(key, EndKind::Opinion) });
        assert_eq!(items(&said, &[]), ["意見の行き先について（7件）"], "opinions are counted, not their meetings");
    }

    #[test]
    fn an_agenda_that_stands_keeps_its_items_and_gets_the_new_ones_behind_them() {
        let standing = read_items("１　開会\n２　議題\n　⑴　今年度の目標について\n３　その他\n４　閉会");
        let items = ["意見の行き先について（2件）".to_string(), "目標の実績と評価について（1件）".to_string()];
        let seeded = seed(&standing, &items);
        assert_eq!(
            lines_of(&seeded),
            "１　開会\n２　議題\n　⑴　今年度の目標について\n　⑵　意見の行き先について（2件）\n　⑶　目標の実績と評価について（1件）\n３　その他\n４　閉会"
        );
        let again = seed(&seeded, &["意見の行き先について（5件）".to_string()]);
        assert!(
            lines_of(&again).contains("⑵　意見の行き先について（5件）") && again.len() + 1 == seeded.len(),
            "once only"
        );
        let bare = seed(&read_items("開会\n報告\n閉会"), &items);
        assert_eq!(lines_of(&bare), "開会\n報告\n意見の行き先について（2件）\n目標の実績と評価について（1件）\n閉会");
        assert_eq!(seed(&[], &items)[2].words(), "⑴　意見の行き先について（2件）");
        let greeting = read_items("１　開会\n２　協議会長あいさつ\n３　議題\n４　閉会");
        assert_eq!(
            lines_of(&seed(&greeting, &items[..1])),
            "１　開会\n２　協議会長あいさつ\n３　議題\n　⑴　意見の行き先について（2件）\n４　閉会"
        );
    }

    #[test]
    fn what_was_put_there_and_waits_no_more_goes_and_the_marks_close_up() {
        let standing = read_items(
            "１　議題\n　⑴　今年度の目標について\n　⑵　意見の行き先について（2件）\n　⑶　目標の実績と評価について（1件）\n２　閉会",
        );
        let seeded = seed(&standing, &["目標の実績と評価について（3件）".to_string()]);
        assert_eq!(
            lines_of(&seeded),
            "１　議題\n　⑴　今年度の目標について\n　⑵　目標の実績と評価について（3件）\n２　閉会"
        );
        let own = read_items("１　議題\n　⑴　意見の行き先について\n２　閉会");
        assert_eq!(seed(&own, &[]), own, "a line without a count is the clerk's own");
        assert_eq!(seed(&own, &["意見の行き先について（2件）".to_string()]), own, "and stands for what is open");
        let minutes = read_items("１　議題\n　⑴　前回の会議録の確認について\n２　閉会");
        assert_eq!(seed(&minutes, &[]), minutes);
    }

    proptest! {
        #[test]
        fn no_item_of_a_standing_agenda_is_lost(
            lines in proptest::collection::vec((0usize..3, 0usize..12), 0..8),
            counts in proptest::collection::vec(0usize..4, 6),
        ) {
            let own = ["開会", "議題", "その他", "閉会", "協議会長あいさつ", "今年度の目標について"];
            let titles: Vec<&str> = own.into_iter().chain(EndKind::ALL.map(EndKind::item)).collect();
            let standing: Vec<ItemLine> = lines.iter().map(|(depth, at)| line(*depth, "", titles[*at])).collect();
            let items = |counts: &[usize]| -> Vec<String> {
                let kept = EndKind::ALL.into_iter().zip(counts).filter(|(_, count)| **count > 0);
                kept.map(|(kind, count)| if kind == EndKind::Minutes { kind.item().to_string() } else { format!("{}（{count}件）", kind.item()) }).collect()
            };
            let once = seed(&standing, &items(&counts));
            let fewer: Vec<usize> = counts.iter().map(|count| count / 2).collect();
            let again = seed(&once, &items(&fewer));
            for (seeded, items) in [(&once, items(&counts)), (&again, items(&fewer))] {
                for item in &items {
                    let there = seeded.iter().filter(|line| bare(&line.title) == bare(item)).count();
                    let before = standing.iter().filter(|line| bare(&line.title) == bare(item)).count();
                    prop_assert_eq!(there, before.max(1), "{}", item);
                }
                let kept: Vec<&ItemLine> = seeded.iter().filter(|line| !has_count(&line.title)).collect();
                // 前回の会議録の確認 has no count: where it was put there it looks like the clerk's own, and stays.
                let minutes = EndKind::Minutes.item();
                let was_there = standing.iter().any(|line| line.title == minutes);
                let kept: Vec<&ItemLine> = kept.into_iter().filter(|line| was_there || line.title != minutes).collect();
                if !standing.is_empty() {
                    prop_assert_eq!(kept, standing.iter().collect::<Vec<_>>(), "what stood stands, in its order");
                }
            }
        }
    }
}
