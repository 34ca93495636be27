//! One person: a member with role and mode, or one of the secretariat.

use super::roster::{Row, is_absence};
use super::*;

impl Reader<'_> {
    /// Only a blank parts this element from the one before.
    fn goes_on(&mut self, piece: Piece) -> bool {
        let before = self.person_until.replace(piece.end);
        before.is_some_and(|end| {
            end <= piece.start && self.source.chars[end..piece.start].iter().all(|c| is_inner_blank(*c))
        })
    }

    /// Someone invited: body, post and name on one line are one person.
    pub(super) fn guest(&mut self, piece: Piece) {
        let text = one_line(&self.source.text(piece));
        let goes_on = self.goes_on(piece);
        let list = self.people.invited.get_or_insert_default();
        let is_one = |before: &String| looks_like_body(before) || ends_like_post(before) || before.ends_with("代表");
        let is_rest_of_name = text.chars().count() <= 3 && looks_like_name(&text) && !ends_like_post(&text);
        match list.last_mut() {
            Some(last) if goes_on && (is_one(last) || is_rest_of_name && stands_behind_post(last)) => {
                last.push(' ');
                last.push_str(&text);
            }
            _ => {
                list.push(text);
                self.people.others += 1;
            }
        }
    }

    pub(super) fn clerk(&mut self, piece: Piece) {
        let source = self.source;
        let text = one_line(&source.text(piece));
        let bare = source.bare(piece);
        let goes_on = self.goes_on(piece);
        let list = self.people.secretariat.get_or_insert_default();
        let is_lone_name = looks_like_name(&bare) && !ends_like_post(&bare);
        if goes_on && let Some(last) = list.last_mut().filter(|last| last.name.is_none() && last.count.is_none()) {
            // 人権推進課　課長　志村: section, post and name of one person.
            let section = last.post.clone().unwrap_or_default();
            if is_lone_name && !names_a_section(&section) || is_lone_name && bare.chars().count() <= 4 {
                last.name = Some(text.split_whitespace().collect());
                return;
            }
            if names_a_section(&section) && ends_like_post(&bare) && !bare.contains(['(', '〔']) {
                last.post = Some(format!("{section} {text}"));
                return;
            }
        }
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

    /// A line of a roster: the cells beside the name say role and attendance.
    pub(super) fn row(&mut self, row: &Row, claimed: &mut Vec<(Piece, Claimed)>) {
        let source = self.source;
        let (group, role, mode) = (self.group, self.role.clone(), self.mode);
        let mut notes = Vec::new();
        for cell in &row.others {
            let (core, inner) = split_notes(source, *cell);
            let bare = source.bare(core);
            if is_absence(&bare) {
                self.group = Group::Absent;
            } else if let Some(role) = role_word(&bare) {
                self.role = Some((role, bare.clone()));
            } else if ["代理", "オンライン", "Web", "WEB", "リモート", "会場", "書面"]
                .iter()
                .any(|word| bare.starts_with(word))
            {
                notes.push(*cell);
            }
            if matches!(bare.as_str(), "出席" | "○" | "◯" | "〇" | "出" | "代理" | "代理出席") || is_absence(&bare)
            {
                notes.extend(inner);
            }
        }
        if matches!(self.group, Group::Present | Group::Absent) && self.member_with(row.name, notes) {
            claimed.push((row.name, Claimed::Group(self.group)));
        } else if !matches!(self.group, Group::Present | Group::Absent) {
            self.group = group;
            self.element(row.name, false, claimed);
        }
        (self.group, self.role, self.mode) = (group, role, mode);
    }

    /// One element of a list of members. False if it is no name.
    pub(super) fn member(&mut self, piece: Piece) -> bool {
        self.member_with(piece, Vec::new())
    }

    /// The same, with notes that stand apart from the name.
    fn member_with(&mut self, piece: Piece, more: Vec<Piece>) -> bool {
        let source = self.source;
        let (core, mut notes) = split_notes(source, piece);
        notes.extend(more);
        if self.role_until.is_some_and(|end| end <= piece.start && source.plain[end..piece.start].contains(&'\n')) {
            // 副会長 names those of its line.
            self.role = None;
            self.is_role_single = false;
        }
        self.role_until = None;
        let mut role = self.role.clone();
        let mut mode = self.mode;
        let mut is_absent = self.group == Group::Absent;
        let mut core = source.trim(core);
        // Signs of the legend, and bullets.
        while !core.is_empty() && is_sign(source.plain[core.start]) {
            let sign = source.chars[core.start];
            is_absent |= matches!(sign, '×' | '✕');
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
            let mut text = source.bare(note);
            if let Ok(number) = text.trim_start_matches('※').parse::<u32>()
                && let Some((_, told)) = self.footnotes.iter().find(|(of, _)| *of == number)
            {
                text = source.bare(*told);
            }
            let text = text;
            if let Some(count) = total_count(&text).or_else(|| whole_count(&text)) {
                // The last name carries the count of all: 関戸　紀夫（計５名）.
                let slot = if is_absent { &mut self.people.absent_count } else { &mut self.people.present_count };
                slot.get_or_insert((count, note));
            } else if text.contains("欠席") || matches!(text.as_str(), "×" | "✕" | "欠") {
                is_absent = true;
            } else if let Some(who) = proxy_name(source, note) {
                proxy = Some(who);
                mode = Some(Mode::Proxy);
            } else if text.contains("遅刻")
                || text.contains("遅参")
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
            self.role_until = Some(piece.end);
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

fn is_inner_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\t')
}

/// 健康福祉部, 人権推進課, 支援係: a section, no person.
fn names_a_section(text: &str) -> bool {
    text.ends_with(['課', '部', '局', '室', '係', '所', '館']) || text.ends_with("センター")
}

/// 危機管理室長真中: nothing but a surname stands behind the post.
fn stands_behind_post(text: &str) -> bool {
    let post = text.char_indices().rev().find(|(_, c)| matches!(c, '長' | '員' | '査' | '事' | '任' | '役' | '幹'));
    post.is_some_and(|(at, c)| (1..=3).contains(&text[at + c.len_utf8()..].trim().chars().count()))
}
