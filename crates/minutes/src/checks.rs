//! Self-checks: what the sheet says in two ways. Each speaks only when both sides are printed; nothing is corrected.

use crate::agenda::Paper;
use crate::body::{Body, key};
use crate::model::{Code, Minutes, Span, Warning};
use crate::number::Dress;
use crate::people::People;
use crate::source::{Piece, Source};
use almanac::{Date, DateMention, FiscalYear, FiscalYearMention};

/// What the checks look at.
pub(crate) struct Sides<'a> {
    pub source: &'a Source,
    pub minutes: &'a Minutes,
    pub held: Option<(Date, Piece)>,
    pub fiscal_year: Option<&'a FiscalYearMention>,
    /// Dates of the head, with the offset of their slice.
    pub head_dates: &'a [(DateMention, usize)],
    pub people: &'a People,
    pub body: &'a Body,
    pub papers: &'a [Paper],
    pub nodes: &'a [crate::agenda::Node],
}

/// All warnings, in order of print.
pub(crate) fn run(sides: &Sides<'_>) -> Vec<Warning> {
    let mut found = Vec::new();
    dates(sides, &mut found);
    fiscal_year(sides, &mut found);
    end_before_start(sides, &mut found);
    counts(sides, &mut found);
    chair(sides, &mut found);
    numbers(sides, &mut found);
    headings(sides, &mut found);
    papers(sides, &mut found);
    next_meeting(sides, &mut found);
    found.sort_by_key(|warning| (warning.spans.first().map_or(0, |span| span.0), warning.code));
    found.dedup_by(|a, b| a.code == b.code && a.spans == b.spans);
    found
}

fn span(piece: Piece) -> Span {
    Span(piece.start, piece.end)
}

fn warn(code: Code, sentence: String, spans: Vec<Span>) -> Warning {
    Warning { code, sentence, spans }
}

/// WEEKDAY_MISMATCH and INVALID_DATE for every full date of the sheet; DATE_WITHOUT_ERA for the dates of its head.
fn dates(sides: &Sides<'_>, found: &mut Vec<Warning>) {
    for mention in almanac::scan_dates(&sides.source.plain) {
        let here = vec![Span(mention.start, mention.end)];
        match &mention.date {
            Some(Err(refusal)) => found.push(warn(Code::InvalidDate, refusal.to_string(), here)),
            Some(Ok(date)) => {
                let right = almanac::weekday(almanac::weekday_letter(*date));
                if mention.weekday.is_some() && mention.weekday != right {
                    let day = almanac::wareki(*date).map_or_else(|_| date.to_string(), |w| w.to_string());
                    let printed =
                        mention.weekday.and_then(|w| "月火水木金土日".chars().nth(w as usize)).unwrap_or('？');
                    let sentence = format!(
                        "曜日が合いません。{day}は（{}）、原文は（{printed}）です。",
                        almanac::weekday_letter(*date)
                    );
                    found.push(warn(Code::WeekdayMismatch, sentence, here));
                }
            }
            None => {}
        }
    }
    for (mention, offset) in sides.head_dates {
        if mention.is_era_missing || mention.year.is_none() && mention.day.is_some() {
            let here = vec![Span(mention.start + offset, mention.end + offset)];
            found.push(warn(
                Code::DateWithoutEra,
                "開催日に元号か西暦の年がありません。年を確かめてください。".into(),
                here,
            ));
        }
    }
}

fn fiscal_year(sides: &Sides<'_>, found: &mut Vec<Warning>) {
    let (Some(printed), Some((date, piece))) = (sides.fiscal_year, sides.held) else { return };
    let of_date = FiscalYear::of(date);
    if printed.year != of_date {
        let sentence = format!("年度が合いません。開催日は{of_date}、表題は{}です。", printed.printed);
        found.push(warn(Code::FiscalYearMismatch, sentence, vec![Span(printed.start, printed.end), span(piece)]));
    }
}

fn end_before_start(sides: &Sides<'_>, found: &mut Vec<Warning>) {
    let minutes = sides.minutes;
    let (Some(starts), Some(ends)) = (&minutes.starts_at, &minutes.ends_at) else { return };
    if ends < starts && minutes.held_until.is_none() {
        let spans = [minutes.fields.get("starts_at"), minutes.fields.get("ends_at")]
            .into_iter()
            .flatten()
            .flatten()
            .copied()
            .collect();
        found.push(warn(
            Code::EndBeforeStart,
            format!("終わりの時刻（{ends}）が始まり（{starts}）より前です。"),
            spans,
        ));
    }
}

/// ATTENDEE_COUNT_MISMATCH: a head-count against the names behind it, or a total against all groups. ATTENDEE_TWICE.
fn counts(sides: &Sides<'_>, found: &mut Vec<Warning>) {
    let people = sides.people;
    for (printed, names, piece) in &people.miscounts {
        let sentence = format!("人数が合いません。原文は{printed}人、名前は{names}人です。");
        found.push(warn(Code::AttendeeCountMismatch, sentence, vec![span(*piece)]));
    }
    let present = people.present.as_ref().map_or(0, Vec::len);
    let absent = people.absent.as_ref().map_or(0, Vec::len);
    let clerks = people.secretariat.as_ref().map_or(0, Vec::len);
    if let Some((total, piece)) = people.total_count
        && present > 0
    {
        let sums = [
            present,
            present + absent,
            present + people.others,
            present + clerks,
            present + people.others + clerks,
            present + absent + clerks,
        ];
        if !sums.contains(&(total as usize)) {
            let sentence = format!("人数が合いません。合計は{total}人、名前は{present}人です。");
            found.push(warn(Code::AttendeeCountMismatch, sentence, vec![span(piece)]));
        }
    }
    let names: Vec<&str> = people.present.iter().flatten().map(|a| a.name.as_str()).collect();
    for absent in people.absent.iter().flatten() {
        if names.contains(&absent.name.as_str()) && absent.name.chars().count() >= 3 {
            let spans = sides.minutes.fields.get("attendance.absent").cloned().unwrap_or_default();
            found.push(warn(
                Code::AttendeeTwice,
                format!("「{}」が出席者と欠席者の両方にあります。", absent.name),
                spans,
            ));
        }
    }
}

/// CHAIR_NOT_IN_LIST: a chair who speaks by name, where the list has names and this one is not among them.
fn chair(sides: &Sides<'_>, found: &mut Vec<Warning>) {
    let Some(list) = sides.minutes.attendance.present.as_ref().filter(|list| list.len() >= 3) else { return };
    if sides.minutes.present_count.is_some_and(|count| count as usize > list.len() + 1) {
        // The list was not read whole.
        return;
    }
    if list.iter().any(|attendee| attendee.name.chars().count() == 1) {
        return;
    }
    for block in &sides.minutes.proceedings {
        let Some((role, name)) = chair_of(block) else { continue };
        let is_listed =
            list.iter().any(|attendee| glyphs::fold_name(&attendee.name).starts_with(&glyphs::fold_name(&name)));
        if !is_listed {
            let sentence = format!("「{name}{role}」が発言していますが、出席者の一覧にいません。");
            let mut spans = sides.minutes.fields.get("attendance.present").cloned().unwrap_or_default();
            spans.extend(block.spans.first());
            spans.sort_unstable();
            found.push(warn(Code::ChairNotInList, sentence, spans));
        }
        return;
    }
}

/// The chair whom a block names: as its speaker, or in its first words (田中会長が開会を宣し、…).
fn chair_of(block: &crate::model::Block) -> Option<(&'static str, String)> {
    const ROLES: [&str; 5] = ["会長", "委員長", "座長", "議長", "部会長"];
    const CHAIRS: [&str; 6] = ["開会を宣", "閉会を宣", "議長とな", "議長を務", "会議を進め", "議事を進め"];
    let plain = |text: &str| text.chars().map(glyphs::plain).filter(|c| !glyphs::is_blank(*c)).collect::<String>();
    let bare = match &block.speaker {
        Some(speaker) => plain(speaker),
        None => {
            let text = plain(&block.text.chars().take(60).collect::<String>());
            let subject = text.split(['が', 'は', '、', '。']).next()?.to_string();
            CHAIRS.iter().any(|act| text.contains(act)).then_some(subject)?
        }
    };
    let role = ROLES.iter().find(|role| bare.ends_with(**role) && !bare.ends_with(&format!("副{role}")))?;
    let name = bare[..bare.len() - role.len()].trim_end_matches("第一部").trim_end_matches("部").to_string();
    let is_name = (2..=5).contains(&name.chars().count()) && crate::people::looks_like_name(&name);
    // 意見　会長: a column beside the speaker; 自治会長 is no chair of this meeting.
    const NO_NAMES: &[&str] =
        &["意見", "質問", "回答", "説明", "答弁", "発言", "提案", "報告", "要望", "自治", "町内", "連合", "名誉", "各"];
    (is_name && !NO_NAMES.contains(&name.as_str()) && !name.ends_with('副') && !name.contains(['会', '市', '部']))
        .then_some((role, name))
}

/// DUPLICATE_ITEM_NUMBER within the printed agenda: two neighbours of one level with one number and different titles.
fn numbers(sides: &Sides<'_>, found: &mut Vec<Warning>) {
    for (at, node) in sides.nodes.iter().enumerate() {
        let Some(number) = node.number else { continue };
        let twin = sides.nodes[..at].iter().rev().take_while(|other| other.depth >= node.depth).find(|other| {
            other.depth == node.depth
                && other.number.is_some_and(|n| n.dress == number.dress && n.value == number.value)
        });
        let Some(twin) = twin else { continue };
        if twin.bare != node.bare && number.dress != Dress::Named {
            let spans: Vec<Span> = [twin, node].iter().flat_map(|n| n.title.iter().map(|p| span(*p))).collect();
            let label = node.label.clone().unwrap_or_default();
            found.push(warn(Code::DuplicateItemNumber, format!("次第の番号「{label}」が2つあります。"), spans));
        }
    }
}

/// HEADING_NOT_IN_AGENDA: a numbered heading of the proceedings between listed ones, in their dress, that the agenda lacks.
fn headings(sides: &Sides<'_>, found: &mut Vec<Warning>) {
    let headings = &sides.body.headings;
    for (at, heading) in headings.iter().enumerate().take(crate::agenda::MOST_COMPARED) {
        let Some(number) = heading.number.filter(|_| !heading.is_listed) else { continue };
        let same_dress =
            headings.iter().any(|other| other.is_listed && other.number.is_some_and(|n| n.dress == number.dress));
        let in_agenda_dress = sides.nodes.iter().any(|node| node.number.is_some_and(|n| n.dress == number.dress));
        let title = key(&heading.bare);
        let known = sides.nodes.iter().any(|node| node.key.contains(&title) || title.contains(&node.key));
        let listed_before = headings[..at].iter().any(|h| h.is_listed);
        if same_dress && in_agenda_dress && listed_before && !known && heading.bare.chars().count() >= 4 {
            let title = sides.source.text(heading.piece);
            found.push(warn(
                Code::HeadingNotInAgenda,
                format!("見出し「{}」が次第にありません。", title.trim()),
                vec![span(heading.piece)],
            ));
        }
    }
}

/// HANDOUT_NOT_LISTED and HANDOUT_TITLE_MISMATCH: papers that the text cites against the printed list.
fn papers(sides: &Sides<'_>, found: &mut Vec<Warning>) {
    let source = sides.source;
    let numbered = |label: &str| label.starts_with("資料") && label.chars().any(|c| c.is_ascii_digit());
    let listed: Vec<(String, &Paper)> = sides
        .papers
        .iter()
        .filter_map(|paper| paper.label.clone().map(|l| (normal(&l), paper)))
        .filter(|(l, _)| numbered(l))
        .collect();
    if listed.len() < 2 {
        return;
    }
    // One sentence for each paper, however often it is cited.
    let mut missing = std::collections::HashSet::new();
    for block in &sides.body.blocks {
        for (piece, _) in &block.pieces {
            let mut at = piece.start;
            while at + 2 < piece.end {
                let begins = source.plain[at] == '資' && source.plain[at + 1] == '料';
                let Some((label, end)) =
                    begins.then(|| crate::agenda::paper_label(source, Piece::new(at, piece.end))).flatten()
                else {
                    at += 1;
                    continue;
                };
                let name = normal(&source.bare(label));
                at = end.max(at + 1);
                if !numbered(&name) {
                    continue;
                }
                let known = listed.iter().find(|(l, _)| *l == name);
                let parent = || {
                    listed.iter().any(|(l, _)| l.starts_with(&format!("{name}-")) || name.starts_with(&format!("{l}-")))
                };
                match known {
                    None if !missing.contains(&name) && !parent() => {
                        missing.insert(name.clone());
                        let sentence = format!("本文の「{}」が資料の一覧にありません。", source.text(label).trim());
                        found.push(warn(Code::HandoutNotListed, sentence, vec![span(label)]));
                    }
                    Some((_, paper)) => title_against(sides, paper, label, end, *piece, found),
                    None => {}
                }
            }
        }
    }
}

/// 資料３「…」: the title in brackets right behind the label.
fn title_against(sides: &Sides<'_>, paper: &Paper, label: Piece, end: usize, line: Piece, found: &mut Vec<Warning>) {
    let source = sides.source;
    let mut open = end;
    while open < line.end && source.plain[open] == ' ' {
        open += 1;
    }
    let closer = match source.plain.get(open) {
        Some('「') => '」',
        Some('『') => '』',
        _ => return,
    };
    let Some(close) = (open..source.plain.len().min(open + 80)).find(|at| source.plain[*at] == closer) else { return };
    let squeeze = |text: String| -> String {
        glyphs::fold(&text)
            .chars()
            .filter(|c| !matches!(c, ' ' | '、' | '・' | ',' | '「' | '」' | '\n' | '(' | ')'))
            .collect()
    };
    let cited = squeeze(source.bare(Piece::new(open + 1, close)));
    let printed = squeeze(paper.title.iter().map(|piece| source.bare(*piece)).collect());
    if cited.is_empty() || printed.is_empty() || cited == printed || printed.contains(&cited) {
        return;
    }
    let sentence = format!(
        "{}の題が2とおりあります。本文「{}」、一覧「{}」。",
        source.text(label).trim(),
        source.text(Piece::new(open + 1, close)).split_whitespace().collect::<String>(),
        crate::agenda::title_text(source, &paper.title)
    );
    let mut spans = vec![Span(label.start, close + 1), span(paper.piece)];
    spans.sort_unstable();
    found.push(warn(Code::HandoutTitleMismatch, sentence, spans));
}

fn normal(label: &str) -> String {
    let folded = glyphs::fold(label);
    folded
        .chars()
        .filter(|c| *c != ' ')
        .map(|c| if matches!(c, 'の' | '・' | 'ー') { '-' } else { c })
        .collect::<String>()
        .trim_matches(['(', ')', '【', '】', '[', ']', '〔', '〕'])
        .to_string()
}

fn next_meeting(sides: &Sides<'_>, found: &mut Vec<Warning>) {
    let Some(next) = &sides.minutes.next_meeting else { return };
    let (Some((held, piece)), Some(date)) =
        (sides.held, next.held_on.as_ref().and_then(|iso| iso.parse::<Date>().ok()))
    else {
        return;
    };
    if date <= held {
        let mut spans = vec![span(piece)];
        let block = next.block.as_ref().and_then(|id| sides.minutes.proceedings.iter().find(|block| block.id == *id));
        spans.extend(block.map_or(next.spans.clone(), |block| block.spans.clone()));
        spans.sort_unstable();
        let ja = |date: Date| almanac::wareki(date).map_or_else(|_| date.to_string(), |w| w.to_string());
        found.push(warn(
            Code::NextMeetingInPast,
            format!("次回（{}）がこの会議（{}）より後になっていません。", ja(date), ja(held)),
            spans,
        ));
    }
}
