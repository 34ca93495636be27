//! Marks: set, and taken back.

use super::bundle::gather;
use super::page::show;
use crate::access::{Facts, Permit};
use crate::council::handout::rules::numbered;
use crate::council::meeting;
use crate::council::redaction::disclosure::Disclosing;
use crate::council::redaction::model::{Redaction, RedactionForm, RedactionId, RedactionKind};
use crate::council::redaction::rules::{may_open, publicly};
use crate::council::redaction::{ListRedactions, MarkRedaction, WithdrawRedaction, store};
use crate::editing::read::one_line;
use crate::editing::shape::Wrong;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::hash;
use crate::plumbing::web::{Answer, Ask, Reply};

const MOST_REASON: usize = 400;

/// Marks something: may you · what, and why · does it stand there · its row.
pub(super) async fn mark(ask: Ask) -> Answer {
    let permit = ask.may::<MarkRedaction>(meeting::web::id(&ask)?).await?;
    let looking = ask.may::<ListRedactions>(permit.facts().id()).await?;
    let texts = ask.typed.only(&RedactionForm::NAMES);
    let pieces: Vec<String> = ask.typed.all("piece").map(str::to_string).collect();
    let form = match RedactionForm::parse(&texts, &pieces) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &looking, texts, wrongs).await,
    };
    let seen = ask.typed.get("seen").to_string();
    let write = async |tx: &mut Tx, permit: &Permit<MarkRedaction>| {
        let all = gather(tx, permit).await?;
        let words = match below(&all, &form, &seen) {
            Ok(words) => words,
            Err(wrong) => return Ok(Some(wrong)),
        };
        let mut form = form.clone();
        if let (true, Some(ground)) = (form.article.is_empty(), form.ground) {
            form.article = store::articles(tx, permit).await?.remove(&ground).unwrap_or_default();
        }
        store::mark(tx, permit, &form, &words).await.map(|_| None)
    };
    match ask.write(&permit, write).await? {
        None => {
            let place = if form.kind.is_of_paper() { "shiryo" } else { "shirushi" };
            let page = format!("/meetings/{}/redactions?said=redaction-marked#{place}", permit.facts().id());
            Ok(Reply::see(page))
        }
        Some(wrong) => show(&ask, &looking, texts, vec![wrong]).await,
    }
}

/// The words below a mark, if it can be set there.
fn below(all: &Disclosing, form: &RedactionForm, seen: &str) -> Result<String, Wrong> {
    match form.kind {
        RedactionKind::Name => match clash(all, form) {
            Some(wrong) => Err(wrong),
            None => Ok(String::new()),
        },
        RedactionKind::Paper | RedactionKind::OpenPaper => {
            let listed = numbered(&all.handouts);
            let one = all.handouts.iter().zip(&listed).find(|(one, _)| one.id.to_string() == form.about);
            let gone = "その資料は、もうありません。一覧から選びなおしてください。";
            let (handout, listed) = one.ok_or_else(|| Wrong::new("about", gone))?;
            match (form.kind, may_open(handout, listed)) {
                (RedactionKind::Paper, _) => Ok(String::new()),
                (_, Ok(file)) if file.sha256 == seen => Ok(file.sha256.clone()),
                (_, Ok(_)) => Err(Wrong::new(
                    "about",
                    "この画面を開いたあとで、ファイルが新しくなりました。資料のページで新しい版を見てから、もう一度押してください。",
                )),
                (_, Err(sentence)) => Err(Wrong::new("about", sentence)),
            }
        }
        RedactionKind::Block | RedactionKind::Passage => {
            let block = all.blocks.iter().find(|one| one.id.to_string() == form.about);
            let block = block.ok_or_else(|| {
                Wrong::new("about", "その発言は、いまの会議録にありません。一覧から選びなおしてください。")
            })?;
            let words = publicly(&all.tellings, block);
            if form.kind == RedactionKind::Block {
                return Ok(String::new());
            }
            let words = words.ok_or_else(|| {
                Wrong::new("words", "この発言は公開用に載りません。理由を付けるなら「発言の全部」を選んでください。")
            })?;
            if hash(words) != seen {
                return Err(Wrong::new(
                    "words",
                    "この画面を開いたあとで、発言の文が変わりました。いまの文を確かめて、もう一度選んでください。",
                ));
            }
            match form.words.lines().find(|passage| !words.contains(*passage)) {
                Some(passage) => Err(Wrong::new(
                    "words",
                    format!("「{passage}」は、この発言のなかにありません。発言の文字を、そのまま入れてください。"),
                )),
                None => Ok(words.to_string()),
            }
        }
    }
}

/// What stands for one name may not be another one that is marked.
fn clash(all: &Disclosing, form: &RedactionForm) -> Option<Wrong> {
    let names = all.marks.iter().filter(|mark| mark.form.kind == RedactionKind::Name);
    let holds = |text: &str, name: &str| glyphs::fold_name(text).contains(&glyphs::fold_name(name));
    let is_clash = |mark: &Redaction| holds(&form.instead, &mark.form.words) || holds(&mark.form.instead, &form.words);
    let sentence = "代わりに載せる文字に、伏せる名前が入ってしまいます。名前の分からない文字にしてください。例: Ａさん";
    names.into_iter().any(is_clash).then(|| Wrong::new("instead", sentence))
}

/// Takes a mark back: may you · why · its row.
pub(super) async fn withdraw(ask: Ask) -> Answer {
    let id = RedactionId::parse(ask.param("id")).ok_or(Fault::Missing)?;
    let permit = ask.may::<WithdrawRedaction>(id).await?;
    let meeting = permit.facts().meeting().id();
    let mut wrongs = vec![];
    let texts = ask.typed.only(&["reason"]);
    let reason = one_line("reason", &texts, MOST_REASON, &mut wrongs);
    if reason.is_empty() {
        wrongs.push(Wrong::new("reason", "空です。取り消すわけを入れてください。例: 本人が公開を承諾した"));
    }
    if !wrongs.is_empty() {
        let looking = ask.may::<ListRedactions>(meeting).await?;
        return show(&ask, &looking, texts, wrongs).await;
    }
    // Of a paper the newest word holds: another is said, none is taken back.
    let marks = ask.read(async |tx| store::of_meeting(tx, &permit, meeting).await).await?;
    if marks.iter().any(|mark| mark.id == id && mark.form.kind.is_of_paper()) {
        return Err(Fault::Missing);
    }
    match ask.write(&permit, async |tx, permit| store::withdraw(tx, permit, &reason).await).await {
        // Somebody was first: it is as it was asked for.
        Ok(()) | Err(Fault::Taken) => {
            Ok(Reply::see(format!("/meetings/{meeting}/redactions?said=redaction-withdrawn")))
        }
        Err(other) => Err(other),
    }
}
