//! Who works here, as administrators and as colleagues see it.

use engines::forms::{Sought, SoughtBy};
use engines::search;
use model::person::{Department, Person, PersonState};
use model::{DepartmentId, UserId};
use store::Error;

use crate::platform::Platform;
use crate::queries::searched;
use crate::who::Who;

/// A person in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Their id.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Their department.
    pub department: Option<DepartmentId>,
    /// The rest, for administrators.
    pub details: Option<Details>,
}

/// What only administrators see of people.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    /// Login name.
    pub login: Option<String>,
    /// Phone number, as stored.
    pub phone: Option<String>,
    /// Role code.
    pub role: String,
    /// Whether they can sign in.
    pub state: PersonState,
}

impl Platform {
    /// People whose name (also in pinyin or its initials) matches the search, in the order in which they were added.
    /// Administrators see everyone and all about them, and search logins and phones too; members see the names and
    /// departments of those who were not locked out.
    ///
    /// # Errors
    /// `TooLong` at `search`; when the database does not answer.
    pub fn list_people(&self, who: &Who, search: Option<&str>) -> Result<Vec<Listed>, Error> {
        let catalog = self.catalog()?;
        let all = catalog.may_administer(who);
        let query =
            searched(search, "search")?.map(str::trim).filter(|s| !s.is_empty()).map(search::query);
        let sought =
            |p: &&Person| query.as_ref().is_none_or(|q| q.matches(&search::index(&sought(p, all))));
        let seen = |p: &&Person| all || p.state != PersonState::Disabled;
        let mut people: Vec<&Person> =
            catalog.people.values().filter(seen).filter(sought).collect();
        // Ids grow with time.
        people.sort_by_key(|p| p.id);
        Ok(people.into_iter().map(|p| listed(p, all)).collect())
    }

    /// All departments, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn list_departments(&self) -> Result<Vec<Department>, Error> {
        let mut departments: Vec<Department> =
            self.catalog()?.departments.values().cloned().collect();
        departments.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(departments)
    }
}

fn listed(person: &Person, all: bool) -> Listed {
    let details = all.then(|| Details {
        login: person.login.clone(),
        phone: person.phone.clone(),
        role: person.role.clone(),
        state: person.state,
    });
    let (id, name, department) = (person.id, person.name.clone(), person.department);
    Listed { id, name, department, details }
}

fn sought(person: &Person, all: bool) -> Vec<Sought> {
    let mut sought = vec![Sought { text: person.name.clone(), by: SoughtBy::Sound }];
    if all {
        let login = person.login.clone().map(|text| Sought { text, by: SoughtBy::Words });
        let phone = person.phone.clone().map(|text| Sought { text, by: SoughtBy::Digits });
        sought.extend(login.into_iter().chain(phone));
    }
    sought
}
