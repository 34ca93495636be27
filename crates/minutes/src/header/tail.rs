//! Where the proceedings end: papers, next meeting, contact, signatures behind them.

use super::*;

/// Where no proceedings are printed apart, a list under 議事 that carries sentences is the proceedings.
pub(super) fn take_agenda_as_body(source: &Source, outline: &mut Outline, rest: &[Line]) {
    if !rest.is_empty() && (outline.proceedings_label.is_some() || rest.len() > 3) {
        return;
    }
    let Some(at) = outline.chunks.iter().rposition(|chunk| chunk.field() == Field::Agenda) else { return };
    let sentences = outline.chunks[at]
        .values
        .iter()
        .filter(|value| {
            source.plain(value.piece).contains(&'。') || matches!(source.plain[value.piece.start], '⇒' | '→')
        })
        .count();
    let others = outline.chunks.iter().take(at).any(|chunk| chunk.field() == Field::Agenda);
    if sentences == 0 || sentences == 1 && outline.chunks[at].values.len() < 3 && !others {
        return;
    }
    let chunk = outline.chunks.remove(at);
    let tail = outline.chunks.split_off(at);
    outline.proceedings_label = Some(chunk.label);
    outline.body.extend(chunk.values);
    outline.chunks.extend(tail);
}

/// Fields that come behind the proceedings: papers, next meeting, contact, signatures.
pub(super) fn body_and_tail(source: &Source, outline: &mut Outline, lines: &[Line]) {
    let mut tail: Option<Chunk> = None;
    let has_handouts = outline.chunks.iter().any(|chunk| chunk.field() == Field::Handouts);
    for (at, line) in lines.iter().enumerate() {
        let label = label_at(source, line.piece).filter(|label| {
            let late = match label.field {
                // 当日資料　… in a list of papers is one of them.
                Field::Handouts => {
                    !has_handouts
                        && tail.as_ref().is_none_or(|chunk| chunk.field() != Field::Handouts)
                        && label.number.is_none()
                        && handouts_follow(source, *label, *line, &lines[at + 1..])
                }
                Field::Aside => {
                    label.is_parted
                        && matches!(
                            label.word,
                            "問合先"
                                | "問い合わせ先"
                                | "問合せ先"
                                | "お問い合わせ先"
                                | "お問い合わせ"
                                | "お問合せ先"
                                | "担当課"
                                | "担当部署"
                                | "連絡先"
                                | "事務担当"
                                | "署名委員"
                                | "会議録署名委員"
                                | "会議録署名人"
                                | "議事録署名人"
                                | "議事録署名委員"
                                | "会議録署名者"
                                | "署名人"
                                | "署名"
                                | "問合せ"
                                | "署名欄"
                        )
                }
                Field::Next if tells_a_day(source, *label, *line) => true,
                Field::Next => label.is_parted && label.number.is_none() && label.word != "次回" && tail.is_some(),
                _ => {
                    tail.is_some()
                        && label.is_parted
                        && label.word.chars().count() >= 3
                        && !matches!(label.field, Field::Proceedings | Field::Agenda)
                }
            };
            late && !matches!(source.plain[line.piece.start], '・' | '○' | '●')
        });
        if let Some(label) = label {
            outline.chunks.extend(tail.take());
            let mut chunk = Chunk { label, values: Vec::new() };
            push_rest(source, &mut chunk.values, *line, label.piece.end);
            tail = Some(chunk);
            continue;
        }
        let back_to_body =
            tail.is_some() && (marks_a_speech(source, *line) || begins_an_item(source, *line) && lines.len() - at > 12);
        if back_to_body {
            outline.chunks.extend(tail.take());
        }
        match &mut tail {
            Some(chunk) => chunk.values.push(*line),
            None => outline.body.push(*line),
        }
    }
    outline.chunks.extend(tail);
}

/// 次回　令和6年2月29日（木）18時: a field, not words about the next meeting.
fn tells_a_day(source: &Source, label: Label, line: Line) -> bool {
    let value = source.plain(source.trim(Piece::new(label.piece.end, line.piece.end)));
    let begins = almanac::scan_dates(value).first().is_some_and(|date| date.start <= 1 && date.day.is_some());
    begins && !value.contains(&'。') && label.number.is_none()
}

fn begins_an_item(source: &Source, line: Line) -> bool {
    item_number(&source.plain[..line.piece.end], line.piece.start)
        .is_some_and(|n| matches!(n.dress, Dress::Plain | Dress::Named))
        && !source.plain(line.piece).contains(&'料')
}

fn handouts_follow(source: &Source, label: Label, line: Line, rest: &[Line]) -> bool {
    let value = source.bare(Piece::new(label.piece.end, line.piece.end));
    let names_papers =
        |text: &str| text.contains("資料") || text.contains("次第") || text.contains("名簿") || text.contains("別紙");
    let is_sentence = |text: &str| text.contains('。');
    if !value.is_empty() {
        // 提出資料　　委員名簿: nothing but a list stands behind a wide gap.
        let gap =
            source.chars[..label.piece.end].iter().rev().take_while(|c| glyphs::is_blank(**c)).collect::<Vec<_>>();
        let is_wide = gap.len() >= 2 || gap.contains(&&'\u{3000}');
        let is_whole = label.word.chars().count() >= 4 && is_wide;
        return (names_papers(&value) || label.is_parted || is_whole) && !is_sentence(&value);
    }
    rest.first().is_some_and(|next| {
        let text = source.bare(next.piece);
        (names_papers(&text) || label.is_parted && label.word.chars().count() >= 4) && !is_sentence(&text)
    })
}
