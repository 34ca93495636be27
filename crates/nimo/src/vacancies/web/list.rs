//! Which rooms stand empty: those that others may look at, those that somebody has to ask about, and those that are kept.

use crate::access::Permit;
use crate::editing::read::{grouped, read_yen, yen_in_words};
use crate::layout::{Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers;
use crate::providers::model::{Provider, ProviderId};
use crate::vacancies::ListVacancies;
use crate::vacancies::model::{Criterion, Disability, HomeId, Notice, Sex, VacancyId, Yes};
use crate::vacancies::rules::fade::{AskAgain, Freshness, RoomStanding, has_stood_long, standing};
use crate::vacancies::rules::sought::SoughtRoom;
use crate::vacancies::store::{self, Home, Room, SeesHomes};
use almanac::Date;
use askama::Template;
use std::collections::BTreeMap;
use wamnet::Column;

/// A room as a row.
#[derive(Clone)]
pub struct Row {
    /// The room.
    pub id: VacancyId,
    /// Its home.
    pub home: HomeId,
    /// すみれの家 1号.
    pub home_name: String,
    /// The office behind it.
    pub provider: String,
    /// 本町.
    pub area: String,
    /// 101.
    pub name: String,
    /// How it stands.
    pub standing: RoomStanding,
    /// The mark.
    pub mark: &'static str,
    /// 空いている.
    pub state: String,
    /// 令和8年11月20日、管理者に電話で.
    pub told: String,
    /// あと5日で一覧から外れます; empty where there is nothing to say.
    pub fades: String,
    /// 令和8年10月1日から; empty where nobody told.
    pub vacant_from: String,
    /// Has it stood empty for a year?
    pub is_long: bool,
    /// Is it still to be empty?
    pub is_later: bool,
    /// What the home asks for, in short.
    pub accepts: String,
    /// 月83,000円; empty where nobody told.
    pub cost: String,
    /// 体験できる.
    pub trial: bool,
    /// What has to be asked before it is known to fit.
    pub asks: String,
    /// The telephone, and how it is dialled.
    pub phone: (String, Option<String>),
}

/// The rooms of the office, each with its home and its office.
pub struct All {
    /// The homes.
    pub homes: Vec<Home>,
    /// Their rooms.
    pub rooms: Vec<Room>,
    /// The offices behind them.
    pub providers: BTreeMap<ProviderId, Provider>,
}

impl All {
    /// Reads them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of<A: SeesHomes>(ask: &Ask, permit: &Permit<A>) -> Result<All, Fault> {
        let read = async |tx: &mut Tx| {
            let homes = store::home::list(tx, permit).await?;
            let rooms = store::room::list(tx, permit).await?;
            let ids: Vec<ProviderId> = homes.iter().map(|home| home.provider).collect();
            Ok((homes, rooms, providers::store::named(tx, permit, &ids).await?))
        };
        let (homes, rooms, providers) = ask.read(read).await?;
        Ok(All { homes, rooms, providers: providers.into_iter().map(|one| (one.id, one)).collect() })
    }

    /// The rows of those that fit, home by home.
    pub fn rows(&self, sought: &SoughtRoom, today: Date) -> Vec<Row> {
        let of_home = |home: &Home| {
            let provider = self.providers.get(&home.provider);
            let rooms: Vec<Row> = self
                .rooms
                .iter()
                .filter(|room| room.home == home.id)
                .filter_map(|room| {
                    let asks = sought.asks(&home.form, &room.form)?;
                    Some(row(home, room, provider, asks, today))
                })
                .collect();
            rooms
        };
        self.homes.iter().flat_map(of_home).collect()
    }
}

/// A room as a row.
pub fn row(home: &Home, room: &Room, provider: Option<&Provider>, asks: Vec<&'static str>, today: Date) -> Row {
    let notice = room.notice.as_ref();
    let standing = standing(notice, today);
    let state = notice.map_or("知らせがない", |notice| notice.state.label()).to_string();
    let left = notice.map_or(0, |notice| (notice.expires_on - today).num_days());
    let vacant_from = room.vacant_since();
    Row {
        id: room.id,
        home: home.id,
        home_name: home.form.name.clone(),
        provider: provider.map_or_else(String::new, |one| one.name().to_string()),
        area: home.form.area.clone(),
        name: room.form.name.clone(),
        mark: match standing {
            RoomStanding::Open(Freshness::Fresh) => "tied",
            RoomStanding::Open(_) => "going",
            RoomStanding::Held => "ahead",
            RoomStanding::Ask(_) => "late",
            RoomStanding::Gone => "out",
        },
        state: match standing {
            RoomStanding::Ask(AskAgain::Untold) => state,
            RoomStanding::Ask(why) => format!("{state}（{}）", why.label()),
            _ => state,
        },
        told: notice.map_or_else(String::new, |notice| {
            format!("{}、{}{}", almanac::in_words(notice.as_of), notice.told_by, kept_until(notice))
        }),
        fades: match standing {
            RoomStanding::Open(Freshness::Fading) if left == 0 => "きょうで一覧から外れます".into(),
            RoomStanding::Open(Freshness::Fading) => format!("あと{left}日で一覧から外れます"),
            _ => String::new(),
        },
        vacant_from: vacant_from.map_or_else(String::new, |day| {
            format!("{}{}", almanac::in_words(day), if day > today { "に空く" } else { "から" })
        }),
        is_long: has_stood_long(vacant_from, today),
        is_later: vacant_from.is_some_and(|day| day > today),
        accepts: accepts(home),
        cost: room.form.cost_yen().map_or_else(String::new, |cost| format!("月{}", yen_in_words(cost))),
        trial: room.form.trial == Some(Yes::Yes),
        asks: asks.join("、"),
        phone: provider.map_or_else(Default::default, |one| {
            (one.cells.get(Column::Phone).to_string(), one.cells.dials(Column::Phone))
        }),
        standing,
    }
}

/// Until when a room is kept, in brackets; empty where it is not. By whom is for those who keep the room's history.
pub fn kept_until(notice: &Notice) -> String {
    notice.holding.until.map_or_else(String::new, |until| format!("（{}まで）", almanac::in_words(until)))
}

/// What a home asks for in short; what nobody told is left out.
fn accepts(home: &Home) -> String {
    const SHORT: [Criterion; 5] =
        [Criterion::Sex, Criterion::Disabilities, Criterion::Level, Criterion::Night, Criterion::Term];
    let told = SHORT.into_iter().filter_map(|criterion| {
        let told = home.form.told(criterion)?;
        Some(match criterion {
            Criterion::Night => format!("夜は{told}"),
            Criterion::Sex if home.form.sex == Some(Sex::Any) => "性別は問わない".into(),
            _ => told,
        })
    });
    told.collect::<Vec<_>>().join("・")
}

/// What the address looks for.
pub struct LookedFor {
    /// Understood.
    pub sought: SoughtRoom,
    /// What was typed as the cost.
    pub cost: String,
    /// Was the cost typed and not understood?
    pub is_cost_odd: bool,
}

impl LookedFor {
    /// Reads the address.
    pub fn of(ask: &Ask) -> LookedFor {
        let cost = ask.query.get("cost").trim().to_string();
        let sought = SoughtRoom {
            sex: Sex::parse(ask.query.get("sex")).filter(|sex| *sex != Sex::Any),
            disability: Disability::parse(ask.query.get("kind")),
            cost_yen: read_yen(&cost),
            trial: ask.query.get("trial") == "yes",
            stays: ask.query.get("stays") == "yes",
        };
        LookedFor { is_cost_odd: !cost.is_empty() && sought.cost_yen.is_none(), sought, cost }
    }

    /// As a query, for the papers.
    pub fn query(&self) -> String {
        let SoughtRoom { sex, disability, cost_yen, trial, stays } = &self.sought;
        let mut parts = vec![];
        parts.extend(sex.map(|sex| format!("sex={}", sex.code())));
        parts.extend(disability.map(|kind| format!("kind={}", kind.code())));
        parts.extend(cost_yen.map(|cost| format!("cost={cost}")));
        parts.extend(trial.then(|| "trial=yes".to_string()));
        parts.extend(stays.then(|| "stays=yes".to_string()));
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }

    /// In words, for a paper.
    pub fn in_words(&self) -> String {
        let SoughtRoom { sex, disability, cost_yen, trial, stays } = &self.sought;
        let mut parts = vec![];
        parts.extend(sex.map(|sex| format!("{}が住める", sex.label())));
        parts.extend(disability.map(|kind| format!("{}を受け入れる", kind.label())));
        parts.extend(cost_yen.map(|cost| format!("月{}までで住める", yen_in_words(cost))));
        parts.extend(trial.then(|| "体験できる".to_string()));
        parts.extend(stays.then(|| "日中も居られる".to_string()));
        parts.join("、")
    }
}

#[derive(Template)]
#[template(path = "vacancies/views/list.html")]
struct ListPage {
    frame: Frame,
    sentence: String,
    has_homes: bool,
    looked: LookedFor,
    query: String,
    sexes: Vec<Option3>,
    kinds: Vec<Option3>,
    open: Vec<Row>,
    ask: Vec<Row>,
    held: Vec<Row>,
    long: usize,
    may_keep: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListVacancies>(ask.office()?).await?;
    let looked = LookedFor::of(&ask);
    let all = All::of(&ask, &permit).await?;
    let rows = all.rows(&looked.sought, ask.now.day());
    let of = |wanted: fn(&RoomStanding) -> bool| -> Vec<Row> {
        rows.iter().filter(|row| wanted(&row.standing)).cloned().collect()
    };
    let open = of(|standing| matches!(standing, RoomStanding::Open(_)));
    let asked = of(|standing| matches!(standing, RoomStanding::Ask(_)));
    let option = |value: &str, label: &str, is: bool| Option3(value.into(), label.into(), is);
    let sexes = [Sex::Men, Sex::Women].map(|sex| option(sex.code(), sex.label(), looked.sought.sex == Some(sex)));
    let kinds =
        Disability::ALL.iter().map(|kind| option(kind.code(), kind.label(), looked.sought.disability == Some(*kind)));
    let page = ListPage {
        frame: Frame::of("空室", ask.actor.signed_in(), Place::Vacancies).saying(ask.query.get("said")),
        sentence: sentence(&looked, &open, &asked, !all.homes.is_empty()),
        has_homes: !all.homes.is_empty(),
        query: looked.query(),
        sexes: std::iter::once(option("", "問わない", looked.sought.sex.is_none())).chain(sexes).collect(),
        kinds: std::iter::once(option("", "問わない", looked.sought.disability.is_none())).chain(kinds).collect(),
        looked,
        held: of(|standing| *standing == RoomStanding::Held),
        long: open.iter().filter(|row| row.is_long).count(),
        open,
        ask: asked,
        may_keep: ask.could::<crate::vacancies::SetVacancyRule>(ask.office()?).await?,
    };
    Reply::page(&page)
}

fn sentence(looked: &LookedFor, open: &[Row], asked: &[Row], has_homes: bool) -> String {
    if !has_homes {
        return "空室の一覧は、まだありません。".into();
    }
    let count = |count: usize| grouped(i64::try_from(count).unwrap_or(i64::MAX));
    let where_ = looked.in_words();
    let where_ = if where_.is_empty() { "いま".to_string() } else { format!("{where_}部屋で、いま") };
    let fading = open.iter().filter(|row| !row.fades.is_empty()).count();
    let later = open.iter().filter(|row| row.is_later).count();
    let mut told = match open.len() - later {
        0 => format!("{where_}空いていると分かっている部屋は、ありません。"),
        now => format!("{where_}空いている部屋は、{}室です。", count(now)),
    };
    let asks = open.iter().filter(|row| !row.asks.is_empty()).count();
    if asks > 0 {
        told += &format!("うち{asks}室は、先に確かめることがあります。");
    }
    if later > 0 {
        told += &format!("これから空く部屋が、{}室あります。", count(later));
    }
    if fading > 0 {
        told += &format!("{fading}室は、そろそろ確かめる日です。");
    }
    if !asked.is_empty() {
        told += &format!("聞き直す部屋が、{}室あります。", count(asked.len()));
    }
    told
}
