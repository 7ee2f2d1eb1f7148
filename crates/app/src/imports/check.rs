//! The check before anything is written: the same reading and sorting as the job's, over all rows or the first ones.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use model::{Code, FieldKind, RecordId, Rejection};
use sheets::{Limits, Row};
use store::Error;

use super::document::{Checked, Import, Mode, Problem};
use super::look::unreadable;
use super::reader::Reader;
use super::sort::{Becomes, Sorted, Sorter};
use super::target::Goal;
use super::uniques::{self, Wanted};
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Rows that are checked while a person waits; of a larger file the first ones.
pub(super) const ROWS: u64 = 50_000;
/// Stored records that a check scans; more are asked for chunk by chunk.
const SCANNED: i64 = 200_000;
/// Rows sorted together.
pub(super) const CHUNK: usize = 500;
/// Problems told.
const SAMPLE: usize = 200;

/// A row as the check sees it: as it stands in the file, and what it becomes; none for rows that are no records.
pub(super) type Seen<'a> = (&'a Row, Option<&'a Sorted>);

/// Everything that a walk over the rows needs.
pub(super) struct Walk<'a> {
    pub(super) platform: &'a Platform,
    pub(super) catalog: &'a Arc<Catalog>,
    pub(super) who: &'a Who,
    pub(super) import: &'a Import,
    pub(super) goal: &'a Goal,
    pub(super) path: &'a Path,
}

impl Walk<'_> {
    /// Walks over the first rows; the reader as it is afterwards, and whether these were all rows.
    ///
    /// # Errors
    /// Why the file or the database cannot be read.
    pub(super) fn each(&self, mut see: impl FnMut(Seen<'_>)) -> Result<(Reader, bool), Error> {
        let store = self.platform.store();
        let (import, goal) = (self.import, self.goal);
        let mut reader =
            store.read(|read| Reader::new(read, (self.catalog, self.who), import, goal))?;
        let against = (goal.table.as_ref(), true, SCANNED);
        let mut sorter = Sorter::new(store, (self.catalog, self.who), import, &reader, against)?;
        let mut seen: HashMap<u64, RecordId> = HashMap::new();
        let mut count = 0;
        let mut rows = sheets::open(self.path, &import.choice, &Limits::default())
            .map_err(|p| unreadable(&p))?;
        loop {
            let mut chunk: Vec<Row> = Vec::with_capacity(CHUNK);
            for row in rows.by_ref().take(CHUNK) {
                chunk.push(row.map_err(|p| unreadable(&p))?);
            }
            if chunk.is_empty() {
                return Ok((reader, true));
            }
            count += chunk.len() as u64;
            let read: Vec<_> = chunk.iter().filter_map(|row| reader.read(row)).collect();
            let mut sorted = sorter.sort(store, &reader, read)?;
            self.refuse_repeated(&mut sorted, &mut seen)?;
            let mut fates = sorted.iter().peekable();
            for row in &chunk {
                see((row, fates.next_if(|s| s.row == row.number)));
            }
            reader.tidy();
            if count >= ROWS {
                return Ok((reader, rows.next().is_none()));
            }
        }
    }

    fn refuse_repeated(
        &self,
        sorted: &mut [Sorted],
        seen: &mut HashMap<u64, RecordId>,
    ) -> Result<(), Error> {
        let wanted: Vec<Wanted<'_>> = sorted
            .iter()
            .filter_map(|s| match &s.becomes {
                Becomes::Create(id, values, _) | Becomes::Update(id, values, _) => {
                    Some(Wanted { row: s.row, record: *id, values })
                }
                Becomes::Skip(_) | Becomes::Refuse(_) => None,
            })
            .collect();
        let about = (&self.goal.form, self.goal.table.as_ref());
        let wrong =
            self.platform.store().read(|read| uniques::refused(read, about, &wanted, seen))?;
        for row in sorted {
            if let Some(rejection) = wrong.get(&row.row) {
                row.becomes = Becomes::Refuse(vec![Problem::of(rejection, row.row, None)]);
            }
        }
        Ok(())
    }

    /// What is wrong with the rows, counted, with the first problems.
    ///
    /// # Errors
    /// Why the file or the database cannot be read.
    pub(super) fn check(&self) -> Result<Checked, Error> {
        let mut checked = Checked { general: self.general(), ..Checked::default() };
        let (reader, complete) = self.each(|(_, sorted)| count(&mut checked, sorted))?;
        checked.complete = complete;
        for (column, words) in reader.unmatched {
            let mut words: Vec<(String, u64)> = words.into_iter().collect();
            words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            checked.unmatched.insert(column, words);
        }
        Ok(checked)
    }

    /// What keeps the import from running at all.
    pub(super) fn general(&self) -> Vec<Problem> {
        let (import, goal) = (self.import, self.goal);
        let mut wrong: Vec<Rejection> = goal.problems.clone();
        if import.mode != Mode::New && import.key.is_empty() {
            wrong.push(Rejection::at(Code::Required, "key"));
        }
        let is_key = |code: &String| {
            goal.form.field(code).is_some_and(|f| goal.access.sees(f.id) && can_be_key(&f.kind))
        };
        for code in import.key.iter().filter(|code| !is_key(code)) {
            wrong.push(Rejection::at(Code::UnknownField, "key").with("name", code.as_str()));
        }
        if import.mode != Mode::Update && !goal.access.create {
            wrong.push(Rejection::at(Code::Forbidden, "mode"));
        }
        if import.mode != Mode::New && !goal.access.edit {
            wrong.push(Rejection::at(Code::Forbidden, "mode"));
        }
        if import.columns.iter().all(|c| c.to.is_none()) {
            wrong.push(Rejection::at(Code::Required, "columns"));
        }
        wrong.iter().map(|r| Problem::of(r, 0, None)).collect()
    }
}

fn can_be_key(kind: &FieldKind) -> bool {
    !matches!(kind, FieldKind::Choices(_) | FieldKind::Attachment(_))
}

fn count(checked: &mut Checked, sorted: Option<&Sorted>) {
    checked.rows += 1;
    let Some(sorted) = sorted else {
        checked.left_out += 1;
        return;
    };
    checked.in_file += u64::from(sorted.in_file.is_some());
    checked.in_store += u64::from(sorted.in_store.is_some());
    let room = SAMPLE.saturating_sub(checked.sample.len());
    match &sorted.becomes {
        Becomes::Create(..) => checked.creates += 1,
        Becomes::Update(..) => checked.updates += 1,
        Becomes::Skip(_) => checked.skips += 1,
        Becomes::Refuse(problems) => {
            checked.errors += 1;
            checked.sample.extend(problems.iter().take(room).cloned());
        }
    }
    if !sorted.warnings.is_empty() {
        checked.warnings += 1;
        let room = SAMPLE.saturating_sub(checked.sample.len());
        checked.sample.extend(sorted.warnings.iter().take(room).cloned());
    }
}
