//! The rows of an import as they will be, and the check that counts them.

use engines::forms::show;
use model::ImportId;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use store::Error;

use super::check::Walk;
use super::document::{Import, Problem};
use super::kept;
use super::sort::{Becomes, Sorted};
use super::target::goal;
use super::view::{self, ImportView};
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Rows shown at once.
const PAGE: usize = 100;

/// Rows of an import.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RowsPage {
    /// The rows from the wanted ordinal on.
    pub items: Vec<RowView>,
    /// The ordinal to go on at; none at the end.
    pub next: Option<u64>,
}

/// A row of the file and what it becomes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RowView {
    /// 1-based row in the file.
    pub row: u32,
    /// `create`, `update`, `skip`, `refuse` or `left_out`.
    pub outcome: &'static str,
    /// The cells as they stand in the file.
    pub cells: Vec<String>,
    /// Values in API form, by field code.
    pub values: Map<String, Json>,
    /// The same in words.
    pub display: Map<String, Json>,
    /// Follow-ups and notes that come with it.
    pub activities: Json,
    /// What is wrong or remarkable.
    pub problems: Vec<Problem>,
    /// What it looks like, if anything.
    pub duplicate: Option<Json>,
}

impl Platform {
    /// One import.
    ///
    /// # Errors
    /// `NotFound`, also for those of others.
    pub fn find_import(&self, who: &Who, id: ImportId) -> Result<ImportView, Error> {
        let import = kept::own(self, who, id)?;
        view::show(self, who, &import)
    }

    /// Forgets an import. Records that it made stay.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn remove_import(&self, who: &Who, id: ImportId) -> Result<(), Error> {
        let import = kept::own(self, who, id)?;
        self.write(move |tx, _| Ok(store::imports::remove(tx, import.id)?))?;
        Ok(())
    }

    /// Rows from an ordinal (from 0) on, as they will be imported; of a large file the first ones. `problems` leaves
    /// out rows with nothing to say about them.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    pub fn import_rows(
        &self,
        who: &Who,
        id: ImportId,
        (at, problems): (u64, bool),
    ) -> Result<RowsPage, Error> {
        let import = kept::own(self, who, id)?;
        let catalog = self.catalog()?;
        let goal = goal(self, &catalog, who, &import)?;
        let path = kept::path(self, &import)?;
        let walk = Walk {
            platform: self,
            catalog: &catalog,
            who,
            import: &import,
            goal: &goal,
            path: &path,
        };
        let (mut items, mut place, mut more) = (Vec::new(), 0u64, false);
        let (reader, _) = walk.each(|(row, sorted)| {
            let told = sorted.is_none_or(is_told);
            if problems && !told {
                return;
            }
            if place >= at && items.len() < PAGE {
                items.push((row.clone(), sorted.cloned()));
            } else if place >= at {
                more = true;
            }
            place += 1;
        })?;
        let next = more.then(|| at + items.len() as u64);
        let items = items
            .iter()
            .map(|(row, sorted)| self.shown(&catalog, who, &reader, (row, sorted.as_ref())))
            .collect::<Result<_, Error>>()?;
        Ok(RowsPage { items, next })
    }

    fn shown(
        &self,
        catalog: &Catalog,
        who: &Who,
        reader: &super::reader::Reader,
        (row, sorted): (&sheets::Row, Option<&Sorted>),
    ) -> Result<RowView, Error> {
        let mut view = RowView {
            row: row.number,
            outcome: "left_out",
            cells: row.cells.iter().map(|c| c.display().into_owned()).collect(),
            values: Map::new(),
            display: Map::new(),
            activities: Json::Null,
            problems: Vec::new(),
            duplicate: None,
        };
        let Some(sorted) = sorted else { return Ok(view) };
        view.problems.clone_from(&sorted.warnings);
        match &sorted.becomes {
            Becomes::Create(_, values, activities) | Becomes::Update(_, values, activities) => {
                let created = matches!(sorted.becomes, Becomes::Create(..));
                view.outcome = if created { "create" } else { "update" };
                let known = self.store().read(|read| {
                    crate::known::known_for(read, catalog, who, &reader.form, [values])
                })?;
                for (field, value) in values {
                    let Some(code) = show::code(&reader.form, *field) else { continue };
                    view.values.insert(code.to_owned(), show::json(&reader.form, *field, value));
                    let words = show::display(&reader.form, *field, value, &known, who.language);
                    view.display.insert(code.to_owned(), words.into());
                }
                view.activities = activities
                    .iter()
                    .map(|a| json!({"kind": a.kind, "text": a.text, "at": a.at}))
                    .collect();
            }
            Becomes::Skip(problem) => {
                view.outcome = "skip";
                view.problems.push(problem.clone());
            }
            Becomes::Refuse(problems) => {
                view.outcome = "refuse";
                view.problems.extend(problems.iter().cloned());
            }
        }
        if let Some(sign) = sorted.sign {
            let record = sorted.in_store.map(|id| id.to_string());
            view.duplicate =
                Some(json!({"by": sign.name(), "row": sorted.in_file, "record": record}));
        }
        Ok(view)
    }

    /// Checks an import and saves what was found with it.
    pub(super) fn check_and_save(
        &self,
        who: &Who,
        mut import: Import,
    ) -> Result<ImportView, Error> {
        let catalog = self.catalog()?;
        let goal = goal(self, &catalog, who, &import)?;
        let path = kept::path(self, &import)?;
        let walk = Walk {
            platform: self,
            catalog: &catalog,
            who,
            import: &import,
            goal: &goal,
            path: &path,
        };
        let checked = walk.check()?;
        import.checked = checked;
        kept::save(self, &import)?;
        view::show(self, who, &import)
    }
}

fn is_told(sorted: &Sorted) -> bool {
    sorted.sign.is_some()
        || !sorted.warnings.is_empty()
        || matches!(sorted.becomes, Becomes::Refuse(_) | Becomes::Skip(_))
}
