//! The id of a provider.

use std::fmt;
use wamnet::{OfficeNumber, Service};

/// An office with one service at one address (事業所とサービス): ten digits of 事業所番号, two of サービス種別, three that tell the addresses of
/// both apart, from 0. It stays when the office moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProviderId(i64);

/// So many addresses one office has for one service.
const MOST_BRANCHES: i64 = 1000;

impl ProviderId {
    /// Of its parts; `None` for more addresses than an office has.
    pub fn of(number: OfficeNumber, service: Service, branch: i64) -> Option<ProviderId> {
        let whole = i64::try_from(number.value()).ok()? * 100 + i64::from(service.code());
        (0..MOST_BRANCHES).contains(&branch).then_some(ProviderId(whole * MOST_BRANCHES + branch))
    }

    /// As an address spells it: 15 digits. Anything else is no id.
    pub fn parse(text: &str) -> Option<ProviderId> {
        let fits = text.len() == 15 && text.bytes().all(|byte| byte.is_ascii_digit());
        ProviderId::of_row(fits.then(|| text.parse().ok())??)
    }

    /// As a row holds it.
    pub fn of_row(number: i64) -> Option<ProviderId> {
        let id = ProviderId(number);
        (number >= 0 && Service::of_code(number / MOST_BRANCHES % 100).is_some() && id.number().is_some()).then_some(id)
    }

    /// As a row holds it.
    pub fn row(self) -> i64 {
        self.0
    }

    /// 事業所番号.
    pub fn number(self) -> Option<OfficeNumber> {
        OfficeNumber::parse(&format!("{:010}", self.0 / MOST_BRANCHES / 100))
    }

    /// サービス種別.
    pub fn service(self) -> Option<Service> {
        Service::of_code(self.0 / MOST_BRANCHES % 100)
    }

    /// Which of the addresses, from 0.
    pub fn branch(self) -> i64 {
        self.0 % MOST_BRANCHES
    }
}

impl fmt::Display for ProviderId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:015}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_what_it_names_and_has_one_spelling() {
        let number = OfficeNumber::parse("0110000025").unwrap();
        let id = ProviderId::of(number, Service::GROUP_HOME, 2).unwrap();
        assert_eq!(id.to_string(), "011000002533002");
        assert_eq!((id.number(), id.service(), id.branch()), (Some(number), Some(Service::GROUP_HOME), 2));
        assert_eq!((ProviderId::parse("011000002533002"), ProviderId::of_row(id.row())), (Some(id), Some(id)));
        for odd in ["", "11000002533002", "011000002599002", "0110000025330020", "-11000002533002", "import"] {
            assert_eq!(ProviderId::parse(odd), None, "{odd}");
        }
        assert_eq!(ProviderId::of(number, Service::GROUP_HOME, 1000), None);
    }
}
