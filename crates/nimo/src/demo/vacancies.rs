//! Which rooms stand empty in the sample town: three homes that told, one that nobody has asked again, and why some people and rooms did
//! not meet.

use crate::access::{Actor, Permit};
use crate::app::App;
use crate::demo::providers;
use crate::demo::seed::may;
use crate::editing::shape::Texts;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::vacancies::model::{HomeForm, HomeId, MismatchForm, NoticeForm, RoomForm, VacancyId};
use crate::vacancies::{AddHome, AddVacancy, RecordMismatch, TellHome, store};
use almanac::Date;
use chrono::Days;
use wamnet::OfficeNumber;

type Pairs = &'static [(&'static str, &'static str)];
/// Its state, how many days ago it was told, and for how many days it has been empty.
type Told = (&'static str, u64, u64);

/// A home: what is typed of it, and its rooms with what was told of them.
struct Sample {
    home: Pairs,
    rooms: &'static [(Pairs, Option<Told>)],
}

const SAMPLES: &[Sample] = &[
    Sample {
        home: &[
            ("name", "すみれの家 1号"),
            ("kind", "inclusive"),
            ("area", "本町"),
            ("contact", "管理者の携帯（平日の10時から16時）"),
            ("sex", "any"),
            ("disabilities", "mental intellectual"),
            ("level_from", "0"),
            ("level_to", "4"),
            ("night", "asleep"),
            ("day_out", "no"),
            ("helps", "medicine clinic"),
            ("smoking", "outside"),
            ("guarantor", "no"),
            ("talks", "fire"),
            ("skills", "crisis hospital"),
        ],
        rooms: &[
            (
                &[
                    ("name", "101"),
                    ("rent_yen", "38000"),
                    ("other_yen", "32000"),
                    ("aid_yen", "10000"),
                    ("trial", "yes"),
                    ("floor", "1"),
                ],
                Some(("vacant", 4, 40)),
            ),
            (
                &[("name", "203"), ("rent_yen", "36000"), ("other_yen", "32000"), ("floor", "2"), ("lift", "no")],
                Some(("trial", 4, 90)),
            ),
        ],
    },
    Sample {
        home: &[
            ("name", "けやき荘"),
            ("kind", "daytime"),
            ("area", "東町"),
            ("sex", "women"),
            ("disabilities", "intellectual"),
            ("night", "awake"),
            ("day_out", "yes"),
            ("guarantor", "yes"),
            ("skills", "symptoms crisis anger night"),
        ],
        rooms: &[(&[("name", "2階の東"), ("rent_yen", "42000")], Some(("vacant", 25, 430)))],
    },
    Sample {
        home: &[
            ("name", "みずき寮"),
            ("kind", "inclusive"),
            ("area", "緑町"),
            ("sex", "men"),
            ("skills", "symptoms night"),
        ],
        rooms: &[
            (&[("name", "A"), ("other_yen", "30000")], Some(("vacant", 70, 400))),
            (&[("name", "B")], Some(("taken", 12, 0))),
            (&[("name", "C")], None),
        ],
    },
];

/// Home, reasons, about somebody or not, from where, how many days ago.
/// Homes of the same offices that told not long ago.
const MORE: &[Sample] = &[
    Sample {
        home: &[
            ("name", "はなみずきの家"),
            ("kind", "inclusive"),
            ("area", "本町"),
            ("sex", "any"),
            ("disabilities", "mental"),
            ("level_from", "0"),
            ("level_to", "3"),
            ("night", "call"),
            ("term_years", "3"),
            ("day_out", "no"),
            ("helps", "medicine"),
            ("smoking", "no"),
            ("guarantor", "no"),
        ],
        rooms: &[
            (
                &[
                    ("name", "A"),
                    ("rent_yen", "35000"),
                    ("other_yen", "30000"),
                    ("aid_yen", "10000"),
                    ("floor", "1"),
                    ("bath", "own"),
                ],
                Some(("vacant", 6, 60)),
            ),
            (
                &[
                    ("name", "B"),
                    ("rent_yen", "35000"),
                    ("other_yen", "30000"),
                    ("aid_yen", "10000"),
                    ("floor", "2"),
                    ("lift", "no"),
                    ("bath", "own"),
                ],
                Some(("visiting", 6, 20)),
            ),
        ],
    },
    Sample {
        home: &[
            ("name", "あおば荘"),
            ("kind", "inclusive"),
            ("area", "緑町"),
            ("sex", "men"),
            ("disabilities", "mental intellectual"),
            ("level_from", "1"),
            ("level_to", "5"),
            ("night", "rounds"),
            ("term_years", "なし"),
            ("day_out", "yes"),
            ("ground_day_out", "1"),
            ("helps", "medicine clinic money"),
            ("smoking", "outside"),
            ("guarantor", "yes"),
            ("skills", "night crisis"),
        ],
        rooms: &[
            (
                &[
                    ("name", "1号室"),
                    ("rent_yen", "45000"),
                    ("other_yen", "33000"),
                    ("aid_yen", "10000"),
                    ("floor", "1"),
                    ("bath", "shared"),
                ],
                Some(("vacant", 9, 120)),
            ),
            (
                &[
                    ("name", "2号室"),
                    ("rent_yen", "45000"),
                    ("other_yen", "33000"),
                    ("aid_yen", "10000"),
                    ("floor", "2"),
                    ("lift", "no"),
                    ("bath", "shared"),
                ],
                Some(("vacant", 9, 380)),
            ),
        ],
    },
];

const MISMATCHES: &[(usize, &str, &str, &str, u64)] = &[
    (1, "disability symptoms", "yes", "みどり病院の相談室", 9),
    (1, "day_out", "no", "", 15),
    (1, "crisis night", "yes", "市の窓口", 21),
    (2, "night", "yes", "市の窓口", 30),
    (2, "stale", "no", "", 33),
    (0, "cost", "yes", "みどり病院の相談室", 40),
    (1, "crisis symptoms", "yes", "相談支援センター", 44),
    (2, "unknown night", "no", "", 52),
];

/// Keeps them all; the number of the first home's office.
///
/// # Errors
/// What the doors and the gate say.
pub async fn tell(app: &App, clerk: &Actor) -> Result<OfficeNumber, Fault> {
    let offices = providers::homes(app).await?;
    let mut homes = vec![];
    for (sample, office) in SAMPLES.iter().zip(&offices).chain(MORE.iter().zip(&offices)) {
        let form = HomeForm::parse(&texts(sample.home)).map_err(|_| ours())?;
        let permit = may::<AddHome>(app, clerk, *office).await?;
        let write = async |tx: &mut Tx, permit: &Permit<AddHome>| store::home::add(tx, permit, &form).await;
        let home = app.db().write(&permit, write).await?;
        for (room, told) in sample.rooms {
            let empty_for = told.map(|(_, _, days)| days).filter(|days| *days > 0);
            let room = add_room(app, clerk, home, texts(room), empty_for.map(|days| ago(app, days))).await?;
            if let Some((state, days, _)) = told {
                tell_room(app, clerk, (home, room), state, ago(app, *days)).await?;
            }
        }
        homes.push(home);
    }
    for (home, reasons, about, asked_by, days) in MISMATCHES {
        record(app, clerk, homes[*home], (reasons, about, asked_by), ago(app, *days)).await?;
    }
    offices.first().and_then(|office| office.number()).ok_or_else(ours)
}

async fn add_room(
    app: &App,
    clerk: &Actor,
    home: HomeId,
    mut texts: Texts,
    from: Option<Date>,
) -> Result<VacancyId, Fault> {
    texts.insert("vacant_from".into(), from.map_or_else(String::new, |day| day.to_string()));
    let form = RoomForm::parse(&texts).map_err(|_| ours())?;
    let permit = may::<AddVacancy>(app, clerk, home).await?;
    let write = async |tx: &mut Tx, permit: &Permit<AddVacancy>| store::room::add(tx, permit, &form).await;
    app.db().write(&permit, write).await
}

async fn tell_room(
    app: &App,
    clerk: &Actor,
    (home, room): (HomeId, VacancyId),
    state: &str,
    on: Date,
) -> Result<(), Fault> {
    let until = app.now().day().checked_add_days(Days::new(17)).filter(|_| state == "trial");
    let texts = [
        ("state", state.to_string()),
        ("as_of", on.to_string()),
        ("told_by", "管理者に電話で".into()),
        ("held_until", until.map_or_else(String::new, |day| day.to_string())),
        ("holder", if state == "trial" { "みどり病院の相談室".into() } else { String::new() }),
    ];
    let texts = texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect();
    let form = NoticeForm::parse(&texts, app.now().day()).map_err(|_| ours())?;
    let permit = may::<TellHome>(app, clerk, home).await?;
    let write =
        async |tx: &mut Tx, permit: &Permit<TellHome>| store::notice::tell(tx, permit, room, &form, false).await;
    app.db().write(&permit, write).await
}

async fn record(
    app: &App,
    clerk: &Actor,
    home: HomeId,
    (reasons, about, asked_by): (&str, &str, &str),
    on: Date,
) -> Result<(), Fault> {
    let on = on.to_string();
    let typed = [("on", on.as_str()), ("reasons", reasons), ("about", about), ("asked_by", asked_by)];
    let form = MismatchForm::parse(&texts(&typed), app.now().day()).map_err(|_| ours())?;
    let permit = may::<RecordMismatch>(app, clerk, home).await?;
    let write = async |tx: &mut Tx, permit: &Permit<RecordMismatch>| store::mismatch::record(tx, permit, &form).await;
    app.db().write(&permit, write).await.map(drop)
}

fn texts(pairs: &[(&str, &str)]) -> Texts {
    pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
}

fn ago(app: &App, days: u64) -> Date {
    let today = app.now().day();
    today.checked_sub_days(Days::new(days)).unwrap_or(today)
}

fn ours() -> Fault {
    Fault::broken("demo", "the sample rooms")
}
