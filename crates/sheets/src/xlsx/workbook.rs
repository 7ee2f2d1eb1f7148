//! The workbook part: its sheets and its date base.

use quick_xml::events::Event;

use crate::book::{SheetMeta, Visibility};
use crate::package::Package;
use crate::problem::Problem;
use crate::xml::{Xml, attribute, flag};

use super::relations::{self, Relation};

pub(super) struct Workbook {
    pub(super) sheets: Vec<SheetMeta>,
    /// Part names, in the order of `sheets`.
    pub(super) parts: Vec<String>,
    pub(super) base_1904: bool,
    pub(super) shared_strings: Option<String>,
    pub(super) styles: Option<String>,
}

pub(super) fn read(package: &Package, limit: u64) -> Result<Workbook, Problem> {
    let root = relations::of(package, "", limit)?;
    let part = root
        .iter()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target.clone());
    let relations = relations::of(package, &part, limit)?;
    let of_kind = |kind: &str| {
        relations
            .iter()
            .find(|r| r.kind == kind && package.has(&r.target))
            .map(|r| r.target.clone())
    };
    let mut workbook = Workbook {
        sheets: Vec::new(),
        parts: Vec::new(),
        base_1904: false,
        shared_strings: of_kind("sharedStrings"),
        styles: of_kind("styles"),
    };
    let mut xml = Xml::new(package.read(&part, "workbook", limit)?, "workbook");
    loop {
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "workbookPr" => workbook.base_1904 = flag(&e, "date1904"),
                "sheet" => {
                    let name = attribute(&e, "name").unwrap_or_default();
                    let id = attribute(&e, "id").unwrap_or_default();
                    let visibility = match attribute(&e, "state").as_deref() {
                        Some("hidden") => Visibility::Hidden,
                        Some("veryHidden") => Visibility::VeryHidden,
                        _ => Visibility::Visible,
                    };
                    if let Some(part) = worksheet(&relations, &id, package) {
                        workbook.sheets.push(SheetMeta { name, visibility });
                        workbook.parts.push(part);
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if workbook.sheets.is_empty() {
        return Err(Problem::Damaged { part: "workbook" });
    }
    Ok(workbook)
}

/// Chart sheets and macro sheets hold no table.
fn worksheet(relations: &[Relation], id: &str, package: &Package) -> Option<String> {
    relations
        .iter()
        .find(|r| r.id == id && r.kind == "worksheet" && package.has(&r.target))
        .map(|r| r.target.clone())
}
