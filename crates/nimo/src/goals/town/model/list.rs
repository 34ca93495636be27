//! The list that nimo ships, and whom a code, a name or a prefecture of a row means.

use super::code::{Municipality, MunicipalityCode, digits, last_digit, number};
use super::refusal::NoMunicipality;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// All that are shipped.
pub struct Municipalities {
    /// By their codes, in order.
    all: Vec<Municipality>,
    /// By their folded names.
    by_name: BTreeMap<String, Vec<usize>>,
    /// The prefectures: number, name, folded name.
    prefectures: Vec<(u32, &'static str, String)>,
    /// Where the list comes from, and what was not checked.
    pub credit: String,
}

static SHIPPED: LazyLock<Municipalities> =
    LazyLock::new(|| Municipalities::read(include_str!("../municipalities.tsv")));

impl Municipalities {
    /// The list; the same for every office.
    pub fn shipped() -> &'static Municipalities {
        &SHIPPED
    }

    fn read(text: &'static str) -> Municipalities {
        let credit =
            text.lines().filter_map(|line| line.strip_prefix("# 出典: ").or(line.strip_prefix("# 注: "))).collect();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let municipality = |line: &'static str| {
            let mut cells = line.split('\t');
            let mut next = || cells.next().unwrap_or_default();
            let code = MunicipalityCode::parse(next());
            let code = code.unwrap_or_else(|| panic!("the shipped list of 市区町村 cannot be read at 「{line}」"));
            Municipality { code, prefecture: next(), name: next(), kana: next() }
        };
        let mut all: Vec<Municipality> = lines.map(municipality).collect();
        all.sort_by_key(|one| one.code);
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, one) in all.iter().enumerate() {
            by_name.entry(key(one.name)).or_default().push(at);
        }
        let mut prefectures: Vec<(u32, &str, String)> = vec![];
        for one in &all {
            if prefectures.last().is_none_or(|(_, name, _)| *name != one.prefecture) {
                prefectures.push((one.code.0 / 10_000, one.prefecture, key(one.prefecture)));
            }
        }
        Municipalities { all, by_name, prefectures, credit }
    }

    /// Each, in the order of the codes.
    pub fn all(&self) -> &[Municipality] {
        &self.all
    }

    /// The one with this code.
    pub fn find(&self, code: MunicipalityCode) -> Option<&Municipality> {
        self.all.binary_search_by_key(&code, |one| one.code).ok().map(|at| &self.all[at])
    }

    /// Those whose name, kana or code holds this; none for nothing.
    pub fn search(&self, words: &str) -> Vec<&Municipality> {
        let sought = key(words);
        if sought.is_empty() {
            return vec![];
        }
        let holds = |one: &&Municipality| {
            key(&one.full()).contains(&sought)
                || key(one.kana).contains(&sought)
                || one.code.to_string().starts_with(&sought)
        };
        self.all.iter().filter(holds).collect()
    }

    /// 東京都府中市; for a code that the list does not know, the code.
    pub fn full_name(&self, code: MunicipalityCode) -> String {
        self.find(code).map_or_else(|| format!("一覧にない市区町村（{code}）"), Municipality::full)
    }

    /// The one of which a row tells by a code, a name, or both, in a prefecture if it says so. A code of less than four digits is a
    /// number within a prefecture or a row's own, and says nothing beside a name.
    ///
    /// # Errors
    /// Why it is no one.
    pub fn meant(
        &'static self,
        code: &str,
        name: &str,
        within: Option<&'static str>,
    ) -> Result<&'static Municipality, NoMunicipality> {
        let (code, name) = (code.trim(), name.trim());
        let has_code = !code.is_empty() && (name.is_empty() || !is_short(code));
        let (coded, named) = (self.coded(code), self.named(name));
        let fits: Vec<&Municipality> = match (has_code, name.is_empty()) {
            (false, _) => named,
            (true, true) => coded.clone(),
            (true, false) => coded.iter().filter(|one| named.contains(one)).copied().collect(),
        };
        let here = fits.iter().filter(|one| within.is_none_or(|within| one.prefecture == within)).copied();
        let here: Vec<&Municipality> = here.collect();
        let typed = if name.is_empty() || (has_code && coded.is_empty()) { code } else { name };
        match (here.as_slice(), fits.as_slice(), within) {
            ([one], _, None) if name.is_empty() && is_doubtful(code, one) => {
                Err(NoMunicipality::Doubtful(one, code.to_string()))
            }
            ([one], _, None) if !has_code && WARDS.contains(&key(name).as_str()) => Err(NoMunicipality::Ward(one)),
            ([one], ..) => Ok(one),
            ([], [one, ..], Some(within)) => Err(NoMunicipality::Elsewhere(one, within)),
            ([], ..) => Err(match coded.first().filter(|_| has_code && !name.is_empty()) {
                Some(one) if is_doubtful(code, one) => NoMunicipality::Doubtful(one, code.to_string()),
                Some(one) => NoMunicipality::Apart(one, name.to_string()),
                None => NoMunicipality::Unknown(typed.to_string()),
            }),
            _ => Err(NoMunicipality::Several(typed.to_string(), here)),
        }
    }

    /// The prefecture of this name: 東京都; 東京 as well where `is_short` may be.
    pub fn prefecture_named(&self, typed: &str, is_short: bool) -> Option<&'static str> {
        let typed = key(typed);
        let is_meant =
            |name: &str| name == typed || (is_short && name.strip_suffix(['都', '府', '県']) == Some(typed.as_str()));
        self.prefectures.iter().find(|(_, _, name)| is_meant(name)).map(|(_, name, _)| *name)
    }

    /// The prefecture of this code: 130001, 13000 without the digit that checks it, either without the nought in front.
    pub fn prefecture_coded(&self, typed: &str) -> Option<&'static str> {
        let digits = digits(&key(typed))?;
        let number = match digits.as_slice() {
            [_, _, 0, 0, 0, last] if *last == last_digit(&digits[..5]) => number(&digits[..2]),
            [one, 0, 0, 0, last] if *last == last_digit(&[0, *one, 0, 0, 0]) => *one,
            [_, _, 0, 0, 0] => number(&digits[..2]),
            [one, 0, 0, 0] => *one,
            _ => return None,
        };
        self.prefecture_numbered(number)
    }

    /// The prefecture of this number, from 1.
    pub fn prefecture_numbered(&self, number: u32) -> Option<&'static str> {
        self.prefectures.iter().find(|(one, ..)| *one == number).map(|(_, name, _)| *name)
    }

    /// Those whose code this is: six digits, the five without the one that checks them, or either without the nought in front that
    /// a spreadsheet swallows.
    fn coded(&'static self, typed: &str) -> Vec<&'static Municipality> {
        let Some(typed) = digits(typed) else { return vec![] };
        let with_nought: Vec<u32> = std::iter::once(0).chain(typed.iter().copied()).collect();
        let mut found: Vec<&Municipality> = vec![];
        for digits in [typed, with_nought] {
            let code = match digits.len() {
                6 => number(&digits),
                5 => number(&digits) * 10 + last_digit(&digits),
                _ => continue,
            };
            found.extend(self.find(MunicipalityCode(code)));
        }
        found
    }

    /// Those that go by this name: 府中市, 東京都府中市, 石狩郡当別町, 北海道石狩郡当別町. The list knows no 郡, so it is not looked at.
    pub fn named(&'static self, typed: &str) -> Vec<&'static Municipality> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let name = key(&typed);
        // A name may itself hold 郡 or 県 (郡山市, 蒲郡市): before it stands nothing but its prefecture and its 郡.
        let fits = |at: usize| {
            let (before, name) = name.split_at(at);
            let prefecture = self.prefectures.iter().find(|(_, _, prefecture)| before.starts_with(prefecture.as_str()));
            let district = prefecture.map_or(before, |(_, _, prefecture)| &before[prefecture.len()..]);
            let is_fine = district.is_empty() || district.ends_with('郡');
            let of = self.by_name.get(name).into_iter().flatten().map(|at| &self.all[*at]).filter(move |_| is_fine);
            of.filter(move |one| prefecture.is_none_or(|(_, prefecture, _)| *prefecture == one.prefecture))
        };
        let mut found: Vec<_> = name.char_indices().map(|(at, _)| at).flat_map(fits).collect();
        found.dedup_by_key(|one| one.code);
        // 鹿嶋市 is not 鹿島市, where somebody writes it so.
        let exact: Vec<_> = found.iter().filter(|one| typed.ends_with(one.name)).copied().collect();
        if exact.is_empty() { found } else { exact }
    }
}

/// A number of less than four digits.
pub fn is_short(code: &str) -> bool {
    digits(code).is_some_and(|digits| digits.len() < 4)
}

/// Special wards whose name is also that of wards of great cities.
const WARDS: [&str; 3] = ["中央区", "港区", "北区"];

/// Five digits that are also those of a ward of a great city: the third is a one, and the municipality is one of the first nine
/// prefectures whose nought a spreadsheet swallowed (12106: 012106 岩見沢市, or 千葉市緑区); or those of さいたま市, which are those of
/// 札幌市清田区 (011100) without its nought.
fn is_doubtful(typed: &str, one: &Municipality) -> bool {
    let typed = digits(typed).unwrap_or_default();
    if typed.len() != 5 {
        return false;
    }
    let swallowed = typed[2] == 1 && (10..=47).contains(&number(&typed[..2])) && number(&typed) == one.code.0;
    swallowed || number(&typed) == 11_100
}

/// A name as it is looked for: folded, without blanks, 茅ケ崎 like 茅ヶ崎.
pub fn key(name: &str) -> String {
    glyphs::fold(name).chars().filter(|c| !c.is_whitespace()).map(|c| if c == 'ケ' { 'ヶ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::code::MunicipalityKind;
    use super::*;
    use proptest::prelude::*;

    fn all() -> &'static Municipalities {
        Municipalities::shipped()
    }

    fn meant(code: &str, name: &str, prefecture: &str) -> Result<String, String> {
        let within = all().prefecture_named(prefecture, true);
        all().meant(code, name, within).map(Municipality::full).map_err(|why| why.sentence())
    }

    #[test]
    fn the_shipped_list_has_every_municipality_once_and_says_where_it_comes_from() {
        let count = |kind| all().all().iter().filter(|one| one.kind() == kind).count();
        let counts =
            [MunicipalityKind::City, MunicipalityKind::SpecialWard, MunicipalityKind::Town, MunicipalityKind::Village];
        assert_eq!(counts.map(count), [792, 23, 743, 183], "1,718 and 23 special wards");
        let prefectures: std::collections::BTreeSet<&str> = all().all().iter().map(|one| one.prefecture).collect();
        assert_eq!(prefectures.len(), 47);
        assert!(all().all().windows(2).all(|two| two[0].code < two[1].code));
        assert!(
            all().all().iter().all(|one| !one.kana.is_empty() && one.kana.chars().all(|c| ('ぁ'..='ー').contains(&c)))
        );
        assert!(all().credit.contains("総務省") && all().credit.contains("未確認"));
    }

    #[test]
    fn a_code_is_read_however_a_spreadsheet_left_it() {
        for (typed, full) in [
            ("011002", "北海道札幌市"),
            ("０１１００２", "北海道札幌市"),
            ("11002", "北海道札幌市"),
            ("1100", "北海道札幌市"),
            ("01100", "北海道札幌市"),
            ("132101", "東京都小金井市"),
            ("13210", "東京都小金井市"),
        ] {
            assert_eq!(meant(typed, "", "").as_deref(), Ok(full), "{typed}");
        }
        for typed in ["132102", "130001", "999999", "1321", "13 2101", "十三", "1321010"] {
            assert!(meant(typed, "", "").unwrap_err().contains("一覧にありません"), "{typed}");
        }
        assert_eq!(MunicipalityCode::parse("132101").map(|code| code.to_string()).as_deref(), Some("132101"));
        assert_eq!(MunicipalityCode::parse("130001"), None, "a prefecture is no municipality");
    }

    #[test]
    fn a_name_is_one_municipality_or_says_which_it_may_be() {
        for (name, prefecture, full) in [
            ("小金井市", "", "東京都小金井市"),
            ("東京都府中市", "", "東京都府中市"),
            ("府中市", "広島県", "広島県府中市"),
            ("石狩郡当別町", "", "北海道当別町"),
            ("北海道石狩郡当別町", "", "北海道当別町"),
            ("郡山市", "", "福島県郡山市"),
            ("大和郡山市", "", "奈良県大和郡山市"),
            ("蒲郡 市", "", "愛知県蒲郡市"),
            ("茅ケ崎市", "", "神奈川県茅ヶ崎市"),
            ("道志村", "", "山梨県道志村"),
            ("京都市", "", "京都府京都市"),
        ] {
            assert_eq!(meant("", name, prefecture).as_deref(), Ok(full), "{name}");
        }
        let two = meant("", "府中市", "").unwrap_err();
        assert_eq!(
            two,
            "「府中市」にあたるのは、東京都府中市（132063）と広島県府中市（342084）です。「都道府県」か「団体コード」の列で、1つに決めてください。"
        );
        assert!(meant("", "みほん市", "").unwrap_err().contains("一覧にありません"));
        assert!(meant("132063", "小金井市", "").unwrap_err().contains("東京都府中市で、「小金井市」ではありません"));
        assert_eq!(meant("132063", "府中市", "").as_deref(), Ok("東京都府中市"));
        for (code, name, prefecture, full) in [
            ("", "府中市", "東京", "東京都府中市"),
            ("", "宮城県柴田郡川崎町", "", "宮城県川崎町"),
            ("", "鹿島市", "", "佐賀県鹿島市"),
            ("", "鹿嶋市", "", "茨城県鹿嶋市"),
            ("12203", "", "千葉県", "千葉県市川市"),
            ("12203", "", "北海道", "北海道士別市"),
            ("12106", "岩見沢市", "", "北海道岩見沢市"),
            ("12106", "", "北海道", "北海道岩見沢市"),
            ("210", "小金井市", "", "東京都小金井市"),
            ("11100", "さいたま市", "", "埼玉県さいたま市"),
            ("", "北区", "東京都", "東京都北区"),
            ("", "東京都北区", "", "東京都北区"),
            ("13117", "北区", "", "東京都北区"),
        ] {
            assert_eq!(meant(code, name, prefecture).as_deref(), Ok(full), "{code} {name} {prefecture}");
        }
        for (code, name, prefecture, word) in [
            ("12203", "", "", "千葉県市川市（122033）"),
            ("12106", "", "", "北海道岩見沢市（012106）のほかに、政令指定都市の区のコードとも"),
            ("12106", "緑区", "千葉県", "政令指定都市の区のコードとも"),
            ("11100", "", "", "埼玉県さいたま市（111007）のほかに、政令指定都市の区のコードとも"),
            ("", "中央区", "", "東京都中央区（131024）のほかに、政令指定都市の区とも"),
            ("103", "北区", "", "東京都北区（131172）のほかに、政令指定都市の区とも"),
            ("", "鶴見区", "", "一覧にありません"),
            ("132063", "", "北海道", "東京都府中市は、北海道にはありません"),
            ("", "小金井市", "埼玉県", "東京都小金井市は、埼玉県にはありません"),
            ("", "新潟県岩船郡朝日村", "", "一覧にありません"),
            ("412074", "鹿嶋市", "", "佐賀県鹿島市で、「鹿嶋市」ではありません"),
            ("210", "", "", "一覧にありません"),
        ] {
            let told = meant(code, name, prefecture).unwrap_err();
            assert!(told.contains(word), "{code} {name} {prefecture}: {told}");
        }
    }

    #[test]
    fn a_prefecture_is_meant_by_its_name_or_by_a_code_that_fits() {
        for (typed, name) in [
            ("130001", Some("東京都")),
            ("13000", Some("東京都")),
            ("10006", Some("北海道")),
            ("1000", Some("北海道")),
            ("90000", Some("栃木県")),
            ("40000", Some("福岡県")),
            ("20000", Some("長野県")),
            ("130009", None),
            ("132101", None),
            ("480009", None),
        ] {
            assert_eq!(all().prefecture_coded(typed), name, "{typed}");
        }
        assert_eq!(all().prefecture_named("大阪", true), Some("大阪府"));
        assert_eq!(all().prefecture_named("東京", false), None);
        assert_eq!(all().prefecture_named("甲府", true), None);
    }

    #[test]
    fn codes_are_searched_by_name_kana_or_digits() {
        let found = |words: &str| all().search(words).iter().map(|one| one.full()).collect::<Vec<_>>();
        assert_eq!(found("こがねい"), ["東京都小金井市"]);
        assert_eq!(found("府中市"), ["東京都府中市", "広島県府中市"]);
        assert_eq!(found("13210"), ["東京都小金井市"]);
        assert!(found(" ").is_empty() && found("みほん").is_empty());
    }

    proptest! {
        #[test]
        fn arbitrary_words_never_panic_and_every_municipality_is_found_by_its_full_name(
            code in "\\PC{0,8}", name in "(\\PC|[都道府県郡市町村]){0,9}", at in 0usize..1741) {
            let _ = (meant(&code, &name, ""), meant("", &name, &code));
            let one = &all().all()[at];
            prop_assert_eq!(meant("", &one.full(), ""), Ok(one.full()));
            prop_assert_eq!(meant(&one.code.to_string(), one.name, one.prefecture), Ok(one.full()));
        }
    }
}
