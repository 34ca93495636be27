//! What every request shares.

use crate::access::Gate;
use crate::accounts::backoff::Backoff;
use crate::accounts::password::Hasher;
use crate::demo::Demo;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Db;
use crate::plumbing::desk::Desks;
use crate::plumbing::fault::Fault;
use crate::plumbing::migrate::migrate;
use crate::plumbing::origin::{Origin, Way};
use crate::plumbing::secret::{self, Secret};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The application, cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

struct Parts {
    db: Db,
    desks: Desks,
    origin: Origin,
    way: Way,
    hasher: Hasher,
    backoff: Backoff,
    first_link: Mutex<Option<String>>,
    demo: OnceLock<Demo>,
    clock: Clock,
    tiles: Option<PathBuf>,
}

/// Tells the present moment.
pub type Clock = Box<dyn Fn() -> Moment + Send + Sync>;

/// Where the rows are and how nimo is reached.
pub struct Settings {
    /// The address of the database, as the application's role.
    pub database: String,
    /// The address as the owner of the tables; on SQLite the same.
    pub owner_database: String,
    /// Where browsers reach nimo.
    pub origin: Origin,
    /// How the bytes reach it.
    pub way: Way,
    /// The clock; tests bring their own.
    pub clock: Clock,
    /// A file of map tiles (.pmtiles), where the operator has one.
    pub tiles: Option<PathBuf>,
}

impl App {
    /// Brings the schema up to date and opens the doors.
    ///
    /// # Errors
    /// What the database says, and policies that the schema does not know.
    pub async fn open(settings: Settings) -> Result<App, Fault> {
        migrate(&settings.owner_database, &settings.database).await?;
        let db = Db::open(&settings.database, Arc::new(Gate::open()?)).await?;
        Ok(App(Arc::new(Parts {
            db,
            desks: Desks::open()?,
            origin: settings.origin,
            way: settings.way,
            hasher: Hasher::default(),
            backoff: Backoff::default(),
            first_link: Mutex::new(None),
            demo: OnceLock::new(),
            clock: settings.clock,
            tiles: settings.tiles,
        })))
    }

    /// The two doors.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// Where requests are worked on.
    pub fn desks(&self) -> &Desks {
        &self.0.desks
    }

    /// The people of the sample town, when this is `nimo demo`.
    pub fn demo(&self) -> Option<&Demo> {
        self.0.demo.get()
    }

    /// From now on this is `nimo demo`.
    pub fn show(&self, demo: Demo) {
        let _ = self.0.demo.set(demo);
    }

    /// The file of map tiles, where the operator gave one.
    pub fn tiles(&self) -> Option<&Path> {
        self.0.tiles.as_deref()
    }

    /// The gate.
    pub fn gate(&self) -> &Gate {
        self.0.db.gate()
    }

    /// Where browsers reach nimo.
    pub fn origin(&self) -> &Origin {
        &self.0.origin
    }

    /// How the bytes reach nimo.
    pub fn way(&self) -> &Way {
        &self.0.way
    }

    /// The pool that hashes passwords.
    pub fn hasher(&self) -> &Hasher {
        &self.0.hasher
    }

    /// The failed sign-ins.
    pub fn backoff(&self) -> &Backoff {
        &self.0.backoff
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        (self.0.clock)()
    }

    /// While there is no office: a one-time path for the first administrator, anew at each start. It is kept nowhere.
    ///
    /// # Errors
    /// What the database says.
    pub async fn first_path(&self) -> Result<Option<String>, Fault> {
        if self.db().office_count().await? > 0 {
            return Ok(None);
        }
        let secret = Secret::fresh()?;
        *self.0.first_link.lock().unwrap_or_else(PoisonError::into_inner) = Some(secret.hash());
        Ok(Some(format!("/first/{}", secret.reveal())))
    }

    /// Is this the secret of the first link?
    pub fn is_first_link(&self, typed: &str) -> bool {
        let link = self.0.first_link.lock().unwrap_or_else(PoisonError::into_inner);
        link.as_deref() == Some(secret::hash(typed).as_str())
    }

    /// The first link has done its work.
    pub fn forget_first_link(&self) {
        *self.0.first_link.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
