//! Whether what a page draws puts back every state of graphics (q … Q) that it takes.

/// What is missing around a page's content so that it ends as it began.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Missing {
    /// q before it.
    pub before: usize,
    /// Q behind it.
    pub behind: usize,
}

/// The content of a page → what is missing around it. Texts, comments and pictures within it are stepped over.
pub(crate) fn missing(content: &[u8]) -> Missing {
    let mut missing = Missing::default();
    let mut rest = content;
    while let Some((&byte, after)) = rest.split_first() {
        rest = match byte {
            b'%' => skip_until(after, |byte| matches!(byte, b'\n' | b'\r')),
            b'(' => text(after),
            b'<' if !after.starts_with(b"<") => skip_until(after, |byte| byte == b'>'),
            b'/' => word(after).1,
            _ if delimits(byte) => after,
            _ => {
                let (word, after) = word(rest);
                match word {
                    b"q" => missing.behind += 1,
                    b"Q" if missing.behind > 0 => missing.behind -= 1,
                    b"Q" => missing.before += 1,
                    b"ID" => {
                        rest = picture(after);
                        continue;
                    }
                    _ => (),
                }
                after
            }
        };
    }
    missing
}

fn delimits(byte: u8) -> bool {
    matches!(byte, 0 | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%') || blank(byte)
}

fn blank(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

fn word(rest: &[u8]) -> (&[u8], &[u8]) {
    rest.split_at(rest.iter().position(|byte| delimits(*byte)).unwrap_or(rest.len()))
}

fn skip_until(rest: &[u8], last: impl Fn(u8) -> bool) -> &[u8] {
    rest.iter().position(|byte| last(*byte)).and_then(|at| rest.get(at + 1..)).unwrap_or_default()
}

/// What follows a text in round brackets, which may hold others.
fn text(rest: &[u8]) -> &[u8] {
    let mut depth = 1_usize;
    let mut escaped = false;
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return rest.get(at + 1..).unwrap_or_default(),
            b')' => depth -= 1,
            _ => (),
        }
    }
    &[]
}

/// What follows the EI of a picture within the content.
fn picture(rest: &[u8]) -> &[u8] {
    let end = rest
        .windows(4)
        .position(|four| matches!(four, [before, b'E', b'I', behind] if blank(*before) && delimits(*behind)));
    end.and_then(|at| rest.get(at + 3..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(content: &str) -> (usize, usize) {
        let missing = missing(content.as_bytes());
        (missing.before, missing.behind)
    }

    #[test]
    fn what_is_taken_is_put_back() {
        assert_eq!(counted("q 1 0 0 1 0 0 cm q BT ET Q Q"), (0, 0));
        assert_eq!(counted("q q Q"), (0, 1));
        assert_eq!(counted("Q Q q"), (2, 1));
        assert_eq!(counted("q\n/q gs [Q]TJ"), (0, 0));
    }

    #[test]
    fn letters_in_texts_names_comments_and_pictures_are_not_counted() {
        assert_eq!(counted(r"(Q \) Q (Q) ) Tj <51> /Q Do % Q Q"), (0, 0));
        assert_eq!(counted("/P << /MCID 0 >> BDC q EMC"), (0, 1));
        assert_eq!(counted("BI /W 1 /H 1 ID Q Q Q\nEI Q"), (1, 0));
    }

    #[test]
    fn what_is_cut_off_is_no_panic() {
        for content in ["(", "<", "/", "%", "BI ID ", "ID", "(\\", "<<", ")"] {
            assert_eq!(counted(content), (0, 0), "{content}");
        }
    }
}
