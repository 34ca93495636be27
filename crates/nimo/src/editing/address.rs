//! The address of a source. nimo opens none; a browser may be sent to one, so it is nothing but a page of the web. Pure.

use crate::editing::read::one_line;
use crate::editing::shape::{Texts, Wrong};

const MOST: usize = 500;

const NO_ADDRESS: &str =
    "http:// か https:// で始まるアドレスを入れてください。アドレスのない資料は、「出典」にことばで入れられます。";
const ODD_ADDRESS: &str =
    "アドレスに、空白や使えない記号が入っています。ブラウザーのアドレス欄から、もう一度写してください。";

/// An address that a browser may be sent to, or a sentence. What was typed in wide letters is read in plain ones.
pub fn address(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> String {
    let typed = one_line(field, texts, MOST, wrongs);
    if typed.is_empty() || is_address(&typed) {
        return typed;
    }
    let plain: String = typed.chars().map(glyphs::plain).collect();
    if is_address(&plain) {
        return plain;
    }
    if wrongs.iter().all(|wrong| wrong.field != field) {
        wrongs.push(Wrong::new(field, if after_scheme(&plain).is_some() { ODD_ADDRESS } else { NO_ADDRESS }));
    }
    typed
}

/// http or https, a host without a name and password before it, and nothing that makes one address look like another.
fn is_address(text: &str) -> bool {
    let Some(rest) = after_scheme(text) else { return false };
    let host = host(rest);
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`\\{}|^".contains(c) || is_hidden(c);
    host.chars().next().is_some_and(char::is_alphanumeric) && !host.contains('@') && !rest.chars().any(is_odd)
}

/// What follows http:// or https://.
fn after_scheme(text: &str) -> Option<&str> {
    let lower: String = text.chars().take(8).collect::<String>().to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme))?;
    text.get(scheme.len()..)
}

/// What stands between the scheme and the path.
fn host(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or("")
}

/// Characters that are not seen or turn the direction of what follows.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
