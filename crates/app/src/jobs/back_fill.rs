//! Back-fills: what is kept beside the rows is made anew. The search index, 500 rows a chunk in order of creation: a plan
//! is `{"index": "search", "form": id, "rule": n}`, a checkpoint `{"key": last row key}`. An index for a list: a plan is
//! `{"index": "list", "form": id, "fields": [...]}`; on PostgreSQL beside the writer, on SQLite in one transaction that
//! gives way to whoever wants to write.

use std::sync::Arc;
use std::time::Instant;

use model::job::Job;
use model::{FieldRef, FormId};
use serde::{Deserialize, Serialize};
use store::records::{count_rows, read_columns, scan};
use store::schema::{self, IndexSpec};
use store::{Error, Fault};

use super::{Chunk, JobHandler, Progress, Step};
use crate::platform::Platform;
use crate::reactors::index_records;
use crate::search_rule;

const ROWS: u32 = 500;

#[derive(Debug, Deserialize)]
struct Plan {
    form: FormId,
    /// Of the index to make.
    #[serde(default)]
    fields: Option<Vec<FieldRef>>,
    /// By which a search index is made; older programs said none.
    #[serde(default)]
    rule: Option<u32>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Checkpoint {
    key: i64,
    finished: bool,
}

/// The handler.
pub(crate) struct BackFill;

impl JobHandler for BackFill {
    fn step(&self, platform: &Platform, job: &Job) -> Result<Step, Error> {
        let plan: Plan = serde_json::from_value(job.plan.clone())
            .map_err(|e| Fault::new(format!("a back-fill's plan: {e}")))?;
        let at: Checkpoint = serde_json::from_value::<Option<_>>(job.checkpoint.clone())
            .map_err(|e| Fault::new(format!("a back-fill's checkpoint: {e}")))?
            .unwrap_or_default();
        if at.finished {
            return Ok(Step::Done(serde_json::json!({ "records": job.done })));
        }
        let catalog = platform.catalog()?;
        let table = catalog.table(plan.form)?;
        if let Some(fields) = plan.fields {
            let (begun, spec) = (Instant::now(), IndexSpec { fields });
            if platform.store().make_index(table, &spec)? {
                told(begun);
                return Ok(Step::Aside(index_made()?));
            }
            return Ok(Step::Long(list_index(plan.form, spec)));
        }
        let total = platform.store().read(|read| count_rows(read, table))?;
        Ok(Step::Chunk(chunk((plan.form, plan.rule), at.key, (job.done, total))))
    }
}

/// While it is made on SQLite nobody can write, so it gives way to whoever wants to.
fn list_index(form: FormId, spec: IndexSpec) -> Chunk {
    Arc::new(move |tx, catalog| {
        let begun = Instant::now();
        schema::add_index(tx, catalog.table(form)?, &spec)?;
        told(begun);
        Ok(index_made()?)
    })
}

fn told(begun: Instant) {
    tracing::info!(milliseconds = begun.elapsed().as_millis(), "an index was made");
}

fn index_made() -> Result<Progress, Fault> {
    let finished = serde_json::to_value(Checkpoint { key: 0, finished: true })
        .map_err(|e| Fault::new(format!("a checkpoint: {e}")))?;
    Ok(Progress { done: 1, total: 1, checkpoint: finished })
}

fn chunk((form, rule): (FormId, Option<u32>), key: i64, (done, total): (i64, i64)) -> Chunk {
    Arc::new(move |tx, catalog| {
        let (definition, table) = (catalog.effective(form)?, catalog.table(form)?);
        let rows = scan(tx, table, &read_columns(table), (key, ROWS))?;
        index_records(tx, definition, table, &rows)?;
        let done = done + i64::try_from(rows.len()).unwrap_or(0);
        let next = Checkpoint {
            key: rows.last().map_or(key, |r| r.key),
            finished: rows.len() < ROWS as usize,
        };
        if let Some(rule) = rule.filter(|_| next.finished) {
            search_rule::note_made(tx, form, rule)?;
        }
        let checkpoint =
            serde_json::to_value(next).map_err(|e| Fault::new(format!("a checkpoint: {e}")))?;
        Ok(Progress { done, total: total.max(done), checkpoint })
    })
}
