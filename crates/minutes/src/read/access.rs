//! Openness (公開) and the public (傍聴).

use super::*;

impl Assembly<'_> {
    pub(super) fn access(&mut self, minutes: &mut Minutes, people: &people::People) {
        let source = self.source;
        if let Some((count, _)) = people.observers {
            minutes.observers = count;
        }
        for chunk in self.chunks(&[Field::Observers]) {
            let value: String = chunk.values.iter().map(|line| source.bare(line.piece)).collect();
            let noted = chunk.label.note.map(|note| source.bare(note)).unwrap_or_default();
            if let Some(count) = counted(&value).or_else(|| counted(&noted)) {
                minutes.observers = minutes.observers.or(Some(count));
            } else if minutes.public_access.is_none() {
                minutes.public_access = openness(&value);
            }
            let owner = self.field("observers");
            for line in &chunk.values {
                self.claims.claim(line.piece, owner);
            }
        }
        for chunk in self.chunks(&[Field::Access]) {
            let value: String = chunk.values.iter().map(|line| source.bare(line.piece)).collect();
            minutes.public_access = minutes.public_access.or_else(|| openness(&value));
            // 公開（傍聴者　2人）
            let told = value.split_once("傍聴").map(|(_, told)| told.trim_start_matches(['者', '人', '数', ':', 'は']));
            minutes.observers = minutes.observers.or_else(|| counted(told?.split([')', '、']).next()?));
            let owner = self.field("public_access");
            for line in &chunk.values {
                self.claims.claim(line.piece, owner);
            }
        }
        for chunk in self.chunks(&[Field::AccessReason]) {
            let owner = self.field("access_reason");
            for line in &chunk.values {
                self.claims.claim(line.piece, owner);
            }
        }
    }
}

/// How many: 2人, なし, 希望者なし, いなかった.
fn counted(value: &str) -> Option<u32> {
    let nobody = [
        "なし", "無し", "無", "いない", "いません", "おらず", "おりません", "いなかった", "なかった",
        "ありませんでした",
    ];
    let none = || nobody.iter().any(|word| value.trim_end_matches(['。', ')']).ends_with(word)).then_some(0);
    almanac::read_count(value).and_then(almanac::Count::number).or_else(none)
}

pub(super) fn openness(value: &str) -> Option<PublicAccess> {
    if value.contains("一部") {
        Some(PublicAccess::Partly)
    } else if value.contains("非公開") || value.starts_with('否') || value.starts_with("不可") {
        Some(PublicAccess::Closed)
    } else if value.contains("公開") || value.starts_with('可') {
        Some(PublicAccess::Open)
    } else {
        None
    }
}
