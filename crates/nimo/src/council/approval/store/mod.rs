//! The SQL of proposals: facts and rows here, what is asked for and the rules beside it.

mod asked;
mod facts;
mod gate;
mod retained;
mod rule;

pub use crate::council::dated::store::set as set_rule;
pub(crate) use asked::asked;
pub use facts::{ApprovalFacts, ApprovalRuleFacts};
pub(crate) use gate::{clear, ran_at, seal_now, standing};
pub(crate) use retained::{empty, retained};
pub(crate) use rule::of_council as rules;
pub use rule::{add as add_rule, find as find_rule};

use crate::access::{Action, Facts, Permit};
use crate::council::approval::model::{
    Approval, ApprovalAct, ApprovalId, ApprovalWithdrawal, ProposalForm, ReturnForm, Returned, SHAPE, Seal,
};
use crate::council::approval::{EditApproval, PrepareApproval, ReturnApproval, WithdrawApproval};
use crate::council::meeting::store::MeetingFacts;
use crate::council::model::CouncilId;
use crate::council::retention::model::RetentionKind;
use crate::council::retention::store as retention;
use crate::council::store::CouncilFacts;
use crate::editing::store::{fields, json, keep_revision, set_aside, write_over};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

const COLUMNS: &str = "select a.id, a.act, a.subject, a.seal, a.fields, a.version, a.made_at, a.by_name,
    r.number as r_number, r.decided_on as r_on, r.at as r_at, r.by_name as r_by,
    w.reason as w_reason, w.at as w_at, w.by_name as w_by
  from approval a
  left join approval_return r on r.office = a.office and r.approval = a.id
  left join approval_withdrawal w on w.office = a.office and w.approval = a.id";

/// The proposals of a council that the permit's thing belongs to, newest first; what was disposed of is not among them.
pub(crate) async fn of_council<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Approval>, Fault> {
    let sql = format!("{COLUMNS} where a.office = $1 and a.council = $2 and a.fields <> '' order by a.id desc");
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(council.to_string()).fetch_all(tx.sql()).await?;
    rows.iter().map(approval).collect()
}

/// Those of them about one subject of one act.
pub(crate) async fn about<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
    (act, subject): (ApprovalAct, &str),
) -> Result<Vec<Approval>, Fault> {
    let sql = format!(
        "{COLUMNS} where a.office = $1 and a.council = $2 and a.act = $3 and a.subject = $4 and a.fields <> ''
         order by a.id desc"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(council.to_string())
        .bind(act.code())
        .bind(subject)
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(approval).collect()
}

/// The permit's proposal.
///
/// # Errors
/// [`Fault::Disposed`] when its words are gone.
pub async fn find<A: Action<On = ApprovalFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Approval, Fault> {
    let what = (RetentionKind::Approval, permit.facts().spelled());
    if let Some(day) = retention::gone(tx, permit, (what.0, &what.1)).await? {
        return Err(Fault::Disposed(day));
    }
    let sql = format!("{COLUMNS} where a.office = $1 and a.id = $2");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    approval(&row)
}

/// Keeps a proposal of the permit's council, sealed over the facts as they are, with its because: the line with which the subject began.
pub async fn prepare(
    tx: &mut Tx,
    permit: &Permit<PrepareApproval>,
    (act, subject): (ApprovalAct, &str),
    seal: &Seal,
    form: &ProposalForm,
) -> Result<ApprovalId, Fault> {
    let id = ApprovalId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into approval (office, id, council, act, subject, seal, fields, version, made_at, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(act.code())
    .bind(subject)
    .bind(seal.text())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &texts, None)).await?;
    let mut line = Line::<Nameless>::new("approval.prepared", SHAPE.kind, id).detail(act.code());
    let cause = if act.is_of_a_meeting() {
        trail::first::<Nameless>(tx, MeetingFacts::KIND, subject).await?
    } else {
        trail::first::<Nameless>(tx, CouncilFacts::KIND, &permit.facts().spelled()).await?
    };
    if let Some(cause) = cause {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// Changes the permit's proposal, if it still has the version that was edited. Where what it asks for was typed anew it is sealed anew.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditApproval>,
    version: i64,
    (form, seal): (&ProposalForm, Option<&Seal>),
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("approval", &SHAPE), (version, &form.texts(), reverted_to)).await?;
    if let Some(seal) = seal {
        sqlx::query("update approval set seal = $3 where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(permit.facts().spelled())
            .bind(seal.text())
            .execute(tx.sql())
            .await?;
    }
    let verb = if reverted_to.is_some() { "approval.put_back" } else { "approval.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// Enters number and day with which the permit's proposal came back.
///
/// # Errors
/// [`Fault::Taken`] when somebody entered them meanwhile.
pub async fn give_back(tx: &mut Tx, permit: &Permit<ReturnApproval>, form: &ReturnForm) -> Result<(), Fault> {
    sqlx::query(
        "insert into approval_return (office, approval, number, decided_on, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(form.number.as_str())
    .bind(form.decided_on.to_string())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let mut line = Line::<Nameless>::new(gate::RETURNED, SHAPE.kind, permit.facts().id());
    if let Some(cause) = trail::first::<Nameless>(tx, SHAPE.kind, &permit.facts().spelled()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// Withdraws the permit's proposal.
///
/// # Errors
/// [`Fault::Taken`] when somebody withdrew it meanwhile.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawApproval>, reason: &str) -> Result<(), Fault> {
    if !set_aside(tx, permit, ("approval_withdrawal", "approval"), (&permit.facts().spelled(), reason)).await? {
        return Err(Fault::Taken);
    }
    trail::record(tx, permit, Line::<Nameless>::new("approval.withdrawn", SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

fn approval(row: &AnyRow) -> Result<Approval, Fault> {
    let at = |column: &str| {
        let text: &str = row.try_get(column)?;
        Moment::parse(text).ok_or_else(unreadable)
    };
    let (number, reason): (Option<String>, Option<String>) = (row.try_get("r_number")?, row.try_get("w_reason")?);
    let returned = match number {
        Some(number) => {
            let on: &str = row.try_get("r_on")?;
            let decided_on = on.parse().map_err(|_| unreadable())?;
            Some(Returned { number, decided_on, at: at("r_at")?, by: row.try_get("r_by")? })
        }
        None => None,
    };
    let withdrawn = match reason {
        Some(reason) => Some(ApprovalWithdrawal { reason, at: at("w_at")?, by: row.try_get("w_by")? }),
        None => None,
    };
    Ok(Approval {
        id: ApprovalId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        act: ApprovalAct::parse(row.try_get("act")?).ok_or_else(unreadable)?,
        subject: row.try_get("subject")?,
        seal: Seal::parse(row.try_get("seal")?).ok_or_else(unreadable)?,
        form: ProposalForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
        made_at: at("made_at")?,
        by: row.try_get("by_name")?,
        returned,
        withdrawn,
    })
}

fn unreadable() -> Fault {
    Fault::broken("approval", "a row that cannot be read")
}
