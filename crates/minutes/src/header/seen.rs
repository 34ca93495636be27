//! Whether a line that reads like a label is one, an item of the agenda, or where the proceedings begin.

use super::*;
use crate::agenda;

/// Items of the agenda that a line is compared with.
const MOST_ITEMS: usize = 40;

pub(super) enum Verdict {
    Field,
    /// An item of the agenda that reads like a label (３ 議題).
    Item,
    /// The proceedings begin behind this label.
    Body,
    /// The proceedings begin with this line.
    BodyWithLine,
}

#[derive(Default)]
pub(super) struct Seen {
    pub(super) fields: Vec<Field>,
    /// The last number that stood before a label of the head.
    head_number: Option<u32>,
    /// How far in the last label stood.
    pub(super) label_indent: usize,
}

impl Seen {
    pub(super) fn note(&mut self, label: &Label) {
        self.fields.push(label.field);
        if label.number.is_some() {
            self.head_number = label.number;
        }
    }

    fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    fn knows_the_sitting(&self) -> bool {
        [Field::When, Field::WhenAndVenue, Field::Venue, Field::Attendees, Field::Present, Field::Start]
            .iter()
            .any(|f| self.has(*f))
    }

    /// A label that only its stem tells, where the layout vouches for it.
    pub(super) fn stem_label(
        &self,
        source: &Source,
        outline: &Outline,
        line: Line,
        next: Option<&Line>,
    ) -> Option<Label> {
        if marks_a_speech(source, line) {
            return None;
        }
        let is_deeper_below = next.is_some_and(|next| next.indent > line.indent);
        let is_speech_below = next.is_some_and(|next| {
            is_ornament(source.plain[next.piece.start]) || marks_a_speech(source, *next) || heads_an_item(source, *next)
        });
        let mut label = stem_label_at(source, line.piece, is_deeper_below || is_speech_below)?;
        if label.is_parted && label.piece.end >= line.piece.end && !is_deeper_below && label.field != Field::Proceedings
        {
            return None;
        }
        let value = source.trim(Piece::new(label.piece.end, line.piece.end));
        if !label.is_parted && reads_as_speech(source, value) {
            return None;
        }
        if label.field == Field::Agenda
            && almanac::scan_dates(source.plain(value)).first().is_some_and(|d| d.start == 0)
        {
            // 日程：令和3年9月30日
            label.field = Field::When;
        }
        let has_value = label.is_parted && !value.is_empty();
        let is_deeper = line.indent > self.label_indent + 1 && !line.is_row;
        let goes_on = label.number.is_some() && label.number == self.head_number.map(|n| n + 1);
        let Some(chunk) = outline.chunks.last() else {
            let is_plain = matches!(label.field, Field::When | Field::Venue | Field::Present) && !value.is_empty();
            return (has_value || is_plain && !outline.preamble.is_empty()).then_some(label);
        };
        let is_label = match chunk.field() {
            // 〈承認事項〉 groups items.
            Field::Agenda => {
                goes_on
                    || label.field != Field::Agenda && !is_deeper && label.number.is_none() && chunk.values.len() > 1
            }
            Field::Handouts => label.field != Field::Handouts && (has_value || !is_deeper),
            // 医療関係者: whom members stand for, no guests.
            field if is_about_people(field) && label.word.starts_with("関係") && !names_first(source, &label) => {
                false
            }
            field if is_about_people(field) => {
                let is_seat = matches!(label.word, "委員" | "構成員" | "部会員");
                !is_seat && (has_value || !is_deeper || label.number.is_some())
            }
            _ => has_value || !is_deeper || label.number.is_some(),
        };
        is_label.then_some(label)
    }

    pub(super) fn judge(
        &self,
        source: &Source,
        outline: &Outline,
        label: &Label,
        line: Line,
        rest: &[Line],
    ) -> Verdict {
        let in_agenda = outline.chunks.last().is_some_and(|chunk| chunk.field() == Field::Agenda);
        let agenda_items =
            outline.chunks.iter().rev().find(|chunk| chunk.field() == Field::Agenda && chunk.values.len() > 1);
        if (in_agenda && label.field != Field::Proceedings || in_agenda && label.number.is_some())
            && let Some(verdict) = self.inside_agenda(source, outline, label, line)
        {
            return verdict;
        }
        let rest_of_line = source.trim(Piece::new(label.piece.end, line.piece.end));
        // ●事務局　皆様、お集まりいただき…: a speech, though its speaker is also a label.
        if is_about_people(label.field)
            && self.knows_the_sitting()
            && is_spoken(source, line, rest_of_line)
            && marks_a_speech(source, line)
        {
            return Verdict::BodyWithLine;
        }
        if matches!(label.word, "委員" | "構成員") {
            let colon = label.is_parted && label.piece.end < line.piece.end;
            let names_follow = !rest_of_line.is_empty() && !reads_as_speech(source, rest_of_line);
            let is_list = counts_people(source, rest_of_line)
                || source.plain(rest_of_line).iter().filter(|c| matches!(c, '、' | ',')).count() >= 2;
            if !(colon || is_list) || !names_follow || self.has(Field::Attendees) || self.has(Field::Present) {
                return Verdict::Item;
            }
        }
        // 次第 within the list of papers is a paper.
        if outline.chunks.last().is_some_and(|chunk| chunk.field() == Field::Handouts)
            && label.field == Field::Agenda
            && rest_of_line.is_empty()
            && label.number.is_none()
            && label.word.ends_with("次第")
            && !rest
                .first()
                .is_some_and(|next| item_words(source, next.piece).0.is_some_and(|number| number.value == 1))
        {
            return Verdict::Item;
        }
        // ＜会場＞　8名, 会場：8名 below 出席者: who came there, no venue.
        if outline.chunks.last().is_some_and(|chunk| is_about_people(chunk.field()))
            && label.word == "会場"
            && counts_people(source, rest_of_line)
        {
            return Verdict::Item;
        }
        // 当日資料　名簿 within the list of papers is a paper.
        if outline.chunks.last().is_some_and(|chunk| chunk.field() == Field::Handouts)
            && label.field == Field::Handouts
            && !label.is_parted
        {
            return Verdict::Item;
        }
        if matches!(label.field, Field::Start | Field::End) {
            let value: String = source.plain(Piece::new(label.piece.end, line.piece.end)).iter().collect();
            let is_time = almanac::read_clock_span(&value).is_ok();
            if !is_time && self.knows_the_sitting() {
                return if label.field == Field::Start && agenda_items.is_some() {
                    Verdict::BodyWithLine
                } else {
                    Verdict::Item
                };
            }
            if !is_time {
                return Verdict::Item;
            }
        }
        // 記録　発言の要旨: how it is written, not the record itself.
        let says_how = label.word == "記録" && !rest_of_line.is_empty() && rest_of_line.len() <= 30;
        if says_how && !source.plain(rest_of_line).contains(&'。') {
            return Verdict::Field;
        }
        if label.field == Field::Proceedings && self.knows_the_sitting() {
            let is_title_again = rest.first().is_some_and(|next| {
                label_at(source, next.piece)
                    .is_some_and(|l| matches!(l.field, Field::When | Field::Venue | Field::Name))
            });
            // An empty row of a form above further rows; the proceedings have their own label below.
            let goes_on = rest.iter().take(4).filter_map(|next| label_at(source, next.piece)).any(|l| {
                l.is_parted
                    && matches!(
                        l.field,
                        Field::Access
                            | Field::Observers
                            | Field::AccessReason
                            | Field::Handouts
                            | Field::Absent
                            | Field::Secretariat
                            | Field::Venue
                    )
            }) && rest
                .iter()
                .take(60)
                .filter_map(|next| label_at(source, next.piece))
                .any(|l| l.field == Field::Proceedings && l.is_parted);
            if is_title_again || goes_on {
                return Verdict::Field;
            }
            return Verdict::Body;
        }
        if let Some(chunk) = agenda_items.filter(|_| label.field == Field::Agenda && self.knows_the_sitting()) {
            // 議事： alone below the list heads the proceedings, where the list has no such item.
            let is_item = chunk.values.iter().take(MOST_ITEMS).any(|value| same_item(source, value.piece, line.piece));
            let is_bare = rest_of_line.is_empty() && label.is_parted && label.number.is_none();
            return if is_bare && !is_item { Verdict::Body } else { Verdict::BodyWithLine };
        }
        if label.field == Field::Proceedings {
            // A title (会議録) above the head.
            return Verdict::Item;
        }
        if label.field == Field::Invited
            && label.word == "その他"
            && !outline.chunks.last().is_some_and(|c| is_about_people(c.field()))
        {
            return Verdict::Item;
        }
        // A label of two letters, a blank and a sentence: words, not a label.
        if !label.is_parted
            && label.word.chars().count() <= 2
            && source.plain(line.piece).ends_with(&['。'])
            && label.number.is_none()
        {
            return Verdict::Item;
        }
        Verdict::Field
    }

    /// Within the list of the agenda some items read like labels.
    fn inside_agenda(&self, source: &Source, outline: &Outline, label: &Label, line: Line) -> Option<Verdict> {
        let chunk = outline.chunks.last()?;
        let near = &chunk.values[chunk.values.len().saturating_sub(MOST_ITEMS)..];
        let numbers: Vec<(Dress, u32)> = near
            .iter()
            .filter_map(|value| item_number(&source.plain[..value.piece.end], value.piece.start))
            .map(|number| (number.dress, number.value))
            .collect();
        let continues = match item_number(&source.plain[..line.piece.end], line.piece.start) {
            Some(own) => match numbers.iter().rev().find(|(dress, _)| *dress == own.dress) {
                Some((_, last)) => own.value == last + 1,
                None => {
                    own.value == 1 && (numbers.is_empty() || own.dress.depth() > numbers[numbers.len() - 1].0.depth())
                }
            },
            None => false,
        };
        let head_goes_on = label.number.is_some() && label.number == self.head_number.map(|n| n + 1);
        let agenda_like = matches!(
            label.field,
            Field::Agenda
                | Field::Proceedings
                | Field::Start
                | Field::End
                | Field::Next
                | Field::Invited
                | Field::Aside
        );
        if continues
            && (agenda_like || !head_goes_on)
            && !(head_goes_on && label.field == Field::Proceedings && chunk.label.number.is_some())
        {
            return Some(Verdict::Item);
        }
        if label.field == Field::Agenda && label.number.is_none() && !label.is_parted {
            return Some(Verdict::Item);
        }
        // A bullet of the list: ・議事, 議事 with further items below.
        let bulleted = matches!(source.plain[line.piece.start], '・' | '•' | '-' | '○');
        if agenda_like && bulleted && label.piece.end >= line.piece.end && label.field != Field::Proceedings {
            return Some(Verdict::Item);
        }
        if matches!(label.field, Field::Start | Field::End) && label.piece.end >= line.piece.end {
            return Some(Verdict::Item);
        }
        None
    }

    /// The proceedings begin with this line, without a label.
    pub(super) fn begins_body(&self, source: &Source, outline: &Outline, line: Line, rest: &[Line]) -> bool {
        if !self.knows_the_sitting() {
            // No head at all: the first speech begins the body.
            return outline.chunks.is_empty() && marks_a_speech(source, line) && !rest.is_empty();
        }
        let in_people = outline.chunks.last().is_some_and(|chunk| is_about_people(chunk.field()));
        if marks_a_speech(source, line) && !(in_people && !is_sentence(source, line, rest)) {
            return true;
        }
        let Some(agenda) = outline.chunks.iter().find(|chunk| chunk.field() == Field::Agenda) else { return false };
        let in_agenda = outline.chunks.last().is_some_and(|chunk| chunk.field() == Field::Agenda);
        if let [only] = agenda.values[..]
            && let Some(first) = agenda::items_in_a_row(source, only.piece).first()
            && in_agenda
        {
            return same_item(source, *first, line.piece);
        }
        // No list names an item twice: its second print is a heading.
        let before = agenda.values.iter().take(MOST_ITEMS).filter(|value| value.piece.start < line.piece.start);
        (agenda.values.len() > 1 || !in_agenda || line.gap > 0)
            && before.into_iter().any(|value| same_item(source, value.piece, line.piece))
    }
}

/// True if the word that tells a label begins it.
fn names_first(source: &Source, label: &Label) -> bool {
    source.bare(label.piece).trim_start_matches(is_ornament).starts_with(label.word)
}
