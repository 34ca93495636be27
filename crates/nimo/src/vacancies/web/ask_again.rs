//! What きょう takes from the rooms: how many of them somebody has to ask about again.

use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use crate::vacancies::rules::fade::{RoomStanding, standing};
use crate::vacancies::store::{self, Room};
use crate::vacancies::{ListVacancies, SetVacancyRule};

/// So many rooms of which nobody told, or too long ago; none for those who do not keep the list.
///
/// # Errors
/// What the gate and the database say.
pub async fn to_ask_again(ask: &Ask) -> Result<usize, Fault> {
    if !ask.could::<SetVacancyRule>(ask.office()?).await? {
        return Ok(0);
    }
    let permit = ask.may::<ListVacancies>(ask.office()?).await?;
    let rooms = ask.read(async |tx: &mut Tx| store::room::list(tx, &permit).await).await?;
    let has_to_be_asked = |room: &&Room| matches!(standing(room.notice.as_ref(), ask.now.day()), RoomStanding::Ask(_));
    Ok(rooms.iter().filter(has_to_be_asked).count())
}
