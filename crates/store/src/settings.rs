//! Settings: JSON documents under stable keys.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fault::Fault;
use crate::session::{Read, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// A setting; none when it was never saved.
///
/// # Errors
/// When the database does not answer or the document cannot be read.
pub fn find<T: DeserializeOwned>(read: &mut dyn Read, key: &str) -> Result<Option<T>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT value FROM clew_setting WHERE key = ");
    sql.bind(key);
    let text = first(read, &sql, |row| must(row.text(0)?, "value"))?;
    text.map(|t| serde_json::from_str(&t).map_err(|e| Fault::new(format!("setting {key}: {e}"))))
        .transpose()
}

/// Saves a setting. The caller appends its Change.
///
/// # Errors
/// When the database refuses.
pub fn save<T: Serialize>(tx: &mut Tx<'_>, key: &str, value: &T) -> Result<(), Fault> {
    let text =
        serde_json::to_string(value).map_err(|e| Fault::new(format!("setting {key}: {e}")))?;
    let mut sql = Sql::of(tx.dialect(), "INSERT INTO clew_setting (key, value) VALUES (");
    sql.bind(key).push(", ").bind(text);
    sql.push(") ON CONFLICT (key) DO UPDATE SET value = excluded.value");
    tx.execute(&sql)
}
