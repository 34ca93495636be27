//! Rules of passwords and of the back-off. Pure.

use crate::editing::shape::Wrong;

/// A password that stands alone has at least so many characters (8 will do once there is a second factor).
pub const LEAST_CHARACTERS: usize = 15;
const MOST_CHARACTERS: usize = 200;
/// So many failures cost nothing.
const FREE_FAILURES: u32 = 4;
/// No wait is longer.
const LONGEST_WAIT_SECONDS: i64 = 15 * 60;

/// Is this good enough as a password of this sign-in name?
///
/// # Errors
/// A sentence for the field `password`.
pub fn password_is_good(login: &str, password: &str, again: &str) -> Result<(), Vec<Wrong>> {
    let count = password.chars().count();
    let mut kinds: Vec<char> = password.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    let wrong = if count < LEAST_CHARACTERS {
        Wrong::new(
            "password",
            format!(
                "{LEAST_CHARACTERS}文字以上にしてください（いまは{count}文字）。ことばを4つほど並べると覚えやすくなります。"
            ),
        )
    } else if count > MOST_CHARACTERS {
        Wrong::new("password", format!("{MOST_CHARACTERS}文字までにしてください（いまは{count}文字）。"))
    } else if kinds.len() < 5 || password.to_lowercase().contains(login) {
        Wrong::new(
            "password",
            "同じ文字のくり返しや、サインイン名を含むものは使えません。ことばを4つほど並べてください。",
        )
    } else if password != again {
        Wrong::new("again", "1回目と同じになっていません。もう一度入れてください。")
    } else {
        return Ok(());
    };
    Err(vec![wrong])
}

/// How many seconds after the last failure the next try is heard: none up to the 4th, then 2, 4, 8 … at most 15 minutes.
pub fn wait_seconds(failures: u32) -> i64 {
    match failures.saturating_sub(FREE_FAILURES) {
        0 => 0,
        over => (1i64 << over.min(30)).min(LONGEST_WAIT_SECONDS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_mixed_and_typed_twice() {
        let good = "みほん 市役所 二階 相談窓口";
        assert!(password_is_good("imamura", good, good).is_ok());
        for (password, again, field) in [
            ("みじかい", "みじかい", "password"),
            ("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa", "password"),
            ("imamura-imamura-2026", "imamura-imamura-2026", "password"),
            (good, "ちがう", "again"),
        ] {
            assert_eq!(password_is_good("imamura", password, again).unwrap_err()[0].field, field, "{password}");
        }
    }

    #[test]
    fn the_fifth_failure_makes_one_wait_and_no_wait_is_endless() {
        assert_eq!((0..=7).map(wait_seconds).collect::<Vec<_>>(), [0, 0, 0, 0, 0, 2, 4, 8]);
        assert_eq!(wait_seconds(u32::MAX), 15 * 60);
    }
}
