//! Which part refers to which (`*.rels`).

use quick_xml::events::Event;

use crate::package::Package;
use crate::problem::Problem;
use crate::xml::{Xml, attribute};

#[derive(Debug, Clone)]
pub(super) struct Relation {
    pub(super) id: String,
    /// Last segment of the type: `worksheet`, `comments`, `sharedStrings` …
    pub(super) kind: String,
    /// Part name from the root of the package.
    pub(super) target: String,
}

/// The relations of a part; none if it has no such file.
pub(super) fn of(package: &Package, part: &str, limit: u64) -> Result<Vec<Relation>, Problem> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let file = if folder.is_empty() {
        format!("_rels/{name}.rels")
    } else {
        format!("{folder}/_rels/{name}.rels")
    };
    if !package.has(&file) {
        return Ok(Vec::new());
    }
    let mut xml = Xml::new(package.read(&file, "workbook", limit)?, "workbook");
    let mut relations = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Relationship" => {
                let get = |name| attribute(&e, name).unwrap_or_default();
                let kind = get("Type");
                relations.push(Relation {
                    id: get("Id"),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolve(folder, &get("Target")),
                });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for segment in target.split('/') {
        match segment {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            segment => path.push(segment),
        }
    }
    path.join("/")
}
