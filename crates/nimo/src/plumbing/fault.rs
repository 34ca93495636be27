//! Why something did not happen. Each fault knows its status and what to tell a person; none carries what was typed.

/// What a door, the gate or a room says when it cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Nobody is signed in, and the act needs somebody.
    #[error("signed out")]
    SignedOut,
    /// The gate said no; the policies that said so are in the log.
    #[error("refused {0}")]
    Refused(&'static str),
    /// There is no such thing in this office.
    #[error("missing")]
    Missing,
    /// It was there, and its content was disposed of on this day.
    #[error("disposed of on {0}")]
    Disposed(almanac::Date),
    /// It was taken back, and is no more for whoever asks.
    #[error("withdrawn")]
    Withdrawn,
    /// What came in cannot be read; the sentence says what to do.
    #[error("unreadable")]
    Unreadable(&'static str),
    /// Somebody saved first: the row has another version than the one that was edited.
    #[error("lost race")]
    Lost,
    /// A rule of the database held; the name of the index or constraint says which, for the room to word.
    #[error("taken")]
    Taken,
    /// Too many at once; later it will do.
    #[error("busy")]
    Busy,
    /// What the operator has set up cannot work; the sentence says what to do, in Japanese and in English.
    #[error("setup: {0}")]
    Setup(&'static str),
    /// Something of ours is broken. `place` and `what` go to the log and hold nothing that was typed.
    #[error("broken at {place}: {what}")]
    Broken {
        /// Where, a word of ours.
        place: &'static str,
        /// What, a code or a sentence of ours.
        what: String,
    },
}

impl Fault {
    /// Something of ours is broken.
    pub fn broken(place: &'static str, what: impl Into<String>) -> Fault {
        Fault::Broken { place, what: what.into() }
    }
}

/// A database error keeps its code only: messages quote values ("Key (login)=(…) already exists").
impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Fault {
        match &error {
            sqlx::Error::RowNotFound => Fault::Missing,
            sqlx::Error::PoolTimedOut => Fault::Busy,
            sqlx::Error::Database(database) => match database.kind() {
                sqlx::error::ErrorKind::UniqueViolation => Fault::Taken,
                _ => Fault::broken("database", code(&**database)),
            },
            sqlx::Error::Io(io) => Fault::broken("database", format!("io {}", io.kind())),
            sqlx::Error::ColumnNotFound(column) => Fault::broken("database", format!("no column {column}")),
            sqlx::Error::ColumnDecode { index, .. } => Fault::broken("database", format!("column {index} unreadable")),
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => Fault::broken("database", "closed"),
            _ => Fault::broken("database", "driver"),
        }
    }
}

/// PostgreSQL's SQLSTATE, SQLite's extended result code.
pub(crate) fn code(error: &dyn sqlx::error::DatabaseError) -> String {
    error.code().map_or_else(|| "no code".into(), |code| code.into_owned())
}
