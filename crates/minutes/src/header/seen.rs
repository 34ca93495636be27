//! Whether a line that reads like a label is one, an item of the agenda, or where the proceedings begin.

use super::*;

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
        if matches!(label.word, "委員" | "構成員") {
            let colon = label.is_parted && label.piece.end < line.piece.end;
            let names_follow = !rest_of_line.is_empty() && !reads_as_speech(source, rest_of_line);
            let is_list = source.plain(rest_of_line).iter().filter(|c| matches!(c, '、' | ',')).count() >= 2;
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
        if label.field == Field::Agenda && agenda_items.is_some() && self.knows_the_sitting() {
            return Verdict::BodyWithLine;
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
        let numbers: Vec<(Dress, u32)> = chunk
            .values
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
        let Some(first) = agenda.values.iter().find(|value| !source.bare(value.piece).is_empty()) else { return false };
        let repeats_first = same_item(source, first.piece, line.piece);
        let behind = agenda.values.len() > 1 || !in_agenda;
        repeats_first && behind && first.piece.start != line.piece.start
    }
}
