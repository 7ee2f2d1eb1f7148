//! Where the table in a sheet stands: its header, its columns, its first row of data. Decided on
//! the first rows, with a reason that can be shown.

use serde::{Deserialize, Serialize};

use crate::book::{RawRow, Survey};
use crate::cell::Cell;
use crate::header::{self, Headers};
use crate::merges::Merge;
use crate::naming::{Column, name_columns};
use crate::problem::Problem;

/// The table of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Rows of the header, `None` if the data has no header.
    pub header: Option<HeaderRows>,
    /// Why the header was found there, or not at all.
    pub reason: HeaderReason,
    /// 1-based row where data begins.
    pub first_data_row: u32,
    /// Columns that have a header or data.
    pub columns: Vec<Column>,
    /// Rows above the header that belong to no record.
    pub skipped: Vec<SkippedRow>,
}

/// The header's rows, both included, 1-based. More than one: groups over columns, and the names
/// are joined as 大类/小类.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderRows {
    /// First row.
    pub first: u32,
    /// Last row.
    pub last: u32,
}

/// Why a row is the header, or why none is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderReason {
    /// Names stand above numbers, dates or codes.
    NamesAboveData,
    /// The row holds words that name columns.
    KnownWords,
    /// Nothing but short texts that do not come back below.
    Labels,
    /// The first row looks like those below it: there is no header.
    FirstRowIsData,
    /// A person said so.
    Chosen,
}

/// A row above the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SkippedRow {
    /// 1-based.
    pub row: u32,
    /// What it is instead.
    pub what: SkippedKind,
}

/// What a row above the header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SkippedKind {
    /// One cell over the table.
    Title,
    /// How to fill in the sheet.
    Guide,
    /// A few cells, such as 导出时间.
    Remark,
}

/// Which rows are the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HeaderChoice {
    /// Find it.
    #[default]
    Detect,
    /// These rows.
    Rows(HeaderRows),
    /// There is none; data begins in this row.
    None {
        /// 1-based.
        first_data_row: u32,
    },
}

/// The table, from the first rows with content.
pub(crate) fn find(
    sample: &[RawRow],
    survey: &Survey,
    choice: HeaderChoice,
) -> Result<Table, Problem> {
    let headers = match choice {
        HeaderChoice::Detect => header::detect(sample, &survey.merges).ok_or(Problem::NoData)?,
        HeaderChoice::Rows(rows) => Headers {
            rows: Some(rows),
            reason: HeaderReason::Chosen,
            first_data_row: rows.last + 1,
            skipped: Vec::new(),
        },
        HeaderChoice::None { first_data_row } => Headers {
            rows: None,
            reason: HeaderReason::Chosen,
            first_data_row,
            skipped: Vec::new(),
        },
    };
    let levels = header_rows(sample, headers.rows);
    let groups: Vec<Merge> =
        survey.merges.iter().filter(|m| levels.contains(&m.first_row)).copied().collect();
    let named: Vec<(u32, Vec<String>)> = survey
        .columns
        .iter()
        .map(|column| {
            let names = levels.iter().map(|row| level_name(row, column, sample, &groups));
            (column, names.collect::<Vec<String>>())
        })
        .filter(|(column, names)| {
            names.iter().any(|name| !crate::cell::is_blank(name))
                || has_data(sample, *column, &headers)
        })
        .collect();
    if named.is_empty() {
        return Err(Problem::NoData);
    }
    Ok(Table {
        header: headers.rows,
        reason: headers.reason,
        first_data_row: headers.first_data_row,
        columns: name_columns(named),
        skipped: headers.skipped,
    })
}

fn header_rows(sample: &[RawRow], rows: Option<HeaderRows>) -> Vec<u32> {
    let Some(rows) = rows else { return Vec::new() };
    let numbers = sample.iter().map(|row| row.number);
    numbers.filter(|number| (rows.first..=rows.last).contains(number)).collect()
}

/// The name of a column on one level: its own cell, or that of the group it is merged into.
fn level_name(row: &u32, column: u32, sample: &[RawRow], groups: &[Merge]) -> String {
    let group = groups.iter().find(|merge| {
        merge.first_row == *row && (merge.first_column..=merge.last_column).contains(&column)
    });
    let column = group.map_or(column, |merge| merge.first_column);
    let cell = sample.iter().find(|r| r.number == *row).and_then(|r| cell_at(r, column));
    cell.map(|cell| cell.display().into_owned()).unwrap_or_default()
}

/// A column without a name is kept if it has data: in the sample, or else further down, unless
/// all it holds is part of a title.
fn has_data(sample: &[RawRow], column: u32, headers: &Headers) -> bool {
    let mut rows = sample.iter().filter(|row| cell_at(row, column).is_some_and(|c| !c.is_blank()));
    match rows.next() {
        None => true,
        Some(row) => {
            row.number >= headers.first_data_row
                || rows.any(|row| row.number >= headers.first_data_row)
        }
    }
}

pub(crate) fn cell_at(row: &RawRow, column: u32) -> Option<&Cell> {
    let found = row.cells.binary_search_by_key(&column, |(at, _)| *at).ok()?;
    row.cells.get(found).map(|(_, cell)| cell)
}
