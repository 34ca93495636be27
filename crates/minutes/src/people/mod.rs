//! Lists of attendance (出席者・欠席者): names without title, role and blanks, every character kept.

mod element;
mod name;
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
use style::Style;
pub(crate) use word::looks_like_name;
use word::*;

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
    role: Option<(Role, String)>,
    /// The role holds for one name only (会長：山田).
    is_role_single: bool,
    mode: Option<Mode>,
    /// Signs of a legend: ◎会長 ○副会長.
    legend: Vec<(char, Role, String)>,
    /// The group's printed head-count, where it stands, and how many names stood before it.
    since_count: Option<(u32, Piece, usize)>,
    /// An element since then did not read like a name: no count is judged on it.
    is_doubtful: bool,
}

/// Reads the chunks about people and claims their spans.
pub(crate) fn read(source: &Source, claims: &mut Claims, chunks: &[&Chunk], owners: Owners) -> People {
    let mut reader = Reader {
        source,
        people: People::default(),
        group: Group::Present,
        role: None,
        is_role_single: false,
        mode: None,
        legend: legend(source, chunks),
        since_count: None,
        is_doubtful: false,
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

#[derive(Debug, Clone, Copy)]
enum Claimed {
    Group(Group),
    PresentCount,
    AbsentCount,
    Furniture,
}

impl Reader<'_> {
    fn begin(&mut self, chunk: &Chunk) {
        self.close_count();
        self.role = None;
        self.mode = None;
        self.group = match chunk.field() {
            Field::Absent => Group::Absent,
            Field::Secretariat => Group::Secretariat,
            Field::Invited => Group::Invited,
            _ => Group::Present,
        };
        self.set_mode(chunk.label.word);
        if chunk.label.is_stem {
            self.set_mode(&self.source.bare(chunk.label.piece));
        }
        if let Some(note) = chunk.label.note {
            let note = self.source.bare(note);
            self.set_mode(&note);
            if let Some(count) = whole_count(&note) {
                self.count(count, chunk.label.note.unwrap_or(chunk.label.piece));
            }
        }
    }

    fn set_mode(&mut self, word: &str) {
        if ["オンライン", "WEB", "Web", "リモート", "Zoom", "ZOOM"].iter().any(|w| word.contains(w))
            && !word.contains("併用")
        {
            self.mode = Some(Mode::Online);
        } else if word.contains("書面") || word.contains("回答者") {
            self.mode = Some(Mode::Written);
        } else if word.contains("会場") || word.contains("来場") {
            self.mode = Some(Mode::InPerson);
        } else if word.contains("代理") {
            self.mode = Some(Mode::Proxy);
        }
    }

    /// Reads the lines of a chunk; gives what each piece belongs to.
    fn lines(&mut self, chunk: &Chunk) -> Vec<(Piece, Claimed)> {
        let mut claimed = Vec::new();
        let style = Style::of(self.source, chunk);
        let elements =
            elements(self.source, &chunk.values, &style, &mut |piece| group_word(&self.source.bare(piece)).is_some());
        for element in elements {
            match element {
                Element::Colon(piece) => {
                    claimed.push((piece, Claimed::Furniture));
                }
                Element::Word { piece, before_colon } => {
                    self.element(piece, before_colon, &mut claimed);
                }
            }
        }
        claimed
    }

    fn element(&mut self, piece: Piece, before_colon: bool, claimed: &mut Vec<(Piece, Claimed)>) {
        let source = self.source;
        let bare = source.bare(piece);
        if bare.is_empty() {
            return;
        }
        // A parenthesis of its own: （欠席　2人）, （敬称略）, （合計20人）, （第1号委員）, （以下オンライン）.
        let inner = bare
            .strip_prefix(['(', '【', '〔', '[', '<', '《', '〈'])
            .and_then(|t| t.strip_suffix([')', '】', '〕', ']', '>', '》', '〉']));
        let word = inner.unwrap_or(&bare).trim_start_matches(['・', '■', '●', '◆', '*', '•', '※', '-', '―']);
        if inner.is_some() && self.is_parted_mark(word, piece) {
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        let is_seat = role_word(word).is_some() && self.group == Group::Absent;
        if let Some(group) = group_word(word).filter(|_| !is_seat && !self.is_a_name_here(word, before_colon)) {
            self.switch(group, word);
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if word.starts_with('第') && word.contains("号委員") && !word.ends_with("号委員会") {
            self.role = Some((Role::Member, "委員".to_string()));
            self.is_role_single = false;
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if let Some(role) = role_word(word) {
            self.role = Some((role, word.to_string()));
            self.is_role_single = role != Role::Member;
            if role == Role::Member || self.group == Group::Invited || before_colon && self.group != Group::Absent {
                self.group = if self.group == Group::Absent { Group::Absent } else { Group::Present };
            }
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if before_colon && ends_like_post(word) && inner.is_none() {
            self.switch(Group::Secretariat, word);
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if let Some((group, count)) = grouped_count(word) {
            if let Some(group) = group {
                let before = self.group;
                self.switch(group, word);
                self.count(count, piece);
                claimed.push((piece, self.count_owner()));
                if inner.is_some() {
                    self.close_count();
                    self.group = before;
                }
            } else {
                claimed.push((piece, self.count_owner()));
                self.count(count, piece);
            }
            return;
        }
        if let Some(total) = total_count(word) {
            self.people.total_count = Some((total, piece));
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if matches!(word, "なし" | "無し" | "無" | "ナシ" | "該当なし" | "特になし" | "0名" | "0人") {
            self.none();
            claimed.push((piece, Claimed::Group(self.group)));
            return;
        }
        if inner.is_some() {
            let plain_word = word;
            if plain_word.contains("オンライン")
                || plain_word.contains("Web")
                || plain_word.contains("WEB")
                || plain_word.contains("会場")
            {
                self.set_mode(plain_word);
            }
            if before_colon && plain_word.contains("代理") {
                self.set_mode(plain_word);
            }
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        let owner = Claimed::Group(self.group);
        match self.group {
            Group::Present | Group::Absent => {
                if self.member(piece) {
                    claimed.push((piece, owner));
                } else {
                    self.is_doubtful = true;
                }
            }
            Group::Secretariat => {
                self.clerk(piece);
                claimed.push((piece, owner));
            }
            Group::Invited => {
                self.people.invited.get_or_insert_default().push(one_line(&source.text(piece)));
                self.people.others += 1;
                claimed.push((piece, owner));
            }
            Group::Observers => {
                let count = almanac::read_count(&bare);
                if count.is_some() {
                    self.people.observers = Some((count.and_then(almanac::Count::number), piece));
                }
                claimed.push((piece, owner));
            }
        }
    }

    /// A mark that the line's end parted from its name (三好委員／（欠席）、平井委員): a comma follows, so it heads no group.
    fn is_parted_mark(&mut self, word: &str, piece: Piece) -> bool {
        let has_comma = matches!(self.source.plain.get(piece.end), Some('、' | ','));
        if word != "欠席" || !has_comma || self.group != Group::Present {
            return false;
        }
        let since = self.since_count.map_or(0, |(_, _, before)| before);
        let Some(present) = self.people.present.as_mut().filter(|present| present.len() > since) else { return false };
        let Some(parted) = present.pop() else { return false };
        self.people.absent.get_or_insert_default().push(Attendee { mode: None, ..parted });
        true
    }

    /// 市 alone is a group only before a colon; 会場 in a venue is none.
    fn is_a_name_here(&self, word: &str, before_colon: bool) -> bool {
        matches!(word, "市" | "町" | "行政" | "会場" | "その他" | "WEB" | "Web") && !before_colon
    }

    fn switch(&mut self, group: Group, word: &str) {
        self.close_count();
        self.group = group;
        self.role = (word == "委員").then(|| (Role::Member, "委員".to_string()));
        self.is_role_single = false;
        self.mode = None;
        self.set_mode(word);
    }

    fn count(&mut self, count: u32, piece: Piece) {
        let names = |list: &Option<Vec<Attendee>>| list.as_ref().map_or(0, Vec::len);
        match self.group {
            Group::Present => {
                if self.people.present_count.is_none() && self.mode.is_none() {
                    self.people.present_count = Some((count, piece));
                }
                self.since_count = Some((count, piece, names(&self.people.present)));
            }
            Group::Absent => {
                self.people.absent_count = Some((count, piece));
                self.since_count = Some((count, piece, names(&self.people.absent)));
            }
            Group::Observers => self.people.observers = Some((Some(count), piece)),
            Group::Secretariat => {
                self.people.secretariat.get_or_insert_default().push(Clerk {
                    post: None,
                    name: None,
                    count: Some(count),
                });
            }
            Group::Invited => {}
        }
    }

    fn count_owner(&self) -> Claimed {
        match self.group {
            Group::Present => Claimed::PresentCount,
            Group::Absent => Claimed::AbsentCount,
            other => Claimed::Group(other),
        }
    }

    /// The names behind a head-count are all read: do they fit it?
    fn close_count(&mut self) {
        let Some((count, piece, before)) = self.since_count.take() else { return };
        let list = match self.group {
            Group::Present => &self.people.present,
            Group::Absent => &self.people.absent,
            _ => return,
        };
        let after = list.as_ref().map_or(0, Vec::len);
        let short_by = (after - before).abs_diff(count as usize);
        let odd = list.iter().flatten().skip(before).any(|a| !(2..=6).contains(&a.name.chars().count()));
        // Two letters among longer names may be half a name.
        let lengths: Vec<usize> = list.iter().flatten().skip(before).map(|a| a.name.chars().count()).collect();
        let halves = lengths.iter().filter(|length| **length == 2).count();
        let is_mixed = halves > 0 && halves * 3 < lengths.len();
        let is_doubtful = std::mem::take(&mut self.is_doubtful) || odd || is_mixed;
        if after > before && short_by > 0 && short_by <= 3 && !is_doubtful {
            self.people.miscounts.push((count, after - before, piece));
        }
    }

    fn none(&mut self) {
        match self.group {
            Group::Absent => {
                self.people.absent.get_or_insert_default();
            }
            Group::Secretariat => {
                self.people.secretariat.get_or_insert_default();
            }
            Group::Invited => {
                self.people.invited.get_or_insert_default();
            }
            Group::Observers => self.people.observers = Some((Some(0), Piece::new(0, 0))),
            Group::Present => {}
        }
    }

    fn clerk(&mut self, piece: Piece) {
        let source = self.source;
        let text = one_line(&source.text(piece));
        let bare = source.bare(piece);
        let list = self.people.secretariat.get_or_insert_default();
        if let Some(count) =
            bare.find(['(', '〔']).and_then(|at| whole_count(bare[at..].trim_matches(['(', ')', '〔', '〕'])))
        {
            let post = text.split(['(', '（', '〔']).next().unwrap_or("").trim().to_string();
            list.push(Clerk { post: Some(post), name: None, count: Some(count) });
            return;
        }
        let parts = source.split(piece, |c| c == ' ');
        // 課長　山田花子: the last parts that read like a name, behind a post.
        let is_post = |p: &Piece| ends_like_post(&source.bare(*p));
        if parts.len() >= 2 && parts.iter().any(is_post) {
            let at = parts.iter().rposition(is_post).unwrap_or(0);
            let name: String = parts[at + 1..].iter().map(|p| source.text(*p)).collect();
            let post: Vec<String> = parts[..=at].iter().map(|p| source.text(*p)).collect();
            if !name.is_empty() && looks_like_name(&name) {
                list.push(Clerk { post: Some(post.join(" ")), name: Some(name), count: None });
                return;
            }
        }
        if ends_like_post(&bare) || !looks_like_name(&bare) {
            list.push(Clerk { post: Some(text), name: None, count: None });
        } else {
            list.push(Clerk { post: None, name: Some(text.split_whitespace().collect()), count: None });
        }
    }

    /// One element of a list of members. False if it is no name.
    fn member(&mut self, piece: Piece) -> bool {
        let source = self.source;
        let (core, notes) = split_notes(source, piece);
        let mut role = self.role.clone();
        let mut mode = self.mode;
        let mut is_absent = self.group == Group::Absent;
        let mut core = source.trim(core);
        // Signs of the legend, and bullets.
        while !core.is_empty() && "◎○◯●☆★△▲□■◇◆※〇・•*-".contains(source.plain[core.start])
        {
            let sign = source.chars[core.start];
            if let Some((_, kind, word)) = self.legend.iter().find(|(s, ..)| *s == sign) {
                role = Some((*kind, word.clone()));
            }
            core = source.trim(Piece::new(core.start + 1, core.end));
        }
        let Some(found) = name_of(source, core) else {
            return false;
        };
        if let Some((kind, word)) = found.role {
            role = Some((kind, word));
        }
        let mut late = false;
        let mut left = false;
        let mut proxy = None;
        for note in notes {
            let text = source.bare(note);
            if text.contains("欠席") {
                is_absent = true;
            } else if let Some(who) = proxy_name(source, note) {
                proxy = Some(who);
                mode = Some(Mode::Proxy);
            } else if text.contains("遅刻")
                || text.contains("途中出席")
                || text.contains("途中参加")
                || text.contains("到着")
                || text.contains("から出席")
                || text.contains("から参加")
            {
                late = true;
            } else if text.contains("早退")
                || text.contains("途中退席")
                || text.contains("途中退出")
                || text.contains("まで出席")
                || text.contains("退席")
                || text.contains("まで参加")
            {
                left = true;
            } else if ["オンライン", "WEB", "Web", "リモート", "Zoom", "ZOOM"].iter().any(|w| text.contains(w))
            {
                mode = Some(Mode::Online);
            } else if text.contains("書面") {
                mode = Some(Mode::Written);
            } else if matches!(text.as_str(), "会場" | "対面") {
                mode = Some(Mode::InPerson);
            } else if let Some(kind) = role_word(&text).filter(|kind| *kind != Role::Member) {
                role = Some((kind, text));
            }
        }
        if late {
            self.people.late.push(found.name.clone());
        }
        if left {
            self.people.left_early.push(found.name.clone());
        }
        if let Some(who) = proxy.filter(|who| !who.is_empty()) {
            self.people.proxies.push(Proxy { member: found.name.clone(), proxy: who });
        }
        let attendee = Attendee {
            name: found.name,
            role: role.as_ref().map(|(kind, _)| *kind),
            role_text: role.map(|(_, word)| word),
            mode: if is_absent { None } else { mode },
        };
        if self.is_role_single {
            // 副会長　A　B may name two: a single role holds until another word comes.
            if self.role.as_ref().is_some_and(|(kind, _)| *kind == Role::Chair) {
                self.role = None;
                self.is_role_single = false;
            }
        }
        let list = if is_absent { &mut self.people.absent } else { &mut self.people.present };
        list.get_or_insert_default().push(attendee);
        true
    }
}
