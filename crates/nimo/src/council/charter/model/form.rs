//! The form of an edition.

use super::{Confirmation, DayCount, NameDisplay, Openness, QuorumRule, SecrecyBasis, Spelling, StakeholderKind};
use crate::council::model::Basis;
use crate::editing::read::{code, codes, day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

/// The fields of an edition that are edited.
pub const SHAPE: Shape = Shape {
    kind: "Charter",
    fields: &[
        ("from_on", "いつから"),
        ("basis", "設置の根拠"),
        ("basis_title", "条例・要綱の名"),
        ("categories", "選出区分"),
        ("most_members", "委員の定数"),
        ("term_years", "任期の年数"),
        ("chair", "会長・副会長の決め方"),
        ("secrecy", "守秘義務の根拠"),
        ("quorum", "定足数"),
        ("counts", "定足数に数える人"),
        ("openness", "会議の公開"),
        ("openness_ground", "公開しない根拠"),
        ("notice_days", "開催通知の期限"),
        ("outline_days", "会議の概要の期限"),
        ("minutes_days", "会議録の期限"),
        ("confirmation", "会議録の確認"),
        ("confirmation_days", "会議録の確認の期間"),
        ("publication_days", "公表の期限"),
        ("day_count", "日数の数え方"),
        ("name_display", "会議録での委員の名"),
        ("spelling", "「障害」の書き方"),
        ("appointer", "委嘱する人"),
        ("letter_words", "委嘱状の文"),
    ],
};

/// So many categories a council has at most.
pub const MOST_CATEGORIES: usize = 20;
const MOST_NAME: usize = 80;
const MOST_LINE: usize = 200;
const MOST_MEMBERS: u32 = 200;
const MOST_YEARS: u32 = 10;
const MOST_DAYS: u32 = 365;

/// 選出区分: from where members come, as the ordinance or guideline counts it up, and as whom they take part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatCategory {
    /// As written there: 第1号　学識経験者.
    pub name: String,
    /// As whom; a seat may say it more closely.
    pub kind: Option<StakeholderKind>,
}

/// 定足数: the rule, and who counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quorum {
    /// The rule.
    pub rule: QuorumRule,
    /// 代理で出た人も数える.
    pub counts_proxy: bool,
    /// オンラインで出た人も数える.
    pub counts_online: bool,
}

impl Quorum {
    /// How many of so many members in office there must be; none where there is no rule, or nobody.
    pub fn needed(self, members: u32) -> Option<u32> {
        if members == 0 {
            return None;
        }
        match self.rule {
            QuorumRule::Nothing => None,
            QuorumRule::Majority => Some(members / 2 + 1),
            QuorumRule::Half => Some(members.div_ceil(2)),
            QuorumRule::TwoThirds => Some((members * 2).div_ceil(3)),
        }
    }
}

/// What an edition says. What is empty is not settled, or was not typed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharterForm {
    /// From this day.
    pub from_on: Date,
    /// 条例 or 要綱.
    pub basis: Basis,
    /// Its name and article, in words.
    pub basis_title: String,
    /// 選出区分, in the order of the rules.
    pub categories: Vec<SeatCategory>,
    /// 定数: so many members at most.
    pub most_members: Option<u32>,
    /// 任期, in years.
    pub term_years: Option<u32>,
    /// How chair and vice chair are found, in words.
    pub chair: String,
    /// What binds to secrecy.
    pub secrecy: Option<SecrecyBasis>,
    /// 定足数.
    pub quorum: Option<Quorum>,
    /// May anybody listen?
    pub openness: Option<Openness>,
    /// On what closing rests, in words.
    pub openness_ground: String,
    /// The notice goes out so many days before.
    pub notice_days: Option<u32>,
    /// The outline stands so many days after.
    pub outline_days: Option<u32>,
    /// The minutes stand so many days after.
    pub minutes_days: Option<u32>,
    /// Who confirms minutes.
    pub confirmation: Option<Confirmation>,
    /// Members have so many days to look at the minutes.
    pub confirmation_days: Option<u32>,
    /// The minutes are published so many days after they were confirmed.
    pub publication_days: Option<u32>,
    /// In which days these are counted; see [`CharterForm::counts_in`].
    pub day_count: Option<DayCount>,
    /// How minutes name members.
    pub name_display: Option<NameDisplay>,
    /// How the town writes 障害.
    pub spelling: Option<Spelling>,
    /// Who appoints: post and name, as the letter prints it.
    pub appointer: String,
    /// The words of the letter; the usual ones where it is empty.
    pub letter_words: String,
}

impl CharterForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<CharterForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let from_on = day("from_on", texts, w);
        if from_on.is_none() && w.is_empty() {
            w.push(Wrong::new("from_on", "空です。この決まりが効き始める日を入れてください。例: 令和6年4月1日"));
        }
        let basis = code("basis", texts, Basis::parse, w);
        if basis.is_none() && w.iter().all(|wrong| wrong.field != "basis") {
            w.push(Wrong::new("basis", "条例か要綱のどちらかを選んでください。"));
        }
        let quorum = quorum(texts, w);
        let openness = code("openness", texts, Openness::parse, w);
        let openness_ground = one_line("openness_ground", texts, MOST_LINE, w);
        if matches!(openness, Some(Openness::Partly | Openness::Closed)) && openness_ground.is_empty() {
            w.push(Wrong::new(
                "openness_ground",
                "空です。公開しない根拠を入れてください。例: みほん市情報公開条例 第7条第1号",
            ));
        }
        let rest = CharterForm {
            from_on: from_on.unwrap_or_default(),
            basis: basis.unwrap_or(Basis::Guideline),
            basis_title: one_line("basis_title", texts, MOST_LINE, w),
            categories: categories(texts, w),
            most_members: number("most_members", texts, ("人", MOST_MEMBERS), w),
            term_years: number("term_years", texts, ("年", MOST_YEARS), w),
            chair: one_line("chair", texts, MOST_LINE, w),
            secrecy: code("secrecy", texts, SecrecyBasis::parse, w),
            quorum,
            openness,
            openness_ground,
            notice_days: number("notice_days", texts, ("日", MOST_DAYS), w),
            outline_days: number("outline_days", texts, ("日", MOST_DAYS), w),
            minutes_days: number("minutes_days", texts, ("日", MOST_DAYS), w),
            confirmation: code("confirmation", texts, Confirmation::parse, w),
            confirmation_days: number("confirmation_days", texts, ("日", MOST_DAYS), w),
            publication_days: number("publication_days", texts, ("日", MOST_DAYS), w),
            day_count: code("day_count", texts, DayCount::parse, w),
            name_display: code("name_display", texts, NameDisplay::parse, w),
            spelling: code("spelling", texts, Spelling::parse, w),
            appointer: one_line("appointer", texts, MOST_NAME, w),
            letter_words: lines("letter_words", texts, MOST_LINE, w),
        };
        if wrongs.is_empty() { Ok(rest) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let number = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
        let category = |one: &SeatCategory| format!("{}\t{}", one.name, one.kind.map_or("", StakeholderKind::label));
        let counts = self.quorum.map_or_else(String::new, |quorum| {
            let counted = [quorum.counts_proxy.then_some("proxy"), quorum.counts_online.then_some("online")];
            counted.into_iter().flatten().collect::<Vec<_>>().join(" ")
        });
        [
            ("from_on", self.from_on.to_string()),
            ("basis", self.basis.code().into()),
            ("basis_title", self.basis_title.clone()),
            ("categories", self.categories.iter().map(category).collect::<Vec<_>>().join("\n")),
            ("most_members", number(self.most_members)),
            ("term_years", number(self.term_years)),
            ("chair", self.chair.clone()),
            ("secrecy", self.secrecy.map_or("", SecrecyBasis::code).into()),
            ("quorum", self.quorum.map_or("", |quorum| quorum.rule.code()).into()),
            ("counts", counts),
            ("openness", self.openness.map_or("", Openness::code).into()),
            ("openness_ground", self.openness_ground.clone()),
            ("notice_days", number(self.notice_days)),
            ("outline_days", number(self.outline_days)),
            ("minutes_days", number(self.minutes_days)),
            ("confirmation", self.confirmation.map_or("", Confirmation::code).into()),
            ("confirmation_days", number(self.confirmation_days)),
            ("publication_days", number(self.publication_days)),
            ("day_count", self.day_count.map_or("", DayCount::code).into()),
            ("name_display", self.name_display.map_or("", NameDisplay::code).into()),
            ("spelling", self.spelling.map_or("", Spelling::code).into()),
            ("appointer", self.appointer.clone()),
            ("letter_words", self.letter_words.clone()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }

    /// In which days its deadlines are counted: in calendar days, where nothing is said.
    pub fn counts_in(&self) -> DayCount {
        self.day_count.unwrap_or(DayCount::Calendar)
    }

    /// The category of this name, if the rules have it.
    pub fn category(&self, name: &str) -> Option<&SeatCategory> {
        self.categories.iter().find(|category| category.name == name)
    }
}

fn quorum(texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<Quorum> {
    let counts = |code: &str| Some(code).filter(|code| matches!(*code, "proxy" | "online")).map(str::to_string);
    let counted = codes("counts", texts, counts, wrongs);
    let rule = code("quorum", texts, QuorumRule::parse, wrongs);
    if rule.is_none() && !counted.is_empty() && text(texts, "quorum").is_empty() {
        wrongs.push(Wrong::new("quorum", "数える人だけが選ばれています。定足数を選んでください。"));
    }
    let has = |code: &str| counted.iter().any(|one| one == code);
    rule.map(|rule| Quorum { rule, counts_proxy: has("proxy"), counts_online: has("online") })
}

/// Lines of name and kind; empty ones are left out.
fn categories(texts: &Texts, wrongs: &mut Vec<Wrong>) -> Vec<SeatCategory> {
    let mut categories: Vec<SeatCategory> = vec![];
    let lines = text(texts, "categories").lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (at, line) in lines {
        let mut cells = line.split('\t').map(str::trim);
        let name = cells.next().unwrap_or("").to_string();
        let typed = cells.next().unwrap_or("");
        let kind = StakeholderKind::read(typed);
        let wrong = if cells.any(|cell| !cell.is_empty()) {
            Some("列が多すぎます。区分と種別の2列にしてください。".to_string())
        } else if name.is_empty() {
            Some("区分の名が空です。例: 第1号　学識経験者".into())
        } else if name.chars().count() > MOST_NAME {
            Some(format!("区分の名が長すぎます。{MOST_NAME}文字までにしてください。"))
        } else if categories.iter().any(|other| other.name == name) {
            Some(format!("「{name}」が2つあります。1つにしてください。"))
        } else if kind.is_none() && !typed.is_empty() {
            let labels = StakeholderKind::ALL.map(StakeholderKind::label).join("、");
            Some(format!("種別「{typed}」が分かりません。{labels}のどれかにするか、空にしてください。"))
        } else if categories.len() == MOST_CATEGORIES {
            Some(format!("{MOST_CATEGORIES}区分までにしてください。"))
        } else {
            None
        };
        if let Some(sentence) = wrong {
            wrongs.push(Wrong::new("categories", format!("選出区分の{}行目: {sentence}", at + 1)));
            return categories;
        }
        categories.push(SeatCategory { name, kind });
    }
    categories
}

/// A whole number from 1, with its unit or without.
fn number(field: &'static str, texts: &Texts, (unit, most): (&str, u32), wrongs: &mut Vec<Wrong>) -> Option<u32> {
    let typed: String = text(texts, field).chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect();
    if typed.is_empty() {
        return None;
    }
    let digits = typed.strip_suffix(unit).unwrap_or(&typed);
    let number = digits.parse().ok().filter(|number| (1..=most).contains(number));
    if number.is_none() {
        wrongs.push(Wrong::new(field, format!("1から{most}までの数を入れてください。例: 2、2{unit}")));
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let base = [("from_on", "R6.4.1"), ("basis", "guideline")];
        base.iter().chain(pairs).map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn an_edition_is_read_from_its_form_and_written_back_the_same() {
        let form = CharterForm::parse(&typed(&[
            ("basis_title", "みほん市精神保健福祉連絡協議会設置要綱"),
            ("categories", "第1号　学識経験者\tその他\n第2号　医療関係者\t\n\n第3号　当事者又は家族\t当事者"),
            ("most_members", "１３人"),
            ("quorum", "majority"),
            ("counts", "online proxy"),
            ("openness", "partly"),
            ("openness_ground", "情報公開条例 第7条"),
        ]))
        .unwrap();
        assert_eq!(form.categories.len(), 3);
        assert_eq!(form.category("第3号　当事者又は家族").unwrap().kind, Some(StakeholderKind::User));
        assert_eq!((form.most_members, form.term_years), (Some(13), None));
        assert_eq!(CharterForm::parse(&form.texts()), Ok(form));
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        for (field, value) in [
            ("from_on", ""),
            ("from_on", "平成35年4月1日"),
            ("basis", "custom"),
            ("categories", "\t福祉"),
            ("categories", "医療\t魔術"),
            ("categories", "医療\t福祉\t介護"),
            ("categories", "医療\n医療"),
            ("most_members", "たくさん"),
            ("most_members", "0"),
            ("term_years", "11年"),
            ("notice_days", "-7"),
            ("confirmation_days", "366日"),
            ("publication_days", "すぐ"),
            ("day_count", "lunar"),
            ("quorum", "some"),
            ("counts", "everybody"),
            ("spelling", "shogai"),
            ("chair", "1\n2"),
        ] {
            let wrongs = CharterForm::parse(&typed(&[(field, value)])).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field], "{field}: {value}");
        }
        let wrong = |pairs: &[(&str, &str)]| CharterForm::parse(&typed(pairs)).unwrap_err()[0].field;
        assert_eq!(wrong(&[("counts", "proxy")]), "quorum", "who counts, for no rule");
        assert_eq!(wrong(&[("openness", "closed")]), "openness_ground");
    }

    #[test]
    fn an_edition_of_before_says_nothing_of_confirming_and_counts_in_calendar_days() {
        let old = CharterForm::parse(&typed(&[("minutes_days", "45")])).unwrap();
        assert_eq!((old.confirmation_days, old.publication_days, old.counts_in()), (None, None, DayCount::Calendar));
        let form = CharterForm::parse(&typed(&[
            ("confirmation_days", "１４日"),
            ("publication_days", "30"),
            ("day_count", "working"),
        ]));
        let form = form.unwrap();
        assert_eq!((form.confirmation_days, form.publication_days), (Some(14), Some(30)));
        assert_eq!((form.counts_in(), form.counts_in().days(5)), (DayCount::Working, "5開庁日".to_string()));
        assert_eq!(CharterForm::parse(&form.texts()), Ok(form));
    }

    #[test]
    fn a_quorum_counts_the_members_in_office() {
        let needed = |rule, members| Quorum { rule, counts_proxy: false, counts_online: true }.needed(members);
        assert_eq!([12, 13].map(|members| needed(QuorumRule::Majority, members)), [Some(7), Some(7)]);
        assert_eq!([12, 13].map(|members| needed(QuorumRule::Half, members)), [Some(6), Some(7)]);
        assert_eq!([12, 13].map(|members| needed(QuorumRule::TwoThirds, members)), [Some(8), Some(9)]);
        assert_eq!((needed(QuorumRule::Nothing, 13), needed(QuorumRule::Half, 0)), (None, None));
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..23, value in "(\\PC|[\t\n]){0,40}") {
            let mut texts = typed(&[]);
            texts.insert(SHAPE.fields[field].0.into(), value);
            if let Ok(form) = CharterForm::parse(&texts) {
                prop_assert_eq!(CharterForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
