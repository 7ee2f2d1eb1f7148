//! Which sheet is meant.

use rust_xlsxwriter::Workbook;
use sheets::{Choice, Limits, Problem, SheetReason, Visibility, Warning, preview_with};

use crate::fixture::{look, problem};

/// Sheets of these names and sizes (rows, columns); `~` before a name hides it.
fn book(sheets: &[(&str, u32, u16)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows, columns) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name.trim_start_matches('~')).unwrap();
        sheet.set_hidden(name.starts_with('~'));
        for row in 0..*rows {
            for column in 0..*columns {
                sheet.write_string(row, column, format!("格{row}x{column}")).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn the_largest_visible_table_is_proposed() {
    for (sheets, expected) in [
        (&[("一", 3, 2)][..], (0, SheetReason::OnlyOne)),
        (&[("空", 0, 0), ("二", 3, 2)], (1, SheetReason::OnlyOne)),
        (&[("填写说明", 300, 2), ("客户", 5, 4)], (1, SheetReason::Largest)),
        (&[("小", 3, 2), ("~藏", 50, 5), ("大", 9, 4)], (2, SheetReason::Largest)),
        (&[("空", 0, 0), ("~甲", 2, 2), ("~乙", 9, 2)], (2, SheetReason::OnlyHidden)),
        (&[("甲", 4, 3), ("乙", 4, 3)], (0, SheetReason::Largest)),
    ] {
        let seen = look(book(sheets));
        assert_eq!((seen.sheet, seen.because), expected, "{sheets:?}");
    }
}

#[test]
fn other_sheets_are_mentioned_and_can_be_chosen() {
    let bytes = book(&[("甲", 9, 3), ("乙", 4, 2), ("~丙", 2, 2)]);
    let seen = look(bytes.clone());
    assert_eq!(seen.sheets[2].visibility, Visibility::Hidden);
    assert_eq!(seen.sheets[1].last_row, 4);
    assert!(seen.warnings.contains(&Warning::OtherSheets { count: 1 }));
    assert!(seen.warnings.contains(&Warning::HiddenSheets { count: 1 }));
    let limits = Limits::default();
    let choice = |sheet| Choice { sheet: Some(sheet), ..Choice::default() };
    let chosen = preview_with(bytes.clone(), &choice(1), &limits).unwrap();
    assert_eq!((chosen.sheet, chosen.row_count), (1, 3));
    let missing = preview_with(bytes, &choice(7), &limits).unwrap_err();
    assert_eq!(missing, Problem::NoSuchSheet { sheet: 7 });
}

#[test]
fn a_workbook_without_content_has_no_data() {
    assert_eq!(problem(book(&[("空", 0, 0), ("也空", 0, 0)])), Problem::NoData);
}
