//! How a list of attendance parts its names.

use super::element::is_comma;
use super::line::words_outside_parentheses;
use super::roster::{Roster, roster_columns};
use super::*;

/// How names are parted in a list.
#[derive(Debug, Default)]
pub(super) struct Style {
    pub has_commas: bool,
    /// Points part names: 岩動　哲・三枝木　温子.
    pub has_dots: bool,
    /// Names carry a blank inside (浅茅　和泉).
    pub has_inner_blanks: bool,
    /// Every letter stands alone (宮 坂 典 子).
    pub is_spaced_out: bool,
    /// Where wider gaps part names: the columns of a gap inside a name.
    pub inner_gap: Option<usize>,
    /// One member a line, with columns for seat and body.
    pub has_columns: bool,
    /// The same, and where the name stands.
    pub roster: Option<Roster>,
}

impl Style {
    pub(super) fn of(source: &Source, chunk: &Chunk) -> Style {
        let mut commas = 0;
        let (mut single, mut all) = (0usize, 0usize);
        let mut pairs = 0usize;
        let mut parts_between_commas = 0usize;
        let mut gaps: Vec<(usize, bool)> = Vec::new();
        let mut org_lines = 0;
        let mut name_lines = 0;
        let has_dots = dots_part_names(source, &chunk.values);
        for line in &chunk.values {
            let text = line.piece;
            commas += source.plain(text).iter().filter(|c| is_comma(**c) || has_dots && **c == '・').count();
            let words =
                source.split(text, |c| c == ' ' || is_comma(c) || has_dots && c == '・' || c == ':' || c == '|');
            single += words.iter().filter(|w| w.len() == 1).count();
            all += words.len();
            for run in runs_of_names(source, text, has_dots) {
                if run.len() % 2 == 0 && run.chunks(2).all(|pair| is_name_in_two(&pair[0], &pair[1])) {
                    pairs += run.len() / 2;
                } else {
                    parts_between_commas += run.len();
                }
            }
            for pair in words.windows(2) {
                if (pair[0].end..pair[1].start).all(|at| source.plain[at] == ' ') {
                    gaps.push((gap_columns(source, pair[0], pair[1]), could_be_one_name(source, pair[0], pair[1])));
                }
            }
            let columns = roster_columns(source, text);
            if columns.len() >= 2 {
                let orgs = columns.iter().filter(|c| looks_like_body(&source.bare(**c))).count();
                let names = columns.iter().filter(|c| reads_as_full_name(source, **c)).count();
                org_lines += usize::from(orgs >= 1 && names == 1);
            }
            name_lines += 1;
        }
        let inner_gap = gaps.iter().filter(|(_, is_inner)| *is_inner).map(|(gap, _)| *gap).min();
        let has_commas = commas >= 2 || commas == 1 && all <= 4;
        Style {
            has_commas,
            has_dots,
            has_inner_blanks: pairs > parts_between_commas,
            is_spaced_out: all >= 6 && single * 10 >= all * 7,
            inner_gap: inner_gap.filter(|inner| gaps.iter().any(|(gap, _)| gap > inner)),
            roster: Roster::of(source, &chunk.values),
            has_columns: !has_commas && org_lines * 2 >= name_lines && org_lines >= 2
                || chunk.values.iter().filter(|l| l.is_row).count() >= 2 && org_lines >= 2,
        }
    }
}

/// True where a point stands between names and nothing else: every part is a name, no role, post or body.
fn dots_part_names(source: &Source, lines: &[Line]) -> bool {
    let mut parts = 0;
    for line in lines {
        let plain = source.plain(line.piece);
        if plain.iter().any(|c| is_comma(*c)) {
            return false;
        }
        if !plain.contains(&'・') {
            continue;
        }
        for part in source.split(line.piece, |c| c == '・') {
            let words = words_outside_parentheses(source, split_notes(source, part).0);
            let bare: Vec<String> = words.iter().map(|word| source.bare(*word)).collect();
            let names = bare.iter().filter(|word| role_word(word).is_none() && group_word(word).is_none());
            let is_name = |word: &&String| {
                looks_like_name(word)
                    && !looks_like_body(word)
                    && (!ends_like_post(word) || bare.len() == 2)
                    && word.chars().count() <= 6
            };
            let has_ideograph = bare.iter().any(|word| word.chars().any(|c| matches!(c, '一'..='鿿')));
            let whole: usize = bare.iter().map(|word| word.chars().count()).sum();
            if names.clone().count() == 0
                || names.clone().count() > 2
                || !names.clone().all(|word| is_name(&word))
                || !has_ideograph
                || whole < 2
            {
                return false;
            }
            parts += 1;
        }
    }
    parts >= 2
}

impl Style {
    /// True for what stands between two names.
    pub(super) fn parts(&self, c: char) -> bool {
        is_comma(c) || self.has_dots && c == '・'
    }
}

/// Surname and given name as two words: 浅茅　和泉, 宇津木原　薫子, 与古田　さくらこ.
pub(super) fn is_name_in_two(surname: &str, given: &str) -> bool {
    let is_kana = given.chars().all(|c| matches!(c, 'ぁ'..='ん' | 'ァ'..='ー'));
    match (surname.chars().count(), given.chars().count()) {
        (1..=3, 1..=3) | (4..=5, 1..=2) => true,
        (1..=5, 1..=5) => is_kana,
        _ => false,
    }
}

/// Width of the gap between two words, in columns of half width; a tab is the widest.
pub(super) fn gap_columns(source: &Source, left: Piece, right: Piece) -> usize {
    let gap = &source.chars[left.end..right.start.max(left.end)];
    if gap.contains(&'\t') { usize::MAX } else { crate::page::columns(gap) }
}

fn could_be_one_name(source: &Source, left: Piece, right: Piece) -> bool {
    let core = |piece: Piece| {
        let bare = source.bare(split_notes(source, piece).0);
        let name = strip_title(bare.trim_start_matches(is_sign)).to_string();
        (looks_like_name(&name) && group_word(&name).is_none() && role_word(&name).is_none()).then_some(name)
    };
    core(left).zip(core(right)).is_some_and(|(surname, given)| is_name_in_two(&surname, &given))
}

/// The words between commas, colons, parentheses and words for roles and bodies: 浅茅　和泉 is a run of two.
pub(super) fn runs_of_names(source: &Source, text: Piece, has_dots: bool) -> Vec<Vec<String>> {
    let mut runs: Vec<Vec<String>> = vec![Vec::new()];
    let mut letters = String::new();
    for part in source.split(text, |c| is_comma(c) || has_dots && c == '・' || matches!(c, ':' | '|' | '◎' | '○'))
    {
        runs.push(Vec::new());
        for word in words_outside_parentheses(source, part) {
            let bare = source.bare(split_notes(source, word).0);
            if bare.chars().all(is_sign) {
                runs.push(Vec::new());
                continue;
            }
            if bare.chars().count() == 1 {
                letters.push_str(&bare);
            } else {
                letters.clear();
            }
            let is_role = |word: &str| group_word(word).is_some() || role_word(word).is_some();
            if is_role(&letters) {
                // 委　員: the letters of a role stood alone.
                let drop = letters.chars().count() - 1;
                if let Some(last) = runs.last_mut() {
                    last.truncate(last.len().saturating_sub(drop));
                }
                letters.clear();
                runs.push(Vec::new());
            } else if is_role(&bare) || looks_like_body(&bare) || !looks_like_name(&bare) {
                runs.push(Vec::new());
            } else if let Some(last) = runs.last_mut() {
                last.push(strip_title(&bare).to_string());
            }
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}
