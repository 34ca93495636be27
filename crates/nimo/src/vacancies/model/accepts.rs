//! What a home accepts: the words of its criteria (条件), and the ground on which each of them stands.

use crate::editing::coded::coded;
use placement::Ground;

coded! {
    /// 共同生活援助の型.
    pub enum GroupHomeKind {
        /// 介護サービス包括型.
        Inclusive = "inclusive", "介護サービス包括型";
        /// 日中サービス支援型.
        Daytime = "daytime", "日中サービス支援型";
        /// 外部サービス利用型.
        External = "external", "外部サービス利用型";
        /// サテライト型住居.
        Satellite = "satellite", "サテライト型住居";
        /// グループホームでない住まい.
        Other = "other", "そのほかの住まい";
    }
}
coded! {
    /// 性別: for whom the unit is.
    pub enum Sex {
        /// 男性.
        Men = "men", "男性";
        /// 女性.
        Women = "women", "女性";
        /// 不問.
        Any = "any", "問わない";
    }
}
coded! {
    /// 障害の種別 that a home takes.
    pub enum Disability {
        /// 精神.
        Mental = "mental", "精神";
        /// 知的.
        Intellectual = "intellectual", "知的";
        /// 身体.
        Physical = "physical", "身体";
        /// 難病.
        Intractable = "intractable", "難病";
    }
}
coded! {
    /// 夜間の支援, from less to more.
    pub enum Night {
        /// 通報のみ.
        Call = "call", "通報だけ";
        /// 巡回.
        Rounds = "rounds", "巡回";
        /// 宿直.
        Asleep = "asleep", "宿直";
        /// 夜勤.
        Awake = "awake", "夜勤";
    }
}
coded! {
    /// はい・いいえ, where nobody has asked yet besides both.
    pub enum Yes {
        /// はい.
        Yes = "yes", "はい";
        /// いいえ.
        No = "no", "いいえ";
    }
}
coded! {
    /// たばこ.
    pub enum Smoking {
        /// 部屋でも吸える.
        Inside = "inside", "部屋でも吸える";
        /// 外でだけ.
        Outside = "outside", "外でだけ吸える";
        /// 吸えない.
        No = "no", "吸えない";
    }
}
coded! {
    /// できる手伝い.
    pub enum Help {
        /// 服薬の手伝い.
        Medicine = "medicine", "服薬の手伝い";
        /// インスリン.
        Insulin = "insulin", "インスリンの見守り";
        /// 糖尿病などの食事.
        Diet = "diet", "糖尿病などの食事";
        /// 通院の付き添い.
        Clinic = "clinic", "通院の付き添い";
        /// お金の管理.
        Money = "money", "お金の管理";
    }
}
coded! {
    /// 先に話し合いたいこと: history that homes often refuse. It is never a no, always something to talk about first, with consent.
    pub enum Barrier {
        /// 火のこと.
        Fire = "fire", "火のこと";
        /// 人への暴力.
        Violence = "violence", "人への暴力";
        /// 自分を傷つけること.
        SelfHarm = "self_harm", "自分を傷つけること";
        /// 借金.
        Debts = "debts", "借金";
        /// 司法が関わったこと.
        Forensic = "forensic", "司法が関わったこと";
    }
}
coded! {
    /// 研修・助けの求め: what would let a home take more people.
    pub enum Skill {
        /// 精神の症状への関わり方.
        Symptoms = "symptoms", "精神の症状への関わり方";
        /// 急なときの連絡先.
        Crisis = "crisis", "急なときに連絡できる病院や窓口";
        /// 服薬の支援.
        Medicine = "medicine", "服薬の手伝い方";
        /// 怒り・暴力.
        Anger = "anger", "怒りや暴力への関わり方";
        /// 自傷・希死念慮.
        SelfHarm = "self_harm", "死にたい気持ち、自分を傷つけることへの関わり方";
        /// 依存症.
        Addiction = "addiction", "依存症への関わり方";
        /// 高齢・身体.
        Ageing = "ageing", "年をとった人の介護";
        /// 夜の相談.
        Night = "night", "夜に相談できる電話";
        /// 病院との顔合わせ.
        Hospital = "hospital", "病院の人との顔合わせ";
        /// 見学・体験の同行.
        Accompany = "accompany", "見学や体験に付き添う人";
    }
}
coded! {
    /// 条件: what a home may ask for. Each stands on a ground, which says whether anybody could change it.
    pub enum Criterion {
        /// 性別.
        Sex = "sex", "性別";
        /// 障害の種別.
        Disabilities = "disabilities", "障害の種別";
        /// 障害支援区分.
        Level = "level", "障害支援区分";
        /// 夜間の支援.
        Night = "night", "夜間の支援";
        /// 入居の期限.
        Term = "term", "入居の期限";
        /// 日中の外出.
        DayOut = "day_out", "日中に出かけること";
        /// できる手伝い.
        Helps = "helps", "できる手伝い";
        /// たばこ.
        Smoking = "smoking", "たばこ";
        /// 保証人.
        Guarantor = "guarantor", "保証人";
    }
}

impl Criterion {
    /// The grounds on which it may stand, the usual one first. History is none of them: it is talked about, not asked for.
    pub fn grounds(self) -> &'static [Ground] {
        use Ground::{Custom, Law, Money, Safety, Skill, Staffing, Works};
        match self {
            Criterion::Sex => &[Safety, Custom, Works],
            Criterion::Disabilities => &[Skill, Staffing, Custom],
            Criterion::Level | Criterion::Night => &[Staffing, Skill, Law, Custom],
            Criterion::Term => &[Law, Custom],
            Criterion::DayOut => &[Staffing, Custom],
            Criterion::Helps => &[Skill, Staffing],
            Criterion::Smoking => &[Custom, Safety],
            Criterion::Guarantor => &[Custom, Money],
        }
    }

    /// The name of the field that holds its ground.
    pub fn field(self) -> &'static str {
        match self {
            Criterion::Sex => "ground_sex",
            Criterion::Disabilities => "ground_disabilities",
            Criterion::Level => "ground_level",
            Criterion::Night => "ground_night",
            Criterion::Term => "ground_term",
            Criterion::DayOut => "ground_day_out",
            Criterion::Helps => "ground_helps",
            Criterion::Smoking => "ground_smoking",
            Criterion::Guarantor => "ground_guarantor",
        }
    }
}

/// 区分なし, 区分3: a level of support in words; 0 is none.
pub fn level_in_words(level: i64) -> String {
    if level == 0 { "区分なし".into() } else { format!("区分{level}") }
}
