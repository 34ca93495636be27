//! Why a home and somebody did not meet, kept; and a record that is taken back.

use crate::access::{Facts, Permit};
use crate::accounts::model::Role;
use crate::editing::choices::some_of;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::vacancies::model::{MismatchForm, MismatchId, Reason};
use crate::vacancies::store;
use crate::vacancies::web::{home_id, mismatch};
use crate::vacancies::{RecordMismatch, WithdrawMismatch};

const FIELDS: [&str; 5] = ["on", "reasons", "about", "asked_by", "note"];
const MOST_REASON: usize = 1000;

/// The form; today stands in it.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<RecordMismatch>(home_id(&ask)?).await?;
    let texts = [("on".to_string(), ask.now.day().to_string())].into();
    show(&ask, &permit, &texts, vec![]).await
}

/// Keeps it: may you · what was typed · its row with its because.
pub async fn record(ask: Ask) -> Answer {
    let permit = ask.may::<RecordMismatch>(home_id(&ask)?).await?;
    let texts = ask.typed.only(&FIELDS);
    let form = match MismatchForm::parse(&texts, ask.now.day()) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &permit, &texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<RecordMismatch>| store::mismatch::record(tx, permit, &form).await;
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/homes/{}?said=mismatch-recorded", permit.facts().id())))
}

/// Takes it back: may you · why · its row with its because.
pub async fn withdraw(ask: Ask) -> Answer {
    let id = MismatchId::parse(ask.param("id")).ok_or(Fault::Missing)?;
    let permit = ask.may::<WithdrawMismatch>(id).await?;
    let reason = ask.typed.get("reason").trim();
    let wrong = match reason.chars().count() {
        0 => Some("取り消すわけが空です。わけを入れてから、もう一度取り消してください。".to_string()),
        count if count > MOST_REASON => {
            Some(format!("取り消すわけが長すぎます。{MOST_REASON}文字までにしてください。"))
        }
        _ => None,
    };
    if let Some(sentence) = wrong {
        return mismatch::refused(&ask, id, Wrong::new("reason", sentence)).await;
    }
    let write =
        async |tx: &mut Tx, permit: &Permit<WithdrawMismatch>| store::mismatch::withdraw(tx, permit, reason).await;
    ask.write(&permit, write).await?;
    let year = almanac::read_fiscal_year(ask.typed.get("year")).map(|year| format!("&year={}", year.short()));
    Ok(Reply::see(format!("/mismatches?said=mismatch-withdrawn{}", year.unwrap_or_default())))
}

async fn show(ask: &Ask, permit: &Permit<RecordMismatch>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let home = ask.read(async |tx| store::home::find(tx, permit).await).await?;
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(&wrongs);
    let about = text(texts, "about");
    let option = |code: &str, label: &str| Option3(code.into(), label.into(), code == about);
    let abouts = vec![option("yes", "ある人の話があって"), option("no", "だれかの話ではなく、この住居のこととして")];
    let reasons = some_of(Reason::ALL, (Reason::code, Reason::label), text(texts, "reasons"));
    let fields = vec![
        field("reasons", "合わなかったわけ").required().help("いくつでも。").as_a(Control::Checks(reasons)),
        field("about", "だれかの話があってのことですか").required().as_a(Control::Choice(abouts)),
        Field::day("on", "いつ", text(texts, "on")).checked(&wrongs).required(),
        field("asked_by", "どこからの話か").help("例: みどり病院の相談室、市の窓口。人の名前は入れないでください。"),
        field("note", "覚え書き")
            .help("人が分かることは書かないでください。事務局だけが見ます。")
            .as_a(Control::Area(3)),
    ];
    let is_own = ask.signed_in()?.role == Role::Provider;
    let because = match is_own {
        true => format!(
            "{}に、なぜ住めなかったかを残します。だれのことかは残しません。市の協議会で、数だけを話し合います。",
            home.form.name
        ),
        false => format!(
            "{}と、なぜ合わなかったかを残します。だれのことかは残しません。数だけが、協議会の資料に出ます。",
            home.form.name
        ),
    };
    let frame = Frame::of("合わなかったわけを残す", ask.actor.signed_in(), Place::Vacancies);
    let (heads, back) = (("合わなかったわけを残す".to_string(), "残す"), format!("/homes/{}", home.id));
    let groups = vec![Group::plain(fields)];
    FormPage::new(frame, because, heads, (format!("{back}/mismatches"), back), wrongs, groups).answer()
}
