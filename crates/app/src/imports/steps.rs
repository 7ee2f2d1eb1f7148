//! Records that an import makes in a step of a pipeline, or brings to one, without what the step requires. They are
//! taken, for what happened long ago comes as it stands; but it is said, of each row before and of all afterwards.

use std::collections::HashMap;

use engines::forms::stages::{Lack, lacking, requiring};
use model::{Access, Field, FieldRef, Form, Label, RecordId, Values};
use serde_json::{Value as Json, json};
use store::records::find_many;
use store::{Error, Store, Table};

use super::document::Problem;
use super::reader::Reader;
use super::sort::{Becomes, Sorted};

/// Code of the remark.
pub(super) const STEP_LACKS: &str = "step_lacks";

/// Whether any step requires something; where none does, rows need not be asked.
pub(super) fn any_requires(form: &Form, access: &Access) -> bool {
    !requiring(form, access).is_empty()
}

/// Whether a record comes to a step without what it requires: a new one, whose `stored` is empty, or a known one.
pub(super) fn lacks(form: &Form, access: &Access, stored: &Values, given: &Values) -> bool {
    !lacking(form, access, stored, given).is_empty()
}

/// What a new record with these values lacks, as remarks on its row.
pub(super) fn remarks(reader: &Reader, row: u32, values: &Values) -> Vec<Problem> {
    told(reader, row, (&Values::new(), values))
}

/// Says what known records lack that some rows bring to a step; those that an earlier row is still to make are passed
/// over. Rows that bring none there cost nothing.
///
/// # Errors
/// When the database does not answer.
pub(super) fn remark_updates(
    store: &Store,
    (reader, table): (&Reader, &Table),
    rows: &mut [Sorted],
) -> Result<(), Error> {
    let steps = requiring(&reader.form, &reader.access);
    let at = |field: &Field| FieldRef::Field(field.id);
    let moves = |values: &Values| steps.iter().any(|lack| values.contains_key(&at(lack.pipeline)));
    let moved = |row: &Sorted| match &row.becomes {
        Becomes::Update(id, values, _) if moves(values) => Some(*id),
        _ => None,
    };
    let ids: Vec<RecordId> = rows.iter().filter_map(moved).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let asked = steps.iter().flat_map(|lack| lack.fields.iter().copied().chain([lack.pipeline]));
    let mut asked: Vec<FieldRef> = asked.map(at).collect();
    asked.sort_unstable();
    asked.dedup();
    let found = store.read(|read| find_many(read, table, &ids, &asked))?;
    let known: HashMap<RecordId, Values> = found.into_iter().map(|r| (r.id, r.values)).collect();
    for row in rows {
        let Becomes::Update(id, values, _) = &row.becomes else { continue };
        let Some(stored) = known.get(id).filter(|_| moves(values)) else { continue };
        row.warnings.extend(told(reader, row.row, (stored, values)));
    }
    Ok(())
}

fn told(reader: &Reader, row: u32, (stored, given): (&Values, &Values)) -> Vec<Problem> {
    let remark = |Lack { pipeline, step, fields }: Lack<'_>| {
        let names: Vec<&Label> = fields.iter().map(|field| &field.name).collect();
        let problem = Problem::remark(STEP_LACKS, row, reader.column_of(&pipeline.code));
        let problem = problem.with("step", json!(step.choice.label)).with("fields", json!(names));
        Problem { field: Some(pipeline.code.clone()), ..problem }
    };
    let all = lacking(&reader.form, &reader.access, stored, given);
    all.into_iter().map(remark).collect()
}

/// The filter that finds records which lack something, among those of another one if there is one.
pub(super) fn filter(form: &Form, access: &Access, among: &Json) -> Json {
    let empty = |field: &&Field| json!({"field": field.code, "op": "empty"});
    let here = |Lack { pipeline, step, fields }: &Lack<'_>| {
        let fields: Vec<Json> = fields.iter().map(empty).collect();
        let at = json!({"field": pipeline.code, "op": "eq", "value": step.choice.code});
        json!({"and": [at, {"or": fields}]})
    };
    let any: Vec<Json> = requiring(form, access).iter().map(here).collect();
    let any = json!({ "or": any });
    if among.is_null() { any } else { json!({"and": [among, any]}) }
}
