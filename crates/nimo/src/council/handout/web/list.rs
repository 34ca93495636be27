//! The master of a meeting's papers: the list with its numbers, and new ones at its end.

use super::edit::{Choices, choices, form_fields};
use super::file::{Looked, look};
use crate::access::{Facts, Permit};
use crate::council::handout::model::{Handout, HandoutForm, HandoutId, HandoutSource, SHAPE, Timing};
use crate::council::handout::rules::{bound, missing, numbered};
use crate::council::handout::store::{self, MOST_HANDOUTS};
use crate::council::handout::{AddHandout, FileHandout, ListHandouts};
use crate::council::meeting;
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store as meetings;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Field, Frame, Place};
use crate::packet::dispatch::PrepareDispatch;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::upload::Upload;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// A line of the master.
struct Line {
    id: HandoutId,
    words: String,
    timing: &'static str,
    item: String,
    /// 第2版　3ページ, or empty.
    file: String,
    missing: Option<String>,
    is_first: bool,
    is_last: bool,
}

#[derive(Template)]
#[template(path = "council/handout/views/list.html")]
struct ListPage {
    frame: Frame,
    meeting: MeetingId,
    title: String,
    lines: Vec<Line>,
    open: usize,
    pages: i64,
    collected: usize,
    wrongs: Vec<Wrong>,
    fields: Vec<Field>,
    file_error: Option<String>,
    may_add: bool,
    may_send: bool,
}

/// The list.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListHandouts>(meeting::web::id(&ask)?).await?;
    show(&ask, &permit, &Texts::new(), vec![]).await
}

/// Adds: may you · what was typed, or the names of the files · each with its row, and its file.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddHandout>(meeting::web::id(&ask)?).await?;
    let texts = ask.typed.only(&["title", "source", "series", "timing", "item", "maker"]);
    let looking = ask.may::<ListHandouts>(permit.facts().id()).await?;
    let (forms, source) = match asked(&ask, &looking, &texts).await? {
        Ok(asked) => asked,
        Err(wrongs) => return show(&ask, &looking, &texts, wrongs).await,
    };
    let mut looked = vec![];
    for file in ask.files.iter().filter(|file| !file.bytes.is_empty()) {
        match look(&ask, file).await? {
            Ok(found) => looked.push(found),
            Err(refusal) => {
                let wrong = Wrong::new("file", format!("「{}」: {refusal}", file.name));
                return show(&ask, &looking, &texts, vec![wrong]).await;
            }
        }
    }
    let write = async |tx: &mut Tx, permit: &Permit<AddHandout>| {
        if store::list(tx, permit).await?.len() + forms.len() > MOST_HANDOUTS {
            return Ok(None);
        }
        let mut added = vec![];
        for (at, form) in forms.iter().enumerate() {
            let handout = store::add(tx, permit, source, form).await?;
            if let Some(found) = looked.get(at) {
                keep_first(&ask, tx, permit, handout, found).await?;
            }
            added.push(handout);
        }
        Ok(Some(added))
    };
    let Some(added) = ask.write(&permit, write).await? else {
        let wrong = Wrong::new(
            "title",
            format!("1回の会議の資料は{MOST_HANDOUTS}件までです。要らない資料を取り下げてください。"),
        );
        return show(&ask, &looking, &texts, vec![wrong]).await;
    };
    match added.as_slice() {
        // What nimo makes is made on its own page, by one press.
        [one] if source != HandoutSource::Upload => Ok(Reply::see(format!("/handouts/{one}?said=handout-added"))),
        _ => Ok(Reply::see(format!("/meetings/{}/handouts?said=handout-added", permit.facts().id()))),
    }
}

/// The file with which a handout begins, in the same act.
async fn keep_first(
    ask: &Ask,
    tx: &mut Tx,
    permit: &Permit<AddHandout>,
    handout: HandoutId,
    found: &Looked,
) -> Result<(), Fault> {
    let facts = store::HandoutFacts::load(tx, handout).await?.ok_or(Fault::Missing)?;
    let filing = ask.app.gate().permit::<FileHandout>(permit.actor(), facts, permit.now())?;
    store::keep_file(tx, &filing, &found.as_new()).await?;
    Ok(())
}

/// What is to be added: one handout, or, where no name was typed, one for each file, called as the file is.
async fn asked(
    ask: &Ask,
    permit: &Permit<ListHandouts>,
    texts: &Texts,
) -> Result<Result<(Vec<HandoutForm>, HandoutSource), Vec<Wrong>>, Fault> {
    let source = match text(texts, "source") {
        "" => Some(HandoutSource::Upload),
        code => HandoutSource::parse(code),
    };
    let Some(source) = source else {
        return Ok(Err(vec![Wrong::new("source", "どこからつくるかは、一覧から選んでください。")]));
    };
    let files: Vec<&Upload> = ask.files.iter().filter(|file| !file.bytes.is_empty()).collect();
    if source != HandoutSource::Upload && !files.is_empty() {
        let sentence =
            "nimoがつくる資料には、ファイルを付けられません。「ファイルを入れる」を選ぶか、ファイルを外してください。";
        return Ok(Err(vec![Wrong::new("source", sentence)]));
    }
    let titles: Vec<String> = match text(texts, "title").trim() {
        "" if source != HandoutSource::Upload => vec![source.title().into()],
        "" if !files.is_empty() => files.iter().map(|file| title_of(&file.name)).collect(),
        _ if files.len() > 1 => {
            let sentence =
                "ファイルを2つ以上入れるときは、名を空にしてください。ファイルの名が、それぞれの資料の名になります。";
            return Ok(Err(vec![Wrong::new("title", sentence)]));
        }
        typed => vec![typed.into()],
    };
    let items = choices(ask, permit.facts().id(), permit).await?;
    let mut forms = vec![];
    for title in titles {
        let texts: Texts = SHAPE
            .names()
            .into_iter()
            .map(|name| (name.to_string(), if name == "title" { title.clone() } else { text(texts, name).to_string() }))
            .collect();
        match HandoutForm::parse(&texts).and_then(|form| items.allows(form)) {
            Ok(form) => forms.push(form),
            // Of several files it has to be said which.
            Err(wrongs) if files.len() > 1 => {
                let named = |wrong: Wrong| Wrong::new(wrong.field, format!("「{title}」: {}", wrong.sentence));
                return Ok(Err(wrongs.into_iter().map(named).collect()));
            }
            Err(wrongs) => return Ok(Err(wrongs)),
        }
    }
    Ok(Ok((forms, source)))
}

/// 資料1_委員名簿.pdf → 委員名簿: the end goes, and a number that the order gives anyway.
fn title_of(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim();
    let rest = stem.strip_prefix("参考").unwrap_or(stem);
    let Some(rest) = rest.strip_prefix("資料") else { return stem.into() };
    let is_number = |c: char| {
        let plain = glyphs::plain(c);
        plain.is_ascii_digit() || matches!(plain, '-' | '_' | ' ' | '　' | '.' | ':' | '：' | '－' | '−')
    };
    let title = rest.trim_start_matches(is_number).trim();
    match title.len() == rest.len() {
        true => stem.into(),
        false if title.is_empty() => format!("（{stem}）"),
        false => title.into(),
    }
}

async fn show(ask: &Ask, permit: &Permit<ListHandouts>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let read = async |tx: &mut Tx| {
        Ok((meetings::find(tx, permit).await?, store::list(tx, permit).await?, meetings::items(tx, permit).await?))
    };
    let (found, handouts, items) = ask.read(read).await?;
    let listed = numbered(&handouts);
    let line = |(at, handout): (usize, &Handout)| Line {
        id: handout.id,
        words: listed[at].words(),
        timing: handout.form.timing.label(),
        item: handout
            .form
            .item
            .and_then(|id| items.iter().find(|item| item.id == id))
            .map_or_else(String::new, |item| item.line.words()),
        file: bound(handout, &listed[at])
            .map_or_else(String::new, |file| format!("第{}版　{}ページ", file.number, file.pages)),
        missing: missing(handout, &listed[at]).map(|missing| missing.sentence()),
        is_first: at == 0,
        is_last: at + 1 == handouts.len(),
    };
    let lines: Vec<Line> = handouts.iter().enumerate().map(line).collect();
    let page = ListPage {
        frame: Frame::of(format!("{}の資料", found.form.short()), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        meeting: found.id,
        title: found.form.title(),
        open: lines.iter().filter(|line| line.missing.is_some()).count(),
        pages: handouts.iter().zip(&listed).filter_map(|(one, listed)| bound(one, listed)).map(|file| file.pages).sum(),
        collected: handouts.iter().filter(|handout| handout.form.timing == Timing::Collected).count(),
        lines,
        fields: new_fields(texts, &Choices::of(&items), &wrongs),
        file_error: crate::layout::error_of("file", &wrongs),
        may_send: ask.would::<PrepareDispatch>(permit.facts())?,
        may_add: ask.would::<AddHandout>(permit.facts())?,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

fn new_fields(texts: &Texts, items: &Choices, wrongs: &[Wrong]) -> Vec<Field> {
    let mut fields = form_fields(texts, items, wrongs);
    let title =
        fields.remove(0).help("空のままファイルを選ぶと、ファイルの名が資料の名になります。番号は自動で付きます。");
    fields.insert(0, Field { required: false, ..title });
    let sources = HandoutSource::ALL.map(|source| (source.code().to_string(), source.label().to_string()));
    fields.insert(1, Field::select("source", "どこからつくるか", text(texts, "source"), sources).checked(wrongs));
    fields
}

#[cfg(test)]
mod tests {
    use super::title_of;

    #[test]
    fn the_name_of_a_file_is_the_name_of_the_paper_without_its_number() {
        for (name, title) in [
            ("資料1_委員名簿.pdf", "委員名簿"),
            ("資料１－２　目標（案）.docx", "目標（案）"),
            ("参考資料2 制度のあらまし.pdf", "制度のあらまし"),
            ("空室の調べ.xlsx", "空室の調べ"),
            ("資料3.pdf", "（資料3）"),
            ("資料編.pdf", "資料編"),
        ] {
            assert_eq!(title_of(name), title, "{name}");
        }
    }
}
