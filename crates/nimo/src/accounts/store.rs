//! The SQL of the accounts.

use crate::access::{Action, Facts, OfficeFacts, Permit, session};
use crate::accounts::model::{AccountForm, AccountId, Login, OfficeCode, Role, SHAPE, ShownName};
use crate::accounts::{
    AddAccount, CloseAccount, EditAccount, InviteAccount, ListAccounts, OpenOffice, ReadAccount, ReopenAccount,
    TryPassword,
};
use crate::council::PlaceCouncil;
use crate::council::model::CouncilId;
use crate::council::store::CouncilFacts;
use crate::editing::store::keep_revision;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::plumbing::secret::Secret;
use crate::trail::{self, Line, Named, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// What the gate knows about an account.
#[derive(Clone)]
pub struct StaffFacts {
    office: OfficeId,
    account: AccountId,
    role: Role,
    is_closed: bool,
    has_entered: bool,
}

impl Facts for StaffFacts {
    type Id = AccountId;
    const KIND: &'static str = "Staff";

    async fn load(tx: &mut Tx, account: AccountId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query(
            "select a.role, case when a.password is null then 0 else 1 end as entered,
                    case when c.account is null then 0 else 1 end as closed
             from account a left join account_closure c on c.office = a.office and c.account = a.id
             where a.office = $1 and a.id = $2",
        )
        .bind(tx.office().0)
        .bind(account.to_string())
        .fetch_optional(tx.sql())
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(StaffFacts {
            office: tx.office(),
            account,
            role: role(row.try_get("role")?)?,
            is_closed: flag(&row, "closed")?,
            has_entered: flag(&row, "entered")?,
        }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> AccountId {
        self.account
    }

    fn spelled(&self) -> String {
        self.account.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("office", Value::new_long(self.office.0)),
            ("staff", Value::new_string(self.spelled())),
            ("role", Value::new_string(self.role.code().into())),
            ("closed", Value::new_bool(self.is_closed)),
            ("entered", Value::new_bool(self.has_entered)),
        ]
    }
}

/// An account as a list or a page shows it.
pub struct Account {
    /// The id.
    pub id: AccountId,
    /// サインイン名.
    pub login: String,
    /// What its form holds.
    pub form: AccountForm,
    /// The version of the row.
    pub version: i64,
    /// Has it been closed?
    pub is_closed: bool,
    /// Has the person set a password yet?
    pub has_entered: bool,
}

/// Opens an office, with its first line.
pub async fn open_office(
    tx: &mut Tx,
    permit: &Permit<OpenOffice>,
    code: &OfficeCode,
    name: &ShownName,
) -> Result<(), Fault> {
    sqlx::query("insert into office (id, code, name, made_at) values ($1, $2, $3, $4)")
        .bind(tx.office().0)
        .bind(code.as_str())
        .bind(name.as_str())
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
    let line = Line::<Nameless>::new("office.opened", OfficeFacts::KIND, tx.office());
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// Adds an account. Nobody can sign in to it before a password was set by a link.
pub async fn add<A: MayAdd>(
    tx: &mut Tx,
    permit: &Permit<A>,
    login: &Login,
    form: &AccountForm,
) -> Result<AccountId, Fault> {
    let id = AccountId::fresh();
    sqlx::query("insert into account_name (login, office, account) values ($1, $2, $3)")
        .bind(login.as_str())
        .bind(tx.office().0)
        .bind(id.to_string())
        .execute(tx.sql())
        .await?;
    sqlx::query(
        "insert into account (office, id, login, name, role, version, made_at) values ($1, $2, $3, $4, $5, 1, $6)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(login.as_str())
    .bind(form.name.as_str())
    .bind(form.role.code())
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    set_councils(tx, id, &form.councils).await?;
    set_providers(tx, id, form).await?;
    keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &form.texts(), None)).await?;
    trail::record::<Named, _>(tx, permit, Line::new("account.added", SHAPE.kind, id)).await?;
    Ok(id)
}

/// The two acts that may add an account: the administrator's, and the opening of an office.
pub trait MayAdd: Action {}
impl MayAdd for AddAccount {}
impl MayAdd for OpenOffice {}

/// The two acts that may make a link: adding an account, for any of the office, and inviting, for the permit's own.
pub trait MayInvite: Action {
    /// Is it for this account?
    fn is_for(permit: &Permit<Self>, account: AccountId) -> bool
    where
        Self: Sized;
}
impl MayInvite for AddAccount {
    fn is_for(_permit: &Permit<Self>, _account: AccountId) -> bool {
        true
    }
}
impl MayInvite for InviteAccount {
    fn is_for(permit: &Permit<Self>, account: AccountId) -> bool {
        permit.facts().id() == account
    }
}

/// Makes a one-time link for an account; an older one stops working.
pub async fn invite<A: MayInvite>(
    tx: &mut Tx,
    permit: &Permit<A>,
    account: AccountId,
    secret: &Secret,
) -> Result<(), Fault> {
    const VALID_MINUTES: i64 = 72 * 60;
    if !A::is_for(permit, account) {
        return Err(Fault::Missing);
    }
    forget_invitations(tx, account).await?;
    sqlx::query("insert into invitation (office, token_hash, account, expires_at) values ($1, $2, $3, $4)")
        .bind(tx.office().0)
        .bind(secret.hash())
        .bind(account.to_string())
        .bind(permit.now().plus_minutes(VALID_MINUTES).to_string())
        .execute(tx.sql())
        .await?;
    trail::record::<Named, _>(tx, permit, Line::new("account.invited", SHAPE.kind, account)).await?;
    Ok(())
}

/// The stored hash of the password, if one was set.
pub async fn password(tx: &mut Tx, permit: &Permit<TryPassword>) -> Result<Option<String>, Fault> {
    let row = sqlx::query("select password from account where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    Ok(row.try_get("password")?)
}

/// Sets the password of the permit's account and ends all its sessions, the actor's own too, and its links.
pub async fn set_password<A: Action<On = StaffFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    hash: &str,
) -> Result<(), Fault> {
    let account = permit.facts().id();
    sqlx::query("update account set password = $3 where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(account.to_string())
        .bind(hash)
        .execute(tx.sql())
        .await?;
    forget_invitations(tx, account).await?;
    session::end_all(tx, permit).await?;
    trail::record::<Named, _>(tx, permit, Line::new("password.set", SHAPE.kind, account)).await?;
    Ok(())
}

/// Sets the password of the administrator who opens the office.
pub async fn set_first_password(
    tx: &mut Tx,
    permit: &Permit<OpenOffice>,
    account: AccountId,
    hash: &str,
) -> Result<(), Fault> {
    sqlx::query("update account set password = $3 where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(account.to_string())
        .bind(hash)
        .execute(tx.sql())
        .await?;
    trail::record::<Named, _>(tx, permit, Line::new("password.set", SHAPE.kind, account)).await?;
    Ok(())
}

/// The sign-in name of the permit's account.
pub async fn login_of<A: Action<On = StaffFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<String, Fault> {
    let row = sqlx::query("select login from account where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    Ok(row.try_get("login")?)
}

const COLUMNS: &str = "select a.id, a.login, a.name, a.role, a.version,
    case when a.password is null then 0 else 1 end as entered,
    case when c.account is null then 0 else 1 end as closed
  from account a left join account_closure c on c.office = a.office and c.account = a.id";

/// Every account of the office, by name.
pub async fn list(tx: &mut Tx, _permit: &Permit<ListAccounts>) -> Result<Vec<Account>, Fault> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where a.office = $1 order by a.name, a.id")))
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    let mut accounts = rows.iter().map(account).collect::<Result<Vec<_>, Fault>>()?;
    for account in &mut accounts {
        account.form.councils = session::councils(tx, account.id).await?.into_iter().collect();
        account.form.providers = session::providers(tx, account.id).await?;
    }
    Ok(accounts)
}

/// The permit's account.
pub async fn find(tx: &mut Tx, permit: &Permit<ReadAccount>) -> Result<Account, Fault> {
    find_any(tx, permit).await
}

/// The permit's account, while it is edited.
pub async fn find_to_edit(tx: &mut Tx, permit: &Permit<EditAccount>) -> Result<Account, Fault> {
    find_any(tx, permit).await
}

async fn find_any<A: Action<On = StaffFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Account, Fault> {
    account_of(tx, permit.facts().id()).await
}

async fn account_of(tx: &mut Tx, id: AccountId) -> Result<Account, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where a.office = $1 and a.id = $2")))
        .bind(tx.office().0)
        .bind(id.to_string())
        .fetch_one(tx.sql())
        .await?;
    let mut found = account(&row)?;
    found.form.councils = session::councils(tx, found.id).await?.into_iter().collect();
    found.form.providers = session::providers(tx, found.id).await?;
    Ok(found)
}

/// Changes name, role and councils, if the row still has the version that was edited. A change of rights ends the
/// account's sessions.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(tx: &mut Tx, permit: &Permit<EditAccount>, version: i64, form: &AccountForm) -> Result<i64, Fault> {
    let before = find_to_edit(tx, permit).await?;
    let row = sqlx::query(
        "update account set name = $4, role = $5, version = version + 1
         where office = $1 and id = $2 and version = $3 returning version",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(version)
    .bind(form.name.as_str())
    .bind(form.role.code())
    .fetch_optional(tx.sql())
    .await?
    .ok_or(Fault::Lost)?;
    let version: i64 = row.try_get("version")?;
    let account = permit.facts().id();
    set_councils(tx, account, &form.councils).await?;
    set_providers(tx, account, form).await?;
    keep_revision(tx, permit, &SHAPE, &account.to_string(), (version, &form.texts(), None)).await?;
    trail::record::<Named, _>(tx, permit, Line::new("account.changed", SHAPE.kind, account)).await?;
    let rights = |form: &AccountForm| (form.role, form.councils.clone(), form.providers.clone());
    if rights(&before.form) != rights(form) {
        session::end_all(tx, permit).await?;
    }
    Ok(version)
}

/// Closes the permit's account; its sessions and links end now.
pub async fn close(tx: &mut Tx, permit: &Permit<CloseAccount>) -> Result<(), Fault> {
    let account = permit.facts().id();
    sqlx::query(
        "insert into account_closure (office, account, by_account, at) values ($1, $2, $3, $4)
         on conflict (office, account) do nothing",
    )
    .bind(tx.office().0)
    .bind(account.to_string())
    .bind(permit.actor().spelled())
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    forget_invitations(tx, account).await?;
    session::end_all(tx, permit).await?;
    trail::record::<Named, _>(tx, permit, Line::new("account.closed", SHAPE.kind, account)).await?;
    Ok(())
}

/// Opens the permit's account again.
pub async fn reopen(tx: &mut Tx, permit: &Permit<ReopenAccount>) -> Result<(), Fault> {
    sqlx::query("delete from account_closure where office = $1 and account = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .execute(tx.sql())
        .await?;
    trail::record::<Named, _>(tx, permit, Line::new("account.reopened", SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// The actor's account joins a council that was just made: whoever makes one keeps it. That is a new version of the account,
/// so that an administrator who has its form open does not take the council away unseen.
pub async fn join(tx: &mut Tx, permit: &Permit<PlaceCouncil>, council: CouncilId) -> Result<(), Fault> {
    let maker = permit.actor().signed_in().ok_or(Fault::SignedOut)?.account;
    sqlx::query("insert into account_council (office, account, council) values ($1, $2, $3)")
        .bind(tx.office().0)
        .bind(maker.to_string())
        .bind(council.to_string())
        .execute(tx.sql())
        .await?;
    sqlx::query("update account set version = version + 1 where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(maker.to_string())
        .execute(tx.sql())
        .await?;
    let after = account_of(tx, maker).await?;
    keep_revision(tx, permit, &SHAPE, &maker.to_string(), (after.version, &after.form.texts(), None)).await
}

/// Are all of these councils of this office?
pub async fn are_councils<A: Action>(tx: &mut Tx, _permit: &Permit<A>, councils: &[CouncilId]) -> Result<bool, Fault> {
    for council in councils {
        if CouncilFacts::load(tx, *council).await?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The members who belong to this council and whose accounts stand open, by name: whom a council can ask.
pub async fn members<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<(AccountId, String)>, Fault> {
    let rows = sqlx::query(
        "select a.id, a.name from account a
           join account_council ac on ac.office = a.office and ac.account = a.id
         where a.office = $1 and ac.council = $2 and a.role = $3
           and not exists (select 1 from account_closure c where c.office = a.office and c.account = a.id)
         order by a.name, a.id",
    )
    .bind(tx.office().0)
    .bind(council.to_string())
    .bind(Role::Member.code())
    .fetch_all(tx.sql())
    .await?;
    let unreadable = || Fault::broken("accounts", "an id that cannot be read");
    let member = |row: &sqlx::any::AnyRow| {
        Ok((AccountId::parse(row.try_get("id")?).ok_or_else(unreadable)?, row.try_get("name")?))
    };
    rows.iter().map(member).collect()
}

/// The name of an office, for the page of a one-time link.
pub async fn office_name<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<String, Fault> {
    let row = sqlx::query("select name from office where id = $1").bind(tx.office().0).fetch_one(tx.sql()).await?;
    Ok(row.try_get("name")?)
}

/// The six digits by which an office is known outside.
pub async fn office_code<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<String, Fault> {
    let row = sqlx::query("select code from office where id = $1").bind(tx.office().0).fetch_one(tx.sql()).await?;
    Ok(row.try_get("code")?)
}

async fn set_providers(tx: &mut Tx, account: AccountId, form: &AccountForm) -> Result<(), Fault> {
    sqlx::query("delete from account_provider where office = $1 and account = $2")
        .bind(tx.office().0)
        .bind(account.to_string())
        .execute(tx.sql())
        .await?;
    for number in &form.providers {
        sqlx::query("insert into account_provider (office, account, number) values ($1, $2, $3)")
            .bind(tx.office().0)
            .bind(account.to_string())
            .bind(number.to_string())
            .execute(tx.sql())
            .await?;
    }
    Ok(())
}

async fn set_councils(tx: &mut Tx, account: AccountId, councils: &[CouncilId]) -> Result<(), Fault> {
    sqlx::query("delete from account_council where office = $1 and account = $2")
        .bind(tx.office().0)
        .bind(account.to_string())
        .execute(tx.sql())
        .await?;
    for council in councils {
        sqlx::query("insert into account_council (office, account, council) values ($1, $2, $3)")
            .bind(tx.office().0)
            .bind(account.to_string())
            .bind(council.to_string())
            .execute(tx.sql())
            .await?;
    }
    Ok(())
}

async fn forget_invitations(tx: &mut Tx, account: AccountId) -> Result<(), Fault> {
    sqlx::query("delete from invitation where office = $1 and account = $2")
        .bind(tx.office().0)
        .bind(account.to_string())
        .execute(tx.sql())
        .await?;
    Ok(())
}

fn account(row: &sqlx::any::AnyRow) -> Result<Account, Fault> {
    let unreadable = || Fault::broken("accounts", "a row that cannot be read");
    let name = ShownName::parse("name", row.try_get("name")?).map_err(|_| unreadable())?;
    Ok(Account {
        id: AccountId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        login: row.try_get("login")?,
        form: AccountForm { name, role: role(row.try_get("role")?)?, councils: vec![], providers: Default::default() },
        version: row.try_get("version")?,
        is_closed: flag(row, "closed")?,
        has_entered: flag(row, "entered")?,
    })
}

fn role(code: &str) -> Result<Role, Fault> {
    Role::parse(code).ok_or_else(|| Fault::broken("accounts", "a role that nobody knows"))
}

/// `case when … then 1 else 0 end` is 32 bits wide on PostgreSQL and 64 on SQLite.
fn flag(row: &sqlx::any::AnyRow, column: &str) -> Result<bool, Fault> {
    Ok(row.try_get::<i32, _>(column).map(i64::from).or_else(|_| row.try_get::<i64, _>(column))? != 0)
}
