//! The open data comes in: somebody carries files here, they lie until they were looked at.

use crate::access::Permit;
use crate::editing::shape::Wrong;
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::upload::Upload;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers::ImportProviders;
use crate::providers::model::{DeliveryId, TakenEdition};
use crate::providers::rules::import::AsOf;
use crate::providers::store;
use crate::providers::store::delivery::{self, Delivery};
use askama::Template;
use wamnet::{Delivered, Reading};

/// So many deliveries wait at once; each is as large as its files.
const MOST_WAITING: usize = 5;
const TOO_MANY: &str =
    "まだ取り込んでいないものが、5件あります。下から開いて、取り込むか、捨ててから、選び直してください。";

#[derive(Template)]
#[template(path = "providers/views/import.html")]
struct ImportPage {
    frame: Frame,
    wrongs: Vec<Wrong>,
    as_of: Field,
    waiting: Vec<Delivery>,
    editions: Vec<TakenEdition>,
}

/// The page on which files are dropped.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<ImportProviders>(ask.office()?).await?;
    show(&ask, &permit, vec![]).await
}

/// Lays the files down: may you · can they be read, and of which month do they tell · they wait to be looked at.
pub async fn lay_down(ask: Ask) -> Answer {
    let permit = ask.may::<ImportProviders>(ask.office()?).await?;
    let files: Vec<Upload> = ask.files.iter().filter(|file| !file.bytes.is_empty()).cloned().collect();
    if files.is_empty() {
        return show(
            &ask,
            &permit,
            vec![Wrong::new("file", "ファイルを選んでください。ダウンロードしたZIPのままで読めます。")],
        )
        .await;
    }
    if ask.read(async |tx| delivery::waiting(tx, &permit).await).await?.len() >= MOST_WAITING {
        return show(&ask, &permit, vec![Wrong::new("file", TOO_MANY)]).await;
    }
    let reading = match read(&ask, files.clone()).await? {
        Ok(reading) => reading,
        Err(sentence) => return show(&ask, &permit, vec![Wrong::new("file", sentence)]).await,
    };
    if reading.listings.is_empty() {
        let what = "取り込める行が、1行もありません。ファイルを確かめて、選び直してください。";
        return show(&ask, &permit, vec![Wrong::new("file", what)]).await;
    }
    let as_of = AsOf { typed: ask.typed.get("as_of"), in_names: &reading.editions, today: ask.now.day() }.edition();
    let as_of = match as_of {
        Ok(as_of) => as_of,
        Err(sentence) => {
            let sentence = format!("{sentence}ファイルも、もう一度選んでください。");
            return show(&ask, &permit, vec![Wrong::new("as_of", sentence)]).await;
        }
    };
    let write =
        async |tx: &mut Tx, permit: &Permit<ImportProviders>| delivery::lay_down(tx, permit, as_of, &files).await;
    let id = ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/providers/import/{id}")))
}

/// Sets the files aside.
pub async fn discard(ask: Ask) -> Answer {
    let permit = ask.may::<ImportProviders>(ask.office()?).await?;
    let id = of_path(&ask)?;
    ask.write(&permit, async |tx, permit| delivery::let_go(tx, permit, id).await).await?;
    Ok(Reply::see("/providers/import?said=delivery-discarded"))
}

/// The delivery that the path names.
pub fn of_path(ask: &Ask) -> Result<DeliveryId, Fault> {
    DeliveryId::parse(ask.param("delivery")).ok_or(Fault::Missing)
}

/// Reads files, beside the desk.
///
/// # Errors
/// When the reading aside failed.
pub async fn read(ask: &Ask, files: Vec<Upload>) -> Result<Result<Reading, String>, Fault> {
    ask.aside(move || {
        let files = files.iter().map(|file| Delivered { name: &file.name, bytes: (&file.bytes).into() });
        wamnet::read(files.collect())
    })
    .await
}

async fn show(ask: &Ask, permit: &Permit<ImportProviders>, wrongs: Vec<Wrong>) -> Answer {
    let read = async |tx: &mut Tx| Ok((delivery::waiting(tx, permit).await?, store::editions(tx, permit).await?));
    let (waiting, editions) = ask.read(read).await?;
    let page = ImportPage {
        frame: Frame::of("公表データを取り込む", ask.actor.signed_in(), Place::Providers).saying(ask.query.get("said")),
        as_of: Field::line("as_of", "いつの時点か", ask.typed.get("as_of"))
            .help("ファイルの名（sfkopendata_202509_33.zip など）から分かるときは、空のままで。例: 2025-09、令和7年9月")
            .as_a(Control::Short)
            .checked(&wrongs),
        waiting,
        editions,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
