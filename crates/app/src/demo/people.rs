//! The people and departments of a demo: there while it is, out of the way afterwards.

use jiff::Timestamp;
use model::person::{Department, Person, PersonState, roles};
use model::{Cause, ChangeKind, DepartmentId, FieldKind, FieldRef, UserId};
use store::session::Read;
use store::{Fault, Tx, departments, people, references};

use super::make::DemoState;
use super::plan::Plan;
use super::world::Owner;
use crate::catalog::Catalog;
use crate::document_change;

/// Ids follow from names, so a demo that is made again meets the same people.
const PACK: &str = "demo";

fn department_id(name: &str) -> DepartmentId {
    DepartmentId::from_pack(PACK, name)
}

fn person_id(name: &str) -> UserId {
    UserId::from_pack(PACK, name)
}

/// Ids of everybody in a plan.
pub(super) fn ids(plan: &Plan) -> (Vec<UserId>, Vec<DepartmentId>) {
    let people = plan.people.iter().map(|p| person_id(&p.name));
    let departments = plan.departments.iter().map(|name| department_id(name));
    (people.collect(), departments.collect())
}

/// Who owns records: the plan's people, and everybody who can sign in.
pub(super) fn owners(plan: &Plan, catalog: &Catalog) -> Vec<Owner> {
    let planned = plan.people.iter().map(|p| {
        let department = Some(department_id(&p.department));
        (person_id(&p.name), department, p.weight, p.left)
    });
    let present = catalog.people.values().filter(|p| p.state == PersonState::Active);
    let present = present.map(|p| (p.id, p.department, plan.present, None));
    let mut weights = 0.0;
    let owner = |(id, department, weight, left)| {
        weights += weight;
        Owner { id, department, weights, left }
    };
    planned.chain(present).map(owner).collect()
}

/// Adds everybody, or brings them back.
pub(super) fn add(
    tx: &mut Tx<'_>,
    (catalog, plan): (&Catalog, &Plan),
    (cause, at): (&Cause, Timestamp),
) -> Result<(), Fault> {
    for name in &plan.departments {
        let department = Department { id: department_id(name), name: name.clone(), parent: None };
        let before = catalog.departments.get(&department.id);
        departments::save(tx, &department)?;
        let about = (ChangeKind::DepartmentChanged, department.id);
        document_change::append(tx, (cause, at), about, (before, Some(&department)))?;
    }
    for one in &plan.people {
        let id = person_id(&one.name);
        let before = catalog.people.get(&id);
        let person = Person {
            id,
            name: one.name.clone(),
            login: None,
            phone: None,
            role: roles::MEMBER.to_owned(),
            department: Some(department_id(&one.department)),
            state: if one.left.is_some() { PersonState::Disabled } else { PersonState::Known },
        };
        match before {
            Some(_) => people::update(tx, &person)?,
            None => people::insert(tx, &person, None, at)?,
        }
        let about = (ChangeKind::PersonChanged, id);
        document_change::append(tx, (cause, at), about, (before, Some(&person)))?;
    }
    tx.raise_catalog();
    Ok(())
}

/// Takes everybody away whom nobody gave a way to sign in and whom nothing but the demo itself names; disables those who
/// are still named. Departments go that are empty then. `begun` is when the demo's records began to go to the bin.
pub(super) fn retire(
    tx: &mut Tx<'_>,
    (catalog, demo): (&Catalog, &DemoState),
    (cause, at): (&Cause, Timestamp),
    begun: Timestamp,
) -> Result<(), Fault> {
    let is_untouched = |p: &&Person| {
        matches!(p.state, PersonState::Known | PersonState::Disabled)
            && p.login.is_none()
            && p.phone.is_none()
    };
    let ours = demo.people.iter().filter_map(|id| catalog.people.get(id));
    let ours: Vec<&Person> = ours.filter(is_untouched).collect();
    for person in &ours {
        let about = (ChangeKind::PersonChanged, person.id);
        if is_named(tx, catalog, (person.id, demo), begun)? {
            let gone =
                Person { state: PersonState::Disabled, department: None, ..(*person).clone() };
            people::update(tx, &gone)?;
            document_change::append(tx, (cause, at), about, (Some(*person), Some(&gone)))?;
        } else {
            people::remove(tx, person.id)?;
            document_change::append(tx, (cause, at), about, (Some(*person), None))?;
        }
    }
    for id in &demo.departments {
        let Some(department) = catalog.departments.get(id) else { continue };
        let someone_else =
            |p: &&Person| p.department == Some(*id) && ours.iter().all(|gone| gone.id != p.id);
        let below = catalog.departments.values().any(|d| d.parent == Some(*id));
        if below || catalog.people.values().any(|p| someone_else(&p)) {
            continue;
        }
        departments::remove(tx, *id)?;
        let about = (ChangeKind::DepartmentChanged, *id);
        document_change::append(tx, (cause, at), about, (Some(department), None))?;
    }
    tx.raise_catalog();
    Ok(())
}

/// Whether anything besides the demo's own records names a person.
fn is_named(
    read: &mut dyn Read,
    catalog: &Catalog,
    (person, demo): (UserId, &DemoState),
    begun: Timestamp,
) -> Result<bool, Fault> {
    for form in catalog.forms.values() {
        // Who never signed in made nothing but invented records: an earlier demo's lie in the recycle bin.
        let people = form.fields.iter().filter(|f| matches!(f.kind, FieldKind::Person(_)));
        let fields: Vec<FieldRef> = people.map(|f| f.id.into()).collect();
        let table = catalog.table(form.id)?;
        if references::is_named(read, (table, &fields), person, (begun, &demo.people))? {
            return Ok(true);
        }
    }
    references::is_spoken_of(read, person, &demo.all_batches())
}
