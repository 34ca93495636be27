//! 図: until when each shelf is kept, as bars over the years, with today as a line. The table below says the same.

use crate::council::retention::rules::Shelf;
use almanac::{Date, FiscalYear};

/// A bar.
pub(super) struct Bar {
    /// 報酬等の支払　令和6年度.
    pub name: String,
    pub y: usize,
    pub x: i64,
    pub width: i64,
    /// 令和12年3月31日.
    pub told: String,
    /// Its time is over.
    pub is_over: bool,
}

/// The picture.
pub(super) struct Picture {
    pub bars: Vec<Bar>,
    pub today: i64,
    pub height: usize,
}

/// So many bars are drawn, those that end first.
const MOST_BARS: usize = 12;
const ROW: usize = 30;
/// From here to there the years stand.
const LEFT: i64 = 244;
const RIGHT: i64 = 574;

/// The picture of what does not stay for ever; none where nothing is to be drawn.
pub(super) fn picture(shelves: &[Shelf], today: Date) -> Option<Picture> {
    let mut ending: Vec<(&Shelf, Date)> = shelves.iter().filter_map(|one| Some((one, one.until?))).collect();
    ending.sort_by_key(|(shelf, until)| (*until, shelf.kind, shelf.year));
    ending.truncate(MOST_BARS);
    let first = ending.iter().map(|(shelf, _)| shelf.year.first_day()).min()?.min(FiscalYear::of(today).first_day());
    let last = ending.iter().map(|(_, until)| *until).max()?.max(FiscalYear::of(today).last_day());
    let span = (last - first).num_days().max(1);
    let at = |day: Date| LEFT + (RIGHT - LEFT) * (day - first).num_days() / span;
    let bar = |(row, (shelf, until)): (usize, &(&Shelf, Date))| {
        let (from, to) = (at(shelf.year.first_day()), at(*until));
        Bar {
            name: format!("{}　{}", shelf.kind.label(), shelf.year),
            y: row * ROW,
            x: from,
            width: (to - from).max(1),
            told: almanac::in_words(*until),
            is_over: *until < today,
        }
    };
    let bars: Vec<Bar> = ending.iter().enumerate().map(bar).collect();
    Some(Picture { height: bars.len() * ROW + 24, today: at(today), bars })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::retention::model::RetentionKind;

    fn shelf(year: i32, until: Option<&str>) -> Shelf {
        let until = until.map(|until| almanac::read_date(until).unwrap());
        Shelf { kind: RetentionKind::Pay, year: FiscalYear(year), until, things: vec![] }
    }

    #[test]
    fn what_ends_first_stands_on_top_and_what_stays_for_ever_is_not_drawn() {
        let today = almanac::read_date("R8.11.25").unwrap();
        let shelves = [shelf(2024, Some("R12.3.31")), shelf(2020, Some("R8.3.31")), shelf(2019, None)];
        let picture = picture(&shelves, today).unwrap();
        assert_eq!(picture.bars.iter().map(|bar| bar.is_over).collect::<Vec<_>>(), [true, false]);
        let inside = |bar: &Bar| bar.x >= LEFT && bar.x + bar.width <= RIGHT;
        assert!(picture.bars.iter().all(inside) && (LEFT..=RIGHT).contains(&picture.today));
        assert!(picture.bars[0].x + picture.bars[0].width < picture.today, "its end lies before today");
        assert!(super::picture(&[shelf(2019, None)], today).is_none());
    }
}
