//! A workbook to be filled in: headers, an example, drop-downs, and a sheet that explains them.

use std::io::{Seek, Write};

use rust_xlsxwriter::{Color, DataValidation, Format, Formula, Workbook, Worksheet, XlsxError};

use super::WriteProblem;
use super::xlsx::{escape, problem, sheet_title};

/// Rows that get a drop-down.
const ROWS: u32 = 10_000;
/// Longest list that stands in the cell's own rule, in characters; longer ones stand in a sheet.
const INLINE: usize = 250;
/// Narrowest and widest column, in characters.
const WIDTH: (usize, usize) = (12, 28);

/// A column to be filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TemplateColumn {
    /// Its header.
    pub name: String,
    /// It may not be left empty.
    pub required: bool,
    /// What is to be written, for the guide.
    pub hint: String,
    /// What stands in the example.
    pub example: String,
    /// The texts it takes; none = any.
    pub choices: Vec<String>,
    /// They are offered in the cell; otherwise the guide alone tells them.
    pub drop_down: bool,
}

/// What the workbook says besides, in the reader's language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TemplateWords {
    /// The sheet to be filled in.
    pub sheet: String,
    /// The sheet that explains; its name makes readers pass it over.
    pub guide: String,
    /// The guide's headers: column, required, how, choices.
    pub heads: [String; 4],
    /// "Yes" in the required column.
    pub yes: String,
    /// Said above the guide.
    pub note: String,
}

/// Writes the workbook.
///
/// # Errors
/// `Refused`, `Unwritable`.
pub fn template<W: Write + Seek + Send>(
    output: W,
    columns: &[TemplateColumn],
    words: &TemplateWords,
) -> Result<(), WriteProblem> {
    let mut book = Workbook::new();
    let lists: Vec<bool> = columns.iter().map(|c| c.drop_down && is_long(&c.choices)).collect();
    fill(book.add_worksheet(), columns, &lists, words).map_err(problem)?;
    guide(book.add_worksheet(), columns, words).map_err(problem)?;
    if lists.contains(&true) {
        choices(book.add_worksheet(), columns, &lists).map_err(problem)?;
    }
    book.save_to_writer(output).map_err(problem)
}

fn is_long(choices: &[String]) -> bool {
    let length: usize = choices.iter().map(|c| c.chars().count() + 1).sum();
    length > INLINE || choices.iter().any(|c| c.contains(','))
}

/// Where long lists stand.
const LISTS: &str = "lists";

fn fill(
    sheet: &mut Worksheet,
    columns: &[TemplateColumn],
    lists: &[bool],
    words: &TemplateWords,
) -> Result<(), XlsxError> {
    sheet.set_name(sheet_title(&words.sheet))?;
    sheet.set_freeze_panes(1, 0)?;
    let plain = Format::new().set_bold().set_background_color(Color::RGB(0x00F3_F4F7));
    let required = plain.clone().set_font_color(Color::RGB(0x00C0_2631));
    let example = Format::new().set_italic().set_font_color(Color::RGB(0x008B_94A4));
    let mut list = 0_u16;
    for (at, column) in (0_u16..).zip(columns) {
        let name = if column.required { format!("*{}", column.name) } else { column.name.clone() };
        let format = if column.required { &required } else { &plain };
        sheet.write_string_with_format(0, at, escape(&name), format)?;
        sheet.write_string_with_format(1, at, escape(&column.example), &example)?;
        let width = name.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() + 4;
        let width = u32::try_from(width.clamp(WIDTH.0, WIDTH.1)).unwrap_or(0);
        sheet.set_column_width(at, f64::from(width))?;
        if !column.drop_down {
            continue;
        }
        let rule = if lists[usize::from(at)] {
            let letter = rust_xlsxwriter::utility::column_number_to_name(list);
            list += 1;
            let last = column.choices.len();
            let range = format!("={LISTS}!${letter}$1:${letter}${last}");
            DataValidation::new().allow_list_formula(Formula::new(range))
        } else {
            DataValidation::new().allow_list_strings(&column.choices)?
        };
        // What is not in the list is said, not refused: the import asks about it.
        let rule = rule.set_error_style(rust_xlsxwriter::DataValidationErrorStyle::Warning);
        sheet.add_data_validation(2, at, ROWS, at, &rule)?;
    }
    Ok(())
}

fn guide(
    sheet: &mut Worksheet,
    columns: &[TemplateColumn],
    words: &TemplateWords,
) -> Result<(), XlsxError> {
    sheet.set_name(sheet_title(&words.guide))?;
    let bold = Format::new().set_bold().set_background_color(Color::RGB(0x00F3_F4F7));
    let wrapped = Format::new().set_text_wrap();
    sheet.write_string(0, 0, escape(&words.note))?;
    for (at, head) in (0_u16..).zip(&words.heads) {
        sheet.write_string_with_format(2, at, escape(head), &bold)?;
    }
    for (at, width) in (0_u16..).zip([22.0, 10.0, 44.0, 60.0]) {
        sheet.set_column_width(at, width)?;
    }
    for (row, column) in (3_u32..).zip(columns) {
        sheet.write_string(row, 0, escape(&column.name))?;
        if column.required {
            sheet.write_string(row, 1, escape(&words.yes))?;
        }
        sheet.write_string_with_format(row, 2, escape(&column.hint), &wrapped)?;
        let choices: String = column.choices.join("、").chars().take(2_000).collect();
        sheet.write_string_with_format(row, 3, escape(&choices), &wrapped)?;
    }
    Ok(())
}

fn choices(
    sheet: &mut Worksheet,
    columns: &[TemplateColumn],
    lists: &[bool],
) -> Result<(), XlsxError> {
    sheet.set_name(LISTS)?;
    sheet.set_very_hidden(true);
    let long = columns.iter().zip(lists).filter(|(_, is_long)| **is_long);
    for (at, (column, _)) in (0_u16..).zip(long) {
        for (row, choice) in (0_u32..).zip(&column.choices) {
            sheet.write_string(row, at, escape(choice))?;
        }
    }
    Ok(())
}
