//! People as stored. Passwords and preferences stand beside [`Person`], so that neither travels where a person does.

use jiff::Timestamp;
use model::person::{Person, PersonState};
use model::{DepartmentId, UserId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

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

/// Adds a person. The caller appends the Change and raises the catalog.
///
/// # Errors
/// When the database refuses.
pub fn insert(
    tx: &mut Tx<'_>,
    person: &Person,
    password: Option<&str>,
    at: Timestamp,
) -> Result<(), Fault> {
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_person (id, name, login, phone, role, department, state, password, \
         preferences, created_at) VALUES (",
    );
    sql.bind_all([
        person.id.0.into(),
        person.name.clone().into(),
        person.login.clone().into(),
        person.phone.clone().into(),
        person.role.clone().into(),
        person.department.map(|d| d.0).into(),
        state_text(person.state)?.into(),
        password.into(),
        "{}".into(),
        at.into(),
    ]);
    sql.push(")");
    tx.execute(&sql)
}

/// Removes somebody who never could sign in, so that nothing else hangs on them.
///
/// # Errors
/// When the database refuses.
pub fn remove(tx: &mut Tx<'_>, id: UserId) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_person WHERE id = ");
    sql.bind(id.0);
    tx.execute(&sql)
}

/// Writes all of a person but password and preferences. The caller appends the Change and raises the catalog.
///
/// # Errors
/// When the database refuses.
pub fn update(tx: &mut Tx<'_>, person: &Person) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_person SET name = ");
    sql.bind(person.name.as_str()).push(", login = ").bind(person.login.clone());
    sql.push(", phone = ").bind(person.phone.clone());
    sql.push(", role = ").bind(person.role.as_str());
    sql.push(", department = ").bind(person.department.map(|d| d.0));
    sql.push(", state = ").bind(state_text(person.state)?);
    sql.push(" WHERE id = ").bind(person.id.0);
    tx.execute(&sql)
}

/// The hash of a person's password; none before the first one is chosen.
///
/// # Errors
/// When the database does not answer.
pub fn find_password(read: &mut dyn Read, id: UserId) -> Result<Option<String>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT password FROM clew_person WHERE id = ");
    sql.bind(id.0);
    Ok(first(read, &sql, |row| row.text(0))?.flatten())
}

/// Saves the hash of a person's password. The caller appends the Change, without the hash.
///
/// # Errors
/// When the database refuses.
pub fn save_password(tx: &mut Tx<'_>, id: UserId, hash: &str) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_person SET password = ");
    sql.bind(hash).push(" WHERE id = ").bind(id.0);
    tx.execute(&sql)
}

/// A person's own settings, as a document; none for an unknown person.
///
/// # Errors
/// When the database does not answer or the document cannot be read.
pub fn find_preferences<T: DeserializeOwned>(
    read: &mut dyn Read,
    id: UserId,
) -> Result<Option<T>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT preferences FROM clew_person WHERE id = ");
    sql.bind(id.0);
    let text = first(read, &sql, |row| must(row.text(0)?, "preferences"))?;
    text.map(|t| serde_json::from_str(&t).map_err(|e| Fault::new(format!("preferences: {e}"))))
        .transpose()
}

/// Saves a person's own settings. The caller appends the Change.
///
/// # Errors
/// When the database refuses.
pub fn save_preferences<T: Serialize>(
    tx: &mut Tx<'_>,
    id: UserId,
    preferences: &T,
) -> Result<(), Fault> {
    let text =
        serde_json::to_string(preferences).map_err(|e| Fault::new(format!("preferences: {e}")))?;
    let mut sql = Sql::of(tx.dialect(), "UPDATE clew_person SET preferences = ");
    sql.bind(text).push(" WHERE id = ").bind(id.0);
    tx.execute(&sql)
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

fn state_text(state: PersonState) -> Result<String, Fault> {
    match serde_json::to_value(state) {
        Ok(serde_json::Value::String(text)) => Ok(text),
        _ => Err(Fault::new("a person's state is not a word")),
    }
}
