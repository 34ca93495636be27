//! How the proposal of an act stands, in one line with the way on, for the page of the act.

use super::begin_path;
use crate::access::{Action, Permit};
use crate::council::approval::model::{Approval, ApprovalAct};
use crate::council::approval::rules::{Standing, changed};
use crate::council::approval::store::{about, standing};
use crate::council::model::CouncilId;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use askama::Template;

/// The line.
#[derive(Template)]
#[template(path = "council/approval/views/line.html")]
pub(crate) struct StandingLine {
    mark: &'static str,
    word: &'static str,
    sentence: String,
    path: String,
    link: &'static str,
}

impl askama::filters::HtmlSafe for StandingLine {}

/// How the proposal of an act about a subject stands today; nothing where none is wanted and none was prepared.
pub(crate) async fn line<A: Action>(
    ask: &Ask,
    permit: &Permit<A>,
    council: CouncilId,
    act: ApprovalAct,
    subject: &str,
) -> Result<Option<StandingLine>, Fault> {
    let read = async |tx: &mut Tx| {
        let standing = standing(tx, permit, council, (act, subject), ask.now.day()).await?;
        Ok((standing, about(tx, permit, council, (act, subject)).await?))
    };
    let (standing, all) = ask.read(read).await?;
    Ok(told(&standing, all.iter().find(|one| one.withdrawn.is_none()), council, act, subject))
}

fn told(
    standing: &Standing,
    newest: Option<&Approval>,
    council: CouncilId,
    act: ApprovalAct,
    subject: &str,
) -> Option<StandingLine> {
    let name = act.label();
    let at = |id: &dyn std::fmt::Display| format!("/approvals/{id}");
    let (mark, word, sentence, path, link) = match standing {
        Standing::NotWanted => {
            let newest = newest?;
            let sentence = format!("{name}に決裁は要らない決まりですが、伺いがあります。");
            ("out", "決裁は要らない", sentence, at(&newest.id), "伺いを見る")
        }
        Standing::Missing => {
            let sentence = format!("{name}には決裁が要ります。");
            ("open", "伺いがまだ", sentence, begin_path(council, act, subject), "伺いを準備する")
        }
        Standing::Waiting(id) => {
            ("going", "決裁待ち", format!("{name}の伺いを準備しました。"), at(id), "戻った番号を入れる")
        }
        Standing::Changed(id, labels) => ("late", "内容が変わった", changed(labels), at(id), "伺いを見る"),
        Standing::Back(back) => {
            let day = almanac::in_words(back.decided_on);
            let sentence = format!("{name}の伺いは、{day}に番号「{}」で戻りました。", back.number);
            ("tied", "決裁ずみ", sentence, at(&back.id), "伺いを見る")
        }
    };
    Some(StandingLine { mark, word, sentence, path, link })
}
