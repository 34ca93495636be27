//! What the reader found on a sheet, turned into what a clerk corrects: a form, an agenda, blocks; and what stays beside
//! the source: the doubts, the places of the fields, what found no place. Pure.

use crate::council::meeting::model::{
    BlockKind, ItemLine, MeetingForm, Mode, NumberOf, Person, PublicAccess, label_of, lines_of, read_items,
};
use crate::council::model::RecordMethod;
use minutes::{AgendaItem, Attendee, Minutes, Span};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Half-open ranges of scalars of the source.
pub type Spans = Vec<(usize, usize)>;

/// What is kept of a reading, beside the source and never changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// 疑い: what the sheet says in two ways.
    pub doubts: Vec<Doubt>,
    /// Where each field of the form was read, by its name in the form.
    pub fields: BTreeMap<String, Spans>,
    /// What found no place.
    pub unplaced: Spans,
    /// Where lines were joined: 藤／原委員.
    pub joins: Vec<(usize, String)>,
    /// The share of the text that found its place.
    pub coverage: f64,
    /// What speaks for the record method.
    pub because: Vec<String>,
}

/// 疑い: one thing that the sheet says in two ways.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// The code of the check.
    pub code: String,
    /// One sentence that names both sides.
    pub sentence: String,
    /// Where both sides stand.
    pub spans: Spans,
}

/// A block as it was read: its agenda item is an index into the form's agenda.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadBlock {
    /// 種類.
    pub kind: BlockKind,
    /// Index into [`MeetingForm::agenda`].
    pub item: Option<usize>,
    /// 発言者; empty for none.
    pub speaker: String,
    /// 本文.
    pub text: String,
    /// Where it stands.
    pub spans: Spans,
}

/// A sheet, read.
pub struct ReadSheet {
    /// The head, the agenda and the papers.
    pub form: MeetingForm,
    /// The proceedings.
    pub blocks: Vec<ReadBlock>,
    /// What stays beside the source.
    pub reading: Reading,
}

/// Turns a reading into what a clerk corrects. `name` stands in for a council name that the sheet does not print.
pub fn take_in(minutes: &Minutes, name: &str) -> ReadSheet {
    let mut agenda = vec![];
    let mut at_path = HashMap::new();
    let mut agenda_spans = vec![];
    for item in minutes.agenda.iter().flatten() {
        flatten(item, 0, &mut agenda, &mut at_path, &mut agenda_spans);
    }
    let block = |block: &minutes::Block| ReadBlock {
        kind: BlockKind::of(block.kind),
        item: block.agenda.as_ref().and_then(|path| nearest(path, &at_path)),
        speaker: match (&block.speaker, &block.speaker_note) {
            (Some(speaker), Some(note)) => format!("{speaker}（{note}）"),
            (Some(speaker), None) => speaker.clone(),
            _ => String::new(),
        },
        text: block.text.trim().to_string(),
        spans: spans(&block.spans),
    };
    let blocks = minutes.proceedings.iter().map(block).filter(|block| !block.text.is_empty()).collect();
    let mut reading = reading(minutes, agenda_spans);
    // As lines and back, so that what is kept is what the form would read.
    let agenda = read_items(&lines_of(&agenda));
    let form = fit(form(minutes, name, agenda), name, &mut reading);
    ReadSheet { form, blocks, reading }
}

/// A field that the form would refuse (a name of five hundred characters) stays empty, and that is a doubt: the words are
/// in the source, for the clerk to take from there.
fn fit(form: MeetingForm, name: &str, reading: &mut Reading) -> MeetingForm {
    let mut texts = form.texts();
    for _ in 0..2 {
        let wrongs = match MeetingForm::parse(&texts) {
            Ok(form) => return form,
            Err(wrongs) => wrongs,
        };
        for wrong in wrongs {
            reading.doubts.push(Doubt {
                code: "NOT_TAKEN".into(),
                sentence: format!("{}を読み取れませんでした。原文から入れてください。", label_of(wrong.field)),
                spans: reading.fields.get(wrong.field).cloned().unwrap_or_default(),
            });
            texts.insert(wrong.field.into(), if wrong.field == "body" { name.into() } else { String::new() });
        }
    }
    MeetingForm { body: name.into(), ..MeetingForm::default() }
}

fn flatten(
    item: &AgendaItem,
    depth: usize,
    agenda: &mut Vec<ItemLine>,
    at_path: &mut HashMap<String, usize>,
    places: &mut Spans,
) {
    at_path.entry(item.path.clone()).or_insert(agenda.len());
    places.extend(spans(&item.spans));
    // A title is one line here; what two lines of it said stands in one.
    let title = item.title.split_whitespace().collect::<Vec<_>>().join("　");
    let title = if title.is_empty() { "（題なし）".into() } else { title };
    agenda.push(ItemLine::marked(depth, item.label.as_deref().unwrap_or_default(), &title));
    for inner in &item.items {
        flatten(inner, depth + 1, agenda, at_path, places);
    }
}

/// The item of this path, or the nearest above it.
fn nearest(path: &str, at_path: &HashMap<String, usize>) -> Option<usize> {
    let mut path = path;
    loop {
        if let Some(index) = at_path.get(path) {
            return Some(*index);
        }
        path = path.rsplit_once('-')?.0;
    }
}

fn form(minutes: &Minutes, name: &str, agenda: Vec<ItemLine>) -> MeetingForm {
    let people = |people: &Option<Vec<Attendee>>| people.as_ref().map(|people| people.iter().map(person).collect());
    let day = |iso: &Option<String>| iso.as_ref().and_then(|iso| iso.parse().ok());
    let next = minutes.next_meeting.as_ref();
    MeetingForm {
        body: minutes.body.clone().unwrap_or_else(|| name.into()),
        fiscal_year: minutes.fiscal_year.as_ref().and_then(|year| almanac::read_fiscal_year(year).ok()),
        number: minutes.number,
        number_of: minutes.number_of.map(|of| match of {
            minutes::NumberOf::FiscalYear => NumberOf::FiscalYear,
            minutes::NumberOf::Term => NumberOf::Term,
            minutes::NumberOf::Total => NumberOf::Total,
        }),
        held_on: day(&minutes.held_on),
        held_until: day(&minutes.held_until),
        starts_at: minutes.starts_at.clone(),
        ends_at: minutes.ends_at.clone(),
        venue: minutes.venue.clone().unwrap_or_default(),
        present: people(&minutes.attendance.present),
        present_count: minutes.present_count,
        absent: people(&minutes.attendance.absent),
        absent_count: minutes.absent_count,
        late: minutes.late.clone(),
        left_early: minutes.left_early.clone(),
        proxies: minutes
            .proxies
            .as_ref()
            .map(|all| all.iter().map(|one| format!("{}→{}", one.member, one.proxy)).collect()),
        secretariat: minutes.secretariat.as_ref().map(|all| all.iter().map(clerk).collect()),
        public_access: minutes.public_access.map(|access| match access {
            minutes::PublicAccess::Open => PublicAccess::Open,
            minutes::PublicAccess::Partly => PublicAccess::Partly,
            minutes::PublicAccess::Closed => PublicAccess::Closed,
        }),
        observers: minutes.observers,
        invited: minutes.invited.clone(),
        record_method: match minutes.record_method {
            minutes::RecordMethod::Verbatim => Some(RecordMethod::Verbatim),
            minutes::RecordMethod::PerSpeechSummary => Some(RecordMethod::PerSpeechSummary),
            minutes::RecordMethod::Summary => Some(RecordMethod::Summary),
            minutes::RecordMethod::Unknown => None,
        },
        agenda,
        handouts: minutes.handouts.as_ref().map(|all| {
            let line = |paper: &minutes::Handout| match &paper.label {
                Some(label) if !paper.title.is_empty() => format!("{label}　{}", paper.title),
                Some(label) => label.clone(),
                None => paper.title.clone(),
            };
            all.iter().map(line).collect()
        }),
        next_held_on: next.and_then(|next| day(&next.held_on)),
        next_starts_at: next.and_then(|next| next.starts_at.clone()),
        next_venue: next.and_then(|next| next.venue.clone()).unwrap_or_default(),
    }
}

fn person(attendee: &Attendee) -> Person {
    Person {
        name: attendee.name.clone(),
        role_text: attendee.role_text.clone().filter(|text| !text.is_empty()),
        mode: attendee.mode.map(|mode| match mode {
            minutes::Mode::InPerson => Mode::InPerson,
            minutes::Mode::Online => Mode::Online,
            minutes::Mode::Proxy => Mode::Proxy,
            minutes::Mode::Written => Mode::Written,
        }),
    }
}

fn clerk(clerk: &minutes::Clerk) -> String {
    let words: Vec<&str> = clerk.post.as_deref().into_iter().chain(clerk.name.as_deref()).collect();
    let count = clerk.count.map_or_else(String::new, |count| format!("（{count}名）"));
    format!("{}{count}", words.join("　"))
}

/// The names of the reader's fields, and the field of the form in which each stands.
const FIELDS: &[(&str, &str)] =
    &[("attendance.present", "present"), ("attendance.absent", "absent"), ("next_meeting", "next_held_on")];

fn reading(minutes: &Minutes, agenda: Spans) -> Reading {
    let mut fields: BTreeMap<String, Spans> = BTreeMap::new();
    for (name, places) in &minutes.fields {
        let name = FIELDS.iter().find(|(theirs, _)| theirs == name).map_or(name.as_str(), |(_, ours)| ours);
        fields.entry(name.to_string()).or_default().extend(spans(places));
    }
    fields.entry("agenda".into()).or_default().extend(agenda);
    let papers = minutes.handouts.iter().flatten().flat_map(|paper| spans(&paper.spans));
    fields.entry("handouts".into()).or_default().extend(papers);
    if let Some(next) = &minutes.next_meeting {
        fields.entry("next_held_on".into()).or_default().extend(spans(&next.spans));
    }
    fields.retain(|_, places| !places.is_empty());
    let doubt = |warning: &minutes::Warning| Doubt {
        code: serde_json::to_value(warning.code).ok().and_then(|v| v.as_str().map(Into::into)).unwrap_or_default(),
        sentence: warning.sentence.clone(),
        spans: spans(&warning.spans),
    };
    Reading {
        doubts: minutes.warnings.iter().map(doubt).collect(),
        fields,
        unplaced: spans(&minutes.unplaced),
        joins: minutes.joins.iter().map(|join| (join.at, join.text.clone())).collect(),
        coverage: minutes.coverage,
        because: minutes.record_method_because.iter().map(|evidence| evidence.sentence.clone()).collect(),
    }
}

fn spans(spans: &[Span]) -> Spans {
    spans.iter().map(|Span(start, end)| (*start, *end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TWIN: &str = include_str!("../../../../../corpus/mihon-r6-1.txt");

    #[test]
    fn the_sample_sheet_becomes_a_form_an_agenda_and_blocks() {
        let sheet = take_in(&minutes::read(TWIN), "");
        assert_eq!(sheet.form.title(), "令和6年度第1回 みほん市精神保健福祉連絡協議会");
        assert_eq!(
            (sheet.form.present.as_ref().map(Vec::len), sheet.form.agenda.len(), sheet.blocks.len()),
            (Some(11), 8, 21)
        );
        let opinions = sheet.blocks.iter().filter(|block| block.kind == BlockKind::Opinion).count();
        assert_eq!((opinions, sheet.reading.doubts.len()), (13, 1));
        let item = sheet.blocks.iter().find(|block| block.kind == BlockKind::Opinion).and_then(|block| block.item);
        assert_eq!(item.map(|at| sheet.form.agenda[at].label.as_str()), Some("⑵"));
        assert!(sheet.reading.fields.contains_key("agenda") && sheet.reading.fields.contains_key("present"));
    }

    proptest! {
        #[test]
        fn whatever_was_read_the_form_reads_back(text in "(会議名|日時|出席者|次第|[１⑴・:：\\n　]|[あ-ん]|[0-9]|令和6年){0,80}") {
            let sheet = take_in(&minutes::read(&text), "協議会");
            prop_assert_eq!(MeetingForm::parse(&sheet.form.texts()), Ok(sheet.form.clone()));
            prop_assert!(sheet.blocks.iter().all(|block| block.item.is_none_or(|at| at < sheet.form.agenda.len()) || sheet.form.agenda.is_empty()));
        }
    }
}
