//! What the pages say beside what is published, in three languages, side by side: Japanese, plain Japanese, English. Data.
//!
//! 《》 behind ｜ is the reading of a word: ｜会議《かいぎ》.

use askama::filters::HtmlSafe;
use std::fmt;

/// In which words a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// 日本語, at the root.
    Japanese,
    /// やさしい日本語, in `easy/`.
    Easy,
    /// English, in `en/`.
    English,
}

impl Tongue {
    /// In the order of the links between them.
    pub const ALL: [Tongue; 3] = [Tongue::Japanese, Tongue::Easy, Tongue::English];

    /// The folder of its pages.
    pub fn folder(self) -> &'static str {
        match self {
            Tongue::Japanese => "",
            Tongue::Easy => "easy/",
            Tongue::English => "en/",
        }
    }

    /// BCP 47.
    pub fn tag(self) -> &'static str {
        if self == Tongue::English { "en" } else { "ja" }
    }

    /// As it calls itself.
    pub fn own_name(self) -> Label {
        Label(match self {
            Tongue::Japanese => "日本語",
            Tongue::Easy => "やさしい｜日本語《にほんご》",
            Tongue::English => "English",
        })
    }

    /// What stands in the table for this.
    pub fn say(self, key: &str) -> Label {
        let row = WORDS.iter().find(|row| row.0 == key);
        debug_assert!(row.is_some(), "no word for {key}");
        Label(row.map_or("", |row| match self {
            Tongue::Japanese => row.1,
            Tongue::Easy => row.2,
            Tongue::English => row.3,
        }))
    }
}

/// A text of ours, perhaps with readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label(&'static str);

impl Label {
    /// Without readings, for what can hold no markup.
    pub fn plain(self) -> String {
        self.pieces().map(|(word, _)| word).collect()
    }

    /// The parts of the text, each with its reading, if it has one.
    fn pieces(self) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
        self.0.split('｜').enumerate().flat_map(|(at, part)| {
            let read = if at == 0 {
                None
            } else {
                part.split_once('《').and_then(|(word, rest)| Some((word, rest.split_once('》')?)))
            };
            match read {
                Some((word, (reading, rest))) => [(word, Some(reading)), (rest, None)],
                None => [(part, None), ("", None)],
            }
        })
    }
}

/// As HTML, with readings above their words. The texts are ours and hold no markup.
impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces().try_for_each(|(word, reading)| match reading {
            Some(reading) => write!(f, "<ruby>{word}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"),
            None => f.write_str(word),
        })
    }
}

impl HtmlSafe for Label {}

type Row = (&'static str, &'static str, &'static str, &'static str);

/// Every label: its key, and how each says it.
#[rustfmt::skip]
const WORDS: &[Row] = &[
    ("site", "協議会の公表ページ", "｜会議《かいぎ》の ｜記録《きろく》の ページ", "Council records"),
    ("skip", "本文へ移る", "｜本文《ほんぶん》へ ｜行《い》く", "Skip to main content"),
    ("tongues", "ことば", "ことばを えらぶ", "Language"),
    ("where", "現在の場所", "いま いる ところ", "You are here"),
    ("about", "会議の情報", "このページについて", "About this site"),
    ("home", "はじめのページ", "はじめの ページ", "Home"),
    ("search", "会議録をさがす", "｜記録《きろく》を さがす", "Search the minutes"),
    ("feed", "新しい公表のお知らせ（フィード）", "｜新《あたら》しい お｜知《し》らせ（フィード）", "Feed of new publications"),
    ("lead",
        "この町の協議会が公表した会議録、開催のお知らせ、会議資料、委員名簿を読めます。",
        "｜町《まち》の ｜会議《かいぎ》で ｜話《はな》したことを ｜読《よ》むことが できます。｜会議《かいぎ》の お｜知《し》らせも あります。",
        "Read the minutes, meeting notices, meeting papers and member lists that this town's councils have published."),
    ("original",
        "",
        "｜会議録《かいぎろく》や ｜名簿《めいぼ》の ｜文《ぶん》は、もとの ｜日本語《にほんご》の ままです。",
        "Headings and explanations are in English. The published documents themselves are in Japanese only."),
    ("nothing",
        "まだ公表したものはありません。",
        "まだ ｜読《よ》める ものは ありません。",
        "Nothing has been published yet."),
    ("announced", "開催のお知らせ", "これからの ｜会議《かいぎ》の お｜知《し》らせ", "Meetings announced"),
    ("announced-lead",
        "お知らせしている会議のうち、会議録をまだ公表していないものです。傍聴のしかたは、それぞれのお知らせにあります。",
        "お｜知《し》らせを ｜出《だ》した ｜会議《かいぎ》です。｜会議《かいぎ》を ｜聞《き》きに ｜行《い》く ｜方法《ほうほう》は、お｜知《し》らせに ｜書《か》いて あります。",
        "Meetings that have been announced and whose minutes are not yet published. Each notice says how to attend as an observer."),
    ("councils", "協議会", "｜会議《かいぎ》の グループ", "Councils"),
    ("newest", "新しく公表したもの", "｜新《あたら》しく ｜出《だ》した もの", "Latest publications"),
    ("meetings", "会議", "｜会議《かいぎ》", "Meetings"),
    ("no-meetings", "まだ公表した会議はありません。", "まだ ｜会議《かいぎ》の ｜記録《きろく》は ありません。", "No meetings have been published yet."),
    ("day", "開催日", "｜会議《かいぎ》の ｜日《ひ》", "Date"),
    ("meeting", "会議の名前", "｜会議《かいぎ》の ｜名前《なまえ》", "Meeting"),
    ("what", "読めるもの", "｜読《よ》める もの", "Available"),
    ("no-day", "日は未定", "｜日《ひ》は まだ わかりません", "Date not set"),
    ("minutes", "会議録", "｜会議《かいぎ》の ｜記録《きろく》", "Minutes"),
    ("notice", "開催のお知らせ", "｜会議《かいぎ》の お｜知《し》らせ", "Notice of meeting"),
    ("papers", "会議資料", "｜会議《かいぎ》の ｜資料《しりょう》", "Meeting papers"),
    ("roster", "委員名簿", "｜会議《かいぎ》に ｜出《で》る ｜人《ひと》の ｜名簿《めいぼ》", "Members"),
    ("face", "協議会の案内", "この ｜会議《かいぎ》について", "About the council"),
    ("roster-lead",
        "委員それぞれが、公表してよいとした範囲で載せています。",
        "｜本人《ほんにん》が「いい」と ｜言《い》ったことだけを ｜書《か》いて います。",
        "Each member is shown only as far as he or she agreed to."),
    ("notice-lead",
        "会議の日時と場所、傍聴のしかたです。",
        "いつ、どこで ｜会議《かいぎ》を するか、どうやって ｜聞《き》きに ｜行《い》くかを ｜書《か》いて います。",
        "When and where the meeting takes place, and how to attend as an observer."),
    ("minutes-lead",
        "確定した会議録（公開用）です。発言ごとのリンクで、その場所を示せます。",
        "｜会議《かいぎ》で ｜話《はな》したことの ｜記録《きろく》です。「リンク」を おすと、その ｜発言《はつげん》の ｜場所《ばしょ》の アドレスに なります。",
        "The confirmed minutes, edition for the public. Each remark has a link by which it can be cited."),
    ("papers-lead",
        "会議で配った資料です。公開しない資料には、そのわけを書いています。",
        "｜会議《かいぎ》で くばった ｜資料《しりょう》です。｜見《み》せられない ｜資料《しりょう》は、わけを ｜書《か》いて います。",
        "Papers handed out at the meeting. Where a paper is not open, the reason is given."),
    ("paper-mark", "番号", "｜番号《ばんごう》", "No."),
    ("paper-title", "資料の名前", "｜資料《しりょう》の ｜名前《なまえ》", "Title"),
    ("paper-file", "ファイル", "ファイル", "File"),
    ("paper-closed", "公開していません", "｜見《み》せられません", "Not open to the public"),
    ("paper-ground", "わけ", "わけ", "Reason"),
    ("pages", "ページ", "ページ", "pages"),
    ("as-files", "ファイルで読む", "ファイルで ｜読《よ》む", "Read as a file"),
    ("read", "このページで読む", "この ページで ｜読《よ》む", "Read on this site"),
    ("text", "文字だけ", "｜字《じ》だけ", "Plain text"),
    ("json", "データ（JSON）", "データ（JSON）", "Data (JSON)"),
    ("published-on", "公表した日", "｜出《だ》した ｜日《ひ》", "Published"),
    ("edition", "版", "｜版《はん》", "Edition"),
    ("hash", "PDFのSHA-256", "PDFの SHA-256", "SHA-256 of the PDF"),
    ("link", "リンク", "リンク", "Link"),
    ("link-block", "この発言へのリンク", "この ｜発言《はつげん》への リンク", "Link to this remark"),
    ("link-item", "この議題へのリンク", "この ｜議題《ぎだい》への リンク", "Link to this item"),
    ("items", "議題", "｜話《はな》した こと", "Agenda items"),
    ("find-words", "さがすことば", "さがす ことば", "Words to search for"),
    ("find-help",
        "2文字から探せます（例: 退院）。間をあけると、すべてのことばを含む発言を探します。漢字の新旧、全角と半角の違いは、気にしなくてかまいません。",
        "｜日本語《にほんご》で ｜入《い》れて ください。れい: ｜退院《たいいん》",
        "Search in Japanese, e.g. 退院 (discharge from hospital). Several words are all looked for. Old and new forms of characters, and full and half width, count as the same."),
    ("find-press", "さがす", "さがす", "Search"),
    ("find-count", "{n}件 見つかりました。", "{n}｜件《けん》 ありました。", "Results: {n}."),
    ("find-none", "見つかりませんでした。ほかのことばで探してください。", "ありませんでした。ほかの ことばで さがして ください。", "No results. Try other words."),
    ("find-more", "{n}件 見つかりました。はじめの{m}件を出しています。ことばを足すと、しぼれます。", "{n}｜件《けん》 ありました。はじめの {m}｜件《けん》だけ ｜出《だ》して います。", "Results: {n}; the first {m} are shown. Add a word to narrow them down."),
    ("find-results", "見つかったところ", "｜見《み》つかった ところ", "Results"),
    ("find-all", "すべての会議", "ぜんぶの ｜会議《かいぎ》", "All meetings"),
    ("find-bare",
        "この画面でさがすには、ブラウザーのスクリプトが要ります。使えないときは、下の一覧から会議を選んでください。",
        "さがす ことが できない ときは、｜下《した》から ｜会議《かいぎ》を えらんで ください。",
        "Searching needs scripts in the browser. Without them, choose a meeting from the list below."),
    ("foot",
        "このページには、公表したものだけを載せています。",
        "この ページには、みんなに ｜見《み》せて いい ものだけが あります。",
        "This site holds only what has been published."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_label_stands_in_the_table_in_all_three() {
        let source = concat!(include_str!("pages.rs"), include_str!("page.rs"), include_str!("feed.rs"));
        let views = concat!(
            include_str!("../views/frame.html"),
            include_str!("../views/index.html"),
            include_str!("../views/council.html"),
            include_str!("../views/meeting.html"),
            include_str!("../views/paper.html"),
            include_str!("../views/minutes.html"),
            include_str!("../views/search.html"),
            include_str!("../views/rows.html"),
        );
        let asked: BTreeSet<&str> = [source, views]
            .iter()
            .flat_map(|text| text.split("say(\"").skip(1).filter_map(|rest| rest.split('"').next()))
            .collect();
        let there: BTreeSet<&str> = WORDS.iter().map(|row| row.0).collect();
        assert_eq!(asked, there, "no label without words, and no words without a label");
        assert_eq!(there.len(), WORDS.len(), "no label twice");
    }

    #[test]
    fn each_speaks_its_own_language() {
        let is_kanji = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let is_kana = |c: char| ('\u{3041}'..='\u{30ff}').contains(&c);
        for (key, japanese, easy, english) in WORDS {
            // What Japanese pages need not explain: that their documents are in Japanese.
            assert!(!japanese.is_empty() || *key == "original", "{key}");
            assert!(!easy.is_empty() && !english.is_empty(), "{key}");
            assert!(
                !english.contains(is_kana) && (!english.contains(is_kanji) || *key == "find-help"),
                "{key}: {english}"
            );
            assert!(!japanese.contains('《'), "{key}: only plain Japanese has readings");
            let bare = Label(easy).pieces().any(|(word, reading)| reading.is_none() && word.contains(is_kanji));
            assert!(!bare, "{key}: a word without its reading: {easy}");
        }
    }

    #[test]
    fn a_reading_stands_above_its_word() {
        let label = Label("お｜知《し》らせ");
        assert_eq!(label.to_string(), "お<ruby>知<rp>（</rp><rt>し</rt><rp>）</rp></ruby>らせ");
        assert_eq!(label.plain(), "お知らせ");
    }
}
