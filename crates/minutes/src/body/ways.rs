//! Which marks name speakers on a sheet.

use super::*;

/// Which marks name speakers on this sheet: those that name a known voice often enough.
pub(super) fn ways_of_speaking(source: &Source, lines: &[Line], names: &HashSet<String>) -> HashSet<Mark> {
    let mut counts: HashMap<Mark, usize> = HashMap::new();
    for line in lines {
        let piece = without_bullet(source, line.piece).0;
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
