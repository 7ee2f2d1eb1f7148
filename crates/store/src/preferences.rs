//! What a person's screens remember, one small document each. Not in the log: it changes nothing that others see.

use model::UserId;
use serde_json::{Map, Value};

use crate::fault::Fault;
use crate::session::{Read, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// A person's document; empty when nothing was saved yet.
///
/// # Errors
/// When the database does not answer or the document cannot be read.
pub fn find(read: &mut dyn Read, person: UserId) -> Result<Map<String, Value>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT document FROM clew_preference WHERE person = ");
    sql.bind(person.0);
    let text = first(read, &sql, |row| must(row.text(0)?, "document"))?;
    let document = text.map(|t| serde_json::from_str(&t)).transpose();
    Ok(document.map_err(|e| Fault::new(format!("preferences: {e}")))?.unwrap_or_default())
}

/// Saves a person's document.
///
/// # Errors
/// When the database refuses.
pub fn save(tx: &mut Tx<'_>, person: UserId, document: &str) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "INSERT INTO clew_preference (person, document) VALUES (");
    sql.bind_all([person.0.into(), document.into()]);
    sql.push(") ON CONFLICT (person) DO UPDATE SET document = excluded.document");
    tx.execute(&sql)
}
