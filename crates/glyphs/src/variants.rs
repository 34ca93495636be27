//! 異体字: characters of names that stand for the same character. Search folds them; print never does.

/// First the usual form, then its variants. Facts of Japanese name practice; extend a line, never fold two lines into one
/// unless every pair on it is used for the same name.
const GROUPS: &[&str] = &[
    "高髙", "崎﨑嵜碕", "辺邊邉", "斎齋齊斉", "浜濱濵", "沢澤", "桜櫻", "広廣", "国國", "島嶋嶌", "富冨", "吉𠮷",
    "柳栁", "徳德", "瀬瀨", "黒黑", "恵惠", "蔵藏", "関關", "塩鹽", "滝瀧", "竜龍", "浅淺", "宝寶", "寿壽", "栄榮",
    "実實", "豊豐", "真眞", "会會", "学學", "区區", "県縣", "条條", "楽樂", "郷鄉", "礼禮", "館舘", "峰峯", "船舩",
    "回囘", "曽曾", "兎兔", "亀龜", "静靜", "青靑", "清淸", "緑綠", "絵繪", "経經", "総總", "聡聰", "芦蘆", "鯵鰺",
    "薮藪籔", "籠篭", "桧檜", "梅楳", "松枩", "槙槇", "遥遙", "翠翆", "賢贒", "弥彌", "強强", "昇曻", "晃晄", "暁曉",
    "教敎", "来來", "検檢", "歩步", "残殘", "気氣", "涼凉", "温溫", "湾灣", "満滿", "為爲", "煕熙", "画畫", "当當",
    "穂穗", "穣穰", "与與", "荘莊", "薫薰", "虚虛", "衛衞", "覚覺", "転轉", "醸釀", "釈釋", "鉄鐵", "鉱鑛", "隣鄰",
    "雑雜", "霊靈", "顕顯", "駅驛", "験驗", "体體躰", "鶏鷄", "麦麥", "点點", "党黨", "歯齒", "円圓", "写寫", "冴冱",
    "凛凜", "剣劍劔", "勲勳", "台臺", "囲圍", "堯尭", "壱壹", "奥奧", "姉姊", "嬢孃", "将將", "岳嶽", "巌巖", "巣巢",
    "帯帶", "庁廳", "応應", "恒恆", "悦悅", "慎愼", "戸戶", "抜拔", "拝拜", "挙擧", "摂攝", "旧舊", "昼晝", "暦曆",
    "杉杦", "栃橡", "横橫", "権權", "欠缺", "歴歷", "毎每", "沖冲", "涙淚", "渓溪", "渋澁", "澄澂", "灯燈", "炉爐",
    "焼燒", "状狀", "独獨", "珍珎", "産產", "留畄畱", "研硏", "秋秌", "称稱", "稲稻", "窓窗", "竪豎", "糸絲", "継繼",
    "続續", "縁緣", "縄繩", "繋繫", "声聲", "胆膽", "脳腦", "臓臟", "舎舍", "艶艷", "芸藝", "茎莖", "薬藥", "虎乕",
    "虫蟲", "蛍螢", "蝋蠟", "装裝", "褒襃", "触觸", "誉譽", "読讀", "譲讓", "賴頼", "践踐", "軽輕", "辞辭", "遅遲",
    "酔醉", "野埜", "銭錢", "錬鍊", "閑閒", "険險", "随隨", "隠隱", "雁鴈", "飲飮", "余餘", "駆驅", "騒騷", "髪髮",
    "鴎鷗", "鶴靏靍", "麹麴", "麺麵", "黄黃", "黙默", "児兒", "乗乘", "亜亞", "仏佛", "仮假", "伝傳", "価價", "倹儉",
    "偽僞", "内內", "処處", "剰剩", "効效", "労勞", "励勵", "医醫", "単單", "厳嚴", "収收", "叙敍敘", "嘱囑", "図圖",
    "団團", "坂阪", "圧壓", "壊壞", "売賣", "変變", "多夛", "対對", "専專", "尽盡", "届屆", "属屬", "巻卷", "床牀",
    "従從", "径徑", "懐懷", "戦戰", "択擇", "担擔", "拠據", "拡擴", "捜搜", "揺搖", "数數", "断斷", "晋晉", "杯盃",
    "枢樞", "様樣", "楼樓", "欧歐", "歓歡",
];

/// The usual form of a variant used in names: 髙 → 高, 﨑 → 崎, 邊 and 邉 → 辺. Other scalars come back unchanged.
#[must_use]
pub fn usual_form(c: char) -> char {
    // Kana, ASCII and the like are the bulk of any text and are never variants.
    if (c as u32) < 0x3400 {
        return c;
    }
    table().binary_search_by_key(&c, |pair| pair.0).map_or(c, |at| table()[at].1)
}

fn table() -> &'static [(char, char)] {
    static TABLE: std::sync::OnceLock<Vec<(char, char)>> = std::sync::OnceLock::new();
    TABLE.get_or_init(|| {
        let mut pairs = Vec::new();
        for group in GROUPS {
            let mut members = group.chars().filter(|c| !('\u{e0100}'..='\u{e01ef}').contains(c));
            let Some(usual) = members.next() else { continue };
            pairs.extend(members.filter(|variant| *variant != usual).map(|variant| (variant, usual)));
        }
        pairs.sort_unstable();
        pairs.dedup_by_key(|pair| pair.0);
        pairs
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_in_names_find_each_other() {
        for (typed, usual) in [
            ('髙', '高'),
            ('﨑', '崎'),
            ('邉', '辺'),
            ('邊', '辺'),
            ('齋', '斎'),
            ('斉', '斎'),
            ('𠮷', '吉'),
            ('濵', '浜'),
        ] {
            assert_eq!(usual_form(typed), usual);
        }
    }

    #[test]
    fn folding_a_variant_twice_changes_nothing_more() {
        for (_, usual) in table() {
            assert_eq!(usual_form(*usual), *usual, "{usual} is the usual form of one group and a variant in another");
        }
    }
}
