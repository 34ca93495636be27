//! Why a row names no one 市区町村, in sentences.

use super::code::Municipality;

/// Why a row names no one 市区町村.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoMunicipality {
    /// No code and no name fit.
    Unknown(String),
    /// Several fit.
    Several(String, Vec<&'static Municipality>),
    /// The code is of one, the name of another.
    Apart(&'static Municipality, String),
    /// It lies in another prefecture than the row says.
    Elsewhere(&'static Municipality, &'static str),
    /// The code may be that of one, or of a ward of a great city, which is no municipality.
    Doubtful(&'static Municipality, String),
    /// The name is that of a special ward, and of wards of great cities.
    Ward(&'static Municipality),
}

impl NoMunicipality {
    /// What to do about it.
    pub fn sentence(&self) -> String {
        match self {
            NoMunicipality::Unknown(typed) => {
                format!("「{typed}」という市区町村は、一覧にありません。名前か団体コード（6けた）を直してください。")
            }
            NoMunicipality::Several(typed, found) => {
                let found = found.iter().map(|one| format!("{}（{}）", one.full(), one.code)).collect::<Vec<_>>();
                format!(
                    "「{typed}」にあたるのは、{}です。「都道府県」か「団体コード」の列で、1つに決めてください。",
                    found.join("と")
                )
            }
            NoMunicipality::Doubtful(one, typed) => format!(
                "「{typed}」は、{}（{}）のほかに、政令指定都市の区のコードとも読めます。名前の列か、6けたのコードで決めてください。",
                one.full(),
                one.code
            ),
            NoMunicipality::Ward(one) => format!(
                "「{}」は、{}（{}）のほかに、政令指定都市の区とも読めます。「都道府県」か「団体コード」の列で、1つに決めてください。",
                one.name,
                one.full(),
                one.code
            ),
            NoMunicipality::Elsewhere(one, prefecture) => {
                format!("{}は、{prefecture}にはありません。どちらかを直してください。", one.full())
            }
            NoMunicipality::Apart(of_code, name) => {
                format!(
                    "団体コード{}は{}で、「{name}」ではありません。どちらかを直してください。",
                    of_code.code,
                    of_code.full()
                )
            }
        }
    }
}
