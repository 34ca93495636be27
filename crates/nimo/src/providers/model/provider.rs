//! A provider as it is read.

use super::{Intake, NoteForm, ProviderId, TownCode};
use wamnet::{Cells, Column, Edition, Service, Spot};

/// An office with one service at one address (事業所).
#[derive(Debug, Clone, PartialEq)]
pub struct Provider {
    /// Its id.
    pub id: ProviderId,
    /// 事業所番号.
    pub number: String,
    /// サービス種別.
    pub service: Service,
    /// 市区町村.
    pub town: TownCode,
    /// Where it lies: as the town put it right, else as the open data says.
    pub spot: Option<Spot>,
    /// What its newest line says.
    pub cells: Cells,
    /// The edition in which it was missing, if it is missing now.
    pub missing_since: Option<Edition>,
    /// What the town knows, and the version of it; 0 where nobody wrote anything.
    pub note: (NoteForm, i64),
}

impl Provider {
    /// Its name.
    pub fn name(&self) -> &str {
        self.cells.get(Column::Name)
    }

    /// What the town knows of its intake.
    pub fn intake(&self) -> Option<Intake> {
        self.note.0.intake
    }

    /// Is it there, as far as anybody knows?
    pub fn stands(&self) -> bool {
        self.missing_since.is_none() && self.intake() != Some(Intake::Closed)
    }

    /// The mark and the word beside its name.
    pub fn standing(&self) -> (&'static str, String) {
        match (self.intake(), self.missing_since) {
            (Some(intake), None) => (intake.mark(), intake.label().to_string()),
            (Some(Intake::Closed), Some(_)) => (Intake::Closed.mark(), Intake::Closed.label().to_string()),
            (_, Some(edition)) => ("out", format!("{}年{}月の公表から載っていない", edition.year(), edition.month())),
            (None, None) => ("draft", "受け入れは未確認".to_string()),
        }
    }
}
