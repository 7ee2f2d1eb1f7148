//! Running an import: people and the form are made first, where they are asked for; then a job writes the rows.

use std::collections::BTreeMap;

use model::job::JobKind;
use model::person::PersonState;
use model::{BatchId, Cause, Code, ImportId, JobId, Origin, Rejection, Rejections};
use serde_json::json;
use store::Error;

use super::check::Walk;
use super::document::{Import, PersonTo, State, Target, To};
use super::kept;
use super::target::goal;
use super::undo::MadeForm;
use crate::jobs::{self, NewJob};
use crate::platform::Platform;
use crate::who::Who;

impl Platform {
    /// Lets an import run as a job.
    ///
    /// # Errors
    /// `NotFound`; `AlreadyDone` once it has run; `Forbidden` where people are to be made and this person is no
    /// administrator; everything that keeps it from running.
    pub fn run_import(&self, who: &Who, id: ImportId) -> Result<JobId, Error> {
        self.once(who, || self.run_import_now(who, id))
    }

    fn run_import_now(&self, who: &Who, id: ImportId) -> Result<JobId, Error> {
        let mut import = kept::own(self, who, id)?;
        if import.state != State::Draft {
            return Err(Error::rejected(Code::AlreadyDone));
        }
        self.refuse_unready(who, &import)?;
        // The key of the request stands for the job alone; what is made before it is found again by a second try.
        let maker = Who { once: None, ..who.clone() };
        self.make_people(&maker, &mut import)?;
        self.make_form(&maker, &mut import)?;
        let batch = BatchId(self.ports().ids.next());
        import.batch = Some(batch);
        import.state = State::Running;
        let new = NewJob {
            kind: JobKind::Import,
            plan: json!({ "import": import.id }),
            cause: Cause { batch: Some(batch), ..Cause::of(who.actor(), Origin::Import) },
            batch: Some(batch),
            total: i64::from(import.shape.rows),
        };
        let (ports, now) = (self.ports().clone(), self.now());
        let written = self.write_once(who, move |tx, _| {
            // Asked again where nobody can come between: two clicks must not make two jobs.
            kept::still_draft(tx, import.id)?;
            let job = jobs::insert(tx, (&ports, now), &new)?;
            kept::write(tx, &Import { job: Some(job), ..import.clone() })?;
            Ok(job)
        })?;
        Ok(written.value)
    }

    fn refuse_unready(&self, who: &Who, import: &Import) -> Result<(), Error> {
        let catalog = self.catalog()?;
        let goal = goal(self, &catalog, who, import)?;
        let path = kept::path(self, import)?;
        let walk =
            Walk { platform: self, catalog: &catalog, who, import, goal: &goal, path: &path };
        let general = walk.general();
        if general.is_empty() {
            return Ok(());
        }
        let rejections = general.into_iter().map(|problem| {
            let code = serde_json::from_value(problem.code.into()).unwrap_or(Code::Malformed);
            Rejection { code, field: problem.field, params: problem.params }
        });
        Err(Rejections(rejections.collect()).into())
    }

    /// Makes the people that were asked for, once each, and decides their names for them.
    fn make_people(&self, who: &Who, import: &mut Import) -> Result<(), Error> {
        let mut wanted: BTreeMap<String, PersonState> = BTreeMap::new();
        for (name, to) in import.columns.iter().flat_map(|c| &c.people) {
            match to {
                PersonTo::Create => {
                    wanted.insert(name.clone(), PersonState::Known);
                }
                PersonTo::CreateLeft => {
                    wanted.entry(name.clone()).or_insert(PersonState::Disabled);
                }
                _ => {}
            }
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let made = self.add_known_people(who, wanted.into_iter().collect())?;
        for column in &mut import.columns {
            for (name, to) in &mut column.people {
                let id = made.iter().find(|(known, _)| known == name).map(|(_, id)| *id);
                if let (PersonTo::Create | PersonTo::CreateLeft, Some(id)) = (&*to, id) {
                    *to = PersonTo::Person(id);
                }
            }
        }
        kept::save(self, import)
    }

    /// Publishes the form, or its new fields; the columns then go to fields that exist.
    fn make_form(&self, who: &Who, import: &mut Import) -> Result<(), Error> {
        let catalog = self.catalog()?;
        let goal = goal(self, &catalog, who, import)?;
        if !goal.is_changed {
            return Ok(());
        }
        let base = catalog.forms.get(&goal.form.id).map_or(0, |f| f.version);
        let id = goal.form.id;
        self.publish_form(who, goal.form, base)?;
        if base == 0 {
            // Whoever takes the import back wants the form gone as well.
            import.turns.form = Some(MadeForm { form: id, version: 1 });
        }
        import.target = Target::Form(id);
        for column in &mut import.columns {
            if let Some(To::NewField(field)) = &column.to {
                column.to = Some(To::Field(field.code.clone()));
            }
        }
        kept::save(self, import)
    }
}
