//! Rules, seats, members and letters made for one cell.

use super::{Scene, id_of, values};
use nimo::plumbing::web::{Method, Route};

/// The name of a member who agreed to nothing: those who sit with her read it, nobody else.
pub const MEMBER: &str = "茜色 花";
/// Whom her seat is for: the secretariat alone reads it.
pub const SEAT: &str = "蘇芳色の会の推薦";

/// What was made for this cell.
#[derive(Default)]
pub struct Seated {
    pub charter: String,
    pub seat: String,
    pub member: String,
    pub appointment: String,
    pub batch: String,
}

impl Seated {
    /// Every id of it.
    pub fn ids(&self) -> [&String; 5] {
        [&self.charter, &self.seat, &self.member, &self.appointment, &self.batch]
    }
}

impl Scene {
    /// A seat with somebody in it, and what else the route names.
    pub(super) async fn fresh_seat(&mut self, route: &Route) -> Seated {
        let path = route.path;
        let mut seated = Seated::default();
        let council = format!("/councils/{}", self.council);
        if path.starts_with("/charters/") {
            let fields = [("from_on", self.day()), ("basis", "ordinance".to_string())];
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            assert_eq!(self.clerk.post(&format!("{council}/charter"), &fields).await.status, 303);
            let page = self.clerk.get(&format!("{council}/charter")).await.body;
            seated.charter = page.split("href=\"/charters/").nth(1).expect("an edition").chars().take(36).collect();
            return seated;
        }
        let is_letter = path.contains("/appointments");
        let wants = path.starts_with("/seats/") || path.starts_with("/members/") || is_letter;
        let renews = path.ends_with("/roster/renew");
        // One is enough for those who only look; papers of hundreds would be set again and again.
        let looks = path.contains("/roster") && !std::mem::replace(&mut self.is_seated, true);
        if !wants && !renews && !looks {
            return seated;
        }
        let seat = [("place", "1"), ("title", SEAT), ("letter", if is_letter { "commission" } else { "nothing" })];
        seated.seat = id_of(&self.clerk.post(&format!("{council}/seats"), &seat).await, "/seats/");
        if path == "/seats/{id}/members" {
            return seated;
        }
        let member = [("name", MEMBER), ("from_on", "R8.4.1"), ("until_on", "R9.3.31"), ("role", "member")];
        assert_eq!(self.clerk.post(&format!("/seats/{}/members", seated.seat), &member).await.status, 303);
        let page = self.clerk.get(&format!("/seats/{}", seated.seat)).await.body;
        seated.member = page.split("href=\"/members/").nth(1).expect("a member").chars().take(36).collect();
        let is_page = path == "/councils/{id}/appointments";
        if is_letter && !(is_page && route.method == Method::Post) {
            let form = self.batch_form().await;
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            assert_eq!(self.clerk.post(&format!("{council}/appointments"), &form).await.status, 303);
            let page = self.clerk.get(&format!("{council}/appointments")).await.body;
            let first = |mark: &str| page.split(mark).nth(1).expect("a letter").chars().take(36).collect::<String>();
            seated.batch = first("letters.pdf?batch=");
            seated.appointment = first("href=\"/appointments/");
        }
        seated
    }

    /// A day on which no other cell's edition begins.
    pub(super) fn day(&self) -> String {
        let first = chrono::NaiveDate::from_ymd_opt(2001, 1, 1).expect("a day");
        (first + chrono::Days::new(u64::from(self.count))).to_string()
    }

    /// What numbers the letters that wait.
    pub(super) async fn batch_form(&mut self) -> Vec<(&'static str, String)> {
        let page = self.clerk.get(&format!("/councils/{}/appointments", self.council)).await.body;
        let hidden = |name| values(&page, name).first().map_or_else(String::new, ToString::to_string);
        vec![
            ("from_on", hidden("from_on")),
            ("seen", hidden("seen")),
            ("number", format!("第{}号", self.count)),
            ("numbering", "branch".into()),
            ("dated_on", "R8.4.1".into()),
            ("appointer", "市長".into()),
        ]
    }

    /// What is typed into the forms of seats and letters.
    pub(super) async fn of_seats(&mut self, path: &str, name: &str) -> Option<Vec<(&'static str, String)>> {
        let version = || ("version", "1".to_string());
        let person = || {
            let told = [("name", name.to_string()), ("from_on", "R8.4.1".into()), ("until_on", "R9.3.31".into())];
            [told.to_vec(), vec![("role", "member".into())]].concat()
        };
        let seat =
            || vec![("place", "2".to_string()), ("title", name.to_string()), ("letter", "commission".to_string())];
        let rules = |day: String| vec![("from_on", day), ("basis", "ordinance".into()), ("chair", name.to_string())];
        Some(match path {
            "/begin" => vec![("name", name.to_string()), ("basis", "guideline".into())],
            "/councils/{id}/charter" => rules(self.day()),
            "/charters/{id}" | "/charters/{id}/draft" => [vec![version()], rules(self.day())].concat(),
            "/councils/{id}/roster/import" | "/councils/{id}/roster/take" => {
                let table = format!("席の名\t氏名\n{name}の席\t{name}\n");
                vec![("text", table), ("from_on", "R8.4.1".into()), ("letter", "nothing".into())]
            }
            "/councils/{id}/roster/renew" => {
                let member = self.seated.member.clone();
                vec![("from_on", "2027-04-01".into()), ("until_on", "R11.3.31".into()), ("goes_on", member)]
            }
            "/councils/{id}/seats" => seat(),
            "/seats/{id}" | "/seats/{id}/draft" => [vec![version()], seat()].concat(),
            "/seats/{id}/withdraw" => vec![("what", "seat".into()), ("reason", name.to_string())],
            "/seats/{id}/members" => person(),
            "/members/{id}" | "/members/{id}/draft" => [vec![version()], person()].concat(),
            "/charters/{id}/discard" | "/seats/{id}/discard" | "/members/{id}/discard" => vec![],
            "/charters/{id}/put-back" | "/seats/{id}/put-back" | "/members/{id}/put-back" => {
                vec![version(), ("to", "1".into())]
            }
            "/councils/{id}/appointments" => self.batch_form().await,
            "/appointments/{id}/withdraw" => vec![("reason", name.to_string())],
            _ => return None,
        })
    }
}
