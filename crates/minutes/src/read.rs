//! The reader of text: from a decoded sheet to [`Minutes`].

use crate::agenda::{self, Node, Paper};
use crate::body::{self, Body, Raw};
use crate::header::{Chunk, Outline, outline};
use crate::kind;
use crate::label::Field;
use crate::model::*;
use crate::page::{is_record_foot, lines};
use crate::people::{self, Owners};
use crate::source::{Claims, FURNITURE, Owner, Piece, Source};
use crate::title::{self, Title};
use almanac::{Date, DateMention};
use std::collections::{BTreeMap, HashSet};

/// Reads one sheet. Never fails: what finds no place is `unplaced`. Time grows in line with the text.
#[must_use]
pub fn read(text: &str) -> Minutes {
    let source = Source::new(text);
    let mut claims = Claims::new(source.chars.len());
    let lines = lines(&source, &mut claims);
    let outline = outline(&source, &lines);
    Assembly::new(&source, claims, outline).minutes()
}

struct Assembly<'a> {
    source: &'a Source,
    claims: Claims,
    outline: Outline,
    fields: Vec<(&'static str, Owner)>,
}

impl<'a> Assembly<'a> {
    fn new(source: &'a Source, claims: Claims, outline: Outline) -> Self {
        Assembly { source, claims, outline, fields: Vec::new() }
    }

    fn field(&mut self, name: &'static str) -> Owner {
        let owner = self.claims.owner();
        self.fields.push((name, owner));
        owner
    }

    fn claim_field(&mut self, name: &'static str, piece: Piece) {
        let owner = self.field(name);
        self.claims.claim(piece, owner);
    }

    fn chunks(&self, wanted: &[Field]) -> Vec<Chunk> {
        self.outline.chunks.iter().filter(|chunk| wanted.contains(&chunk.field())).cloned().collect()
    }

    fn minutes(mut self) -> Minutes {
        let source = self.source;
        let mut minutes = blank();
        for chunk in &self.outline.chunks {
            self.claims.claim(chunk.label.piece, FURNITURE);
        }
        let title = self.title(&mut minutes);
        let head_dates = self.sitting(&mut minutes);
        let people = self.people(&mut minutes);
        self.access(&mut minutes, &people);
        let nodes: Vec<Node> = self
            .chunks(&[Field::Agenda])
            .iter()
            .take(1)
            .flat_map(|chunk| agenda::read(source, &mut self.claims, chunk))
            .collect();
        let papers: Vec<Paper> = self
            .chunks(&[Field::Handouts])
            .iter()
            .take(1)
            .flat_map(|chunk| agenda::papers(source, &mut self.claims, chunk))
            .collect();
        let next = self.next_field(&mut minutes);
        if let Some(label) = self.outline.proceedings_label {
            self.claims.claim(label.piece, FURNITURE);
        }
        let names: HashSet<String> = people
            .present
            .iter()
            .flatten()
            .chain(people.absent.iter().flatten())
            .map(|attendee| attendee.name.chars().map(glyphs::plain).collect())
            .collect();
        let body_lines = std::mem::take(&mut self.outline.body);
        let body = body::read(source, &mut self.claims, &body_lines, &nodes, &names);
        self.aside();
        self.settle(minutes, Parts { title, head_dates, people, nodes, papers, next, body })
    }

    fn title(&mut self, minutes: &mut Minutes) -> Option<Title> {
        let source = self.source;
        let mut titles: Vec<Title> = Vec::new();
        for chunk in self.chunks(&[Field::Name]) {
            titles.extend(chunk.values.iter().take(2).filter_map(|line| title::title_at(source, line.piece)));
        }
        let labelled = titles.iter().any(|title| !title.name.is_empty());
        let head: Vec<Piece> = self.outline.preamble.iter().take(40).map(|line| line.piece).collect();
        titles.extend(head.iter().filter_map(|piece| title::title_at(source, *piece)));
        if titles.iter().all(|title| title.name.is_empty()) {
            titles.extend(self.opening_words());
        }
        let best =
            if labelled { titles.iter().find(|title| !title.name.is_empty()) } else { title::best(source, &titles) }?
                .clone();
        let with = |pick: &dyn Fn(&Title) -> bool| titles.iter().find(|title| pick(title)).cloned();
        let numbered = if best.number.is_some() { Some(best.clone()) } else { with(&|t| t.number.is_some()) };
        let dated = if best.fiscal_year.is_some() { Some(best.clone()) } else { with(&|t| t.fiscal_year.is_some()) };
        minutes.body = Some(best.name_text(source).split_whitespace().collect::<Vec<_>>().join(" "));
        let owner = self.field("body");
        for piece in &best.name {
            self.claims.claim(*piece, owner);
        }
        if let Some(title) = &numbered
            && let Some((number, piece)) = title.number
        {
            minutes.number = Some(number);
            minutes.number_of = title.number_of.or_else(|| {
                (dated.is_some() && title.fiscal_year.is_none() && best.fiscal_year.is_none())
                    .then_some(NumberOf::FiscalYear)
            });
            self.claim_field("number", piece);
        }
        let mut result = best;
        if let Some(year) = dated.and_then(|title| title.fiscal_year) {
            minutes.fiscal_year = Some(year.printed.clone());
            self.claim_field("fiscal_year", Piece::new(year.start, year.end));
            result.fiscal_year = Some(year);
        }
        for title in &titles {
            self.claims.claim(title.line, FURNITURE);
        }
        Some(result)
    }

    /// Without a title: これより令和6年度図書館協議会第1回を開催します。
    fn opening_words(&self) -> Vec<Title> {
        let source = self.source;
        let mut found = Vec::new();
        for line in self.outline.body.iter().take(12) {
            let text = source.plain(line.piece);
            let Some(at) = (0..text.len())
                .find(|at| text[*at..].starts_with(&['第']) && text[*at..].iter().take(6).any(|c| *c == '回'))
            else {
                continue;
            };
            let begin =
                text[..at].iter().rposition(|c| matches!(c, ' ' | '、' | '。' | ':' | ')' | '】')).map_or(0, |p| p + 1);
            let end =
                text[at..].iter().position(|c| matches!(c, '。' | '、' | 'を' | 'は')).map_or(text.len(), |p| at + p);
            let mut from = begin;
            for lead in [
                "これより", "ただいまから", "ただ今から", "それでは", "只今より", "ただいまより", "では", "本日は",
                "定刻となりましたので", "只今から",
            ] {
                let lead: Vec<char> = lead.chars().collect();
                if text[from..].starts_with(&lead) {
                    from += lead.len();
                }
            }
            let piece = Piece::new(line.piece.start + from, line.piece.start + end);
            if let Some(mut title) = title::title_at(source, piece)
                && !title.name.is_empty()
            {
                title.line = Piece::new(piece.start, piece.start);
                found.push(title);
                break;
            }
        }
        found
    }

    /// Date, hours and place; gives the dates of the head.
    fn sitting(&mut self, minutes: &mut Minutes) -> Vec<(DateMention, usize)> {
        let source = self.source;
        let mut head_dates = Vec::new();
        let mut sources: Vec<Piece> = Vec::new();
        for chunk in self.chunks(&[Field::When, Field::WhenAndVenue, Field::Start, Field::End]) {
            sources.extend(chunk.values.iter().map(|line| line.piece));
        }
        let labelled = !sources.is_empty();
        if !labelled {
            sources.extend(
                self.outline.preamble.iter().map(|line| line.piece).filter(|piece| !is_web_date(source, *piece)),
            );
        }
        for piece in &sources {
            for mention in almanac::scan_dates(source.plain(*piece)) {
                if mention.day.is_none() {
                    continue;
                }
                let place = Piece::new(piece.start + mention.start, piece.start + mention.end);
                if let Some(date) = mention.day_printed() {
                    if minutes.held_on.is_none() {
                        minutes.held_on = Some(date.to_string());
                        self.claim_field("held_on", place);
                    } else if minutes.held_until.is_none()
                        && minutes.held_on.as_deref() != Some(&date.to_string())
                        && joined_by_until(source, *piece, place)
                    {
                        minutes.held_until = Some(date.to_string());
                        self.claim_field("held_until", place);
                    }
                }
                head_dates.push((mention, piece.start));
            }
            if minutes.held_until.is_some() {
                continue;
            }
            self.hours(minutes, *piece);
        }
        self.start_and_end(minutes);
        self.venue(minutes, labelled);
        for chunk in self.chunks(&[Field::When, Field::WhenAndVenue, Field::Start, Field::End]) {
            for line in &chunk.values {
                self.claims.claim(line.piece, FURNITURE);
            }
        }
        if minutes.held_on.is_none() && !labelled {
            // （令和…開催） in the title.
            for line in &self.outline.preamble {
                if let Some(mention) =
                    almanac::scan_dates(source.plain(line.piece)).into_iter().find(|m| m.day_printed().is_some())
                {
                    minutes.held_on = mention.day_printed().map(|d| d.to_string());
                    break;
                }
            }
        }
        head_dates
    }

    fn hours(&mut self, minutes: &mut Minutes, piece: Piece) {
        let source = self.source;
        let times = almanac::scan_times(source.plain(piece));
        let at =
            |index: usize| times.get(index).map(|t| (t.time, Piece::new(piece.start + t.start, piece.start + t.end)));
        if minutes.starts_at.is_none()
            && let Some((time, place)) = at(0)
        {
            minutes.starts_at = Some(time.to_string());
            self.claim_field("starts_at", place);
            if let Some((time, place)) = at(1) {
                minutes.ends_at = Some(time.to_string());
                self.claim_field("ends_at", place);
            }
        } else if minutes.ends_at.is_none()
            && let Some((time, place)) = at(0)
        {
            minutes.ends_at = Some(time.to_string());
            self.claim_field("ends_at", place);
        }
    }

    /// 開会 午後2時, 閉会 午後4時25分 as labels of their own say it best.
    fn start_and_end(&mut self, minutes: &mut Minutes) {
        for (field, is_start) in [(Field::Start, true), (Field::End, false)] {
            for chunk in self.chunks(&[field]) {
                for line in &chunk.values {
                    if let Some(time) = almanac::scan_times(self.source.plain(line.piece)).first() {
                        let slot = if is_start { &mut minutes.starts_at } else { &mut minutes.ends_at };
                        *slot = Some(time.time.to_string());
                    }
                }
            }
        }
    }

    fn venue(&mut self, minutes: &mut Minutes, labelled: bool) {
        let source = self.source;
        let chunks = self.chunks(&[Field::Venue]);
        if let Some(chunk) = chunks
            .iter()
            .find(|chunk| !chunk.values.is_empty() && chunk.label.word != "開催方法")
            .or_else(|| chunks.iter().find(|chunk| !chunk.values.is_empty()))
        {
            let owner = self.field("venue");
            let mut parts = Vec::new();
            let on_the_label = chunk
                .values
                .first()
                .is_some_and(|first| (chunk.label.piece.end..first.piece.start).all(|at| source.plain[at] != '\n'));
            for (at, line) in chunk.values.iter().enumerate() {
                if at > 0 && on_the_label && line.indent == 0 && !line.is_virtual {
                    break;
                }
                let mut piece = line.piece;
                while !piece.is_empty() && source.plain[piece.end - 1] == '|' {
                    piece = source.trim(Piece::new(piece.start, piece.end - 1));
                }
                self.claims.claim(piece, owner);
                parts.push(source.text(piece));
            }
            minutes.venue = Some(parts.join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|venue| !venue.is_empty());
            return;
        }
        // Behind date and hours on one line, or 日時・場所.
        let mut places: Vec<Piece> = self
            .chunks(&[Field::WhenAndVenue])
            .iter()
            .flat_map(|chunk| chunk.values.iter().map(|line| line.piece))
            .collect();
        if !labelled {
            places.extend(self.outline.preamble.iter().map(|line| line.piece));
        }
        for piece in places {
            let plain = source.plain(piece);
            let last = almanac::scan_times(plain)
                .last()
                .map(|t| t.end)
                .or_else(|| almanac::scan_dates(plain).last().map(|d| d.end));
            let Some(end) = last else { continue };
            let mut rest = source.trim(Piece::new(piece.start + end, piece.end));
            while !rest.is_empty()
                && matches!(source.plain[rest.start], 'ま' | 'で' | '~' | '、' | ',' | '於' | ':' | '|' | 'か' | 'ら')
            {
                rest = source.trim(Piece::new(rest.start + 1, rest.end));
            }
            if !rest.is_empty() && rest.len() <= 60 {
                minutes.venue = Some(source.text(rest).split_whitespace().collect::<Vec<_>>().join(" "));
                self.reclaim_venue(rest);
                return;
            }
        }
    }

    fn reclaim_venue(&mut self, piece: Piece) {
        self.claim_field("venue", piece);
    }

    fn people(&mut self, minutes: &mut Minutes) -> people::People {
        let chunks =
            self.chunks(&[Field::Attendees, Field::Present, Field::Absent, Field::Secretariat, Field::Invited]);
        let owners = Owners {
            present: self.field("attendance.present"),
            absent: self.field("attendance.absent"),
            present_count: self.field("present_count"),
            absent_count: self.field("absent_count"),
            secretariat: self.field("secretariat"),
            invited: self.field("invited"),
            observers: self.field("observers"),
        };
        let borrowed: Vec<&Chunk> = first_of_each(&chunks);
        let people = people::read(self.source, &mut self.claims, &borrowed, owners);
        for line in chunks.iter().flat_map(|chunk| &chunk.values) {
            self.claims.claim(line.piece, FURNITURE);
        }
        minutes.attendance = Attendance { present: people.present.clone(), absent: people.absent.clone() };
        minutes.present_count = people.present_count.map(|(count, _)| count);
        minutes.absent_count = people.absent_count.map(|(count, _)| count);
        let some = |names: &[String]| (!names.is_empty()).then(|| names.to_vec());
        minutes.late = some(&people.late);
        minutes.left_early = some(&people.left_early);
        minutes.proxies = (!people.proxies.is_empty()).then(|| people.proxies.clone());
        minutes.secretariat = people.secretariat.clone();
        minutes.invited = people.invited.clone();
        people
    }

    fn access(&mut self, minutes: &mut Minutes, people: &people::People) {
        let source = self.source;
        if let Some((count, _)) = people.observers {
            minutes.observers = count;
        }
        for chunk in self.chunks(&[Field::Observers]) {
            let value: String = chunk.values.iter().map(|line| source.bare(line.piece)).collect();
            let noted = chunk.label.note.map(|note| source.bare(note)).unwrap_or_default();
            if let Some(count) = almanac::read_count(&value).or_else(|| almanac::read_count(&noted)) {
                minutes.observers = minutes.observers.or(count.number());
            } else if minutes.public_access.is_none() {
                minutes.public_access = openness(&value);
            }
            let owner = self.field("observers");
            for line in &chunk.values {
                self.claims.claim(line.piece, owner);
            }
        }
        for chunk in self.chunks(&[Field::Access]) {
            let value: String = chunk.values.iter().map(|line| source.bare(line.piece)).collect();
            minutes.public_access = minutes.public_access.or_else(|| openness(&value));
            let owner = self.field("public_access");
            for line in &chunk.values {
                self.claims.claim(line.piece, owner);
            }
        }
        for chunk in self.chunks(&[Field::AccessReason]) {
            let owner = self.field("access_reason");
            for line in &chunk.values {
                self.claims.claim(line.piece, owner);
            }
        }
    }

    fn next_field(&mut self, minutes: &mut Minutes) -> Option<Owner> {
        let source = self.source;
        let chunk = self.chunks(&[Field::Next]).into_iter().find(|chunk| !chunk.values.is_empty())?;
        let owner = self.claims.owner();
        for line in &chunk.values {
            self.claims.claim(line.piece, owner);
        }
        let text: Vec<char> =
            chunk.values.iter().flat_map(|line| source.plain(line.piece).iter().copied().chain(['\n'])).collect();
        let date = almanac::scan_dates(&text).into_iter().find_map(|m| m.day_printed());
        let time = almanac::scan_times(&text).first().map(|t| t.time.to_string());
        if date.is_none() && time.is_none() {
            return Some(owner);
        }
        let venue = venue_in(&text.iter().collect::<String>());
        minutes.next_meeting = Some(NextMeeting {
            held_on: date.map(|d| d.to_string()),
            starts_at: time,
            venue,
            block: None,
            spans: Vec::new(),
        });
        Some(owner)
    }

    /// Contact, signatures, notes of the head: fields without a key of their own in the schema.
    fn aside(&mut self) {
        for chunk in
            self.chunks(&[Field::Aside, Field::Proceedings, Field::Name, Field::Agenda, Field::Handouts, Field::Next])
        {
            if chunk.values.is_empty() {
                continue;
            }
            let owner = if chunk.field() == Field::Aside { self.field("aside") } else { FURNITURE };
            for line in &chunk.values {
                self.claims.claim(line.piece, owner);
            }
        }
        let preamble: Vec<Piece> = self.outline.preamble.iter().map(|line| line.piece).collect();
        for piece in preamble {
            if is_web_line(&self.source.bare(piece)) || is_paper_word(&self.source.bare(piece)) {
                self.claims.claim(piece, FURNITURE);
            }
        }
    }

    fn settle(self, mut minutes: Minutes, parts: Parts) -> Minutes {
        let Assembly { source, claims, outline, fields } = self;
        let Parts { title, head_dates, people, mut nodes, papers, next, body } = parts;
        let texts: Vec<String> = body.blocks.iter().map(|block| words(source, block)).collect();
        let plain_texts: Vec<String> = texts.iter().map(|text| text.chars().map(glyphs::plain).collect()).collect();
        let is_section = minutes.body.as_deref().is_some_and(|name| name.ends_with("部会"));
        let kinds = kind::kinds(source, &body.blocks, &plain_texts, is_section);
        minutes.joins = joins(source, &body.blocks);
        let mut settled = claims.settle(source);
        let mut by_name: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        for (name, owner) in fields {
            let spans = settled.take(owner);
            if !spans.is_empty() {
                by_name.entry(name.to_string()).or_default().extend(spans);
            }
        }
        by_name.values_mut().for_each(|spans| spans.sort_unstable());
        minutes.fields = by_name;
        let mut number = 0;
        for ((block, text), kind) in body.blocks.iter().zip(texts).zip(kinds) {
            let spans = settled.take(block.owner);
            if text.is_empty() {
                continue;
            }
            number += 1;
            minutes.proceedings.push(Block {
                id: format!("b{number}"),
                agenda: block.agenda.clone(),
                kind,
                speaker: block.speaker.map(|name| source.bare_as_typed(name)),
                speaker_note: block.note.map(|note| source.text(note)),
                text,
                spans,
            });
        }
        let printed = !nodes.is_empty();
        if !printed {
            nodes = body.nodes.clone();
        }
        minutes.agenda = (!nodes.is_empty()).then(|| agenda::tree(source, &nodes, &mut settled));
        minutes.handouts = outline
            .chunks
            .iter()
            .any(|chunk| chunk.field() == Field::Handouts)
            .then(|| agenda::handouts(source, &papers, &mut settled));
        if let (Some(owner), Some(meeting)) = (next, minutes.next_meeting.as_mut()) {
            meeting.spans = settled.take(owner);
        } else if let Some(owner) = next {
            minutes.fields.insert("next_meeting".into(), settled.take(owner));
        }
        let held = minutes.held_on.as_ref().and_then(|iso| iso.parse::<Date>().ok());
        minutes.votes = votes(&minutes.proceedings);
        if minutes.next_meeting.is_none() {
            minutes.next_meeting = next_in_blocks(&minutes, held);
        }
        minutes.furniture = settled.furniture();
        minutes.unplaced = settled.unplaced();
        minutes.accounted = settled.accounted;
        minutes.coverage = settled.coverage;
        let labels = method_labels(source, &outline);
        (minutes.record_method, minutes.record_method_because) = crate::method::tell(source, &minutes, &labels);
        let held_piece =
            minutes.fields.get("held_on").and_then(|spans| spans.first()).map(|span| Piece::new(span.0, span.1));
        let sides = crate::checks::Sides {
            source,
            minutes: &minutes,
            held: held.zip(held_piece),
            fiscal_year: title.as_ref().and_then(|title| title.fiscal_year.as_ref()),
            head_dates: &head_dates,
            people: &people,
            body: &body,
            papers: &papers,
            nodes: if printed { &nodes } else { &[] },
        };
        minutes.warnings = crate::checks::run(&sides);
        minutes
    }
}

struct Parts {
    title: Option<Title>,
    head_dates: Vec<(DateMention, usize)>,
    people: people::People,
    nodes: Vec<Node>,
    papers: Vec<Paper>,
    next: Option<Owner>,
    body: Body,
}

impl Source {
    /// A name as typed, without the blanks inside (会　長).
    fn bare_as_typed(&self, piece: Piece) -> String {
        self.text(piece).chars().filter(|c| !glyphs::is_blank(*c)).collect()
    }
}

fn blank() -> Minutes {
    Minutes {
        schema: SCHEMA,
        file: String::new(),
        body: None,
        fiscal_year: None,
        number: None,
        number_of: None,
        held_on: None,
        held_until: None,
        starts_at: None,
        ends_at: None,
        venue: None,
        attendance: Attendance::default(),
        present_count: None,
        absent_count: None,
        late: None,
        left_early: None,
        proxies: None,
        secretariat: None,
        public_access: None,
        observers: None,
        invited: None,
        record_method: RecordMethod::Unknown,
        record_method_because: Vec::new(),
        agenda: None,
        proceedings: Vec::new(),
        votes: Vec::new(),
        next_meeting: None,
        handouts: None,
        warnings: Vec::new(),
        joins: Vec::new(),
        furniture: Vec::new(),
        unplaced: Vec::new(),
        fields: BTreeMap::new(),
        accounted: 1.0,
        coverage: 1.0,
    }
}

/// A header printed twice counts once: of chunks with the same words, the first.
fn first_of_each(chunks: &[Chunk]) -> Vec<&Chunk> {
    let mut kept: Vec<&Chunk> = Vec::new();
    for chunk in chunks {
        if !kept.iter().any(|other| {
            other.label.word == chunk.label.word && other.field() == chunk.field() && chunk.field() != Field::Invited
        }) {
            kept.push(chunk);
        }
    }
    kept
}

fn is_web_date(source: &Source, piece: Piece) -> bool {
    let bare = source.bare(piece);
    ["更新", "掲載", "登録", "公開日", "作成日", "ID:"].iter().any(|word| bare.contains(word))
        || bare.trim_start_matches(['・', '•', '-']).starts_with('[')
}

fn is_web_line(bare: &str) -> bool {
    [
        "ページの先頭", "ここから本文", "本文ここから", "本文", "ページ番号", "更新日", "印刷", "あしあと",
        "検索結果がありません", "N/A", "Protected", "全文", "Academic", "ID:", "現在位置", "トップページ", "ホーム",
        "お問い合わせ", "PDF", "Adobe", "サイト内", "くらし", "市政情報", "メニュー", "ツイート", "シェア",
        "文字サイズ", "スキップ", "閉じる", "[", ">", "パンくず",
    ]
    .iter()
    .any(|word| bare.trim_start_matches(['・', '•', '-', ' ']).starts_with(word))
        || bare.contains("更新日")
        || bare.contains("ページ番号")
}

fn is_paper_word(bare: &str) -> bool {
    ["会議録", "議事録", "議事要旨", "会議要旨", "会議要録", "会議概要", "様式", "別記", "(案)", "議事概要"]
        .iter()
        .any(|word| bare.contains(word))
        && bare.chars().count() < 40
}

fn joined_by_until(source: &Source, line: Piece, date: Piece) -> bool {
    let before: String = source.plain(Piece::new(line.start, date.start)).iter().collect();
    before.contains("から") || before.contains('~') || before.contains("より") || before.trim_end().ends_with('-')
}

fn openness(value: &str) -> Option<PublicAccess> {
    if value.contains("一部") {
        Some(PublicAccess::Partly)
    } else if value.contains("非公開") || value.starts_with('否') || value.starts_with("不可") {
        Some(PublicAccess::Closed)
    } else if value.contains("公開") || value.starts_with('可') {
        Some(PublicAccess::Open)
    } else {
        None
    }
}

/// The words of a block: lines joined, paragraphs parted.
fn words(source: &Source, block: &Raw) -> String {
    let mut text = String::new();
    for (at, (piece, is_paragraph)) in block.pieces.iter().enumerate() {
        if at > 0 {
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            if *is_paragraph {
                text.push('\n');
            } else if latin(text.chars().last()) && latin(source.chars.get(piece.start).copied()) {
                text.push(' ');
            }
        }
        text.push_str(&source.text(*piece));
    }
    text
}

fn joins(source: &Source, blocks: &[Raw]) -> Vec<Join> {
    let mut found = Vec::new();
    for block in blocks {
        for pair in block.pieces.windows(2) {
            if !pair[1].1 {
                let (left, right) = (pair[0].0, pair[1].0);
                let tail = source.text(Piece::new(left.end.saturating_sub(4).max(left.start), left.end));
                let head = source.text(Piece::new(right.start, right.end.min(right.start + 4)));
                found.push(Join { at: right.start, text: format!("{tail}／{head}") });
            }
        }
    }
    found
}

fn number_after(text: &str, word: &str) -> Option<u32> {
    let at = text.find(word)? + word.len();
    let rest: String = text[at..]
        .chars()
        .skip_while(|c| matches!(c, ' ' | ':' | '、' | 'は' | '者' | '票' | 'が'))
        .take_while(char::is_ascii_digit)
        .collect();
    rest.parse().ok()
}

/// 賛成6・反対1, 承認 9人 不承認 0人.
fn votes(blocks: &[Block]) -> Vec<Vote> {
    let mut found = Vec::new();
    for block in blocks {
        let text: String = block.text.chars().map(glyphs::plain).collect();
        let in_favour = number_after(&text, "賛成")
            .or_else(|| (text.contains("不承認")).then(|| number_after(&text, "承認")).flatten());
        let Some(in_favour) = in_favour else { continue };
        let result = ["適当と認め", "承認", "可決", "否決", "決定", "了承", "採択"]
            .iter()
            .find(|word| text.contains(**word))
            .map(|word| if *word == "適当と認め" { "適当と認める".to_string() } else { (*word).to_string() });
        found.push(Vote {
            block: block.id.clone(),
            agenda: block.agenda.clone(),
            in_favour: Some(in_favour),
            against: number_after(&text, "反対").or_else(|| number_after(&text, "不承認")),
            abstain: number_after(&text, "棄権").or_else(|| number_after(&text, "保留")),
            result,
        });
    }
    found
}

/// 次回 … told in the proceedings.
fn next_in_blocks(minutes: &Minutes, held: Option<Date>) -> Option<NextMeeting> {
    let titles: Vec<(String, String)> = flat(minutes.agenda.as_deref().unwrap_or(&[]));
    for block in minutes.proceedings.iter().rev() {
        let plain: Vec<char> = block.text.chars().map(glyphs::plain).collect();
        let text: String = plain.iter().collect();
        let under_next = block
            .agenda
            .as_ref()
            .is_some_and(|path| titles.iter().any(|(p, title)| p == path && title.contains("次回")));
        let tells = text.contains("次回")
            || under_next
            || (text.contains("日程") || text.contains("予定"))
                && text.contains("第")
                && text.contains('回')
                && held.is_some();
        if !tells {
            continue;
        }
        let from = text.find("次回").map_or(0, |at| text[..at].chars().count());
        let mention = almanac::scan_dates(&plain[from..]).into_iter().find(|m| m.day_printed().is_some());
        let Some(mention) = mention else { continue };
        let date = mention.day_printed()?;
        if !text.contains("次回") && !under_next && held.is_some_and(|held| date <= held) {
            continue;
        }
        let after = &plain[from + mention.end..];
        let near = &after[..after.len().min(40)];
        let time =
            almanac::scan_times(near).first().filter(|t| !near[..t.start].contains(&'。')).map(|t| t.time.to_string());
        let venue = venue_in(&after[..after.len().min(80)].iter().collect::<String>());
        return Some(NextMeeting {
            held_on: Some(date.to_string()),
            starts_at: time,
            venue,
            block: Some(block.id.clone()),
            spans: Vec::new(),
        });
    }
    None
}

fn flat(items: &[AgendaItem]) -> Vec<(String, String)> {
    items
        .iter()
        .flat_map(|item| std::iter::once((item.path.clone(), item.title.clone())).chain(flat(&item.items)))
        .collect()
}

/// 場所は…で, …会議室
fn venue_in(text: &str) -> Option<String> {
    let sentence = text.split('。').next()?;
    let at =
        ["場所は", "会場は", "場所:", "会場:"].iter().find_map(|word| sentence.find(word).map(|at| at + word.len()));
    let ends = ["室", "ホール", "館", "センター", "庁舎", "会場", "プラザ"];
    let part = match at {
        Some(at) => &sentence[at..],
        None => {
            sentence.rsplit(['、', ',', '~', '時', '分', ' ']).find(|part| ends.iter().any(|end| part.contains(end)))?
        }
    };
    let cut = [
        "で開催", "にて", "で予定", "を予定", "で行", "において", "とする", "です", "である", "で実施", "に決定",
        "での開催",
    ]
    .iter()
    .filter_map(|word| part.find(word))
    .min()
    .unwrap_or(part.len());
    let mut venue = part[..cut].trim().trim_start_matches("本日と同じ").trim_start_matches("から").to_string();
    if venue.ends_with('で') {
        venue.pop();
    }
    ends.iter().any(|end| venue.contains(end)).then_some(venue)
}

/// Where a sheet says of itself how it is written: title, labels, page feet, 会議録の作成方法.
fn method_labels(source: &Source, outline: &Outline) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    pieces.extend(outline.preamble.iter().map(|line| line.piece));
    for chunk in &outline.chunks {
        pieces.push(chunk.label.piece);
        if chunk.label.word.contains("方法")
            || chunk.label.word.contains("種類")
            || chunk.field() == Field::Name
            || chunk.label.word.starts_with("記録")
        {
            pieces.extend(chunk.values.iter().map(|line| line.piece));
        }
    }
    pieces.extend(outline.proceedings_label.map(|label| label.piece));
    pieces.extend(outline.body.iter().take(3).map(|line| line.piece).filter(|piece| piece.len() < 24));
    let mut start = 0;
    for at in 0..=source.plain.len() {
        if at == source.plain.len() || source.plain[at] == '\n' {
            let line = source.trim(Piece::new(start, at));
            if (5..40).contains(&line.len()) && is_record_foot(&source.bare(line)) {
                pieces.push(line);
            }
            start = at + 1;
        }
    }
    pieces
}
