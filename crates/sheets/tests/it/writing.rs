//! Files written and read back.

use std::io::Cursor;

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use proptest::{prop_assert_eq, prop_oneof};
use sheets::write::{CsvWriter, Out, XlsxWriter};
use sheets::{Cell, Choice, DateKind, DateTime, Format, HeaderChoice, Limits, Rows, open};

use crate::fixture::{look, names, rows, shown};

pub(crate) fn csv_of(table: &[Vec<String>]) -> Vec<u8> {
    let mut writer = CsvWriter::new(Vec::new()).unwrap();
    for row in table {
        let cells: Vec<Out<'_>> = row.iter().map(|text| Out::Text(text)).collect();
        writer.row(&cells).unwrap();
    }
    writer.finish().unwrap()
}

pub(crate) fn xlsx_of(table: &[Vec<String>]) -> Vec<u8> {
    let header: Vec<&str> = vec!["a"; table.first().map_or(0, Vec::len)];
    let mut writer = XlsxWriter::new("表", &header).unwrap();
    for row in table {
        let cells: Vec<Out<'_>> = row.iter().map(|text| Out::Text(text)).collect();
        writer.row(&cells).unwrap();
    }
    let mut out = Cursor::new(Vec::new());
    writer.finish(&mut out).unwrap();
    out.into_inner()
}

/// Opens what we wrote: no header is looked for, guards are taken away.
pub(crate) fn reopen(bytes: Vec<u8>, first_data_row: u32) -> Rows {
    let choice = Choice {
        header: HeaderChoice::None { first_data_row },
        encoding: None,
        strip_formula_guard: true,
        ..Choice::default()
    };
    open(bytes, &choice, &Limits::default()).unwrap()
}

fn texts(rows: Rows) -> Vec<Vec<String>> {
    rows.map(|row| row.unwrap().cells.iter().map(|cell| cell.display().into_owned()).collect())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn csv_gives_back_what_was_written(
        table in prop::collection::vec(
            prop::collection::vec(
                prop_oneof![
                    "[-=+@'\"\t\r\n,;|，a-c0-9 %.]{0,8}",
                    any::<String>(),
                ],
                3,
            ),
            1..6,
        )
    ) {
        // NUL never stands in text, and a mark in every row keeps rows and columns from being blank.
        let table: Vec<Vec<String>> = table
            .into_iter()
            .map(|row| row.into_iter().map(|t| format!("{}x", t.replace('\0', ""))).collect())
            .collect();
        let written = csv_of(&table);
        let choice = Choice {
            header: HeaderChoice::None { first_data_row: 1 },
            delimiter: Some(sheets::Delimiter::Comma),
            strip_formula_guard: true,
            ..Choice::default()
        };
        // Text full of control characters is not taken for text; that is as it should be.
        if let Ok(rows) = open(written, &choice, &Limits::default()) {
            prop_assert_eq!(texts(rows), table);
        }
    }
}

#[test]
fn formula_like_text_is_guarded_and_comes_back() {
    let cells = ["=1+1", "+8613800001111", "-5", "@x", "'=1", "-1-1", "a"].map(str::to_owned);
    let table = vec![cells.to_vec()];
    let written = csv_of(&table);
    let raw = String::from_utf8(written.clone()).unwrap();
    assert_eq!(raw, "\u{feff}'=1+1,+8613800001111,-5,'@x,''=1,'-1-1,a\r\n");
    assert_eq!(texts(reopen(written, 1)), table);
}

#[test]
fn a_written_workbook_keeps_text_numbers_and_dates_apart() {
    let date = DateTime {
        year: 2024,
        month: 2,
        day: 29,
        hour: 10,
        minute: 30,
        second: 0,
        milli: 0,
        kind: DateKind::DateTime,
    };
    let day = DateTime { kind: DateKind::Date, hour: 0, minute: 0, ..date };
    let mut writer =
        XlsxWriter::new("客户[1]/*", &["编号", "金额", "日期", "时间", "对", "长"]).unwrap();
    let row = [
        Out::Text("007"),
        Out::Number("1234.5"),
        Out::DateTime(&day),
        Out::DateTime(&date),
        Out::Bool(true),
        Out::Number("110101199001011237"),
    ];
    writer.row(&row).unwrap();
    writer.row(&[Out::Text("=1+1"), Out::Empty]).unwrap();
    let mut out = Cursor::new(Vec::new());
    let written = writer.finish(&mut out).unwrap();
    assert_eq!((written.rows, written.sheets, written.cut_cells), (2, 1, 0));
    let seen = look(out.into_inner());
    assert_eq!((seen.format, seen.sheets[0].name.as_str()), (Format::Xlsx, "客户1"));
    assert_eq!(names(&seen), ["编号", "金额", "日期", "时间", "对", "长"]);
    assert_eq!(
        shown(&seen.rows),
        ["007|1234.5|2024-02-29|2024-02-29 10:30:00|TRUE|110101199001011237", "=1+1|||||"]
    );
    assert!(matches!(&seen.rows[0].cells[1], Cell::Number { .. }));
    assert!(matches!(&seen.rows[1].cells[0], Cell::Text { .. }));
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_counted() {
    let long = "长".repeat(40_000);
    let mut writer = XlsxWriter::new("", &["备注"]).unwrap();
    writer.row(&[Out::Text(&long)]).unwrap();
    let mut out = Cursor::new(Vec::new());
    assert_eq!(writer.finish(&mut out).unwrap().cut_cells, 1);
    let rows = rows(out.into_inner());
    assert_eq!(rows[0].cells[0].display().chars().count(), 32_767);
}

#[test]
fn awkward_text_survives_a_workbook() {
    let table: Vec<Vec<String>> = [
        " leading",
        "trailing ",
        "a\nb",
        "a\r\nb",
        "\ttab",
        "_x000D_",
        "<b>&amp;</b>",
        "😀𠮷",
        "\u{1}\u{b}",
        "]]>",
        "'",
        "\u{fffe}x",
        "\u{202e}rtl",
    ]
    .iter()
    .map(|text| vec![(*text).to_owned()])
    .collect();
    assert_eq!(texts(reopen(xlsx_of(&table), 2)), table);
}
