//! How an indicator is counted, judged and masked: words of the definitions. Pure.

use serde::Deserialize;

/// 成果目標 or 活動指標.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// 成果目標: what came of it.
    Outcome,
    /// 活動指標: what was done.
    Activity,
    /// 市区町村のようす: no indicator of a plan, but by what towns of like size are found.
    Feature,
}

impl IndicatorKind {
    /// 成果目標.
    pub fn label(self) -> &'static str {
        match self {
            IndicatorKind::Outcome => "成果目標",
            IndicatorKind::Activity => "活動指標",
            IndicatorKind::Feature => "市区町村のようす",
        }
    }
}

/// 集計: what one figure counts. Towns differ in it for the same indicator, and figures of two ways are never joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// 年の実人数: each person once in a 年度.
    YearUnique,
    /// 月の実人数: each person once in one month.
    MonthUnique,
    /// 月平均: the mean of twelve months.
    MonthAverage,
    /// 年の延べ: each time it happened in a 年度.
    EventCount,
    /// ある日の数.
    Snapshot,
    /// ある集団の割合・平均: people who were discharged in one month, followed.
    Cohort,
}

impl Aggregation {
    /// All of them.
    pub const ALL: [Aggregation; 6] = [
        Aggregation::YearUnique,
        Aggregation::MonthUnique,
        Aggregation::MonthAverage,
        Aggregation::EventCount,
        Aggregation::Snapshot,
        Aggregation::Cohort,
    ];

    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Aggregation::YearUnique => "year_unique",
            Aggregation::MonthUnique => "month_unique",
            Aggregation::MonthAverage => "month_average",
            Aggregation::EventCount => "event_count",
            Aggregation::Snapshot => "snapshot",
            Aggregation::Cohort => "cohort",
        }
    }

    /// As it is read.
    pub fn label(self) -> &'static str {
        match self {
            Aggregation::YearUnique => "年の実人数",
            Aggregation::MonthUnique => "月の実人数",
            Aggregation::MonthAverage => "月の平均",
            Aggregation::EventCount => "年の延べ",
            Aggregation::Snapshot => "ある日の数",
            Aggregation::Cohort => "ある集団の割合・平均",
        }
    }

    /// From its code.
    pub fn parse(code: &str) -> Option<Aggregation> {
        Aggregation::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The more the better.
    More,
    /// The less the better.
    Less,
    /// Neither is said.
    Tell,
}

impl Direction {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Direction::More => "more",
            Direction::Less => "less",
            Direction::Tell => "tell",
        }
    }

    /// From its code.
    pub fn parse(code: &str) -> Option<Direction> {
        [Direction::More, Direction::Less, Direction::Tell].into_iter().find(|one| one.code() == code)
    }

    /// As it is read.
    pub fn label(self) -> &'static str {
        match self {
            Direction::More => "多いほどよい",
            Direction::Less => "少ないほどよい",
            Direction::Tell => "よい向きは決まっていない",
        }
    }
}

/// 秘匿のきまり: whether a small figure may stand on a paper for everybody. What may, may by the name of its exemption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaskingRule {
    /// 会議の回数.
    Meetings,
    /// 参加者数.
    Attendance,
    /// 計画の総数.
    Plan,
    /// 割合・平均: of the whole prefecture it may stand, of one town not.
    Rate,
    /// 年度の総数: people in a service; hidden while the year runs, the plan's total when it is over.
    YearTotal,
    /// 公表された統計: stands in a statistic that anybody reads.
    Published,
    /// 分けた人数: crossed with age or illness; small ones are always hidden.
    SmallCells,
}

impl MaskingRule {
    /// As it is read.
    pub fn label(self) -> &'static str {
        match self {
            MaskingRule::Published => "公表された統計の数",
            MaskingRule::Meetings | MaskingRule::Attendance | MaskingRule::Plan => "公開用の資料でも、ふせない数",
            MaskingRule::Rate => "公開用の資料では、県全体の数だけを示す",
            MaskingRule::YearTotal => {
                "公開用の資料では、年度が終わるまで少ない数をふせる（この画面とA3・Excelは公開用ではなく、ふせない）"
            }
            MaskingRule::SmallCells => {
                "公開用の資料では、少ない数をいつもふせる（この画面とA3・Excelは公開用ではなく、ふせない）"
            }
        }
    }
}

/// Who sets the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetBy {
    /// The municipality.
    Municipality,
    /// The prefecture; its figures are about the whole prefecture.
    Prefecture,
}
