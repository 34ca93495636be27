//! Where names end in a run of letters without blanks (蓮見信二染谷英子): letters that end given names, and surnames' usual
//! lengths, weighed.

/// Letters that often end a given name.
const LAST: &str = "子美男夫雄郎一二三平也江恵代枝香彦樹介助司治吾次志之史士人博弘浩正明昭章輝光幸行雪孝隆文久宏義実稔進勝勇豊茂清誠健純潤徹学司衛薫歩遥玲碧桂栄作馬太朗哉哲斗翔真奈菜里理沙紗織穂帆乃花華音葉希央那津世哲二造蔵助祐佑典紀季貴樹生朋緒絵衣依早苗瞳静千尋慶和邦";
/// Letters that often end a surname and seldom a given name.
const SURNAME_LAST: &str = "田村山川野本沢澤藤崎﨑島原井木橋林谷口岡部塚浦辺邊内池森坂浜濱戸羽賀峰尾倉寺沼城宮堀岸切見越瀬根笠波松竹梅杉柳月石岩関関屋家下上中";

/// Splits a run of letters into names of 3–6 letters; gives their lengths.
pub(crate) fn name_lengths(letters: &[char]) -> Vec<usize> {
    let count = letters.len();
    let mut best: Vec<Option<(i32, usize)>> = vec![None; count + 1];
    best[0] = Some((0, 0));
    for end in 1..=count {
        for length in 2..=6usize.min(end) {
            let Some((score, _)) = best[end - length] else { continue };
            let value = score + worth(&letters[end - length..end]);
            if best[end].is_none_or(|(old, _)| value > old) {
                best[end] = Some((value, length));
            }
        }
    }
    let mut lengths = Vec::new();
    let mut at = count;
    while at > 0 {
        let length = best[at].map_or(1, |(_, length)| length.max(1));
        lengths.push(length);
        at -= length.min(at);
    }
    lengths.reverse();
    lengths
}

fn worth(name: &[char]) -> i32 {
    let last = name[name.len() - 1];
    let mut score = match name.len() {
        4 => 6,
        5 => 5,
        3 => 3,
        6 => 2,
        _ => -4,
    };
    score += if LAST.contains(last) { 4 } else { -3 };
    if SURNAME_LAST.contains(last) && !LAST.contains(last) {
        score -= 4;
    }
    // Surnames of two or three letters end where theirs usually do.
    let surname =
        [2usize, 3].iter().filter(|length| name.len() > **length).any(|length| SURNAME_LAST.contains(name[length - 1]));
    score + if surname { 3 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_blanks_are_told_apart() {
        let letters: Vec<char> = "青山花子早川小百合石田次郎".chars().collect();
        assert_eq!(name_lengths(&letters), [4, 5, 4]);
    }
}
