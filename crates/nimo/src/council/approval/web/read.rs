//! The page of a proposal: what it asks for, how far it came, and what is to be done next.

use super::fields::{return_fields, say};
use super::{begin_path, home, id};
use crate::access::Permit;
use crate::council::approval::model::{Approval, ApprovalAct, ApprovalId, RETURN, SHAPE};
use crate::council::approval::rules::changed;
use crate::council::approval::store;
use crate::council::approval::{
    EditApproval, PrepareApproval, ReadApproval, ReadApprovalHistory, ReturnApproval, WithdrawApproval,
};
use crate::council::model::CouncilId;
use crate::council::{ReadCouncil, store as councils};
use crate::editing::shape::{Wrong, text};
use crate::layout::{Field, Frame, Place};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::trail::{self, Nameless, Told};
use askama::Template;

#[derive(Template)]
#[template(path = "council/approval/views/page.html")]
struct ApprovalPage {
    frame: Frame,
    id: ApprovalId,
    council_id: CouncilId,
    council: String,
    act: &'static str,
    title: String,
    because: String,
    then: String,
    mark: &'static str,
    word: &'static str,
    /// What changed since it was prepared or came back.
    changed: Option<String>,
    /// Where another one is begun, once this one says what is no longer so.
    again: Option<String>,
    /// Where the act itself is done, once it came back.
    on: Option<(String, &'static str)>,
    /// Label and words of what it says.
    facts: Vec<(&'static str, String)>,
    fields: Vec<Field>,
    reason: Field,
    may: May,
    wrongs: Vec<Wrong>,
}

/// What may be done here.
struct May {
    edit: bool,
    history: bool,
    give_back: bool,
    withdraw: bool,
}

/// The page.
pub(super) async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadApproval>(id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// The page with what was wrong with an act on it; what was typed stays.
pub(super) async fn again(ask: &Ask, id: ApprovalId, wrongs: Vec<Wrong>) -> Answer {
    let permit = ask.may::<ReadApproval>(id).await?;
    show(ask, &permit, wrongs).await
}

async fn show(ask: &Ask, permit: &Permit<ReadApproval>, wrongs: Vec<Wrong>) -> Answer {
    let council = permit.facts().council();
    let reading = ask.may::<ReadCouncil>(council).await?;
    let read = async |tx: &mut Tx| {
        let approval = store::find(tx, permit).await?;
        let now = store::seal_now(tx, permit, council, (approval.act, &approval.subject)).await?;
        let lines = trail::history::<Nameless, _>(tx, permit).await?;
        let ran = store::ran_at(tx, permit).await?;
        Ok((approval, now, lines, ran, councils::find(tx, &reading).await?.form.name))
    };
    let (approval, now, lines, ran, name) = ask.read(read).await?;
    // Once the act ran, what it was about may go on changing.
    let moved = approval.withdrawn.is_none() && !approval.seal.changed(&now).is_empty();
    let labels = if moved && ran.is_none() { approval.seal.changed(&now) } else { vec![] };
    let (mark, word) = approval.state();
    let (stands, waits) = (approval.withdrawn.is_none(), approval.returned.is_none());
    let typed = ask.typed.only(&RETURN.names());
    let may_prepare = ask.could::<PrepareApproval>(council).await?;
    let page = ApprovalPage {
        frame: Frame::of(format!("伺い　{}", approval.form.title), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: approval.id,
        council_id: council,
        council: name,
        act: approval.act.label(),
        title: approval.form.title.clone(),
        because: because(&approval, &lines),
        then: then(&approval, ran),
        mark: if labels.is_empty() { mark } else { "late" },
        word,
        changed: (!labels.is_empty()).then(|| otherwise(&approval, &labels)),
        again: (may_prepare && (!stands || (!waits && moved)))
            .then(|| begin_path(council, approval.act, &approval.subject)),
        on: (stands && !waits && labels.is_empty()).then(|| place(council, &approval)).flatten(),
        facts: facts(&approval),
        fields: return_fields(&typed, &wrongs),
        reason: Field::line("reason", "取り下げるわけ", ask.typed.get("reason"))
            .required()
            .help("例: 開催日が変わったため")
            .checked(&wrongs),
        may: May {
            edit: stands && waits && ask.would::<EditApproval>(permit.facts())?,
            history: ask.would::<ReadApprovalHistory>(permit.facts())?,
            give_back: stands && waits && ask.would::<ReturnApproval>(permit.facts())?,
            withdraw: stands && ask.would::<WithdrawApproval>(permit.facts())?,
        },
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// What it says, field by field; what is empty is left out.
fn facts(approval: &Approval) -> Vec<(&'static str, String)> {
    let texts = approval.form.texts();
    let told = SHAPE.fields.iter().filter(|(name, _)| *name != "title");
    told.map(|(name, label)| (*label, say(name, text(&texts, name)))).filter(|(_, words)| !words.is_empty()).collect()
}

/// How it came to this, from the trail.
fn because(approval: &Approval, lines: &[Told<Nameless>]) -> String {
    let day = |line: &Told<Nameless>| line.at.day_in_words();
    let prepared = lines.iter().find(|line| line.verb == "approval.prepared");
    let prepared = prepared.map_or_else(|| approval.made_at.day_in_words(), day);
    let edited = lines.iter().rfind(|line| matches!(line.verb.as_str(), "approval.changed" | "approval.put_back"));
    let edited = edited.map_or_else(String::new, |line| {
        format!("最後に直したのは{}で、{}の第{}版です。", line.by, day(line), approval.version)
    });
    format!("{prepared}に{}が準備しました。{edited}", approval.by)
}

/// What came of it.
fn then(approval: &Approval, ran: Option<Moment>) -> String {
    let returned = approval.returned.as_ref().map(|back| {
        let (day, at) = (almanac::in_words(back.decided_on), back.at.in_words());
        format!("{day}に番号「{}」で戻りました（{at}に{}が入れました）。", back.number, back.by)
    });
    let ran = ran.map(|at| format!("この決裁で、{}に{}を行いました。", at.in_words(), approval.act.label()));
    let withdrawn = approval.withdrawn.as_ref().map(|withdrawn| {
        format!("{}に{}が取り下げました。わけは「{}」です。", withdrawn.at.in_words(), withdrawn.by, withdrawn.reason)
    });
    let told: String = [returned, ran, withdrawn].into_iter().flatten().collect();
    if told.is_empty() {
        "まだ戻っていません。起案用紙を出して、庁内の決裁に回してください。".into()
    } else {
        told
    }
}

fn otherwise(approval: &Approval, labels: &[String]) -> String {
    if approval.returned.is_some() {
        return changed(labels);
    }
    let what = labels.join("、");
    format!(
        "準備したあとで、内容が変わっています（{what}）。「直す」で内容を打ち直すか、取り下げて、もう一度準備してください。"
    )
}

/// Where the act is done.
fn place(council: CouncilId, approval: &Approval) -> Option<(String, &'static str)> {
    let subject = &approval.subject;
    match approval.act {
        ApprovalAct::Notice => Some((format!("/meetings/{subject}/dispatches"), "資料を送る画面へ")),
        ApprovalAct::Appointment => {
            Some((format!("/councils/{council}/appointments?from={subject}"), "委嘱状・任命書の画面へ"))
        }
        ApprovalAct::Publication | ApprovalAct::Payment => Some((format!("/meetings/{subject}"), "会議の画面へ")),
    }
}

/// The way back to the list.
impl ApprovalPage {
    fn home(&self) -> String {
        home(self.council_id)
    }
}
