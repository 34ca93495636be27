//! What is written beside a step, perhaps by two at once, and perhaps for the first time.

use crate::access::{Action, Facts, Permit};
use crate::council::clock::EditDeadline;
use crate::council::clock::model::{DeadlineId, DeadlineStep, MarkForm, SHAPE};
use crate::council::clock::store::{self, DeadlineFacts};
use crate::council::meeting;
use crate::council::meeting::store as meetings;
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};
use almanac::Date;

impl Edited for MarkForm {
    type On = DeadlineFacts;
    type Act = EditDeadline;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "書いた";
    const BEGINS_EMPTY: bool = true;

    fn id(ask: &Ask) -> Result<DeadlineId, Fault> {
        let step = DeadlineStep::parse(ask.param("step")).ok_or(Fault::Missing)?;
        Ok(DeadlineId { meeting: meeting::web::id(ask)?, step })
    }

    fn path(id: DeadlineId) -> String {
        format!("/meetings/{}/deadlines/{}", id.meeting, id.step.code())
    }

    fn saved_path(on: &DeadlineFacts) -> String {
        home(on.id())
    }

    fn read(texts: &Texts) -> Result<MarkForm, Vec<Wrong>> {
        MarkForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        MarkForm::texts(self)
    }

    async fn now<A: Action<On = DeadlineFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<MarkForm>, Fault> {
        let (form, version) = store::find(tx, permit).await?;
        Ok(Now { version, form })
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditDeadline>,
        before: &Now<MarkForm>,
        form: &MarkForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        let held = store::held(tx, permit).await?;
        if let Some(wrong) = may_be(permit.facts().id().step, form, held, permit.now().day()) {
            return Ok(Some(wrong));
        }
        store::set(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = DeadlineFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let id = permit.facts().id();
        let title = ask.read(async |tx| meetings::title_of(tx, permit, id.meeting).await).await?;
        Ok(Around {
            name: format!("{title}の{}", id.step.label()),
            back: home(id),
            say: Box::new(say),
            free: SHAPE.names(),
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditDeadline>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let (id, path) = (permit.facts().id(), Self::path(permit.facts().id()));
        let groups = groups(id.step, &looking.texts, &looking.wrongs);
        let heading = format!("{}の、済んだ日と理由", around.name);
        let frame = act::frame::<MarkForm>(ask, &heading);
        if looking.version > 0 {
            return FormPage::edit(frame, &around.name, path, looking, groups).back(around.back).answer();
        }
        let because = "まだ何も書かれていません。日だけでも、理由だけでも保存できます。あとから直せます。".to_string();
        let form =
            FormPage::new(frame, because, (heading, "保存する"), (path.clone(), around.back), looking.wrongs, groups);
        form.drafting(&path, looking.drafted).answer()
    }
}

/// The clock of the meeting.
fn home(id: DeadlineId) -> String {
    format!("/meetings/{}/clock", id.meeting)
}

/// A day that cannot be: one that has not come, one before the last day of the meeting for what comes after it, one after that for
/// its notice.
fn may_be(step: DeadlineStep, form: &MarkForm, held: Option<(Date, Date)>, today: Date) -> Option<Wrong> {
    let done = form.done_on?;
    if done > today {
        return Some(Wrong::new("done_on", "まだ来ていない日です。済んだ日を入れてください。"));
    }
    let (first, last) = held?;
    let name = if first == last { "開催日" } else { "会議の最後の日" };
    let (day, step_name) = (almanac::with_weekday(last), step.label());
    let sentence = if step == DeadlineStep::Notice {
        (done > last).then(|| format!("{name}の{day}よりあとです。{step_name}を出した日を入れてください。"))
    } else {
        (done < last).then(|| format!("{name}の{day}より前です。{step_name}が済んだ日を入れてください。"))
    }?;
    Some(Wrong::new("done_on", sentence))
}

fn groups(step: DeadlineStep, texts: &Texts, wrongs: &[Wrong]) -> Vec<Group> {
    let help = match step {
        DeadlineStep::Notice => "通知を出した日。資料をnimoで送ったときは、その日が先に使われます。例: R8.11.12",
        DeadlineStep::Outline => "会議の概要を出した日。例: R8.11.27",
        DeadlineStep::Minutes => "会議録ができた日。nimoで会議録を残したときは、その日が先に使われます。例: R9.1.8",
        DeadlineStep::Confirmation => {
            "会議録の確認が済んだ日。nimoで確定したときは、その日が先に使われます。例: R9.1.22"
        }
        DeadlineStep::Publication => {
            "会議録を公表した日。nimoに公表の日があるときは、その日が先に使われます。例: R9.2.1"
        }
    };
    vec![Group::plain(vec![
        Field::day("done_on", "済んだ日", text(texts, "done_on")).help(help).checked(wrongs),
        Field::line("note", "理由・覚え書き", text(texts, "note"))
            .help("おくれたときは、その理由。「きょう」の「守れなかったもの」に出ます。")
            .as_a(Control::Area(3))
            .checked(wrongs),
    ])]
}

/// A value of a field in words.
fn say(field: &str, value: &str) -> String {
    match field {
        "done_on" => value.parse().map_or_else(|_| value.into(), almanac::in_words),
        _ => value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_comes_after_the_last_day_of_a_meeting_and_its_notice_not_after_it() {
        let day = |typed: &str| almanac::read_date(typed).unwrap();
        let held = Some((day("R8.11.10"), day("R8.11.20")));
        let wrong = |step, on: &str| {
            let form = MarkForm { done_on: Some(day(on)), ..MarkForm::default() };
            may_be(step, &form, held, day("R8.11.25")).map(|wrong| wrong.sentence.to_string())
        };
        assert!(
            wrong(DeadlineStep::Outline, "R8.11.19")
                .unwrap()
                .contains("会議の最後の日の令和8年11月20日（金）より前です")
        );
        assert_eq!(wrong(DeadlineStep::Outline, "R8.11.20"), None);
        assert!(wrong(DeadlineStep::Notice, "R8.11.21").unwrap().contains("よりあとです"));
        assert_eq!(wrong(DeadlineStep::Notice, "R8.11.1"), None);
    }
}
