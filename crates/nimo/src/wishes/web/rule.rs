//! By which rule wishes are read: the editions of the town's rule, and one more.

use crate::access::Permit;
use crate::editing::read::yen_in_words;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::wishes::SetReadingRule;
use crate::wishes::model::{ReadingRule, USUAL_AID_YEN, USUAL_MASK};
use crate::wishes::store;
use askama::Template;

const FIELDS: [&str; 7] = ["from_on", "decided_on", "words", "classes", "aid_yen", "mask_below", "source"];

/// An edition in words.
struct Edition {
    from: String,
    words: String,
    classes: String,
    aids: String,
    mask: i64,
    source: String,
}

#[derive(Template)]
#[template(path = "wishes/views/rule.html")]
struct RulePage {
    frame: Frame,
    sentence: String,
    usual: String,
    usual_mask: i64,
    editions: Vec<Edition>,
    fields: [Field; 7],
    wrongs: Vec<Wrong>,
}

/// The editions, and an empty form.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<SetReadingRule>(ask.office()?).await?;
    show(&ask, &permit, &Texts::new(), vec![]).await
}

/// Adds one: may you · what was typed · its row, if none begins on that day.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<SetReadingRule>(ask.office()?).await?;
    let texts = ask.typed.only(&FIELDS);
    let rule = match ReadingRule::parse(&texts) {
        Ok(rule) => rule,
        Err(wrongs) => return show(&ask, &permit, &texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<SetReadingRule>| store::rule::add(tx, permit, &rule).await;
    match ask.write(&permit, write).await {
        Ok(()) => Ok(Reply::see("/wishes/rule?said=reading-rule-added")),
        Err(Fault::Taken) => {
            let what = "その日からのきまりは、もうあります。残したきまりは変えられないので、別の日からにしてください。";
            show(&ask, &permit, &texts, vec![Wrong::new("from_on", what)]).await
        }
        Err(fault) => Err(fault),
    }
}

fn amounts(yen: &[i64]) -> String {
    let each: Vec<String> = yen.iter().map(|yen| yen_in_words(*yen)).collect();
    if each.is_empty() { "比べない".into() } else { format!("月{}", each.join("、")) }
}

async fn show(ask: &Ask, permit: &Permit<SetReadingRule>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let editions = ask.read(async |tx: &mut Tx| store::rule::all(tx, permit).await).await?;
    let now = ReadingRule::on(&editions, ask.now.day());
    let field = |name, label| Field::line(name, label, text(texts, name)).checked(&wrongs);
    let edition = |rule: &ReadingRule| Edition {
        from: format!("{}（{}決定）", almanac::in_words(rule.from_on), almanac::in_words(rule.decided_on)),
        words: rule.words.clone(),
        classes: rule.classes.join("→"),
        aids: amounts(&rule.aid_yen),
        mask: rule.mask_below,
        source: rule.source.clone(),
    };
    let page = RulePage {
        frame: Frame::of("読みのきまり", ask.actor.signed_in(), Place::Vacancies).saying(ask.query.get("said")),
        sentence: match now {
            Some(rule) => format!("いまは「{}」で読んでいます。", rule.words),
            None => "いまは、希望した日の早い順に読んでいます。".into(),
        },
        usual: amounts(&USUAL_AID_YEN),
        usual_mask: USUAL_MASK,
        fields: [
            field("words", "だれを先に読むか").required().help(
                "会議の資料に、このまま出ます。例: 行き先が決まれば退院できる人を先に、その中では希望した日の早い順",
            ),
            field("classes", "区分（先に読む順に、1行に1つ）")
                .help("区分を分けなければ、空のままで。同じ区分では、希望した日の早い人が先です。")
                .as_a(Control::Area(4)),
            field("aid_yen", "比べる家賃の補助（月）").help("見直しの1つとして比べる額です。例: 5,000、1万"),
            field("mask_below", "資料で、何人に満たない数を伏せるか")
                .help("だれでも見られる資料にするなら、10など、町の公開のきまりに合わせてください。例: 3")
                .as_a(Control::Short),
            Field::day("from_on", "いつから", text(texts, "from_on")).checked(&wrongs).required().help("例: R9.4.1"),
            Field::day("decided_on", "決めた日", text(texts, "decided_on"))
                .checked(&wrongs)
                .required()
                .help("例: R9.2.20"),
            field("source", "だれが、どう決めたか").required().help("例: 居住支援部会の申し合わせ"),
        ],
        editions: editions.iter().map(edition).collect(),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
