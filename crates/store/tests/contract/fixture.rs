//! A form with one field of every shape, and records for it.

use jiff::{SignedDuration, Timestamp};
use model::change::{FieldValues, Payload};
use model::{
    Actor, BatchId, Cause, Change, ChangeKind, FieldId, FieldRef, FormId, Origin, RecordId, Shape,
    UserId, Value,
};
use store::records::{Act, NewRecord};
use store::session::{Read, Session, all, first};
use store::sql::Sql;
use store::{Error, Store, Table, schema};
use uuid::Uuid;

/// The shapes of the fixture's fields; the field of shape `i` has the id [`field`]`(i)`.
pub(crate) const SHAPES: [Shape; 14] = [
    Shape::Text,
    Shape::Int,
    Shape::Decimal { scale: 2 },
    Shape::Decimal { scale: 6 },
    Shape::Bool,
    Shape::Date,
    Shape::Instant,
    Shape::Option,
    Shape::Person,
    Shape::Department,
    Shape::Record,
    Shape::Options,
    Shape::Records,
    Shape::Files,
];

pub(crate) const TEXT: usize = 0;
pub(crate) const INT: usize = 1;
pub(crate) const MONEY: usize = 2;
pub(crate) const DATE: usize = 5;

pub(crate) const FORM: FormId = FormId(Uuid::from_u128(0xF0));

pub(crate) fn field(shape: usize) -> FieldId {
    FieldId(Uuid::from_u128(0xF1E1D + shape as u128))
}

pub(crate) fn record(n: u128) -> RecordId {
    RecordId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n))
}

/// A fixed morning, and so many seconds later.
pub(crate) fn at(seconds: i64) -> Timestamp {
    let start: Timestamp = "2026-03-01T08:00:00.000001Z".parse().unwrap();
    start.checked_add(SignedDuration::from_secs(seconds)).unwrap()
}

pub(crate) fn act() -> Act {
    let person = UserId(Uuid::from_u128(0xAB));
    Act { cause: Cause::of(Actor::Person(person), Origin::Web), at: at(0), form_version: 1 }
}

pub(crate) fn in_batch(batch: u128) -> Act {
    let mut act = act();
    act.cause.batch = Some(BatchId(Uuid::from_u128(batch)));
    act
}

/// Makes the form's tables.
pub(crate) fn make_form(store: &Store) -> Table {
    let made = store.write(|tx| {
        let mut table = schema::create_form(tx, FORM)?;
        for (i, shape) in SHAPES.into_iter().enumerate() {
            schema::add_column(tx, &mut table, field(i), (shape, false))?;
        }
        Ok(table)
    });
    made.unwrap().value
}

/// A record with these values.
pub(crate) fn with_values(n: u128, values: impl IntoIterator<Item = (usize, Value)>) -> NewRecord {
    let values: FieldValues =
        values.into_iter().map(|(shape, value)| (FieldRef::Field(field(shape)), value)).collect();
    NewRecord { id: record(n), values, sort_keys: Vec::new(), activities: Vec::new() }
}

/// A record with a text.
pub(crate) fn named(n: u128, text: &str) -> NewRecord {
    with_values(n, [(TEXT, Value::Text(text.to_owned()))])
}

/// Writes one record.
pub(crate) fn create(store: &Store, table: &Table, new: NewRecord) -> Result<i64, Error> {
    let table = table.clone();
    let written = store.write(move |tx| Ok(store::records::create(tx, &table, &new, &act())?));
    written.map(|done| done.value)
}

/// A Change that belongs to no row.
pub(crate) fn setting(subject: &str) -> Change {
    Change {
        kind: ChangeKind::SettingChanged,
        form: None,
        form_version: 0,
        record: None,
        actor: Actor::System,
        origin: Origin::System,
        batch: None,
        cause: None,
        prev: None,
        payload: Payload::Document {
            subject: subject.to_owned(),
            before: serde_json::Value::Null,
            after: serde_json::json!({ "value": subject }),
        },
    }
}

/// Runs a statement of the test's own on a connection beside the store.
pub(crate) fn run(session: &mut dyn Session, text: &str) {
    let sql = Sql::of(session.dialect(), text);
    session.execute(&sql).unwrap();
    session.flush().unwrap();
}

/// The first number that a statement of the test's own finds.
pub(crate) fn number(read: &mut dyn Read, text: &str) -> i64 {
    let sql = Sql::of(read.dialect(), text);
    first(read, &sql, |row| Ok(row.int(0)?.unwrap())).unwrap().unwrap()
}

/// Every entry's subject or record, oldest first, and proof that the log is dense and sealed.
pub(crate) fn sound_log(store: &Store) -> Vec<(i64, i64)> {
    store
        .read(|read| {
            let sql = Sql::of(read.dialect(), "SELECT last, count FROM clew_log ORDER BY last");
            let entries = all(read, &sql, |row| Ok((row.int(0)?.unwrap(), row.int(1)?.unwrap())))?;
            let mut before = 0;
            for (last, count) in &entries {
                assert_eq!(last - count, before, "a gap before seq {last}");
                before = *last;
            }
            let verified = store::log::verify(read)?.unwrap();
            assert_eq!(verified.seq, before);
            assert_eq!(store.commits().seq(), before, "what is durable is known");
            Ok::<_, Error>(entries)
        })
        .unwrap()
}
