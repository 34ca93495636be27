//! The fields of the head: sitting, people, next meeting.

use super::*;

impl Assembly<'_> {
    /// Date, hours and place; gives the dates of the head.
    pub(super) fn sitting(&mut self, minutes: &mut Minutes) -> Vec<(DateMention, usize)> {
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

    pub(super) fn hours(&mut self, minutes: &mut Minutes, piece: Piece) {
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
    pub(super) fn start_and_end(&mut self, minutes: &mut Minutes) {
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

    pub(super) fn venue(&mut self, minutes: &mut Minutes, labelled: bool) {
        let source = self.source;
        let chunks = self.chunks(&[Field::Venue]);
        if let Some(chunk) = chunks
            .iter()
            .find(|chunk| !chunk.values.is_empty() && !matches!(chunk.label.word, "開催方法" | "開催形式" | "開催形態"))
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
            // 午後３時４０分散会　保健センター
            for word in ["散会", "閉会", "終了", "開会", "開議", "開始"] {
                if source.plain(rest).starts_with(&word.chars().collect::<Vec<_>>()) {
                    rest = source.trim(Piece::new(rest.start + 2, rest.end));
                }
            }
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

    pub(super) fn reclaim_venue(&mut self, piece: Piece) {
        self.claim_field("venue", piece);
    }

    pub(super) fn people(&mut self, minutes: &mut Minutes) -> people::People {
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
        let borrowed: Vec<&Chunk> = first_of_each(self.source, &chunks);
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

    pub(super) fn next_field(&mut self, minutes: &mut Minutes) -> Option<Owner> {
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
    pub(super) fn aside(&mut self) {
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
}

/// A header printed twice counts once: of chunks with the same words, the first.
pub(super) fn first_of_each<'a>(source: &Source, chunks: &'a [Chunk]) -> Vec<&'a Chunk> {
    let mut kept: Vec<&Chunk> = Vec::new();
    let words = |chunk: &Chunk| if chunk.label.is_stem { source.bare(chunk.label.piece) } else { String::new() };
    for chunk in chunks {
        if !kept.iter().any(|other| {
            other.label.word == chunk.label.word
                && other.field() == chunk.field()
                && words(other) == words(chunk)
                && chunk.field() != Field::Invited
        }) {
            kept.push(chunk);
        }
    }
    kept
}

pub(super) fn is_web_date(source: &Source, piece: Piece) -> bool {
    let bare = source.bare(piece);
    ["更新", "掲載", "登録", "公開日", "作成日", "ID:"].iter().any(|word| bare.contains(word))
        || bare.trim_start_matches(['・', '•', '-']).starts_with('[')
}

pub(super) fn is_web_line(bare: &str) -> bool {
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

pub(super) fn is_paper_word(bare: &str) -> bool {
    ["会議録", "議事録", "議事要旨", "会議要旨", "会議要録", "会議概要", "様式", "別記", "(案)", "議事概要"]
        .iter()
        .any(|word| bare.contains(word))
        && bare.chars().count() < 40
}

pub(super) fn joined_by_until(source: &Source, line: Piece, date: Piece) -> bool {
    let before: String = source.plain(Piece::new(line.start, date.start)).iter().collect();
    before.contains("から") || before.contains('~') || before.contains("より") || before.trim_end().ends_with('-')
}
