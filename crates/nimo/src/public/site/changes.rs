//! What an export changed, for the clerk who carries the files to the city's own pages. It stands beside the files and is not one of them:
//! what was taken down is named here and nowhere else.

use super::manifest::{COMMON, Listed, Manifest};
use super::page::escaped;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It was not there before.
    New,
    /// It has other bytes.
    Other,
    /// It is no more.
    Gone,
}

impl Change {
    const ALL: [Change; 3] = [Change::New, Change::Other, Change::Gone];

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Change::New => "新しい",
            Change::Other => "変わった",
            Change::Gone => "なくなった",
        }
    }
}

/// Everything that an export changed, by what it belongs to.
pub struct Changes {
    office: String,
    parts: Vec<(String, Vec<(Change, String)>)>,
}

impl Changes {
    /// From the list that lay in the folder, if one did, to the new one.
    pub fn between(old: Option<&Manifest>, new: &Manifest) -> Changes {
        let files = |manifest: Option<&Manifest>| -> BTreeMap<String, Listed> {
            manifest.iter().flat_map(|one| &one.files).map(|file| (file.path.clone(), file.clone())).collect()
        };
        let (before, after) = (files(old), files(Some(new)));
        let mut parts: BTreeMap<String, Vec<(Change, String)>> = BTreeMap::new();
        let mut add =
            |file: &Listed, change| parts.entry(file.part.clone()).or_default().push((change, file.path.clone()));
        for (path, file) in &after {
            match before.get(path) {
                None => add(file, Change::New),
                Some(other) if other.sha256 != file.sha256 => add(file, Change::Other),
                Some(_) => {}
            }
        }
        before.values().filter(|file| !after.contains_key(&file.path)).for_each(|file| add(file, Change::Gone));
        let mut parts: Vec<_> = parts.into_iter().collect();
        parts.sort_by_key(|(part, _)| part == COMMON);
        parts.iter_mut().for_each(|(_, files)| files.sort());
        Changes { office: new.office.clone(), parts }
    }

    /// Nothing at all.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// So many files have become this.
    pub fn count(&self, change: Change) -> usize {
        self.parts.iter().flat_map(|(_, files)| files).filter(|(one, _)| *one == change).count()
    }

    /// 新しいファイル3、変わったファイル1、なくなったファイル0
    pub fn sum(&self) -> String {
        Change::ALL.map(|change| format!("{}ファイル{}", change.label(), self.count(change))).join("、")
    }

    /// The list as text.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n\n{}\n\n", self.title(), self.sum());
        for (part, files) in &self.parts {
            let _ = writeln!(out, "■ {part}");
            for (change, path) in files {
                let _ = writeln!(out, "  {}　{path}　（{}）", change.label(), in_words(path));
            }
            out.push('\n');
        }
        for (at, line) in ADVICE.iter().enumerate() {
            let _ = writeln!(out, "{}. {line}", at + 1);
        }
        out
    }

    /// The list as a page.
    pub fn html(&self) -> String {
        let mut out = format!(
            "<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, \
             initial-scale=1\">\n<title>{0}</title>\n</head>\n<body>\n<main>\n<h1>{0}</h1>\n<p>{1}</p>\n<ol>\n",
            escaped(&self.title()),
            self.sum()
        );
        ADVICE.iter().for_each(|line| out += &format!("<li>{line}</li>\n"));
        out += "</ol>\n";
        for (part, files) in &self.parts {
            let _ = writeln!(out, "<h2>{}</h2>\n<ul>", escaped(part));
            for (change, path) in files {
                let _ = writeln!(
                    out,
                    "<li><b>{}</b>　<code>{}</code>　{}</li>",
                    change.label(),
                    escaped(path),
                    in_words(path)
                );
            }
            out += "</ul>\n";
        }
        out + "</main>\n</body>\n</html>\n"
    }

    fn title(&self) -> String {
        format!("{}　公表するファイルの変更", self.office)
    }
}

const ADVICE: [&str; 4] = [
    "「新しい」と「変わった」のファイルを、市のホームページの同じ場所に、同じ名前で置きます。フォルダーごと上書きしてもかまいません。",
    "「なくなった」のファイルは、市のホームページからも消します。公表をやめたものです。",
    "市のCMSのページに貼るときは、会議のフォルダーの fragment.html の中身を貼り、その1行目に書いてあるファイルをいっしょに置きます。",
    "この一覧は、職員のためのものです。市のホームページには置きません。",
];

/// What a file is, for somebody who sees its name only.
fn in_words(path: &str) -> String {
    let (tongue, rest) = match path.split_once('/') {
        Some(("easy", rest)) => ("、やさしい日本語", rest),
        Some(("en", rest)) => ("、英語", rest),
        _ => ("", path),
    };
    let name = rest.rsplit('/').next().unwrap_or(rest);
    let (stem, end) = name.split_once('.').unwrap_or((name, ""));
    let what = match (rest.split('/').next(), stem) {
        (Some("meetings"), "index") => "会議のページ",
        (Some("councils"), "index") => "協議会のページ",
        (_, "index") => "はじめのページ",
        (_, "minutes") => "会議録",
        (_, "notice") => "開催のお知らせ",
        (_, "roster") => "委員名簿",
        (_, "fragment") => "CMSに貼る部分",
        (_, "search" | "search-index") => "さがす",
        (_, "feed") => "フィード",
        (_, "style") => "見た目",
        _ if rest.contains("/papers/") => "会議資料",
        _ => "ファイル",
    };
    let form = match end {
        // Its name says already that it is a page, or a piece of one.
        "html" if what.ends_with("ページ") || stem == "fragment" => String::new(),
        "html" => "、ページ".into(),
        end => format!("、{}", end.to_uppercase()),
    };
    format!("{what}{form}{tongue}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(files: &[(&str, &str, &str)]) -> Manifest {
        let listed = |(path, sha256, part): &(&str, &str, &str)| Listed {
            path: (*path).into(),
            bytes: 1,
            sha256: (*sha256).into(),
            media: String::new(),
            part: (*part).into(),
            from: vec![],
        };
        let files = files.iter().map(listed).collect();
        Manifest { shape: "nimo.public/1".into(), code: "999999".into(), office: "みほん市".into(), files }
    }

    #[test]
    fn a_clerk_reads_what_is_new_what_changed_and_what_is_gone_by_its_meeting() {
        let old = manifest(&[
            ("index.html", "a", COMMON),
            ("meetings/1/minutes.pdf", "b", "第1回"),
            ("style.css", "c", COMMON),
        ]);
        let new = manifest(&[
            ("index.html", "z", COMMON),
            ("easy/meetings/2/notice.html", "d", "第2回"),
            ("style.css", "c", COMMON),
        ]);
        let changes = Changes::between(Some(&old), &new);
        let text = changes.text();
        for line in [
            "新しいファイル1、変わったファイル1、なくなったファイル1",
            "■ 第1回\n  なくなった　meetings/1/minutes.pdf　（会議録、PDF）",
            "■ 第2回\n  新しい　easy/meetings/2/notice.html　（開催のお知らせ、ページ、やさしい日本語）",
            "変わった　index.html　（はじめのページ）",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
        assert!(!text.contains("style.css") && text.find("第1回") < text.find(COMMON));
        assert!(changes.html().contains("<code>meetings/1/minutes.pdf</code>"));
        assert!(Changes::between(Some(&new), &new).is_empty());
        assert_eq!(Changes::between(None, &new).count(Change::New), 3);
    }

    #[test]
    fn a_list_that_leads_out_of_the_folder_is_none_of_ours() {
        let text = |path| manifest(&[(path, "a", COMMON)]).text().unwrap();
        assert!(Manifest::parse(&text("meetings/1/minutes.pdf")).is_some());
        for path in ["../x", "/etc/x", "a/../../x", "a//b", "", ".", "C:\\x", "a\\b"] {
            assert!(Manifest::parse(&text(path)).is_none(), "{path}");
        }
        assert!(Manifest::parse("{}").is_none() && Manifest::parse("x").is_none());
    }
}
