//! The 29 columns, the same in the file of every service.

/// The heads as the files write them.
pub const COLUMNS: [&str; 29] = [
    "都道府県コード又は市区町村コード", "NO（※システム内の固有の番号、連番）", "指定機関名", "法人の名称",
    "法人の名称_かな", "法人番号", "法人住所（市区町村）", "法人住所（番地以降）", "法人電話番号", "法人FAX番号",
    "法人URL", "サービス種別", "事業所の名称", "事業所の名称_かな", "事業所番号", "事業所住所（市区町村）",
    "事業所住所（番地以降）", "事業所電話番号", "事業所FAX番号", "事業所URL", "事業所緯度", "事業所経度",
    "利用可能な時間帯（平日）", "利用可能な時間帯（土曜）", "利用可能な時間帯（日曜）", "利用可能な時間帯（祝日）",
    "定休日", "利用可能曜日特記事項（留意事項）", "定員",
];

/// A column, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(usize)]
#[allow(missing_docs, reason = "each is the head that stands at its place in COLUMNS")]
pub enum Column {
    Area,
    Serial,
    Designator,
    Corporation,
    CorporationKana,
    CorporationNumber,
    CorporationTown,
    CorporationStreet,
    CorporationPhone,
    CorporationFax,
    CorporationUrl,
    Service,
    Name,
    Kana,
    Number,
    Town,
    Street,
    Phone,
    Fax,
    Url,
    Latitude,
    Longitude,
    Weekdays,
    Saturday,
    Sunday,
    Holidays,
    Closed,
    Note,
    Capacity,
}

impl Column {
    /// Each, in its order.
    pub fn all() -> impl Iterator<Item = Column> {
        ALL.into_iter()
    }

    /// Its place, from 0.
    pub fn at(self) -> usize {
        self as usize
    }

    /// Its head.
    pub fn head(self) -> &'static str {
        COLUMNS[self.at()]
    }
}

const ALL: [Column; 29] = {
    use Column::*;
    [
        Area, Serial, Designator, Corporation, CorporationKana, CorporationNumber, CorporationTown, CorporationStreet,
        CorporationPhone, CorporationFax, CorporationUrl, Service, Name, Kana, Number, Town, Street, Phone, Fax, Url,
        Latitude, Longitude, Weekdays, Saturday, Sunday, Holidays, Closed, Note, Capacity,
    ]
};

/// Where each of the 29 stands in a file whose head this is. What a head says in brackets with a ※ is not compared.
///
/// # Errors
/// The heads that are missing.
pub fn places<'a>(heads: impl Iterator<Item = &'a str>) -> Result<[usize; 29], Vec<&'static str>> {
    let heads: Vec<String> = heads.map(bare).collect();
    let mut places = [0; 29];
    let mut missing = vec![];
    for (at, column) in COLUMNS.iter().enumerate() {
        let wanted = bare(column);
        match heads.iter().position(|head| *head == wanted) {
            Some(place) => places[at] = place,
            None => missing.push(*column),
        }
    }
    if missing.is_empty() { Ok(places) } else { Err(missing) }
}

fn bare(head: &str) -> String {
    let folded: String = glyphs::fold(head).chars().filter(|c| *c != ' ').collect();
    folded.split("(※").next().unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_heads_wherever_they_stand() {
        assert_eq!(places(COLUMNS.into_iter()), Ok(std::array::from_fn(|at| at)));
        let turned: Vec<String> = COLUMNS.iter().rev().map(|head| head.replace('（', "(").replace('）', ")")).collect();
        assert_eq!(places(turned.iter().map(String::as_str)), Ok(std::array::from_fn(|at| 28 - at)));
        assert_eq!(Column::Capacity.head(), "定員");
        assert_eq!(Column::Number.head(), "事業所番号");
    }

    #[test]
    fn what_is_missing_is_named() {
        let heads =
            COLUMNS.into_iter().filter(|head| !head.contains("緯度") && *head != "NO（※システム内の固有の番号、連番）");
        let heads: Vec<&str> = heads.chain(["NO"]).collect();
        assert_eq!(places(heads.into_iter()), Err(vec!["事業所緯度"]));
    }
}
