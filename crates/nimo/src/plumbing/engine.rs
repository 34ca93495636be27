//! SQLite or PostgreSQL: how each is opened and how each begins.

use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Executor};
use std::time::Duration;

/// Which of the two databases stands behind the doors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One file, one writer, many readers.
    Sqlite,
    /// A server, with row-level security forced.
    Postgres,
}

impl Engine {
    /// From the address of a database.
    pub fn of(url: &str) -> Option<Engine> {
        if url.starts_with("sqlite:") {
            Some(Engine::Sqlite)
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Some(Engine::Postgres)
        } else {
            None
        }
    }

    /// A deferred BEGIN that reads and then writes fails under load (SQLite); below SERIALIZABLE two offices' clerks could
    /// both pass a check that only one may pass (PostgreSQL).
    pub(crate) fn begin_write(self) -> &'static str {
        match self {
            Engine::Sqlite => "begin immediate",
            Engine::Postgres => "begin isolation level serializable",
        }
    }

    pub(crate) fn begin_read(self) -> &'static str {
        match self {
            Engine::Sqlite => "begin deferred",
            Engine::Postgres => "begin isolation level repeatable read read only",
        }
    }

    /// A beginning in which one office is visible. On PostgreSQL every policy reads the setting without `missing_ok`, so that a
    /// forgotten office is an error, not 0 rows; it goes along in the same message and ends with the transaction.
    pub(crate) fn showing(self, begin: &str, office: OfficeId) -> AssertSqlSafe<String> {
        AssertSqlSafe(match self {
            Engine::Sqlite => begin.to_string(),
            Engine::Postgres => format!("{begin}; set local nimo.office = '{}'", office.0),
        })
    }
}

/// More than the cores of a small machine, since a reader waits while its page is written; not so many that all are slow at once.
const READERS: u32 = 4;
const POSTGRES_WRITERS: u32 = 8;
const WAIT_FOR_A_CONNECTION: Duration = Duration::from_secs(20);

/// A pool for reading or for writing. SQLite has exactly one writer.
pub(crate) async fn open(engine: Engine, url: &str, writes: bool) -> Result<AnyPool, Fault> {
    sqlx::any::install_default_drivers();
    let most = match (engine, writes) {
        (Engine::Sqlite, true) => 1,
        (Engine::Postgres, true) => POSTGRES_WRITERS,
        (_, false) => READERS,
    };
    AnyPoolOptions::new()
        .max_connections(most)
        .min_connections(0)
        .acquire_timeout(WAIT_FOR_A_CONNECTION)
        .test_before_acquire(engine == Engine::Postgres)
        .after_connect(move |connection, _| Box::pin(prepare(engine, writes, connection)))
        .connect(url)
        .await
        .map_err(Fault::from)
}

async fn prepare(engine: Engine, writes: bool, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    if engine == Engine::Sqlite {
        connection
            .execute(
                "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; \
                 pragma busy_timeout = 5000; pragma secure_delete = on; pragma trusted_schema = off;",
            )
            .await?;
        if writes {
            // An edition of the whole country is some tens of megabytes in one transaction; with less it is written to the log in pieces,
            // twice. The room is taken as it is needed.
            connection.execute("pragma cache_size = -98304").await?;
        } else {
            // Readers look at the file itself instead of copying it page by page: copies are dropped at each write of others, and
            // making them again cost most pages more than their queries.
            connection.execute("pragma query_only = on; pragma mmap_size = 1073741824;").await?;
        }
    }
    Ok(())
}
