//! Departments: a tree without circles.

use model::person::Department;
use model::{ChangeKind, Code, DepartmentId, Rejection};
use store::{Error, departments};

use super::{permit, rules};
use crate::catalog::Catalog;
use crate::document_change;
use crate::platform::Platform;
use crate::who::Who;

/// A department to add.
#[derive(Debug, Clone, Default)]
pub struct NewDepartment {
    /// Made by the client, or not yet given.
    pub id: Option<DepartmentId>,
    /// Its name.
    pub name: String,
    /// The one above it.
    pub parent: Option<DepartmentId>,
}

/// What to change about a department; none = leave as it is.
#[derive(Debug, Clone, Default)]
pub struct DepartmentPatch {
    /// Its name.
    pub name: Option<String>,
    /// The one above it; `Some(None)` moves it to the top.
    pub parent: Option<Option<DepartmentId>>,
}

impl Platform {
    /// Adds a department.
    ///
    /// # Errors
    /// `Forbidden` unless an administrator asks; `Required`, `TooLong`, `Duplicate` at `name`: siblings have names of
    /// their own; `UnknownOption` at `parent`; `IdTaken`.
    pub fn create_department(&self, who: &Who, new: &NewDepartment) -> Result<Department, Error> {
        let id = new.id.unwrap_or_else(|| DepartmentId(self.ports().ids.next()));
        let name = rules::name(&new.name, "name")?;
        let department = Department { id, name, parent: new.parent };
        let (who, at, after) = (who.clone(), self.now(), department.clone());
        self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            if catalog.departments.contains_key(&id) {
                return Err(Rejection::at(Code::IdTaken, "id").into());
            }
            check(&after, catalog)?;
            departments::save(tx, &after)?;
            tx.raise_catalog();
            let about = (ChangeKind::DepartmentChanged, id);
            let both = (None, Some(&after));
            Ok(document_change::append(tx, (&who.cause(), at), about, both)?)
        })?;
        Ok(department)
    }

    /// Renames or moves a department.
    ///
    /// # Errors
    /// As [`Platform::create_department`]; `NotFound`; `Circular` at `parent` when it would stand below itself.
    pub fn update_department(
        &self,
        who: &Who,
        id: DepartmentId,
        patch: &DepartmentPatch,
    ) -> Result<Department, Error> {
        let name = patch.name.as_deref().map(|text| rules::name(text, "name")).transpose()?;
        let (who, at, parent) = (who.clone(), self.now(), patch.parent);
        let written = self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            let before = known(catalog, id)?;
            let after = Department {
                id,
                name: name.clone().unwrap_or_else(|| before.name.clone()),
                parent: parent.unwrap_or(before.parent),
            };
            if after == *before {
                return Ok(after);
            }
            check(&after, catalog)?;
            departments::save(tx, &after)?;
            tx.raise_catalog();
            let about = (ChangeKind::DepartmentChanged, id);
            let both = (Some(before), Some(&after));
            document_change::append(tx, (&who.cause(), at), about, both)?;
            Ok(after)
        })?;
        Ok(written.value)
    }

    /// Removes a department that nobody is in and that stands above no other.
    ///
    /// # Errors
    /// `Forbidden` unless an administrator asks; `NotFound`; `InUse` with `reason` `people` or `departments` and
    /// their `count`.
    pub fn delete_department(&self, who: &Who, id: DepartmentId) -> Result<(), Error> {
        let (who, at) = (who.clone(), self.now());
        self.write(move |tx, catalog| {
            permit::administers(&who, catalog)?;
            let before = known(catalog, id)?;
            let people = catalog.people.values().filter(|p| p.department == Some(id)).count();
            let below = catalog.departments.values().filter(|d| d.parent == Some(id)).count();
            for (reason, count) in [("people", people), ("departments", below)] {
                if count > 0 {
                    let rejection = Rejection::new(Code::InUse).with("reason", reason);
                    return Err(rejection.with("count", count).into());
                }
            }
            departments::remove(tx, id)?;
            tx.raise_catalog();
            let about = (ChangeKind::DepartmentChanged, id);
            let both = (Some(before), None);
            Ok(document_change::append(tx, (&who.cause(), at), about, both)?)
        })?;
        Ok(())
    }
}

fn known(catalog: &Catalog, id: DepartmentId) -> Result<&Department, Error> {
    catalog.departments.get(&id).ok_or_else(|| Error::rejected(Code::NotFound))
}

fn check(department: &Department, catalog: &Catalog) -> Result<(), Rejection> {
    rules::department(department.parent, catalog, "parent")?;
    let mut siblings = catalog.departments.values().filter(|d| d.parent == department.parent);
    if siblings.any(|d| d.id != department.id && d.name == department.name) {
        return Err(Rejection::at(Code::Duplicate, "name"));
    }
    let below = catalog.team(department.id);
    if department.parent.is_some_and(|parent| below.contains(&parent)) {
        return Err(Rejection::at(Code::Circular, "parent"));
    }
    Ok(())
}
