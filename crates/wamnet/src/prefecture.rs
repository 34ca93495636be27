//! The 47 prefectures by their numbers (JIS X 0401), and the sample prefecture.

const NAMES: [&str; 47] = [
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県",
    "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県",
    "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県",
    "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県",
    "宮崎県", "鹿児島県", "沖縄県",
];

/// The sample prefecture, which is none of Japan's.
const SAMPLE: (u8, &str) = (99, "みほん県");

/// The number of the prefecture with which an address begins; 0 for none.
pub(crate) fn of_address(address: &str) -> u8 {
    let all = NAMES.iter().zip(1u8..).map(|(name, number)| (number, *name));
    let mut all = all.chain([SAMPLE]);
    all.find(|(_, name)| address.starts_with(name)).map_or(0, |(number, _)| number)
}

/// Its name; empty for a number that is none.
pub fn prefecture_name(number: u8) -> &'static str {
    if number == SAMPLE.0 {
        SAMPLE.1
    } else {
        number.checked_sub(1).and_then(|at| NAMES.get(usize::from(at))).unwrap_or(&"")
    }
}
