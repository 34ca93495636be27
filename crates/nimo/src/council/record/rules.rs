//! Does a sheet keep the method that its council decided on? Pure.

use crate::council::model::{RecordMethod, RecordRule};
use almanac::Date;

/// 守っているか: what a rule says of one meeting's minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// 決まる前: the meeting was held before the rule.
    Before,
    /// 守っている.
    Holds,
    /// 離れている (逸脱).
    Leaves,
    /// 判断できない: the method or the day is not known.
    Unknown,
}

impl Keeps {
    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Keeps::Before => "決まる前",
            Keeps::Holds => "守っている",
            Keeps::Leaves => "離れている",
            Keeps::Unknown => "判断できない",
        }
    }

    /// The mark beside the word.
    pub fn mark(self) -> &'static str {
        match self {
            Keeps::Before => "out",
            Keeps::Holds => "tied",
            Keeps::Leaves => "late",
            Keeps::Unknown => "draft",
        }
    }
}

/// Replays the rule over one meeting: old meetings are judged by nothing that came later.
pub fn replay(rule: &RecordRule, held_on: Option<Date>, method: Option<RecordMethod>) -> Keeps {
    match (held_on, method) {
        (Some(day), _) if day < rule.from_on => Keeps::Before,
        (None, _) | (_, None) => Keeps::Unknown,
        (_, Some(method)) if method == rule.method => Keeps::Holds,
        _ => Keeps::Leaves,
    }
}

/// 「残した8回のうち4回が離れました。4回とも承諾されています。」
pub fn told(kept: usize, left: usize, consented: usize) -> String {
    match (kept, left, consented) {
        (0, _, _) => "この決まりのあとの会議録は、まだ残していません。".into(),
        (kept, 0, _) => format!("そのあとに残した{kept}回は、どれも守っています。"),
        (kept, left, consented) if left == consented => {
            format!("そのあとに残した{kept}回のうち{left}回が離れました。{left}回とも、あとの会議で承諾されています。")
        }
        (kept, left, consented) => {
            format!(
                "そのあとに残した{kept}回のうち{left}回が離れました。承諾されていないのは{}回です。",
                left - consented
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_judged_by_the_rule_of_its_day_and_by_no_later_one() {
        let rule = RecordRule {
            method: RecordMethod::Summary,
            from_on: "2021-07-15".parse().unwrap(),
            from_meeting: "令和3年度第1回".into(),
        };
        let on = |day: &str, method| replay(&rule, day.parse().ok(), method);
        assert_eq!(on("2021-07-14", Some(RecordMethod::Verbatim)), Keeps::Before);
        assert_eq!(on("2021-07-15", Some(RecordMethod::Summary)), Keeps::Holds);
        assert_eq!(on("2022-11-10", Some(RecordMethod::PerSpeechSummary)), Keeps::Leaves);
        assert_eq!(on("2022-11-10", None), Keeps::Unknown);
        assert_eq!(replay(&rule, None, Some(RecordMethod::Summary)), Keeps::Unknown);
    }

    #[test]
    fn one_sentence_says_how_many_left_and_how_many_were_consented_to() {
        assert_eq!(told(9, 4, 4), "そのあとに残した9回のうち4回が離れました。4回とも、あとの会議で承諾されています。");
        assert_eq!(told(9, 4, 1), "そのあとに残した9回のうち4回が離れました。承諾されていないのは3回です。");
        assert_eq!(told(2, 0, 0), "そのあとに残した2回は、どれも守っています。");
    }
}
