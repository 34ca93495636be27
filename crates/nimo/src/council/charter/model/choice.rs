//! What a council chooses among. Pure.

/// 定足数: how many of the members there must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuorumRule {
    /// 定めがない.
    Nothing,
    /// 過半数（半分より多く）.
    Majority,
    /// 半数以上.
    Half,
    /// 3分の2以上.
    TwoThirds,
}

impl QuorumRule {
    /// In the order of the form.
    pub const ALL: [QuorumRule; 4] =
        [QuorumRule::Nothing, QuorumRule::Majority, QuorumRule::Half, QuorumRule::TwoThirds];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            QuorumRule::Nothing => "nothing",
            QuorumRule::Majority => "majority",
            QuorumRule::Half => "half",
            QuorumRule::TwoThirds => "two_thirds",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<QuorumRule> {
        QuorumRule::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            QuorumRule::Nothing => "定めがない",
            QuorumRule::Majority => "過半数（半分より多く）",
            QuorumRule::Half => "半数以上",
            QuorumRule::TwoThirds => "3分の2以上",
        }
    }
}

/// 会議録での委員の名: how members are named in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameDisplay {
    /// 氏名を書く.
    Names,
    /// 所属だけを書く.
    Bodies,
    /// 書かない（「委員」とだけ）.
    Nothing,
}

impl NameDisplay {
    /// In the order of the form.
    pub const ALL: [NameDisplay; 3] = [NameDisplay::Names, NameDisplay::Bodies, NameDisplay::Nothing];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            NameDisplay::Names => "names",
            NameDisplay::Bodies => "bodies",
            NameDisplay::Nothing => "nothing",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<NameDisplay> {
        NameDisplay::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            NameDisplay::Names => "氏名を書く",
            NameDisplay::Bodies => "所属だけを書く",
            NameDisplay::Nothing => "書かない（「委員」とだけ）",
        }
    }
}

/// 会議の公開: may anybody listen?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// 公開.
    Open,
    /// 一部を公開しない.
    Partly,
    /// 公開しない.
    Closed,
}

impl Openness {
    /// In the order of the form.
    pub const ALL: [Openness; 3] = [Openness::Open, Openness::Partly, Openness::Closed];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Openness::Open => "open",
            Openness::Partly => "partly",
            Openness::Closed => "closed",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Openness> {
        Openness::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Openness::Open => "公開",
            Openness::Partly => "一部を公開しない",
            Openness::Closed => "公開しない",
        }
    }
}

/// 会議録の確認: who confirms minutes before they are final.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmation {
    /// 定めがない.
    Nothing,
    /// 会長が確認.
    Chair,
    /// 会長と委員1人以上が確認.
    ChairAndMember,
    /// 出席した委員が確認.
    EveryMember,
    /// 次の会議で確認.
    NextMeeting,
}

impl Confirmation {
    /// In the order of the form.
    pub const ALL: [Confirmation; 5] = [
        Confirmation::Nothing,
        Confirmation::Chair,
        Confirmation::ChairAndMember,
        Confirmation::EveryMember,
        Confirmation::NextMeeting,
    ];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Confirmation::Nothing => "nothing",
            Confirmation::Chair => "chair",
            Confirmation::ChairAndMember => "chair_and_member",
            Confirmation::EveryMember => "every_member",
            Confirmation::NextMeeting => "next_meeting",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Confirmation> {
        Confirmation::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Confirmation::Nothing => "定めがない",
            Confirmation::Chair => "会長が確認",
            Confirmation::ChairAndMember => "会長と委員1人以上が確認",
            Confirmation::EveryMember => "出席した委員が確認",
            Confirmation::NextMeeting => "次の会議で確認",
        }
    }
}

/// 日数の数え方: in which days a deadline is counted. The day from which it runs is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayCount {
    /// 暦日: every day; a due day on which the office is closed moves.
    Calendar,
    /// 開庁日: only days on which the office is open.
    Working,
}

impl DayCount {
    /// In the order of the form.
    pub const ALL: [DayCount; 2] = [DayCount::Calendar, DayCount::Working];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            DayCount::Calendar => "calendar",
            DayCount::Working => "working",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<DayCount> {
        DayCount::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            DayCount::Calendar => "暦日（土日や休みも数え、期限の日が閉庁日なら動かす）",
            DayCount::Working => "開庁日だけを数える",
        }
    }

    /// 14日, 14開庁日.
    pub fn days(self, days: u32) -> String {
        match self {
            DayCount::Calendar => format!("{days}日"),
            DayCount::Working => format!("{days}開庁日"),
        }
    }
}

/// 「障害」の書き方: how the town writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// 障害.
    Kanji,
    /// 障がい.
    Kana,
    /// 障碍.
    OldKanji,
}

impl Spelling {
    /// In the order of the form.
    pub const ALL: [Spelling; 3] = [Spelling::Kanji, Spelling::Kana, Spelling::OldKanji];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Spelling::Kanji => "kanji",
            Spelling::Kana => "kana",
            Spelling::OldKanji => "old_kanji",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Spelling> {
        Spelling::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Spelling::Kanji => "障害",
            Spelling::Kana => "障がい",
            Spelling::OldKanji => "障碍",
        }
    }
}

/// 守秘義務の根拠: what binds the members to secrecy.
///
/// Law: 障害者総合支援法 第89条の3第5項 (docs/law.md#sogoshien-89-3-5): who serves or has served in the business of a 協議会 under that
/// article may not tell secrets that came to him there. Any other body binds its members by its own rules, if at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecrecyBasis {
    /// 障害者総合支援法 第89条の3.
    Act,
    /// 条例か要綱.
    Rules,
    /// 定めがない.
    Nothing,
}

impl SecrecyBasis {
    /// In the order of the form.
    pub const ALL: [SecrecyBasis; 3] = [SecrecyBasis::Act, SecrecyBasis::Rules, SecrecyBasis::Nothing];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            SecrecyBasis::Act => "act_89_3",
            SecrecyBasis::Rules => "rules",
            SecrecyBasis::Nothing => "nothing",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<SecrecyBasis> {
        SecrecyBasis::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            SecrecyBasis::Act => "障害者総合支援法 第89条の3（自立支援協議会、その部会）",
            SecrecyBasis::Rules => "この協議会の条例・要綱",
            SecrecyBasis::Nothing => "定めがない",
        }
    }

    /// Is a pledge asked of each member? The act binds without one; it is asked all the same, so that each knows.
    pub fn asks_a_pledge(self) -> bool {
        self != SecrecyBasis::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Law: 障害者総合支援法 第89条の3第5項
    #[test]
    fn a_pledge_is_asked_where_a_law_or_the_bodys_own_rules_bind_and_nowhere_else() {
        assert_eq!(SecrecyBasis::ALL.map(SecrecyBasis::asks_a_pledge), [true, true, false]);
    }

    #[test]
    fn every_choice_is_stored_under_a_code_of_its_own() {
        assert!(QuorumRule::ALL.iter().all(|one| QuorumRule::parse(one.code()) == Some(*one)));
        assert!(NameDisplay::ALL.iter().all(|one| NameDisplay::parse(one.code()) == Some(*one)));
        assert!(Openness::ALL.iter().all(|one| Openness::parse(one.code()) == Some(*one)));
        assert!(Confirmation::ALL.iter().all(|one| Confirmation::parse(one.code()) == Some(*one)));
        assert!(Spelling::ALL.iter().all(|one| Spelling::parse(one.code()) == Some(*one)));
        assert!(SecrecyBasis::ALL.iter().all(|one| SecrecyBasis::parse(one.code()) == Some(*one)));
        assert!(DayCount::ALL.iter().all(|one| DayCount::parse(one.code()) == Some(*one)));
    }
}
