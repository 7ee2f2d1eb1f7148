//! Number formats of cell styles. Fonts and colours are not read.

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::cell::NumberFormat;
use crate::number_format::{self, Class};
use crate::package::Package;
use crate::problem::Problem;
use crate::xml::{Xml, attribute};

/// The class of each cell style, by its index.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Class>);

impl Styles {
    pub(super) fn class(&self, style: usize) -> Class {
        self.0.get(style).copied().unwrap_or(Class::Number(NumberFormat::General))
    }

    pub(super) fn read(package: &Package, part: &str, limit: u64) -> Result<Styles, Problem> {
        let mut xml = Xml::new(package.read(part, "styles", limit)?, "styles");
        let mut codes: HashMap<u32, Class> = HashMap::new();
        let mut styles = Vec::new();
        let mut in_cell_styles = false;
        loop {
            match xml.next()? {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    "numFmt" => {
                        let id = attribute(&e, "numFmtId").and_then(|id| id.parse().ok());
                        if let (Some(id), Some(code)) = (id, attribute(&e, "formatCode")) {
                            codes.insert(id, number_format::classify(&code));
                        }
                    }
                    "cellXfs" => in_cell_styles = true,
                    "xf" if in_cell_styles => {
                        let id = attribute(&e, "numFmtId").and_then(|id| id.parse().ok());
                        let id: u32 = id.unwrap_or(0);
                        let class = codes.get(&id).copied();
                        styles.push(class.unwrap_or_else(|| number_format::builtin(id)));
                    }
                    _ => {}
                },
                Event::End(e) if e.local_name().as_ref() == "cellXfs" => in_cell_styles = false,
                Event::Eof => return Ok(Styles(styles)),
                _ => {}
            }
        }
    }
}
