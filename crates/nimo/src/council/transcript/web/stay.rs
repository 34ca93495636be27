//! Until when a transcript stays, and its disposal.

use super::{id, page};
use crate::access::{Facts, Permit};
use crate::council::transcript::model::TranscriptId;
use crate::council::transcript::rules::read_day;
use crate::council::transcript::{DisposeTranscript, EditTranscript, OpenTranscript, store};
use crate::editing::shape::Wrong;
use crate::editing::view::version;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Says another day: may you · which day · its row. Whoever came second is told which day it is now, and keeps what he typed.
pub async fn set_day(ask: Ask) -> Answer {
    let permit = ask.may::<EditTranscript>(id(&ask)?).await?;
    let version = version(&ask)?;
    let day = match read_day(ask.typed.get("dispose_on"), ask.now.day()) {
        Ok(day) => day,
        Err(sentence) => return again(&ask, permit.facts().id(), (422, "dispose_on", sentence)).await,
    };
    let before = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let at = format!("/transcripts/{}", before.id);
    if before.version == version && before.dispose_on == day && before.disposed.is_none() {
        return Ok(Reply::see(at));
    }
    let write = async |tx: &mut Tx, permit: &Permit<EditTranscript>| store::set_day(tx, permit, version, day).await;
    match ask.write(&permit, write).await {
        Ok(()) => Ok(Reply::see(format!("{at}?said=transcript-day"))),
        Err(Fault::Lost) => {
            let now = ask.read(async |tx| store::find(tx, &permit).await).await?;
            let sentence = match now.disposed {
                Some(_) => "この画面を開いたあとで、廃棄されました。日は、もう変えられません。".into(),
                None => format!(
                    "この画面を開いたあとで、ほかの人が{}に変えました。それでもこの日にするときは、もう一度「日を変える」を押してください。",
                    almanac::in_words(now.dispose_on)
                ),
            };
            again(&ask, now.id, (409, "dispose_on", sentence)).await
        }
        Err(other) => Err(other),
    }
}

/// Disposes of its words: may you · has its day come · the words go, and its line stays.
pub async fn dispose(ask: Ask) -> Answer {
    let permit = ask.may::<DisposeTranscript>(id(&ask)?).await?;
    let write = async |tx: &mut Tx, permit: &Permit<DisposeTranscript>| store::dispose(tx, permit).await;
    match ask.write(&permit, write).await? {
        Ok(()) => Ok(Reply::see(format!("/transcripts/{}?said=transcript-disposed", permit.facts().id()))),
        Err(sentence) => again(&ask, permit.facts().id(), (422, "dispose", sentence)).await,
    }
}

async fn again(ask: &Ask, id: TranscriptId, (status, field, sentence): (u16, &'static str, String)) -> Answer {
    let permit = ask.may::<OpenTranscript>(id).await?;
    page::show(ask, &permit, (status, vec![Wrong::new(field, sentence)])).await
}
