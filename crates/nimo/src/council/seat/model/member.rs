//! A person in a seat, for one term.

use crate::editing::read::{code, codes, day, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

/// 役: what a member is in the council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CouncilRole {
    /// 会長.
    Chair,
    /// 副会長.
    ViceChair,
    /// 委員.
    Member,
}

impl CouncilRole {
    /// In the order of the form.
    pub const ALL: [CouncilRole; 3] = [CouncilRole::Member, CouncilRole::Chair, CouncilRole::ViceChair];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            CouncilRole::Chair => "chair",
            CouncilRole::ViceChair => "vice_chair",
            CouncilRole::Member => "member",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<CouncilRole> {
        CouncilRole::ALL.into_iter().find(|role| role.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            CouncilRole::Chair => "会長",
            CouncilRole::ViceChair => "副会長",
            CouncilRole::Member => "委員",
        }
    }

    /// From what a clerk wrote into a cell.
    pub fn read(typed: &str) -> Option<CouncilRole> {
        let typed = typed.trim();
        match typed {
            "" => Some(CouncilRole::Member),
            "委員長" | "座長" | "部会長" => Some(CouncilRole::Chair),
            "副委員長" | "副座長" | "副部会長" | "職務代理者" => Some(CouncilRole::ViceChair),
            _ => CouncilRole::ALL.into_iter().find(|role| role.label() == typed),
        }
    }
}

/// 公表してよいもの: what a member agreed to have printed for everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// 氏名.
    Name,
    /// 所属・役職.
    Body,
    /// 選出区分.
    Category,
}

impl Shown {
    /// In the order of the form.
    pub const ALL: [Shown; 3] = [Shown::Name, Shown::Body, Shown::Category];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Shown::Name => "name",
            Shown::Body => "body",
            Shown::Category => "category",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Shown> {
        Shown::ALL.into_iter().find(|shown| shown.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Shown::Name => "氏名",
            Shown::Body => "所属",
            Shown::Category => "選出区分",
        }
    }
}

/// 任期: from a day to a day, both days in it. Without a last day it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The first day.
    pub from_on: Date,
    /// The last day.
    pub until_on: Option<Date>,
}

impl Term {
    /// Is this day in it?
    pub fn holds(self, on: Date) -> bool {
        self.from_on <= on && self.until_on.is_none_or(|until| on <= until)
    }

    /// Do the two have a day in common?
    pub fn meets(self, other: Term) -> bool {
        let begins_in_time = |a: Term, b: Term| b.until_on.is_none_or(|until| a.from_on <= until);
        begins_in_time(self, other) && begins_in_time(other, self)
    }

    /// 令和6年4月1日から令和8年3月31日まで.
    pub fn in_words(self) -> String {
        let (from, until) = self.in_parts();
        from + &until
    }

    /// 令和6年4月1日から, 令和8年3月31日まで: where a line may end between them.
    pub fn in_parts(self) -> (String, String) {
        let until = self.until_on.map_or_else(String::new, |until| format!("{}まで", almanac::in_words(until)));
        (format!("{}から", almanac::in_words(self.from_on)), until)
    }
}

/// The fields of a member that are edited.
pub const MEMBER: Shape = Shape {
    kind: "Member",
    fields: &[
        ("name", "氏名"),
        ("kana", "ふりがな"),
        ("body", "所属"),
        ("post", "役職"),
        ("from_on", "任期の始まり"),
        ("until_on", "任期の終わり"),
        ("role", "役"),
        ("role_from_on", "役についた日"),
        ("role_until_on", "役を退いた日"),
        ("pledged_on", "守秘の誓約"),
        ("shows", "公表してよいもの"),
        ("agreed_on", "公表について聞いた日"),
        ("left_on", "途中でやめた日"),
        ("left_reason", "やめたわけ"),
    ],
};

const MOST_NAME: usize = 40;
const MOST_BODY: usize = 80;

/// What a member's form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberForm {
    /// 氏名, as typed but for outer spaces.
    pub name: String,
    /// ふりがな, as typed.
    pub kana: String,
    /// 所属.
    pub body: String,
    /// 役職 in that body.
    pub post: String,
    /// 任期, as it was given.
    pub term: Term,
    /// What he is in the council.
    pub role: CouncilRole,
    /// From when; none: from the first day of the term.
    pub role_from_on: Option<Date>,
    /// Until when, where he gave it up and stayed.
    pub role_until_on: Option<Date>,
    /// When he pledged to keep secrets.
    pub pledged_on: Option<Date>,
    /// What may be printed for everybody.
    pub shows: Vec<Shown>,
    /// When he was asked. With a day and nothing above, he said no.
    pub agreed_on: Option<Date>,
    /// His last day, where he left before the term ended.
    pub left_on: Option<Date>,
    /// Why, in words for the secretariat.
    pub left_reason: String,
}

impl MemberForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<MemberForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let name = one_line("name", texts, MOST_NAME, w);
        if name.is_empty() {
            w.push(Wrong::new("name", "空です。氏名を、名簿に書くとおりに入れてください。例: 髙梨 一郎"));
        }
        let from_on = day("from_on", texts, w);
        if from_on.is_none() && text(texts, "from_on").trim().is_empty() {
            w.push(Wrong::new("from_on", "空です。任期の始まりの日を入れてください。例: 令和6年4月1日"));
        }
        let role = code("role", texts, CouncilRole::parse, w);
        let form = MemberForm {
            name,
            kana: kana(texts, w),
            body: one_line("body", texts, MOST_BODY, w),
            post: one_line("post", texts, MOST_BODY, w),
            term: Term { from_on: from_on.unwrap_or_default(), until_on: day("until_on", texts, w) },
            role: role.unwrap_or(CouncilRole::Member),
            role_from_on: day("role_from_on", texts, w),
            role_until_on: day("role_until_on", texts, w),
            pledged_on: day("pledged_on", texts, w),
            shows: codes("shows", texts, Shown::parse, w),
            agreed_on: day("agreed_on", texts, w),
            left_on: day("left_on", texts, w),
            left_reason: one_line("left_reason", texts, MOST_BODY, w),
        };
        // What is wrong with a name hides nothing about the days.
        let days_are_read = |wrong: &Wrong| matches!(wrong.field, "name" | "kana" | "body" | "post" | "left_reason");
        if wrongs.iter().all(days_are_read) {
            wrongs.extend(form.contradictions());
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// Where one field says no to another.
    fn contradictions(&self) -> Vec<Wrong> {
        let mut wrongs = vec![];
        let mut no = |field, sentence: String| wrongs.push(Wrong::new(field, sentence));
        let (from, until) = (self.term.from_on, self.term.until_on);
        if until.is_some_and(|until| until < from) {
            let from = almanac::in_words(from);
            no("until_on", format!("任期の終わりが、始まり（{from}）より前です。どちらかを直してください。"));
            return wrongs;
        }
        if self.left_on.is_some_and(|left| left < from || until.is_some_and(|until| left > until)) {
            no("left_on", format!("任期（{}）の外の日です。", self.term.in_words()));
        }
        if self.left_on.is_none() && !self.left_reason.is_empty() {
            no("left_on", "やめたわけだけが入っています。最後の日を入れるか、わけを空にしてください。".into());
        }
        if self.role == CouncilRole::Member && (self.role_from_on.is_some() || self.role_until_on.is_some()) {
            no("role", "役についた日だけが入っています。会長か副会長を選ぶか、日を空にしてください。".into());
        }
        let role_from = self.role_from_on.unwrap_or(from);
        if self.role_until_on.is_some_and(|until| until < role_from || !self.held().holds(until)) {
            no("role_until_on", "役についた日より前か、委員でない日です。".into());
        }
        if self.role_from_on.is_some_and(|day| !self.held().holds(day)) {
            no("role_from_on", format!("委員である間（{}）の外の日です。", self.held().in_words()));
        }
        if !self.shows.is_empty() && self.agreed_on.is_none() {
            no("agreed_on", "いつ本人に聞いたかを入れてください。承諾がないものは公表しません。".into());
        }
        wrongs
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        [
            ("name", self.name.clone()),
            ("kana", self.kana.clone()),
            ("body", self.body.clone()),
            ("post", self.post.clone()),
            ("from_on", self.term.from_on.to_string()),
            ("until_on", day(self.term.until_on)),
            ("role", self.role.code().into()),
            ("role_from_on", day(self.role_from_on)),
            ("role_until_on", day(self.role_until_on)),
            ("pledged_on", day(self.pledged_on)),
            ("shows", self.shows.iter().map(|shown| shown.code()).collect::<Vec<_>>().join(" ")),
            ("agreed_on", day(self.agreed_on)),
            ("left_on", day(self.left_on)),
            ("left_reason", self.left_reason.clone()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }

    /// The days on which he really sat there: the term, cut short where he left.
    pub fn held(&self) -> Term {
        Term { until_on: self.left_on.or(self.term.until_on), ..self.term }
    }

    /// What he is on this day.
    pub fn role_on(&self, on: Date) -> CouncilRole {
        if self.chairs().is_some_and(|chairs| chairs.holds(on)) { self.role } else { CouncilRole::Member }
    }

    /// The days on which he holds his role; none for a plain member.
    pub fn chairs(&self) -> Option<Term> {
        let held = self.held();
        let until_on = self.role_until_on.or(held.until_on);
        (self.role != CouncilRole::Member)
            .then(|| Term { from_on: self.role_from_on.unwrap_or(held.from_on), until_on })
    }

    /// 所属と役職 in one line.
    pub fn body_and_post(&self) -> String {
        [self.body.as_str(), self.post.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("　")
    }
}

/// ふりがな: かな or カナ, long marks and blanks; kept as typed.
fn kana(texts: &Texts, wrongs: &mut Vec<Wrong>) -> String {
    let kana = one_line("kana", texts, MOST_NAME, wrongs);
    let is_kana = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ｦ'..='ﾟ' | 'ー' | '゛' | '゜' | '・' | '･' | '=' | '＝' | ' ' | '　');
    if !kana.chars().all(is_kana) {
        wrongs.push(Wrong::new("kana", "ひらがなかカタカナで入れてください。例: たかなし いちろう"));
    }
    kana
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let base = [("name", "髙梨 一郎"), ("from_on", "R6.4.1"), ("until_on", "R8.3.31"), ("role", "member")];
        base.iter().chain(pairs).map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    fn on(day: &str) -> Date {
        almanac::read_date(day).unwrap()
    }

    #[test]
    fn a_member_is_read_from_the_form_and_written_back_the_same() {
        let form = MemberForm::parse(&typed(&[
            ("kana", "たかなし　イチロー"),
            ("body", "みほん大学"),
            ("post", "教授"),
            ("role", "chair"),
            ("role_from_on", "R6.5.23"),
            ("shows", "name body"),
            ("agreed_on", "R6.5.23"),
            ("left_on", "R7.3.31"),
            ("left_reason", "異動"),
        ]))
        .unwrap();
        assert_eq!(form.body_and_post(), "みほん大学　教授");
        assert_eq!(["R6.5.22", "R6.5.23"].map(|day| form.role_on(on(day))), [CouncilRole::Member, CouncilRole::Chair]);
        let handed_over = MemberForm { role_until_on: Some(on("R6.9.30")), ..form.clone() };
        let roles = ["R6.9.30", "R6.10.1"].map(|day| handed_over.role_on(on(day)));
        assert_eq!(roles, [CouncilRole::Chair, CouncilRole::Member], "a chair who handed over stays a member");
        assert_eq!(form.held().until_on, Some(on("R7.3.31")), "he left before the term ended");
        assert_eq!(MemberForm::parse(&form.texts()), Ok(form));
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        for (field, value) in [
            ("name", ""),
            ("kana", "髙梨"),
            ("from_on", ""),
            ("from_on", "令和6年2月30日"),
            ("until_on", "R6.3.31"),
            ("left_on", "R8.4.1"),
            ("left_on", "R6.3.31"),
            ("role", "king"),
            ("shows", "address"),
            ("pledged_on", "きのう"),
        ] {
            let wrongs = MemberForm::parse(&typed(&[(field, value)])).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field], "{field}: {value}");
        }
        let wrong = |pairs: &[(&str, &str)]| MemberForm::parse(&typed(pairs)).unwrap_err()[0].field;
        assert_eq!(wrong(&[("shows", "name")]), "agreed_on", "nothing is published without a day of consent");
        let said_no = MemberForm::parse(&typed(&[("agreed_on", "R6.5.23")])).unwrap();
        assert!(
            said_no.shows.is_empty() && said_no.agreed_on.is_some(),
            "who was asked and said no is not asked again"
        );
        assert_eq!(
            wrong(&[("role", "chair"), ("role_from_on", "R7.4.1"), ("role_until_on", "R7.3.31")]),
            "role_until_on"
        );
        assert_eq!(wrong(&[("role_until_on", "R7.3.31")]), "role");
        assert_eq!(wrong(&[("left_reason", "異動")]), "left_on");
        assert_eq!(wrong(&[("role_from_on", "R6.5.23")]), "role");
        assert_eq!(wrong(&[("role", "chair"), ("role_from_on", "R8.5.23")]), "role_from_on");
    }

    #[test]
    fn two_terms_meet_where_they_have_a_day_in_common() {
        let term = |from: &str, until: &str| Term { from_on: on(from), until_on: almanac::read_date(until).ok() };
        assert!(!term("R6.4.1", "R8.3.31").meets(term("R8.4.1", "")));
        assert!(term("R6.4.1", "R8.4.1").meets(term("R8.4.1", "")));
        assert!(term("R8.4.1", "").meets(term("R6.4.1", "")));
        assert!(term("R6.4.1", "R8.3.31").meets(term("R7.4.1", "R7.5.1")));
    }

    proptest! {
        #[test]
        fn terms_meet_each_other(a in 0u64..900, b in 0u64..900, c in 0u64..900, d in 0u64..900) {
            let day = |n: u64| on("R6.4.1") + chrono::Days::new(n);
            let term = |from: u64, until: u64| Term { from_on: day(from.min(until)), until_on: Some(day(from.max(until))) };
            let (one, other) = (term(a, b), term(c, d));
            prop_assert_eq!(one.meets(other), other.meets(one));
            prop_assert_eq!(one.meets(other), (0..900).any(|n| one.holds(day(n)) && other.holds(day(n))));
        }

        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..14, value in "\\PC{0,40}") {
            let mut texts = typed(&[]);
            texts.insert(MEMBER.fields[field].0.into(), value);
            if let Ok(form) = MemberForm::parse(&texts) {
                prop_assert_eq!(MemberForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
