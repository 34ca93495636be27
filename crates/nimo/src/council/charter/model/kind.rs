//! 関係者の種別: as whom somebody takes part in the 協議の場.

/// 関係者の種別. The plan's activity indicator counts the people who took part by these kinds; how the guideline parts them is
/// 未確認 (domain §3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StakeholderKind {
    /// 保健.
    Health,
    /// 医療（精神科）.
    Psychiatry,
    /// 医療（精神科以外）.
    Medicine,
    /// 福祉.
    Welfare,
    /// 介護.
    Care,
    /// 当事者.
    User,
    /// 家族.
    Family,
    /// その他.
    Other,
}

impl StakeholderKind {
    /// In the order of the indicator.
    pub const ALL: [StakeholderKind; 8] = [
        StakeholderKind::Health,
        StakeholderKind::Psychiatry,
        StakeholderKind::Medicine,
        StakeholderKind::Welfare,
        StakeholderKind::Care,
        StakeholderKind::User,
        StakeholderKind::Family,
        StakeholderKind::Other,
    ];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            StakeholderKind::Health => "health",
            StakeholderKind::Psychiatry => "psychiatry",
            StakeholderKind::Medicine => "medicine",
            StakeholderKind::Welfare => "welfare",
            StakeholderKind::Care => "care",
            StakeholderKind::User => "user",
            StakeholderKind::Family => "family",
            StakeholderKind::Other => "other",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<StakeholderKind> {
        StakeholderKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As shown, to the secretariat alone.
    pub fn label(self) -> &'static str {
        match self {
            StakeholderKind::Health => "保健",
            StakeholderKind::Psychiatry => "医療（精神科）",
            StakeholderKind::Medicine => "医療（精神科以外）",
            StakeholderKind::Welfare => "福祉",
            StakeholderKind::Care => "介護",
            StakeholderKind::User => "当事者",
            StakeholderKind::Family => "家族",
            StakeholderKind::Other => "その他",
        }
    }

    /// From what a clerk wrote into a cell: a label, 精神科, or 医療 where nothing says which.
    pub fn read(typed: &str) -> Option<StakeholderKind> {
        let key = |text: &str| glyphs::fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let typed = key(typed);
        let known = StakeholderKind::ALL.into_iter().find(|kind| key(kind.label()) == typed);
        known.or(match typed.as_str() {
            "精神科" | "精神科病院" | "精神医療" => Some(StakeholderKind::Psychiatry),
            "本人" | "ピア" | "ピアサポーター" => Some(StakeholderKind::User),
            "家族会" => Some(StakeholderKind::Family),
            "ほか" | "他" => Some(StakeholderKind::Other),
            _ => None,
        })
    }

    /// Does it say of a person that he, or one of his, lives with a mental disorder? Then the secretariat alone sees it.
    pub fn tells_of_a_person(self) -> bool {
        matches!(self, StakeholderKind::User | StakeholderKind::Family)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_read_as_clerks_write_it_and_what_is_doubtful_is_not() {
        for kind in StakeholderKind::ALL {
            assert_eq!(StakeholderKind::read(kind.label()), Some(kind));
            assert_eq!(StakeholderKind::parse(kind.code()), Some(kind));
        }
        assert_eq!(StakeholderKind::read("医療(精神科)"), Some(StakeholderKind::Psychiatry));
        for doubtful in ["医療", "当事者・家族", "", "学識"] {
            assert_eq!(StakeholderKind::read(doubtful), None, "{doubtful}");
        }
    }
}
