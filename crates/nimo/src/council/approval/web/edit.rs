//! A proposal that is edited, perhaps by two at once, until it came back.

use super::fields::{groups, say};
use crate::access::{Action, Facts, Permit};
use crate::council::approval::EditApproval;
use crate::council::approval::model::{ApprovalId, ProposalForm, SHAPE};
use crate::council::approval::rules::{may_edit, names_no_account};
use crate::council::approval::store::{self, ApprovalFacts};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::FormPage;
use crate::editing::shape::{Shape, Texts, Wrong};
use crate::editing::view;
use crate::layout::Place;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};

impl Edited for ProposalForm {
    type On = ApprovalFacts;
    type Act = EditApproval;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "準備した";

    fn id(ask: &Ask) -> Result<ApprovalId, Fault> {
        super::id(ask)
    }

    fn path(id: ApprovalId) -> String {
        format!("/approvals/{id}")
    }

    fn read(texts: &Texts) -> Result<ProposalForm, Vec<Wrong>> {
        ProposalForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        ProposalForm::texts(self)
    }

    async fn now<A: Action<On = ApprovalFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<ProposalForm>, Fault> {
        let approval = store::find(tx, permit).await?;
        Ok(Now { version: approval.version, form: approval.form })
    }

    /// Who types the content anew has looked at the facts as they are, and it is sealed over them. An old version that is put back was
    /// typed over other facts: its seal stays, and the page goes on saying what changed.
    async fn keep(
        ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditApproval>,
        before: &Now<ProposalForm>,
        form: &ProposalForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        let approval = store::find(tx, permit).await?;
        if let Err(wrong) = may_edit(&approval, form, ask.now.day()) {
            return Ok(Some(wrong));
        }
        if let Some(wrong) = names_no_account(approval.act, &form.texts()).into_iter().next() {
            return Ok(Some(wrong));
        }
        let seal = if before.form.what != form.what && reverted_to.is_none() {
            let about = (approval.act, approval.subject.as_str());
            Some(store::seal_now(tx, permit, permit.facts().council(), about).await?)
        } else {
            None
        };
        store::set(tx, permit, before.version, (form, seal.as_ref()), reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = ApprovalFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let approval = ask.read(async |tx| store::find(tx, permit).await).await?;
        Ok(Around {
            name: format!("伺い「{}」", approval.form.title),
            back: Self::path(approval.id),
            say: Box::new(say),
            free: vec![
                "title", "asking", "what", "why", "annexes", "post", "stamps", "disclosure_reason", "drafter",
                "drafted_on",
            ],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditApproval>, mut looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let approval = ask.read(async |tx| store::find(tx, permit).await).await?;
        // Whoever opens the form of what stays is told at once, and not only when he saves.
        if looking.wrongs.is_empty()
            && let Err(wrong) = may_edit(&approval, &approval.form, ask.now.day())
        {
            looking.wrongs.push(wrong);
        }
        let groups = groups(&looking.texts, &looking.wrongs);
        let frame = act::frame::<ProposalForm>(ask, &format!("{}を直す", around.name));
        FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups).back(around.back).answer()
    }
}

/// Keeps a draft, unless it is one of a payment in which an account stands: that is kept nowhere.
pub(super) async fn draft(ask: Ask) -> Answer {
    let permit = ask.may::<EditApproval>(super::id(&ask)?).await?;
    let approval = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let version = view::version(&ask)?;
    let texts = view::chosen(&SHAPE, &ask.typed);
    let wrongs = names_no_account(approval.act, &texts);
    if wrongs.is_empty() {
        return act::draft::<ProposalForm>(ask).await;
    }
    ProposalForm::show(&ask, &permit, Looking { version, texts, wrongs, drafted: None }).await
}
