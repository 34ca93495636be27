//! Headings of the proceedings: those of the printed agenda, and others.

use super::*;

/// Items that nearly every agenda has, also where the sheet's own list leaves them out.
const STOCK: &[&str] = &[
    "開会", "閉会", "挨拶", "あいさつ", "開会挨拶", "閉会挨拶", "会長挨拶", "委嘱状交付", "委員紹介", "自己紹介",
    "議題", "議事", "報告", "報告事項", "協議", "協議事項", "審議", "審議事項", "案件", "質疑応答", "意見交換",
    "その他", "連絡事項", "事務連絡", "次回開催", "次回の開催について",
];

impl Walk<'_> {
    /// A heading that the printed agenda has.
    pub(super) fn listed_heading(&mut self, line: Line, below: &[Line]) -> bool {
        let source = self.source;
        let next = below.first().copied();
        if self.agenda.is_empty() || line.piece.len() > 90 {
            return false;
        }
        let (mut piece, mut number) = (line.piece, None);
        while !piece.is_empty() && "◎○●◆◇■□【〔<《〈≪[*#".contains(source.plain[piece.start]) {
            piece = source.trim(Piece::new(piece.start + 1, piece.end));
        }
        let plain = &source.plain[..piece.end];
        if let Some(found) = item_number(plain, piece.start).or_else(|| loose_number(plain, piece.start)) {
            number = Some(found);
            piece = source.trim(Piece::new(found.end, piece.end));
            if let Some(inner) = item_number(&source.plain[..piece.end], piece.start) {
                // 議題(1) , 3 (1)
                number = Some(inner);
                piece = source.trim(Piece::new(inner.end, piece.end));
            }
        }
        while !piece.is_empty() && matches!(source.plain[piece.end - 1], '*' | '#') {
            piece = source.trim(Piece::new(piece.start, piece.end - 1));
        }
        while !piece.is_empty()
            && matches!(source.plain[piece.start], '】' | '〕' | '>' | '≫' | ']' | ':' | '《' | '「')
        {
            piece = source.trim(Piece::new(piece.start + 1, piece.end));
        }
        let title = key(&source.bare(piece));
        if title.is_empty() {
            return false;
        }
        let found = self.find(&title, number, line, next);
        let Some(at) = found else { return false };
        self.claims.claim(line.piece, FURNITURE);
        self.taken = rest_of_title(source, &self.agenda[at].key, &title, below);
        for line in &below[..self.taken] {
            self.claims.claim(line.piece, FURNITURE);
        }
        self.at_agenda = Some(at);
        let node = &self.agenda[at];
        self.path = Some(node.path.clone());
        self.item = node.bare.clone();
        if let Some(number) = node.number {
            self.tree.numbered(number);
        }
        self.body.headings.push(Heading { bare: node.bare.clone(), piece: line.piece, is_listed: true, number });
        self.enter();
        true
    }

    /// The agenda item with this title, the next one first. Long titles may go on in the next line or carry more words.
    pub(super) fn find(&self, title: &str, number: Option<Numbered>, line: Line, next: Option<Line>) -> Option<usize> {
        let count = self.agenda.len();
        let from = self.at_agenda.map_or(0, |at| at + 1);
        let order = (from..count).chain(0..from);
        let same_number = |node: &Node| match (number, node.number) {
            (Some(own), Some(theirs)) => own.value == theirs.value,
            _ => false,
        };
        let fits = |node: &Node| -> bool {
            let theirs = node.key.as_str();
            if theirs.is_empty() {
                return false;
            }
            if theirs == title {
                return number.is_none() || node.number.is_none() || same_number(node) || theirs.chars().count() > 4;
            }
            if !same_number(node) {
                // Unnumbered print of a numbered item: only whole titles count.
                return false;
            }
            let goes_on = next.is_some_and(|next| {
                let joined = format!("{title}{}", key(&self.source.bare(next.piece)));
                joined == theirs || joined.starts_with(theirs)
            }) && theirs.starts_with(title)
                && line.width(self.source) * 10 >= self.widest * 7;
            let shared = title.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
            let long = title.chars().count().max(theirs.chars().count());
            let sentence = self.source.plain(line.piece).contains(&'。');
            goes_on
                || !sentence
                    && (shared * 10 >= long * 6
                        || theirs.starts_with(title) && title.chars().count() >= 3
                        || title.starts_with(theirs) && title.chars().count() <= theirs.chars().count() + 12)
        };
        order.clone().find(|at| fits(&self.agenda[*at]))
    }

    pub(super) fn enter(&mut self) {
        self.phase = Phase::Lead;
        self.is_open = false;
        self.standing = None;
        self.columns.clear();
        self.rows = None;
    }

    /// ３）… where １） and ２） are items: the dress of a bullet, and yet a heading.
    pub(super) fn expected_heading(&mut self, line: Line, next: Option<Line>) -> bool {
        let source = self.source;
        let number = item_number(&source.plain[..line.piece.end], line.piece.start);
        number.is_some_and(|number| is_bullet_dress(number.dress) && self.is_next_item(number))
            && (line.gap > 0 || next.is_some_and(|next| self.is_speech(next)))
            && self.unlisted_heading(line, next)
    }

    /// (1) right below 2: the first of the items under a heading.
    fn opens_list(&self, line: Line, above: Numbered) -> bool {
        item_number(&self.source.plain[..line.piece.end], line.piece.start)
            .is_some_and(|number| number.value == 1 && number.dress.depth() > above.dress.depth())
    }

    /// 一　…: the first heading of all, behind the words that opened the meeting.
    fn opens_sheet(&self, number: Numbered) -> bool {
        number.value == 1
            && self.tree.is_empty()
            && self.last.is_some_and(|last| ends_sentence(self.source, last.piece))
    }

    fn is_next_item(&self, number: Numbered) -> bool {
        self.tree.last_of(number.dress).is_some_and(|last| number.value == last + 1)
    }

    /// A numbered short line that the agenda does not have, or any heading where no agenda is printed.
    pub(super) fn unlisted_heading(&mut self, line: Line, next: Option<Line>) -> bool {
        let source = self.source;
        let Some(number) = item_number(&source.plain[..line.piece.end], line.piece.start) else { return false };
        let title = source.trim(Piece::new(number.end, line.piece.end));
        let plain = source.plain(title);
        let ends_a_sentence =
            plain.contains(&'。') || plain.last().is_some_and(|c| matches!(c, '、' | ',' | '.' | ')' if *c != ')'));
        if title.is_empty()
            || title.len() > 44
            || ends_a_sentence
            || is_bullet_dress(number.dress) && !self.is_next_item(number)
        {
            return false;
        }
        let wraps = line.width(source) * 100 >= self.widest * 96
            && self.widest > 40
            && next.is_some_and(|n| !begins_something(source, n.piece));
        let in_speech = self.is_open && self.body.blocks.last().is_some_and(|block| block.speaker.is_some());
        let expected = self.tree.last_of(number.dress).is_some_and(|last| number.value == last + 1);
        let first_below =
            number.value == 1 && self.tree.deepest().is_none_or(|deepest| number.dress.depth() > deepest.depth());
        let is_heading = match number.dress {
            Dress::Named => true,
            _ if STOCK.contains(&source.bare(title).as_str()) => {
                !in_speech || line.gap > 0 || next.is_some_and(|n| self.is_speech(n) || self.opens_list(n, number))
            }
            _ if wraps && !expected => false,
            _ if in_speech => {
                (expected || self.opens_sheet(number))
                    && (line.gap > 0 || next.is_some_and(|n| self.is_speech(n) || self.opens_list(n, number)))
            }
            _ => expected || first_below || self.tree.is_empty(),
        };
        if !is_heading {
            return false;
        }
        let before = self.tree.clone();
        let (path, depth) = self.tree.numbered(number);
        let listed_below = !self.agenda.is_empty();
        if listed_below && depth > 0 && before.path().is_none() {
            self.tree = before;
            return false;
        }
        self.body.headings.push(Heading {
            bare: source.bare(title),
            piece: line.piece,
            is_listed: !listed_below,
            number: Some(number),
        });
        if listed_below {
            self.claims.claim(line.piece, FURNITURE);
            self.body.unlisted.push(AgendaItem {
                path: path.clone(),
                label: Some(source.text(Piece::new(line.piece.start, number.end))),
                title: source.text(title),
                spans: Vec::new(),
                items: Vec::new(),
            });
        } else {
            let node = agenda::node(
                source,
                self.claims,
                path.clone(),
                depth,
                Some(number),
                Piece::new(line.piece.start, number.end),
                title,
            );
            self.body.nodes.push(node);
        }
        self.path = Some(path);
        self.item = source.bare(title);
        self.enter();
        true
    }
}

/// How many lines below hold the rest of a title that was too long for one; none where they do not end with it.
fn rest_of_title(source: &Source, whole: &str, begun: &str, below: &[Line]) -> usize {
    let mut rest = whole.strip_prefix(begun).unwrap_or("");
    for (at, line) in below.iter().take(MOST_TITLE_LINES).enumerate() {
        let Some(after) = rest.strip_prefix(key(&source.bare(line.piece)).as_str()).filter(|_| !rest.is_empty()) else {
            return 0;
        };
        rest = after;
        if rest.is_empty() {
            return at + 1;
        }
    }
    0
}

const MOST_TITLE_LINES: usize = 4;

fn is_bullet_dress(dress: Dress) -> bool {
    matches!(dress, Dress::Circled | Dress::HalfParenthesised | Dress::Latin | Dress::ParenthesisedKana)
}
