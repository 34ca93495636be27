//! What stands around every page: the town, the languages, the way up; days and papers as a page shows them.

use super::words::{Label, Tongue};
use almanac::{Date, FiscalYear, weekday_letter, with_weekday};
use askama::filters::HtmlSafe;
use chrono::Datelike;
use std::fmt;

/// What stands around a page.
pub struct Frame<'a> {
    /// In which words.
    pub tongue: Tongue,
    /// The page's path below the folder of its language; the same in each.
    pub path: &'a str,
    /// The title of the window.
    pub title: String,
    /// The town.
    pub office: &'a str,
    /// From the page up to the root of all files.
    pub root: String,
    /// From the page up to the first page of its language.
    pub home: String,
    /// The way up: words and address.
    pub crumbs: Vec<(Words, String)>,
}

impl<'a> Frame<'a> {
    /// The frame of a page at this path.
    pub fn of(tongue: Tongue, path: &'a str, office: &'a str, title: &str) -> Frame<'a> {
        let home = "../".repeat(path.matches('/').count());
        let root = if tongue == Tongue::Japanese { home.clone() } else { format!("../{home}") };
        let site = format!("{office} {}", tongue.say("site").plain());
        let title = if title.is_empty() { site } else { format!("{title}｜{site}") };
        Frame { tongue, path, title, office, root, home, crumbs: vec![] }
    }

    /// With one more step on the way up.
    pub fn below(mut self, words: Words, path: &str) -> Frame<'a> {
        self.crumbs.push((words, format!("{}{path}", self.home)));
        self
    }

    /// One of our labels.
    pub fn say(&self, key: &str) -> Label {
        self.tongue.say(key)
    }

    /// Every language; that of the page has no address.
    pub fn tongues(&self) -> Vec<(Tongue, Option<String>)> {
        let to = |tongue: Tongue| format!("{}{}{}", self.root, tongue.folder(), self.path);
        Tongue::ALL.into_iter().map(|one| (one, (one != self.tongue).then(|| to(one)))).collect()
    }

    /// The same page in the other languages.
    pub fn others(&self) -> Vec<(Tongue, String)> {
        self.tongues().into_iter().filter_map(|(tongue, href)| Some((tongue, href?))).collect()
    }

    /// A day, as this language writes it.
    pub fn day(&self, day: Date) -> String {
        let year = day.year();
        match self.tongue {
            Tongue::Japanese => with_weekday(day).replacen('年', &format!("年（{year}年）"), 1),
            Tongue::Easy => format!("{year}年{}月{}日（{}）", day.month(), day.day(), weekday_letter(day)),
            Tongue::English => day.format("%-d %B %Y (%a)").to_string(),
        }
    }

    /// A day, or that there is none yet.
    pub fn day_if(&self, day: Option<Date>) -> Words {
        day.map_or_else(|| Words::Ours(self.say("no-day")), |day| Words::Figure(self.day(day)))
    }

    /// The number of an edition, as this language writes it.
    pub fn number(&self, number: i64) -> String {
        if self.tongue == Tongue::English { number.to_string() } else { format!("第{number}版") }
    }

    /// A 年度, as this language writes it.
    pub fn year(&self, year: FiscalYear) -> String {
        match self.tongue {
            Tongue::Japanese => format!("{year}（{}年4月から）", year.0),
            Tongue::Easy => format!("{}年4月から {}年3月まで", year.0, year.0 + 1),
            Tongue::English => format!("April {} to March {}", year.0, year.0 + 1),
        }
    }
}

/// Words on a page: ours in its language, or those of what is published.
pub enum Words {
    /// One of our labels.
    Ours(Label),
    /// Japanese, as published.
    Theirs(String),
    /// A day or a year, in the page's language.
    Figure(String),
}

impl Words {
    /// Without markup, for an attribute.
    pub fn plain(&self) -> String {
        match self {
            Words::Ours(label) => label.plain(),
            Words::Theirs(text) | Words::Figure(text) => text.clone(),
        }
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Words::Ours(label) => label.fmt(f),
            Words::Theirs(text) => write!(f, "<span lang=\"ja\">{}</span>", escaped(text)),
            Words::Figure(text) => f.write_str(&escaped(text)),
        }
    }
}

impl HtmlSafe for Words {}

/// Text as HTML or XML holds it, also between quotes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // What XML cannot hold at all.
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
    out
}
