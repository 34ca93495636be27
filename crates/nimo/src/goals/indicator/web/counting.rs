//! The town says how it counts, from a 年度 on.

use crate::access::Permit;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::indicator::CountIndicator;
use crate::goals::indicator::model::{Aggregation, Counting, CountingForm, IndicatorDefinition};
use crate::goals::indicator::store;
use crate::goals::indicator::web::named;
use crate::goals::indicator::web::record::path;
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};

/// The form, filled with how it is counted now.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<CountIndicator>(ask.office()?).await?;
    let of = named(&ask)?;
    let read = async |tx: &mut Tx| store::own_countings(tx, &permit).await;
    let own = ask.read(read).await?.remove(&of.code).unwrap_or_default();
    let now = own.last().cloned().unwrap_or_else(|| Counting::shipped(of));
    let texts = [("aggregation", now.aggregation.code().to_string()), ("words", now.words)];
    show(&ask, of, &texts.map(|(name, value)| (name.to_string(), value)).into(), vec![])
}

/// Says it: may you · what was typed · the next version.
pub async fn count(ask: Ask) -> Answer {
    let permit = ask.may::<CountIndicator>(ask.office()?).await?;
    let of = named(&ask)?;
    let texts = ask.typed.only(&CountingForm::FIELDS);
    let form = match CountingForm::parse(&texts, &of.years()) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, of, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<CountIndicator>| store::count(tx, permit, of, &form).await;
    ask.write_again(&permit, write).await?;
    Ok(Reply::see(path(of, of.usual_area(), "counting-said")))
}

fn show(ask: &Ask, of: &IndicatorDefinition, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let heading = format!("{}の数え方を変える", of.name);
    let because =
        "これから入れる数に使います。もう入っている数は、入れたときの数え方のまま残り、図では線で結びません。"
            .to_string();
    let home = format!("/indicators/{}", of.code);
    let is = |name: &str, value: &str| text(texts, name) == value;
    let years = of.years().into_iter();
    let years = years.map(|year| Option3(year.0.to_string(), format!("{year}から"), is("from", &year.0.to_string())));
    let first = Option3(String::new(), "（選んでください）".into(), text(texts, "from").is_empty());
    let ways =
        Aggregation::ALL.map(|one| Option3(one.code().into(), one.label().into(), is("aggregation", one.code())));
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(&wrongs).required();
    let fields = vec![
        field("from", "いつから").as_a(Control::Select(std::iter::once(first).chain(years).collect())),
        field("aggregation", "集計").as_a(Control::Choice(ways.into())),
        field("words", "数え方")
            .help("何を、どう数えるか。例: 本会議だけを数え、部会は数えない。")
            .as_a(Control::Area(3)),
        field("reason", "変えるわけ").help("例: 県の報告の数え方に合わせるため").as_a(Control::Area(2)),
    ];
    let frame = Frame::of(heading.clone(), ask.actor.signed_in(), Place::Indicators);
    let paths = (format!("{home}/counting"), home);
    FormPage::new(frame, because, (heading, "この数え方にする"), paths, wrongs, vec![Group::plain(fields)]).answer()
}
