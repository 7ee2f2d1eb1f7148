//! Files made for tests.

use std::io::{Cursor, Write};

use sheets::{Cell, Choice, Limits, Preview, Problem, Row, open, preview};
use zip::write::SimpleFileOptions;

/// A zip package of texts.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, text)| (*n, text.as_bytes())).collect();
    binary_package(&parts)
}

/// A zip package of the given parts.
pub(crate) fn binary_package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a hand-made workbook besides its first sheet.
#[derive(Default)]
pub(crate) struct Parts<'a> {
    pub(crate) shared: &'a str,
    pub(crate) number_formats: &'a str,
    pub(crate) styles: &'a str,
    pub(crate) workbook_properties: &'a str,
    pub(crate) sheet_relations: &'a str,
    pub(crate) more: &'a [(&'a str, &'a str)],
}

/// A workbook with one sheet, whose XML inside `<worksheet>` is given.
pub(crate) fn xlsx(sheet: &str, parts: &Parts<'_>) -> Vec<u8> {
    let sheet = format!("<worksheet>{sheet}</worksheet>");
    let workbook = format!(
        "<workbook>{}<sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        parts.workbook_properties
    );
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://x/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let relations = format!(
        "<Relationships>{}{}{}</Relationships>",
        relation("rId1", "worksheet", "worksheets/sheet1.xml"),
        relation("rId2", "sharedStrings", "sharedStrings.xml"),
        relation("rId3", "styles", "styles.xml")
    );
    let shared = format!("<sst>{}</sst>", parts.shared);
    let styles = format!(
        "<styleSheet><numFmts>{}</numFmts><cellXfs><xf numFmtId=\"0\"/>{}</cellXfs></styleSheet>",
        parts.number_formats, parts.styles
    );
    let sheet_relations = format!("<Relationships>{}</Relationships>", parts.sheet_relations);
    let mut all = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", workbook.as_str()),
        ("xl/_rels/workbook.xml.rels", relations.as_str()),
        ("xl/sharedStrings.xml", shared.as_str()),
        ("xl/styles.xml", styles.as_str()),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
        ("xl/worksheets/_rels/sheet1.xml.rels", sheet_relations.as_str()),
    ];
    all.extend(parts.more);
    package(&all)
}

/// A cell with inline text.
pub(crate) fn inline(reference: &str, text: &str) -> String {
    format!("<c r=\"{reference}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

pub(crate) fn look(bytes: Vec<u8>) -> Preview {
    preview(bytes, &Limits::default()).unwrap()
}

pub(crate) fn problem(bytes: Vec<u8>) -> Problem {
    preview(bytes, &Limits::default()).map(|seen| format!("{:?}", seen.table)).unwrap_err()
}

pub(crate) fn rows(bytes: Vec<u8>) -> Vec<Row> {
    open(bytes, &Choice::default(), &Limits::default()).unwrap().map(Result::unwrap).collect()
}

/// The rows as `a|b|c`.
pub(crate) fn shown(rows: &[Row]) -> Vec<String> {
    rows.iter()
        .map(|row| row.cells.iter().map(Cell::display).collect::<Vec<_>>().join("|"))
        .collect()
}

pub(crate) fn names(seen: &Preview) -> Vec<&str> {
    seen.table.columns.iter().map(|column| column.name.as_str()).collect()
}
