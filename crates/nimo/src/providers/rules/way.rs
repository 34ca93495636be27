//! How far it is: metres as the crow flies, and minutes reckoned from them. nimo knows no roads.

use wamnet::Spot;

/// How one goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// 歩いて.
    Walk,
    /// 自転車で.
    Bicycle,
    /// 車で.
    Car,
}

impl Way {
    /// Each, in the order of the form.
    pub const ALL: [Way; 3] = [Way::Walk, Way::Bicycle, Way::Car];

    /// As an address spells it.
    pub fn code(self) -> &'static str {
        match self {
            Way::Walk => "walk",
            Way::Bicycle => "bicycle",
            Way::Car => "car",
        }
    }

    /// From an address.
    pub fn parse(code: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|way| way.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Way::Walk => "歩いて",
            Way::Bicycle => "自転車で",
            Way::Car => "車で",
        }
    }

    /// Metres that one comes on in a minute. On foot 80, as advertisements of houses reckon it (不動産の表示に関する公正競争規約施行規則);
    /// the two others are guesses («未確認») and said to be such on the page.
    fn metres_a_minute(self) -> f64 {
        match self {
            Way::Walk => 80.0,
            Way::Bicycle => 220.0,
            Way::Car => 400.0,
        }
    }

    /// Minutes for so many metres as the crow flies, rounded up.
    pub fn minutes(self, metres: f64) -> u32 {
        let minutes = (metres * DETOUR / self.metres_a_minute()).ceil();
        // No place of Japan is so far from another that it would not fit.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and small")]
        let minutes = minutes.max(0.0) as u32;
        minutes
    }

    /// How far one comes in so many minutes, as the crow flies.
    pub fn metres(self, minutes: u32) -> f64 {
        f64::from(minutes) * self.metres_a_minute() / DETOUR
    }
}

/// By how much roads are longer than the straight line («未確認»).
const DETOUR: f64 = 1.3;

/// What a page says of its minutes.
pub const HOW: &str = "距離は直線です。時間は、直線の1.3倍を、徒歩は分速80m、自転車は分速220m、車は分速400mで割った目安で、実際の道のりや渋滞、乗り換えは見ていません（徒歩のほかの速さと1.3倍は未確認）。";

/// 850m, 3.4km, 12km.
pub fn metres_in_words(metres: f64) -> String {
    if metres < 995.0 {
        format!("{:.0}m", (metres / 10.0).round() * 10.0)
    } else if metres < 9_950.0 {
        format!("{:.1}km", metres / 1000.0)
    } else {
        format!("{:.0}km", metres / 1000.0)
    }
}

/// The middle of places: of each degree the one in the middle, so that one wrong place moves it little.
pub fn middle(mut spots: Vec<Spot>) -> Option<Spot> {
    if spots.is_empty() {
        return None;
    }
    let half = spots.len() / 2;
    spots.sort_by_key(|spot| spot.latitude);
    let latitude = spots[half].latitude;
    spots.sort_by_key(|spot| spot.longitude);
    Some(Spot { latitude, longitude: spots[half].longitude })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_and_metres_belong_together() {
        assert_eq!([Way::Walk, Way::Bicycle, Way::Car].map(|way| way.minutes(2000.0)), [33, 12, 7]);
        for way in Way::ALL {
            for minutes in [1, 10, 30, 90] {
                assert_eq!(way.minutes(way.metres(minutes) - 0.001), minutes, "{}", way.label());
            }
            assert_eq!((way.minutes(0.0), Way::parse(way.code())), (0, Some(way)));
        }
    }

    #[test]
    fn a_way_is_told_as_finely_as_it_is_known() {
        let words = [0.0, 84.0, 994.0, 996.0, 3449.0, 9_949.0, 9_951.0, 12_400.0].map(metres_in_words);
        assert_eq!(words, ["0m", "80m", "990m", "1.0km", "3.4km", "9.9km", "10km", "12km"]);
    }

    #[test]
    fn the_middle_is_not_moved_by_one_that_is_far_off() {
        let spots = vec![Spot::of(35.0, 139.0), Spot::of(35.1, 139.1), Spot::of(43.0, 141.0)];
        assert_eq!(middle(spots), Some(Spot::of(35.1, 139.1)));
        assert_eq!(middle(vec![]), None);
    }
}
