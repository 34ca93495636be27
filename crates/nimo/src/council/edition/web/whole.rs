//! Everything that confirming rests on, as the rows stand in one transaction.

use crate::access::{Action, Facts, Permit};
use crate::council::charter::model::{CharterForm, Confirmation, DayCount, NameDisplay};
use crate::council::charter::rules::in_force;
use crate::council::clock::rules::due_after;
use crate::council::edition::model::{Body, Confirmed, ConfirmingWay, EditionStage, Said, Withheld, Written};
use crate::council::edition::print::{self, Minutes};
use crate::council::edition::rules::{Change, Standing, changes, lacks};
use crate::council::edition::store::{self, Correction, Edition, Frozen, Window};
use crate::council::meeting::store::{self as meetings, Block, Item, Meeting, MeetingFacts};
use crate::council::redaction::rules::{Cover, CoverStyle, Redactions, outgrown, tells_too_much};
use crate::council::redaction::store as redactions;
use crate::council::seat::rules::RosterCopy;
use crate::council::seat::store::everybody;
use crate::council::sheet_form;
use crate::council::telling::model::Audience;
use crate::council::telling::rules::{Reading, Tellings, closed, reading};
use crate::council::telling::store as tellings;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::hash;
use crate::plumbing::web::Ask;
use almanac::{Date, OfficeCalendar};
use chrono::NaiveDateTime;
use minutes::{Known, SheetForm};
use press::{Fonts, OnMissing};
use std::cell::OnceCell;

/// So many days members have where the council's rules name none.
const USUAL_DAYS: u32 = 14;

/// Minutes, what others read of them, and how far they are confirmed.
pub(super) struct Whole {
    pub meeting: Meeting,
    pub items: Vec<Item>,
    pub blocks: Vec<Block>,
    pub tellings: Tellings,
    marks: Redactions,
    pub charters: Vec<CharterForm>,
    form: SheetForm,
    /// What members and the secretariat may be told beside the rows, and what everybody may.
    known: Known,
    known_public: Known,
    /// How minutes name members to everybody.
    names: Option<NameDisplay>,
    pub window: Option<Window>,
    pub corrections: Vec<Correction>,
    pub editions: Vec<Edition>,
    /// Who was there, as the minutes name them.
    pub present: Vec<String>,
    /// What the last confirmed editions say, and for whom.
    last: Vec<(Audience, Body)>,
    /// The draft that members were asked to look at.
    draft: Option<Body>,
    /// The minutes as each of [`Audience::ALL`] reads them, once they were asked for: to write them out takes a while.
    written: [OnceCell<Written>; 3],
}

impl Whole {
    pub(super) async fn of<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Whole, Fault> {
        let id = permit.facts().id();
        let meeting = meetings::find(tx, permit).await?;
        let editions = store::editions(tx, permit, id).await?;
        let finals = editions.iter().filter(|one| one.stage == EditionStage::Final);
        let newest = finals.clone().map(|one| one.number).max();
        let mut last = vec![];
        for one in finals.filter(|one| Some(one.number) == newest) {
            last.extend(store::still_there(tx, permit, one.id).await?.map(|body| (one.audience, body)));
        }
        last.sort_by_key(|(audience, _)| *audience);
        let window = store::newest(tx, permit, id).await?;
        let is_draft = |one: &&Edition| {
            one.stage == EditionStage::Asked && window.as_ref().is_some_and(|window| window.number == one.number)
        };
        let draft = match editions.iter().find(is_draft) {
            Some(draft) => store::still_there(tx, permit, draft.id).await?,
            None => None,
        };
        let charters = everybody(tx, permit, permit.facts().council()).await?.charters;
        let (form, _) = sheet_form::store::of_meeting(tx, permit, &meeting).await?;
        let present = meeting.form.present.iter().flatten().map(|person| person.name.clone()).collect();
        Ok(Whole {
            items: meetings::items(tx, permit).await?,
            blocks: meetings::blocks(tx, permit).await?,
            tellings: tellings::of_meeting(tx, permit, id).await?,
            marks: redactions::of_meeting(tx, permit, id).await?,
            known: sheet_form::store::known_beside(tx, permit, &meeting, RosterCopy::Council).await?,
            known_public: sheet_form::store::known_beside(tx, permit, &meeting, RosterCopy::Public).await?,
            names: in_force(&charters, meeting.form.held_on.unwrap_or(permit.now().day()))
                .and_then(|charter| charter.name_display),
            charters,
            form,
            window,
            corrections: store::corrections(tx, permit, id).await?,
            meeting,
            editions,
            present,
            last,
            draft,
            written: Default::default(),
        })
    }

    /// The edition of the council's rules that held on the day of the meeting.
    pub(super) fn charter(&self, today: Date) -> Option<&CharterForm> {
        in_force(&self.charters, self.meeting.form.held_on.unwrap_or(today))
    }

    /// Who confirms.
    pub(super) fn rule(&self, today: Date) -> Option<Confirmation> {
        self.charter(today).and_then(|charter| charter.confirmation)
    }

    /// Until when members look who are asked today; a window of two weeks where the rules name none.
    pub(super) fn due_on(&self, today: Date) -> Option<Date> {
        let rule = self.charter(today).map(|charter| (charter.confirmation_days, charter.counts_in()));
        let (days, count) = rule.unwrap_or((None, DayCount::Calendar));
        due_after(&OfficeCalendar::default(), today, (days.unwrap_or(USUAL_DAYS), count))
    }

    /// What decides whether the minutes may be confirmed.
    pub(super) fn standing(&self, today: Date) -> Standing<'_> {
        Standing {
            rule: self.rule(today),
            window: self.window.as_ref().map(|window| &window.form),
            unanswered: self.corrections.iter().filter(|one| one.form.verdict.is_none()).count(),
            confirmed: self.window.as_ref().map_or(&[], |window| &window.confirmed),
            present: &self.present,
            closed: self.closed(),
            is_final: self.finals() > 0,
            today,
        }
    }

    /// What is lacking before they are confirmed, or put right.
    pub(super) fn lacks(&self, today: Date) -> Vec<String> {
        lacks(&self.standing(today))
    }

    /// The minutes as this audience reads them now.
    pub(super) fn written(&self, audience: Audience) -> &Written {
        self.written[audience as usize].get_or_init(|| self.write(audience))
    }

    fn write(&self, audience: Audience) -> Written {
        let minutes = Minutes {
            meeting: &self.meeting,
            items: &self.items,
            blocks: &self.blocks,
            tellings: &self.tellings,
            form: &self.form,
            known: match audience {
                Audience::Public => &self.known_public,
                _ => &self.known,
            },
            names: self.names,
            marks: &self.marks,
        };
        print::written(&minutes, audience)
    }

    /// Does an edition for everybody tell what by now is not for everybody?
    pub(super) fn tells_too_much(&self, frozen: &Written) -> bool {
        let pair = |one: &Said| (one.id.clone(), one.words.clone());
        let now: Vec<(String, String)> = self.written(Audience::Public).said.iter().map(pair).collect();
        let now: Vec<(&str, &str)> = now.iter().map(|(id, words)| (id.as_str(), words.as_str())).collect();
        let is_rewritten = |id: &str| {
            let block = self.blocks.iter().find(|block| block.id.to_string() == id);
            block.is_some_and(|block| {
                let telling = self.tellings.get(&block.id);
                reading(telling, Audience::Public, &block.form.speaker, &block.form.text)
                    != Reading::Words(&block.form.text)
            })
        };
        let parts = frozen.said.iter().map(|one| (one.id.as_str(), one.words.as_str()));
        tells_too_much(parts, &now, &self.marks, is_rewritten)
    }

    /// So many editions were confirmed.
    pub(super) fn finals(&self) -> i64 {
        self.of_stage(EditionStage::Final).map(|one| one.number).max().unwrap_or(0)
    }

    /// So many times members were asked.
    pub(super) fn asked(&self) -> i64 {
        self.of_stage(EditionStage::Asked).map(|one| one.number).max().unwrap_or(0)
    }

    /// So many blocks are closed to somebody until they are looked at.
    pub(super) fn closed(&self) -> usize {
        let mut all = closed(&self.blocks, &self.tellings);
        all.extend(
            outgrown(&self.blocks, &self.tellings, &self.marks)
                .into_iter()
                .filter(|id| !all.contains(id))
                .collect::<Vec<_>>(),
        );
        all.len()
    }

    /// The confirmed edition of the newest number for this audience.
    pub(super) fn newest(&self, audience: Audience) -> Option<&Edition> {
        self.of_stage(EditionStage::Final).filter(|one| one.audience == audience).max_by_key(|one| one.number)
    }

    fn of_stage(&self, stage: EditionStage) -> impl Iterator<Item = &Edition> {
        self.editions.iter().filter(move |one| one.stage == stage)
    }

    /// What the minutes say otherwise by now than the last confirmed editions do: for whom, and what.
    pub(super) fn changed(&self) -> Vec<(Audience, Vec<Change>)> {
        let of =
            |(audience, last): &(Audience, Body)| (*audience, told_changes(&last.written, self.written(*audience)));
        self.last.iter().map(of).filter(|(_, changes)| !changes.is_empty()).collect()
    }

    /// What members would confirm otherwise than the draft says that they were given.
    pub(super) fn since_draft(&self) -> Vec<Change> {
        let draft = self.draft.as_ref().filter(|_| self.finals() == 0);
        draft.map_or_else(Vec::new, |draft| changes(&draft.written.said, &self.written(Audience::Members).said))
    }

    /// A mark of what each of its readers would read.
    fn prints(&self) -> Result<[String; 3], Fault> {
        let mut marks = [String::new(), String::new(), String::new()];
        for (mark, audience) in marks.iter_mut().zip(Audience::ALL) {
            let body = serde_json::to_string(self.written(audience)).map_err(|_| unwritable())?;
            *mark = hash(&body);
        }
        Ok(marks)
    }

    /// A mark of all that would be confirmed.
    pub(super) fn seen(&self) -> Result<String, Fault> {
        let confirmed = self.window.as_ref().map_or(&[][..], |window| &window.confirmed);
        Ok(hash(&format!("{} {} {}", self.prints()?.join(" "), self.finals(), who(confirmed))))
    }

    /// What an edition says, for one audience.
    pub(super) fn body(
        &self,
        audience: Audience,
        (stage, number): (EditionStage, i64),
        (office, dated, today): (&str, NaiveDateTime, Date),
        reason: &str,
    ) -> Body {
        let mut written = self.written(audience).clone();
        if stage == EditionStage::Asked {
            written.outline.heading.push_str("（案）");
            written.outline.foot.push_str("（案）");
        }
        Body {
            office: office.into(),
            audience: audience.label().into(),
            number,
            dated,
            notes: self.notes(audience, (stage, number), &written, today, reason),
            written,
        }
    }

    /// What stands below the table.
    fn notes(
        &self,
        audience: Audience,
        (stage, number): (EditionStage, i64),
        written: &Written,
        today: Date,
        reason: &str,
    ) -> Vec<String> {
        let mut notes = vec![];
        match (stage, &self.window) {
            (EditionStage::Asked, _) => notes.push(format!("確認用の案です（{number}回目）。まだ確定していません。")),
            (EditionStage::Final, window) => {
                let confirmed = window.as_ref().map_or(&[][..], |window| &window.confirmed);
                let by = who(confirmed);
                let by = if by.is_empty() { String::new() } else { format!("確認: {by}。") };
                notes.push(format!("{}に確定しました（第{number}版）。{by}", almanac::in_words(today)));
            }
        }
        if number > 1 && stage == EditionStage::Final {
            // Why may name somebody, and is the secretariat's to know.
            let why = if audience == Audience::Internal { format!("直したわけ: {reason}") } else { String::new() };
            notes.push(format!("第{}版を直しました。{why}", number - 1));
        }
        notes.push(match (audience, written.left_out, written.rewritten) {
            (Audience::Internal, ..) => "事務局用です。すべての発言が載っています。".into(),
            (_, 0, 0) => format!("{}です。", audience.label()),
            (_, left_out, rewritten) => format!(
                "{}です。{}。",
                audience.label(),
                [(left_out, "件を載せていません"), (rewritten, "件を書きかえています")]
                    .into_iter()
                    .filter(|(count, _)| *count > 0)
                    .map(|(count, what)| format!("発言のうち{count}{what}"))
                    .collect::<Vec<_>>()
                    .join("。")
            ),
        });
        if !written.withheld.is_empty() {
            let one = |one: &Withheld| format!("{} {}か所", one.ground, one.count);
            let grounds = written.withheld.iter().map(one).collect::<Vec<_>>().join("、");
            // An article is typed by hand, and may name what it is about.
            let grounds = Cover::new(&self.marks, CoverStyle::Public).names(&grounds);
            notes.push(format!("［非公開］などとしたところの根拠: {grounds}。"));
        }
        notes
    }
}

/// What two editions say otherwise; where all parts say the same and the sheet does not, that.
fn told_changes(before: &Written, after: &Written) -> Vec<Change> {
    let changes = changes(&before.said, &after.said);
    if changes.is_empty() && before.outline != after.outline {
        return vec![Change {
            id: String::new(),
            place: "並び、見出し、様式".into(),
            before: String::new(),
            after: "並びか、見出しか、様式が変わりました。".into(),
        }];
    }
    changes
}

/// 会長（令和8年12月5日、署名）、委員2人: no names, since the public edition says the same.
fn who(confirmed: &[Confirmed]) -> String {
    let told = |one: &Confirmed| format!("{}、{}", almanac::in_words(one.form.on), one.form.way.label());
    if let Some(met) = confirmed.iter().find(|one| one.form.way == ConfirmingWay::Meeting) {
        return format!("{}の会議", almanac::in_words(met.form.on));
    }
    let chair = confirmed.iter().find(|one| one.form.is_chair).map(|one| format!("会長（{}）", told(one)));
    let members = confirmed.iter().filter(|one| !one.form.is_chair).count();
    let members = (members > 0).then(|| format!("委員{members}人"));
    chair.into_iter().chain(members).collect::<Vec<_>>().join("、")
}

/// The bodies with their PDFs, set aside from the desk.
pub(super) async fn set(ask: &Ask, bodies: Vec<(Audience, Body)>) -> Result<Vec<Frozen>, Fault> {
    let set = move || {
        let one = |(audience, body): (Audience, Body)| {
            let pdf = press::pdf(&print::edition(&body), Fonts::embedded(), OnMissing::Geta);
            pdf.map(|pdf| Frozen { audience, body, pdf })
        };
        bodies.into_iter().map(one).collect::<Result<Vec<_>, _>>()
    };
    ask.aside(set).await?.map_err(|error| Fault::broken("press", error.to_string()))
}

fn unwritable() -> Fault {
    Fault::broken("edition", "unwritable")
}
