//! The members of みほん市's council: its rules, thirteen seats and who sits in them, with one who left and one who came. All
//! invented.

use crate::access::{Actor, Permit};
use crate::app::App;
use crate::council::charter::model::CharterForm;
use crate::council::charter::{self, AddCharter};
use crate::council::model::CouncilId;
use crate::council::seat::rules::{Defaults, Table, judge};
use crate::council::seat::store::{everybody, take_entry};
use crate::council::seat::{ImportRoster, model::LetterKind};
use crate::demo::seed::{may, ours};
use crate::editing::shape::Texts;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::table::read;

/// What みほん市's guideline says.
const RULES: &[(&str, &str)] = &[
    ("from_on", "2021-07-15"),
    ("basis", "guideline"),
    ("basis_title", "みほん市精神保健福祉連絡協議会設置要綱"),
    (
        "categories",
        "第1号　学識経験者\tその他\n第2号　医療関係者\t医療（精神科）\n第3号　保健所の職員\t保健\n第4号　福祉の関係者\t福祉\n\
         第5号　当事者又は家族\t\n第6号　住まいの関係者\tその他\n第7号　民生委員\t福祉",
    ),
    ("most_members", "13"),
    ("term_years", "2"),
    ("chair", "会長は委員の互選、副会長は会長の指名"),
    ("secrecy", "rules"),
    ("quorum", "majority"),
    ("counts", "online"),
    ("openness", "open"),
    ("notice_days", "14"),
    ("minutes_days", "45"),
    ("confirmation", "next_meeting"),
    ("name_display", "names"),
    ("spelling", "kanji"),
    ("appointer", "みほん市長　見本 太郎"),
];

/// The rosters as the secretariat kept them in its workbook, the oldest first: a term, a change in it, the term after.
const ROSTERS: &[&str] = &[include_str!("roster-r6.tsv"), include_str!("roster-r7.tsv"), include_str!("roster-r8.tsv")];

/// Settles the rules and takes the roster in.
pub(super) async fn seat(app: &App, actor: &Actor, council: CouncilId) -> Result<(), Fault> {
    let texts: Texts = RULES.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let form = CharterForm::parse(&texts).map_err(|_| ours())?;
    let permit = may::<AddCharter>(app, actor, council).await?;
    let write = async |tx: &mut Tx, permit: &Permit<AddCharter>| charter::store::add(tx, permit, &form).await;
    app.db().write(&permit, write).await?;
    let defaults = Defaults { letter: Some(LetterKind::Commission), ..Defaults::default() };
    for roster in ROSTERS {
        let table = Table::of(&read(roster)).map_err(|_| ours())?;
        let permit = may::<ImportRoster>(app, actor, council).await?;
        let write = async |tx: &mut Tx, permit: &Permit<ImportRoster>| {
            let judged = judge(&table, &everybody(tx, permit, council).await?, &defaults);
            if judged.taken.len() != table.rows.len() {
                return Err(ours());
            }
            for entry in &judged.taken {
                take_entry(tx, permit, entry).await?;
            }
            Ok(())
        };
        app.db().write(&permit, write).await?;
    }
    Ok(())
}
