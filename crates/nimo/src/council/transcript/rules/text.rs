//! A transcript as a text: a line for each thing that was said, perhaps with its time and its speaker before it.

use super::Said;
use super::mark::Row;

/// What stood before the words of a line.
#[derive(Default)]
struct Head {
    starts_ms: Option<u64>,
    speaker: String,
}

/// What is said, line by line. A time or a speaker alone on a line belongs to the line below.
pub(super) fn read(rows: &[&str]) -> Vec<Said> {
    let (mut said, mut before) = (vec![], Head::default());
    for row in rows {
        let (head, text) = parted(row);
        // Two speakers, and the first said nothing: his name is all there is of him.
        if !before.speaker.is_empty() && !head.speaker.is_empty() {
            said.push(alone(std::mem::take(&mut before)));
        }
        let starts_ms = head.starts_ms.or(before.starts_ms);
        let speaker = if head.speaker.is_empty() { before.speaker } else { head.speaker };
        before = Head::default();
        if text.is_empty() {
            before = Head { starts_ms, speaker };
        } else {
            said.push(Said { starts_ms, speaker, text });
        }
    }
    if !before.speaker.is_empty() {
        said.push(alone(before));
    }
    said
}

fn alone(head: Head) -> Said {
    Said { starts_ms: head.starts_ms, speaker: String::new(), text: head.speaker }
}

/// A line in its head and its words: time and speaker, or speaker and time.
fn parted(row: &str) -> (Head, String) {
    let row = Row::new(row);
    let (mut head, mut at) = (Head::default(), row.blanks(0));
    let time = |at: usize| row.time(at).map(|(ms, end)| (Some(ms), row.blanks(end)));
    (head.starts_ms, at) = time(at).unwrap_or((None, at));
    if let Some((speaker, end)) = row.speaker(at) {
        (head.speaker, at) = (speaker, row.blanks(end));
        if head.starts_ms.is_none() {
            (head.starts_ms, at) = time(at).unwrap_or((None, at));
        }
    }
    (head, row.rest(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(Option<u64>, String, String)> {
        let rows: Vec<&str> = text.split('\n').collect();
        read(&rows).into_iter().map(|said| (said.starts_ms, said.speaker, said.text)).collect()
    }

    #[test]
    fn a_time_and_a_speaker_at_the_head_of_a_line_are_taken_off_it() {
        for (line, starts_ms, speaker, text) in [
            ("[00:12:31] 平井会長：それでは始めます。", Some(751_000), "平井会長", "それでは始めます。"),
            ("００：１２：３１　平井会長: はい", Some(751_000), "平井会長", "はい"),
            ("［１２：３１］はい", Some(751_000), "", "はい"),
            ("0:12 はい", Some(12_000), "", "はい"),
            ("12:31", None, "", ""),
            ("00:12:31.5話者1 はい", Some(751_500), "話者1", "はい"),
            ("[00:01.000 --> 00:05.000]  はい", Some(1000), "", "はい"),
            ("00:00:01,250 - 00:00:05,000 話者 2：はい", Some(1250), "話者 2", "はい"),
            ("話者1 [0:12] はい", Some(12_000), "話者1", "はい"),
            ("Speaker 3: yes", None, "Speaker 3", "yes"),
            ("三好委員（家族会）：空室が　ありません。", None, "三好委員（家族会）", "空室が　ありません。"),
        ] {
            let want = (starts_ms, speaker.to_string(), text.to_string());
            assert_eq!(told(line), if text.is_empty() { vec![] } else { vec![want] }, "{line}");
        }
    }

    #[test]
    fn what_only_looks_like_a_time_or_a_speaker_stays_in_the_words() {
        for line in [
            "10:30から始めます。",
            "10:61 です",
            "1:2:3",
            "午前10:30に集まります。",
            "https://example.jp を見てください。",
            "次のとおりです。まず：目標",
            "二十一文字をこえる長い長い長い長い長い長い前置き：ことば",
            "参加者 10 名でした。",
            "：はい",
            "[00:12 はい",
        ] {
            assert_eq!(told(line), [(None, String::new(), line.to_string())], "{line}");
        }
    }

    #[test]
    fn a_mark_alone_on_its_line_belongs_to_the_words_below() {
        assert_eq!(
            told("参加者 1 00:03\nこんにちは\n\n平井会長：\n　はい　\n三好委員：\n藤代委員：\n12:00\nでは\n髙梨委員："),
            [
                (Some(3000), "参加者 1", "こんにちは"),
                (None, "平井会長", "はい"),
                (None, "", "三好委員"),
                (Some(720_000), "藤代委員", "では"),
                (None, "", "髙梨委員"),
            ]
            .map(|(at, who, what): (Option<u64>, &str, &str)| (at, who.to_string(), what.to_string()))
        );
    }
}
