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

/// Do these heads stand there, each at its place? What a head says in brackets with a ※ is not compared.
///
/// # Errors
/// The heads that are missing, or stand elsewhere.
pub(crate) fn heads_fit(heads: &csv::StringRecord) -> Result<(), Vec<&'static str>> {
    let stands = |at: usize| heads.get(at).is_some_and(|head| bare(head) == bare(COLUMNS[at]));
    let missing: Vec<&str> = (0..COLUMNS.len()).filter(|at| !stands(*at)).map(|at| COLUMNS[at]).collect();
    if missing.is_empty() { Ok(()) } else { Err(missing) }
}

fn bare(head: &str) -> String {
    let folded: String = glyphs::fold(head).chars().filter(|c| *c != ' ').collect();
    folded.split("(※").next().unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit<'a>(heads: impl Iterator<Item = &'a str>) -> Result<(), Vec<&'static str>> {
        heads_fit(&heads.collect())
    }

    #[test]
    fn heads_stand_at_their_places_however_their_brackets_are_written() {
        assert_eq!(fit(COLUMNS.into_iter()), Ok(()));
        let plain: Vec<String> = COLUMNS.iter().map(|head| head.replace('（', "(").replace('）', ")")).collect();
        assert_eq!(fit(plain.iter().map(String::as_str)), Ok(()));
        assert_eq!(
            fit(COLUMNS
                .iter()
                .map(|head| head.split('（').next().unwrap_or_default())
                .take(2)
                .chain(COLUMNS.into_iter().skip(2))),
            Ok(())
        );
        assert_eq!((Column::Capacity.head(), Column::Number.head()), ("定員", "事業所番号"));
    }

    #[test]
    fn what_is_missing_or_elsewhere_is_named() {
        let mut heads = COLUMNS;
        heads.swap(20, 21);
        assert_eq!(fit(heads.into_iter()), Err(vec!["事業所緯度", "事業所経度"]));
        assert_eq!(fit(COLUMNS.into_iter().take(28)), Err(vec!["定員"]));
    }
}
