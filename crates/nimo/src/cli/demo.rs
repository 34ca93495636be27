//! `nimo demo`: the sample town, made anew in a folder of its own that goes when it ends. Loopback only.

use crate::app::{App, Settings};
use crate::cli::serve::{in_words, tell_panics_by_place, tiles};
use crate::plumbing::clock::Moment;
use crate::plumbing::listen::Ready;
use crate::plumbing::origin::{Origin, Way};
use crate::plumbing::secret::Secret;
use crate::router::router;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tokio::net::TcpListener;

/// What `nimo demo` is given.
#[derive(clap::Args)]
pub struct Args {
    /// 待ち受けるアドレス（このコンピューターの中だけ） / address to listen on, loopback only
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// 見本を置くフォルダー。nimo が作ったものでなければ断る。なければ、終わると消える一時のもの / folder for the sample
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// 事業所の地図の下に敷く地図のファイル（.pmtiles） / map tiles to lie under the map of providers
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
}

/// The file by which the demo knows a folder that it made.
const OURS: &str = "nimo-demo.txt";

/// The folder of the sample; a temporary one goes with it.
struct Folder {
    path: PathBuf,
    is_passing: bool,
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.is_passing {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

/// Makes the sample town and serves it until it is told to stop.
pub(super) async fn demo(args: Args) -> Result<(), String> {
    tracing_subscriber::fmt()
        .with_target(false)
        .with_max_level(tracing::Level::WARN)
        .with_writer(std::io::stderr)
        .init();
    tell_panics_by_place();
    if !args.listen.ip().is_loopback() {
        return Err(format!(
            "見本は、このコンピューターの中だけで動きます。--listen を 127.0.0.1:{0} にしてください。\n\
             The sample listens on loopback only: use 127.0.0.1:{0}.",
            args.listen.port()
        ));
    }
    let folder = folder(args.data.as_deref())?;
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        format!(
            "{0} で待ち受けられません（{1}）。--listen 127.0.0.1:0 とすると、空いているところを使います。\n\
             Cannot listen on {0}: --listen 127.0.0.1:0 takes a free port.",
            args.listen,
            error.kind()
        )
    })?;
    let file = format!("sqlite://{}?mode=rwc", folder.path.join("nimo.sqlite").display());
    let settings = Settings {
        database: file.clone(),
        owner_database: file,
        origin: Origin::loopback(),
        way: Way::Loopback,
        clock: Box::new(Moment::now),
        tiles: args.map.map(tiles).transpose()?,
    };
    let app = App::open(settings).await.map_err(|fault| in_words(&fault))?;
    let made = crate::demo::seed(&app, |words| println!("nimo: {words}")).await.map_err(|fault| in_words(&fault))?;
    app.show(made);
    let address = Origin::loopback().address(listener.local_addr().unwrap_or(args.listen));
    let ready = Ready::over(listener, None).map_err(|error| error.to_string())?;
    println!("nimo: 見本の市が動いています。止めるには Ctrl+C。止めると、見本は消えます。");
    println!("nimo: {address}");
    println!("nimo: {address}/demo をブラウザーで開いてください。");
    ready.serve(router(app.clone())).await.map_err(|error| error.to_string())?;
    app.db().close().await;
    println!("nimo: 止まりました。");
    Ok(())
}

/// A fresh folder: a temporary one, or the named one if it is new or was made by an earlier demo.
fn folder(named: Option<&Path>) -> Result<Folder, String> {
    let unmade = |error: std::io::Error| {
        format!("見本を置くフォルダーを作れません（{}）。\nThe folder cannot be made.", error.kind())
    };
    let path = match named {
        Some(path) => path.to_path_buf(),
        None => {
            let secret = Secret::fresh().map_err(|fault| in_words(&fault))?;
            std::env::temp_dir().join(format!("nimo-demo-{}", &secret.reveal()[..16]))
        }
    };
    if path.exists() {
        if !path.join(OURS).is_file() {
            return Err(format!(
                "{0} は、見本が作ったフォルダーではありません。中のものを守るため、使いません。新しい名前を --data に入れてください。\n\
                 {0} was not made by nimo demo and is left alone: give a new name.",
                path.display()
            ));
        }
        for name in ["nimo.sqlite", "nimo.sqlite-wal", "nimo.sqlite-shm"] {
            match std::fs::remove_file(path.join(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(unmade(error)),
                _ => {}
            }
        }
    } else {
        std::fs::create_dir_all(&path).map_err(unmade)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).map_err(unmade)?;
        }
        std::fs::write(path.join(OURS), "nimo demo がつくったフォルダーです。中のものは、次に動かすと作り直します。\n")
            .map_err(unmade)?;
    }
    Ok(Folder { path, is_passing: named.is_none() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_the_demo_did_not_make_is_left_alone() {
        let root = std::env::temp_dir().join(format!("nimo-demo-test-{}", std::process::id()));
        std::fs::create_dir_all(&root).unwrap();
        std::fs::write(root.join("nimo.sqlite"), b"a town's rows").unwrap();
        assert!(folder(Some(&root)).is_err_and(|sentence| sentence.contains("使いません")));
        assert_eq!(std::fs::read(root.join("nimo.sqlite")).unwrap(), b"a town's rows");
        std::fs::remove_dir_all(&root).unwrap();
        let made = folder(Some(&root)).unwrap_or_else(|sentence| panic!("{sentence}"));
        assert!(!made.is_passing && folder(Some(&root)).is_ok(), "its own it takes again");
        std::fs::remove_dir_all(&root).unwrap();
        let passing = folder(None).unwrap_or_else(|sentence| panic!("{sentence}"));
        let path = passing.path.clone();
        drop(passing);
        assert!(!path.exists(), "a passing one goes");
    }
}
