//! The number of a goal changes, or its parts; a proposal is decided, or taken back.

use crate::access::Permit;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::editing::view::{fields, version};
use crate::goals::model::{GoalPart, Setting, SettingForm, SettingState, sum_in_words};
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
    // What is proposed waits to be decided; else one begins from what holds.
    let proposed = goal.settings.last().filter(|last| last.state == SettingState::Proposed);
    let texts = texts_of(proposed.map_or_else(|| goal.current(), Ok)?);
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
    let seen = version(&ask)?;
    let write = async |tx: &mut Tx, permit: &Permit<ChangeGoal>| {
        // Somebody may have changed it, or told a figure of a part, since the page was shown.
        let now = store::find(tx, permit).await?;
        if now.version() != seen {
            let what =
                format!("ほかの人が先に変えました。いまは{}です。確かめてから、もう一度残してください。", said(&now)?);
            return Ok(Err(Some(Wrong::new("target", what))));
        }
        match may_follow(&now, &form) {
            Follows::Same => Ok(Err(None)),
            Follows::Not(wrong) => Ok(Err(Some(wrong))),
            Follows::Yes => store::change(tx, permit, &form).await.map(Ok),
        }
    };
    match ask.write(&permit, write).await? {
        Ok(()) => Ok(Reply::see(format!("/goals/{}?said=goal-changed", goal.id))),
        Err(None) => Ok(Reply::see(format!("/goals/{}?said=unchanged", goal.id))),
        Err(Some(wrong)) => {
            let goal = ask.read(async |tx| store::find(tx, &permit).await).await?;
            show(&ask, &goal, &picks, &texts, vec![wrong])
        }
    }
}

/// 「5人に」（5 ＝ 1 ＋ 4人）.
fn said(goal: &Goal) -> Result<String, Fault> {
    let now = goal.current()?;
    Ok(format!("「{}」（{}{}）", now.title, sum_in_words(now.target, &now.parts), goal.yardstick.unit()))
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
    let keeps = goal.read_from().is_some() || form.state == SettingState::Withdrawn;
    let lost = if keeps { vec![] } else { lost_parts(&goal.actuals, &form.parts) };
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
    let now = goal.current()?;
    let frame = Frame::of("目標を変える", ask.actor.signed_in(), Place::Goals).saying(ask.query.get("said"));
    let because = format!(
        "{}の「{}」です。いまは{}。前の数は消えません。",
        goal.year,
        now.title,
        goal.yardstick.with_unit(now.target)
    );
    let mut groups = setting::groups(texts, picks, SettingState::ALL, &wrongs);
    let reason = Field::line("reason", "変えるわけ", text(texts, "reason"))
        .help("会議で決まった目標を変えるとき、取り消すときは必ず入れます。例: 年度の途中で2人が転出した、会議を選びまちがえた")
        .as_a(Control::Area(2))
        .checked(&wrongs);
    groups.push(Group::under("わけ", "あとの担当者が読みます", vec![reason]));
    let paths = (format!("/goals/{}/change", goal.id), format!("/goals/{}", goal.id));
    let heads = ("目標を変える".to_string(), "残す");
    FormPage::new(frame, because, heads, paths, wrongs, groups).versioned(goal.version()).answer()
}
