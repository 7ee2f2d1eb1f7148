//! People to act as.

use app::Who;
use app::people::{DepartmentPatch, NewDepartment, NewPerson, PersonPatch};
use model::person::roles;
use model::{DepartmentId, Origin};

use crate::TestPlatform;

/// The password of everyone that the test kit makes.
pub const PASSWORD: &str = "correct-horse-9";

impl TestPlatform {
    /// Somebody with the role of an administrator; made when there is nobody of this name.
    pub fn as_administrator(&self, name: &str) -> Who {
        self.as_role(name, roles::ADMINISTRATOR)
    }

    /// Somebody who may shape forms.
    pub fn as_builder(&self, name: &str) -> Who {
        self.as_role(name, roles::BUILDER)
    }

    /// Somebody who works with records.
    pub fn as_member(&self, name: &str) -> Who {
        self.as_role(name, roles::MEMBER)
    }

    /// Somebody of this name. A new person gets the role, the login `p1`, `p2` … and [`PASSWORD`]; a known one keeps
    /// theirs.
    ///
    /// # Panics
    /// When the platform refuses.
    pub fn as_role(&self, name: &str, role: &str) -> Who {
        let catalog = self.catalog().expect("the catalog");
        let known = catalog.people.values().find(|p| p.name == name).map(|p| p.id);
        let id = known.unwrap_or_else(|| {
            let new = NewPerson {
                name: name.to_owned(),
                login: Some(format!("p{}", catalog.people.len() + 1)),
                role: role.to_owned(),
                password: Some(PASSWORD.to_owned()),
                ..NewPerson::default()
            };
            self.create_person(&Who::cli(), &new).expect("a new person").person.id
        });
        self.who_is(id, Origin::Web).expect("the database answers").expect("somebody who can act")
    }

    /// A department below another; made when there is none of this name.
    ///
    /// # Panics
    /// When the platform refuses.
    pub fn department(&self, name: &str, parent: Option<DepartmentId>) -> DepartmentId {
        let catalog = self.catalog().expect("the catalog");
        if let Some(known) = catalog.departments.values().find(|d| d.name == name) {
            let patch = DepartmentPatch { name: None, parent: Some(parent) };
            return self.update_department(&Who::cli(), known.id, &patch).expect("a move").id;
        }
        let new = NewDepartment { id: None, name: name.to_owned(), parent };
        self.create_department(&Who::cli(), &new).expect("a department").id
    }

    /// The person, moved into the department.
    ///
    /// # Panics
    /// When the platform refuses.
    pub fn moved(&self, who: &Who, department: DepartmentId) -> Who {
        let id = who.id().expect("a person");
        let patch = PersonPatch { department: Some(Some(department)), ..PersonPatch::default() };
        self.update_person(&Who::cli(), id, &patch).expect("a move");
        self.who_is(id, Origin::Web).expect("the database answers").expect("somebody who can act")
    }
}
