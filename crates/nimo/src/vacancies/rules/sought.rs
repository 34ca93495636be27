//! What somebody looks for in a room, in three values: it fits, it does not, or somebody has to ask.

use crate::vacancies::model::{Disability, HomeForm, RoomForm, Sex, Yes};

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SoughtRoom {
    /// For whom the unit has to be.
    pub sex: Option<Sex>,
    /// What the home has to take.
    pub disability: Option<Disability>,
    /// What it may cost at most, yen a month.
    pub cost_yen: Option<i64>,
    /// Does somebody have to be able to try it?
    pub trial: bool,
    /// Does somebody stay at home by day?
    pub stays: bool,
}

impl SoughtRoom {
    /// Is anything looked for?
    pub fn is_narrowed(&self) -> bool {
        *self != SoughtRoom::default()
    }

    /// `None` where a room does not fit; else what has to be asked, which is nothing where all is known.
    pub fn asks(&self, home: &HomeForm, room: &RoomForm) -> Option<Vec<&'static str>> {
        let sex = self.sex.map(|wanted| home.sex.map(|sex| sex == Sex::Any || sex == wanted));
        let disability = self.disability.map(|wanted| {
            let told = &home.disabilities;
            if told.is_empty() { None } else { Some(told.contains(&wanted)) }
        });
        let cost = self.cost_yen.map(|most| room.cost_yen().map(|cost| cost <= most));
        let trial = self.trial.then(|| room.trial.map(|yes| yes == Yes::Yes));
        let stays = self.stays.then(|| home.day_out.map(|only| only == Yes::No));
        let all =
            [("性別", sex), ("障害の種別", disability), ("費用", cost), ("体験", trial), ("日中の過ごし方", stays)];
        if all.iter().any(|(_, fit)| *fit == Some(Some(false))) {
            return None;
        }
        Some(all.into_iter().filter(|(_, fit)| *fit == Some(None)).map(|(label, _)| label).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_told_is_asked_and_shuts_no_room_out() {
        let home = HomeForm { sex: Some(Sex::Women), disabilities: vec![Disability::Mental], ..HomeForm::default() };
        let room = RoomForm::default();
        let asks = |sought: SoughtRoom| sought.asks(&home, &room);
        assert_eq!(asks(SoughtRoom::default()), Some(vec![]));
        assert_eq!(asks(SoughtRoom { sex: Some(Sex::Men), ..SoughtRoom::default() }), None);
        let much = SoughtRoom {
            sex: Some(Sex::Women),
            disability: Some(Disability::Mental),
            cost_yen: Some(70_000),
            trial: true,
            stays: true,
        };
        assert_eq!(asks(much), Some(vec!["費用", "体験", "日中の過ごし方"]));
    }
}
