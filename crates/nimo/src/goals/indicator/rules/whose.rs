//! Of whom a row of a table tells: the town itself, its prefecture, or another municipality by its code or its name.

use crate::goals::indicator::model::Area;
use crate::goals::town::model::{Municipalities, Municipality, MunicipalityCode, NoMunicipality, key};

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

impl Town<'_> {
    /// The code of the area; empty where a row says nothing of it.
    ///
    /// # Errors
    /// What to put right.
    pub(super) fn area(&self, named: &Named<'_>) -> Result<String, String> {
        let mut named = *named;
        let mut said = said(named.area);
        if let (Said::Unread(typed), "", "") = (said, named.code, named.town) {
            // The column itself says which town.
            let is_code = typed.chars().all(|c| glyphs::plain(c).is_ascii_digit());
            *(if is_code { &mut named.code } else { &mut named.town }) = typed;
            said = Said::Nothing;
        }
        if let Said::Unread(typed) = said {
            return Err(format!(
                "「どこの数」の「{typed}」が読めません。「この市町村」「県」のどちらかにするか、空にしてください。"
            ));
        }
        if let Some(prefecture) = prefecture_of(&named, said) {
            return self.of_prefecture(prefecture, said);
        }
        if named.town.is_empty() && named.code.is_empty() {
            return self.unnamed(&named, said);
        }
        match (self.meant(&named, said)?, said) {
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

    /// A row of a prefecture: ours, if the row says that it is the prefecture's figure.
    fn of_prefecture(&self, prefecture: &str, said: Said<'_>) -> Result<String, String> {
        let own = self.in_list().map(|own| own.prefecture);
        match (said, own) {
            (Said::Prefecture, Some(own)) if own != prefecture => {
                Err(format!("{prefecture}の行です。県の数として入れられるのは、{own}の数だけです。"))
            }
            (Said::Prefecture, _) => Ok(Area::Prefecture.code()),
            _ => Err("県の行です。この市町村のある県の数なら、「どこの数」の列に「県」と入れてください。".into()),
        }
    }

    /// A row that names no town: of whom its column says.
    fn unnamed(&self, named: &Named<'_>, said: Said<'_>) -> Result<String, String> {
        let own = self.in_list().map(|own| own.prefecture);
        let told = Municipalities::shipped().prefecture(named.prefecture);
        if let (Some(own), Some(told)) = (own, told)
            && own != told
        {
            return Err(format!(
                "{told}の行ですが、どの市区町村か分かりません。「市区町村」か「団体コード」を入れてください。"
            ));
        }
        match said {
            Said::Other => {
                Err("ほかの市町村の行ですが、どこか分かりません。「市区町村」か「団体コード」を入れてください。".into())
            }
            Said::Own => Ok(Area::Own.code()),
            Said::Prefecture => Ok(Area::Prefecture.code()),
            Said::Nothing | Said::Unread(_) => Ok(String::new()),
        }
    }

    /// The town that a row names: one's own, however it is written, or another. One's own name is not enough where another town has
    /// it too, unless the row says that it is one's own.
    fn meant(&self, named: &Named<'_>, said: Said<'_>) -> Result<Area, String> {
        let all = Municipalities::shipped();
        let Some(own) = self.in_list() else {
            // The office of a sample, or of something that is no municipality.
            let (name, code) = (key(named.town), key(named.code));
            let is_own = match (name.is_empty(), code.is_empty()) {
                (false, true) => self.goes_by(&name),
                (true, _) => code == self.code,
                (false, false) => self.goes_by(&name) && code == self.code,
            };
            if is_own {
                return Ok(Area::Own);
            }
            let other = all.meant(named.code, named.town, named.prefecture).map_err(|why| why.sentence())?;
            return Ok(Area::Other(other.code));
        };
        let found = match all.meant(named.code, named.town, named.prefecture) {
            Ok(found) => found,
            Err(NoMunicipality::Several(_, several)) if said == Said::Own && several.contains(&own) => own,
            // The office may call itself otherwise than the list does.
            Err(NoMunicipality::Unknown(_)) if named.code.is_empty() && self.goes_by(&key(named.town)) => own,
            Err(why) => return Err(why.sentence()),
        };
        Ok(if found == own { Area::Own } else { Area::Other(found.code) })
    }

    fn in_list(&self) -> Option<&'static Municipality> {
        MunicipalityCode::parse(self.code).and_then(|code| Municipalities::shipped().find(code))
    }

    /// Its own name, also without what a sample town adds to it.
    fn goes_by(&self, name: &str) -> bool {
        let own = key(self.name);
        own == name || ["（", "("].iter().any(|mark| own.starts_with(&format!("{name}{mark}")))
    }
}

/// The prefecture of which a row tells as a whole: named in place of a town, or by its code, or alone in a row that says so.
fn prefecture_of<'a>(named: &Named<'a>, said: Said<'_>) -> Option<&'a str> {
    let all = Municipalities::shipped();
    let is_alone = named.town.is_empty() && named.code.is_empty();
    if is_alone {
        return (said == Said::Prefecture).then(|| all.prefecture(named.prefecture)).flatten();
    }
    let town = key(named.town);
    if town.ends_with(['県', '府', '都', '道']) && all.named(&town).is_empty() {
        return Some(all.prefecture(&town).unwrap_or(named.town));
    }
    // 130001; five digits may be a town's.
    let is_code = named.town.is_empty() && key(named.code).len() == 6;
    all.prefecture(named.code).filter(|_| is_code)
}

/// The word of the column.
fn said(cell: &str) -> Said<'_> {
    match key(cell).as_str() {
        "" => Said::Nothing,
        "この市町村" | "市" | "町" | "村" | "区" | "市町村" | "own" => Said::Own,
        "県" | "県全体" | "都道府県" | "prefecture" => Said::Prefecture,
        "ほかの市町村" | "他市町村" | "他の市町村" | "他自治体" => Said::Other,
        _ => Said::Unread(cell.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(own: (&str, &str), [area, code, town, prefecture]: [&str; 4]) -> Result<String, String> {
        Town { name: own.0, code: own.1 }.area(&Named { area, code, town, prefecture })
    }

    #[test]
    fn a_row_is_the_towns_its_prefectures_or_another_towns() {
        let own = ("小金井市", "132101");
        for (row, code) in [
            (["", "", "", ""], ""),
            (["", "", "", "東京都"], ""),
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
            (["", "132101", "小金井市", "埼玉県"], "小金井市で、「小金井市」ではありません"),
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
        assert_eq!(area(("小金井市役所", "132101"), ["", "", "小金井市役所", ""]).as_deref(), Ok("own"));
    }
}
