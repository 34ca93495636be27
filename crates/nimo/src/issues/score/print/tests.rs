//! What stands on the papers, held against a golden text: `NIMO_GOLDEN=1 cargo test -p nimo --lib score::print`.

use super::*;
use crate::council::model::CouncilId;
use crate::issues::model::IssueId;
use crate::issues::score::model::{Point, RoundId, RoundState, Score, Scores};
use crate::issues::score::rules::{Covered, tally};
use crate::plumbing::clock::Moment;

fn round() -> Round {
    let covered = |(n, title): (usize, &str)| Covered {
        issue: IssueId::fresh().to_string(),
        number: format!("R6-{n:03}"),
        title: title.into(),
    };
    let titles = ["退院後の暮らしが届いていない", "住まいの行き違い", "Ａ型の事業所がない"];
    Round {
        id: RoundId::fresh(),
        council: CouncilId::fresh(),
        title: "第2回会議にむけた採点".into(),
        due_on: almanac::read_date("R6.10.11").unwrap(),
        meeting: None,
        state: RoundState::Closed,
        at: Moment::parse("2024-09-24T01:00:00Z").unwrap(),
        by: "今村".into(),
        issues: (1..).zip(titles).map(covered).collect(),
        members: vec![],
    }
}

fn head() -> Head {
    let dated = Moment::parse("2024-10-12T01:00:00Z").unwrap().at_japan();
    Head { office: "みほん市".into(), council: "みほん市精神保健福祉連絡協議会".into(), dated }
}

fn sheets(round: &Round, rows: &[[(i64, i64, &str); 3]]) -> Vec<Scores> {
    let score = |(feasibility, effect, remark): &(i64, i64, &str)| Score {
        feasibility: Point::of(*feasibility),
        effect: Point::of(*effect),
        remark: (*remark).into(),
    };
    let sheet = |row: &[(i64, i64, &str); 3]| round.issue_ids().into_iter().zip(row.iter().map(score)).collect();
    rows.iter().map(sheet).collect()
}

#[test]
fn the_result_says_on_paper_what_it_says_on_the_screen() {
    let round = round();
    let rows = [
        [(4, 5, "すぐ始められる。"), (5, 4, "見学会だけなら、今年できる。"), (1, 0, "")],
        [(4, 4, ""), (1, 4, "条件がきびしい。"), (1, 0, "")],
        [(5, 5, ""), (2, 4, ""), (2, 3, "隣の市まで20分。")],
        [(4, 5, ""), (2, 4, ""), (0, 0, "名だけの声")],
    ];
    let told = tally(&round.issues, 13, &sheets(&round, &rows));
    let text = press::text(&result(
        &round,
        &told,
        &head(),
        Some("令和6年11月6日に、令和6年度第2回会議の資料として固めました。"),
    ));
    let place = concat!(env!("CARGO_MANIFEST_DIR"), "/src/issues/score/print/result.txt");
    if std::env::var_os("NIMO_GOLDEN").is_some() {
        std::fs::write(place, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(place).unwrap_or_default());
}

#[test]
fn a_paper_of_two_sheets_holds_no_figure_and_no_remark() {
    let round = round();
    let rows = [[(4, 5, "だれの声"), (5, 4, ""), (1, 1, "")], [(4, 4, ""), (1, 4, ""), (1, 1, "")]];
    let told = tally(&round.issues, 13, &sheets(&round, &rows));
    let text = press::text(&result(&round, &told, &head(), None));
    assert!(text.contains(TOO_FEW) && !text.contains("だれの声") && !text.contains("R6-001"), "{text}");
    let grid = list(&round, &told);
    assert_eq!((grid.columns.len(), grid.rows.len()), (1, 1));
}

#[test]
fn the_empty_sheet_has_a_row_for_each_issue_and_a_line_for_the_name() {
    let text = press::text(&sheet(&round(), &head()));
    for words in ["委員名", "R6-003", "１　２　３　４　５", "令和6年10月11日（金）まで"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
