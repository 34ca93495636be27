//! 資料3 as a paper: the same groups and sentences as on the screen. Pure: a digest in, a document out.

use crate::issues::digest::model::{Digest, DigestIssue, DigestMeasure, Layout, PaperSize};
use crate::issues::digest::rules::{Change, groups, headline, opinions_in_words, progress_label, stage_label};
use crate::issues::score::rules::half;
use chrono::NaiveDateTime;
use press::{Align, Block, Cell, Column, Document, Foot, Grid, Heading, PageForm, Paragraph, Width};

/// The title of the paper.
pub const TITLE: &str = "抽出された課題・方策のまとめ";
/// The title of the sheet of changes.
pub const CHANGES: &str = "課題・方策のまとめ 前の版からの変更";

/// What stands around every paper.
pub struct Head {
    /// The town.
    pub office: String,
    /// 「第2版（令和8年11月25日に固めた）」, or 「案（令和8年11月25日現在）」.
    pub version: String,
    /// The moment of the request, or of the freezing, in Japan.
    pub dated: NaiveDateTime,
}

/// The paper.
pub fn paper(digest: &Digest, layout: Layout, elements: &[String], head: &Head) -> Document {
    let mut body = vec![
        Block::Paragraph(Paragraph::plain("about", format!("{}　{}", digest.council, head.version))),
        Block::Paragraph(Paragraph::plain("said", headline(digest))),
    ];
    for ((heading, issues), n) in groups(digest, layout.grouping, elements).into_iter().zip(1..) {
        body.push(Block::Heading(Heading { id: format!("g-{n}"), level: 2, text: heading.into() }));
        body.push(Block::Grid(issues_grid(&format!("issues-{n}"), format!("課題{}件", issues.len()), &issues)));
    }
    if !digest.opinions.is_empty() {
        let text = "意見のその後";
        body.push(Block::Heading(Heading { id: "opinions".into(), level: 2, text: text.into() }));
        body.push(Block::Paragraph(Paragraph::plain("opinions-said", opinions_in_words(digest))));
        body.push(Block::Grid(opinions_grid(digest)));
    }
    document(TITLE, layout.size, head, body)
}

/// The sheet of changes.
pub fn changes(council: &str, between: &str, changes: &[Change], layout: Layout, head: &Head) -> Document {
    let mut body = vec![Block::Paragraph(Paragraph::plain("about", format!("{council}　{between}")))];
    if changes.is_empty() {
        body.push(Block::Paragraph(Paragraph::plain("none", "変わったところはありません。")));
    } else {
        let row = |change: &Change| {
            vec![Cell::words(&change.number), Cell::words(&change.title), Cell::words(&change.what.join("\n"))]
        };
        body.push(Block::Grid(Grid {
            id: "changes".into(),
            caption: format!("変わったところ（{}件）", changes.len()),
            columns: vec![
                Column::new("番号", Width::Letters(6), Align::Start),
                Column::new("課題・意見", Width::Share(3), Align::Start),
                Column::new("変わったこと", Width::Share(5), Align::Start),
            ],
            rows: changes.iter().map(row).collect(),
        }));
    }
    document(CHANGES, layout.size, head, body)
}

/// The lists for a spreadsheet: issues with a line for each measure, and what became of each opinion.
pub fn lists(digest: &Digest) -> Vec<Grid> {
    let mut rows = vec![];
    for issue in &digest.issues {
        let blank = DigestMeasure::default();
        let measures: Vec<&DigestMeasure> =
            if issue.measures.is_empty() { vec![&blank] } else { issue.measures.iter().collect() };
        for measure in measures {
            let mut cells = vec![
                Cell::words(&issue.number),
                Cell::words(&issue.title),
                Cell::words(&issue.matter),
                Cell::words(&issue.elements.join("、")),
                Cell::words(&issue.solvers),
                Cell::words(&issue.owner),
                Cell::words(stage_label(&issue.stage)),
                Cell::words(&issue.ending),
                Cell::Number(i64::try_from(issue.led).unwrap_or(i64::MAX)),
                Cell::words(&scores(issue)),
            ];
            cells.extend([
                Cell::words(&measure.number),
                Cell::words(&measure.title),
                Cell::words(progress_label(&measure.progress)),
                Cell::words(&measure.reach),
                Cell::words(&measure.uses),
                Cell::words(&measure.budget),
                Cell::words(&measure.owner),
                Cell::words(&measure.next),
            ]);
            rows.push(cells);
        }
    }
    let heads = [
        ("番号", 6),
        ("課題", 40),
        ("何が問題か", 40),
        ("要素", 16),
        ("だれが解けるか", 12),
        ("受けもち", 16),
        ("状態", 10),
        ("終わり方", 20),
        ("意見", 5),
        ("実現性・効果", 10),
        ("方策の番号", 9),
        ("方策", 30),
        ("方策の状態", 10),
        ("今年度", 16),
        ("使う事業", 20),
        ("要る予算", 16),
        ("担当", 14),
        ("次の手順", 24),
    ];
    let columns = heads.map(|(head, width)| Column::new(head, Width::Letters(width), Align::Start)).into();
    let mut lists =
        vec![Grid { id: "issues".into(), caption: format!("課題（{}件）", digest.issues.len()), columns, rows }];
    if !digest.opinions.is_empty() {
        lists.push(opinions_grid(digest));
    }
    lists
}

fn issues_grid(id: &str, caption: String, issues: &[&DigestIssue]) -> Grid {
    let row = |issue: &&DigestIssue| {
        let ending = if issue.ending.is_empty() { String::new() } else { format!("\n{}", issue.ending) };
        let others = issue.elements.get(1..).unwrap_or_default().join("、");
        let others = if others.is_empty() { String::new() } else { format!("\n（{others}も）") };
        let matter = if issue.matter.is_empty() { String::new() } else { format!("\n{}", issue.matter) };
        vec![
            Cell::words(&issue.number),
            Cell::words(&format!("{}{matter}{others}", issue.title)),
            Cell::words(
                &[issue.solvers.as_str(), issue.owner.as_str()]
                    .into_iter()
                    .filter(|one| !one.is_empty())
                    .collect::<Vec<_>>()
                    .join("\n"),
            ),
            Cell::words(&issue.measures.iter().map(measure).collect::<Vec<_>>().join("\n")),
            Cell::words(&scores(issue)),
            Cell::words(&format!("{}{ending}", stage_label(&issue.stage))),
            Cell::Number(i64::try_from(issue.led).unwrap_or(i64::MAX)),
        ]
    };
    Grid {
        id: id.into(),
        caption,
        columns: vec![
            Column::new("番号", Width::Letters(5), Align::Start),
            Column::new("課題", Width::Share(4), Align::Start),
            Column::new("だれが解けるか・受けもち", Width::Share(2), Align::Start),
            Column::new("方策", Width::Share(5), Align::Start),
            Column::new("実現性・効果", Width::Letters(7), Align::Start),
            Column::new("状態", Width::Letters(6), Align::Start),
            Column::new("意見", Width::Letters(3), Align::End),
        ],
        rows: issues.iter().map(row).collect(),
    }
}

/// 「R6-003-1 病院での説明会（取り組み中。普及啓発事業（組みかえ）、相談支援係。次: 3回目をひらく）」
fn measure(measure: &DigestMeasure) -> String {
    let with: Vec<&str> = [measure.uses.as_str(), measure.budget.as_str(), measure.owner.as_str()]
        .into_iter()
        .filter(|one| !one.is_empty())
        .collect();
    let mut told = vec![progress_label(&measure.progress).to_string()];
    if !with.is_empty() {
        told.push(with.join("、"));
    }
    if !measure.next.is_empty() {
        told.push(format!("次: {}", measure.next));
    }
    format!("{} {}（{}）", measure.number, measure.title, told.join("。"))
}

/// 4・4.5, from twice the medians; － where too few gave a point.
pub fn scores(issue: &DigestIssue) -> String {
    let one = |twice: Option<u32>| twice.map_or_else(|| "－".to_string(), half);
    issue.scores.map_or_else(String::new, |[feasibility, effect]| format!("{}・{}", one(feasibility), one(effect)))
}

fn opinions_grid(digest: &Digest) -> Grid {
    let row = |one: &crate::issues::digest::model::DigestOpinion| {
        let kind = if one.is_promise { "回答の約束" } else { "意見" };
        let fates = if one.fates.is_empty() { "未対応".to_string() } else { one.fates.join("\n") };
        vec![
            Cell::Number(i64::try_from(one.place).unwrap_or(i64::MAX)),
            Cell::words(kind),
            Cell::words(&one.text),
            Cell::words(&fates),
        ]
    };
    Grid {
        id: "fates".into(),
        caption: digest.meeting.clone(),
        columns: vec![
            Column::new("番号", Width::Letters(3), Align::End),
            Column::new("種類", Width::Letters(5), Align::Start),
            Column::new("意見", Width::Share(5), Align::Start),
            Column::new("その後", Width::Share(4), Align::Start),
        ],
        rows: digest.opinions.iter().map(row).collect(),
    }
}

fn document(title: &str, size: PaperSize, head: &Head, body: Vec<Block>) -> Document {
    let mut blocks = vec![Block::Heading(Heading { id: "title".into(), level: 1, text: title.into() })];
    blocks.extend(body);
    let page = match size {
        PaperSize::A4 => PageForm::a4_wide(),
        PaperSize::A3 => PageForm::a3_wide(),
    };
    Document {
        title: title.into(),
        language: "ja".into(),
        author: Some(head.office.clone()),
        dated: head.dated,
        foot: Foot { left: format!("{}　{title}　{}", head.office, head.version), page_numbers: true },
        page,
        body: blocks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issues::digest::model::{DigestOpinion, Grouping};
    use crate::plumbing::clock::Moment;

    fn head() -> Head {
        Head {
            office: "みほん市".into(),
            version: "第2版（令和6年11月6日に固めた）".into(),
            dated: Moment::parse("2024-11-06T01:00:00Z").unwrap().at_japan(),
        }
    }

    fn digest() -> Digest {
        let issue = |number: &str, title: &str, elements: &[&str], stage: &str| DigestIssue {
            issue: number.into(),
            number: number.into(),
            title: title.into(),
            elements: elements.iter().map(ToString::to_string).collect(),
            stage: stage.into(),
            led: 1,
            ..DigestIssue::default()
        };
        let mut reached =
            issue("R6-003", "退院後のことが、入院している人に届いていない", &["医療", "普及啓発"], "adopted");
        reached.matter = "病棟で聞く機会がない。".into();
        (reached.solvers, reached.owner, reached.led) = ("市、圏域".into(), "相談支援係".into(), 2);
        reached.scores = Some([Some(8), Some(9)]);
        reached.measures = vec![DigestMeasure {
            number: "R6-003-1".into(),
            title: "入院している人へのリーフレット".into(),
            uses: "新規".into(),
            budget: "440,000円（令和7年度）".into(),
            owner: "相談支援係".into(),
            next: "予算の要求（令和6年10月31日（木）まで）".into(),
            progress: "adopted".into(),
            reach: "来年度以降の予算が要る".into(),
        }];
        let mut ended = issue("R6-008", "Ａ型の事業所がない", &[], "closed");
        (ended.ending, ended.scores) = ("1か所が来ることになった".into(), Some([None, Some(4)]));
        let said = |place: usize, is_promise: bool, text: &str, fates: &[&str]| DigestOpinion {
            block: place.to_string(),
            place,
            is_promise,
            text: text.into(),
            fates: fates.iter().map(ToString::to_string).collect(),
            leads: !fates.is_empty(),
        };
        Digest {
            council: "みほん市精神保健福祉連絡協議会".into(),
            issues: vec![reached, issue("R6-006", "空き家が使われていない", &["住まい"], "raised"), ended],
            meeting: "令和6年度第1回会議".into(),
            opinions: vec![
                said(1, false, "冊子をつくれないか。", &["R6-003 退院後のことが、入院している人に届いていない"]),
                said(2, true, "連絡会を検討している。", &[]),
            ],
        }
    }

    /// What stands on the paper: `NIMO_GOLDEN=1 cargo test -p nimo --lib digest::print`.
    #[test]
    fn the_paper_says_what_its_golden_text_says() {
        let elements = ["医療".to_string(), "住まい".to_string()];
        let by_element = Layout { grouping: Grouping::Element, size: PaperSize::A4 };
        let by_stage = Layout { grouping: Grouping::Stage, size: PaperSize::A3 };
        let mut before = digest();
        before.issues[0].stage = "examined".into();
        before.issues[0].measures.clear();
        let told = crate::issues::digest::rules::changes(&before, &digest());
        let sheet = changes(&before.council, "第1版から第2版まで", &told, by_element, &head());
        let papers =
            [paper(&digest(), by_element, &elements, &head()), paper(&digest(), by_stage, &elements, &head()), sheet];
        let text = papers.iter().map(press::text).collect::<Vec<_>>().join("\n========\n");
        let place = concat!(env!("CARGO_MANIFEST_DIR"), "/src/issues/digest/print.txt");
        if std::env::var_os("NIMO_GOLDEN").is_some() {
            std::fs::write(place, &text).unwrap();
        }
        assert_eq!(text, std::fs::read_to_string(place).unwrap_or_default());
    }

    #[test]
    fn every_measure_has_its_line_in_the_spreadsheet_and_no_row_is_short() {
        let lists = lists(&digest());
        assert_eq!(lists.len(), 2);
        assert!(lists.iter().all(|grid| grid.rows.iter().all(|row| row.len() == grid.columns.len())));
        assert_eq!(lists[0].rows.len(), 3);
    }
}
