//! Finds the header among the first rows: not the title over the table, not the guide on how to
//! fill it in; and says so when there is none.

use std::collections::{HashMap, HashSet};

use crate::book::RawRow;
use crate::merges::Merge;
use crate::shape::{Shape, is_column_word};
use crate::table::{HeaderReason, HeaderRows, SkippedKind, SkippedRow, cell_at};

/// Rows that may be the header.
const CANDIDATES: usize = 20;
/// Rows that tell how wide the table is.
const WIDTH_ROWS: usize = 40;
/// Groups over groups over names, and no more.
const LEVELS: usize = 3;

/// What was found.
#[derive(Debug, Clone)]
pub(crate) struct Headers {
    pub(crate) rows: Option<HeaderRows>,
    pub(crate) reason: HeaderReason,
    pub(crate) first_data_row: u32,
    pub(crate) skipped: Vec<SkippedRow>,
}

/// `sample` holds the first rows that are not blank. `None` if there are none.
pub(crate) fn detect(sample: &[RawRow], merges: &[Merge]) -> Option<Headers> {
    let first = sample.first()?;
    let width = sample.iter().take(WIDTH_ROWS).map(filled).max().unwrap_or(0);
    let last_sampled = sample.last().map_or(0, |row| row.number);
    let merges: Vec<Merge> =
        merges.iter().filter(|merge| merge.first_row <= last_sampled).copied().collect();
    let mut skipped = Vec::new();
    let mut found = None;
    for (index, row) in sample.iter().enumerate().take(CANDIDATES) {
        match not_a_header(row, width, &merges) {
            Some(what) => skipped.push(SkippedRow { row: row.number, what }),
            None => {
                found = Some(index);
                break;
            }
        }
    }
    // Nothing is wide enough: the rows differ too much to tell, so all of them are data.
    let Some(index) = found else {
        return Some(Headers {
            rows: None,
            reason: HeaderReason::FirstRowIsData,
            first_data_row: first.number,
            skipped: Vec::new(),
        });
    };
    let row = &sample[index];
    let Some(reason) = is_header(sample, index) else {
        return Some(Headers {
            rows: None,
            reason: HeaderReason::FirstRowIsData,
            first_data_row: row.number,
            skipped,
        });
    };
    let last = last_level(sample, index, &merges);
    Some(Headers {
        rows: Some(HeaderRows { first: row.number, last }),
        reason,
        first_data_row: last + 1,
        skipped,
    })
}

fn filled(row: &RawRow) -> usize {
    row.cells.iter().filter(|(_, cell)| !cell.is_blank()).count()
}

/// Why a row cannot be the header of a table of this width.
fn not_a_header(row: &RawRow, width: usize, merges: &[Merge]) -> Option<SkippedKind> {
    if width < 2 {
        return None;
    }
    let count = filled(row);
    let texts = || row.cells.iter().map(|(_, cell)| cell.display());
    let is_guide = texts().any(|t| t.trim().lines().count() > 2 || t.chars().count() > 100);
    if count == 1 {
        return Some(if is_guide { SkippedKind::Guide } else { SkippedKind::Title });
    }
    if is_guide && count * 2 < width {
        return Some(SkippedKind::Guide);
    }
    let merges: Vec<Merge> =
        merges.iter().filter(|merge| merge.first_row == row.number).copied().collect();
    let covered: usize = row
        .cells
        .iter()
        .filter(|(_, cell)| !cell.is_blank())
        .map(|(column, _)| span(*column, &merges))
        .sum();
    (covered * 2 < width).then_some(SkippedKind::Remark)
}

/// Columns that a cell covers; `merges` are those of its row.
fn span(column: u32, merges: &[Merge]) -> usize {
    let merge = merges.iter().find(|m| m.first_column == column);
    merge.map_or(1, |merge| (merge.last_column - merge.first_column + 1) as usize)
}

/// Weighs the row against those below it.
fn is_header(sample: &[RawRow], index: usize) -> Option<HeaderReason> {
    let row = &sample[index];
    let texts: Vec<(u32, String, Shape)> = row
        .cells
        .iter()
        .filter(|(_, cell)| !cell.is_blank())
        .map(|(column, cell)| (*column, cell.display().trim().to_owned(), Shape::of(cell)))
        .collect();
    let is_same = |other: &RawRow| {
        texts.iter().all(|(column, text, _)| {
            cell_at(other, *column).is_some_and(|cell| cell.display().trim() == text)
        })
    };
    let body: Vec<&RawRow> = sample[index + 1..].iter().filter(|r| !is_same(r)).collect();
    let labels = texts.iter().filter(|(_, _, shape)| !shape.is_data()).count();
    // 2023, 2024 over figures are names as good as any, but say nothing alone.
    let years = texts.iter().filter(|(column, text, _)| is_year_name(text, &body, *column)).count();
    if body.is_empty() {
        return (labels + years == texts.len() && labels > 0).then_some(HeaderReason::Labels);
    }
    let (mut above_data, mut words, mut against) = (0_u32, 0_u32, 0_u32);
    for (column, text, shape) in &texts {
        let usual = usual_shape(&body, *column);
        if is_year_name(text, &body, *column) {
            continue;
        }
        if shape.is_data() {
            against += if usual == Some(*shape) { 3 } else { 1 };
            continue;
        }
        if usual.is_some_and(Shape::is_data) {
            above_data += 4;
        }
        if is_column_word(text) {
            words += 4;
        }
        if recurs(&body, *column, text) {
            against += 4;
        }
    }
    // Sheets have headers as a rule: without a sign either way there is one.
    if above_data + words + 2 <= against || labels == 0 || labels * 2 < texts.len() - years {
        return None;
    }
    Some(match (above_data, words) {
        (0, 0) => HeaderReason::Labels,
        (1.., _) => HeaderReason::NamesAboveData,
        _ => HeaderReason::KnownWords,
    })
}

fn is_year_name(text: &str, body: &[&RawRow], column: u32) -> bool {
    let is_year = |text: &str| text.parse().is_ok_and(|year: u32| (1950..2100).contains(&year));
    is_year(text)
        && !body
            .iter()
            .filter_map(|row| cell_at(row, column))
            .any(|cell| is_year(cell.display().trim()))
}

fn usual_shape(body: &[&RawRow], column: u32) -> Option<Shape> {
    let mut counts: HashMap<Shape, u32> = HashMap::new();
    let shapes = body.iter().filter_map(|row| cell_at(row, column)).map(Shape::of);
    for shape in shapes.filter(|shape| *shape != Shape::Nothing) {
        *counts.entry(shape).or_default() += 1;
    }
    let total: u32 = counts.values().sum();
    counts.into_iter().find(|(_, count)| *count * 2 > total).map(|(shape, _)| shape)
}

fn recurs(body: &[&RawRow], column: u32, text: &str) -> bool {
    body.iter()
        .filter_map(|row| cell_at(row, column))
        .any(|cell| Shape::of(cell) != Shape::Nothing && cell.display().trim() == text)
}

/// The row where the header ends: the same one, or a row of names below groups.
fn last_level(sample: &[RawRow], index: usize, merges: &[Merge]) -> u32 {
    let mut last = sample[index].number;
    for row in sample[index + 1..].iter().take(LEVELS - 1) {
        let groups: Vec<&Merge> = merges
            .iter()
            .filter(|m| {
                m.first_row <= last && m.last_row >= last && m.first_row >= sample[index].number
            })
            .filter(|m| m.last_column > m.first_column)
            .collect();
        let names: HashSet<u32> = row
            .cells
            .iter()
            .filter(|(_, cell)| !cell.is_blank())
            .map(|(column, _)| *column)
            .collect();
        let all_labels = row
            .cells
            .iter()
            .filter(|(_, c)| !c.is_blank())
            .all(|(_, c)| Shape::of(c) == Shape::Label);
        let below_groups = groups.iter().all(|group| {
            (group.first_column..=group.last_column).filter(|c| names.contains(c)).count() > 1
        });
        let beside: usize = names
            .iter()
            .filter(|c| !groups.iter().any(|g| (g.first_column..=g.last_column).contains(c)))
            .filter(|c| cell_at(&sample[index], **c).is_some_and(|cell| !cell.is_blank()))
            .count();
        // A row of data fills the columns beside the groups too; a row of names does not.
        if groups.is_empty() || row.number != last + 1 || !all_labels || !below_groups || beside > 0
        {
            break;
        }
        last = row.number;
    }
    // Names merged downwards, with or without groups beside them.
    let down = merges.iter().filter(|m| (sample[index].number..=last).contains(&m.first_row));
    let tall: Vec<u32> = down.filter(|m| m.last_row > last).map(|m| m.last_row).collect();
    if tall.len() * 2 > filled(&sample[index]) {
        last = tall.into_iter().min().unwrap_or(last);
    }
    last
}
