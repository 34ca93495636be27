//! Rows of tables: each cell with words is a block.

use super::*;

impl Walk<'_> {
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
        let heads: Vec<Option<Cue>> = cells.iter().map(|cell| crate::kind::column(&source.bare(*cell))).collect();
        let short = cells.iter().all(|cell| cell.len() <= 14 && !source.plain(*cell).contains(&'。'));
        if short && heads.iter().filter(|head| head.is_some()).count() * 2 >= cells.len() {
            for cell in &cells {
                self.claims.claim(*cell, FURNITURE);
            }
            self.columns = heads;
            self.is_open = false;
            return;
        }
        let mut who: Option<(Piece, Option<Piece>)> = None;
        for (column, cell) in cells.iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            let bare = source.bare(*cell);
            let head = self.columns.get(column).copied().flatten();
            let is_number = bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '(' | ')' | '-'))
                || glyphs::enclosed(bare.chars().next().unwrap_or(' ')).is_some() && bare.chars().count() == 1;
            if is_number || head == Some(Cue::Number) {
                self.claims.claim(*cell, FURNITURE);
                continue;
            }
            if head == Some(Cue::Speaker) || head.is_none() && cell.len() <= 12 && speaker::is_speaker(&bare) {
                self.claims.claim(*cell, FURNITURE);
                self.body.marks += 1;
                who = Some(speaker::name_and_note(source, *cell));
                continue;
            }
            if head == Some(Cue::Item) {
                self.claims.claim(*cell, FURNITURE);
                if let Some(at) = self.agenda.iter().position(|node| node.key == key(&bare)) {
                    self.path = Some(self.agenda[at].path.clone());
                    self.item = bare;
                }
                continue;
            }
            let mut piece = *cell;
            let mut speaker = who;
            if let Some(open) = bracket_name(source, piece) {
                speaker = Some((open.0, None));
                self.claims.claim(Piece::new(piece.start, open.1), FURNITURE);
                piece = source.trim(Piece::new(open.1, piece.end));
            } else if head == Some(Cue::Answer) {
                speaker = None;
            }
            let (words, bullet) = if piece.is_empty() { (piece, None) } else { without_bullet(source, piece) };
            if bullet.is_some() {
                self.claims.claim(Piece::new(piece.start, words.start), FURNITURE);
            }
            self.push(speaker, head.or((bullet == Some(Bullet::Arrow)).then_some(Cue::Answer)));
            self.append(words, true);
        }
    }
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
