//! The number of a goal changes, or its parts; a proposal is decided, or taken back.

use crate::access::Permit;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::editing::view::fields;
use crate::goals::model::{GoalPart, Setting, SettingForm, SettingState};
use crate::goals::rules::lost_parts;
use crate::goals::store::{self, Goal};
use crate::goals::web::{id, meeting, setting};
use crate::goals::{ChangeGoal, model::Pick};
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// The form with what holds.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<ChangeGoal>(id(&ask)?).await?;
    let goal = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let picks = meeting::picks(&ask, goal.council).await?;
    let texts = texts_of(goal.settings.last().ok_or(Fault::Missing)?);
    show(&ask, &goal, &picks, &texts, vec![])
}

/// Changes it: may you · what was typed · may it follow what stands · the row with its because.
pub async fn change(ask: Ask) -> Answer {
    let permit = ask.may::<ChangeGoal>(id(&ask)?).await?;
    let goal = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let picks = meeting::picks(&ask, goal.council).await?;
    let texts = fields(&SettingForm::FIELDS, &ask.typed);
    let form = match SettingForm::parse(&texts, &goal.yardstick, &picks) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &goal, &picks, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<ChangeGoal>| {
        // Somebody may have changed it, or told a figure of a part, since the page was shown.
        let now = store::find(tx, permit).await?;
        match may_follow(&now, &form) {
            Follows::Same => Ok(Err(None)),
            Follows::Not(wrong) => Ok(Err(Some(wrong))),
            Follows::Yes => store::change(tx, permit, &form).await.map(Ok),
        }
    };
    match ask.write(&permit, write).await? {
        Ok(()) => Ok(Reply::see(format!("/goals/{}?said=goal-changed", goal.id))),
        Err(None) => Ok(Reply::see(format!("/goals/{}?said=unchanged", goal.id))),
        Err(Some(wrong)) => show(&ask, &goal, &picks, &texts, vec![wrong]),
    }
}

/// May a setting follow what stands?
enum Follows {
    Yes,
    Same,
    Not(Wrong),
}

fn may_follow(goal: &Goal, form: &SettingForm) -> Follows {
    let was_decided = goal.settings.iter().any(|one| one.state == SettingState::Decided);
    let last = goal.settings.last();
    if last.is_some_and(|last| form.says_the_same(last)) {
        return Follows::Same;
    }
    if form.state == SettingState::Withdrawn && was_decided {
        let what = "会議で決まった目標は、取り下げられません。終えるときは「評価する」で「終える」を選んでください。";
        return Follows::Not(Wrong::new("state", what));
    }
    let lost = if goal.read_from().is_some() { vec![] } else { lost_parts(&goal.actuals, &form.parts) };
    if let Some(name) = lost.first() {
        let name = if name.is_empty() { "全体".to_string() } else { format!("「{name}」") };
        let what = format!(
            "{name}には実績があります。名を変えると実績が行き場を失うので、そのままの名で残すか、先に実績を取り消してください。"
        );
        return Follows::Not(Wrong::new("parts", what));
    }
    if was_decided && form.reason.is_empty() {
        return Follows::Not(Wrong::new(
            "reason",
            "会議で決まった目標です。なぜ変えるかを入れてください。前の数も記録に残ります。",
        ));
    }
    Follows::Yes
}

fn texts_of(setting: &Setting) -> Texts {
    let parts: Vec<String> = setting.parts.iter().map(GoalPart::line).collect();
    let texts = [
        ("state", setting.state.code().to_string()),
        ("title", setting.title.clone()),
        ("target", setting.target.in_words()),
        ("parts", parts.join("\n")),
        ("decided", setting.decided.map_or_else(String::new, |decided| decided.code())),
        ("reason", String::new()),
    ];
    texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
}

fn show(ask: &Ask, goal: &Goal, picks: &[Pick], texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let was_decided = goal.settings.iter().any(|one| one.state == SettingState::Decided);
    let states: Vec<SettingState> =
        SettingState::ALL.iter().copied().filter(|one| !was_decided || *one != SettingState::Withdrawn).collect();
    let now = goal.current()?;
    let frame = Frame::of("目標を変える", ask.actor.signed_in(), Place::Goals).saying(ask.query.get("said"));
    let because = format!(
        "{}の「{}」です。いまは{}。前の数は消えません。",
        goal.year,
        now.title,
        goal.yardstick.with_unit(now.target)
    );
    let mut groups = setting::groups(texts, picks, &states, &wrongs);
    let reason = Field::line("reason", "変えるわけ", text(texts, "reason"))
        .help("会議で決まった目標を変えるときは必ず入れます。例: 年度の途中で2人が転出した")
        .as_a(Control::Area(2))
        .checked(&wrongs);
    groups.push(Group::under("わけ", "あとの担当者が読みます", vec![reason]));
    let paths = (format!("/goals/{}/change", goal.id), format!("/goals/{}", goal.id));
    FormPage::new(frame, because, ("目標を変える".into(), "残す"), paths, wrongs, groups).answer()
}
