//! What can be answered of a house: its use, its place, and what nobody knows yet.

use crate::editing::coded::coded;
coded! {
    /// 考えている使い方.
    pub enum HouseUse {
        /// 共同生活援助.
        GroupHome = "group_home", "グループホーム";
        /// A flat near a home, for one person.
        Satellite = "satellite", "サテライト型住居";
        /// 体験宿泊: some nights before somebody moves out of hospital.
        TrialStay = "trial_stay", "体験宿泊";
        /// A dwelling that somebody rents.
        Rental = "rental", "一般の賃貸";
    }
}

coded! {
    /// はい・いいえ・分からない: what nobody answered is not known.
    pub enum Known {
        /// はい.
        Yes = "yes", "はい";
        /// いいえ.
        No = "no", "いいえ";
        /// 分からない.
        Unknown = "unknown", "分からない";
    }
}

coded! {
    /// 用途地域, and what a place outside of them is.
    pub enum UseZone {
        /// 第一種低層住居専用地域.
        Low1 = "low_1", "第一種低層住居専用地域";
        /// 第二種低層住居専用地域.
        Low2 = "low_2", "第二種低層住居専用地域";
        /// 第一種中高層住居専用地域.
        Mid1 = "mid_1", "第一種中高層住居専用地域";
        /// 第二種中高層住居専用地域.
        Mid2 = "mid_2", "第二種中高層住居専用地域";
        /// 第一種住居地域.
        Home1 = "home_1", "第一種住居地域";
        /// 第二種住居地域.
        Home2 = "home_2", "第二種住居地域";
        /// 準住居地域.
        HomeRoad = "home_road", "準住居地域";
        /// 田園住居地域.
        Garden = "garden", "田園住居地域";
        /// 近隣商業地域.
        Shops = "shops", "近隣商業地域";
        /// 商業地域.
        Trade = "trade", "商業地域";
        /// 準工業地域.
        LightWorks = "light_works", "準工業地域";
        /// 工業地域.
        Works = "works", "工業地域";
        /// 工業専用地域.
        WorksAlone = "works_alone", "工業専用地域";
        /// 市街化調整区域.
        Restrained = "restrained", "市街化調整区域";
        /// 用途地域の指定がない.
        Unzoned = "unzoned", "用途地域の指定がない";
        /// 分からない.
        Unknown = "unknown", "分からない";
    }
}

coded! {
    /// ハザード: what the town's map says of the place.
    pub enum Hazard {
        /// 洪水.
        Flood = "flood", "洪水";
        /// 土砂災害.
        Slope = "slope", "土砂災害";
        /// 津波.
        Tsunami = "tsunami", "津波";
        /// なし.
        None = "none", "なし";
        /// 分からない.
        Unknown = "unknown", "分からない";
    }
}

impl Known {
    /// あり・なし・分からない.
    pub fn there(self) -> &'static str {
        match self {
            Known::Yes => "あり",
            Known::No => "なし",
            Known::Unknown => "分からない",
        }
    }

    /// 済・未・不明.
    pub fn done(self) -> &'static str {
        match self {
            Known::Yes => "済",
            Known::No => "未",
            Known::Unknown => "不明",
        }
    }
}

impl UseZone {
    /// Is it a zone of homes or of works, where an inn may be barred or bounded? Broad on purpose: it makes a question, never an answer.
    pub fn may_bar_inns(self) -> bool {
        use UseZone::{Garden, Home1, Home2, HomeRoad, Low1, Low2, Mid1, Mid2, Works, WorksAlone};
        matches!(self, Low1 | Low2 | Mid1 | Mid2 | Home1 | Home2 | HomeRoad | Garden | Works | WorksAlone)
    }
}
