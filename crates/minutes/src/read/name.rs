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
}
