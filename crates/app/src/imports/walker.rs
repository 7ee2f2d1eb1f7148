//! Reads and sorts row after row without writing anything.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use model::RecordId;
use sheets::{Limits, Row, Rows};
use store::{Error, Store};

use super::check::CHUNK;
use super::document::{Import, Problem};
use super::look::unreadable;
use super::reader::Reader;
use super::sort::{Becomes, Sorted, Sorter};
use super::target::Goal;
use super::uniques::{self, Wanted};
use crate::catalog::Catalog;
use crate::who::Who;

/// Some rows, each with what it becomes; none for rows that are no records.
pub(super) type Walked = Vec<(Row, Option<Sorted>)>;

/// Goes over the rows of one import. What it remembers grows with the rows, some tens of bytes each.
pub(super) struct Walker {
    store: Arc<Store>,
    goal: Goal,
    pub(super) reader: Reader,
    sorter: Sorter,
    file: Rows,
    /// The first record with each unique value.
    seen: HashMap<u64, RecordId>,
    /// A row that was looked at ahead.
    ahead: Option<Row>,
    /// Rows so far.
    pub(super) rows: u64,
}

impl Walker {
    pub(super) fn open(
        store: &Arc<Store>,
        (catalog, who): (&Arc<Catalog>, &Who),
        (import, goal): (&Import, &Goal),
        (path, scanned): (&Path, i64),
    ) -> Result<Self, Error> {
        let reader = store.read(|read| Reader::new(read, (catalog, who), import, goal))?;
        let against = (goal.table.as_ref(), Some(&*goal.indexes), scanned);
        let sorter = Sorter::new(store, (catalog, who), import, &reader, against)?;
        let file =
            sheets::open(path, &import.choice, &Limits::default()).map_err(|p| unreadable(&p))?;
        let (store, goal) = (Arc::clone(store), goal.clone());
        let seen = HashMap::new();
        Ok(Self { store, goal, reader, sorter, file, seen, ahead: None, rows: 0 })
    }

    /// The next rows; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Walked>, Error> {
        let mut chunk: Vec<Row> = self.ahead.take().into_iter().collect();
        for row in self.file.by_ref().take(CHUNK - chunk.len()) {
            chunk.push(row.map_err(|p| unreadable(&p))?);
        }
        if chunk.is_empty() {
            return Ok(None);
        }
        self.rows += chunk.len() as u64;
        let read: Vec<_> = chunk.iter().filter_map(|row| self.reader.read(row)).collect();
        let mut sorted = self.sorter.sort(&self.store, &self.reader, read)?;
        self.refuse_repeated(&mut sorted)?;
        self.reader.tidy();
        let mut fates = sorted.into_iter().peekable();
        let fate = |row: Row| {
            let fate = fates.next_if(|s| s.row == row.number);
            (row, fate)
        };
        Ok(Some(chunk.into_iter().map(fate).collect()))
    }

    /// Whether there are no more rows.
    pub(super) fn is_at_end(&mut self) -> bool {
        match self.file.next() {
            Some(Ok(row)) => {
                self.ahead = Some(row);
                false
            }
            Some(Err(_)) => false,
            None => true,
        }
    }

    /// Whether there are so many stored records that only equal names are told.
    pub(super) fn is_exact_only(&self) -> bool {
        self.sorter.is_exact_only()
    }

    fn refuse_repeated(&mut self, sorted: &mut [Sorted]) -> Result<(), Error> {
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
        let seen = &mut self.seen;
        let access = &self.goal.access;
        let wrong = self
            .store
            .read(|read| uniques::refused_in_sight(read, about, access, &wanted, seen))?;
        for row in sorted {
            if let Some(rejection) = wrong.get(&row.row) {
                row.becomes = Becomes::Refuse(vec![Problem::of(rejection, row.row, None)]);
            }
        }
        Ok(())
    }
}
