//! The check before anything is written: the same reading and sorting as the job's, over all rows or the first ones.
//! Of more rows than a person waits for the rest is checked by [`super::checking`].

use std::path::Path;
use std::sync::Arc;

use model::{Code, FieldKind, Rejection};
use sheets::Row;
use store::Error;
use store::records::count_rows;

use super::document::{Checked, Import, Mode, Problem};
use super::keys;
use super::sort::{Becomes, Sorted};
use super::target::Goal;
use super::walker::Walker;
use crate::catalog::Catalog;
use crate::platform::Platform;
use crate::who::Who;

/// Rows that are checked while a person waits; of a larger file the first ones.
pub(super) const ROWS: u64 = 20_000;
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
    /// Walks over the first rows as long as somebody wants more; the walker as it is afterwards, and whether these were
    /// all rows.
    ///
    /// # Errors
    /// Why the file or the database cannot be read.
    pub(super) fn each(
        &self,
        mut see: impl FnMut(Seen<'_>) -> bool,
    ) -> Result<(Walker, bool), Error> {
        let mut walker = self.walker(SCANNED)?;
        loop {
            match walker.next()? {
                None => return Ok((walker, true)),
                Some(rows) => {
                    if !rows.iter().all(|(row, fate)| see((row, fate.as_ref()))) {
                        return Ok((walker, false));
                    }
                }
            }
            if walker.rows >= ROWS {
                let ended = walker.is_at_end();
                return Ok((walker, ended));
            }
        }
    }

    /// At the first row; at most `scanned` stored records are looked at beforehand.
    ///
    /// # Errors
    /// Why the file or the database cannot be read.
    pub(super) fn walker(&self, scanned: i64) -> Result<Walker, Error> {
        let asker = (self.catalog, self.who);
        let store = self.platform.store();
        Walker::open(store, asker, (self.import, self.goal), (self.path, scanned))
    }

    /// What is wrong with the rows, counted, with the first problems.
    ///
    /// # Errors
    /// Why the file or the database cannot be read.
    pub(super) fn check(&self) -> Result<Checked, Error> {
        let mut checked = Checked { general: self.general(), ..Checked::default() };
        let (walker, complete) = self.each(|(_, sorted)| {
            count(&mut checked, sorted);
            true
        })?;
        finish(&mut checked, walker);
        // More records than a person waits for are compared properly by the job.
        checked.complete = complete && !(checked.exact_only && self.is_comparable()?);
        Ok(checked)
    }

    /// Whether the stored records are few enough to be compared by normalised names.
    fn is_comparable(&self) -> Result<bool, Error> {
        let Some(table) = &self.goal.table else { return Ok(true) };
        Ok(self.platform.store().read(|read| count_rows(read, table))? <= keys::MOST)
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

/// Takes over what the walker learnt on its way.
pub(super) fn finish(checked: &mut Checked, walker: Walker) {
    checked.exact_only = walker.is_exact_only();
    checked.untidy = walker.reader.untidy;
    for (column, words) in walker.reader.unmatched {
        let mut words: Vec<(String, u64)> = words.into_iter().collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        checked.unmatched.insert(column, words);
    }
}

/// Counts one row.
pub(super) fn count(checked: &mut Checked, sorted: Option<&Sorted>) {
    checked.rows += 1;
    let Some(sorted) = sorted else {
        checked.left_out += 1;
        return;
    };
    checked.in_file += u64::from(sorted.in_file.is_some());
    checked.in_store += u64::from(sorted.in_store.is_some());
    checked.alike += u64::from(sorted.in_file.is_some() || sorted.in_store.is_some());
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
    let is_written = matches!(sorted.becomes, Becomes::Create(..) | Becomes::Update(..));
    if is_written && !sorted.warnings.is_empty() {
        checked.warnings += 1;
        let room = SAMPLE.saturating_sub(checked.sample.len());
        checked.sample.extend(sorted.warnings.iter().take(room).cloned());
    }
}
