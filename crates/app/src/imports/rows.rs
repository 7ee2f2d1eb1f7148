//! The rows of an import as they will be, and the check that counts them.

use std::collections::HashMap;

use engines::forms::show;
use model::command::Activity;
use model::job::JobState;
use model::{Code, ImportId, RecordId};
use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use store::Error;
use store::records::{Record, find_many};

use super::check::Walk;
use super::document::{Import, Problem, State};
use super::sort::{Becomes, Sorted};
use super::target::{Goal, goal};
use super::view::{self, ImportView};
use super::{expiry, kept, returning};
use crate::catalog::Catalog;
use crate::known::{title_fields, title_of};
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
    /// The stored record that it looks like.
    #[serde(skip)]
    like: Option<RecordId>,
}

/// Which rows are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    #[default]
    All,
    /// Those with something to say about them.
    Told,
    /// Those that look like another row or a stored record.
    Duplicates,
}

impl Which {
    fn takes(self, sorted: Option<&Sorted>) -> bool {
        match self {
            Self::All => true,
            Self::Told => sorted.is_none_or(is_told),
            Self::Duplicates => sorted.is_some_and(|s| s.sign.is_some()),
        }
    }
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
    /// `NotFound`; `Conflict` while its job is at work.
    pub fn remove_import(&self, who: &Who, id: ImportId) -> Result<(), Error> {
        let (import, now) = (kept::own(self, who, id)?, self.now());
        if import.state == State::Running {
            let job = import.job.map(|id| self.find_job(who, id)).transpose()?;
            if job.is_some_and(|j| matches!(j.state, JobState::Waiting | JobState::Running)) {
                return Err(Error::rejected(Code::Conflict));
            }
        }
        let asker = who.clone();
        self.write(move |tx, catalog| {
            kept::sees(catalog, &asker, &import)?;
            expiry::leave(tx, &import, now)?;
            Ok(store::imports::remove(tx, import.id)?)
        })?;
        Ok(())
    }

    /// Rows from an ordinal (from 0) on, as they will be imported; of a large file the first ones.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    pub fn import_rows(
        &self,
        who: &Who,
        id: ImportId,
        (at, which): (u64, Which),
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
        let (walker, _) = walk.each(|(row, sorted)| {
            if !which.takes(sorted) {
                return true;
            }
            if place >= at && items.len() < PAGE {
                items.push((row.clone(), sorted.cloned()));
            } else if place >= at {
                more = true;
            }
            place += 1;
            !more
        })?;
        let next = more.then(|| at + items.len() as u64);
        let items = items
            .iter()
            .map(|(row, sorted)| self.shown(&catalog, who, &walker.reader, (row, sorted.as_ref())))
            .collect::<Result<Vec<_>, Error>>()?;
        let like: Vec<_> = items.iter().filter_map(|i| i.like).collect();
        let titles = self.titles(&catalog, who, (&goal, &like))?;
        let name = |mut item: RowView| {
            if let (Some(id), Some(duplicate)) = (item.like, &mut item.duplicate) {
                duplicate["title"] = titles.get(&id).cloned().into();
            }
            item
        };
        Ok(RowsPage { items: items.into_iter().map(name).collect(), next })
    }

    /// What the records are called that rows look like.
    fn titles(
        &self,
        catalog: &Catalog,
        who: &Who,
        (goal, ids): (&Goal, &[RecordId]),
    ) -> Result<HashMap<RecordId, String>, Error> {
        let Some(table) = goal.table.as_ref().filter(|_| !ids.is_empty()) else {
            return Ok(HashMap::new());
        };
        // The stored form: new fields of the goal have no columns yet.
        let Some(form) = catalog.forms.get(&goal.form.id) else { return Ok(HashMap::new()) };
        let fields = title_fields(form);
        let found = self.store().read(|read| find_many(read, table, ids, &fields))?;
        let title = |r: &Record| (r.id, title_of(form, &goal.access, r, who.language));
        Ok(found.iter().map(title).collect())
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
            like: None,
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
                view.activities = told(activities);
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
        if !sorted.unused.is_empty() {
            view.activities = told(&sorted.unused);
        }
        if let Some(sign) = sorted.sign {
            let record = sorted.in_store.map(|id| id.to_string());
            view.like = sorted.in_store;
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
        returning::find(self, (&catalog, who), &mut import)?;
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
        import.revision = import.revision.wrapping_add(1);
        kept::save_checked(self, who, &mut import)?;
        view::show(self, who, &import)
    }
}

fn told(activities: &[Activity]) -> Json {
    activities.iter().map(|a| json!({"kind": a.kind, "text": a.text, "at": a.at})).collect()
}

fn is_told(sorted: &Sorted) -> bool {
    sorted.sign.is_some()
        || !sorted.warnings.is_empty()
        || matches!(sorted.becomes, Becomes::Refuse(_) | Becomes::Skip(_))
}
