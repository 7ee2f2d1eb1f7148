//! What happened to a record after the Change that is to be taken back. Entries are remembered in short: an import's
//! undo asks five hundred times about the same few.

use std::collections::HashMap;

use model::{BatchId, RecordId, Seq};
use store::Fault;

use super::ledger::Ledger;
use super::remark::is_reading;

/// Entries remembered; a bulk one holds five hundred records.
const REMEMBERED: usize = 64;

/// An entry in short.
struct Short {
    first: Seq,
    last: Seq,
    batch: Option<BatchId>,
    /// It only says that somebody read a follow-up.
    reading: bool,
    /// Its records with the seq of each one's Change before.
    before: HashMap<RecordId, Option<Seq>>,
}

/// What was read of the log so far.
#[derive(Default)]
pub(super) struct Past {
    known: Vec<Short>,
}

impl Past {
    /// The record's newest Change after `since` that is of none of these batches. That a colleague read what stands
    /// there changed nothing.
    pub(super) fn foreign(
        &mut self,
        ledger: &mut dyn Ledger,
        (record, last, since): (RecordId, Seq, Seq),
        ours: &[BatchId],
    ) -> Result<Option<Seq>, Fault> {
        let mut next = Some(last);
        while let Some(seq) = next.filter(|seq| *seq > since) {
            let Some(entry) = self.entry(ledger, seq)? else { return Ok(None) };
            if !entry.reading && entry.batch.is_none_or(|batch| !ours.contains(&batch)) {
                return Ok(Some(seq));
            }
            // A bulk entry whose payload was erased tells nothing about what was before.
            next = entry.before.get(&record).copied().flatten();
        }
        Ok(None)
    }

    fn entry(&mut self, ledger: &mut dyn Ledger, seq: Seq) -> Result<Option<&Short>, Fault> {
        let at = self.known.iter().position(|e| e.first <= seq && seq <= e.last);
        if let Some(at) = at {
            return Ok(self.known.get(at));
        }
        let Some(read) = ledger.entry(seq)? else { return Ok(None) };
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        let mut before: HashMap<RecordId, Option<Seq>> =
            read.records().into_iter().map(|(_, change)| (change.record, change.prev)).collect();
        // Erased: only the header still tells where to go on.
        if let Some(record) = read.change.record {
            before.entry(record).or_insert(read.change.prev);
        }
        self.known.push(Short {
            first: read.first,
            last: read.last,
            batch: read.change.batch,
            reading: is_reading(&read),
            before,
        });
        Ok(self.known.last())
    }
}
