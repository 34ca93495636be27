//! Sessions: a random secret in a cookie, its hash in a row, an idle end and an absolute one.

use crate::access::{Action, Actor, Facts, Permit, SignedIn};
use crate::accounts::OpenSession;
use crate::accounts::model::{AccountId, Role};
use crate::accounts::store::StaffFacts;
use crate::council::model::CouncilId;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::plumbing::secret::{self, Secret};
use sqlx::Row;
use std::collections::BTreeSet;
use wamnet::OfficeNumber;

/// A session that nobody uses ends after this.
pub const IDLE_MINUTES: i64 = 30;
/// A session ends after this, used or not.
pub const ABSOLUTE_MINUTES: i64 = 12 * 60;
/// The row is touched at most this often.
const TOUCH_AFTER_MINUTES: i64 = 1;

/// The cookie's text: the office, so that the right rows are looked at, and the secret.
pub fn cookie_text(office: OfficeId, secret: &Secret) -> String {
    format!("{office}.{}", secret.reveal())
}

/// Office and hash from a cookie's text. A forged office finds nothing there.
pub fn read_cookie(text: &str) -> Option<(OfficeId, String)> {
    let (office, secret) = text.split_once('.')?;
    let fine = secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit());
    let office = office.parse().ok().filter(|number| *number > 0)?;
    fine.then(|| (OfficeId(office), secret::hash(secret)))
}

/// The person behind this session, unless it has ended or the account is closed.
pub(crate) async fn find(tx: &mut Tx, hash: &str, now: Moment) -> Result<Option<SignedIn>, Fault> {
    let found = sqlx::query(
        "select session.account, session.seen_at, session.ends_at, account.name, account.role, office.name as office_name,
           office.code as office_code
         from session
         join account on account.office = session.office and account.id = session.account
         join office on office.id = session.office
         where session.office = $1 and session.token_hash = $2
           and not exists (select 1 from account_closure c where c.office = session.office and c.account = session.account)",
    )
    .bind(tx.office().0)
    .bind(hash)
    .fetch_optional(tx.sql())
    .await?;
    let Some(row) = found else { return Ok(None) };
    let moment = |name: &str| Moment::parse(row.try_get(name).unwrap_or("")).ok_or_else(unreadable);
    let seen_at = moment("seen_at")?;
    let until = seen_at.plus_minutes(IDLE_MINUTES).min(moment("ends_at")?);
    if now >= until {
        return Ok(None);
    }
    let account = AccountId::parse(row.try_get("account")?).ok_or_else(unreadable)?;
    Ok(Some(SignedIn {
        office: tx.office(),
        office_name: row.try_get("office_name")?,
        office_code: row.try_get("office_code")?,
        account,
        name: row.try_get("name")?,
        role: Role::parse(row.try_get("role")?).ok_or_else(unreadable)?,
        councils: councils(tx, account).await?,
        providers: providers(tx, account).await?,
        seen_at,
        until,
        session: hash.to_string(),
    }))
}

/// The councils that an account belongs to.
pub(crate) async fn councils(tx: &mut Tx, account: AccountId) -> Result<BTreeSet<CouncilId>, Fault> {
    let rows = sqlx::query("select council from account_council where office = $1 and account = $2")
        .bind(tx.office().0)
        .bind(account.to_string())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(|row| CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)).collect()
}

/// The offices whose rooms an account tells of.
pub(crate) async fn providers(tx: &mut Tx, account: AccountId) -> Result<BTreeSet<OfficeNumber>, Fault> {
    let rows = sqlx::query("select number from account_provider where office = $1 and account = $2")
        .bind(tx.office().0)
        .bind(account.to_string())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(|row| OfficeNumber::parse(row.try_get("number")?).ok_or_else(unreadable)).collect()
}

/// The account that a one-time link was made for, if the link still holds.
pub(crate) async fn invited(tx: &mut Tx, hash: &str, now: Moment) -> Result<Option<AccountId>, Fault> {
    let row = sqlx::query("select account from invitation where office = $1 and token_hash = $2 and expires_at > $3")
        .bind(tx.office().0)
        .bind(hash)
        .bind(now.to_string())
        .fetch_optional(tx.sql())
        .await?;
    row.map(|row| AccountId::parse(row.try_get("account")?).ok_or_else(unreadable)).transpose()
}

/// Opens a session for the permit's account and forgets those of it that have ended.
pub(crate) async fn open(tx: &mut Tx, permit: &Permit<OpenSession>, secret: &Secret) -> Result<(), Fault> {
    let (account, now) = (permit.facts().id(), permit.now());
    sqlx::query("delete from session where office = $1 and account = $2 and (ends_at <= $3 or seen_at <= $4)")
        .bind(tx.office().0)
        .bind(account.to_string())
        .bind(now.to_string())
        .bind(now.plus_minutes(-IDLE_MINUTES).to_string())
        .execute(tx.sql())
        .await?;
    sqlx::query(
        "insert into session (office, token_hash, account, made_at, seen_at, ends_at) values ($1, $2, $3, $4, $4, $5)",
    )
    .bind(tx.office().0)
    .bind(secret.hash())
    .bind(account.to_string())
    .bind(now.to_string())
    .bind(now.plus_minutes(ABSOLUTE_MINUTES).to_string())
    .execute(tx.sql())
    .await?;
    Ok(())
}

/// Ends every session of the permit's account.
pub(crate) async fn end_all<A: Action<On = StaffFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<(), Fault> {
    sqlx::query("delete from session where office = $1 and account = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .execute(tx.sql())
        .await?;
    Ok(())
}

/// Ends this session of the actor.
pub(crate) async fn end_own<A: Action>(tx: &mut Tx, permit: &Permit<A>) -> Result<(), Fault> {
    let Actor::Account(person) = permit.actor() else { return Ok(()) };
    sqlx::query("delete from session where office = $1 and token_hash = $2")
        .bind(tx.office().0)
        .bind(&person.session)
        .execute(tx.sql())
        .await?;
    Ok(())
}

/// Is it time to note that the session is in use?
pub fn is_due(person: &SignedIn, now: Moment) -> bool {
    person.seen_at.plus_minutes(TOUCH_AFTER_MINUTES) <= now
}

/// Notes that the session is in use.
pub(crate) async fn touch<A: Action>(tx: &mut Tx, permit: &Permit<A>) -> Result<(), Fault> {
    let Actor::Account(person) = permit.actor() else { return Ok(()) };
    sqlx::query("update session set seen_at = $3 where office = $1 and token_hash = $2 and seen_at < $3")
        .bind(tx.office().0)
        .bind(&person.session)
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
    Ok(())
}

fn unreadable() -> Fault {
    Fault::broken("session", "a row that cannot be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_in_its_last_half_hour_is_still_touched_once_a_minute_only() {
        let now = Moment::from_seconds(1_800_000_000);
        let person = SignedIn {
            office: OfficeId(1),
            office_name: "みほん市".into(),
            office_code: "999999".into(),
            account: AccountId::fresh(),
            name: "今村".into(),
            role: Role::Viewer,
            councils: BTreeSet::new(),
            providers: BTreeSet::new(),
            seen_at: now,
            until: now.plus_minutes(5),
            session: String::new(),
        };
        assert!(!is_due(&person, now) && is_due(&person, now.plus_minutes(1)));
    }
}
