//! The two doors. `read` sets the office first; `write` wants a permit, asks the gate again inside the transaction, and
//! runs its closure there, more than once if PostgreSQL says so. There is no third way to begin a transaction.

use crate::access::{Action, Gate, Permit, recheck};
use crate::accounts::model::AccountId;
use crate::plumbing::engine::{self, Engine};
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use sqlx::{Any, AnyConnection, AnyPool, Row, Transaction};
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Both doors of one database.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
    readers: AnyPool,
    writers: AnyPool,
    gate: Arc<Gate>,
}

/// An open transaction in which one office is visible.
pub struct Tx {
    inner: Transaction<'static, Any>,
    office: OfficeId,
    engine: Engine,
    /// The office was seen to stand; no office ever goes.
    pub(crate) office_stands: bool,
}

impl Tx {
    /// Where a `store.rs` sends its SQL.
    pub fn sql(&mut self) -> &mut AnyConnection {
        &mut self.inner
    }

    /// The office that this transaction sees.
    pub fn office(&self) -> OfficeId {
        self.office
    }

    /// Which database this is, for the few words in which the two differ.
    pub fn engine(&self) -> Engine {
        self.engine
    }
}

/// What one page sees: its readings go through the reading door one after the other in one snapshot, so that no two parts of a
/// page tell of different moments, and the door is opened once. It belongs to one request.
pub struct View {
    db: Db,
    held: RefCell<Option<Tx>>,
    reads: Cell<bool>,
}

impl View {
    /// A view that has not been opened yet.
    pub fn of(db: &Db) -> View {
        View { db: db.clone(), held: RefCell::new(None), reads: Cell::new(false) }
    }

    /// As [`Db::read`]. What a reading that failed leaves behind is not used again.
    ///
    /// # Errors
    /// What the closure says, and what the database says.
    pub async fn read<T>(
        &self,
        office: OfficeId,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        // It would wait for a second reader while it holds the first; when all do, nobody goes on.
        debug_assert!(!self.reads.replace(true), "a reading inside another");
        let seen = self.read_once(office, work).await;
        self.reads.set(false);
        seen
    }

    async fn read_once<T>(
        &self,
        office: OfficeId,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let held = self.held.take().filter(|tx| tx.office == office);
        let mut tx = match held {
            Some(tx) => tx,
            None => self.db.snapshot(office).await?,
        };
        let seen = work(&mut tx).await?;
        self.held.replace(Some(tx));
        Ok(seen)
    }

    /// Lets the snapshot go: before work that takes long and reads nothing, and before an act, after which things are different.
    pub fn let_go(&self) {
        self.held.take();
    }
}

impl Db {
    /// Opens both doors. The schema must already stand (see [`crate::plumbing::migrate`]).
    ///
    /// # Errors
    /// When the address is neither SQLite nor PostgreSQL or nobody answers there.
    pub async fn open(url: &str, gate: Arc<Gate>) -> Result<Db, Fault> {
        let engine = Engine::of(url).ok_or_else(|| Fault::broken("database", "neither sqlite: nor postgres:"))?;
        let writers = engine::open(engine, url, true).await?;
        let readers = engine::open(engine, url, false).await?;
        Ok(Db { engine, readers, writers, gate })
    }

    /// Which database stands behind the doors.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The gate that stands before the writing door.
    pub fn gate(&self) -> &Gate {
        &self.gate
    }

    /// The reading door: a snapshot in which one office is visible.
    ///
    /// # Errors
    /// What the closure says, and what the database says.
    pub async fn read<T>(
        &self,
        office: OfficeId,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut tx = self.snapshot(office).await?;
        let seen = work(&mut tx).await?;
        tx.inner.rollback().await?;
        Ok(seen)
    }

    /// The writing door. The permit's thing is looked up again inside the transaction and the gate is asked again, so what
    /// changed since the permit was given counts. The closure may run more than once and awaits nothing but `tx`.
    ///
    /// # Errors
    /// What the closure says (then nothing is kept), and what the database says.
    pub async fn write<A: Action, T>(
        &self,
        permit: &Permit<A>,
        work: impl AsyncFn(&mut Tx, &Permit<A>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let began = Instant::now();
        for attempt in 0..MOST_ATTEMPTS {
            match self.write_once(permit, &work).await {
                Err(Fault::Broken { what, .. }) if is_worth_another_try(&what) => {
                    if began.elapsed() > PATIENCE {
                        break;
                    }
                    tokio::time::sleep(pause(attempt)).await;
                }
                other => return other,
            }
        }
        Err(Fault::Busy)
    }

    #[allow(clippy::disallowed_methods, reason = "this is one of the two doors")]
    async fn write_once<A: Action, T>(
        &self,
        permit: &Permit<A>,
        work: &impl AsyncFn(&mut Tx, &Permit<A>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let begin = self.engine.showing(self.engine.begin_write(), permit.office());
        let inner = self.writers.begin_with(begin).await?;
        let mut tx = Tx { inner, office: permit.office(), engine: self.engine, office_stands: false };
        let permit = recheck(&self.gate, &mut tx, permit).await?;
        let done = work(&mut tx, &permit).await?;
        tx.inner.commit().await?;
        Ok(done)
    }

    /// The office and the account that sign in by this name. One of the few reads over all offices: `account_name` holds a
    /// sign-in name and two ids, nothing else.
    ///
    /// # Errors
    /// What the database says.
    pub async fn find_login(&self, login: &str) -> Result<Option<(OfficeId, AccountId)>, Fault> {
        let row = sqlx::query("select office, account from account_name where login = $1")
            .bind(login)
            .fetch_optional(&self.readers)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let account = AccountId::parse(row.try_get("account")?);
        Ok(account.zip(Some(OfficeId(row.try_get("office")?))).map(|(account, office)| (office, account)))
    }

    /// The office with this six-digit code.
    ///
    /// # Errors
    /// What the database says.
    pub async fn office_of_code(&self, code: &str) -> Result<Option<OfficeId>, Fault> {
        let row = sqlx::query("select id from office where code = $1").bind(code).fetch_optional(&self.readers).await?;
        row.map(|row| Ok(OfficeId(row.try_get("id")?))).transpose()
    }

    /// How many offices there are. With none, the first administrator is still to come.
    ///
    /// # Errors
    /// What the database says.
    pub async fn office_count(&self) -> Result<i64, Fault> {
        let row = sqlx::query("select count(*) as n from office").fetch_one(&self.readers).await?;
        Ok(row.try_get("n")?)
    }

    /// After a disposal on SQLite: what was written over is gone from the file, and the log beside it still holds the pages as they were.
    /// Writes the log back and cuts it off; where a reader still looks at an old page, the next disposal or the end of nimo does it.
    /// PostgreSQL takes dead rows away by itself (VACUUM).
    ///
    /// # Errors
    /// What the database says.
    pub async fn wipe(&self) -> Result<(), Fault> {
        if self.engine == Engine::Sqlite {
            sqlx::query("pragma wal_checkpoint(truncate)").fetch_all(&self.writers).await?;
        }
        Ok(())
    }

    /// Waits for what is open and closes both doors.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
    }

    #[allow(clippy::disallowed_methods, reason = "this is one of the two doors")]
    async fn snapshot(&self, office: OfficeId) -> Result<Tx, Fault> {
        let begin = self.engine.showing(self.engine.begin_read(), office);
        let inner = self.readers.begin_with(begin).await?;
        Ok(Tx { inner, office, engine: self.engine, office_stands: false })
    }
}

const MOST_ATTEMPTS: u32 = 40;
/// After this no new try begins: SQLite alone waits five seconds in each.
const PATIENCE: Duration = Duration::from_secs(20);

/// PostgreSQL: serialization failure, deadlock. SQLite with one writer has neither; busy (5, 517) is another process.
fn is_worth_another_try(what: &str) -> bool {
    matches!(what, "40001" | "40P01" | "5" | "517")
}

/// Longer each time and never two alike, so that those who collided do not collide again.
fn pause(attempt: u32) -> Duration {
    let mut byte = [0u8; 1];
    let jitter = if getrandom::fill(&mut byte).is_ok() { u64::from(byte[0]) } else { 128 };
    let ceiling = 4u64 << attempt.min(6);
    Duration::from_millis(1 + ceiling * jitter / 256)
}
