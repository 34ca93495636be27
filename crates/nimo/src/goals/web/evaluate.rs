//! 評価: what a meeting says of a goal, or what is proposed to it, with what is known now.

use crate::access::Permit;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::EvaluateGoal;
use crate::goals::model::{EvaluationForm, EvaluationState, Pick, SettingState, Verdict};
use crate::goals::rules::{project, seen, then};
use crate::goals::store::{self, Goal};
use crate::goals::web::{id, meeting};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};

/// The form; what was proposed to a meeting stands in it, so that it can be kept as decided.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<EvaluateGoal>(id(&ask)?).await?;
    let goal = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let picks = meeting::picks(&ask, goal.council).await?;
    let proposed = goal.evaluations.last().filter(|last| last.state == EvaluationState::Proposed);
    let texts = proposed.map_or_else(Texts::new, |last| {
        let texts = [
            ("verdict", last.verdict.code().to_string()),
            ("reason", last.reason.clone()),
            ("evidence", last.evidence.clone()),
            ("decided", last.decided.code()),
        ];
        texts.map(|(name, value)| (name.to_string(), value)).into()
    });
    show(&ask, &goal, &picks, &texts, vec![])
}

/// Keeps it: may you · what was typed · was the goal decided on · the row with what is known now.
pub async fn evaluate(ask: Ask) -> Answer {
    let permit = ask.may::<EvaluateGoal>(id(&ask)?).await?;
    let goal = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let picks = meeting::picks(&ask, goal.council).await?;
    let texts = ask.typed.only(&EvaluationForm::FIELDS);
    let form = match EvaluationForm::parse(&texts, &picks) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &goal, &picks, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<EvaluateGoal>| {
        let now = store::find(tx, permit).await?;
        if now.current()?.state != SettingState::Decided {
            return Ok(false);
        }
        let seen = seen(&now.actuals, &now.current()?.parts);
        store::evaluate(tx, permit, &form, &seen).await.map(|()| true)
    };
    if !ask.write(&permit, write).await? {
        let what = "会議で決まっていない目標です。先に「変える」で、決まった会議を残してください。";
        return show(&ask, &goal, &picks, &texts, vec![Wrong::new("state", what)]);
    }
    let next = (form.state, form.verdict) == (EvaluationState::Decided, Verdict::Change);
    let page = if next { "/change" } else { "" };
    Ok(Reply::see(format!("/goals/{}{page}?said=goal-evaluated", goal.id)))
}

fn show(ask: &Ask, goal: &Goal, picks: &[Pick], texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let setting = goal.current()?;
    let running = goal.running();
    let of = (setting.target, setting.parts.as_slice());
    let projection = project(&goal.yardstick, goal.year, of, running.as_ref(), ask.now.day());
    let now = then(&goal.yardstick, setting.target, running.as_ref());
    let because = format!("{}の「{}」です。{now}{}", goal.year, setting.title, projection.lead);
    let is = |name: &str, code: &str| text(texts, name) == code;
    let verdicts =
        Verdict::ALL.iter().map(|one| Option3(one.code().into(), one.label().into(), is("verdict", one.code())));
    let states =
        EvaluationState::ALL.iter().map(|one| Option3(one.code().into(), one.label().into(), is("state", one.code())));
    let fields = vec![
        Field::line("verdict", "判断", "")
            .required()
            .help("「変える」を会議で決めたときは、残したあとに新しい数を入れます。")
            .as_a(Control::Choice(verdicts.collect()))
            .checked(&wrongs),
        Field::line("reason", "理由", text(texts, "reason"))
            .required()
            .help("会議録にそのまま載る1文にします。")
            .as_a(Control::Area(2))
            .checked(&wrongs),
        Field::line("evidence", "根拠", text(texts, "evidence"))
            .help("何を見てそう言えるか。会議で決まったときは必ず入れます。いまの実績は、いっしょに残ります。取り消すときは要りません。")
            .as_a(Control::Area(2))
            .checked(&wrongs),
    ];
    let decided = vec![
        Field::line("state", "決まり方", "").required().as_a(Control::Choice(states.collect())).checked(&wrongs),
        meeting::field(texts, picks, "案は、これからの会議に。決まったものは、開いた会議に結びます。同じ会議で残し直すと、前の評価に代わります。", &wrongs)
            .required(),
    ];
    let groups = vec![
        Group::plain(fields),
        Group::under("会議の決定", "決定は、活動指標「目標設定と評価の実施回数」に数えられます", decided),
    ];
    let frame = Frame::of("目標を評価する", ask.actor.signed_in(), Place::Goals);
    let paths = (format!("/goals/{}/evaluate", goal.id), format!("/goals/{}", goal.id));
    FormPage::new(frame, because, ("目標を評価する".into(), "残す"), paths, wrongs, groups).answer()
}
