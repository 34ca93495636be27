//! The meeting in which something was decided: what may be chosen, and how it is named.

use crate::council::ReadCouncil;
use crate::council::meeting::model::State;
use crate::council::meeting::store as meetings;
use crate::council::model::CouncilId;
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::model::{Decided, Pick};
use crate::goals::store;
use crate::layout::{Control, Field, Option3};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;

/// So many letters of a decision stand in the list.
const MOST_LETTERS: usize = 36;
/// So many meetings may be chosen, the newest and those to come.
const MOST_MEETINGS: usize = 40;

/// The meetings of a council, newest first, each with the decisions in its minutes; none where he may not read the council.
///
/// # Errors
/// What the database says.
pub async fn picks(ask: &Ask, council: CouncilId) -> Result<Vec<Pick>, Fault> {
    let Some(permit) = ask.if_may::<ReadCouncil>(council).await? else { return Ok(vec![]) };
    let read = async |tx: &mut Tx| {
        let meetings = meetings::recent(tx, &permit, MOST_MEETINGS).await?;
        Ok((meetings, store::decisions(tx, &permit).await?))
    };
    let (meetings, decisions) = ask.read(read).await?;
    let mut picks = vec![];
    for meeting in meetings.iter().filter(|meeting| meeting.state != State::Withdrawn) {
        let is_held = meeting.state != State::Planned;
        let day = meeting.form.held_on.map_or_else(String::new, |day| format!("（{}）", almanac::in_words(day)));
        let name = format!("{}会議{day}", meeting.form.short());
        picks.push(Pick { decided: Decided { meeting: meeting.id, block: None }, name, is_held });
        for (_, block, words) in decisions.iter().filter(|(of, ..)| *of == meeting.id) {
            let decided = Decided { meeting: meeting.id, block: Some(*block) };
            let short: String = words.chars().take(MOST_LETTERS).collect();
            let more = if short.len() < words.len() { "…" } else { "" };
            picks.push(Pick { decided, name: format!("　決定「{short}{more}」"), is_held });
        }
    }
    Ok(picks)
}

/// The field.
pub fn field(texts: &Texts, picks: &[Pick], help: &'static str, wrongs: &[Wrong]) -> Field {
    let chosen = text(texts, "decided");
    let mut options = vec![Option3(String::new(), "（選んでください）".into(), chosen.is_empty())];
    options.extend(picks.iter().map(|pick| {
        let code = pick.decided.code();
        let planned = if pick.is_held { "" } else { "（これから）" };
        let is_chosen = code == chosen;
        Option3(code, format!("{}{planned}", pick.name), is_chosen)
    }));
    Field::line("decided", "どの会議で", "").help(help).as_a(Control::Select(options)).checked(wrongs)
}
