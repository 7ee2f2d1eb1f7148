//! Records that an import makes in a step of a pipeline without what the step requires. They are taken, for what
//! happened long ago comes as it stands; but it is said, of each row before and of all afterwards.

use engines::forms::stages::{Lack, lacking, requiring};
use model::{Access, Field, Form, Label, Values};
use serde_json::{Value as Json, json};

use super::document::Problem;
use super::reader::Reader;

/// Code of the remark.
pub(super) const STEP_LACKS: &str = "step_lacks";

/// Whether any step requires something; where none does, rows need not be asked.
pub(super) fn any_requires(form: &Form, access: &Access) -> bool {
    !requiring(form, access).is_empty()
}

/// Whether a new record with these values lacks something.
pub(super) fn lacks(form: &Form, access: &Access, values: &Values) -> bool {
    !lacking(form, access, &Values::new(), values).is_empty()
}

/// What a new record with these values lacks, as remarks on its row.
pub(super) fn remarks(reader: &Reader, row: u32, values: &Values) -> Vec<Problem> {
    let remark = |Lack { pipeline, step, fields }: Lack<'_>| {
        let names: Vec<&Label> = fields.iter().map(|field| &field.name).collect();
        let problem = Problem::remark(STEP_LACKS, row, reader.column_of(&pipeline.code));
        let problem = problem.with("step", json!(step.choice.label)).with("fields", json!(names));
        Problem { field: Some(pipeline.code.clone()), ..problem }
    };
    let all = lacking(&reader.form, &reader.access, &Values::new(), values);
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
