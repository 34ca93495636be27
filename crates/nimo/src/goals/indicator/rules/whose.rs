//! Of whom a row of a table tells: the town itself, its prefecture, or another municipality by its code or its name.

use crate::goals::indicator::model::Area;
use crate::goals::town::model::{Municipalities, Municipality, MunicipalityCode, NoMunicipality, is_short, key};

/// The town whose table it is.
#[derive(Debug, Clone, Copy)]
pub struct Town<'a> {
    /// As it calls itself.
    pub name: &'a str,
    /// Its six digits; those of a sample town are nobody's.
    pub code: &'a str,
}

/// What a row says of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'a> {
    /// どこの数.
    pub area: &'a str,
    /// 団体コード.
    pub code: &'a str,
    /// 市町村, or the name of a prefecture.
    pub town: &'a str,
    /// 都道府県.
    pub prefecture: &'a str,
    /// Does another row of the table tell of another town?
    pub has_towns: bool,
}

/// どこの数, as far as a row says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said<'a> {
    Nothing,
    Own,
    Prefecture,
    /// ほかの市町村, without saying which.
    Other,
    /// Something else: perhaps the name of a town.
    Unread(&'a str),
}

const NO_TOWN: &str =
    "「市区町村」か「団体コード」を入れてください。県の数なら、「どこの数」の列に「県」と入れてください。";

const OWN_OR_TOWN: &str =
    "「市区町村」か「団体コード」を入れるか、この市町村の数なら、「どこの数」に「この市町村」と入れてください。";

impl Town<'_> {
    /// The code of the area; empty where a row says nothing of it. All that a row says has to be true of it.
    ///
    /// # Errors
    /// What to put right.
    pub(super) fn area(&self, named: &Named<'_>) -> Result<String, String> {
        let told = |cell| if is_dash(cell) { "" } else { str::trim(cell) };
        let (mut code, mut town, prefecture) = (told(named.code), told(named.town), told(named.prefecture));
        let mut said = said(told(named.area));
        if let (Said::Unread(typed), "", "") = (said, code, town) {
            // The column itself says which town.
            let is_code = typed.chars().all(|c| glyphs::plain(c).is_ascii_digit());
            *(if is_code { &mut code } else { &mut town }) = typed;
            said = Said::Nothing;
        }
        if let Said::Unread(typed) = said {
            return Err(format!(
                "「どこの数」の「{typed}」が読めません。「この市町村」「県」のどちらかにするか、空にしてください。"
            ));
        }
        let within = self.prefecture_told(prefecture)?;
        if let Some(subject) = self.subject(code, town, within)? {
            return self.of_prefecture(&subject, said);
        }
        if town.is_empty() && code.is_empty() {
            return self.unnamed(within, said, named.has_towns);
        }
        match (self.meant(code, town, within, said)?, said) {
            (Area::Own, Said::Prefecture) => {
                Err("市町村の行なのに、「どこの数」が県です。どちらかを直してください。".into())
            }
            (Area::Own, Said::Other) => {
                Err("この市町村の行なのに、「どこの数」がほかの市町村です。どちらかを直してください。".into())
            }
            (other, Said::Own | Said::Prefecture) if other != Area::Own => Err(format!(
                "{}の行なのに、「どこの数」が「{}」です。どちらかを直してください。",
                other.label(),
                named.area
            )),
            (area, _) => Ok(area.code()),
        }
    }

    /// The prefecture of the row's own column.
    fn prefecture_told(&self, typed: &str) -> Result<Option<&'static str>, String> {
        let all = Municipalities::shipped();
        let short =
            || key(typed).parse().ok().filter(|_| is_short(typed)).and_then(|number| all.prefecture_numbered(number));
        let told = all.prefecture_named(typed, true).or_else(|| all.prefecture_coded(typed)).or_else(short);
        match told {
            // The prefecture of a sample town is in no list.
            None if !typed.is_empty() && self.prefecture().is_some() => {
                Err(format!("「{typed}」という都道府県はありません。名前を直すか、空にしてください。"))
            }
            told => Ok(told),
        }
    }

    /// The prefecture of which a row tells as a whole: named in place of a town, or by its code.
    fn subject(&self, code: &str, town: &str, within: Option<&'static str>) -> Result<Option<String>, String> {
        let all = Municipalities::shipped();
        let by_code = all.prefecture_coded(code);
        let by_name = all.prefecture_named(town, false).map(str::to_string);
        // みほん県: known to nobody, and to a sample town alone.
        let unlisted = || (self.prefecture().is_none() && town.ends_with('県')).then(|| town.to_string());
        let by_name = by_name.or_else(unlisted);
        let subject = match (by_name, by_code) {
            (None, None) => return Ok(None),
            (None, Some(prefecture)) if !town.is_empty() => {
                return Err(format!(
                    "団体コード{code}は{prefecture}で、「{town}」ではありません。どちらかを直してください。"
                ));
            }
            (Some(name), None) if !code.is_empty() && !is_short(code) => {
                return Err(format!("団体コード{code}は、{name}のものではありません。どちらかを直してください。"));
            }
            (Some(name), Some(prefecture)) if name != prefecture => {
                return Err(format!(
                    "団体コード{code}は{prefecture}で、「{name}」ではありません。どちらかを直してください。"
                ));
            }
            (name, prefecture) => name.or(prefecture.map(str::to_string)).unwrap_or_default(),
        };
        match within {
            Some(within) if within != subject => {
                Err(format!("{subject}の行なのに、「都道府県」が{within}です。どちらかを直してください。"))
            }
            _ => Ok(Some(subject)),
        }
    }

    /// A row of a prefecture: ours, if the row says that it is the prefecture's figure; our own, if the office is that prefecture.
    fn of_prefecture(&self, subject: &str, said: Said<'_>) -> Result<String, String> {
        let is_itself = Municipalities::shipped().prefecture_coded(self.code).is_some_and(|own| own == subject);
        match (said, self.prefecture()) {
            (Said::Prefecture, Some(own)) if own != subject => {
                Err(format!("{subject}の行です。県の数として入れられるのは、{own}の数だけです。"))
            }
            (Said::Prefecture, None) if Municipalities::shipped().prefecture_named(subject, false).is_some() => {
                Err(format!("{subject}の行です。この市町村のある県かどうか、分かりません。"))
            }
            (Said::Prefecture, _) => Ok(Area::Prefecture.code()),
            (Said::Nothing | Said::Own, _) if is_itself => Ok(Area::Own.code()),
            _ => Err("県の行です。この市町村のある県の数なら、「どこの数」の列に「県」と入れてください。".into()),
        }
    }

    /// A row that names no town: of whom its column says. Beside other towns it may be the sum of them all, or go on with the one above.
    fn unnamed(&self, within: Option<&'static str>, said: Said<'_>, has_towns: bool) -> Result<String, String> {
        let is_elsewhere = within.is_some() && within != self.prefecture();
        let told = within.unwrap_or_default();
        match said {
            Said::Prefecture if is_elsewhere => self.of_prefecture(told, said),
            Said::Prefecture => Ok(Area::Prefecture.code()),
            Said::Other => Err(format!("ほかの市町村の行ですが、どこか分かりません。{NO_TOWN}")),
            _ if is_elsewhere => Err(format!("{told}の行ですが、どの市区町村か分かりません。{NO_TOWN}")),
            Said::Own => Ok(Area::Own.code()),
            _ if within.is_some() && has_towns => {
                Err(format!("{told}の行ですが、どの市区町村か分かりません。{NO_TOWN}"))
            }
            _ if has_towns => {
                Err(format!("ほかの市区町村の行がある表で、この行は、どこの数か分かりません。{OWN_OR_TOWN}"))
            }
            _ => Ok(String::new()),
        }
    }

    /// The town that a row names: one's own, however it is written, or another. One's own name is not enough where another town has
    /// it too, unless the row says that it is one's own.
    fn meant(&self, code: &str, town: &str, within: Option<&'static str>, said: Said<'_>) -> Result<Area, String> {
        let all = Municipalities::shipped();
        let lies_here = within.is_none() || within == self.prefecture();
        let Some(own) = self.in_list() else {
            // The office of a sample, or of something that is no municipality.
            let is_coded = key(code) == key(self.code);
            let is_own = match (town.is_empty(), code.is_empty() || is_short(code)) {
                (true, _) => is_coded,
                (false, says_nothing) => self.goes_by(&key(town)) && (says_nothing || is_coded),
            };
            let is_one = all.named(town).len() < 2 || said == Said::Own || within.is_some();
            if is_own && lies_here && is_one {
                return Ok(Area::Own);
            }
            let found = all.meant(code, town, within).map_err(|why| why.sentence())?;
            // A slip in the office's code makes no other town of it.
            let lies_here = match self.prefecture() {
                Some(own) => own == found.prefecture,
                None => all.named(found.name).len() == 1,
            };
            return Ok(if lies_here && self.goes_by(&key(found.name)) { Area::Own } else { Area::Other(found.code) });
        };
        let found = match all.meant(code, town, within) {
            Ok(found) => found,
            Err(NoMunicipality::Several(_, several)) if said == Said::Own && several.contains(&own) => own,
            Err(NoMunicipality::Ward(one) | NoMunicipality::Doubtful(one, _)) if said == Said::Own && one == own => own,
            // The office may call itself otherwise than the list does.
            Err(NoMunicipality::Unknown(_))
                if lies_here && code.is_empty() && all.named(town).is_empty() && self.goes_by(&key(town)) =>
            {
                own
            }
            Err(why) => return Err(why.sentence()),
        };
        Ok(if found == own { Area::Own } else { Area::Other(found.code) })
    }

    fn in_list(&self) -> Option<&'static Municipality> {
        MunicipalityCode::parse(self.code).and_then(|code| Municipalities::shipped().find(code))
    }

    /// In which prefecture the office lies, by the first two digits of its code; a sample town lies in none.
    fn prefecture(&self) -> Option<&'static str> {
        Municipalities::shipped().prefecture_numbered(self.code.get(..2)?.parse().ok()?)
    }

    /// Its own name, also without what a sample town adds to it.
    fn goes_by(&self, name: &str) -> bool {
        let own = key(self.name);
        own == name || ["（", "("].iter().any(|mark| own.starts_with(&format!("{name}{mark}")))
    }
}

/// What tables write where they have nothing.
fn is_dash(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty()
        && cell.chars().all(|c| glyphs::is_dash(c) || matches!(c, '-' | '－' | '―' | 'ー' | '…' | '*' | '＊'))
}

/// The word of the column.
fn said(cell: &str) -> Said<'_> {
    match key(cell).as_str() {
        "" => Said::Nothing,
        "この市町村" | "市" | "町" | "村" | "区" | "市町村" | "own" => Said::Own,
        "県" | "都" | "道" | "府" | "県全体" | "都道府県" | "prefecture" => Said::Prefecture,
        "ほかの市町村" | "他市町村" | "他の市町村" | "他自治体" => Said::Other,
        _ => Said::Unread(cell.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(own: (&str, &str), [area, code, town, prefecture]: [&str; 4]) -> Result<String, String> {
        Town { name: own.0, code: own.1 }.area(&Named { area, code, town, prefecture, has_towns: true })
    }

    #[test]
    fn a_row_is_the_towns_its_prefectures_or_another_towns() {
        let own = ("小金井市", "132101");
        for (row, code) in [
            (["県", "", "", ""], "prefecture"),
            (["県", "", "東京都", ""], "prefecture"),
            (["県", "", "", "東京都"], "prefecture"),
            (["県", "130001", "東京都", ""], "prefecture"),
            (["県", "130001", "", ""], "prefecture"),
            (["市", "", "", "東京都"], "own"),
            (["", "", "小金井市", ""], "own"),
            (["", "", "東京都小金井市", ""], "own"),
            (["", "", "小金井市", "東京"], "own"),
            (["", "132101", "", ""], "own"),
            (["", "13210", "", ""], "own"),
            (["", "13210", "小金井市", ""], "own"),
            (["", "132101", "東京都小金井市", ""], "own"),
            (["", "210", "小金井市", ""], "own"),
            (["132101", "", "", ""], "own"),
            (["市", "132101", "小金井市", "東京都"], "own"),
            (["", "－", "小金井市", ""], "own"),
            (["－", "132101", "小金井市", ""], "own"),
            (["", "", "小金井市", "１３"], "own"),
            (["都", "", "東京都", ""], "prefecture"),
            (["", "", "小金井市", "13"], "own"),
            (["", "", "川崎町", "40000"], "406058"),
            (["", "", "府中市", "東京都"], "132063"),
            (["ほかの市町村", "132063", "", ""], "132063"),
            (["広島県府中市", "", "", ""], "342084"),
            (["", "13206", "府中市", ""], "132063"),
        ] {
            assert_eq!(area(own, row).as_deref(), Ok(code), "{row:?}");
        }
        for (row, word) in [
            (["県", "", "小金井市", ""], "「どこの数」が県です"),
            (["ほかの市町村", "", "小金井市", ""], "「どこの数」がほかの市町村です"),
            (["ほかの市町村", "", "", ""], "どこか分かりません"),
            (["", "", "東京都", ""], "「どこの数」の列に「県」"),
            (["", "130001", "", ""], "「どこの数」の列に「県」"),
            (["県", "", "", "埼玉県"], "県の数として入れられるのは、東京都の数だけです"),
            (["県", "", "埼玉県", ""], "県の数として入れられるのは、東京都の数だけです"),
            (["", "", "", "埼玉県"], "どの市区町村か分かりません"),
            (["市", "132063", "", ""], "東京都府中市の行なのに"),
            (["", "", "府中市", ""], "1つに決めてください"),
            (["", "132063", "小金井市", ""], "東京都府中市で、「小金井市」ではありません"),
            (["", "132101", "府中市", "東京都"], "小金井市で、「府中市」ではありません"),
            (["", "132101", "小金井市", "埼玉県"], "東京都小金井市は、埼玉県にはありません"),
            (["", "", "小金井市", "埼玉県"], "東京都小金井市は、埼玉県にはありません"),
            (["", "", "", "東京都"], "どの市区町村か分かりません"),
            (["", "", "", ""], "どこの数か分かりません"),
            (["", "－", "－", ""], "どこの数か分かりません"),
            (["", "", "港区", ""], "政令指定都市の区とも読めます"),
            (["", "", "", "全国"], "「全国」という都道府県はありません"),
            (["県", "", "", "全国"], "「全国」という都道府県はありません"),
            (["県", "", "", "40000"], "福岡県の行です"),
            (["県", "110001", "東京都", ""], "団体コード110001は埼玉県で、「東京都」ではありません"),
            (["県", "", "東京都", "埼玉県"], "「都道府県」が埼玉県です"),
            (["県", "130001", "", "埼玉県"], "「都道府県」が埼玉県です"),
            (["県", "132063", "東京都", ""], "東京都のものではありません"),
            (["", "130001", "小金井市", ""], "東京都で、「小金井市」ではありません"),
            (["県", "", "甲府", ""], "「甲府」という市区町村は、一覧にありません"),
            (["全国", "132101", "", ""], "「どこの数」の「全国」が読めません"),
            (["全国", "", "", ""], "「全国」という市区町村は、一覧にありません"),
        ] {
            let told = area(own, row).unwrap_err();
            assert!(told.contains(word), "{row:?}: {told}");
        }
    }

    #[test]
    fn ones_own_name_is_not_enough_where_another_town_has_it() {
        let fuchu = ("府中市", "132063");
        assert!(area(fuchu, ["", "", "府中市", ""]).unwrap_err().contains("1つに決めてください"));
        for row in [["この市町村", "", "府中市", ""], ["", "", "府中市", "東京都"], ["", "13206", "府中市", ""]]
        {
            assert_eq!(area(fuchu, row).as_deref(), Ok("own"), "{row:?}");
        }
        assert_eq!(area(fuchu, ["", "", "府中市", "広島県"]).as_deref(), Ok("342084"), "its namesake");
        let (sapporo, chigasaki) = (("札幌市", "011002"), ("茅ヶ崎市", "142077"));
        assert_eq!(area(sapporo, ["", "11002", "", ""]).as_deref(), Ok("own"), "without the nought that was swallowed");
        assert_eq!(area(chigasaki, ["", "", "茅ケ崎市", ""]).as_deref(), Ok("own"));
        assert_eq!(area(("鹿島市", "412074"), ["", "", "鹿島市", ""]).as_deref(), Ok("own"));
        let kita = area(("北区", "131172"), ["", "", "北区", ""]);
        assert!(kita.is_err_and(|why| why.contains("政令指定都市の区とも読めます")), "its own name is not enough");
        assert_eq!(area(("北区", "131172"), ["区", "", "北区", ""]).as_deref(), Ok("own"));
        let kita = area(("北区", "131172"), ["", "", "北区", "大阪府"]);
        assert!(
            kita.as_ref().is_err_and(|why| why.contains("大阪府にはありません")),
            "a ward of a great city: {kita:?}"
        );
        for prefecture in ["", "東京都"] {
            let bare = Named { area: "", code: "", town: "", prefecture, has_towns: false };
            assert_eq!(Town { name: "府中市", code: "132063" }.area(&bare).as_deref(), Ok(""), "a table of its own");
        }
    }

    #[test]
    fn an_office_that_is_no_municipality_is_its_own_as_well() {
        let tokyo = ("東京都", "130001");
        for row in [["", "", "東京都", ""], ["", "130001", "", ""], ["", "130001", "東京都", "東京都"]] {
            assert_eq!(area(tokyo, row).as_deref(), Ok("own"), "{row:?}");
        }
        assert_eq!(area(tokyo, ["県", "", "東京都", ""]).as_deref(), Ok("prefecture"));
        assert!(area(tokyo, ["県", "", "埼玉県", ""]).unwrap_err().contains("東京都の数だけです"));
        assert_eq!(area(tokyo, ["", "", "小金井市", ""]).as_deref(), Ok("132101"));
        let slip = ("府中市", "132060");
        for row in [["", "342084", "府中市", "広島県"], ["", "342084", "", ""], ["", "", "府中市", "広島県"]]
        {
            assert_eq!(area(slip, row).as_deref(), Ok("342084"), "{row:?}");
        }
        assert!(area(slip, ["", "", "府中市", ""]).is_err());
        let slip = ("小金井市", "132100");
        for row in [["", "132101", "小金井市", ""], ["", "", "小金井市", ""], ["", "", "東京都小金井市", ""]]
        {
            assert_eq!(area(slip, row).as_deref(), Ok("own"), "{row:?}");
        }
    }

    #[test]
    fn a_sample_town_is_its_own_by_what_it_is_called() {
        let sample = ("みほん市（見本）", "999999");
        for row in [
            ["", "", "みほん市", ""],
            ["", "999999", "みほん市", ""],
            ["", "999999", "", ""],
            ["", "", "みほん市", "みほん県"],
        ] {
            assert_eq!(area(sample, row).as_deref(), Ok("own"), "{row:?}");
        }
        assert_eq!(area(sample, ["県", "", "みほん県", ""]).as_deref(), Ok("prefecture"));
        assert!(area(sample, ["県", "", "埼玉県", ""]).unwrap_err().contains("この市町村のある県かどうか"));
        assert!(area(sample, ["", "", "", "埼玉県"]).unwrap_err().contains("どの市区町村か分かりません"));
        assert!(area(sample, ["県", "", "別府", ""]).unwrap_err().contains("一覧にありません"));
        assert_eq!(area(("小金井市役所", "132101"), ["", "", "小金井市役所", ""]).as_deref(), Ok("own"));
    }
}
