use super::*;
use crate::council::approval::model::{ApprovalRuleForm, ApprovalRuleId, ApprovalWithdrawal};
use crate::editing::shape::Texts;
use crate::plumbing::clock::Moment;

fn day(typed: &str) -> Date {
    almanac::read_date(typed).unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn seal(day: &str) -> Seal {
    Seal::of([("開催日時", day.to_string()), ("場所", "301会議室".to_string())])
}

fn form() -> ProposalForm {
    let texts = [
        ("title", "開催について"),
        ("asking", "伺います。"),
        ("what", "開催日時"),
        ("why", "予定した会議です。"),
        ("post", "課長"),
        ("disclosure", "open"),
        ("drafter", "今村"),
        ("drafted_on", "R8.11.20"),
    ];
    let texts: Texts = texts.map(|(name, value)| (name.to_string(), value.to_string())).into();
    ProposalForm::parse(&texts).unwrap()
}

pub fn prepared(seal: Seal) -> Approval {
    Approval {
        id: ApprovalId::fresh(),
        act: ApprovalAct::Notice,
        subject: "meeting".into(),
        seal,
        form: form(),
        version: 1,
        made_at: moment("2026-11-20T01:00:00Z"),
        by: "今村さん".into(),
        returned: None,
        withdrawn: None,
    }
}

fn back(seal: Seal) -> Approval {
    let returned = Returned {
        number: "8みほ障第210号".into(),
        decided_on: day("R8.11.24"),
        at: moment("2026-11-24T01:00:00Z"),
        by: "外山さん".into(),
    };
    Approval { returned: Some(returned), ..prepared(seal) }
}

fn withdrawn(approval: Approval) -> Approval {
    let withdrawal =
        ApprovalWithdrawal {
            reason: "日が変わった".into(), at: moment("2026-11-24T02:00:00Z"), by: "外山さん".into()
        };
    Approval { withdrawn: Some(withdrawal), ..approval }
}

fn rule(act: ApprovalAct, from: &str, needed: &str) -> ApprovalRule {
    let texts = [("from_on", from), ("needed", needed)];
    let texts: Texts = texts.map(|(name, value)| (name.to_string(), value.to_string())).into();
    ApprovalRule { id: ApprovalRuleId::fresh(), act, form: ApprovalRuleForm::parse(&texts).unwrap(), version: 1 }
}

fn now(approvals: &[Approval], seal: &Seal) -> Standing {
    standing(approvals, ApprovalAct::Notice, "meeting", seal)
}

#[test]
fn the_last_day_of_march_is_judged_by_the_old_rule_and_the_first_of_april_by_the_new() {
    let notice = ApprovalAct::Notice;
    let rules = [rule(notice, "R9.4.1", "no"), rule(notice, "R8.4.1", "yes")];
    let wanted = |on: &str| is_wanted(&rules, notice, day(on));
    assert!(!wanted("R8.3.31"), "before the first nothing is wanted");
    assert_eq!([wanted("R8.4.1"), wanted("R9.3.31"), wanted("R9.4.1")], [true, true, false]);
    assert!(!is_wanted(&rules, ApprovalAct::Payment, day("R8.4.1")), "each act has its own");
}

#[test]
fn a_proposal_that_came_back_unchanged_lets_the_act_run_and_no_other_does() {
    let (then, later) = (seal("2026-12-10"), seal("2026-12-17"));
    let run = |approvals: &[Approval], seal: &Seal| may_run(&now(approvals, seal), ApprovalAct::Notice, None);
    assert_eq!(now(&[], &then), Standing::Missing);
    assert!(run(&[], &then).unwrap_err().contains("伺いを準備し"));
    let waiting = prepared(then.clone());
    assert_eq!(now(std::slice::from_ref(&waiting), &then), Standing::Waiting(waiting.id));
    assert!(run(&[waiting], &then).unwrap_err().contains("まだ戻っていません"));
    let came = back(then.clone());
    assert_eq!(run(std::slice::from_ref(&came), &then).unwrap().unwrap().number, "8みほ障第210号");
    assert_eq!(
        run(std::slice::from_ref(&came), &later).unwrap_err(),
        "決裁のあとで、内容が変わっています（開催日時）。もう一度伺いを作るか、取り下げてください。"
    );
    let aside = withdrawn(back(then.clone()));
    assert_eq!(now(&[aside], &then), Standing::Missing, "withdrawn after it came back");
    // A new one that waits bars nothing while the old one still holds; once the old one changed, the new one is waited for.
    let next = prepared(later.clone());
    assert!(matches!(now(&[next.clone(), came.clone()], &then), Standing::Back(_)));
    assert_eq!(now(&[next.clone(), came], &later), Standing::Waiting(next.id));
    assert_eq!(may_run(&Standing::NotWanted, ApprovalAct::Notice, None), Ok(None));
    for other in [
        standing(&[back(then.clone())], ApprovalAct::Payment, "meeting", &then),
        standing(&[back(then.clone())], ApprovalAct::Notice, "another", &then),
    ] {
        assert_eq!(other, Standing::Missing, "it speaks for one act about one subject");
    }
}

#[test]
fn one_proposal_at_a_time_is_prepared_and_a_changed_one_is_followed_by_another() {
    let (then, later) = (seal("2026-12-10"), seal("2026-12-17"));
    let may = |approvals: &[Approval], seal: &Seal| may_prepare(approvals, ApprovalAct::Notice, "meeting", seal);
    assert!(may(&[], &then).is_ok());
    assert!(may(&[prepared(then.clone())], &then).unwrap_err().sentence.contains("今村さん"));
    assert!(may(&[back(then.clone())], &then).unwrap_err().sentence.contains("取り下げてください"));
    assert!(may(&[back(then.clone())], &later).is_ok());
    assert!(may(&[withdrawn(prepared(then.clone()))], &then).is_ok());
}

#[test]
fn number_and_day_are_entered_once_and_on_a_day_between_drafting_and_today() {
    let today = day("R8.11.25");
    let typed = |on: &str| ReturnForm { number: "1".into(), decided_on: day(on) };
    let proposal = prepared(Seal::default());
    let wrong = |approval: &Approval, on: &str| may_return(approval, &typed(on), today).unwrap_err();
    for on in ["R8.11.20", "R8.11.25"] {
        assert!(may_return(&proposal, &typed(on), today).is_ok(), "{on}");
    }
    assert!(wrong(&proposal, "R8.11.26").sentence.contains("まだ来ていません"));
    assert!(wrong(&proposal, "R8.11.19").sentence.contains("起案の日の令和8年11月20日より前です"));
    let twice = wrong(&back(Seal::default()), "R8.11.25");
    assert!(twice.field == "number" && twice.sentence.contains("外山さんが、番号「8みほ障第210号」"), "{twice:?}");
    assert!(wrong(&withdrawn(proposal), "R8.11.25").sentence.contains("取り下げました"));
}

#[test]
fn what_came_back_or_was_withdrawn_is_edited_no_more() {
    let today = day("R8.11.25");
    assert!(may_edit(&prepared(Seal::default()), &form(), today).is_ok());
    assert!(may_edit(&back(Seal::default()), &form(), today).unwrap_err().sentence.contains("外山さん"));
    assert!(may_edit(&withdrawn(prepared(Seal::default())), &form(), today).is_err());
    let early = may_edit(&prepared(Seal::default()), &form(), day("R8.11.19")).unwrap_err();
    assert_eq!(early.field, "drafted_on");
    assert!(may_withdraw(&back(Seal::default())).is_ok(), "also after it came back");
    assert!(may_withdraw(&withdrawn(back(Seal::default()))).unwrap_err().sentence.contains("外山さんが、もう"));
}

#[test]
fn one_begins_with_what_has_no_proposal_yet() {
    let approvals =
        [prepared(Seal::default()), withdrawn(Approval { subject: "other".into(), ..prepared(Seal::default()) })];
    let subjects = vec!["meeting".to_string(), "other".to_string()];
    assert_eq!(without(&approvals, ApprovalAct::Notice, subjects, Clone::clone), ["other"]);
}

#[test]
fn a_proposal_to_pay_names_no_account_and_others_may() {
    let mut texts = form().texts();
    assert_eq!(names_no_account(ApprovalAct::Payment, &texts), []);
    texts.insert("what".into(), "支払う人と額　3人、合わせて26,164円\n振込先　みほん銀行".into());
    texts.insert("annexes".into(), "普通 1234567".into());
    let fields: Vec<_> = names_no_account(ApprovalAct::Payment, &texts).iter().map(|wrong| wrong.field).collect();
    assert_eq!(fields, ["what", "annexes"]);
    assert_eq!(names_no_account(ApprovalAct::Notice, &texts), []);
}
