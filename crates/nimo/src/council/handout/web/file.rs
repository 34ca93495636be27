//! A version of a handout's file: looked through before it is kept, and handed out again as it came.

use super::page;
use crate::access::{Facts, Permit};
use crate::council::handout::model::{FileKind, HandoutForm, Made};
use crate::council::handout::store::{self, NewFile};
use crate::council::handout::{FileHandout, ReadHandout};
use crate::editing::act::Edited;
use crate::editing::shape::Wrong;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::hash_bytes;
use crate::plumbing::upload::Upload;
use crate::plumbing::web::{Answer, Ask, Reply};
use binder::{CheckedFile, OfficeKind};

/// A file that was looked through.
pub(super) struct Looked {
    kind: FileKind,
    pages: usize,
    name: String,
    made: Option<Made>,
    sha256: String,
    bytes: Vec<u8>,
}

impl Looked {
    /// A paper of our own, as PDF.
    pub(super) fn ours(name: String, bytes: Vec<u8>, pages: usize, made: Made) -> Looked {
        Looked { kind: FileKind::Pdf, pages, name, made: Some(made), sha256: hash_bytes(&bytes), bytes }
    }

    /// As the store keeps it.
    pub(super) fn as_new(&self) -> NewFile<'_> {
        let (name, made) = (self.name.as_str(), self.made.as_ref());
        NewFile { kind: self.kind, name, pages: self.pages, made, sha256: &self.sha256, bytes: &self.bytes }
    }
}

/// Looks through a file, beside the desk. What it is says its inside, not its name.
pub(super) async fn look(ask: &Ask, file: &Upload) -> Result<Result<Looked, String>, Fault> {
    let (name, bytes) = (file.name.clone(), file.bytes.clone());
    let checked = move || {
        let checked = binder::check(&bytes).map_err(|refusal| refusal.to_string())?;
        let (kind, pages) = match checked {
            CheckedFile::Pdf(pdf) => (FileKind::Pdf, pdf.pages),
            CheckedFile::Office(OfficeKind::Word) => (FileKind::Word, 0),
            CheckedFile::Office(OfficeKind::Excel) => (FileKind::Excel, 0),
            CheckedFile::Office(OfficeKind::PowerPoint) => (FileKind::PowerPoint, 0),
        };
        Ok(Looked { kind, pages, name, made: None, sha256: hash_bytes(&bytes), bytes })
    };
    ask.aside(checked).await
}

/// Keeps a version: may you · is it what may be kept · its row.
pub async fn keep(ask: Ask) -> Answer {
    let permit = ask.may::<FileHandout>(HandoutForm::id(&ask)?).await?;
    let reading = ask.may::<ReadHandout>(permit.facts().id()).await?;
    let Some(file) = ask.files.iter().find(|file| !file.bytes.is_empty()) else {
        let wrong = Wrong::new(
            "file",
            "ファイルが選ばれていないか、空です。PDFかWord、Excel、PowerPointのファイルを選んでください。",
        );
        return page::show(&ask, &reading, vec![wrong]).await;
    };
    match look(&ask, file).await? {
        Err(refusal) => page::show(&ask, &reading, vec![Wrong::new("file", refusal)]).await,
        Ok(looked) => kept(&ask, &permit, &looked).await,
    }
}

/// The row of a version, and the page that says so.
pub(super) async fn kept(ask: &Ask, permit: &Permit<FileHandout>, looked: &Looked) -> Answer {
    let write = async |tx: &mut Tx, permit: &Permit<FileHandout>| store::keep_file(tx, permit, &looked.as_new()).await;
    let said = if ask.write_again(permit, write).await?.is_some() { "handout-filed" } else { "handout-same" };
    Ok(Reply::see(format!("/handouts/{}?said={said}", permit.facts().id())))
}

/// The file as it came, under the name that the master gives it.
pub async fn download(ask: Ask) -> Answer {
    let permit = ask.may::<ReadHandout>(HandoutForm::id(&ask)?).await?;
    let number: i64 = ask.param("number").parse().map_err(|_| Fault::Missing)?;
    let around = HandoutForm::around(&ask, &permit).await?;
    let read = async |tx: &mut Tx| Ok((store::find(tx, &permit).await?, store::bytes(tx, &permit, number).await?));
    let (handout, bytes) = ask.read(read).await?;
    let file = handout.files.iter().find(|file| file.number == number).ok_or(Fault::Missing)?;
    let (media, end) = file.kind.media();
    Ok(Reply::paper(media, format!("{}（第{number}版）.{end}", around.name), bytes))
}
