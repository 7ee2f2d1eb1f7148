//! People and departments as stored.

use model::person::{Department, PersonState};
use model::{DepartmentId, UserId, person::Person};

use crate::fault::Fault;
use crate::session::{Read, Row, all, must};
use crate::sql::Sql;

/// Everyone of the workspace, whether they can sign in or not.
///
/// # Errors
/// When the database does not answer.
pub fn list_people(read: &mut dyn Read) -> Result<Vec<Person>, Fault> {
    let sql = Sql::of(
        read.dialect(),
        "SELECT id, name, login, phone, role, department, state FROM clew_person ORDER BY created_at, id",
    );
    all(read, &sql, person)
}

/// All departments.
///
/// # Errors
/// When the database does not answer.
pub fn list_departments(read: &mut dyn Read) -> Result<Vec<Department>, Fault> {
    let sql = Sql::of(read.dialect(), "SELECT id, name, parent FROM clew_department ORDER BY name, id");
    all(read, &sql, |row| {
        Ok(Department {
            id: DepartmentId(must(row.uuid(0)?, "id")?),
            name: must(row.text(1)?, "name")?,
            parent: row.uuid(2)?.map(DepartmentId),
        })
    })
}

/// Reads `id, name, login, phone, role, department, state`.
fn person(row: &dyn Row) -> Result<Person, Fault> {
    let state = must(row.text(6)?, "state")?;
    let state: PersonState = serde_json::from_value(serde_json::Value::String(state))
        .map_err(|e| Fault::new(format!("a person's state: {e}")))?;
    Ok(Person {
        id: UserId(must(row.uuid(0)?, "id")?),
        name: must(row.text(1)?, "name")?,
        login: row.text(2)?,
        phone: row.text(3)?,
        role: must(row.text(4)?, "role")?,
        department: row.uuid(5)?.map(DepartmentId),
        state,
    })
}
