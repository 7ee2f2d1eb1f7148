//! Merged cells. A value merged over rows belongs to each of them; a value merged over columns
//! belongs to the first only.

use std::collections::HashMap;

use crate::book::RawRow;
use crate::cell::Cell;

/// A merged range: 1-based rows, 0-based columns, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Merge {
    pub(crate) first_row: u32,
    pub(crate) last_row: u32,
    pub(crate) first_column: u32,
    pub(crate) last_column: u32,
}

/// Fills values down while rows go by in order.
pub(crate) struct FillDown {
    /// Ranges of several rows, the first row last.
    waiting: Vec<Merge>,
    /// Per column: the last row and the value.
    open: HashMap<u32, (u32, Cell)>,
}

impl FillDown {
    pub(crate) fn new(merges: &[Merge]) -> FillDown {
        let mut waiting: Vec<Merge> =
            merges.iter().filter(|m| m.last_row > m.first_row).copied().collect();
        waiting.sort_unstable();
        waiting.reverse();
        FillDown { waiting, open: HashMap::new() }
    }

    /// Rows must come in order, and a blank row may be left out.
    pub(crate) fn apply(&mut self, row: &mut RawRow) {
        if self.waiting.is_empty() && self.open.is_empty() {
            return;
        }
        self.open.retain(|_, (last, _)| *last >= row.number);
        while let Some(merge) = self.waiting.pop_if(|merge| merge.first_row <= row.number) {
            let value = row.cells.iter().find(|(column, _)| *column == merge.first_column);
            if let Some((_, cell)) = value.filter(|_| merge.first_row == row.number)
                && !cell.is_blank()
            {
                self.open.insert(merge.first_column, (merge.last_row, cell.clone()));
            }
        }
        let mut missing: Vec<(u32, Cell)> = self
            .open
            .iter()
            .filter(|(column, _)| !has_value(row, **column))
            .map(|(column, (_, cell))| (*column, cell.clone()))
            .collect();
        if !missing.is_empty() {
            missing.sort_unstable_by_key(|(column, _)| *column);
            row.cells.retain(|(c, _)| missing.binary_search_by_key(c, |(m, _)| *m).is_err());
            row.cells.extend(missing);
            row.cells.sort_by_key(|(column, _)| *column);
        }
    }
}

/// The cells of a row stand in the order of their columns.
fn has_value(row: &RawRow, column: u32) -> bool {
    row.cells
        .binary_search_by_key(&column, |(at, _)| *at)
        .is_ok_and(|found| !row.cells[found].1.is_blank())
}

/// `A1:R3` as 1-based rows and 0-based columns.
pub(crate) fn parse_range(reference: &str) -> Option<Merge> {
    let (from, to) = reference.split_once(':').unwrap_or((reference, reference));
    let ((first_row, first_column), (last_row, last_column)) = (parse_cell(from)?, parse_cell(to)?);
    (first_row <= last_row && first_column <= last_column).then_some(Merge {
        first_row,
        last_row,
        first_column,
        last_column,
    })
}

/// `B7` as (7, 1).
pub(crate) fn parse_cell(reference: &str) -> Option<(u32, u32)> {
    let mut column = 0_u32;
    let mut row = 0_u32;
    for byte in reference.bytes() {
        match byte {
            b'$' => {}
            b'A'..=b'Z' | b'a'..=b'z' if row == 0 => {
                let letter = u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                column = column.checked_mul(26)?.checked_add(letter)?;
            }
            b'0'..=b'9' => {
                row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
            }
            _ => return None,
        }
    }
    (row > 0 && column > 0).then(|| (row, column - 1))
}

#[cfg(test)]
mod tests {
    use super::{FillDown, Merge, parse_cell, parse_range};
    use crate::book::RawRow;
    use crate::cell::Cell;

    #[test]
    fn references_are_read() {
        for (text, expected) in [
            ("A1", Some((1, 0))),
            ("XFD1048576", Some((1_048_576, 16_383))),
            ("$B$7", Some((7, 1))),
            ("7", None),
            ("B", None),
            ("", None),
            ("AAAAAAAAAAAAA1", None),
        ] {
            assert_eq!(parse_cell(text), expected, "{text}");
        }
        assert_eq!(
            parse_range("B2:C9"),
            Some(Merge { first_row: 2, last_row: 9, first_column: 1, last_column: 2 })
        );
    }

    #[test]
    fn a_value_merged_over_rows_belongs_to_all_of_them() {
        let mut fill = FillDown::new(&[
            Merge { first_row: 2, last_row: 4, first_column: 0, last_column: 1 },
            Merge { first_row: 5, last_row: 5, first_column: 0, last_column: 3 },
        ]);
        let mut shown = Vec::new();
        for (number, cells) in [
            (2, vec![(0, Cell::text("甲")), (2, Cell::text("x"))]),
            (4, vec![(0, Cell::Empty), (2, Cell::text("y"))]),
            (5, vec![(2, Cell::text("z"))]),
        ] {
            let mut row = RawRow { number, cells, notes: Vec::new() };
            fill.apply(&mut row);
            let text: Vec<String> =
                row.cells.iter().map(|(c, v)| format!("{c}{}", v.display())).collect();
            shown.push(text.join(" "));
        }
        assert_eq!(shown, ["0甲 2x", "0甲 2y", "2z"]);
    }
}
