//! One change at a time: entries of the log with bulk entries taken apart, so that a cursor can stop inside one.

use std::sync::Arc;

use jiff::Timestamp;
use model::change::Payload;
use model::{
    ActivityId, Actor, BatchId, ChangeKind, FieldChange, FieldRef, FormId, Origin, RecordId, Seq,
    Value,
};
use serde_json::Value as Json;
use store::log::Logged;

/// One change of one thing.
#[derive(Debug, Clone)]
pub struct Happened {
    /// Its own seq, also inside a bulk entry.
    pub seq: Seq,
    /// What happened to the one record; bulk kinds appear as their single ones.
    pub kind: ChangeKind,
    /// The record it happened to.
    pub record: Option<RecordId>,
    entry: Arc<Logged>,
    /// Place inside a bulk entry.
    index: Option<usize>,
}

impl Happened {
    /// When.
    pub fn at(&self) -> Timestamp {
        self.entry.at
    }

    /// The form it is about.
    pub fn form(&self) -> Option<FormId> {
        self.entry.change.form
    }

    /// Form and record, where it is about a record.
    pub fn subject(&self) -> Option<(FormId, RecordId)> {
        self.form().zip(self.record)
    }

    /// Who.
    pub fn actor(&self) -> Actor {
        self.entry.change.actor
    }

    /// Through what.
    pub fn origin(&self) -> Origin {
        self.entry.change.origin
    }

    /// The Change that led to it.
    pub fn cause(&self) -> Option<Seq> {
        self.entry.change.cause
    }

    /// What it belongs to.
    pub fn batch(&self) -> Option<BatchId> {
        self.entry.change.batch
    }

    /// Whether it is one of many that one chunk of a job changed.
    pub fn is_bulk(&self) -> bool {
        self.index.is_some()
    }

    /// The fields that changed; none when personal data was erased since.
    pub fn fields(&self) -> &[FieldChange] {
        match (&self.entry.change.payload, self.index) {
            (Payload::Records(records), Some(index)) => &records[index].fields,
            (Payload::Fields(fields) | Payload::Activity { fields, .. }, _) => fields,
            _ => &[],
        }
    }

    /// The change of one field.
    pub fn field(&self, field: impl Into<FieldRef>) -> Option<&FieldChange> {
        let field = field.into();
        self.fields().iter().find(|c| c.field == field)
    }

    /// What a field became, if it changed.
    pub fn after(&self, field: impl Into<FieldRef>) -> Option<&Value> {
        self.field(field).map(|c| &c.after)
    }

    /// A definition, person, job …: its name, and what it was and is.
    pub fn document(&self) -> Option<(&str, &Json, &Json)> {
        match &self.entry.change.payload {
            Payload::Document { subject, before, after } => Some((subject, before, after)),
            _ => None,
        }
    }

    /// A follow-up: which, and what it was and is.
    pub fn activity(&self) -> Option<(ActivityId, &Json, &Json)> {
        match &self.entry.change.payload {
            Payload::Activity { activity, before, after, .. } => Some((*activity, before, after)),
            _ => None,
        }
    }

    /// Whether it changed what a record holds, made it, or moved it into or out of the recycle bin.
    pub fn is_of_record(&self) -> bool {
        self.record.is_some()
            && matches!(
                self.kind,
                ChangeKind::RecordCreated
                    | ChangeKind::RecordUpdated
                    | ChangeKind::RecordTrashed
                    | ChangeKind::RecordRestored
                    | ChangeKind::RecordPurged
            )
    }
}

/// Takes entries apart behind a cursor, oldest first, at most `limit` changes.
pub fn expand<E: Into<Arc<Logged>>>(entries: Vec<E>, cursor: Seq, limit: usize) -> Vec<Happened> {
    let mut found = Vec::new();
    for entry in entries {
        let entry: Arc<Logged> = entry.into();
        let many = match &entry.change.payload {
            Payload::Records(records) => records.len(),
            _ => 0,
        };
        if many == 0 {
            let one = Happened {
                seq: entry.last,
                kind: single(entry.change.kind),
                record: entry.change.record,
                entry,
                index: None,
            };
            found.push(one);
        } else {
            let Payload::Records(records) = &entry.change.payload else { continue };
            for (seq, (index, record)) in (entry.first..).zip(records.iter().enumerate()) {
                if seq > cursor && found.len() < limit {
                    found.push(Happened {
                        seq,
                        kind: single(entry.change.kind),
                        record: Some(record.record),
                        entry: Arc::clone(&entry),
                        index: Some(index),
                    });
                }
            }
        }
        if found.len() >= limit {
            break;
        }
    }
    found
}

fn single(kind: ChangeKind) -> ChangeKind {
    match kind {
        ChangeKind::RecordsCreated => ChangeKind::RecordCreated,
        ChangeKind::RecordsUpdated => ChangeKind::RecordUpdated,
        ChangeKind::RecordsTrashed => ChangeKind::RecordTrashed,
        ChangeKind::RecordsRestored => ChangeKind::RecordRestored,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use model::Change;
    use model::change::RecordChange;
    use uuid::Uuid;

    use super::*;

    fn entry(first: Seq, payload: Payload, kind: ChangeKind) -> Logged {
        let count = if let Payload::Records(r) = &payload { r.len() as Seq } else { 1 };
        Logged {
            first,
            last: first + count - 1,
            at: Timestamp::UNIX_EPOCH,
            change: Change {
                kind,
                form: None,
                form_version: 1,
                record: None,
                actor: Actor::System,
                origin: Origin::System,
                batch: None,
                cause: None,
                prev: None,
                payload,
            },
            erased: false,
        }
    }

    fn bulk(first: Seq, n: u128) -> Logged {
        let one = |i| RecordChange {
            record: RecordId(Uuid::from_u128(i)),
            prev: None,
            fields: Vec::new(),
            activities: Vec::new(),
        };
        entry(first, Payload::Records((0..n).map(one).collect()), ChangeKind::RecordsCreated)
    }

    #[test]
    fn a_cursor_stops_inside_a_bulk_entry_and_goes_on_there() {
        let log = || {
            vec![
                entry(1, Payload::Fields(Vec::new()), ChangeKind::RecordUpdated),
                bulk(2, 5),
                entry(7, Payload::Fields(Vec::new()), ChangeKind::RecordUpdated),
            ]
        };
        let seqs = |cursor, limit| -> Vec<Seq> {
            expand(log().into_iter().filter(|e| e.last > cursor).collect(), cursor, limit)
                .iter()
                .map(|h| h.seq)
                .collect()
        };
        assert_eq!(seqs(0, 3), [1, 2, 3]);
        assert_eq!(seqs(3, 3), [4, 5, 6]);
        assert_eq!(seqs(6, 3), [7]);
        assert_eq!(seqs(0, 100), [1, 2, 3, 4, 5, 6, 7]);
        let all = expand(log(), 0, 100);
        assert_eq!(all[2].record, Some(RecordId(Uuid::from_u128(1))));
        assert_eq!(all[2].kind, ChangeKind::RecordCreated);
    }
}
