//! What was asked to be put right: written down, answered, taken back.

use super::window;
use crate::access::{Action, Facts, Permit};
use crate::council::edition::model::{CORRECTION, CorrectionForm, CorrectionId, CorrectionVerdict};
use crate::council::edition::rules::WITHDRAWN_ALREADY;
use crate::council::edition::store::{self, CorrectionFacts};
use crate::council::edition::{EditConfirmation, EditCorrection, LookConfirmation};
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::{self as meetings, Block};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::{FormPage, Group};
use crate::editing::read::one_line;
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

impl Edited for CorrectionForm {
    type On = CorrectionFacts;
    type Act = EditCorrection;
    const SHAPE: &'static Shape = &CORRECTION;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "書きとめた";

    fn id(ask: &Ask) -> Result<CorrectionId, Fault> {
        CorrectionId::parse(ask.param("id")).ok_or(Fault::Missing)
    }

    fn path(id: CorrectionId) -> String {
        format!("/corrections/{id}")
    }

    fn saved_path(on: &CorrectionFacts) -> String {
        home(on.meeting().id())
    }

    fn read(texts: &Texts) -> Result<CorrectionForm, Vec<Wrong>> {
        CorrectionForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        CorrectionForm::texts(self)
    }

    async fn now<A: Action<On = CorrectionFacts>>(
        tx: &mut Tx,
        permit: &Permit<A>,
    ) -> Result<Now<CorrectionForm>, Fault> {
        let correction = store::find_correction(tx, permit).await?;
        Ok(Now { version: correction.version, form: correction.form })
    }

    async fn understood(
        ask: &Ask,
        permit: &Permit<EditCorrection>,
        texts: &Texts,
    ) -> Result<Result<CorrectionForm, Vec<Wrong>>, Fault> {
        let blocks = blocks(ask, permit.facts().meeting().id()).await?;
        Ok(understood(ask, texts, &blocks))
    }

    async fn keep(
        _ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditCorrection>,
        before: &Now<CorrectionForm>,
        form: &CorrectionForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        store::set_correction(tx, permit, before.version, form, reverted_to).await.map(|()| None)
    }

    async fn around<A: Action<On = CorrectionFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let meeting = permit.facts().meeting().id();
        let blocks = blocks(ask, meeting).await?;
        let correction = ask.read(async |tx| store::find_correction(tx, permit).await).await?;
        Ok(Around {
            name: format!("{}の申出", correction.form.who),
            back: home(meeting),
            say: Box::new(move |field, value| say(&blocks, field, value)),
            free: vec!["who", "came_on", "said", "answer"],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditCorrection>, looking: Looking) -> Answer {
        let around = Self::around(ask, permit).await?;
        let blocks = blocks(ask, permit.facts().meeting().id()).await?;
        let groups = groups(&looking.texts, &looking.wrongs, &blocks);
        let frame = act::frame::<CorrectionForm>(ask, &format!("{}に答える", around.name));
        FormPage::edit(frame, &around.name, Self::path(permit.facts().id()), looking, groups).back(around.back).answer()
    }
}

fn home(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/confirmation")
}

async fn blocks(ask: &Ask, meeting: MeetingId) -> Result<Vec<Block>, Fault> {
    let looking = ask.may::<LookConfirmation>(meeting).await?;
    ask.read(async |tx| meetings::blocks(tx, &looking).await).await
}

/// Reads the fields and holds them against the day and the blocks that there are.
fn understood(ask: &Ask, texts: &Texts, blocks: &[Block]) -> Result<CorrectionForm, Vec<Wrong>> {
    let form = CorrectionForm::parse(texts)?;
    if form.came_on > ask.now.day() {
        return Err(vec![Wrong::new("came_on", "まだ来ていない日です。申出が来た日を入れてください。")]);
    }
    match form.block {
        Some(id) if blocks.iter().all(|block| block.id != id) => {
            Err(vec![Wrong::new("block", "その発言は、いまの会議録にありません。選びなおしてください。")])
        }
        _ => Ok(form),
    }
}

/// The number and first words of a block.
pub(super) fn start(blocks: &[Block], id: &str) -> Option<String> {
    const MOST: usize = 28;
    let (at, block) = blocks.iter().enumerate().find(|(_, block)| block.id.to_string() == id)?;
    let words: String = block.form.words().chars().take(MOST).collect();
    Some(format!("{} {words}", at + 1))
}

fn say(blocks: &[Block], field: &str, value: &str) -> String {
    match field {
        "came_on" => value.parse().map_or_else(|_| value.to_string(), almanac::in_words),
        "block" if value.is_empty() => "会議録の全体か、頭".into(),
        "block" => start(blocks, value).unwrap_or_else(|| "（いまの会議録にない発言）".into()),
        "verdict" if value.is_empty() => "まだ答えていない".into(),
        "verdict" => CorrectionVerdict::parse(value).map_or_else(|| value.into(), |verdict| verdict.label().into()),
        _ => value.into(),
    }
}

fn groups(texts: &Texts, wrongs: &[Wrong], blocks: &[Block]) -> Vec<Group> {
    let verdict = text(texts, "verdict");
    let verdicts = ["", "taken", "partly", "not_taken"];
    let option = |code: &str| Option3(code.into(), say(blocks, "verdict", code), code == verdict);
    let whole = [(String::new(), say(blocks, "block", ""))];
    let choice = |block: &Block| {
        let id = block.id.to_string();
        let words = start(blocks, &id).unwrap_or_default();
        (id, words)
    };
    vec![
        Group::plain(vec![
            Field::line("who", "だれから", text(texts, "who")).required().help("例: 山﨑委員").checked(wrongs),
            Field::day("came_on", "来た日", text(texts, "came_on")).required().checked(wrongs),
            Field::select(
                "block",
                "どの発言",
                text(texts, "block"),
                whole.into_iter().chain(blocks.iter().map(choice)),
            )
            .checked(wrongs),
            Field::line("said", "申出の内容", text(texts, "said"))
                .required()
                .help("来たとおりに入れてください。")
                .as_a(Control::Area(4))
                .checked(wrongs),
        ]),
        Group::under(
            "答え",
            "すべての申出に答えると、確定できます",
            vec![
                Field::line("verdict", "どうしたか", "")
                    .as_a(Control::Choice(verdicts.map(option).into()))
                    .help("会議録の文は、会議のページの「直す」で直します。")
                    .checked(wrongs),
                Field::line("answer", "答え", text(texts, "answer"))
                    .help("一部を直したときと、直さないときは、わけを入れてください。")
                    .as_a(Control::Area(3))
                    .checked(wrongs),
            ],
        ),
    ]
}

/// The form of a new one.
pub(super) async fn new(ask: Ask) -> Answer {
    let permit = ask.may::<EditConfirmation>(window::id(&ask)?).await?;
    let blocks = blocks(&ask, permit.facts().meeting().id()).await?;
    let mut texts = Texts::new();
    texts.insert("came_on".into(), ask.now.day().to_string());
    texts.insert("block".into(), ask.query.get("block").into());
    show(&ask, &permit, &texts, vec![], &blocks)
}

/// Writes it down: may you · what was asked, by whom · its row.
pub(super) async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<EditConfirmation>(window::id(&ask)?).await?;
    let meeting = permit.facts().meeting().id();
    let blocks = blocks(&ask, meeting).await?;
    let texts = ask.typed.only(&CORRECTION.names());
    let form = match understood(&ask, &texts, &blocks) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &permit, &texts, wrongs, &blocks),
    };
    let write = async |tx: &mut Tx, permit: &Permit<EditConfirmation>| {
        if store::find(tx, permit).await?.withdrawn.is_some() {
            return Ok(Some(Wrong::new("said", WITHDRAWN_ALREADY)));
        }
        store::add(tx, permit, &form).await.map(|_| None)
    };
    if let Some(wrong) = ask.write(&permit, write).await? {
        return show(&ask, &permit, &texts, vec![wrong], &blocks);
    }
    Ok(Reply::see(format!("{}?said=correction-added#moshide", home(meeting))))
}

fn show(ask: &Ask, permit: &Permit<EditConfirmation>, texts: &Texts, wrongs: Vec<Wrong>, blocks: &[Block]) -> Answer {
    let back = home(permit.facts().meeting().id());
    FormPage::new(
        Frame::of("申出を書きとめる", ask.actor.signed_in(), Place::Councils),
        "会議録の案を読んだ人から来た申出です。だれの申出かは、事務局だけに見えます。".into(),
        ("申出を書きとめる".into(), "書きとめる"),
        (format!("/confirmations/{}/corrections", permit.facts().id()), back),
        wrongs.clone(),
        groups(texts, &wrongs, blocks),
    )
    .answer()
}

const MOST_REASON: usize = 400;

/// Takes one back that was written down by mistake: may you · why · its row.
pub(super) async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<EditCorrection>(CorrectionForm::id(&ask)?).await?;
    let meeting = permit.facts().meeting().id();
    let mut wrongs = vec![];
    let texts = ask.typed.only(&["correction_reason"]);
    let reason = one_line("correction_reason", &texts, MOST_REASON, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new("correction_reason", "空です。取り消すわけを入れてください。例: 別の会議の申出だった"));
    }
    if !wrongs.is_empty() {
        let looking = ask.may::<LookConfirmation>(meeting).await?;
        return super::page::show(&ask, &looking, texts, wrongs).await;
    }
    match ask.write(&permit, async |tx, permit| store::withdraw_correction(tx, permit, &reason).await).await {
        // Whoever was first took it back, and that is what was wanted.
        Err(Fault::Taken) => {}
        other => other?,
    }
    Ok(Reply::see(format!("{}?said=correction-withdrawn#moshide", home(meeting))))
}
