//! 読み: what the council sees of a reading, as it was on a day. Counts of people are hidden in it where they are small; what is hidden is
//! not kept.

use almanac::Date;
use serde::{Deserialize, Serialize};

/// A reading, as it is kept and printed. It names no home, no room and nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingSheet {
    /// The day.
    pub on: Date,
    /// 優先順位のきまり, in sentences.
    pub order: Vec<String>,
    /// ふせる数: counts of people below it are hidden, and what would give them away.
    pub threshold: i64,
    /// 探している人; `None` where they are so few that nothing of them is told.
    pub seeking: Option<usize>,
    /// 見学できる部屋.
    pub open: usize,
    /// Of them those that have stood empty for a year.
    pub long: usize,
    /// 聞き直す部屋, those of which nobody has told anything among them.
    pub ask_again: usize,
    /// 取り置き・体験中.
    pub held: usize,
    /// 条件がすべて合う部屋のある人, and those without one: parts of those who seek.
    pub outcome: Vec<NamedLine>,
    /// Those without one by why; nothing where they themselves are not told.
    pub whys: Vec<NamedLine>,
    /// How many could have one if all that is not known turned out well.
    pub at_most: Option<usize>,
    /// それ1つだけが合わない条件.
    pub alone: Vec<AloneLine>,
    /// 部屋と希望.
    pub sides: Vec<SideTable>,
    /// So many changes were weighed.
    pub weighed: usize,
    /// 見直すと部屋のある人が増えること, the best first.
    pub changes: Vec<ChangeLine>,
    /// The best two together, where they do more than one.
    pub pair: Option<ChangeLine>,
}

/// A count with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedLine {
    /// What is counted.
    pub label: String,
    /// People.
    pub people: Option<usize>,
}

/// A criterion that alone stands between people without a room and empty rooms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AloneLine {
    /// 夜間の支援.
    pub label: String,
    /// 職員の体制.
    pub ground: String,
    /// 事業所（大きな予算が要る）.
    pub who: String,
    /// People.
    pub people: Option<usize>,
    /// Rooms; not told where the people are not.
    pub rooms: Option<usize>,
}

/// The answers to one matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideTable {
    /// 夜間の支援.
    pub label: String,
    /// Its answers.
    pub lines: Vec<SideLine>,
}

/// An answer, how many give it and how many rooms suit it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideLine {
    /// The answer.
    pub label: String,
    /// People.
    pub people: Option<usize>,
    /// Rooms that suit it and rooms of which nobody knows; `None` where nobody has asked the people.
    pub rooms: Option<(usize, usize)>,
}

/// A change that would open doors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    /// What is changed, with no home named.
    pub says: String,
    /// Who could do it, and what it costs.
    pub who: String,
    /// How many people more would have a room.
    pub gain: Option<usize>,
}

/// A count of people as a paper shows it.
pub fn few(count: Option<usize>) -> String {
    count.map_or_else(|| "＊".into(), |count| format!("{count}人"))
}

impl ReadingSheet {
    /// Is any gain told? Else all of them are small.
    pub fn counts_gains(&self) -> bool {
        self.changes.iter().chain(&self.pair).any(|line| line.gain.is_some())
    }

    /// Is any count of people hidden?
    pub fn hides(&self) -> bool {
        let sides = self.sides.iter().flat_map(|table| &table.lines).map(|line| line.people);
        let people = self.outcome.iter().chain(&self.whys).map(|line| line.people).chain(sides);
        let people = people.chain(self.alone.iter().map(|line| line.people));
        let gains = self.changes.iter().chain(&self.pair).map(|line| line.gain);
        self.seeking.is_none() || people.chain(gains).any(|count| count.is_none())
    }
}
