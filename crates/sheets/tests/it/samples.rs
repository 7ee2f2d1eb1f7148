//! Real files made by other people, where they are at hand.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader};
use encoding_rs::GB18030;
use sheets::{
    Cell, Choice, Encoding, HeaderRows, Limits, Preview, Row, SkippedKind, open, preview,
};

use crate::fixture::{names, shown};
use crate::writing::{csv_of, reopen, xlsx_of};

/// The file, or `None` with a message if the samples are not there.
fn sample(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("CLEW_SAMPLES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = root.join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: no sample {}", path.display());
    None
}

fn look(path: &Path) -> Preview {
    preview(path, &Limits::default()).unwrap()
}

fn all(path: &Path) -> Vec<Row> {
    open(path, &Choice::default(), &Limits::default()).unwrap().map(Result::unwrap).collect()
}

#[test]
fn leads_are_read_with_the_empty_column_dropped() {
    let Some(path) = sample("x-education/Leads.csv") else { return };
    let seen = look(&path);
    assert_eq!((seen.table.columns.len(), seen.row_count), (37, 9_240));
    let rows = all(&path);
    let at = |name: &str| names(&seen).iter().position(|n| *n == name).unwrap();
    let count = |name: &str, value: &str| {
        rows.iter().filter(|row| row.cells[at(name)].display() == value).count()
    };
    assert_eq!(count("Converted", "1"), 3_561);
    assert_eq!(count("Specialization", "Select"), 1_942);
    assert_eq!(count("Lead Quality", ""), 4_767);
    assert_eq!((count("Lead Source", "Google"), count("Lead Source", "google")), (2_868, 5));
}

#[test]
fn the_pipeline_adds_up() {
    let Some(path) = sample("maven-crm/sales_pipeline.csv") else { return };
    let rows = all(&path);
    let won: i64 = rows
        .iter()
        .filter(|row| row.cells[4].display() == "Won")
        .map(|row| row.cells[7].display().parse::<i64>().unwrap())
        .sum();
    assert_eq!((rows.len(), won), (8_800, 10_005_534));
}

#[test]
fn the_exchange_list_keeps_codes_and_cleans_names() {
    let Some(path) = sample("xlsx-zh/szse-a-share-list.xlsx") else { return };
    let seen = look(&path);
    assert_eq!((seen.row_count, seen.table.columns.len()), (2_875, 22));
    assert_eq!((names(&seen)[10], names(&seen)[15]), ("B股简称", "省份"));
    assert_eq!(seen.rows[0].cells[4], Cell::text("000001"));
    assert_eq!(seen.rows[1].cells[5], Cell::text("万  科Ａ"));
    assert_eq!(all(&path).len(), 2_875);
}

#[test]
fn guides_titles_phantoms_and_merges_of_real_templates_are_understood() {
    let Some(path) = sample("xlsx-zh/easyexcel-t01.xls") else { return };
    let seen = look(&path);
    assert_eq!(seen.table.header, Some(HeaderRows { first: 2, last: 2 }));
    assert_eq!(seen.table.skipped[0].what, SkippedKind::Guide);
    assert!(seen.table.columns[0].required && !seen.table.columns[1].required);
    assert_eq!(seen.rows[0].cells[7], Cell::text("5.5千克"));

    let seen = look(&sample("xlsx-zh/easyexcel-t02.xlsx").unwrap());
    assert_eq!(seen.table.skipped[0].what, SkippedKind::Title);
    assert_eq!(names(&seen)[13], "备案用商品名称");
    assert_eq!(seen.rows[0].cells[12], Cell::text("00005"));

    let seen = look(&sample("xlsx-zh/easyexcel-t03.xlsx").unwrap());
    assert_eq!((seen.table.columns.len(), seen.row_count), (12, 1));

    let path = sample("xlsx-zh/easyexcel-t04.xlsx").unwrap();
    let rows = all(&path);
    assert_eq!(rows.len(), 56);
    assert!(shown(&rows[1..8]).iter().all(|row| row.starts_with("1|11|1|A1JB037FPHA03224400489|")));
    assert!(rows[8].cells[0].display() == "2");
}

#[test]
fn an_old_workbook_reads_as_another_reader_reads_it() {
    for (name, sheet_rows) in [("sse-gplist.xls", 1_696), ("easyexcel-t01.xls", 1)] {
        let Some(path) = sample(&format!("xlsx-zh/{name}")) else { return };
        let mut other: calamine::Xls<_> = calamine::open_workbook(&path).unwrap();
        let range = other.worksheet_range_at(0).unwrap().unwrap();
        let start = range.start().unwrap();
        let cells: HashMap<(u32, u32), String> = range
            .used_cells()
            .filter(|(_, _, data)| **data != Data::Empty)
            .map(|(row, column, data)| {
                let at = (u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
                ((at.0 + start.0, at.1 + start.1), data.to_string())
            })
            .collect();
        let rows = all(&path);
        assert_eq!(rows.len(), sheet_rows);
        let columns = look(&path).table.columns;
        for row in rows {
            for (column, cell) in columns.iter().zip(&row.cells) {
                let expected = cells.get(&(row.number - 1, column.index));
                assert_eq!(cell.display(), expected.map_or("", String::as_str));
            }
        }
    }
}

#[test]
fn company_names_survive_gb18030() {
    let Some(path) = sample("zh/company-names-5000.csv") else { return };
    let utf8 = std::fs::read_to_string(&path).unwrap();
    let bytes = GB18030.encode(&utf8).0.into_owned();
    let seen = preview(bytes.clone(), &Limits::default()).unwrap();
    assert_eq!((seen.encoding, seen.row_count), (Some(Encoding::Gb18030), 5_000));
    let again = open(bytes, &Choice::default(), &Limits::default()).unwrap();
    let again: Vec<Row> = again.map(Result::unwrap).collect();
    assert!(again == all(&path));
}

#[test]
fn naughty_strings_come_back_byte_for_byte() {
    let Some(path) = sample("blns.json") else { return };
    let strings: Vec<String> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    // A second cell keeps the row when the string itself is blank.
    let table: Vec<Vec<String>> =
        strings.iter().map(|text| vec!["x".to_owned(), text.clone()]).collect();
    for (rows, kind) in [(reopen(csv_of(&table), 1), "csv"), (reopen(xlsx_of(&table), 2), "xlsx")] {
        let back: Vec<String> =
            rows.map(|row| row.unwrap().cells[1].display().into_owned()).collect();
        assert_eq!(back.len(), strings.len(), "{kind}");
        for (back, text) in back.iter().zip(&strings) {
            assert_eq!(back, text, "{kind}");
        }
    }
}
