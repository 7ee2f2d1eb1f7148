//! Jobs: claimed, resumed, cancelled, failed, and theirs alone.

use app::jobs::NewJob;
use app::runtime::{Runtime, drain};
use jiff::SignedDuration;
use model::job::{JobKind, JobState};
use model::{Code, FieldRef, JobId};
use serde_json::{Value as Json, json};
use store::schema::IndexSpec;
use store::session::Session as _;
use store::{Location, postgres};
use testkit::{TestPlatform, both_databases};

use crate::bulk::many_leads;
use crate::crm::{Crm, companies, crm, list, refusal};

both_databases! {
    a_job_goes_on_where_a_dead_node_left_it,
    a_waiting_job_is_cancelled_and_resumed,
    an_index_that_another_node_makes_is_waited_for_quietly,
    a_job_that_cannot_be_done_fails_with_a_reason,
    a_job_belongs_to_who_asked_for_it,
}

fn back_fill(platform: &TestPlatform, crm: &Crm, plan: Json) -> JobId {
    let cause = crm.boss.cause();
    let new = NewJob { kind: JobKind::BackFill, plan, cause, batch: None, total: 0 };
    platform.enqueue_job(new).unwrap().value
}

fn plan(platform: &TestPlatform) -> Json {
    json!({"index": "search", "form": platform.catalog().unwrap().form("lead").unwrap().id})
}

fn a_job_goes_on_where_a_dead_node_left_it(platform: &TestPlatform) {
    let crm = crm(platform);
    many_leads(platform, 500, &[]);
    many_leads(platform, 100, &[]);
    let id = back_fill(platform, &crm, plan(platform));
    // A node takes it and dies after nothing.
    let (now, lease) = (platform.now(), platform.now() + SignedDuration::from_secs(60));
    let dead = platform.store().write(move |tx| Ok(store::jobs::claim(tx, (now, lease))?)).unwrap();
    let dead = dead.value.unwrap();
    drain(platform).unwrap();
    assert_eq!(platform.find_job(&crm.boss, id).unwrap().state, JobState::Running);
    platform.clock.advance(SignedDuration::from_secs(61));
    drain(platform).unwrap();
    let done = platform.find_job(&crm.boss, id).unwrap();
    assert_eq!((done.state, done.done, done.total), (JobState::Done, 600, 600));
    // The dead node comes back: its chunk must not count.
    let late = platform.store().write(move |tx| {
        let progress = store::jobs::Progress { done: 1, total: 600, checkpoint: Json::Null };
        Ok(store::jobs::checkpoint(tx, &dead, &progress, lease)?)
    });
    assert!(late.is_err());
    let found = companies(&list(platform, &crm.boss, json!({"search": "批量499"})).unwrap());
    assert_eq!(found, ["批量499"]);
}

fn a_waiting_job_is_cancelled_and_resumed(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = back_fill(platform, &crm, plan(platform));
    assert_eq!(platform.cancel_job(&crm.boss, id).unwrap().state, JobState::Cancelled);
    assert_eq!(refusal(platform.cancel_job(&crm.boss, id)), Code::AlreadyDone);
    drain(platform).unwrap();
    assert_eq!(platform.find_job(&crm.boss, id).unwrap().state, JobState::Cancelled);
    assert_eq!(platform.resume_job(&crm.boss, id).unwrap().state, JobState::Waiting);
    drain(platform).unwrap();
    assert_eq!(platform.find_job(&crm.boss, id).unwrap().state, JobState::Done);
    assert_eq!(refusal(platform.resume_job(&crm.boss, id)), Code::AlreadyDone);
}

fn an_index_that_another_node_makes_is_waited_for_quietly(platform: &TestPlatform) {
    let Location::Postgres { url, schema } = platform.store().location().clone() else { return };
    let crm = crm(platform);
    let catalog = platform.catalog().unwrap();
    let form = catalog.form("lead").unwrap();
    let fields: Vec<FieldRef> = vec![form.field("company").unwrap().id.into()];
    let name = IndexSpec { fields: fields.clone() }.name(catalog.table(form.id).unwrap()).unwrap();
    let options = postgres::PostgresOptions { url, schema };
    let mut other = postgres::open_writer(&options).unwrap();
    let lock = format!("hashtext('clew index {name} ' || current_schema())");
    other.script(&format!("SELECT pg_advisory_lock({lock})")).unwrap();
    let id = back_fill(platform, &crm, json!({"index": "list", "form": form.id, "fields": fields}));
    drain(platform).unwrap();
    assert_eq!(platform.find_job(&crm.boss, id).unwrap().state, JobState::Running);
    other.script(&format!("SELECT pg_advisory_unlock({lock})")).unwrap();
    platform.clock.advance(SignedDuration::from_secs(61));
    drain(platform).unwrap();
    assert_eq!(platform.find_job(&crm.boss, id).unwrap().state, JobState::Done);
}

fn a_job_that_cannot_be_done_fails_with_a_reason(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = back_fill(platform, &crm, json!({"form": "nonsense"}));
    drain(platform).unwrap();
    let failed = platform.find_job(&crm.boss, id).unwrap();
    assert_eq!((failed.state, &failed.result["code"]), (JobState::Failed, &json!("fault")));
}

fn a_job_belongs_to_who_asked_for_it(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = back_fill(platform, &crm, plan(platform));
    assert_eq!(refusal(platform.find_job(&crm.east, id)), Code::NotFound);
    assert_eq!(refusal(platform.cancel_job(&crm.east, id)), Code::NotFound);
    assert!(platform.list_jobs(&crm.east).unwrap().is_empty());
}

#[test]
fn the_threads_do_it_all_by_themselves_and_stop_when_asked() {
    let platform = TestPlatform::new();
    let crm = crm(&platform);
    let events = platform.live().subscribe(&platform, (&crm.boss, None), None).unwrap().events;
    let runtime = Runtime::start(&platform.shared()).unwrap();
    let id = back_fill(&platform, &crm, plan(&platform));
    // Live screens hear of the job's end when the job thread and the live thread did their work.
    let patience = std::time::Duration::from_secs(20);
    while platform.find_job(&crm.boss, id).unwrap().state != JobState::Done {
        events.recv_timeout(patience).expect("an event about the job");
    }
    runtime.stop();
}
