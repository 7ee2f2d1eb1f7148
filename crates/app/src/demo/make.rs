//! Writes a demo: chunks of 500 records behind people's requests, one thread ahead with inventing them.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex};

use engines::forms::kinds::auto_number;
use engines::forms::{derive, read};
use jiff::Timestamp;
use model::{
    BatchId, Cause, ChangeKind, Code, DepartmentId, FieldKind, FieldRef, Form, Rejection,
    Rejections, SystemField, UserId, Value,
};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use store::records::{Act, NewRecord, create_many};
use store::session::Read;
use store::{Error, Fault, Tx, definitions, settings};

use super::eval::Which;
use super::plan::Plan;
use super::world::World;
use super::{compile, people};
use crate::document_change;
use crate::people::permit;
use crate::platform::Platform;
use crate::who::Who;

/// The setting under which a demo is remembered.
pub(super) const DEMO: &str = "demo";
/// Records of one Change.
const CHUNK: u64 = 500;
/// Chunks invented ahead: what is in memory.
const AHEAD: usize = 3;

/// What is wanted.
#[derive(Debug, Clone, Copy)]
pub struct DemoRequest {
    /// How many records of a form that the plan makes one of for each; others in proportion.
    pub records: u64,
    /// Where the dice begin; the plan's own when not given.
    pub seed: Option<u64>,
}

/// What is remembered of a demo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DemoState {
    /// What all of its records belong to.
    pub batch: BatchId,
    /// Its people.
    pub people: Vec<UserId>,
    /// Its departments.
    pub departments: Vec<DepartmentId>,
    /// How many records it was to have.
    #[serde(default)]
    pub records: u64,
    /// Everything that made invented records or took them away, this demo's and those before it.
    #[serde(default)]
    pub batches: Vec<BatchId>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was taken away.
    pub removed_at: Option<Timestamp>,
}

impl DemoState {
    /// Its batches, also where they were not written down yet.
    pub(super) fn all_batches(&self) -> Vec<BatchId> {
        let mut batches = self.batches.clone();
        if !batches.contains(&self.batch) {
            batches.push(self.batch);
        }
        batches
    }
}

/// Everything that made invented records or took them away: none of it is news to anybody outside.
pub(crate) fn invented(read: &mut dyn Read) -> Result<Vec<BatchId>, Fault> {
    let demo: Option<DemoState> = settings::find(read, DEMO)?;
    Ok(demo.map(|demo| demo.all_batches()).unwrap_or_default())
}

impl Platform {
    /// What is known of the demo, taken away or not; none when there never was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn demo(&self) -> Result<Option<DemoState>, Fault> {
        self.store().read(|read| settings::find(read, DEMO))
    }

    /// Invents records; `progress` hears how many there are and how many there will be.
    ///
    /// # Errors
    /// `AlreadyDone` when there is a demo; `Forbidden`; what is wrong with the plan. What was made until then is gone.
    pub fn make_demo(
        &self,
        who: &Who,
        plan: &Plan,
        request: DemoRequest,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<DemoState, Error> {
        permit::administers(who, &*self.catalog()?)?;
        let mut batches = self.demo()?.map(|earlier| earlier.all_batches()).unwrap_or_default();
        // Records of an earlier demo lie in the recycle bin and keep their ids.
        let world = self.world(plan, request, batches.len() as u64)?;
        let (people, departments) = people::ids(plan);
        let batch = BatchId(self.ports().ids.next());
        batches.push(batch);
        let demo = DemoState {
            batch,
            people,
            departments,
            records: world.counts.iter().sum(),
            batches,
            made_at: world.now,
            removed_at: None,
        };
        let cause = Cause { batch: Some(demo.batch), ..who.cause() };
        let (begun, plain, planned) = (demo.clone(), who.cause(), plan.clone());
        let asker = who.clone();
        self.write(move |tx, catalog| {
            permit::administers(&asker, catalog)?;
            let before: Option<DemoState> = settings::find(tx, DEMO)?;
            if before.as_ref().is_some_and(|d| d.removed_at.is_none()) {
                return Err(Error::rejected(Code::AlreadyDone));
            }
            settings::save(tx, DEMO, &begun)?;
            let about = (ChangeKind::SettingChanged, DEMO);
            let at = begun.made_at;
            document_change::append(tx, (&plain, at), about, (before.as_ref(), Some(&begun)))?;
            Ok(people::add(tx, (catalog, &planned), (&plain, at))?)
        })?;
        if let Err(error) = self.fill(&Arc::new(world), &cause, progress) {
            // Half a demo is of no use to anybody.
            if let Err(left) = self.remove_demo(who, &mut |_| {}) {
                tracing::warn!("half of a demo stays: {left}");
            }
            return Err(error);
        }
        Ok(demo)
    }

    fn world(&self, plan: &Plan, request: DemoRequest, turn: u64) -> Result<World, Error> {
        let catalog = self.catalog()?;
        let programs = compile::compile(plan, &catalog)?;
        let counts = programs.iter().map(|p| share(request.records, p.per)).collect();
        let zone = catalog.workspace.time_zone();
        // The same half day gives the same records.
        let today = self.now().to_zoned(zone.clone());
        let half = if today.hour() < 12 { 0 } else { 12 };
        let half = today.with().hour(half).minute(0).second(0).subsec_nanosecond(0).build();
        let now = half.map_or(self.now(), |at| at.timestamp());
        let world = World {
            seed: request.seed.unwrap_or(plan.seed),
            turn,
            now,
            zone,
            days: plan.days,
            rich: plan.rich,
            owners: people::owners(plan, &catalog),
            quoted: programs.iter().map(|_| Mutex::default()).collect(),
            programs,
            counts,
        };
        Ok(world)
    }

    fn fill(
        &self,
        world: &Arc<World>,
        cause: &Cause,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), Error> {
        let total: u64 = world.counts.iter().sum();
        let mut done = 0;
        let (send, chunks) = sync_channel(AHEAD);
        let inventor = Arc::clone(world);
        let thread = std::thread::Builder::new().name("clew-demo".to_owned());
        let thread = thread.spawn(move || invent(&inventor, &send));
        let thread = thread.map_err(|e| Fault::new(format!("starting a thread: {e}")))?;
        for chunk in chunks {
            let Chunk { form, records } = chunk?;
            done += records.len() as u64;
            self.write_records(world, (form, Arc::new(records)), cause)?;
            progress(done, total);
        }
        thread.join().map_err(|_| Fault::new("inventing records broke off").into())
    }

    fn write_records(
        &self,
        world: &Arc<World>,
        (form, records): (usize, Arc<Vec<NewRecord>>),
        cause: &Cause,
    ) -> Result<(), Error> {
        let (world, cause) = (Arc::clone(world), cause.clone());
        self.write_chunk(move |tx, catalog| {
            let program = world.programs.get(form).ok_or_else(|| Fault::new("no such form"))?;
            let form = catalog.effective(program.form.id)?;
            let mut records = records.to_vec();
            number(tx, form, &mut records)?;
            let act = Act { cause: cause.clone(), at: world.now, form_version: form.version };
            create_many(tx, catalog.table(form.id)?, &records, &act)?;
            Ok(())
        })?;
        Ok(())
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "how many there are may be rough"
)]
fn share(records: u64, per: f64) -> u64 {
    (records as f64 * per).round().max(0.0) as u64
}

/// Records of one form for one transaction.
struct Chunk {
    form: usize,
    records: Vec<NewRecord>,
}

/// Invents everything, form by form, until nobody listens any more.
fn invent(world: &World, send: &SyncSender<Result<Chunk, Error>>) {
    for form in 0..world.programs.len() {
        let count = world.count(form);
        let mut next = 0;
        while next < count {
            let end = count.min(next + CHUNK);
            let records = (next..end).map(|place| record(world, Which { form, record: place }));
            let records = records.collect::<Result<Vec<_>, _>>();
            let failed = records.is_err();
            if send.send(records.map(|records| Chunk { form, records })).is_err() || failed {
                return;
            }
            next = end;
        }
    }
}

/// One record, read as if somebody had handed it in.
fn record(world: &World, which: Which) -> Result<NewRecord, Error> {
    let program = world.programs.get(which.form).ok_or_else(|| Fault::new("no such form"))?;
    let made = world.values(which);
    let mut values = model::Values::new();
    let mut wrong = Vec::new();
    for ((_, field), text) in program.steps.iter().zip(&made) {
        let (Some(field), Some(text)) = (field, text) else { continue };
        match read::value(&program.form, *field, &Json::String(text.clone())) {
            Ok(value) => {
                values.insert(*field, value);
            }
            Err(rejection) => {
                wrong.push(Rejection { params: shown(rejection.params.clone(), text), ..rejection })
            }
        }
    }
    if !wrong.is_empty() {
        return Err(Rejections(wrong).under(&program.form.code).into());
    }
    let created = world.created(which.form, which.record);
    let follow_ups = world.activities(which, &made);
    let mut system = follow_ups.system;
    system.push((SystemField::CreatedAt, Value::Instant(created)));
    if let Some(owner) = world.owner(which.form, which.record) {
        system.push((SystemField::CreatedBy, Value::Person(owner.id)));
        if !world.is_unowned(which, &made) {
            let department = owner.department.map(Value::Department);
            system.push((SystemField::Owner, Value::Person(owner.id)));
            system.extend(department.map(|d| (SystemField::Department, d)));
        }
    }
    values.extend(system.into_iter().map(|(field, value)| (FieldRef::System(field), value)));
    let keys = derive::sort_keys(&program.form, &values);
    let sort_keys = keys.into_iter().map(|(id, key)| (id, key.unwrap_or_default())).collect();
    let id = world.id(which.form, which.record);
    Ok(NewRecord { id, values, sort_keys, activities: follow_ups.activities })
}

fn shown(mut params: model::command::Params, text: &str) -> model::command::Params {
    params.insert("value".to_owned(), text.into());
    params
}

/// Gives serial numbers in the order in which records were made.
fn number(tx: &mut Tx<'_>, form: &Form, records: &mut [NewRecord]) -> Result<(), Error> {
    for field in form.live_fields() {
        let FieldKind::AutoNumber(kind) = &field.kind else { continue };
        let count = i64::try_from(records.len()).unwrap_or(0);
        let first = definitions::take_numbers(tx, form.id, field.id, count)?;
        for (n, record) in (first..).zip(records.iter_mut()) {
            let n = u64::try_from(n).map_err(|_| Rejection::at(Code::TooLarge, &field.code))?;
            let text = Value::Text(auto_number::numbered(kind, n));
            record.values.insert(FieldRef::Field(field.id), text);
        }
    }
    Ok(())
}
