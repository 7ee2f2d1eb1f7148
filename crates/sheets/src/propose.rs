//! Which sheet of a workbook is meant: the largest visible table, and not the sheet that explains
//! how to fill in the others.

use serde::Serialize;

use crate::book::{SheetMeta, Survey, Visibility};

/// A sheet, as far as choosing one takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetInfo {
    /// Its place, from 0.
    pub index: u32,
    /// Empty for text and HTML.
    pub name: String,
    /// Whether its tab is shown.
    pub visibility: Visibility,
    /// Rows that hold something.
    pub rows: u32,
    /// Columns that hold something.
    pub columns: u32,
    /// Last row that holds something, 1-based; 0 if none does.
    pub last_row: u32,
    /// Explains the workbook, by its name or its form.
    pub is_guide: bool,
}

/// Why a sheet is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetReason {
    /// There is one sheet with content.
    OnlyOne,
    /// It is the largest of the visible ones.
    Largest,
    /// All visible sheets are empty: the largest of the hidden ones.
    OnlyHidden,
    /// A person said so.
    Chosen,
}

pub(crate) fn info(index: usize, meta: &SheetMeta, survey: &Survey) -> SheetInfo {
    SheetInfo {
        index: u32::try_from(index).unwrap_or(u32::MAX),
        name: meta.name.clone(),
        visibility: meta.visibility,
        rows: survey.rows,
        columns: survey.columns.count(),
        last_row: survey.last_row,
        is_guide: is_guide(&meta.name, survey),
    }
}

fn is_guide(name: &str, survey: &Survey) -> bool {
    const WORDS: [&str; 12] = [
        "说明",
        "须知",
        "指南",
        "指引",
        "帮助",
        "字典",
        "下拉",
        "目录",
        "readme",
        "guide",
        "instruction",
        "help",
    ];
    let name = name.to_lowercase();
    // Explanations stand in a column or two; a table of that name may be wide.
    WORDS.iter().any(|word| name.contains(word)) && survey.columns.count() <= 4
}

/// `None` if no sheet holds anything.
pub(crate) fn propose(sheets: &[SheetInfo]) -> Option<(usize, SheetReason)> {
    let size = |sheet: &SheetInfo| u64::from(sheet.rows) * u64::from(sheet.columns);
    let is_visible = |sheet: &SheetInfo| sheet.visibility == Visibility::Visible;
    let filled = || sheets.iter().enumerate().filter(|(_, sheet)| sheet.rows > 0);
    if let [(index, _)] = filled().collect::<Vec<_>>()[..] {
        return Some((index, SheetReason::OnlyOne));
    }
    // The first of several equals, hence the order reversed.
    let best = |guide: bool, visible: bool| {
        filled()
            .filter(|(_, s)| s.is_guide == guide && is_visible(s) == visible)
            .rev()
            .max_by_key(|(_, s)| size(s))
            .map(|(index, _)| index)
    };
    best(false, true)
        .or_else(|| best(true, true))
        .map(|index| (index, SheetReason::Largest))
        .or_else(|| best(false, false).map(|index| (index, SheetReason::OnlyHidden)))
}
