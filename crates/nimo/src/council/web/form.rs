//! The form of a council: for a new one and for one that is edited.

use crate::council::ListCouncils;
use crate::council::model::{Basis, CouncilId, RecordMethod};
use crate::council::store::{self, Council};
use crate::editing::form::Group;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Option3};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;

/// The fields of a council: who it is, and how its minutes are written.
pub fn groups(texts: &Texts, wrongs: &[Wrong], parents: Vec<(String, String)>) -> Vec<Group> {
    let rule = rule_fields(texts, wrongs);
    vec![
        Group::plain(fields(texts, wrongs, parents)),
        Group::under("記録のしかた", "会議で決めてから入れても間に合います", rule),
    ]
}

fn fields(texts: &Texts, wrongs: &[Wrong], parents: Vec<(String, String)>) -> Vec<Field> {
    let basis = text(texts, "basis");
    let bases = Basis::ALL.map(|b| Option3(b.code().into(), b.label().into(), b.code() == basis)).into();
    let parent = text(texts, "parent");
    let parents = parents.into_iter().map(|(id, name)| Option3(id.clone(), name, id == parent)).collect();
    vec![
        Field::line("name", "名称", text(texts, "name"))
            .required()
            .help("会議録に書くとおりに。例: みほん市精神保健福祉連絡協議会")
            .checked(wrongs),
        Field::line("basis", "設置の根拠", "")
            .required()
            .help("置いたときの根拠です。条例でつくった附属機関か、要綱でつくった会議か。あとで変わったら、「協議会の決まり」に日付つきで入れます。")
            .as_a(Control::Choice(bases))
            .checked(wrongs),
        Field::line("parent", "上の協議会", "")
            .help("部会のときだけ選びます。")
            .as_a(Control::Select(parents))
            .checked(wrongs),
    ]
}

fn rule_fields(texts: &Texts, wrongs: &[Wrong]) -> Vec<Field> {
    let method = text(texts, "record_method");
    let mut methods = vec![Option3(String::new(), "まだ決めていない".into(), method.is_empty())];
    methods.extend(RecordMethod::ALL.map(|m| Option3(m.code().into(), m.label().into(), m.code() == method)));
    vec![
        Field::line("record_method", "記録のしかた", "")
            .help("会議で決めた、会議録の書き方です。")
            .as_a(Control::Select(methods))
            .checked(wrongs),
        Field::day("record_from_on", "いつの会議から", text(texts, "record_from_on"))
            .help("記録のしかたを決めたときは必ず入れます。例: 令和3年7月15日、R3.7.15、20210715")
            .checked(wrongs),
        Field::line("record_from_meeting", "どの会議から", text(texts, "record_from_meeting"))
            .help("その会議の呼び名。例: 令和3年度第1回")
            .as_a(Control::Short)
            .checked(wrongs),
    ]
}

/// What may be chosen as the parent: the person's own councils, but not the one that is edited; the present parent stays
/// choosable even for somebody who may not read it.
///
/// # Errors
/// What the database says.
pub async fn parent_choices(ask: &Ask, council: Option<&Council>) -> Result<Vec<(String, String)>, Fault> {
    let permit = ask.may::<ListCouncils>(ask.office()?).await?;
    let mine = ask.read(async |tx| store::list(tx, &permit).await).await?;
    let own = council.map(|council| council.id);
    let mut choices = vec![(String::new(), "なし（独立した協議会）".to_string())];
    choices.extend(mine.iter().filter(|c| Some(c.id) != own).map(|c| (c.id.to_string(), c.form.name.clone())));
    if let Some(parent) = council.and_then(|council| council.form.parent)
        && mine.iter().all(|c| c.id != parent)
    {
        choices.push((parent.to_string(), HIDDEN.to_string()));
    }
    Ok(choices)
}

/// What stands for the name of a council that the person may not read.
pub const HIDDEN: &str = "（見る権限のない協議会）";

/// A value of a field in words, for diffs: codes as labels, ids as names, dates in 和暦.
pub fn say(field: &str, value: &str, names: &[(CouncilId, String)]) -> String {
    match field {
        "basis" => Basis::parse(value).map_or_else(|| value.to_string(), |basis| basis.label().into()),
        "record_method" if value.is_empty() => "まだ決めていない".into(),
        "record_method" => RecordMethod::parse(value).map_or_else(|| value.to_string(), |method| method.label().into()),
        "parent" if value.is_empty() => "なし".into(),
        "parent" => {
            let known = names.iter().find(|(id, _)| id.to_string() == value);
            known.map_or_else(|| HIDDEN.to_string(), |(_, name)| name.clone())
        }
        "record_from_on" => value.parse().map_or_else(|_| value.to_string(), super::list::day),
        _ => value.to_string(),
    }
}

/// The names of the councils that the person may read.
///
/// # Errors
/// What the database says.
pub async fn names(ask: &Ask) -> Result<Vec<(CouncilId, String)>, Fault> {
    let permit = ask.may::<ListCouncils>(ask.office()?).await?;
    let councils = ask.read(async |tx| store::list(tx, &permit).await).await?;
    Ok(councils.into_iter().map(|council| (council.id, council.form.name)).collect())
}
