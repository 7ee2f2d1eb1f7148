//! `/demo`: the invented records of set-up 示例数据, and taking them away.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use model::Code;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::answer;
use crate::config::Api;
use crate::extract::Caller;
use crate::problem::Problem;

/// How far the taking away is, while it goes on: whoever looks in the meantime is told.
#[derive(Debug, Clone, Default)]
pub(crate) struct Leaving(Arc<Mutex<Option<u64>>>);

impl Leaving {
    fn now(&self) -> Option<u64> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins, unless somebody began already.
    fn begin(&self) -> Option<Under> {
        let mut gone = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if gone.is_some() {
            return None;
        }
        *gone = Some(0);
        Some(Under(self.clone()))
    }

    fn say(&self, records: Option<u64>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = records;
    }
}

/// Under way until it is dropped, also by a panic.
struct Under(Leaving);

impl Drop for Under {
    fn drop(&mut self) {
        self.0.say(None);
    }
}

/// The invented records.
#[derive(Serialize, ToSchema)]
struct Demo {
    /// They are there.
    present: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    made_at: Option<Timestamp>,
    /// How many were made.
    records: u64,
    people: usize,
    departments: usize,
    /// How many records are gone already, while they are being taken away.
    removing: Option<u64>,
}

/// What went.
#[derive(Serialize, ToSchema)]
struct DemoGone {
    /// Records that went to the recycle bin.
    gone: u64,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(read, remove))
}

/// What the invented records are.
#[utoipa::path(get, path = "/demo", tag = "workspace",
    responses((status = 200, description = "The invented records, there or not.", body = Demo)))]
async fn read(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || {
        // Asked for the right alone.
        api.platform.workspace(&who)?;
        let demo = api.platform.demo()?.filter(|demo| demo.removed_at.is_none());
        Ok(Demo {
            present: demo.is_some(),
            made_at: demo.as_ref().map(|demo| demo.made_at),
            records: demo.as_ref().map_or(0, |demo| demo.records),
            people: demo.as_ref().map_or(0, |demo| demo.people.len()),
            departments: demo.as_ref().map_or(0, |demo| demo.departments.len()),
            removing: api.leaving.now(),
        })
    })
    .await
}

/// Takes exactly the invented records to the recycle bin; their people and departments go with them.
#[utoipa::path(delete, path = "/demo", tag = "workspace",
    responses((status = 200, description = "How many records went.", body = DemoGone)))]
async fn remove(State(api): State<Api>, Caller(who): Caller) -> Result<Response, Problem> {
    answer(move || {
        api.platform.workspace(&who)?;
        let under = api.leaving.begin().ok_or_else(|| app::Error::rejected(Code::Busy))?;
        let gone = api.platform.remove_demo(&who, &mut |records| under.0.say(Some(records)))?;
        Ok(DemoGone { gone })
    })
    .await
}
