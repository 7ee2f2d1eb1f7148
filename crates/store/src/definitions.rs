//! Published forms, their versions and drafts, as documents.

use jiff::Timestamp;
use model::{Form, FormId, UserId};

use crate::fault::Fault;
use crate::session::{Read, Row, Session, all, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// Every published form.
///
/// # Errors
/// When the database does not answer or a document cannot be read.
pub fn list_forms(read: &mut dyn Read) -> Result<Vec<Form>, Fault> {
    let sql = Sql::of(read.dialect(), "SELECT document FROM clew_form");
    all(read, &sql, |row| document(row, 0))
}

/// One version of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormVersion {
    /// Its number.
    pub version: u32,
    /// When it was published.
    pub at: Timestamp,
    /// By whom; none = a pack or the command line.
    pub person: Option<UserId>,
    /// What the publisher said about it.
    pub note: String,
}

/// The versions of a form, newest first.
///
/// # Errors
/// When the database does not answer.
pub fn list_versions(read: &mut dyn Read, form: FormId) -> Result<Vec<FormVersion>, Fault> {
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT version, at, person, note FROM clew_form_version WHERE form = ",
    );
    sql.bind(form.0).push(" ORDER BY version DESC");
    all(read, &sql, |row| {
        Ok(FormVersion {
            version: version(row, 0)?,
            at: must(row.instant(1)?, "at")?,
            person: row.uuid(2)?.map(UserId),
            note: row.text(3)?.unwrap_or_default(),
        })
    })
}

/// The document of one version.
///
/// # Errors
/// When the database does not answer or the document cannot be read.
pub fn find_version(
    read: &mut dyn Read,
    form: FormId,
    version: u32,
) -> Result<Option<Form>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT document FROM clew_form_version WHERE form = ");
    sql.bind(form.0).push(" AND version = ").bind(version);
    first(read, &sql, |row| document(row, 0))
}

/// Writes down a published version. The caller appends its Change and raises the catalog.
///
/// # Errors
/// When the database refuses.
pub fn save_form(
    tx: &mut Tx<'_>,
    (form, number): (&Form, i64),
    (at, person, note): (Timestamp, Option<UserId>, &str),
) -> Result<(), Fault> {
    let text = serde_json::to_string(form).map_err(|e| Fault::new(format!("a form: {e}")))?;
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_form (id, number, code, version, document) VALUES (",
    );
    sql.bind_all([
        form.id.0.into(),
        number.into(),
        form.code.clone().into(),
        form.version.into(),
        text.clone().into(),
    ]);
    sql.push(") ON CONFLICT (id) DO UPDATE SET code = excluded.code, version = excluded.version, ");
    sql.push("document = excluded.document");
    tx.execute(&sql)?;
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_form_version (form, version, document, at, person, note) VALUES (",
    );
    sql.bind_all([
        form.id.0.into(),
        form.version.into(),
        text.into(),
        at.into(),
        person.map(|p| p.0).into(),
        note.into(),
    ]);
    sql.push(")");
    tx.execute(&sql)
}

/// A document being edited.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The document.
    pub form: Form,
    /// Raised by each save.
    pub revision: i64,
    /// The published version it was begun from; 0 = none.
    pub base_version: u32,
}

/// The draft of a form, by code.
///
/// # Errors
/// When the database does not answer or the document cannot be read.
pub fn find_draft(read: &mut dyn Read, code: &str) -> Result<Option<Draft>, Fault> {
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT document, revision, base_version FROM clew_form_draft WHERE code = ",
    );
    sql.bind(code);
    first(read, &sql, |row| {
        Ok(Draft {
            form: document(row, 0)?,
            revision: must(row.int(1)?, "revision")?,
            base_version: version(row, 2)?,
        })
    })
}

/// Writes a draft under its form's code.
///
/// # Errors
/// When the database refuses.
pub fn save_draft(
    tx: &mut Tx<'_>,
    draft: &Draft,
    (at, person): (Timestamp, Option<UserId>),
) -> Result<(), Fault> {
    let text =
        serde_json::to_string(&draft.form).map_err(|e| Fault::new(format!("a form: {e}")))?;
    remove_draft(tx, draft.form.id)?;
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_form_draft (form, code, document, revision, base_version, at, person) VALUES (",
    );
    sql.bind_all([
        draft.form.id.0.into(),
        draft.form.code.clone().into(),
        text.into(),
        draft.revision.into(),
        draft.base_version.into(),
        at.into(),
        person.map(|p| p.0).into(),
    ]);
    sql.push(")");
    tx.execute(&sql)
}

/// Forgets a draft.
///
/// # Errors
/// When the database refuses.
pub fn remove_draft(tx: &mut Tx<'_>, form: FormId) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_form_draft WHERE form = ");
    sql.bind(form.0);
    tx.execute(&sql)
}

/// The next number of an auto-number field, or the first of `count` in a row.
///
/// # Errors
/// When the database refuses.
pub fn take_numbers(
    tx: &mut Tx<'_>,
    form: FormId,
    field: model::FieldId,
    count: i64,
) -> Result<i64, Fault> {
    let last = tx.take_numbers((form, field), count, |session| {
        let mut sql = Sql::of(session.dialect(), "SELECT value FROM clew_counter WHERE form = ");
        sql.bind(form.0).push(" AND field = ").bind(field.0);
        Ok(first(session, &sql, |row| must(row.int(0)?, "value"))?.unwrap_or(0))
    })?;
    Ok(last - count + 1)
}

/// Writes down the last number that was given out.
pub(crate) fn write_number(
    session: &mut dyn Session,
    (form, field): (FormId, model::FieldId),
    last: i64,
) -> Result<(), Fault> {
    let mut sql =
        Sql::of(session.dialect(), "INSERT INTO clew_counter (form, field, value) VALUES (");
    sql.bind_all([form.0.into(), field.0.into(), last.into()]);
    sql.push(") ON CONFLICT (form, field) DO UPDATE SET value = excluded.value");
    session.execute(&sql)
}

fn document(row: &dyn Row, column: usize) -> Result<Form, Fault> {
    let text = must(row.text(column)?, "document")?;
    serde_json::from_str(&text).map_err(|e| Fault::new(format!("a form's document: {e}")))
}

fn version(row: &dyn Row, column: usize) -> Result<u32, Fault> {
    u32::try_from(must(row.int(column)?, "version")?)
        .map_err(|_| Fault::new("a version is out of range"))
}
