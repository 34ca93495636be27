//! What became of the last sheet's opinions: eight issues, one answer, and two ends that are still open.

use crate::access::{Actor, Permit};
use crate::app::App;
use crate::council::meeting::ReadMeeting;
use crate::council::meeting::model::{BlockKind, MeetingId};
use crate::council::meeting::store::{self as meetings, Block};
use crate::council::model::CouncilId;
use crate::demo::seed::{OFFICE, may, next_day, ours};
use crate::issues::model::{AnswerKind, IssueForm, IssueId, Solver, Stage};
use crate::issues::{RaiseIssue, SettleFate, StepIssue, store};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use almanac::FiscalYear;

/// An issue of the sample town.
struct Known {
    title: &'static str,
    matter: &'static str,
    elements: &'static [&'static str],
    solvers: &'static [Solver],
    owner: &'static str,
    /// The opinions that led to it, by their number from 1.
    opinions: &'static [usize],
}

const ISSUES: [Known; 8] = [
    Known {
        title: "窓口まで来られない人に、こちらから出向く仕組みがない",
        matter: "家を訪ねる人と、訪ねたあとにつなぐ先が決まっていない。",
        elements: &["welfare_care", "mutual_aid"],
        solvers: &[Solver::Town],
        owner: "",
        opinions: &[1],
    },
    Known {
        title: "退院を考えるとき、一緒に歩く人が足りない",
        matter: "",
        elements: &["welfare_care"],
        solvers: &[Solver::Town, Solver::Area],
        owner: "相談支援係",
        opinions: &[2],
    },
    Known {
        title: "退院後に使える支援のことが、入院している人に届いていない",
        matter: "病棟で支援の話を聞く機会がなく、家族も使い方を知らない。\n令和5年度に地域移行支援を使った人は1人だった。",
        elements: &["medical", "awareness"],
        solvers: &[Solver::Town, Solver::Area],
        owner: "相談支援係",
        opinions: &[2, 6],
    },
    Known {
        title: "近所や商店の人が、声の掛け方を学ぶ場がない",
        matter: "",
        elements: &["mutual_aid", "awareness"],
        solvers: &[Solver::Town, Solver::Private],
        owner: "障害福祉係",
        opinions: &[3, 10],
    },
    Known {
        title: "災害のとき、一人で暮らす人が取り残される",
        matter: "",
        elements: &[],
        solvers: &[],
        owner: "",
        opinions: &[4],
    },
    Known {
        title: "空いている部屋や家と、住まいをさがす人とがつながっていない",
        matter: "足りないと言われるグループホームに、空いたままの部屋がある。なぜ合わないのかを確かめていない。",
        elements: &["housing"],
        solvers: &[Solver::Town, Solver::Private],
        owner: "相談支援係",
        opinions: &[5, 11],
    },
    Known {
        title: "計画相談の事業所と、そこで働く人が減っている",
        matter: "",
        elements: &["welfare_care"],
        solvers: &[Solver::Town, Solver::Prefecture],
        owner: "",
        opinions: &[7, 12],
    },
    Known {
        title: "市内に就労継続支援Ａ型の事業所がない",
        matter: "",
        elements: &["participation"],
        solvers: &[],
        owner: "",
        opinions: &[13],
    },
];

/// The opinion that was answered; what is in neither list stays open.
const ANSWERED: (usize, &str) = (8, "資料3に「何で測るか」の欄を加え、次の会議に出すと答えた。");

/// Works through the opinions of the meeting, as the clerk does; the issues in their order. The first is examined by the part.
pub async fn settle(
    app: &App,
    actor: &Actor,
    (council, part): (CouncilId, CouncilId),
    meeting: MeetingId,
) -> Result<Vec<IssueId>, Fault> {
    let reading = may::<ReadMeeting>(app, actor, meeting).await?;
    let read = async |tx: &mut Tx| Ok((meetings::find(tx, &reading).await?, meetings::blocks(tx, &reading).await?));
    let (held, blocks) = app.db().read(OFFICE, read).await?;
    let year = held.form.fiscal_year.ok_or_else(ours)?;
    let opinions: Vec<&Block> = blocks.iter().filter(|block| block.form.kind == BlockKind::Opinion).collect();
    let mut issues = vec![];
    for (known, place) in ISSUES.iter().zip(0..) {
        let mut form = form(known);
        if place == 0 {
            (form.part, form.return_on) = (Some(part), Some(next_day(app)?));
        }
        issues.push(raise(app, actor, (council, meeting, year), &form, &picked(&opinions, known)?).await?);
    }
    let (number, reason) = ANSWERED;
    let block = opinions.get(number - 1).ok_or_else(ours)?;
    let settling = may::<SettleFate>(app, actor, block.id).await?;
    let write = async |tx: &mut Tx, permit: &Permit<SettleFate>| {
        store::answer(tx, permit, block.version, AnswerKind::OnTheSpot, reason).await
    };
    app.db().write(&settling, write).await?;
    for (place, stage, reason) in [
        (2, Stage::Examined, ""),
        (2, Stage::Adopted, "病院での説明会から始める"),
        (5, Stage::Examined, "空いている部屋を、まず数える"),
    ] {
        step(app, actor, issues[place], stage, reason, meeting).await?;
    }
    Ok(issues)
}

fn form(known: &Known) -> IssueForm {
    IssueForm {
        matter: known.matter.into(),
        elements: known.elements.iter().map(ToString::to_string).collect(),
        solvers: known.solvers.to_vec(),
        owner: known.owner.into(),
        ..IssueForm::titled(known.title)
    }
}

fn picked<'a>(opinions: &[&'a Block], known: &Known) -> Result<Vec<&'a Block>, Fault> {
    known.opinions.iter().map(|number| opinions.get(number - 1).copied().ok_or_else(ours)).collect()
}

/// Issue and fates in one closure, as when a clerk picks them.
async fn raise(
    app: &App,
    actor: &Actor,
    (council, meeting, year): (CouncilId, MeetingId, FiscalYear),
    form: &IssueForm,
    picked: &[&Block],
) -> Result<IssueId, Fault> {
    let mut settling = vec![];
    for block in picked {
        settling.push((may::<SettleFate>(app, actor, block.id).await?, block.version));
    }
    let raising = may::<RaiseIssue>(app, actor, council).await?;
    let write = async |tx: &mut Tx, permit: &Permit<RaiseIssue>| {
        let issue = store::raise(tx, permit, year, form, &[("Meeting", meeting.to_string())]).await?;
        for (permit, version) in &settling {
            store::join_opinions(tx, permit, *version, issue, true).await?;
        }
        Ok(issue)
    };
    app.db().write(&raising, write).await
}

async fn step(
    app: &App,
    actor: &Actor,
    issue: IssueId,
    stage: Stage,
    reason: &str,
    meeting: MeetingId,
) -> Result<(), Fault> {
    let permit = may::<StepIssue>(app, actor, issue).await?;
    let write =
        async |tx: &mut Tx, permit: &Permit<StepIssue>| store::step(tx, permit, stage, reason, Some(meeting)).await;
    app.db().write(&permit, write).await
}
