//! Rows of tables: each cell with words is a block.

use super::*;

impl Walk<'_> {
    /// №　意見　→　対応, 発言した者　発言の要旨: the head of a table without rules.
    pub(super) fn table_head(&mut self, line: Line) -> bool {
        if line.piece.len() > 40 {
            return false;
        }
        let Some((numbered, cues)) = crate::kind::bare_head(&self.source.bare(line.piece)) else { return false };
        self.claims.claim(line.piece, FURNITURE);
        self.rows = cues.first().copied().filter(|_| numbered);
        if self.gutter.is_none() {
            self.is_open = false;
        }
        true
    }

    /// １　…, (2) …: a row below such a head, or a numbered decision below ＜決定事項＞.
    pub(super) fn numbered_row(&mut self, line: Line) -> bool {
        let source = self.source;
        let is_list = self.rows.is_some() || self.phase == Phase::Decisions;
        let Some(number) = item_number(&source.plain[..line.piece.end], line.piece.start).filter(|_| is_list) else {
            return false;
        };
        let rest = source.trim(Piece::new(number.end, line.piece.end));
        let goes_on = self.is_open && self.last.is_some_and(|last| !ends_sentence(source, last.piece)) && line.gap == 0;
        if rest.is_empty() || goes_on {
            return false;
        }
        self.claims.claim(Piece::new(line.piece.start, rest.start), FURNITURE);
        self.begin(rest, None, self.rows);
        true
    }

    /// ――――: a rule.
    pub(super) fn rule(&mut self, line: Line) -> bool {
        let piece = line.piece;
        let is_rule = piece.len() >= 3 && self.source.plain(piece).iter().all(|c| glyphs::is_dash(*c) || *c == ' ');
        if is_rule {
            self.claims.claim(piece, FURNITURE);
        }
        is_rule
    }

    /// 質問⇥香月委員⇥…, 結果⇥⇥…: a row of cells parted by tabs, of which one is a kind. A name may stand before or
    /// behind it, or nowhere; whoever it is, the kind tells that the short cell beside it names him.
    pub(super) fn kind_row(&mut self, line: Line) -> bool {
        let source = self.source;
        let tabs: Vec<usize> =
            (line.piece.start..line.piece.end).filter(|at| source.chars[*at] == '\t').take(8).collect();
        if tabs.is_empty() {
            return false;
        }
        let starts = std::iter::once(line.piece.start).chain(tabs.iter().map(|at| at + 1));
        let ends = tabs.iter().copied().chain(std::iter::once(line.piece.end));
        let mut cells: Vec<Piece> = starts.zip(ends).map(|(start, end)| source.trim(Piece::new(start, end))).collect();
        let words = cells.pop().unwrap_or(line.piece);
        let is_sentence = words.len() > 12 || ends_sentence(source, words);
        let kind_of = |cell: &Piece| crate::kind::kind_word(&source.bare(*cell));
        let Some(at) = cells.iter().position(|cell| kind_of(cell).is_some()).filter(|_| is_sentence) else {
            return false;
        };
        let cue = kind_of(&cells[at]);
        let others = cells.iter().enumerate().filter(|(column, cell)| *column != at && !cell.is_empty());
        let names: Vec<Piece> = others.map(|(_, cell)| *cell).filter(|cell| !is_number(&source.bare(*cell))).collect();
        let is_name = |cell: &Piece| cell.len() <= 20 && !source.plain(*cell).iter().any(|c| "。、".contains(*c));
        if names.len() > 1 || !names.iter().all(is_name) {
            return false;
        }
        let who = names.first().map(|cell| speaker::name_and_note(source, *cell));
        self.body.marks += usize::from(who.is_some());
        self.claims.claim(Piece::new(line.piece.start, words.start), FURNITURE);
        self.standing = None;
        self.push(who, cue);
        self.append(words, true);
        true
    }

    /// A row of a table: each cell with words is a block; a head row tells the kinds of its columns.
    pub(super) fn row(&mut self, line: Line) {
        let source = self.source;
        let mut cells: Vec<Piece> = Vec::new();
        let mut start = line.piece.start;
        for at in line.piece.start..=line.piece.end {
            if at == line.piece.end || matches!(source.plain[at], '|' | '│' | '┃') {
                if at < line.piece.end {
                    self.claims.claim(Piece::new(at, at + 1), FURNITURE);
                }
                cells.push(source.trim(Piece::new(start, at)));
                start = at + 1;
            }
        }
        let (before, behind) = crate::page::empty_cells(source, line.piece);
        cells.splice(0..0, std::iter::repeat_n(Piece::new(line.piece.start, line.piece.start), before));
        cells.extend(std::iter::repeat_n(Piece::new(line.piece.end, line.piece.end), behind));
        if self.goes_on_below(line, &cells) || self.heading_in_row(line, &cells) {
            return;
        }
        let heads: Vec<Option<Cue>> = cells.iter().map(|cell| crate::kind::column(&source.bare(*cell))).collect();
        let short = cells.iter().all(|cell| cell.len() <= 14 && !source.plain(*cell).contains(&'。'));
        // Within a table only the same head again, at the top of a page.
        let in_table = !self.columns.is_empty() && self.last.is_some_and(|last| last.is_row);
        if short
            && (!in_table || heads == self.columns)
            && heads.iter().filter(|head| head.is_some()).count() * 2 >= cells.len()
        {
            for cell in &cells {
                self.claims.claim(*cell, FURNITURE);
            }
            self.columns = heads;
            self.is_open = false;
            return;
        }
        let mut who: Option<(Piece, Option<Piece>)> = None;
        self.cells = vec![None; cells.len()];
        let solid = cells.iter().filter(|cell| !cell.is_empty()).count();
        let kind = cells.iter().find_map(|cell| crate::kind::kind_word(&source.bare(*cell))).filter(|_| solid > 1);
        for (column, cell) in cells.iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            let bare = source.bare(*cell);
            let mut head = self.columns.get(column).copied().flatten();
            if kind.is_some() && crate::kind::kind_word(&bare).is_some() && matches!(head, None | Some(Cue::Item)) {
                self.claims.claim(*cell, FURNITURE);
                continue;
            }
            if matches!(head, None | Some(Cue::Words)) {
                head = kind.or(head);
            }
            let is_number = is_number(&bare) && head != Some(Cue::Item)
                || glyphs::enclosed(bare.chars().next().unwrap_or(' ')).is_some() && bare.chars().count() == 1;
            if is_number || head == Some(Cue::Number) {
                self.claims.claim(*cell, FURNITURE);
                continue;
            }
            if head == Some(Cue::Speaker) || (head.is_none() || head == kind) && self.names_a_speaker(*cell) {
                self.claims.claim(*cell, FURNITURE);
                self.body.marks += 1;
                who = Some(speaker::name_and_note(source, *cell));
                continue;
            }
            if head == Some(Cue::Item) {
                self.claims.claim(*cell, FURNITURE);
                self.item_in_cell(*cell);
                continue;
            }
            self.cells[column] = Some(self.body.blocks.len());
            let parts = lines_of_cell(source, self.claims, *cell);
            for (at, part) in parts.iter().enumerate() {
                self.part_of_cell(*part, head, who, (at == 0, kind.is_some()));
            }
        }
    }

    /// 会長, 小野氏（青木委員代理）: a cell that is a name and no more.
    fn names_a_speaker(&self, cell: Piece) -> bool {
        let (name, note) = speaker::name_and_note(self.source, cell);
        let bare = self.source.bare(name);
        let is_short = name.len() <= 12 && note.is_none_or(|note| note.end + 1 >= cell.end && note.len() <= 16);
        is_short && (speaker::is_speaker(&bare) || self.names.contains(&bare))
    }

    /// A row of which only one cell has words.
    pub(super) fn in_ruled_row(&self, line: Line) -> bool {
        let (before, behind) = crate::page::empty_cells(self.source, line.piece);
        before + behind > 0 && (!self.cells.is_empty() || !self.columns.is_empty())
    }

    /// In a table of rules, a line without one above it goes on with the cells of the line before.
    fn goes_on_below(&mut self, line: Line, cells: &[Piece]) -> bool {
        let source = self.source;
        let behind = source.chars[line.piece.end..].iter().find(|c| !glyphs::is_blank(**c));
        let within = &source.chars[line.piece.start..line.piece.end];
        let is_ruled = within.iter().chain(behind).any(|c| matches!(c, '│' | '┃' | '┆'));
        let same_row =
            is_ruled && line.gap == 0 && self.cells.len() == cells.len() && self.last.is_some_and(|last| last.is_row);
        if !same_row || self.cells.iter().all(Option::is_none) {
            return false;
        }
        for (cell, block) in cells.iter().zip(self.cells.clone()).filter(|(cell, _)| !cell.is_empty()) {
            let Some(block) = block.and_then(|at| self.body.blocks.get_mut(at)) else {
                self.claims.claim(*cell, FURNITURE);
                continue;
            };
            let ended = block.pieces.last().is_some_and(|(piece, _)| ends_sentence(source, *piece));
            self.claims.claim(*cell, block.owner);
            block.pieces.push((*cell, ended));
        }
        true
    }

    /// A row of one cell that is an item of the agenda.
    fn heading_in_row(&mut self, line: Line, cells: &[Piece]) -> bool {
        let mut solid = cells.iter().filter(|cell| !cell.is_empty());
        let (Some(cell), None) = (solid.next(), solid.next()) else { return false };
        cells.len() > 1 && self.listed_heading(Line { piece: *cell, ..line }, &[])
    }

    /// The item of a row: its title, or its number (3, 3(1), 議題2).
    fn item_in_cell(&mut self, cell: Piece) {
        let bare = self.source.bare(cell);
        let title = item_number(&self.source.plain[..cell.end], cell.start)
            .map_or(bare.clone(), |number| self.source.bare(Piece::new(number.end.min(cell.end), cell.end)));
        let (titled, whole) = (key(&title), key(&bare));
        let path: String =
            bare.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        let found = self
            .agenda
            .iter()
            .position(|node| !node.key.is_empty() && (node.key == whole || node.key == titled))
            .or_else(|| self.agenda.iter().position(|node| titled.is_empty() | is_number(&bare) && node.path == path));
        if let Some(at) = found {
            self.path = Some(self.agenda[at].path.clone());
            self.item = self.agenda[at].bare.clone();
            self.at_agenda = Some(at);
        }
    }

    /// One line of a cell: a block of its own if a name, a bullet or nothing before it begins one.
    fn part_of_cell(
        &mut self,
        part: Piece,
        head: Option<Cue>,
        who: Option<(Piece, Option<Piece>)>,
        (is_first, is_kind): (bool, bool),
    ) {
        let source = self.source;
        let (mut piece, bullet) = without_bullet(source, part);
        let (mut speaker, mut begins) = (who, is_first || bullet.is_some());
        let spoken = speaker::ended_name(source, piece, &|bare| self.names.contains(bare), 22)
            .filter(|spoken| spoken.mark == Mark::Colon && spoken.end < piece.end);
        if let Some(open) = bracket_name(source, piece) {
            (speaker, begins) = (Some((open.0, None)), true);
            piece = source.trim(Piece::new(open.1, piece.end));
        } else if let Some(spoken) = spoken {
            (speaker, begins) = (Some((spoken.name, spoken.note)), true);
            piece = source.trim(Piece::new(spoken.end, piece.end));
            self.body.marks += 1;
        } else if head == Some(Cue::Answer) && !is_kind {
            speaker = None;
        }
        self.claims.claim(Piece::new(part.start, piece.start), FURNITURE);
        if begins {
            self.push(speaker, head.or((bullet == Some(Bullet::Arrow)).then_some(Cue::Answer)));
        }
        self.append(piece, true);
    }
}

fn is_number(bare: &str) -> bool {
    bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '(' | ')' | '-'))
}

/// The lines of a cell, parted by <br>.
fn lines_of_cell(source: &Source, claims: &mut Claims, cell: Piece) -> Vec<Piece> {
    let mut parts = Vec::new();
    let mut start = cell.start;
    for at in cell.start..cell.end {
        if at >= start
            && let Some(end) = line_break(source, Piece::new(at, cell.end))
        {
            claims.claim(Piece::new(at, end), FURNITURE);
            parts.push(source.trim(Piece::new(start, at)));
            start = end;
        }
    }
    parts.push(source.trim(Piece::new(start, cell.end)));
    parts.retain(|part| !part.is_empty());
    parts
}

/// Where <br>, <br/> or <BR /> ends.
fn line_break(source: &Source, rest: Piece) -> Option<usize> {
    let letter = |at: usize| source.plain.get(rest.start + at).filter(|_| rest.start + at < rest.end).copied();
    if letter(0) != Some('<') || !matches!((letter(1), letter(2)), (Some('b' | 'B'), Some('r' | 'R'))) {
        return None;
    }
    let close = (3..6).find(|at| letter(*at) == Some('>'))?;
    (3..close).all(|at| matches!(letter(at), Some(' ' | '/'))).then_some(rest.start + close + 1)
}

/// ［みほん会］ …: the organisation in brackets at the head of a cell.
pub(super) fn bracket_name(source: &Source, piece: Piece) -> Option<(Piece, usize)> {
    let closer = match source.plain[piece.start] {
        '[' => ']',
        '〔' => '〕',
        '【' => '】',
        '(' => ')',
        _ => return None,
    };
    let close = (piece.start..piece.end.min(piece.start + 24)).find(|at| source.plain[*at] == closer)?;
    let name = source.trim(Piece::new(piece.start + 1, close));
    let bare = source.bare(name);
    (close + 1 < piece.end && !bare.starts_with("資料") && !bare.is_empty() && !bare.contains('。'))
        .then_some((name, close + 1))
}
