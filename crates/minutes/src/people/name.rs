//! One element: the name in it, its titles and notes.

use super::line::{begins_a_note, words_outside_parentheses};
use super::*;

pub(super) struct Named {
    pub name: String,
    pub role: Option<(Role, String)>,
}

/// The name in an element, its title taken off both ends.
pub(super) fn name_of(source: &Source, core: Piece) -> Option<Named> {
    let bare = source.bare(core);
    let is_staff = ends_like_post(&bare) && !ends_with_title(&bare) && bare.chars().count() > 3;
    if bare.is_empty() || role_word(&bare).is_some() || is_staff || bare.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let words = words_outside_parentheses(source, core);
    let mut role = None;
    let mut words: Vec<Piece> = words;
    // Titles before the name: 会長　山田, 会長・山田.
    if words.len() > 1
        && let Some(kind) = role_word(&source.bare(words[0]))
    {
        role = Some((kind, source.bare(words[0])));
        words.remove(0);
    }
    // Titles behind the name: 山田 花子　会長.
    if words.len() > 1
        && role.is_none()
        && let Some(kind) = words.last().and_then(|word| role_word(&source.bare(*word)))
        && let Some(word) = words.pop()
    {
        role = Some((kind, source.bare(word)));
    }
    // Bodies and posts before the name.
    while words.len() > 1
        && (looks_like_body(&source.bare(words[0]))
            || ends_like_post(&source.bare(words[0])) && source.bare(words[0]).chars().count() > 2
            || source.bare(words[0]).ends_with("代表"))
    {
        words.remove(0);
    }
    // 安曇野　千　春　君: what stands before the honorific is one name.
    let is_whole = words.len() > 1 && words.last().is_some_and(|word| is_lone_honorific(&source.bare(*word)));
    if is_whole {
        words.pop();
    }
    let is_spaced_out = is_whole || words.iter().all(|word| source.bare(*word).chars().count() == 1);
    if words.len() > 2 && !is_spaced_out {
        // A column of letters (会 長) or a body that we do not know: the last two short words are the name.
        let tail = words[words.len() - 2..].iter().all(|w| source.bare(*w).chars().count() <= 3);
        let alone = source.bare(words[0]).chars().count() == 1;
        if tail && !alone {
            words = words.split_off(words.len() - 2);
        }
    }
    let joined: String = words.iter().map(|w| source.text(*w)).collect();
    let plain: String = joined.chars().map(glyphs::plain).collect();
    // 会長・山田花子, 会長山田花子
    let mut rest: String = joined.clone();
    for (kind, list) in ROLES {
        for word in list.split(' ') {
            if *kind == Role::Member && !plain.starts_with(&format!("{word}・")) {
                continue;
            }
            if plain.starts_with(word) && role.is_none() {
                let after: String = rest.chars().skip(word.chars().count()).collect();
                let after = after.trim_start_matches(['・', '：', ':', '　', ' ']).to_string();
                if after.chars().count() >= 2
                    && looks_like_name(&after)
                    && role_word(&after).is_none()
                    && !TITLES.contains(&after.as_str())
                {
                    role = Some((*kind, word.to_string()));
                    rest = after;
                }
            }
        }
    }
    // Titles behind it, 第一部会長 with its number.
    loop {
        let bare_rest: String = rest.chars().map(glyphs::plain).collect();
        let Some(title) = TITLES
            .iter()
            .filter(|title| {
                strip_title(&bare_rest).len() + title.len() == bare_rest.len() && bare_rest.ends_with(**title)
            })
            .max_by_key(|t| t.chars().count())
        else {
            break;
        };
        let keep = rest.chars().count() - title.chars().count();
        let mut name: String = rest.chars().take(keep).collect();
        if *title == "部会長" {
            name = name
                .trim_end_matches(|c: char| "第一二三四五六七八九十0123456789１２３４５６７８９".contains(c))
                .to_string();
        }
        if name.is_empty() {
            break;
        }
        if let Some(kind) = role_word(title) {
            role = role.or(Some((kind, (*title).to_string())));
        }
        rest = name;
    }
    let name: String = rest.chars().filter(|c| !glyphs::is_blank(*c)).collect();
    let name = name.trim_matches(['・', '。', '．', '.', '*', '●']).to_string();
    let length = name.chars().count();
    let is_letter = length == 1 && name.chars().all(|c| c.is_ascii_uppercase() || ('Ａ'..='Ｚ').contains(&c));
    let plain_name: String = name.chars().map(glyphs::plain).collect();
    if !looks_like_name(&plain_name) || looks_like_body(&name) || length > 9 || is_letter || role_word(&name).is_some()
    {
        return None;
    }
    Some(Named { name, role })
}

/// The parentheses at the end of an element.
pub(super) fn split_notes(source: &Source, piece: Piece) -> (Piece, Vec<Piece>) {
    let mut core = source.trim(piece);
    let mut notes = Vec::new();
    if let Some(sign) = (core.start + 1..core.end).find(|at| begins_a_note(source, core, *at)) {
        notes.push(source.trim(Piece::new(sign + 1, core.end)));
        core = source.trim(Piece::new(core.start, sign));
    }
    while core.len() > 1 && matches!(source.plain[core.end - 1], ')' | '〕' | ']' | '】') {
        let mut depth = 0;
        let open = (core.start..core.end).rev().find(|at| {
            match source.plain[*at] {
                ')' | '〕' | ']' | '】' => depth += 1,
                '(' | '〔' | '[' | '【' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let Some(open) = open else { break };
        notes.push(source.trim(Piece::new(open + 1, core.end - 1)));
        core = source.trim(Piece::new(core.start, open));
    }
    // A parenthesis in front: （会長）山田花子, （公募）山田花子.
    if !core.is_empty()
        && matches!(source.plain[core.start], '(' | '〔' | '[' | '【')
        && let Some(close) = (core.start..core.end).find(|at| matches!(source.plain[*at], ')' | '〕' | ']' | '】'))
    {
        notes.push(source.trim(Piece::new(core.start + 1, close)));
        core = source.trim(Piece::new(close + 1, core.end));
    }
    (core, notes)
}

/// 代理：田中, 代理出席 田中主任, 田中代理
pub(super) fn proxy_name(source: &Source, note: Piece) -> Option<String> {
    let text = source.text(note);
    let at = text.find("代理")?;
    let after: String = text[at + "代理".len()..].trim_start_matches("出席").trim_start_matches("者").to_string();
    let after = after
        .trim_matches(|c: char| matches!(c, '：' | ':' | '　' | ' ' | '・' | '（' | '(' | '）' | ')' | '＝' | '='));
    let before = text[..at].trim_matches(|c: char| matches!(c, '：' | ':' | '　' | ' '));
    let pick = if after.is_empty() { before } else { after };
    if pick.starts_with("職務") || after.starts_with("人") {
        return None;
    }
    // 副院長　苅部　修: a post stands before the name.
    let is_post = |word: &str| word.chars().count() >= 2 && word.ends_with(['長', '員', '事', '任', '役', '査', '幹']);
    let pick = match pick.split_once(glyphs::is_blank) {
        Some((post, name)) if is_post(post) && !name.trim().is_empty() => name,
        _ => pick,
    };
    let who: String = pick.chars().filter(|c| !glyphs::is_blank(*c)).collect();
    let who = strip_title(&who).to_string();
    Some(who)
}
