//! Which cell of a row holds what.

use crate::column::{Assignment, Column};

/// The cells by meaning; absent where the header has no such column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places(Vec<(Column, usize)>);

impl Places {
    pub fn of(assignment: &Assignment) -> Self {
        Self(assignment.cells.clone())
    }

    /// The cell of a meaning.
    pub fn cell(&self, column: Column) -> Option<usize> {
        self.0.iter().find(|(known, _)| *known == column).map(|(_, cell)| *cell)
    }

    /// The meaning of a cell; of several, the first.
    pub fn column(&self, index: usize) -> Column {
        self.0
            .iter()
            .find(|(_, cell)| *cell == index)
            .map_or(Column::WholeRow, |(column, _)| *column)
    }
}
