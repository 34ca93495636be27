//! The source tree as the rules read it.

use std::path::{Path, PathBuf};

/// One source file.
#[derive(Clone)]
pub struct File {
    /// From the folder that was read, with `/`.
    pub path: String,
    pub text: String,
}

impl File {
    pub fn sample(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into() }
    }

    /// The text with comments and test modules blanked, so that lines keep their numbers.
    pub fn code(&self) -> String {
        self.kept(|is_test, line| !is_test && !line.trim_start().starts_with("//"))
    }

    /// The text with test modules blanked, comments kept.
    pub fn untested(&self) -> String {
        self.kept(|is_test, _| !is_test)
    }

    /// The test modules alone.
    pub fn tests(&self) -> String {
        self.kept(|is_test, _| is_test)
    }

    fn kept(&self, keep: impl Fn(bool, &str) -> bool) -> String {
        let mut is_test = false;
        let mut out = String::new();
        for line in self.text.lines() {
            is_test |= line.starts_with("#[cfg(test)]");
            out += if keep(is_test, line) { line } else { "" };
            out.push('\n');
            // rustfmt closes a module at the margin.
            is_test &= line != "}";
        }
        out
    }

    /// Where in the file, as an editor opens it.
    pub fn at(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path)
    }

    /// Every line of code that names one of these words whole.
    pub fn naming(&self, words: &[&'static str]) -> Vec<(usize, &'static str)> {
        let code = self.code();
        let lines = code.lines().zip(1..);
        let found = lines.flat_map(|(line, number)| {
            words.iter().filter(move |word| names(line, word)).map(move |word| (number, *word))
        });
        found.collect()
    }

    /// The room (or the plumbing) that the file belongs to.
    pub fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or("")
    }

    /// Is it `<name>.rs` or in a folder `<name>/`, of its room or of a part of it?
    pub fn is_the(&self, name: &str) -> bool {
        self.path.split('/').skip(1).any(|part| part == name || part == format!("{name}.rs"))
    }
}

/// Does the line name the word, not as a part of a longer one?
pub fn names(line: &str, word: &str) -> bool {
    let is_in_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        let starts_word = word.starts_with(char::is_alphanumeric);
        let before = starts_word && is_in_word(line[..at].chars().next_back());
        let ends_word = word.ends_with(char::is_alphanumeric);
        !before && !(ends_word && is_in_word(line[at + word.len()..].chars().next()))
    })
}

/// Every string literal with the line it begins on.
pub fn strings(code: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = code.chars().collect();
    let (mut at, mut line, mut found) = (0, 1, vec![]);
    while at < chars.len() {
        let is_raw = chars[at] == 'r' && matches!(chars.get(at + 1), Some('"' | '#'));
        let end = match chars[at] {
            'r' if is_raw => raw_end(&chars, at),
            '"' => plain_end(&chars, at),
            '\'' if chars.get(at + 1) == Some(&'\\') => Some(at + 4),
            '\'' if chars.get(at + 2) == Some(&'\'') => Some(at + 3),
            _ => None,
        };
        let end = end.unwrap_or(at + 1).min(chars.len());
        let piece: String = chars[at..end].iter().collect();
        if piece.starts_with('"') || (is_raw && piece.len() > 1) {
            found.push((line, piece.clone()));
        }
        line += piece.matches('\n').count();
        at = end;
    }
    found
}

fn plain_end(chars: &[char], start: usize) -> Option<usize> {
    let mut at = start + 1;
    while *chars.get(at)? != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    Some(at + 1)
}

fn raw_end(chars: &[char], start: usize) -> Option<usize> {
    let hashes = chars[start + 1..].iter().take_while(|c| **c == '#').count();
    let mut at = start + 1 + hashes;
    if chars.get(at) != Some(&'"') {
        return None;
    }
    at += 1;
    loop {
        let closes =
            *chars.get(at)? == '"' && chars[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
        at += 1;
        if closes {
            return Some(at + hashes);
        }
    }
}

/// The folder of this crate.
pub fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the project.
pub fn page(path: &str) -> String {
    let place = here().join("../..").join(path);
    std::fs::read_to_string(&place).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The application's own source.
pub fn sources() -> Vec<File> {
    let files = read(&here().join("src"), "rs");
    assert!(files.len() > 30, "the source was found");
    files
}

/// Every Rust file of the workspace, its path from the crates' folder.
pub fn workspace() -> Vec<File> {
    read(&here().join(".."), "rs")
}

/// The steps of the schema.
pub fn migrations() -> Vec<File> {
    read(&here().join("migrations"), "sql")
}

fn read(root: &Path, ending: &str) -> Vec<File> {
    let mut folders = vec![root.to_path_buf()];
    let mut files = vec![];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "target") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == ending) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.push(File { path: name, text: std::fs::read_to_string(&path).unwrap() });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

#[test]
fn words_and_strings_are_read_as_a_person_reads_them() {
    assert!(names("use sqlx::Row;", "sqlx") && names("db.begin().await", ".begin("));
    assert!(!names("my_sqlx_thing", "sqlx") && !names("begin_read()", ".begin("));
    let code = "let a = \"one \\\" two\";\nlet q = '\"';\nlet b = r#\"three\n\"four\"\"#;\nlet c = \"five\";";
    let found: Vec<(usize, String)> = strings(code);
    assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3, 5], "{found:?}");
    let file = File::sample("x/y.rs", "// a\nfn f() {}\n#[cfg(test)]\nmod tests {\n    fn t() {}\n}\nfn g() {}\n");
    assert_eq!(file.code(), "\nfn f() {}\n\n\n\n\nfn g() {}\n");
    assert!(file.tests().contains("fn t()") && !file.tests().contains("fn g()"));
}
