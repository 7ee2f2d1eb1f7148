//! Erasing what the log says of one record. Entries of the record alone lose salt and payload; of an entry of many
//! records the payload is written anew without what it said of this one. Headers and chain stay as they are: the
//! erasure's own entry says which payloads are gone and seals those that were written anew, and by it
//! [`super::verify()`] tells an erasure from tampering.

use std::collections::{BTreeMap, BTreeSet};

use model::change::{Payload, RecordChange};
use model::command::Activity;
use model::{BatchId, ChangeKind, FileId, RecordId, Seq, Value};
use serde::{Deserialize, Serialize};

use super::payload;
use super::seal::seal_payload;
use crate::backup::hex;
use crate::fault::{Fault, FaultKind};
use crate::session::{Read, all, must};
use crate::sql::{Param, Sql};
use crate::tx::Tx;

/// What an erasure took away: the body of its own entry. Seqs and seals, nothing that was erased.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Erasure {
    /// Entries without a payload, by their last seq.
    pub gone: Vec<Seq>,
    /// Entries of many records that were written anew, with the new payload's hash in hexadecimal digits.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub anew: BTreeMap<Seq, String>,
}

impl Erasure {
    /// How many entries it touched.
    pub fn entries(&self) -> usize {
        self.gone.len() + self.anew.len()
    }
}

/// What the erased entries spoke of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spoken {
    /// The record's own seqs, also inside entries of many.
    pub seqs: Vec<Seq>,
    /// Files that the record ever had.
    pub files: BTreeSet<FileId>,
    /// What the entries belonged to.
    pub batches: BTreeSet<BatchId>,
}

/// Entries behind `after` whose headers name these records, by record, with their last seqs. No index serves this: ask
/// for all of them at once on a reading connection first, and inside a transaction only for what was written since.
///
/// # Errors
/// When the database does not answer.
pub fn entries_naming(
    read: &mut dyn Read,
    records: &[RecordId],
    after: Seq,
) -> Result<BTreeMap<RecordId, Vec<Seq>>, Fault> {
    let mut entries: BTreeMap<RecordId, Vec<Seq>> = BTreeMap::new();
    if records.is_empty() {
        return Ok(entries);
    }
    let mut sql = Sql::of(read.dialect(), "SELECT record, last FROM clew_log WHERE last > ");
    sql.bind(after).push(" AND record");
    sql.among(records.iter().map(|record| Param::Uuid(record.0)));
    sql.push(" ORDER BY last");
    let found =
        all(read, &sql, |row| Ok((must(row.uuid(0)?, "record")?, must(row.int(1)?, "last")?)))?;
    for (record, last) in found {
        entries.entry(RecordId(record)).or_default().push(last);
    }
    Ok(entries)
}

/// Erases all entries of a record: from its last seq backwards, and `named` ones, which other things than its own
/// changes have written about it.
///
/// # Errors
/// When the database refuses; `TransactionLost` where a neighbour in the same commit has just written to the record:
/// run again, what it wrote is durable then.
pub fn erase_record(
    tx: &mut Tx<'_>,
    record: RecordId,
    (last, named): (Seq, &[Seq]),
) -> Result<(Erasure, Spoken), Fault> {
    let (mut erasure, mut spoken) = (Erasure::default(), Spoken::default());
    let mut next = Some(last);
    while let Some(seq) = next {
        if seq > tx.durable_seq() {
            return Err(Fault::of(FaultKind::TransactionLost, "the record is being written"));
        }
        let Some(entry) = super::entry_of(tx, seq)? else { break };
        if entry.erased {
            // Put away: nothing is here any more.
            next = entry.change.prev.filter(|prev| *prev < seq);
            continue;
        }
        spoken.seqs.push(seq);
        spoken.batches.extend(entry.change.batch);
        next = match entry.change.payload {
            Payload::Records(records) => {
                let prev = records.iter().find(|r| r.record == record).and_then(|r| r.prev);
                spoken.hear(records.iter().filter(|r| r.record == record));
                let seal = write_anew(tx, entry.last, without(records, record))?;
                erasure.anew.insert(entry.last, seal);
                prev
            }
            _ => {
                spoken.hear(entry.records().iter().map(|(_, change)| change));
                spoken.hear_activity(&entry.change.payload);
                remove(tx, entry.last)?;
                erasure.gone.push(entry.last);
                entry.change.prev
            }
        };
        // A log whose past lies ahead is broken; `verify` says so.
        next = next.filter(|prev| *prev < seq);
    }
    for seq in named {
        let known = erasure.gone.contains(seq) || erasure.anew.contains_key(seq);
        let Some(entry) = super::entry_of(tx, *seq)?.filter(|_| !known) else { continue };
        if !entry.erased
            && entry.change.record == Some(record)
            && entry.change.kind != ChangeKind::Erased
        {
            spoken.seqs.push(*seq);
            spoken.hear(entry.records().iter().map(|(_, change)| change));
            spoken.hear_activity(&entry.change.payload);
            remove(tx, *seq)?;
            erasure.gone.push(*seq);
        }
    }
    erasure.gone.sort_unstable();
    Ok((erasure, spoken))
}

impl Spoken {
    /// Files that a follow-up has, or had before it was corrected.
    fn hear_activity(&mut self, payload: &Payload) {
        let Payload::Activity { before, after, .. } = payload else { return };
        for document in [before, after] {
            let activity = serde_json::from_value::<Activity>(document.clone()).ok();
            let files = activity.into_iter().flat_map(|activity| activity.files);
            self.files.extend(files.map(|file| file.file));
        }
    }

    fn hear<'c>(&mut self, changes: impl Iterator<Item = &'c RecordChange>) {
        let fields = changes.flat_map(|change| &change.fields);
        for value in fields.flat_map(|field| [&field.before, &field.after]) {
            if let Value::Files(files) = value {
                self.files.extend(files.iter().map(|file| file.file));
            }
        }
    }
}

/// The same records in the same places; nothing is said of the one.
fn without(mut records: Vec<RecordChange>, record: RecordId) -> Vec<RecordChange> {
    for change in records.iter_mut().filter(|change| change.record == record) {
        change.fields.clear();
        change.activities.clear();
    }
    records
}

fn remove(tx: &mut Tx<'_>, last: Seq) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_payload WHERE last = ");
    sql.bind(last);
    tx.execute(&sql)
}

fn write_anew(tx: &mut Tx<'_>, last: Seq, records: Vec<RecordChange>) -> Result<String, Fault> {
    let (encoding, body) = payload::encode(&Payload::Records(records))?;
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt).map_err(|e| Fault::new(format!("randomness: {e}")))?;
    let seal = seal_payload(&salt, encoding, &body);
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_payload SET salt = ");
    sql.bind(salt.to_vec()).push(", encoding = ").bind(encoding).push(", body = ").bind(body);
    sql.push(" WHERE last = ").bind(last);
    tx.execute(&sql)?;
    Ok(hex(&seal))
}
