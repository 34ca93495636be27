//! Lists of attendance (出席者・欠席者): names without title, role and blanks, every character kept.

mod count;
mod element;
mod line;
mod name;
mod person;
mod reader;
mod roster;
mod spaced;
mod style;
mod word;

use crate::header::Chunk;
use crate::label::Field;
use crate::model::{Attendee, Clerk, Mode, Proxy, Role};
use crate::page::Line;
use crate::source::{Claims, FURNITURE, Owner, Piece, Source};
use element::{Element, elements};
use name::{name_of, proxy_name, split_notes};
pub(crate) use roster::heads_a_roster;
use style::Style;
use word::*;
pub(crate) use word::{ends_like_post, looks_like_body, looks_like_name};

/// Everything the lists of attendance say.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub present: Option<Vec<Attendee>>,
    pub absent: Option<Vec<Attendee>>,
    pub present_count: Option<(u32, Piece)>,
    pub absent_count: Option<(u32, Piece)>,
    /// A total over groups (合計20人) and where it stands.
    pub total_count: Option<(u32, Piece)>,
    pub late: Vec<String>,
    pub left_early: Vec<String>,
    pub proxies: Vec<Proxy>,
    pub secretariat: Option<Vec<Clerk>>,
    pub invited: Option<Vec<String>>,
    /// People of other groups that a total counts too (幹事).
    pub others: usize,
    /// 傍聴者 within the list of attendance.
    pub observers: Option<(Option<u32>, Piece)>,
    /// A printed head-count for one group of names did not fit; both numbers and the place.
    pub miscounts: Vec<(u32, usize, Piece)>,
}

/// Owners of the groups' spans.
#[derive(Clone, Copy)]
pub(crate) struct Owners {
    pub present: Owner,
    pub absent: Owner,
    pub present_count: Owner,
    pub absent_count: Owner,
    pub secretariat: Owner,
    pub invited: Owner,
    pub observers: Owner,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Present,
    Absent,
    Secretariat,
    Invited,
    Observers,
}

struct Reader<'a> {
    source: &'a Source,
    people: People,
    group: Group,
    /// The group that the label named.
    group_of_chunk: Group,
    /// Where the last head-count ended, and whose it was.
    counted: Option<(usize, Group)>,
    role: Option<(Role, String)>,
    /// The role holds for one name only (会長：山田).
    is_role_single: bool,
    /// Where the last name of a single role ended.
    role_until: Option<usize>,
    /// Where the last of the secretariat or the guests ended.
    person_until: Option<usize>,
    mode: Option<Mode>,
    /// Signs of a legend: ◎会長 ○副会長.
    legend: Vec<(char, Role, String)>,
    /// The group's printed head-count, where it stands, and how many names stood before it.
    since_count: Option<(u32, Piece, usize)>,
    /// An element since then did not read like a name: no count is judged on it.
    is_doubtful: bool,
    /// 代理： stood before this element.
    stands_in: bool,
    /// Notes below a list, by their number: ※１ 遅参.
    footnotes: Vec<(u32, Piece)>,
}

/// Reads the chunks about people and claims their spans.
pub(crate) fn read(source: &Source, claims: &mut Claims, chunks: &[&Chunk], owners: Owners) -> People {
    let mut reader = Reader {
        source,
        people: People::default(),
        group: Group::Present,
        group_of_chunk: Group::Present,
        counted: None,
        role: None,
        is_role_single: false,
        role_until: None,
        person_until: None,
        mode: None,
        legend: legend(source, chunks),
        since_count: None,
        is_doubtful: false,
        stands_in: false,
        footnotes: footnotes(source, chunks),
    };
    for chunk in chunks {
        reader.begin(chunk);
        let owner_of = |group: Group| match group {
            Group::Present => owners.present,
            Group::Absent => owners.absent,
            Group::Secretariat => owners.secretariat,
            Group::Invited => owners.invited,
            Group::Observers => owners.observers,
        };
        for (piece, group) in reader.lines(chunk) {
            match group {
                Claimed::Group(group) => claims.claim(piece, owner_of(group)),
                Claimed::PresentCount => claims.claim(piece, owners.present_count),
                Claimed::AbsentCount => claims.claim(piece, owners.absent_count),
                Claimed::Furniture => claims.claim(piece, FURNITURE),
            }
        }
        for line in &chunk.values {
            claims.claim(line.piece, FURNITURE);
        }
    }
    reader.close_count();
    reader.people
}

/// Every ※１ that begins a line or stands behind a blank, with what it says.
fn footnotes(source: &Source, chunks: &[&Chunk]) -> Vec<(u32, Piece)> {
    let lines = chunks.iter().flat_map(|chunk| &chunk.values).filter(|line| is_footnote(source, line.piece));
    lines
        .flat_map(|line| source.split(Piece::new(line.piece.start + 1, line.piece.end), |c| c == '※'))
        .filter_map(|part| {
            let digits = source.plain(part).iter().take_while(|c| c.is_ascii_digit()).count();
            let number = almanac::read_number(&source.text(Piece::new(part.start, part.start + digits)))?;
            Some((number, source.trim(Piece::new(part.start + digits, part.end))))
        })
        .collect()
}

/// ※１　遅参: a line of notes, no names.
fn is_footnote(source: &Source, line: Piece) -> bool {
    source.chars[line.start] == '※' && source.plain.get(line.start + 1).is_some_and(char::is_ascii_digit)
}

#[derive(Debug, Clone, Copy)]
enum Claimed {
    Group(Group),
    PresentCount,
    AbsentCount,
    Furniture,
}
