//! `nimo public export`: what is published as a folder of files, by somebody with a hand on the machine, for the city's own pages.

use crate::access::{Actor, Facts, OfficeFacts, Permit};
use crate::app::App;
use crate::cli::council::office;
use crate::cli::serve::{Rows, in_words};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::plumbing::secret::hash_bytes;
use crate::public::site::changes::Changes;
use crate::public::site::manifest::{self, Manifest};
use crate::public::site::{Content, Site};
use crate::public::{ReadPublic, store};
use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What can be done with what is published.
#[derive(clap::Subcommand)]
pub enum Command {
    /// 公表したものを、市のホームページに置くファイルにする / write what is published as files that need no server
    Export(Args),
}

/// What `nimo public export` is given.
#[derive(clap::Args)]
pub struct Args {
    /// 書き出すフォルダー（なければ作る）。前に書き出したフォルダーなら、変わったところだけを書く / folder for the files
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    rows: Rows,
    /// 市区町村コード（1つだけなら、なくてよい） / six-digit code of the office
    #[arg(long, value_name = "CODE")]
    office: Option<String>,
    /// 変更の一覧を書くフォルダー（なければ、書き出すフォルダーのとなり）。となりも公開される場所なら、入れる / folder for the list of
    /// what changed: name one where the folder beside is public, too
    #[arg(long, value_name = "DIR")]
    changes: Option<PathBuf>,
}

pub(super) async fn run(command: Command) -> Result<(), String> {
    let Command::Export(args) = command;
    let rows = args.rows.or_usual().there()?;
    let app = App::open(rows.settings()?).await.map_err(fault)?;
    let told = write_for(&app, args.office.as_deref(), (&args.folder, args.changes.as_deref())).await;
    app.db().close().await;
    println!("{}", told?);
    Ok(())
}

fn fault(fault: Fault) -> String {
    in_words(&fault)
}

async fn write_for(app: &App, code: Option<&str>, into: (&Path, Option<&Path>)) -> Result<String, String> {
    let office = office(app, code).await?;
    export(app, office, into).await
}

/// Writes what an office has published into a folder, and what changed into another one, or beside it; what was done, in words.
///
/// # Errors
/// A sentence: a folder that is somebody's, a disk that does not take it, rows that cannot be read.
pub async fn export(app: &App, office: OfficeId, (folder, list): (&Path, Option<&Path>)) -> Result<String, String> {
    let facts = app.db().read(office, async |tx| OfficeFacts::load(tx, office).await).await.map_err(fault)?;
    let facts = facts.ok_or("市区町村が見つかりません。\nThere is no such office.")?;
    let permit = app.gate().permit::<ReadPublic>(&Actor::visitor(), facts, app.now()).map_err(fault)?;
    let files = app.db().read(office, async |tx| gathered(tx, &permit).await).await.map_err(fault)?;
    files.into(folder, list)
}

/// All files of a site with their bytes, and the list of them.
struct Gathered {
    files: Vec<(String, Vec<u8>)>,
    manifest: Manifest,
}

/// Every file, in one snapshot.
async fn gathered(tx: &mut Tx, permit: &Permit<ReadPublic>) -> Result<Gathered, Fault> {
    let site = Site::of(store::published(tx, permit).await?);
    let (mut files, mut listed) = (vec![], vec![]);
    for path in site.paths().filter(|path| *path != manifest::NAME) {
        let bytes = match site.content(path)? {
            Some(Content::Kept(file)) => store::bytes_of(tx, permit, file.kept).await?,
            Some(Content::Made(bytes)) => bytes.to_vec(),
            None => continue,
        };
        listed.push(site.listed(path, bytes.len() as u64, hash_bytes(&bytes)));
        files.push((path.to_string(), bytes));
    }
    Ok(Gathered { manifest: site.manifest_of(listed), files })
}

/// The end of the name of a file that is still being written.
const UNFINISHED: &str = ".nimo-new";

impl Gathered {
    /// New and changed files first, then what is gone is taken away, and the list last: whoever finds a list finds all its files.
    fn into(self, folder: &Path, changes_in: Option<&Path>) -> Result<String, String> {
        let unwritten = |error: std::io::Error| unwritten(folder, &error);
        let before = lying(folder, &self.manifest)?;
        let list = self.manifest.text().map_err(fault)?;
        let changes = Changes::between(before.as_ref(), &self.manifest);
        let is_other = |path: &str, bytes: &[u8]| fs::read(folder.join(path)).ok().as_deref() != Some(bytes);
        let to_write: Vec<&(String, Vec<u8>)> =
            self.files.iter().filter(|(path, bytes)| is_other(path, bytes)).collect();
        if before.is_some() && changes.is_empty() && to_write.is_empty() {
            return Ok(format!(
                "{0}: 前に書き出したときから、変わったものはありません。何も書いていません（{1}ファイル）。\n\
                 Nothing has changed; nothing was written.",
                folder.display(),
                self.files.len() + 1
            ));
        }
        fs::create_dir_all(folder).map_err(unwritten)?;
        clear(folder).map_err(unwritten)?;
        for (path, bytes) in &to_write {
            put(&folder.join(path), bytes).map_err(unwritten)?;
        }
        let after: BTreeSet<&str> = self.manifest.files.iter().map(|file| file.path.as_str()).collect();
        for file in before.iter().flat_map(|one| &one.files).filter(|file| !after.contains(file.path.as_str())) {
            take_away(folder, &file.path).map_err(unwritten)?;
        }
        let beside = beside(&fs::canonicalize(folder).map_err(unwritten)?);
        let beside = match (changes_in, beside.file_name()) {
            (Some(other), Some(name)) => {
                fs::create_dir_all(other).map_err(unwritten)?;
                other.join(name)
            }
            _ => beside,
        };
        for (end, text) in [("html", changes.html()), ("txt", changes.text())] {
            put(&beside.with_extension(end), text.as_bytes()).map_err(unwritten)?;
        }
        put(&folder.join(manifest::NAME), list.as_bytes()).map_err(unwritten)?;
        Ok(format!(
            "{0}: {1}ファイルの公表ページです。{2}（書いたファイル{3}）。\n変更の一覧は {4}.txt と {4}.html にあります。\n\
             {1} files, {3} of them written; what changed is listed apart from them.",
            folder.display(),
            self.files.len() + 1,
            changes.sum(),
            to_write.len() + 1,
            beside.display()
        ))
    }
}

/// Where the list of what changed stands: beside the folder, so that it is not carried out with it.
fn beside(folder: &Path) -> PathBuf {
    let name = folder.file_name().map_or_else(|| "public".into(), |name| name.to_string_lossy().into_owned());
    // The last dot of a name would be taken for the beginning of its end.
    folder.with_file_name(format!("{}-changes", name.replace('.', "_")))
}

/// The list of the earlier export in the folder, if there is one.
///
/// # Errors
/// When something lies there that no export has written.
fn lying(folder: &Path, next: &Manifest) -> Result<Option<Manifest>, String> {
    let mut found = vec![];
    walk(folder, "", &mut found).map_err(|error| unwritten(folder, &error))?;
    if found.is_empty() {
        return Ok(None);
    }
    let list = fs::read_to_string(folder.join(manifest::NAME)).ok().and_then(|text| Manifest::parse(&text));
    // A file of this export may lie there without being listed: one before was cut short.
    let listed: BTreeSet<&str> =
        list.iter().chain([next]).flat_map(|one| &one.files).map(|file| file.path.as_str()).collect();
    let is_ours = |path: &str| path == manifest::NAME || path.ends_with(UNFINISHED) || listed.contains(path);
    let others: Vec<&str> =
        found.iter().map(String::as_str).filter(|path| list.is_none() || !is_ours(path)).take(3).collect();
    if others.is_empty() {
        return Ok(list);
    }
    Err(format!(
        "{0} に、公表ページの書き出しではないファイルがあります（{1} など）。何も書いていません。新しいフォルダーか、前に書き出したフォルダーを入れてください。\n\
         {0} holds files that no export wrote: give a new folder, or one of an earlier export.",
        folder.display(),
        others.join("、")
    ))
}

/// Takes away what an export that was cut short left half written.
fn clear(folder: &Path) -> std::io::Result<()> {
    let mut found = vec![];
    walk(folder, "", &mut found)?;
    found.iter().filter(|path| path.ends_with(UNFINISHED)).try_for_each(|path| fs::remove_file(folder.join(path)))
}

/// Every file below a folder. What is neither a file nor a folder, such as a link, is found as a file, and is nobody's of ours.
fn walk(folder: &Path, before: &str, found: &mut Vec<String>) -> std::io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound && before.is_empty() => return Ok(()),
        other => other?,
    };
    for entry in entries {
        let entry = entry?;
        let path = format!("{before}{}", entry.file_name().to_string_lossy());
        match entry.file_type()? {
            kind if kind.is_dir() => walk(&entry.path(), &format!("{path}/"), found)?,
            kind if kind.is_symlink() => found.push(format!("{path} →")),
            _ => found.push(path),
        }
    }
    found.sort();
    Ok(())
}

/// Writes a file whole, or leaves the one that was there.
fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(UNFINISHED);
    let unfinished = path.with_file_name(name);
    let mut file = fs::File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(unfinished, path)
}

/// Takes a file away, and the folders that it leaves empty.
fn take_away(root: &Path, path: &str) -> std::io::Result<()> {
    let path = root.join(path);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != root) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

fn unwritten(folder: &Path, error: &std::io::Error) -> String {
    format!(
        "{} に書けません（{}）。書ける場所のフォルダーを入れてください。\nThe folder cannot be read or written.",
        folder.display(),
        error.kind()
    )
}
