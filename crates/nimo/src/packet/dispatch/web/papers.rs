//! What was sent as one PDF, as a ZIP of its papers, and the list of those who get it. The same each time: it is made from what was
//! frozen and from files that never change.

use crate::access::{Action, Permit};
use crate::council::handout::model::HandoutFileId;
use crate::council::handout::store as handouts;
use crate::packet::dispatch::ReadDispatch;
use crate::packet::dispatch::model::Dispatch;
use crate::packet::dispatch::print::{self, Head};
use crate::packet::dispatch::rules::{begins, file_name};
use crate::packet::dispatch::store::{self, Frozen};
use crate::packet::dispatch::web::id;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply};
use binder::{Binding, Part};
use chrono::NaiveDateTime;
use press::{Fonts, OnMissing};
use tokio::sync::{Semaphore, SemaphorePermit};

/// What was sent, with the bytes of its papers.
pub(super) struct Bundle {
    dispatch: Dispatch,
    head: Head,
    files: Vec<Vec<u8>>,
}

/// Reads the papers that a frozen sending names, each held against its hash.
pub(super) async fn files<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    dispatch: &Dispatch,
) -> Result<Vec<Vec<u8>>, Fault> {
    let mut files = vec![];
    for paper in &dispatch.papers {
        let file = HandoutFileId::parse(&paper.file).ok_or(Fault::broken("dispatch", "a paper without its file"))?;
        files.push(handouts::filed(tx, permit, file, &paper.sha256).await?);
    }
    Ok(files)
}

impl Bundle {
    pub(super) fn of(frozen: Frozen, files: Vec<Vec<u8>>) -> Bundle {
        Bundle::new(frozen.dispatch, frozen.number, frozen.at.at_japan(), files)
    }

    /// One that is not frozen yet: to see whether it can be bound.
    pub(super) fn new(dispatch: Dispatch, number: i64, dated: NaiveDateTime, files: Vec<Vec<u8>>) -> Bundle {
        Bundle { dispatch, head: Head { number, dated }, files }
    }

    /// Its title, also the name of its file.
    pub(super) fn title(&self) -> String {
        self.head.title(&self.dispatch)
    }

    /// The cover, set once to see how many pages it has and again with the pages on which papers begin.
    fn cover(&self) -> Result<(Vec<u8>, Vec<usize>), String> {
        let set = |starts: &[usize]| {
            let cover = print::cover(&self.dispatch, starts, &self.head);
            let bytes = press::pdf(&cover, Fonts::embedded(), OnMissing::Geta).map_err(|error| error.to_string())?;
            let pages = binder::check_pdf(&bytes).map_err(|refusal| refusal.to_string())?.pages;
            Ok::<_, String>((bytes, pages))
        };
        let mut starts = begins(&self.dispatch.papers, 1);
        for _ in 0..3 {
            let (bytes, pages) = set(&starts)?;
            let found = begins(&self.dispatch.papers, pages);
            if found == starts {
                return Ok((bytes, starts));
            }
            starts = found;
        }
        Err("the cover does not settle".into())
    }

    /// One PDF: cover, papers, bookmarks, running page numbers.
    pub(super) fn pdf(&self) -> Result<Vec<u8>, String> {
        let (cover, _) = self.cover()?;
        let mut parts = vec![Part { mark: "", title: "表紙と次第", bytes: &cover }];
        let papers = self.dispatch.papers.iter().zip(&self.files);
        parts.extend(papers.map(|(paper, bytes)| Part { mark: &paper.mark, title: &paper.title, bytes }));
        let title = self.title();
        let binding =
            Binding { title: &title, author: &self.dispatch.office, dated: self.head.dated, page_numbers: true };
        binder::bind(&parts, &binding).map_err(|refusal| refusal.to_string())
    }

    /// Each paper as its own file, as it came: with its tags, for those who hear it read.
    fn zip(&self) -> Result<Vec<u8>, Fault> {
        let (cover, _) = self.cover().map_err(|what| Fault::broken("binder", what))?;
        let mut files = vec![("00_表紙と次第.pdf".to_string(), cover)];
        for (at, (paper, bytes)) in self.dispatch.papers.iter().zip(&self.files).enumerate() {
            files.push((file_name(at, paper), bytes.clone()));
        }
        papers::zip(&files)
    }
}

/// So many papers are bound at once: each takes memory for all of its pages.
static BINDERS: Semaphore = Semaphore::const_new(2);

/// A place at the binding table; nothing is read from the database while one waits for it.
///
/// # Errors
/// None: the table is never closed.
pub(super) async fn turn(ask: &Ask) -> Result<SemaphorePermit<'static>, Fault> {
    ask.view.let_go();
    BINDERS.acquire().await.map_err(|_| Fault::broken("binder", "no table to bind at"))
}

async fn bundle(ask: &Ask) -> Result<Bundle, Fault> {
    let permit = ask.may::<ReadDispatch>(id(ask)?).await?;
    if !permit.facts().stands() {
        return Err(Fault::Missing);
    }
    let read = async |tx: &mut Tx| {
        let frozen = store::find(tx, &permit).await?;
        if store::rests_on_taken_back(tx, &permit, &frozen.dispatch).await? {
            return Err(Fault::Missing);
        }
        let files = files(tx, &permit, &frozen.dispatch).await?;
        Ok((frozen, files))
    };
    let (frozen, files) = ask.read(read).await?;
    Ok(Bundle::of(frozen, files))
}

/// All of it as one PDF.
pub async fn pdf(ask: Ask) -> Answer {
    let _turn = turn(&ask).await?;
    let bundle = bundle(&ask).await?;
    let name = format!("{}.pdf", bundle.title());
    let bytes = ask.aside(move || bundle.pdf()).await?.map_err(|what| Fault::broken("binder", what))?;
    Ok(Reply::paper("application/pdf", name, bytes))
}

/// Its papers, each as its own file.
pub async fn zip(ask: Ask) -> Answer {
    let _turn = turn(&ask).await?;
    let bundle = bundle(&ask).await?;
    let name = format!("{}.zip", bundle.title());
    let bytes = ask.aside(move || bundle.zip()).await??;
    Ok(Reply::paper("application/zip", name, bytes))
}

/// The list of those who get it.
pub async fn people(ask: Ask) -> Answer {
    let permit = ask.may::<ReadDispatch>(id(&ask)?).await?;
    let frozen = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let head = Head { number: frozen.number, dated: frozen.at.at_japan() };
    let title = format!("{}　送付先一覧", head.title(&frozen.dispatch));
    papers::xlsx(&ask, title.clone(), head.dated, vec![print::people(&frozen.dispatch)], &title).await
}
