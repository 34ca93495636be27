//! Which marks name speakers on a sheet.

use super::*;

/// Which marks name speakers on this sheet: those that name a known voice often enough.
pub(super) fn ways_of_speaking(source: &Source, lines: &[Line], names: &HashSet<String>) -> HashSet<Mark> {
    let mut counts: HashMap<Mark, usize> = HashMap::new();
    for line in lines {
        let mut piece = without_bullet(source, line.piece).0;
        if let Some((_, start)) = (!piece.is_empty()).then(|| speech::kind_before_name(source, piece, names)).flatten()
        {
            piece = Piece::new(start, piece.end);
        }
        if let Some(spoken) = any_speaker(source, piece, names)
            && (speaker::voice(&source.bare(spoken.name)) != speaker::Voice::Unknown
                || names.contains(&source.bare(spoken.name)))
        {
            let plain =
                speaker::is_plain_speaker(&source.bare(spoken.name)) || names.contains(&source.bare(spoken.name));
            if plain || !matches!(spoken.mark, Mark::Blank | Mark::Alone) {
                *counts.entry(spoken.mark).or_default() += 1;
            }
        }
    }
    counts
        .into_iter()
        .filter(|(mark, count)| match mark {
            Mark::Blank | Mark::Alone => *count >= 2,
            _ => *count >= 1,
        })
        .map(|(mark, _)| mark)
        .collect()
}

pub(super) fn any_speaker(source: &Source, piece: Piece, names: &HashSet<String>) -> Option<Spoken> {
    let known = |bare: &str| names.contains(bare);
    speaker::signed(source, piece, &known)
        .or_else(|| speaker::bracketed(source, piece))
        .or_else(|| speaker::ended_name(source, piece, &known, 22))
}

/// Posts that no list has (学芸員): a word of a few letters that again and again begins a line behind a finished one, with
/// a wide blank after it.
pub(super) fn recurring_names(source: &Source, lines: &[Line]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for pair in lines.windows(2) {
        let Piece { start, end } = pair[1].piece;
        let Some(blank) = (start..end.min(start + 9)).find(|at| source.plain[*at] == ' ') else { continue };
        let name = &source.plain[start..blank];
        let is_word = name.len() >= 2 && name.iter().all(|c| matches!(c, '一'..='鿿' | 'ァ'..='ヺ' | 'ー' | '々'));
        let gap = source.chars[blank..end].iter().take_while(|c| glyphs::is_blank(**c)).copied().collect::<Vec<_>>();
        let is_wide = crate::page::columns(&gap) >= 3;
        if is_word && is_wide && ends_sentence(source, pair[0].piece) && item_number(&source.plain, start).is_none() {
            *counts.entry(name.iter().collect()).or_default() += 1;
        }
    }
    let is_label = |name: &str| {
        let piece = Source::new(name);
        crate::label::label_at(&piece, Piece::new(0, piece.chars.len())).is_some()
    };
    counts.into_iter().filter(|(name, count)| *count >= 2 && !is_label(name)).map(|(name, _)| name).collect()
}
