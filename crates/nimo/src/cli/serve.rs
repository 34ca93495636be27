//! `nimo serve`.

use crate::app::{App, Settings};
use crate::plumbing::clock::Moment;
use crate::plumbing::fault::Fault;
use crate::plumbing::listen::{Ready, Tls};
use crate::plumbing::origin::{Origin, Way, may_listen};
use crate::router::router;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use tokio::net::TcpListener;

/// Where the rows are.
#[derive(clap::Args)]
pub struct Rows {
    /// データを置くフォルダー（なければ作る） / folder for the data
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// PostgreSQLを使うときのアドレス（なければ、フォルダーの中のSQLite） / PostgreSQL, as the application's role
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// 表を作る役のアドレス（PostgreSQLのとき） / the same database, as the owner of the tables
    #[arg(long, value_name = "URL")]
    pub owner_database: Option<String>,
}

/// What `nimo serve` is given.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    rows: Rows,
    /// 待ち受けるアドレス / address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// ブラウザーから見たアドレス。例: https://nimo.example.lg.jp / address as browsers see it
    #[arg(long, value_name = "URL")]
    origin: Option<String>,
    /// TLSの証明書（PEM）。SIGHUPで読み直す / TLS certificate, read again on SIGHUP
    #[arg(long, value_name = "FILE", requires = "tls_key", conflicts_with = "behind_proxy")]
    tls_cert: Option<PathBuf>,
    /// TLSの鍵（PEM） / TLS key
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// TLSを受け持つプロキシーのアドレス / address of the proxy that does the TLS
    #[arg(long, value_name = "ADDR")]
    behind_proxy: Option<IpAddr>,
    /// 事業所の地図の下に敷く地図のファイル（.pmtiles） / map tiles to lie under the map of providers
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
}

/// A file of map tiles, if it is one.
///
/// # Errors
/// A sentence.
pub(super) fn tiles(file: PathBuf) -> Result<PathBuf, String> {
    match crate::plumbing::tiles::looks_like(&file) {
        Ok(true) => Ok(file),
        Ok(false) => Err(format!(
            "--map: {0} は、PMTiles（第3版）のファイルではありません。地図のファイルを選び直してください。\n--map: {0} is no PMTiles v3 file.",
            file.display()
        )),
        Err(error) => {
            Err(format!("--map: {} を読めません（{}）。\nThe file cannot be read.", file.display(), error.kind()))
        }
    }
}

impl Rows {
    /// The folder that `nimo setup` makes where none is named, and in which a roster is looked for.
    pub const USUAL: &str = "nimo-data";

    /// The same with that folder where none was given.
    pub fn or_usual(self) -> Rows {
        Rows { data: self.data.or_else(|| Some(Rows::USUAL.into())), ..self }
    }

    /// The same, if there are rows: a command that only reads makes no new database.
    ///
    /// # Errors
    /// A sentence.
    pub fn there(self) -> Result<Rows, String> {
        let folder = self.data.as_deref().unwrap_or(Rows::USUAL.as_ref());
        if self.database.is_none() && !folder.join("nimo.sqlite").exists() {
            return Err(format!(
                "{0} に nimo のデータがありません。--data にデータのフォルダーを入れるか、先に nimo setup を動かしてください。\n\
                 There is no data of nimo in {0}: give --data, or run nimo setup first.",
                folder.display()
            ));
        }
        Ok(self)
    }

    /// What a command needs that serves nobody: the rows, and links that say no more than their path.
    ///
    /// # Errors
    /// A sentence.
    pub fn settings(&self) -> Result<Settings, String> {
        let (database, owner_database) = self.addresses()?;
        let clock = Box::new(Moment::now);
        Ok(Settings { database, owner_database, origin: Origin::loopback(), way: Way::Loopback, clock, tiles: None })
    }

    /// Both addresses of the database, and the folder made.
    ///
    /// # Errors
    /// A sentence.
    pub fn addresses(&self) -> Result<(String, String), String> {
        let folder = self.data.as_deref().ok_or(
            "--data に、データを置くフォルダーを入れてください。例: --data ./nimo-data\n\
             --data is missing: the folder for the data.",
        )?;
        private_folder(folder)?;
        match (&self.database, &self.owner_database) {
            (None, None) => {
                let file = format!("sqlite://{}?mode=rwc", folder.join("nimo.sqlite").display());
                Ok((file.clone(), file))
            }
            (Some(database), Some(owner)) => Ok((database.clone(), owner.clone())),
            _ => Err(
                "--database と --owner-database は、2つとも入れてください。表を作る役と使う役は、別の役にします。\n\
                      --database and --owner-database go together: the role that uses the tables must not own them."
                    .into(),
            ),
        }
    }
}

/// Only the account that runs nimo may look into the folder. One that nimo makes, or finds empty, is made so; one in which
/// something stands already is somebody's, and stays as it is.
fn private_folder(folder: &Path) -> Result<(), String> {
    let unmade = |error: std::io::Error| {
        format!(
            "{} を使えません（{}）。書ける場所を --data に入れてください。\nThe folder cannot be made or read.",
            folder.display(),
            error.kind()
        )
    };
    let is_new = !folder.exists();
    std::fs::create_dir_all(folder).map_err(unmade)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let is_open = std::fs::metadata(folder).map_err(unmade)?.permissions().mode() & 0o077 != 0;
        let is_ours = is_new || std::fs::read_dir(folder).map_err(unmade)?.next().is_none();
        if is_open && is_ours {
            std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).map_err(unmade)?;
        } else if is_open {
            return Err(format!(
                "{0} は、ほかの利用者からも開けるフォルダーです。nimo だけが使う新しいフォルダーを --data に入れてください。\
                 すでに nimo のデータがあるフォルダーなら、chmod 700 {0} としてから、もう一度動かしてください。\n\
                 --data is open to others: give a folder of its own, or chmod 700 the one that holds nimo's data.",
                folder.display()
            ));
        }
    }
    Ok(())
}

/// A panic says where, and not what: its message may quote what somebody typed.
pub(super) fn tell_panics_by_place() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
        tracing::error!(place, "panic");
    }));
}

/// Serves until it is told to stop; then answers what is open, and ends.
pub(super) async fn serve(args: Args) -> Result<(), String> {
    tracing_subscriber::fmt()
        .with_target(false)
        .with_max_level(tracing::Level::INFO)
        .with_writer(std::io::stderr)
        .init();
    tell_panics_by_place();
    let origin = args.origin.as_deref().map_or_else(|| Ok(Origin::loopback()), Origin::parse)?;
    let way = match (&args.tls_cert, args.behind_proxy) {
        (Some(_), _) => Way::Tls,
        (None, Some(proxy)) => Way::Proxy(proxy),
        (None, None) => Way::Loopback,
    };
    may_listen(args.listen, &origin, &way)?;
    let tls = match (args.tls_cert, args.tls_key) {
        (Some(cert), Some(key)) => Some(Tls::read(cert, key)?),
        _ => None,
    };
    let (database, owner_database) = args.rows.addresses()?;
    let clock = Box::new(Moment::now);
    let tiles = args.map.map(tiles).transpose()?;
    let settings = Settings { database, owner_database, origin: origin.clone(), way, clock, tiles };
    let app = App::open(settings).await.map_err(|fault| in_words(&fault))?;
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        format!(
            "{0} で待ち受けられません（{1}）。--listen にほかのアドレスを入れてください。\nCannot listen on {0}: give another address.",
            args.listen,
            error.kind()
        )
    })?;
    let address = origin.address(listener.local_addr().unwrap_or(args.listen));
    let ready = Ready::over(listener, tls).map_err(|error| error.to_string())?;
    println!("nimo: {address} で動いています。止めるには Ctrl+C。");
    if let Some(path) = app.first_path().await.map_err(|fault| in_words(&fault))? {
        println!("nimo: はじめの管理者は、このリンクを1回だけ使えます: {address}{path}");
    }
    ready.serve(router(app.clone())).await.map_err(|error| error.to_string())?;
    app.db().close().await;
    println!("nimo: 止まりました。");
    Ok(())
}

/// A fault at start, for the person at the console.
pub(super) fn in_words(fault: &Fault) -> String {
    match fault {
        Fault::Setup(sentence) => (*sentence).into(),
        // PostgreSQL: another start made the same table or row first.
        Fault::Taken => ALONGSIDE.into(),
        Fault::Broken { what, .. } if matches!(what.as_str(), "40001" | "40P01" | "42P07") => ALONGSIDE.into(),
        Fault::Broken { place, what } => {
            format!(
                "データベースを使えません（{place}: {what}）。--data のフォルダーか --database のアドレスと、権限を確かめてください。\n\
                 The database cannot be used: check the folder or the address, and the rights."
            )
        }
        Fault::Busy => "データベースが応えません。アドレスを確かめ、少し待って、もう一度動かしてください。\n\
             The database does not answer: check its address, wait, and try again."
            .into(),
        other => {
            format!("できませんでした（{other}）。少し待って、もう一度動かしてください。\nIt did not work; try again.")
        }
    }
}

const ALONGSIDE: &str = "ほかの nimo が、同じデータベースで同時に動き出しました。少し待って、もう一度動かしてください。\n\
    Another nimo started on the same database at the same moment: wait, and try again.";

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_folder_of_somebody_else_is_neither_used_nor_changed() {
        let root = std::env::temp_dir().join(format!("nimo-data-{}", std::process::id()));
        let mode = |folder: &Path| std::fs::metadata(folder).unwrap().permissions().mode() & 0o777;
        let open = |folder: &Path| std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
        private_folder(&root).unwrap();
        assert_eq!(mode(&root), 0o700, "one that nimo makes is private");
        open(&root);
        private_folder(&root).unwrap();
        assert_eq!(mode(&root), 0o700, "an empty one becomes private");
        std::fs::write(root.join("nimo.sqlite"), b"").unwrap();
        private_folder(&root).unwrap();
        open(&root);
        assert!(private_folder(&root).unwrap_err().contains("chmod 700"));
        assert_eq!(mode(&root), 0o755, "what is somebody's stays as it is");
        std::fs::remove_dir_all(&root).unwrap();
    }
}
