//! The figures of all indicators as they stand, for the list and its papers.

use crate::access::{Action, OfficeFacts, Permit};
use crate::goals::indicator::model::{Area, Catalogue, Counting, IndicatorDefinition, IndicatorValue, ValueKind};
use crate::goals::indicator::print::{SheetRow, YearCells};
use crate::goals::indicator::rules::{cell, known_on, reach};
use crate::goals::indicator::store::{self, Whose};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use almanac::FiscalYear;
use std::collections::BTreeMap;

/// Everything that is kept.
pub struct All {
    /// The rows, by the code of their indicator.
    pub kept: BTreeMap<String, Vec<IndicatorValue>>,
    countings: BTreeMap<String, Vec<Counting>>,
}

/// Reads everything of the town and its prefecture.
///
/// # Errors
/// What the database says.
pub async fn all<A: Action<On = OfficeFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<All, Fault> {
    all_of(ask, permit, Whose::House).await
}

/// Reads everything of these.
///
/// # Errors
/// What the database says.
pub async fn all_of<A: Action<On = OfficeFacts>>(ask: &Ask, permit: &Permit<A>, whose: Whose) -> Result<All, Fault> {
    let read = async |tx: &mut Tx| {
        Ok(All { kept: store::all(tx, permit, whose).await?, countings: store::own_countings(tx, permit).await? })
    };
    ask.read(read).await
}

impl All {
    /// The ways of counting of an indicator, the shipped one first.
    pub fn countings(&self, of: &IndicatorDefinition) -> Vec<Counting> {
        let own = self.countings.get(&of.code).cloned().unwrap_or_default();
        std::iter::once(Counting::shipped(of)).chain(own).collect()
    }

    /// The rows of an indicator, oldest first.
    pub fn rows(&self, of: &IndicatorDefinition) -> &[IndicatorValue] {
        self.kept.get(&of.code).map_or(&[], Vec::as_slice)
    }

    /// An indicator with its 年度, of those of whom its figures usually tell; and of the others, where there are any.
    pub fn rows_of(&self, of: &'static IndicatorDefinition) -> Vec<SheetRow> {
        let (usual, rows) = (of.usual_area(), self.rows(of));
        let others = [Area::Own, Area::Prefecture].into_iter().filter(|area| *area != usual);
        let told = others.filter(|area| rows.iter().any(|row| row.slot.area == *area));
        std::iter::once(usual).chain(told).map(|area| self.row(of, area)).collect()
    }

    /// An indicator with its 年度, of one area.
    pub fn row(&self, of: &'static IndicatorDefinition, area: Area) -> SheetRow {
        let years = years(of, &known_on(self.rows(of), None), area);
        SheetRow { of, area, countings: self.countings(of), years }
    }

    /// Every indicator, in the order of the catalogue.
    pub fn sheet(&self) -> Vec<SheetRow> {
        Catalogue::shipped().indicators.iter().flat_map(|of| self.rows_of(of)).collect()
    }

    /// Every row that stands, by indicator.
    pub fn standing(&self) -> Vec<(&'static IndicatorDefinition, Vec<&IndicatorValue>)> {
        Catalogue::shipped().indicators.iter().map(|of| (of, known_on(self.rows(of), None))).collect()
    }
}

/// The cells of each 年度.
pub fn years(of: &IndicatorDefinition, standing: &[&IndicatorValue], area: Area) -> Vec<YearCells> {
    let one = |year: FiscalYear| {
        let target = cell(of, standing, (area, ValueKind::Target, year));
        let actual = cell(of, standing, (area, ValueKind::Actual, year));
        let reach = reach(of.direction, target.as_ref(), actual.as_ref());
        YearCells { year, target, actual, reach }
    };
    of.years().into_iter().map(one).collect()
}
