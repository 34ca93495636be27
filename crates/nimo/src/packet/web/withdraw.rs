//! A frozen packet that should not have been is taken back: nobody but its secretariat reads it, and why stays told.

use crate::access::Permit;
use crate::editing::form::{FormPage, Group};
use crate::editing::read::lines;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Place};
use crate::packet::WithdrawPacket;
use crate::packet::store;
use crate::packet::web::id;
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};

const MOST_REASON: usize = 1000;

/// The form: why.
pub async fn form(ask: Ask) -> Answer {
    ask.may::<WithdrawPacket>(id(&ask)?).await?;
    show(&ask, &Texts::new(), vec![])
}

/// Takes it back: may you · why · its row with its because.
pub async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawPacket>(id(&ask)?).await?;
    let texts = ask.typed.only(&["reason"]);
    let mut wrongs = vec![];
    let reason = lines("reason", &texts, MOST_REASON, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。なぜ取り下げるかを入れてください。記録に残ります。"));
    }
    if !wrongs.is_empty() {
        return show(&ask, &texts, wrongs);
    }
    let write = async |tx: &mut Tx, permit: &Permit<WithdrawPacket>| store::withdraw(tx, permit, &reason).await;
    let said = if ask.write(&permit, write).await? { "packet-withdrawn" } else { "unchanged" };
    Ok(Reply::see(format!("/packets/{}?said={said}", id(&ask)?)))
}

fn show(ask: &Ask, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let field = Field::line("reason", "わけ", text(texts, "reason"))
        .required()
        .help("例: だれのことか分かる言葉が次第にあった")
        .as_a(Control::Area(2))
        .checked(&wrongs);
    let because = "固めた会議資料を取り下げます。事務局のほかは読めなくなり、取り下げたことは記録に残ります。元には戻せません。正しいものは、もう一度固めてください。".to_string();
    let home = format!("/packets/{}", id(ask)?);
    let heads = ("会議資料を取り下げる".to_string(), "取り下げる");
    let frame = Frame::of("会議資料を取り下げる", ask.actor.signed_in(), Place::Councils);
    let paths = (format!("{home}/withdraw"), home);
    FormPage::new(frame, because, heads, paths, wrongs, vec![Group::plain(vec![field])]).answer()
}
