//! The rows of the table: merged values filled down, cells in the order of the columns.

use std::collections::HashMap;

use crate::book::{Comments, RawRow, RowStream};
use crate::cell::Cell;
use crate::guard::fenced;
use crate::merges::{FillDown, Merge};
use crate::problem::Problem;
use crate::row::{Row, RowKind};
use crate::shape::is_total_word;
use crate::table::Table;
use crate::write::unguard;

/// An iterator over the rows of a table. Rows without content are left out. A problem ends it.
pub struct Rows {
    stream: RowStream,
    table: Table,
    fill: FillDown,
    comments: Comments,
    /// Column in the sheet → place in the row.
    places: HashMap<u32, usize>,
    strip_formula_guard: bool,
    ended: bool,
}

impl Rows {
    pub(crate) fn new(
        stream: RowStream,
        table: Table,
        merges: &[Merge],
        comments: Comments,
    ) -> Rows {
        // Merges of the header do not reach into the data.
        let merges: Vec<Merge> =
            merges.iter().filter(|m| m.first_row >= table.first_data_row).copied().collect();
        let places = (0..).zip(&table.columns).map(|(place, c)| (c.index, place)).collect();
        Rows {
            stream,
            fill: FillDown::new(&merges),
            comments,
            places,
            table,
            strip_formula_guard: false,
            ended: false,
        }
    }

    pub(crate) fn strip_formula_guard(mut self, strip: bool) -> Rows {
        self.strip_formula_guard = strip;
        self
    }

    /// The table these are the rows of.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.table
    }

    fn row(&mut self, mut raw: RawRow) -> Row {
        // Before filling: a value merged from above says nothing about this row.
        let kind = self.kind(&raw);
        self.fill.apply(&mut raw);
        let mut cells = vec![Cell::Empty; self.table.columns.len()];
        for (column, mut cell) in raw.cells {
            if let Some(place) = self.places.get(&column) {
                if self.strip_formula_guard
                    && let Cell::Text { text } = &mut cell
                {
                    unguard(text);
                }
                cells[*place] = cell;
            }
        }
        let comments = self.comments.remove(&raw.number).unwrap_or_default();
        Row { number: raw.number, cells, comments, notes: raw.notes, kind }
    }

    fn kind(&self, raw: &RawRow) -> RowKind {
        let mut filled = raw.cells.iter().filter(|(_, cell)| !cell.is_blank());
        let Some((_, first)) = filled.next() else { return RowKind::Data };
        if let Cell::Text { text } = first
            && text.len() < 40
            && is_total_word(text)
        {
            return RowKind::Total;
        }
        let is_header = |column: &u32, cell: &Cell| {
            self.places.get(column).is_some_and(|place| {
                let raw = &self.table.columns[*place].raw;
                !raw.is_empty() && cell.display() == raw.as_str()
            })
        };
        let mut cells = raw.cells.iter().filter(|(_, cell)| !cell.is_blank());
        let is_repeated = cells.clone().count() > 1 && cells.all(|(c, cell)| is_header(c, cell));
        if is_repeated { RowKind::RepeatedHeader } else { RowKind::Data }
    }
}

impl Iterator for Rows {
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            // What panicked is not asked again: a problem ends the rows.
            let next = fenced("file", || self.stream.next().transpose()).transpose();
            match next {
                Some(Ok(raw)) if raw.number < self.table.first_data_row || raw.is_blank() => {}
                Some(Ok(raw)) => return Some(Ok(self.row(raw))),
                Some(Err(problem)) => {
                    self.ended = true;
                    return Some(Err(problem));
                }
                None => self.ended = true,
            }
        }
        None
    }
}
