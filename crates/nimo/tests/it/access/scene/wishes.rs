//! A wish, and a reading that was kept with it, made for the cells that ask for one.

use super::Scene;
use nimo::plumbing::web::Route;

/// What every wish that is asked for is called, as far as it is told here: its number is too short to be found among the bytes of a paper.
pub const WISH_NAMED: &str = "希望 W";

/// What was made for this cell.
#[derive(Default)]
pub struct Wished {
    pub wish: String,
    pub reading: String,
    /// No two wishes have one number, no two editions of the rule one day.
    count: u64,
}

impl Wished {
    /// The ids of this office.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        [&self.wish, &self.reading].into_iter()
    }
}

impl Scene {
    /// A wish for routes that speak of one, and a reading; nothing for other routes.
    pub(super) async fn fresh_wish(&mut self, route: &Route) {
        let speaks = |begin: &str| route.path.starts_with(begin);
        if !speaks("/wishes") && !speaks("/matching") && !speaks("/readings") {
            return;
        }
        // A reading is kept where enough wishes came since the one before.
        for _ in 0..if speaks("/readings") { 3 } else { 1 } {
            self.wished.count += 1;
            let number = format!("W{}", self.wished.count);
            let state = if route.path == "/wishes/erase" { "ended" } else { "seeking" };
            let fields = [("number", number), ("sex", "women".into()), ("state", state.into())];
            let added = self.send_as_clerk("/wishes", &fields).await;
            self.wished.wish = added.trim_start_matches("/wishes/").split('?').next().unwrap().to_string();
        }
        if speaks("/readings") {
            let kept = self.send_as_clerk("/readings", &[]).await;
            self.wished.reading = kept.trim_start_matches("/readings/").split('?').next().unwrap().to_string();
        }
    }

    /// What is typed into the forms of wishes.
    pub(super) fn wish_fields(&self, path: &str) -> Option<Vec<(&'static str, String)>> {
        let count = self.wished.count;
        Some(match path {
            "/wishes" => vec![("number", format!("A-{count}"))],
            // One look, which keeps nothing.
            "/wishes/paste" => vec![("table", format!("番号\t性別\nB-{count}\t女"))],
            "/wishes/rule" => {
                let day = chrono::NaiveDate::from_ymd_opt(2027, 4, 1).unwrap() + chrono::Days::new(count);
                vec![
                    ("from_on", day.to_string()),
                    ("decided_on", "2027-03-01".into()),
                    ("words", "日の早い順".into()),
                    ("source", "部会".into()),
                ]
            }
            "/wishes/erase" => vec![("pick", format!("{}.1", self.wished.wish)), ("sure", "yes".into())],
            "/readings/{id}/withdraw" => vec![("reason", "去年の表だった".into())],
            "/wishes/{id}/put-back" => vec![("version", "1".into()), ("to", "1".into())],
            "/wishes/{id}" | "/wishes/{id}/draft" => vec![("version", "1".into()), ("sex", "men".into())],
            "/wishes/{id}/discard" | "/readings" => vec![],
            _ => return None,
        })
    }
}
