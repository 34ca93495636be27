//! For how many days a notice is believed: the editions of the town's rule, and one more.

use crate::access::Permit;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::vacancies::SetVacancyRule;
use crate::vacancies::model::{USUAL_DAYS, VacancyRule};
use crate::vacancies::store;
use askama::Template;

const FIELDS: [&str; 3] = ["from_on", "days", "source"];

#[derive(Template)]
#[template(path = "vacancies/views/rule.html")]
struct RulePage {
    frame: Frame,
    sentence: String,
    usual: i64,
    editions: Vec<(String, i64, String)>,
    fields: [Field; 3],
    wrongs: Vec<Wrong>,
}

/// The editions, and an empty form.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<SetVacancyRule>(ask.office()?).await?;
    show(&ask, &permit, &Texts::new(), vec![]).await
}

/// Adds one: may you · what was typed · its row, if none begins on that day.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<SetVacancyRule>(ask.office()?).await?;
    let texts = ask.typed.only(&FIELDS);
    let rule = match VacancyRule::parse(&texts) {
        Ok(rule) => rule,
        Err(wrongs) => return show(&ask, &permit, &texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<SetVacancyRule>| store::rule::add(tx, permit, &rule).await;
    match ask.write(&permit, write).await {
        Ok(()) => Ok(Reply::see("/vacancies/rule?said=vacancy-rule-added")),
        Err(Fault::Taken) => show(&ask, &permit, &texts, vec![taken()]).await,
        Err(fault) => Err(fault),
    }
}

fn taken() -> Wrong {
    Wrong::new(
        "from_on",
        "その日からの決まりは、もうあります。残した決まりは変えられないので、別の日からにしてください。",
    )
}

async fn show(ask: &Ask, permit: &Permit<SetVacancyRule>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let editions = ask.read(async |tx| store::rule::all(tx, permit).await).await?;
    let days = VacancyRule::days_on(&editions, ask.now.day());
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(&wrongs).required();
    let page = RulePage {
        frame: Frame::of("知らせを何日で外すか", ask.actor.signed_in(), Place::Vacancies).saying(ask.query.get("said")),
        sentence: format!("空室の知らせは、いま{days}日で一覧から外れます。"),
        usual: USUAL_DAYS,
        editions: editions.into_iter().map(|one| (almanac::in_words(one.from_on), one.days, one.source)).collect(),
        fields: [
            field("days", "何日で外すか").help("例: 30").as_a(Control::Short),
            Field::day("from_on", "いつの知らせから", text(texts, "from_on"))
                .checked(&wrongs)
                .required()
                .help("例: R9.4.1"),
            field("source", "だれが、どう決めたか").help("例: 居住支援部会の申し合わせ"),
        ],
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
