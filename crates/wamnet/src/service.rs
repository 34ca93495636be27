//! サービス種別: the services that the files tell of, each with the number of its file.

use std::fmt;
use std::sync::LazyLock;

/// A kind of service (サービス種別), by the number that its file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Service(u8);

/// What a service is for, as people look for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceGroup {
    /// 住まい.
    Home,
    /// 働く.
    Work,
    /// 日中・訓練.
    Day,
    /// 相談・地域移行.
    Advice,
    /// 訪問.
    Visit,
    /// 子ども.
    Child,
}

impl ServiceGroup {
    /// Each, in the order in which they are shown.
    pub const ALL: [ServiceGroup; 6] = [
        ServiceGroup::Home,
        ServiceGroup::Work,
        ServiceGroup::Advice,
        ServiceGroup::Day,
        ServiceGroup::Visit,
        ServiceGroup::Child,
    ];

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            ServiceGroup::Home => "住まい",
            ServiceGroup::Work => "働く",
            ServiceGroup::Advice => "相談・地域移行",
            ServiceGroup::Day => "日中・訓練・短期入所",
            ServiceGroup::Visit => "訪問",
            ServiceGroup::Child => "子ども",
        }
    }
}

use ServiceGroup::{Advice, Child, Day, Home, Visit, Work};

/// Number, name, group. The numbers are those of the files (`csvdownload0NN.csv`).
const CATALOGUE: &[(u8, &str, ServiceGroup)] = &[
    (11, "居宅介護", Visit),
    (12, "重度訪問介護", Visit),
    (13, "行動援護", Visit),
    (14, "重度障害者等包括支援", Visit),
    (15, "同行援護", Visit),
    (21, "療養介護", Day),
    (22, "生活介護", Day),
    (24, "短期入所", Day),
    (32, "施設入所支援", Home),
    (33, "共同生活援助", Home),
    (34, "宿泊型自立訓練", Home),
    (41, "自立訓練（機能訓練）", Day),
    (42, "自立訓練（生活訓練）", Day),
    (45, "就労継続支援A型", Work),
    (46, "就労継続支援B型", Work),
    (52, "計画相談支援", Advice),
    (53, "地域移行支援", Advice),
    (54, "地域定着支援", Advice),
    (60, "就労移行支援", Work),
    (61, "自立生活援助", Advice),
    (62, "就労定着支援", Work),
    (63, "児童発達支援", Child),
    (64, "医療型児童発達支援", Child),
    (65, "放課後等デイサービス", Child),
    (66, "居宅訪問型児童発達支援", Child),
    (67, "保育所等訪問支援", Child),
    (68, "福祉型障害児入所施設", Child),
    (69, "医療型障害児入所施設", Child),
    (70, "障害児相談支援", Child),
];

impl Service {
    /// 共同生活援助 (グループホーム).
    pub const GROUP_HOME: Service = Service(33);
    /// 就労継続支援A型.
    pub const WORK_A: Service = Service(45);
    /// 計画相談支援.
    pub const PLANNING: Service = Service(52);

    /// Every service, by its number.
    pub fn all() -> impl Iterator<Item = Service> {
        CATALOGUE.iter().map(|(code, ..)| Service(*code))
    }

    /// By the number of its file.
    pub fn of_code(code: i64) -> Option<Service> {
        Service::all().find(|service| i64::from(service.0) == code)
    }

    /// The number of its file.
    pub fn code(self) -> u8 {
        self.0
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        self.row().1
    }

    /// What it is for.
    pub fn group(self) -> ServiceGroup {
        self.row().2
    }

    fn row(self) -> &'static (u8, &'static str, ServiceGroup) {
        let at = CATALOGUE.binary_search_by_key(&self.0, |(code, ..)| *code);
        &CATALOGUE[at.unwrap_or_default()]
    }

    /// The service that a cell names: 就労継続支援Ａ型, 就労継続支援（Ａ型）, 共同生活援助（グループホーム）, 地域相談支援（地域移行支援）,
    /// or its number.
    pub fn named(cell: &str) -> Option<Service> {
        let told = bare(cell);
        if let Ok(code) = told.parse() {
            return Service::of_code(code);
        }
        static NAMES: LazyLock<Vec<(String, Service)>> =
            LazyLock::new(|| Service::all().map(|service| (bare(service.label()), service)).collect());
        let inner = told.strip_prefix("地域相談支援").unwrap_or(&told);
        let inner = inner.strip_suffix("グループホーム").unwrap_or(inner);
        NAMES.iter().find(|(name, _)| name == inner).map(|(_, service)| *service)
    }
}

impl fmt::Display for Service {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.0)
    }
}

/// Folded, without brackets and blanks.
fn bare(name: &str) -> String {
    glyphs::fold(name).chars().filter(|c| !matches!(c, ' ' | '(' | ')' | '・' | '[' | ']')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_known_by_every_name_that_files_give_it() {
        for (cell, code) in [
            ("就労継続支援Ａ型", 45),
            ("就労継続支援A型", 45),
            ("就労継続支援(Ｂ型)", 46),
            ("共同生活援助", 33),
            ("共同生活援助（グループホーム）", 33),
            ("地域相談支援（地域移行支援）", 53),
            ("地域定着支援", 54),
            ("自立訓練(生活訓練)", 42),
            ("52", 52),
            (" 計画相談支援 ", 52),
        ] {
            assert_eq!(Service::named(cell).map(Service::code), Some(code), "{cell}");
        }
        for odd in ["", "訪問看護", "99", "グループホーム", "支援"] {
            assert_eq!(Service::named(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_catalogue_stands_in_the_order_of_its_numbers_and_each_name_means_itself() {
        let codes: Vec<u8> = Service::all().map(Service::code).collect();
        assert!(codes.windows(2).all(|two| two[0] < two[1]));
        assert_eq!(codes.len(), 29);
        for service in Service::all() {
            assert_eq!(Service::named(service.label()), Some(service));
            assert!(ServiceGroup::ALL.contains(&service.group()));
        }
    }
}
