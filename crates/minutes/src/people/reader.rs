//! One list, element by element: groups, roles, counts, names.

use super::*;

impl Reader<'_> {
    pub(super) fn begin(&mut self, chunk: &Chunk) {
        self.close_count();
        self.role = None;
        self.mode = None;
        self.group = match chunk.field() {
            Field::Absent => Group::Absent,
            Field::Secretariat => Group::Secretariat,
            Field::Invited => Group::Invited,
            _ => Group::Present,
        };
        self.group_of_chunk = self.group;
        self.person_until = None;
        self.counted = None;
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

    pub(super) fn set_mode(&mut self, word: &str) {
        if ["オンライン", "WEB", "Web", "リモート", "Zoom", "ZOOM"].iter().any(|w| word.contains(w))
            && !word.contains("併用")
        {
            self.mode = Some(Mode::Online);
        } else if word.contains("書面") || word.contains("回答者") {
            self.mode = Some(Mode::Written);
        } else if word.contains("会場") || word.contains("来場") {
            self.mode = Some(Mode::InPerson);
        } else if word.contains("代理") && !word.contains("うち") && !word.contains("欠席") {
            // （出席10名 うち代理1名 欠席2名） counts all and is the way of none.
            self.mode = Some(Mode::Proxy);
        }
    }

    /// Reads the lines of a chunk; gives what each piece belongs to.
    pub(super) fn lines(&mut self, chunk: &Chunk) -> Vec<(Piece, Claimed)> {
        let mut claimed = Vec::new();
        let style = Style::of(self.source, chunk);
        let elements =
            elements(self.source, &chunk.values, &style, &mut |piece| group_word(&self.source.bare(piece)).is_some());
        for element in elements {
            match element {
                Element::Colon(piece) => {
                    claimed.push((piece, Claimed::Furniture));
                }
                Element::Note(piece) => {
                    let bare = self.source.bare(piece);
                    if !self.told_absent(&bare, piece, &mut claimed) {
                        claimed.push((piece, Claimed::Furniture));
                    }
                }
                Element::Row(row) => self.row(&row, &mut claimed),
                Element::Word { piece, before_colon } => {
                    self.element(piece, before_colon, &mut claimed);
                }
            }
        }
        claimed
    }

    pub(super) fn element(&mut self, piece: Piece, before_colon: bool, claimed: &mut Vec<(Piece, Claimed)>) {
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
        if self.group_with_note(piece, claimed) || self.told_absent(&bare, piece, claimed) {
            return;
        }
        let is_seat = self.group == Group::Absent
            && (role_word(word).is_some() || self.group_of_chunk == Group::Absent && names_a_category(word));
        if is_seat && names_a_category(word) && role_word(word).is_none() {
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        // （県） over members says whence they come; ＜会場＞ says where they sat.
        let is_place = word == "会場";
        let is_head = before_colon || inner.is_some() && is_place;
        if let Some(group) = group_word(word).filter(|_| !is_seat && !self.is_a_name_here(word, is_head)) {
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
            self.role_until = None;
            self.role = Some((role, word.to_string()));
            self.is_role_single = role != Role::Member;
            if role == Role::Member || self.group == Group::Invited || before_colon && self.group != Group::Absent {
                self.group = if self.group == Group::Absent { Group::Absent } else { Group::Present };
            }
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if before_colon && matches!(word, "代理" | "代理者" | "代理人") && self.group == Group::Present {
            self.stands_in = true;
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if std::mem::take(&mut self.stands_in) && self.stand_in(piece) {
            claimed.push((piece, Claimed::Group(self.group)));
            return;
        }
        if before_colon && ends_like_post(word) && inner.is_none() {
            self.switch(Group::Secretariat, word);
            claimed.push((piece, Claimed::Furniture));
            return;
        }
        if let Some((group, count)) = grouped_count(word) {
            // 欠席者　委員2名：…: the seat says who they are, not that they came.
            if let Some(absent) =
                word.split_once('(').filter(|(_, inner)| inner.contains("欠席")).and_then(|(_, i)| count_in(i))
            {
                // 10名中8名出席（欠席2名）
                self.people.absent_count.get_or_insert((absent, piece));
            }
            let is_seat = self.group == Group::Absent && group == Some(Group::Present) && !word.contains("出席");
            if let Some(group) = group.filter(|_| !is_seat) {
                let before = self.counted_before(piece);
                self.switch(group, word);
                self.count(count, piece);
                claimed.push((piece, self.count_owner()));
                if inner.is_some() || before.is_some() {
                    self.close_count();
                    self.group = before.unwrap_or(self.group_of_chunk);
                } else {
                    self.counted = Some((piece.end, group));
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
                self.guest(piece);
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

    /// 出席7名、欠席1名: the group of a count right before this one; names below belong to that one.
    fn counted_before(&self, piece: Piece) -> Option<Group> {
        let (end, group) = self.counted?;
        let near = piece.start.saturating_sub(end) <= 8 && end <= piece.start;
        (near && !self.source.plain[end..piece.start].contains(&'\n')).then_some(group)
    }

    /// 委員（出席12人）, 市（事務局）: a group whose parenthesis counts it or says which it is.
    fn group_with_note(&mut self, piece: Piece, claimed: &mut Vec<(Piece, Claimed)>) -> bool {
        let source = self.source;
        let (mut from, mut to) = (piece.start, piece.end);
        while from < to && matches!(source.plain[from], '*' | '・' | '■' | '●' | '◆' | '-' | '【' | '<' | ' ') {
            from += 1;
        }
        while to > from && matches!(source.plain[to - 1], '*' | '】' | '>' | ' ') {
            to -= 1;
        }
        let (core, notes) = split_notes(source, Piece::new(from, to));
        let [note] = notes[..] else { return false };
        let (word, inner) = (source.bare(core), source.bare(note));
        let count = count_in(&inner);
        let Some(outer) = group_word(&word) else { return false };
        let group = match group_word(&inner) {
            Some(group) => group,
            None if inner.contains("欠席") && count.is_some() => Group::Absent,
            None if count.is_some() && outer == Group::Present => outer,
            None => return false,
        };
        self.switch(group, &word);
        if let Some(count) = count {
            self.count(count, note);
        }
        claimed.push((piece, Claimed::Furniture));
        true
    }

    /// （以上５名。吉武　弥生は都合により欠席）: a sentence that says who was absent.
    fn told_absent(&mut self, bare: &str, piece: Piece, claimed: &mut Vec<(Piece, Claimed)>) -> bool {
        let source = self.source;
        let Some(before) = bare.split_once("欠席").map(|(before, _)| before) else { return false };
        if self.group != Group::Present || !before.contains('は') || bare.chars().count() > 80 {
            return false;
        }
        let plain = &source.plain[piece.start..piece.end];
        let Some(end) = plain.iter().position(|c| *c == 'は').map(|at| piece.start + at) else { return false };
        let start = (piece.start..end)
            .rev()
            .find(|at| matches!(source.plain[*at], '。' | '('))
            .map_or(piece.start, |at| at + 1);
        claimed.push((Piece::new(piece.start, start), Claimed::Furniture));
        for part in source.split(Piece::new(start, end), |c| matches!(c, '、' | ',' | '・')) {
            let was = std::mem::replace(&mut self.group, Group::Absent);
            if !source.bare(part).starts_with("なお") && self.member(part) {
                claimed.push((part, Claimed::Group(Group::Absent)));
            }
            self.group = was;
        }
        claimed.push((Piece::new(end, piece.end), Claimed::Furniture));
        true
    }

    /// 代理：長谷部光: who stood in for the member above.
    fn stand_in(&mut self, piece: Piece) -> bool {
        let (core, _) = split_notes(self.source, piece);
        let Some(named) = name_of(self.source, core) else { return false };
        let Some(member) = self.people.present.as_mut().and_then(|list| list.last_mut()) else { return false };
        member.mode = Some(Mode::Proxy);
        self.people.proxies.push(Proxy { member: member.name.clone(), proxy: named.name });
        true
    }

    /// A mark that the line's end parted from its name (三好委員／（欠席）、平井委員): a comma follows, so it heads no group.
    pub(super) fn is_parted_mark(&mut self, word: &str, piece: Piece) -> bool {
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
    pub(super) fn is_a_name_here(&self, word: &str, before_colon: bool) -> bool {
        matches!(word, "市" | "町" | "県" | "行政" | "会場" | "その他" | "WEB" | "Web") && !before_colon
    }

    pub(super) fn switch(&mut self, group: Group, word: &str) {
        self.close_count();
        self.group = group;
        self.role = (word == "委員").then(|| (Role::Member, "委員".to_string()));
        self.is_role_single = false;
        self.mode = None;
        // 12名（会場8名、オンライン4名） counts both.
        self.set_mode(word.split('(').next().unwrap_or(word));
    }
}

/// 学識経験者, 公募委員: whom a member stands for; it does not say that he came.
fn names_a_category(word: &str) -> bool {
    matches!(word, "学識経験者" | "有識者委員" | "公募委員" | "専門委員" | "臨時委員" | "特別委員" | "市民委員")
}
