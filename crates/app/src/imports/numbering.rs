//! Ids of what an import makes. They follow from the import and the row, so a chunk that runs again makes the same
//! records, and a later row can mean the record of an earlier one before it is written.

use jiff::{SignedDuration, Timestamp};
use model::command::Activity;
use model::{ActivityId, BatchId, RecordId};
use uuid::Uuid;

use super::document::Import;

/// Numbers below this are rows of the file; the rest are records that rows link to.
const LINKED: u32 = 1 << 31;
/// Linked records of one column.
const PER_COLUMN: u32 = 1 << 16;

/// The record that a row becomes: the time of the batch, a hash of it, and the row, so that ids grow with the rows.
pub(super) fn row(batch: BatchId, row: u32) -> RecordId {
    let mix = Uuid::new_v5(&Uuid::NAMESPACE_OID, batch.0.as_bytes()).as_u128();
    let time = batch.0.as_u128() >> 80 << 80;
    let first = (mix & 0xfff) << 64 | 0x7 << 76;
    let second = 0b10 << 62 | ((mix >> 16) & 0x3fff_ffff) << 32 | u128::from(row);
    RecordId(Uuid::from_u128(time | first | second))
}

/// When the record of a row counts as made: each a moment before the row above it, so that lists that begin with the
/// newest stand in the order of the sheet.
pub(super) fn made_at(begun: Timestamp, row: u32) -> Timestamp {
    let earlier = begun.checked_sub(SignedDuration::from_micros(i64::from(row)));
    earlier.unwrap_or(begun)
}

/// The place of a record among those that a batch made; none when it is not one of them.
pub(super) fn place_in(batch: BatchId, id: RecordId) -> Option<u32> {
    let place = u32::try_from(id.0.as_u128() & u128::from(u32::MAX)).ok()?;
    (row(batch, place) == id).then_some(place)
}

/// The row of the file at a place; none for records that rows link to.
pub(super) fn row_of(place: u32) -> Option<u32> {
    (place < LINKED).then_some(place)
}

/// The record that the nth unknown word of a link column becomes.
pub(super) fn linked(import: &Import, column: usize, nth: usize) -> RecordId {
    let batch = import.batch.unwrap_or(BatchId(import.id.0));
    let column = u32::try_from(column).unwrap_or(u32::MAX) % (LINKED / PER_COLUMN);
    let nth = u32::try_from(nth).unwrap_or(u32::MAX) % PER_COLUMN;
    row(batch, LINKED + column * PER_COLUMN + nth)
}

/// The follow-up's id: the same words of the same time on the same record are the same follow-up.
pub(super) fn activity(record: RecordId, activity: &Activity) -> ActivityId {
    let said = format!("{} {}", activity.at, activity.text);
    ActivityId(Uuid::new_v5(&record.0, said.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_tells_its_row_to_who_knows_the_batch() {
        let batch =
            |n: u128| BatchId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n));
        let id = row(batch(1), 12);
        assert_eq!(place_in(batch(1), id).and_then(row_of), Some(12));
        assert_eq!(place_in(batch(2), id), None);
        assert_eq!(place_in(batch(1), row(batch(1), LINKED + 3)).and_then(row_of), None);
    }

    #[test]
    fn ids_grow_with_rows_and_differ_between_imports_of_one_moment() {
        let batch =
            |n: u128| BatchId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n));
        let ids: Vec<RecordId> = (1..100).map(|n| row(batch(1), n)).collect();
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|id| id.0.get_version_num() == 7));
        assert_ne!(row(batch(1), 5), row(batch(2), 5));
        assert_eq!(row(batch(1), 5).0.as_u128() >> 80, batch(1).0.as_u128() >> 80);
    }
}
