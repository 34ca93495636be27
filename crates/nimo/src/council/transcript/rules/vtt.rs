//! A transcript as WebVTT (W3C, <https://www.w3.org/TR/webvtt1/>), as tolerantly as players read it, and what is like it (SRT). Unlike a
//! player, nothing that stands between two cues is thrown away: it goes with the cue before.

use super::Said;
use super::mark::Row;

/// Does a WebVTT file begin so?
pub(super) fn is_head(row: &str) -> bool {
    row.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Does the text begin with a cue, perhaps with its id before it?
pub(super) fn begins_with_cue(rows: &[&str]) -> bool {
    rows.iter().filter(|row| !is_empty(row)).take(2).any(|row| timing(row).is_some())
}

/// What is said, by the times of the cues; none where there is no cue.
pub(super) fn read(rows: &[&str]) -> Option<Vec<Said>> {
    let cues = cues(rows);
    if cues.iter().all(|cue| cue.starts_ms.is_none()) {
        return None;
    }
    let mut said: Vec<Said> = vec![];
    for cue in cues {
        let spoken = spoken(&cue.rows.join("\n")).into_iter();
        said.extend(spoken.map(|(speaker, text)| Said { starts_ms: cue.starts_ms, speaker, text }));
    }
    // Where no voice is named, names stand before colons.
    if said.iter().all(|said| said.speaker.is_empty()) {
        for said in &mut said {
            let row = Row::new(&said.text);
            if let Some((speaker, text)) = row.speaker(0).map(|(speaker, at)| (speaker, row.rest(at)))
                && !text.is_empty()
            {
                (said.speaker, said.text) = (speaker, text);
            }
        }
    }
    said.sort_by_key(|said| said.starts_ms);
    Some(said)
}

struct Cue<'a> {
    starts_ms: Option<u64>,
    rows: Vec<&'a str>,
}

fn cues<'a>(rows: &[&'a str]) -> Vec<Cue<'a>> {
    let mut cues: Vec<Cue<'a>> = vec![];
    let (mut begins_block, mut is_passed_over) = (true, false);
    for (at, row) in rows.iter().enumerate() {
        if is_empty(row) {
            (begins_block, is_passed_over) = (true, false);
            continue;
        }
        let starts_ms = timing(row);
        is_passed_over |= begins_block && (is_note(row) || is_head(row));
        let is_id = begins_block && rows.get(at + 1).is_some_and(|next| timing(next).is_some());
        begins_block = false;
        match (starts_ms, cues.last_mut()) {
            (Some(_), _) => {
                is_passed_over = false;
                cues.push(Cue { starts_ms, rows: vec![] });
            }
            _ if is_passed_over || is_id => {}
            (None, Some(cue)) => cue.rows.push(row),
            (None, None) => cues.push(Cue { starts_ms, rows: vec![row] }),
        }
    }
    cues
}

fn is_empty(row: &str) -> bool {
    row.chars().all(glyphs::is_blank)
}

fn timing(row: &str) -> Option<u64> {
    row.contains("--").then(|| Row::new(row).timing()).flatten()
}

fn is_note(row: &str) -> bool {
    let is_alone = |word: &str| row.trim_end() == word;
    is_alone("STYLE") || is_alone("REGION") || is_alone("NOTE") || row.starts_with("NOTE ") || row.starts_with("NOTE\t")
}

/// The voices of a cue, each with its words.
fn spoken(payload: &str) -> Vec<(String, String)> {
    let (mut said, mut speaker, mut text) = (vec![], String::new(), String::new());
    let mut rest = payload;
    while let Some(at) = rest.find(['<', '&']) {
        text += &rest[..at];
        rest = &rest[at..];
        let (own, len) = match (tag(rest), entity(rest)) {
            (Some((voice, len)), _) => {
                if let Some(voice) = voice {
                    said.push((std::mem::replace(&mut speaker, voice), std::mem::take(&mut text)));
                }
                (None, len)
            }
            (None, Some((c, len))) => (Some(c), len),
            (None, None) => (rest.chars().next(), 1),
        };
        text.extend(own);
        rest = &rest[len..];
    }
    text += rest;
    said.push((speaker, text));
    let joined = said.into_iter().map(|(speaker, text)| (speaker, in_one_line(&text)));
    joined.filter(|(_, text)| !text.is_empty()).collect()
}

/// A tag is no longer than this.
const MOST_OF_A_TAG: usize = 200;

/// A tag at the head: who speaks from here on, where it says so, and its length. `<5分` and 「3 < 5」 are none.
fn tag(rest: &str) -> Option<(Option<String>, usize)> {
    let inside = rest.strip_prefix('<')?;
    let end = inside.char_indices().take(MOST_OF_A_TAG).find(|(_, c)| matches!(c, '<' | '>'))?.0;
    let (inside, close) = inside.split_at(end);
    if close.starts_with('<') {
        return None;
    }
    let len = end + 2;
    if Row::new(&format!("<{inside}>")).time(0).is_some() {
        return Some((None, len));
    }
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let word = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (word, after) = name.split_at(word);
    let is_tag = word.starts_with(|c: char| c.is_ascii_alphabetic())
        && (after.is_empty() || after.starts_with(['.', ' ', '\t', '\n', '/']));
    let annotation = after.split_once([' ', '\t', '\n']).map_or("", |(_, annotation)| annotation);
    is_tag.then(|| ((word == "v").then(|| in_one_line(&decoded(annotation))), len))
}

/// What stands for a character, and its length.
fn entity(rest: &str) -> Option<(char, usize)> {
    const MOST: usize = 10;
    let inside = rest.strip_prefix('&')?;
    let end = inside.char_indices().take(MOST).find(|(_, c)| *c == ';')?.0;
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let c = match &inside[..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        other => match other.strip_prefix(['#'])? {
            hex if hex.starts_with(['x', 'X']) => number(&hex[1..], 16)?,
            decimal => number(decimal, 10)?,
        },
    };
    (!c.is_control()).then_some((c, end + 2))
}

fn decoded(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('&') {
        let (c, len) = entity(&rest[at..]).unwrap_or(('&', 1));
        out += &rest[..at];
        out.push(c);
        rest = &rest[at + len..];
    }
    out + rest
}

/// Lines of a cue as one: a blank parts two words of small letters, nothing parts Japanese.
fn in_one_line(text: &str) -> String {
    let mut line = String::new();
    for row in text.split('\n').map(|row| row.trim_matches(glyphs::is_blank)).filter(|row| !row.is_empty()) {
        let is_parted = line.ends_with(|c: char| c.is_ascii()) && row.starts_with(|c: char| c.is_ascii());
        line += if is_parted { " " } else { "" };
        line += row;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(Option<u64>, String, String)> {
        let rows: Vec<&str> = text.split('\n').collect();
        let said = read(&rows).unwrap_or_default();
        said.into_iter().map(|said| (said.starts_ms, said.speaker, said.text)).collect()
    }

    fn wanted(lines: &[(u64, &str, &str)]) -> Vec<(Option<u64>, String, String)> {
        lines.iter().map(|(at, who, what)| (Some(*at), who.to_string(), what.to_string())).collect()
    }

    #[test]
    fn cues_are_read_with_their_voices_and_without_notes_styles_and_tags() {
        let text = "WEBVTT - みほん市\nKind: captions\n\nNOTE 機械が\n起こしたもの\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n\
            c1\n00:00:01.000 --> 00:00:03.500 align:start position:0%\n<v.loud 平井 会長>それでは、\n<c.yellow>始めます</c>。</v>\n\n\
            01:02.003 --> 01:04.000\n<v 三好&amp;藤代>はい<v 髙梨>A &lt; B&nbsp;&#x3042;<00:01:03.000>&#12356;</v>（笑い）\n\n\
            NOTE\n\n00:00:00,500-->00:00:01,000\nhello\nworld\n";
        assert_eq!(
            told(text),
            wanted(&[
                (500, "", "hello world"),
                (1000, "平井 会長", "それでは、始めます。"),
                (62_003, "三好&藤代", "はい"),
                (62_003, "髙梨", "A < B\u{a0}あい"),
                (62_003, "", "（笑い）"),
            ])
        );
    }

    #[test]
    fn what_no_player_shows_goes_with_the_cue_before() {
        let text = "WEBVTT\n\nまえがき\n\n00:01.000 --> 00:02.000\nはい\n\n二つめの段落\n三行め\n00:03.000 --> 00:04.000\n次\nNOTE これは言葉\n\nx --> y\n";
        let mut all = vec![(None, String::new(), "まえがき".to_string())];
        all.extend(wanted(&[(1000, "", "はい二つめの段落三行め"), (3000, "", "次NOTE これは言葉x --> y")]));
        assert_eq!(told(text), all);
    }

    #[test]
    fn names_before_colons_are_speakers_where_no_voice_is_named() {
        let srt = "1\n00:00:01,000 --> 00:00:02,000\n平井会長: はい\n\n2\n00:00:02,000 --> 00:00:03,000\nでは\n";
        assert_eq!(told(srt), wanted(&[(1000, "平井会長", "はい"), (2000, "", "では")]));
        assert!(begins_with_cue(&srt.split('\n').collect::<Vec<_>>()));
        let voiced = "00:01.000 --> 00:02.000\n<v 平井>議題1: 目標\n";
        assert_eq!(told(voiced), wanted(&[(1000, "平井", "議題1: 目標")]));
    }

    #[test]
    fn what_only_looks_like_a_tag_or_an_entity_stays() {
        for words in ["3 < 5 > 1", "a<5分>b", "<笑い>", "R&D; AT&T &unknown; &#0; &#xd800;", "<b<i", "a <"] {
            assert_eq!(told(&format!("00:01.000 --> 00:02.000\n{words}")), wanted(&[(1000, "", words)]), "{words}");
        }
        assert!(read(&["WEBVTT", "", "はい"]).is_none(), "no cue");
    }
}
