//! What somebody who seeks a home answers: the words of a wish. None of them tells who it is.

use crate::editing::coded::coded;

coded! {
    /// 探しているか.
    pub enum WishState {
        /// 探している.
        Seeking = "seeking", "探している";
        /// 今は休んでいる.
        Resting = "resting", "今は休んでいる";
        /// 終えた.
        Ended = "ended", "終えた（住まいが決まった、取り下げた）";
    }
}
coded! {
    /// どちらの住居か: for whom the unit has to be.
    pub enum UnitFor {
        /// 男性.
        Men = "men", "男性の住居";
        /// 女性.
        Women = "women", "女性の住居";
    }
}
coded! {
    /// 夜の支え, from less to more: what is needed at least.
    pub enum NightNeed {
        /// 要らない.
        Nothing = "none", "要らない";
        /// 通報.
        Call = "call", "通報できればよい";
        /// 巡回.
        Rounds = "rounds", "巡回が要る";
        /// 宿直.
        Asleep = "asleep", "宿直が要る";
        /// 夜勤.
        Awake = "awake", "夜勤が要る";
    }
}
coded! {
    /// いつまで住みたいか.
    pub enum Stay {
        /// 期限なく.
        Long = "long", "期限なく住みたい";
        /// 期限があってよい.
        Short = "short", "期限があってよい";
    }
}
coded! {
    /// 日中の過ごし方.
    pub enum DayLife {
        /// 出かける.
        Out = "out", "日中は出かける";
        /// 居たい.
        In = "in", "日中も居たい";
    }
}
coded! {
    /// たばこ.
    pub enum Smokes {
        /// 吸わない.
        Not = "no", "吸わない";
        /// 外で吸う.
        Outside = "outside", "外で吸う";
        /// 部屋で吸う.
        Inside = "inside", "部屋で吸う";
    }
}
coded! {
    /// 階段.
    pub enum Stairs {
        /// 上がれない.
        Ground = "ground", "上がれない（1階か、エレベーター）";
        /// 2階まで.
        Second = "second", "2階まで上がれる";
        /// 何階でも.
        Any = "any", "何階でもよい";
    }
}

coded! {
    /// ことがら: what a wish and a room are held against each other by.
    pub enum Matter {
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
        /// 日中の過ごし方.
        DayOut = "day_out", "日中の過ごし方";
        /// 手伝い.
        Helps = "helps", "要る手伝い";
        /// たばこ.
        Smoking = "smoking", "たばこ";
        /// 保証人.
        Guarantor = "guarantor", "保証人";
        /// 月々の費用.
        Cost = "cost", "月々の費用";
        /// 階段.
        Stairs = "stairs", "階段";
        /// 風呂・トイレ.
        Bath = "bath", "風呂・トイレ";
        /// 町名.
        Area = "area", "町名";
        /// 先に話し合いたいこと.
        Talk = "talk", "先に話し合うこと";
    }
}
