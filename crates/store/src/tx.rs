//! A request's view of the writing transaction: it can ask, and through the row writers of this crate it can write;
//! every row written appends its Change.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::{BatchId, Change, FieldId, FormId, Origin, Seq};

use crate::dialect::Dialect;
use crate::fault::{Fault, FaultKind};
use crate::head::Head;
use crate::log::{self, Entry, Logged};
use crate::rows::NewRows;
use crate::session::{EachRow, Read, Session};
use crate::sql::Sql;

/// The writing transaction.
pub struct Tx<'a> {
    session: &'a mut dyn Session,
    /// The head as it was held.
    held: Head,
    /// The catalog's version, raised by publications in this transaction.
    catalog: i64,
    pending: Vec<(Entry, Change)>,
    /// Statements that may have changed something.
    writes: u64,
    /// What was sealed, for those who read right behind.
    sealed: Vec<Logged>,
    /// The last numbers given out, as the database will hold them after the seal.
    numbers: Numbers,
}

/// The last number of each auto-number field that was asked for.
type Numbers = BTreeMap<(FormId, FieldId), i64>;

/// A place to roll back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pending: usize,
    catalog: i64,
    writes: u64,
    numbers: Numbers,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(session: &'a mut dyn Session, held: Head) -> Self {
        let catalog = held.catalog;
        let (pending, sealed, numbers) = (Vec::new(), Vec::new(), Numbers::new());
        Self { session, held, catalog, pending, writes: 0, sealed, numbers }
    }

    /// The last seq that is taken, this transaction's own included.
    pub fn seq(&self) -> Seq {
        self.pending.last().map_or(self.held.seq, |(entry, _)| entry.last())
    }

    /// The last seq that was durable before this transaction.
    pub(crate) fn durable_seq(&self) -> Seq {
        self.held.seq
    }

    /// The version of the published definitions that this transaction sees.
    pub fn catalog(&self) -> i64 {
        self.catalog
    }

    /// Refuses to go on with definitions older than the published ones.
    ///
    /// # Errors
    /// [`FaultKind::StaleCatalog`]: reload and run again.
    pub fn expect_catalog(&self, version: i64) -> Result<(), Fault> {
        if version == self.catalog {
            return Ok(());
        }
        Err(Fault::of(
            FaultKind::StaleCatalog,
            format!("catalog {version} is not {}", self.catalog),
        ))
    }

    /// Says that definitions, people or grants changed: every node reloads them before its next write.
    pub fn raise_catalog(&mut self) {
        self.catalog += 1;
    }

    /// Appends a Change that belongs to no row: a definition, a person, a setting, a job. Its last seq.
    ///
    /// # Errors
    /// When it cannot be sealed.
    pub fn append(&mut self, change: Change, at: Timestamp) -> Result<Seq, Fault> {
        let entry = Entry::new(&change, at, self.seq())?;
        let last = entry.last();
        self.pending.push((entry, change));
        Ok(last)
    }

    /// The entry that holds this seq, also when this transaction wrote it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn entry_of(&mut self, seq: Seq) -> Result<Option<Logged>, Fault> {
        if seq <= self.held.seq {
            return log::entry_of(self.session, seq);
        }
        let found = self.pending.iter().find(|(e, _)| e.first() <= seq && seq <= e.last());
        found.map(|(entry, change)| entry.logged(change)).transpose()
    }

    /// What this transaction wrote of a batch, newest first: the database does not have it yet.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn written_in(&self, batch: BatchId) -> Result<Vec<Logged>, Fault> {
        let of = self.pending.iter().rev().filter(|(_, change)| change.batch == Some(batch));
        of.map(|(entry, change)| entry.logged(change)).collect()
    }

    /// What the entries that this transaction wrote through something name as their cause, each once.
    pub(crate) fn causes_of(&self, origin: Origin) -> BTreeSet<Seq> {
        let of = self.pending.iter().filter(|(_, change)| change.origin == origin);
        of.filter_map(|(_, change)| change.cause).collect()
    }

    pub(crate) fn session(&mut self) -> &mut dyn Session {
        self.writes += 1;
        self.session
    }

    /// Runs a statement of this crate.
    pub(crate) fn execute(&mut self, sql: &Sql) -> Result<(), Fault> {
        self.writes += 1;
        self.session.execute(sql)
    }

    /// Adds many rows to a table of this crate.
    pub(crate) fn add_rows(&mut self, new: &NewRows) -> Result<(), Fault> {
        self.writes += 1;
        self.session.add_rows(new)
    }

    /// Runs a statement of this crate at once; how many rows it touched.
    pub(crate) fn count(&mut self, sql: &Sql) -> Result<u64, Fault> {
        self.writes += 1;
        self.session.count(sql)
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark {
            pending: self.pending.len(),
            catalog: self.catalog,
            writes: self.writes,
            numbers: self.numbers.clone(),
        }
    }

    /// Whether anything may have been written since.
    pub(crate) fn wrote_since(&self, mark: &Mark) -> bool {
        self.mark() != *mark
    }

    /// Whether a commit could still succeed.
    pub(crate) fn is_committable(&mut self) -> bool {
        self.session.is_committable()
    }

    pub(crate) fn forget_since(&mut self, mark: Mark) {
        self.pending.truncate(mark.pending);
        self.catalog = mark.catalog;
        self.numbers = mark.numbers;
    }

    /// Takes `count` numbers of an auto-number field; the last one. The head is held, so nobody else takes any
    /// meanwhile: the database is asked once in a transaction, and told at the seal.
    pub(crate) fn take_numbers(
        &mut self,
        key: (FormId, FieldId),
        count: i64,
        ask: impl FnOnce(&mut dyn Session) -> Result<i64, Fault>,
    ) -> Result<i64, Fault> {
        let taken = match self.numbers.get(&key) {
            Some(taken) => *taken,
            None => ask(self.session)?,
        };
        let last = taken
            .checked_add(count)
            .ok_or_else(|| Fault::new("an auto-number has come to its end"))?;
        self.numbers.insert(key, last);
        Ok(last)
    }

    /// Writes the waiting entries and the head: the last act before the commit.
    pub(crate) fn seal(&mut self) -> Result<Head, Fault> {
        for ((form, field), last) in std::mem::take(&mut self.numbers) {
            crate::definitions::write_number(self.session, (form, field), last)?;
        }
        if self.pending.is_empty() && self.catalog == self.held.catalog {
            return Ok(self.held.clone());
        }
        let seq = self.seq();
        let (entries, changes): (Vec<Entry>, Vec<Change>) = self.pending.drain(..).unzip();
        let hash = log::append(self.session, self.held.hash, &entries)?;
        self.held = Head { seq, hash, catalog: self.catalog };
        crate::head::write(self.session, &self.held)?;
        self.sealed.extend(entries.iter().zip(changes).map(|(entry, change)| entry.told(change)));
        Ok(self.held.clone())
    }

    /// What was sealed.
    pub(crate) fn take_sealed(&mut self) -> Vec<Logged> {
        std::mem::take(&mut self.sealed)
    }
}

impl Read for Tx<'_> {
    fn dialect(&self) -> Dialect {
        self.session.dialect()
    }

    fn each(&mut self, sql: &Sql, row: EachRow<'_>) -> Result<(), Fault> {
        // `INSERT … RETURNING` is asked like a question.
        if !sql.text().starts_with("SELECT ") {
            self.writes += 1;
        }
        self.session.each(sql, row)
    }
}
