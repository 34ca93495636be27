//! Of whom a row of a table tells: the town itself, its prefecture, or another municipality by its code or its name.

use super::table::key;
use crate::goals::indicator::model::Area;
use crate::goals::town::model::{Municipalities, MunicipalityCode};

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

impl Town<'_> {
    /// The code of the area; empty where a row says nothing of it, and what it says where that is no word for it.
    ///
    /// # Errors
    /// What to put right.
    pub(super) fn area(&self, named: &Named<'_>) -> Result<String, String> {
        let said = area_code(named.area);
        let name = key(named.town);
        let whole = if name.is_empty() && named.code.is_empty() { key(named.prefecture) } else { name.clone() };
        if self.is_own(&name, named.code) && self.lies_in(named.prefecture) {
            return match said {
                "prefecture" => Err("市町村の行なのに、「どこの数」が県です。どちらかを直してください。".into()),
                _ => Ok(Area::Own.code()),
            };
        }
        if is_prefecture(&whole) && named.code.is_empty() {
            return match said {
                "prefecture" => Ok(said.into()),
                _ => Err("県の行です。この市町村のある県の数なら、「どこの数」の列に「県」と入れてください。".into()),
            };
        }
        if name.is_empty() && named.code.is_empty() {
            return Ok(said.into());
        }
        let other = Municipalities::shipped().meant(named.code, named.town, named.prefecture);
        let other = other.map_err(|why| why.sentence())?;
        match said {
            "prefecture" | "own" => Err(format!(
                "{}の行なのに、「どこの数」が「{}」です。どちらかを直してください。",
                other.full(),
                named.area
            )),
            _ => Ok(Area::Other(other.code).code()),
        }
    }

    /// Does it lie in the prefecture, as far as both are told?
    fn lies_in(&self, prefecture: &str) -> bool {
        let own = MunicipalityCode::parse(self.code).and_then(|code| Municipalities::shipped().find(code));
        prefecture.is_empty() || own.is_none_or(|own| key(own.prefecture) == key(prefecture))
    }

    /// Its own name, also without what a sample town adds to it, or its own code.
    fn is_own(&self, name: &str, code: &str) -> bool {
        let own = key(self.name);
        let is_named = own == name || ["（", "("].iter().any(|mark| own.starts_with(&format!("{name}{mark}")));
        let coded = MunicipalityCode::parse(code).map(|code| code.to_string());
        match (name.is_empty(), code.trim().is_empty()) {
            (true, true) => false,
            (true, false) => coded.as_deref() == Some(self.code) || key(code) == self.code,
            (false, true) => is_named,
            (false, false) => is_named && (coded.as_deref() == Some(self.code) || key(code) == self.code),
        }
    }
}

/// 東京都, 京都府; not 府中 and no 市 of that name.
fn is_prefecture(name: &str) -> bool {
    name.ends_with(['県', '府', '都', '道'])
}

/// The word of the column as a code; what is no such word stays as it is typed.
fn area_code(cell: &str) -> &str {
    match key(cell).as_str() {
        "この市町村" | "市" | "町" | "村" | "市町村" => "own",
        "県" | "県全体" | "都道府県" => "prefecture",
        "ほかの市町村" | "他市町村" | "他自治体" => "",
        _ => cell,
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
            (["県", "", "", ""], "prefecture"),
            (["県", "", "東京都", ""], "prefecture"),
            (["県", "", "", "東京都"], "prefecture"),
            (["", "", "小金井市", ""], "own"),
            (["", "132101", "", ""], "own"),
            (["市", "132101", "小金井市", "東京都"], "own"),
            (["", "", "府中市", "東京都"], "132063"),
            (["ほかの市町村", "132063", "", ""], "132063"),
            (["", "13206", "府中市", ""], "132063"),
            (["", "", "小金井市", "東京都"], "own"),
        ] {
            assert_eq!(area(own, row).as_deref(), Ok(code), "{row:?}");
        }
        for (row, word) in [
            (["県", "", "小金井市", ""], "「どこの数」が県です"),
            (["", "", "東京都", ""], "「どこの数」の列に「県」"),
            (["市", "132063", "", ""], "東京都府中市の行なのに"),
            (["", "", "府中市", ""], "1つに決めてください"),
            (["", "132063", "小金井市", ""], "東京都府中市で、「小金井市」ではありません"),
            (["", "132101", "府中市", "東京都"], "小金井市で、「府中市」ではありません"),
        ] {
            let told = area(own, row).unwrap_err();
            assert!(told.contains(word), "{row:?}: {told}");
        }
        let fuchu = ("府中市", "132063");
        assert_eq!(area(fuchu, ["", "", "府中市", ""]).as_deref(), Ok("own"));
        assert_eq!(area(fuchu, ["", "", "府中市", "広島県"]).as_deref(), Ok("342084"), "its namesake");
        assert_eq!(area(("みほん市（見本）", "999999"), ["", "", "みほん市", ""]).as_deref(), Ok("own"));
        assert_eq!(area(("みほん市（見本）", "999999"), ["", "999999", "みほん市", ""]).as_deref(), Ok("own"));
    }
}
