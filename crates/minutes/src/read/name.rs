//! The sheet's name: which council, which 年度, which sitting.

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
            titles.extend(self.title_below_a_field());
        }
        let is_named = titles.iter().any(|title| !title.name.is_empty());
        if !is_named || titles.iter().all(|title| title.number.is_none()) {
            // A title without the sitting: the words that open the meeting name it.
            let said = self.opening_words().into_iter();
            titles.extend(said.map(|title| if is_named { Title { name: Vec::new(), ..title } } else { title }));
        }
        let best =
            if labelled { titles.iter().find(|title| !title.name.is_empty()) } else { title::best(source, &titles) }?
                .clone();
        let with = |pick: &dyn Fn(&Title) -> bool| titles.iter().find(|title| pick(title)).cloned();
        let numbered = if best.number.is_some() { Some(best.clone()) } else { with(&|t| t.number.is_some()) };
        let dated = if best.fiscal_year.is_some() { Some(best.clone()) } else { with(&|t| t.fiscal_year.is_some()) };
        minutes.body = Some(without_letter_blanks(&best.name_text(source)));
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

    /// A title that stands below the date or the place: lines that name a council and its sitting or the paper.
    fn title_below_a_field(&self) -> Option<Title> {
        let source = self.source;
        let fields = [Field::When, Field::Venue, Field::WhenAndVenue, Field::Start, Field::End];
        let chunks = self.outline.chunks.iter().take(6).filter(|chunk| fields.contains(&chunk.field()));
        chunks.flat_map(|chunk| chunk.values.iter().skip(1).take(4)).find_map(|line| {
            let title = title::title_at(source, line.piece)?;
            let is_title = title.number.is_some() || super::head::is_paper_word(&source.bare(line.piece));
            (is_title && !title.name.is_empty()).then_some(title)
        })
    }

    /// Without a title: これより令和6年度図書館協議会第1回を開催します。, also where the sentence goes over line ends.
    pub(super) fn opening_words(&self) -> Vec<Title> {
        let pieces: Vec<Piece> = self.outline.body.iter().take(12).map(|line| line.piece).collect();
        let places: Vec<usize> = pieces.iter().flat_map(|piece| piece.start..piece.end).collect();
        let text: String = places.iter().map(|at| self.source.chars[*at]).collect();
        let opening = Source::new(&text);
        let title = opening_piece(&opening).and_then(|piece| title::title_at(&opening, piece));
        title.map(|title| on_the_page(&title, &places)).into_iter().collect()
    }
}

/// A name in one line; 協 議 会 without the blanks between its letters.
fn without_letter_blanks(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let single = words.iter().filter(|word| word.chars().count() == 1).count();
    words.join(if single >= 4 && single * 10 >= words.len() * 8 { "" } else { " " })
}

/// Words before the name of the council in the sentence that opens a meeting.
const LEADS: &[&str] = &[
    "これより", "ただいまから", "ただ今から", "それでは", "只今より", "ただいまより", "では", "本日は",
    "定刻となりましたので", "只今から", "定刻になりましたので", "ただ今より",
];

/// The words that name council and sitting in the first sentence that opens one: 令和6年度第1回協議会 of …第1回協議会を開会します。
fn opening_piece(source: &Source) -> Option<Piece> {
    let text = &source.plain;
    let starts = (0..text.len()).filter(|at| text[*at] == '第');
    let sittings = starts.filter(|at| text[*at..].iter().take(6).any(|c| *c == '回'));
    for at in sittings.take(MOST_SITTINGS) {
        let is_edge = |c: &char| matches!(c, ' ' | '、' | '。' | ':' | ')' | '】');
        let mut from = text[..at].iter().rposition(is_edge).map_or(0, |p| p + 1);
        let end = text[at..].iter().position(|c| matches!(c, '。' | '、' | 'を' | 'は')).map_or(text.len(), |p| at + p);
        let sentence = text[end..].iter().take(24).take_while(|c| **c != '。').collect::<String>();
        let opens = ["開会", "開催", "始め", "はじめ", "開き", "開く"].iter().any(|word| sentence.contains(word));
        for lead in LEADS {
            let lead: Vec<char> = lead.chars().collect();
            if text[from..].starts_with(&lead) {
                from += lead.len();
            }
        }
        if opens && text.get(end) == Some(&'を') {
            return Some(Piece::new(from, end));
        }
    }
    None
}

/// Sittings named in the first words; the one that is opened is among the first.
const MOST_SITTINGS: usize = 6;

/// A title read from joined lines, its pieces where they stand on the page: one for each line.
fn on_the_page(title: &Title, places: &[usize]) -> Title {
    let runs = |piece: Piece| -> Vec<Piece> {
        let mut runs: Vec<Piece> = Vec::new();
        for at in &places[piece.start..piece.end] {
            match runs.last_mut() {
                Some(last) if last.end == *at => last.end += 1,
                _ => runs.push(Piece::new(*at, at + 1)),
            }
        }
        runs
    };
    let whole = |piece: Piece| -> Piece {
        let runs = runs(piece);
        let start = runs.first().map_or(0, |run| run.start);
        Piece::new(start, runs.last().map_or(start, |run| run.end))
    };
    let fiscal_year = title.fiscal_year.clone().map(|mut mention| {
        let place = whole(Piece::new(mention.start, mention.end));
        (mention.start, mention.end) = (place.start, place.end);
        mention
    });
    let line = whole(title.line);
    Title {
        // The sentence stays with the words that are said.
        line: Piece::new(line.start, line.start),
        fiscal_year,
        number: title.number.map(|(number, piece)| (number, whole(piece))),
        number_of: title.number_of,
        name: title.name.iter().flat_map(|piece| runs(*piece)).collect(),
    }
}
