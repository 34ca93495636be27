//! The fields of the head: title, sitting, people, openness, next meeting.

use super::*;

impl Assembly<'_> {
    pub(super) fn title(&mut self, minutes: &mut Minutes) -> Option<Title> {
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
        // 年度　平成30年度, （令和6年度）: a line of its own.
        let alone = || {
            head.iter().find_map(|piece| {
                let mention = almanac::scan_fiscal_years(source.plain(*piece)).into_iter().next()?;
                let around = source.bare(*piece).chars().count()
                    - source.bare(Piece::new(piece.start + mention.start, piece.start + mention.end)).chars().count();
                (around <= 3).then(|| almanac::FiscalYearMention {
                    start: mention.start + piece.start,
                    end: mention.end + piece.start,
                    ..mention
                })
            })
        };
        if let Some(year) = dated.and_then(|title| title.fiscal_year).or_else(alone) {
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
    pub(super) fn opening_words(&self) -> Vec<Title> {
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

    pub(super) fn access(&mut self, minutes: &mut Minutes, people: &people::People) {
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

pub(super) fn openness(value: &str) -> Option<PublicAccess> {
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
