//! One member's sheet: his own, or one that the secretariat typed from paper.

use super::round::account;
use super::{RoundFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::accounts;
use crate::accounts::model::AccountId;
use crate::issues::model::IssueId;
use crate::issues::score::model::{Point, RoundId, RoundState, Score, Scores, Source};
use crate::issues::score::rules::{RoundRefusal, Wish, may};
use crate::issues::score::{ScoreIssues, TypeSheet};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Named, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A sheet as it stands.
#[derive(Clone, Default)]
pub struct Sheet {
    /// How it came in; none when nothing did.
    pub source: Option<Source>,
    /// How often it was saved.
    pub version: i64,
    /// What it says.
    pub scores: Scores,
}

/// A member's sheet, as far as the secretariat may see it.
pub enum Held {
    /// Nothing came in, or what was typed from paper.
    Paper(Sheet),
    /// The member gave his points himself. They are not read here.
    Screen,
}

/// What became of saving a sheet.
pub enum Kept {
    /// It stands.
    Yes,
    /// Nothing was different.
    Unchanged,
    /// Somebody saved since it was shown; this stands now.
    Lost(Box<Sheet>),
    /// The round takes none.
    Refused(RoundRefusal),
    /// The member gave his points himself.
    OnScreen,
    /// The member is not asked here, has left the council or uses nimo no more.
    Gone,
}

/// Whether a member answered; never what.
pub struct Answered {
    /// The account.
    pub account: AccountId,
    /// The name as it was when the round was opened.
    pub name: String,
    /// How the answer came in; none when no point did.
    pub source: Option<Source>,
}

/// The actor's own sheet.
pub async fn own(tx: &mut Tx, permit: &Permit<ScoreIssues>) -> Result<Sheet, Fault> {
    sheet(tx, permit.facts().id(), own_account(permit)?).await
}

/// A member's sheet, if it was typed from paper.
pub async fn typed(tx: &mut Tx, permit: &Permit<TypeSheet>, member: AccountId) -> Result<Held, Fault> {
    let round = permit.facts().id();
    if source(tx, round, member).await?.map(|(source, _)| source) == Some(Source::Screen) {
        return Ok(Held::Screen);
    }
    Ok(Held::Paper(sheet(tx, round, member).await?))
}

/// Who is asked, and who has answered.
pub async fn answered(tx: &mut Tx, permit: &Permit<TypeSheet>) -> Result<Vec<Answered>, Fault> {
    let rows = sqlx::query(
        "select m.account, m.name,
           (select h.source from score_sheet h where h.office = m.office and h.round = m.round and h.account = m.account
              and exists (select 1 from score s where s.office = h.office and s.round = h.round and s.account = h.account
                and (s.feasibility is not null or s.effect is not null))) as source
         from round_member m where m.office = $1 and m.round = $2 order by m.name, m.account",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    let one = |row: &AnyRow| {
        let source: Option<String> = row.try_get("source")?;
        let source = source.map(|code| Source::parse(&code).ok_or_else(unreadable)).transpose()?;
        Ok(Answered { account: account(row)?, name: row.try_get("name")?, source })
    };
    rows.iter().map(one).collect()
}

/// Saves the actor's own sheet. What was typed from paper becomes his.
pub async fn keep_own(tx: &mut Tx, permit: &Permit<ScoreIssues>, version: i64, scores: &Scores) -> Result<Kept, Fault> {
    let kept = keep(tx, permit, own_account(permit)?, Source::Screen, version, scores).await?;
    if matches!(kept, Kept::Yes) {
        let line = Line::<Nameless>::new("round.scored", RoundFacts::KIND, permit.facts().id());
        trail::record(tx, permit, line).await?;
    }
    Ok(kept)
}

/// Saves what stands on a member's printed sheet. The line names the member in the plane of persons, and no figure.
pub async fn keep_typed(
    tx: &mut Tx,
    permit: &Permit<TypeSheet>,
    member: AccountId,
    version: i64,
    scores: &Scores,
) -> Result<Kept, Fault> {
    let round = permit.facts().id();
    let belongs = accounts::store::members(tx, permit, permit.facts().council()).await?;
    let is_asked = answered(tx, permit).await?.iter().any(|asked| asked.account == member);
    if !is_asked || belongs.iter().all(|(account, _)| *account != member) {
        return Ok(Kept::Gone);
    }
    if source(tx, round, member).await?.map(|(source, _)| source) == Some(Source::Screen) {
        return Ok(Kept::OnScreen);
    }
    let kept = keep(tx, permit, member, Source::Paper, version, scores).await?;
    if matches!(kept, Kept::Yes) {
        let line = Line::<Named>::new("round.typed", RoundFacts::KIND, round).detail(member.to_string());
        trail::record(tx, permit, line).await?;
    }
    Ok(kept)
}

async fn keep<A: Action<On = RoundFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    member: AccountId,
    from: Source,
    version: i64,
    scores: &Scores,
) -> Result<Kept, Fault> {
    if let Err(refusal) = may(permit.facts().state(), Wish::Score) {
        return Ok(Kept::Refused(refusal));
    }
    let round = permit.facts().id();
    let present = sheet(tx, round, member).await?;
    let is_same = scores.iter().all(|(issue, score)| present.scores.get(issue).cloned().unwrap_or_default() == *score);
    if is_same && (present.source == Some(from) || present.source.is_none()) {
        return Ok(Kept::Unchanged);
    }
    if present.version != version {
        return Ok(Kept::Lost(Box::new(present)));
    }
    sqlx::query(
        "insert into score_sheet (office, round, account, source, typed_by, version, at) values ($1, $2, $3, $4, $5, 1, $6)
         on conflict (office, round, account) do update set source = excluded.source, typed_by = excluded.typed_by,
           version = score_sheet.version + 1, at = excluded.at",
    )
    .bind(tx.office().0)
    .bind(round.to_string())
    .bind(member.to_string())
    .bind(from.code())
    .bind(permit.actor().spelled())
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    for (issue, score) in scores {
        put(tx, round, member, *issue, score).await?;
    }
    Ok(Kept::Yes)
}

async fn put(tx: &mut Tx, round: RoundId, member: AccountId, issue: IssueId, score: &Score) -> Result<(), Fault> {
    let figure = |point: Option<Point>| point.map(|point| i64::from(point.figure()));
    sqlx::query(
        "insert into score (office, round, account, issue, feasibility, effect, remark) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (office, round, account, issue) do update set feasibility = excluded.feasibility,
           effect = excluded.effect, remark = excluded.remark",
    )
    .bind(tx.office().0)
    .bind(round.to_string())
    .bind(member.to_string())
    .bind(issue.to_string())
    .bind(figure(score.feasibility))
    .bind(figure(score.effect))
    .bind(score.remark.as_str())
    .execute(tx.sql())
    .await?;
    Ok(())
}

async fn source(tx: &mut Tx, round: RoundId, member: AccountId) -> Result<Option<(Source, i64)>, Fault> {
    let row = sqlx::query("select source, version from score_sheet where office = $1 and round = $2 and account = $3")
        .bind(tx.office().0)
        .bind(round.to_string())
        .bind(member.to_string())
        .fetch_optional(tx.sql())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let source = Source::parse(row.try_get("source")?).ok_or_else(unreadable)?;
    Ok(Some((source, row.try_get("version")?)))
}

async fn sheet(tx: &mut Tx, round: RoundId, member: AccountId) -> Result<Sheet, Fault> {
    let Some((source, version)) = source(tx, round, member).await? else { return Ok(Sheet::default()) };
    let rows = sqlx::query(
        "select issue, feasibility, effect, remark from score where office = $1 and round = $2 and account = $3",
    )
    .bind(tx.office().0)
    .bind(round.to_string())
    .bind(member.to_string())
    .fetch_all(tx.sql())
    .await?;
    Ok(Sheet { source: Some(source), version, scores: rows.iter().map(score).collect::<Result<_, Fault>>()? })
}

/// Every sheet of a round that takes points no more, without names: to be added up.
///
/// # Errors
/// [`Fault::Lost`] while the round takes points: whoever saw figures before and after one answer would know whose they are.
pub(super) async fn nameless<A: Action<On = RoundFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Vec<Scores>, Fault> {
    if permit.facts().state() == RoundState::Open {
        return Err(Fault::Lost);
    }
    let rows = sqlx::query(
        "select account, issue, feasibility, effect, remark from score where office = $1 and round = $2 order by account",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    let mut sheets: Vec<(String, Scores)> = vec![];
    for row in &rows {
        let account: String = row.try_get("account")?;
        let (issue, score) = score(row)?;
        match sheets.last_mut().filter(|(last, _)| *last == account) {
            Some((_, sheet)) => drop(sheet.insert(issue, score)),
            None => sheets.push((account, Scores::from([(issue, score)]))),
        }
    }
    Ok(sheets.into_iter().map(|(_, sheet)| sheet).collect())
}

fn score(row: &AnyRow) -> Result<(IssueId, Score), Fault> {
    let point = |column| {
        let figure: Option<i64> = row.try_get(column)?;
        figure.map(|figure| Point::of(figure).ok_or_else(unreadable)).transpose()
    };
    let (feasibility, effect) = (point("feasibility")?, point("effect")?);
    let issue = IssueId::parse(row.try_get("issue")?).ok_or_else(unreadable)?;
    Ok((issue, Score { feasibility, effect, remark: row.try_get("remark")? }))
}

fn own_account(permit: &Permit<ScoreIssues>) -> Result<AccountId, Fault> {
    Ok(permit.actor().signed_in().ok_or(Fault::SignedOut)?.account)
}
