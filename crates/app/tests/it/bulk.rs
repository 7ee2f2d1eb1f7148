//! Many leads at once, as an import writes them.

use model::change::FieldValues;
use model::{Actor, BatchId, Cause, FieldRef, Origin, RecordId, Value};
use store::records::{Act, NewRecord, create_many};
use testkit::TestPlatform;

/// Makes leads under one bulk Change, all with these system values and a company `批量<n>`.
pub(crate) fn many_leads(
    platform: &TestPlatform,
    count: usize,
    values: &[(FieldRef, Value)],
) -> Vec<RecordId> {
    under(platform, (count, BatchId(platform.ports().ids.next())), values)
}

/// The same under a batch that has others already, as an import's next chunk.
pub(crate) fn more_leads(platform: &TestPlatform, count: usize, batch: BatchId) -> Vec<RecordId> {
    under(platform, (count, batch), &[])
}

pub(crate) fn under(
    platform: &TestPlatform,
    (count, batch): (usize, BatchId),
    values: &[(FieldRef, Value)],
) -> Vec<RecordId> {
    let catalog = platform.catalog().unwrap();
    let form = catalog.form("lead").unwrap();
    let (table, ids) = (catalog.table(form.id).unwrap().clone(), &platform.ports().ids);
    let company = FieldRef::Field(form.field("company").unwrap().id);
    let records: Vec<NewRecord> = (0..count)
        .map(|n| {
            let mut values: FieldValues = values.iter().cloned().collect();
            values.insert(company, Value::Text(format!("批量{n}")));
            NewRecord {
                id: RecordId(ids.next()),
                values,
                sort_keys: Vec::new(),
                activities: Vec::new(),
            }
        })
        .collect();
    let made = records.iter().map(|r| r.id).collect();
    let cause = Cause { batch: Some(batch), ..Cause::of(Actor::Cli, Origin::Import) };
    let act = Act { cause, at: platform.now(), form_version: form.version };
    platform.store().write(move |tx| Ok(create_many(tx, &table, &records, &act)?)).unwrap();
    made
}
