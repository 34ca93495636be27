//! What two other towns do, as the sample town's clerk found it. Towns, figures and addresses are invented, and the cards say so.

use crate::access::{Actor, Permit};
use crate::app::App;
use crate::demo::seed::may;
use crate::issues::elsewhere::model::CaseForm;
use crate::issues::elsewhere::{NoteCase, store};
use crate::issues::model::IssueId;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use chrono::Days;

const INVENTED: &str = "見本のための取り組みです。町も、数も、アドレスも、つくったものです。";

/// The issue, town, people, what it does, what came of it, address, and how many days ago it was seen.
const CASES: [(usize, &str, i64, &str, &str, &str, u64); 2] = [
    (
        2,
        "かわなみ町（見本）",
        48_200,
        "退院の前に、町で暮らす当事者が病棟をたずねて話す",
        "年に6回で、支援を使いたいという人が1人から4人に増えた。",
        "https://kawanami.example.jp/mihon/byoto-homon",
        20,
    ),
    (
        5,
        "ほしの市（見本）",
        131_000,
        "空いている部屋の一覧を、日づけつきで毎月つくり、病院と相談支援に配る",
        "1年で5部屋が埋まった。合わなかったわけも数えている。",
        "https://hoshino.example.jp/mihon/akibeya",
        12,
    ),
];

/// Adds a card to each of two issues.
pub async fn look_around(app: &App, actor: &Actor, issues: &[IssueId]) -> Result<(), Fault> {
    let today = app.now().day();
    for (issue, town, population, title, result, address, days) in CASES {
        let form = CaseForm {
            town: town.into(),
            title: title.into(),
            result: result.into(),
            population: Some(population),
            address: address.into(),
            source: String::new(),
            seen_on: today.checked_sub_days(Days::new(days)),
            note: INVENTED.into(),
        };
        let permit = may::<NoteCase>(app, actor, issues[issue]).await?;
        let write = async |tx: &mut Tx, permit: &Permit<NoteCase>| store::note(tx, permit, &form).await;
        app.db().write(&permit, write).await?;
    }
    Ok(())
}
