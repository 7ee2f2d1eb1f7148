//! Running an import: people and the form are made with the job, where they are asked for; the job writes the rows.

use std::collections::BTreeMap;

use engines::forms::fold::{fold_label, is_han};
use model::job::JobKind;
use model::person::{Person, PersonState};
use model::{BatchId, Cause, Code, Form, ImportId, JobId, Origin, Rejection, Rejections};
use serde_json::json;
use store::Error;

use super::check::Walk;
use super::document::{Import, PersonTo, State, Target, To};
use super::kept;
use super::made_parts::MadeParts;
use super::new_options;
use super::target::{Goal, goal};
use super::undo::MadeForm;
use crate::commands::{Door, publish};
use crate::jobs::{self, NewJob};
use crate::people::known;
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

    /// People, form, job and the key of the request are one transaction: it is sent again as if it never was.
    fn run_import_now(&self, who: &Who, id: ImportId) -> Result<JobId, Error> {
        let mut import = kept::own(self, who, id)?;
        if import.state != State::Draft {
            return Err(Error::rejected(Code::AlreadyDone));
        }
        let goal = self.ready(who, &import)?;
        self.name_known(&mut import)?;
        let people = self.new_people(&import)?;
        name_people(&mut import, &people);
        new_options::settle(&goal.form, &mut import.columns);
        let form = goal.is_changed.then(|| self.new_form(&mut import, goal.form)).transpose()?;
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
        let (ports, at, asker) = (self.ports().clone(), self.now(), who.clone());
        let written = self.write_once(who, move |tx, catalog| {
            kept::sees(catalog, &asker, &import)?;
            // Asked again where nobody can come between: two clicks must not make two jobs.
            let stored = kept::unchanged(tx, (import.id, import.revision))?;
            stored.ok_or_else(|| Error::rejected(Code::NotFound))?;
            let mut door = Door { tx, catalog, who: &asker, cause: asker.cause(), at };
            known::add(&mut door, &people)?;
            if let Some((form, base)) = &form {
                publish(&mut door, form, (*base, &[]))?;
            }
            let job = jobs::insert(tx, (&ports, at), &new)?;
            kept::write(tx, &Import { job: Some(job), ..import.clone() })?;
            Ok(job)
        })?;
        Ok(written.value)
    }

    /// What the import writes to, if nothing keeps it from running.
    fn ready(&self, who: &Who, import: &Import) -> Result<Goal, Error> {
        let catalog = self.catalog()?;
        let goal = goal(self, &catalog, who, import)?;
        let path = kept::path(self, import)?;
        let walk =
            Walk { platform: self, catalog: &catalog, who, import, goal: &goal, path: &path };
        let general = walk.general();
        if general.is_empty() {
            return Ok(goal);
        }
        let rejections = general.into_iter().map(|problem| {
            let code = serde_json::from_value(problem.code.into()).unwrap_or(Code::Malformed);
            Rejection { code, field: problem.field, params: problem.params }
        });
        Err(Rejections(rejections.collect()).into())
    }

    /// Whoever is a member by now, by whichever spelling, is not made again: another import may have come first.
    fn name_known(&self, import: &mut Import) -> Result<(), Error> {
        let catalog = self.catalog()?;
        let asked = |to: &PersonTo| matches!(to, PersonTo::Create | PersonTo::CreateLeft);
        for (name, to) in import.columns.iter_mut().flat_map(|c| &mut c.people) {
            let word = fold_label(name);
            let mut known = catalog.people.values().filter(|p| fold_label(&p.name) == word);
            if let (true, Some(person), None) = (asked(to), known.next(), known.next()) {
                *to = PersonTo::Person(person.id);
            }
        }
        Ok(())
    }

    /// The people that were asked for, once each however they are spelled.
    fn new_people(&self, import: &Import) -> Result<Vec<(String, Person)>, Error> {
        let mut wanted: BTreeMap<String, (String, PersonState)> = BTreeMap::new();
        for (name, to) in import.columns.iter().flat_map(|c| &c.people) {
            match to {
                PersonTo::Create => {
                    let one = wanted.entry(fold_label(name));
                    one.or_insert_with(|| (tidy(name), PersonState::Known)).1 = PersonState::Known;
                }
                PersonTo::CreateLeft => {
                    let one = wanted.entry(fold_label(name));
                    one.or_insert_with(|| (tidy(name), PersonState::Disabled));
                }
                _ => {}
            }
        }
        self.known_people(wanted.into_values())
    }

    /// The form to be published, with the version that it follows on; the columns then go to fields that exist.
    fn new_form(&self, import: &mut Import, form: Form) -> Result<(Form, u32), Error> {
        let base = self.catalog()?.forms.get(&form.id).map_or(0, |f| f.version);
        match self.catalog()?.forms.get(&form.id) {
            // Whoever takes the import back wants the form gone as well.
            None => import.turns.form = Some(MadeForm { form: form.id, version: 1 }),
            Some(old) => import.turns.parts = Some(MadeParts::between(old, &form)),
        }
        import.target = Target::Form(form.id);
        for column in &mut import.columns {
            if let Some(To::NewField(field)) = &column.to {
                column.to = Some(To::Field(field.code.clone()));
            }
        }
        Ok((form, base))
    }
}

/// A name as it is kept: spaces within a Chinese name only stretch it, between others they separate.
fn tidy(name: &str) -> String {
    let words = name.split_whitespace();
    if name.chars().all(|c| c.is_whitespace() || is_han(c)) {
        words.collect()
    } else {
        words.collect::<Vec<_>>().join(" ")
    }
}

/// Decides the names of people that are made, for them.
fn name_people(import: &mut Import, made: &[(String, Person)]) {
    for (name, to) in import.columns.iter_mut().flat_map(|c| &mut c.people) {
        let word = fold_label(name);
        let id =
            made.iter().find(|(known, _)| fold_label(known) == word).map(|(_, person)| person.id);
        if let (PersonTo::Create | PersonTo::CreateLeft, Some(id)) = (&*to, id) {
            *to = PersonTo::Person(id);
        }
    }
}
