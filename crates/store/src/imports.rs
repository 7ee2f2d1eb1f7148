//! Data imports as documents, the rows of their files that became no record, and the questions about stored records
//! that an import asks many at a time.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{FieldRef, ImportId, RecordId, UserId, Value};
use serde_json::Value as Json;

use crate::fault::Fault;
use crate::naming;
use crate::records::{Record, plan_columns, read_row};
use crate::session::{Read, Row, all, first, must};
use crate::sql::{Param, Sql};
use crate::table::Table;
use crate::tx::Tx;
use crate::values::param;

/// Rows in one INSERT.
const CHUNK: usize = 200;

/// An import as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredImport {
    /// Its id.
    pub id: ImportId,
    /// Whose it is; none = the command line.
    pub person: Option<UserId>,
    /// When it was begun.
    pub at: Timestamp,
    /// `draft`, `running`, `done` or `undone`.
    pub state: String,
    /// The file, as a document.
    pub file: Json,
    /// Everything that was decided about it, as a document.
    pub document: Json,
}

/// Writes an import down; an older one of the same id is replaced.
///
/// # Errors
/// When the database refuses.
pub fn save(tx: &mut Tx<'_>, import: &StoredImport) -> Result<(), Fault> {
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_import (id, person, at, state, file, document) VALUES (",
    );
    sql.bind_all([
        import.id.0.into(),
        import.person.map(|p| p.0).into(),
        import.at.into(),
        import.state.as_str().into(),
        import.file.to_string().into(),
        import.document.to_string().into(),
    ]);
    sql.push(") ON CONFLICT (id) DO UPDATE SET state = excluded.state, file = excluded.file, ");
    sql.push("document = excluded.document");
    tx.execute(&sql)
}

/// One import.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, id: ImportId) -> Result<Option<StoredImport>, Fault> {
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT id, person, at, state, file, document FROM clew_import WHERE id = ",
    );
    sql.bind(id.0);
    first(read, &sql, stored)
}

/// Imports, newest first: one person's, or everyone's.
///
/// # Errors
/// When the database does not answer.
pub fn list(
    read: &mut dyn Read,
    by: Option<UserId>,
    limit: u32,
) -> Result<Vec<StoredImport>, Fault> {
    let mut sql =
        Sql::of(read.dialect(), "SELECT id, person, at, state, file, document FROM clew_import");
    if let Some(by) = by {
        sql.push(" WHERE person = ").bind(by.0);
    }
    sql.push(" ORDER BY at DESC, id DESC LIMIT ").bind(limit);
    all(read, &sql, stored)
}

/// The newest imports in a state, by id with their files: one person's, or everyone's.
///
/// # Errors
/// When the database does not answer.
pub fn list_files(
    read: &mut dyn Read,
    (by, state): (Option<UserId>, &str),
    limit: u32,
) -> Result<Vec<(ImportId, Json)>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT id, file FROM clew_import WHERE state = ");
    sql.bind(state);
    if let Some(by) = by {
        sql.push(" AND person = ").bind(by.0);
    }
    sql.push(" ORDER BY at DESC, id DESC LIMIT ").bind(limit);
    all(read, &sql, |row| Ok((ImportId(must(row.uuid(0)?, "id")?), json(row, 1)?)))
}

/// Whose an import is, and its file.
///
/// # Errors
/// When the database does not answer.
pub fn find_file(
    read: &mut dyn Read,
    id: ImportId,
) -> Result<Option<(Option<UserId>, Json)>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT person, file FROM clew_import WHERE id = ");
    sql.bind(id.0);
    first(read, &sql, |row| Ok((row.uuid(0)?.map(UserId), json(row, 1)?)))
}

/// Whether a record outside the recycle bin has something in a field; with a value: this.
///
/// # Errors
/// When the database does not answer, or the value does not fit the field.
pub fn holds(
    read: &mut dyn Read,
    table: &Table,
    (field, value): (FieldRef, Option<&Value>),
) -> Result<bool, Fault> {
    let Some(named) = table.named("t", field) else { return Ok(false) };
    let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM ");
    if named.shape.is_many() {
        let FieldRef::Field(id) = field else { return Ok(false) };
        let Some(column) = table.columns.get(&id) else { return Ok(false) };
        sql.push(&table.sets()).push(" s JOIN ").push(&table.rows());
        sql.push(" t ON t.id = s.record WHERE t.deleted_at IS NULL AND s.field = ");
        sql.bind(column.number());
        if let Some(Value::Option(id)) = value {
            sql.push(" AND s.value = ").bind(id.0);
        }
    } else {
        let mut column = Sql::new(sql.dialect);
        column.column(&named);
        let from = table.from([&column]);
        sql.push(&from).push(" WHERE t.deleted_at IS NULL AND ").append(&column);
        match value {
            Some(value) => sql.push(" = ").bind(param(value, named.shape)?),
            None => sql.push(" IS NOT NULL"),
        };
    }
    sql.push(" LIMIT 1");
    Ok(first(read, &sql, |row| row.int(0))?.is_some())
}

/// Imports begun before a moment whose file has no name of its own and was not forgotten: programs before schema 3
/// wrote such ones.
///
/// # Errors
/// When the database does not answer.
pub fn list_nameless(read: &mut dyn Read, before: Timestamp) -> Result<Vec<ImportId>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT id, file FROM clew_import WHERE at < ");
    sql.bind(before).push(" ORDER BY at");
    let all = all(read, &sql, |row| Ok((ImportId(must(row.uuid(0)?, "id")?), json(row, 1)?)))?;
    let nameless = |file: &Json| {
        file.get("id").is_none_or(Json::is_null) && file.get("gone") != Some(&Json::Bool(true))
    };
    Ok(all.into_iter().filter(|(_, file)| nameless(file)).map(|(id, _)| id).collect())
}

/// Imports that name these records, by record: as what a word of theirs means, or as what a row of theirs repeats. No
/// index serves this: ask for all of them at once on a reading connection.
///
/// # Errors
/// When the database does not answer.
pub fn naming(
    read: &mut dyn Read,
    records: &[RecordId],
) -> Result<BTreeMap<RecordId, Vec<ImportId>>, Fault> {
    if records.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut sql = Sql::of(read.dialect(), "SELECT id, document FROM clew_import WHERE document");
    naming::push_named(&mut sql, records);
    sql.push(" UNION ALL SELECT import, reasons FROM clew_import_row WHERE reasons");
    naming::push_named(&mut sql, records);
    naming::by_record(read, (&sql, 1), records, |row| must(row.uuid(0)?, "id").map(ImportId))
}

/// Forgets an import and its rows.
///
/// # Errors
/// When the database refuses.
pub fn remove(tx: &mut Tx<'_>, id: ImportId) -> Result<(), Fault> {
    for table in
        ["DELETE FROM clew_import_row WHERE import = ", "DELETE FROM clew_import WHERE id = "]
    {
        let mut sql = Sql::of(tx.dialect(), table);
        sql.bind(id.0);
        tx.execute(&sql)?;
    }
    Ok(())
}

fn stored(row: &dyn Row) -> Result<StoredImport, Fault> {
    Ok(StoredImport {
        id: ImportId(must(row.uuid(0)?, "id")?),
        person: row.uuid(1)?.map(UserId),
        at: must(row.instant(2)?, "at")?,
        state: must(row.text(3)?, "state")?,
        file: json(row, 4)?,
        document: json(row, 5)?,
    })
}

fn json(row: &dyn Row, column: usize) -> Result<Json, Fault> {
    let text = must(row.text(column)?, "document")?;
    serde_json::from_str(&text).map_err(|e| Fault::new(format!("an import's document: {e}")))
}

/// A row of the file that became no record, or one with something to know about it.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftRow {
    /// Its 1-based number in the file.
    pub row: u32,
    /// `failed`, `skipped`, or `noted` for one that was written with something to know about it.
    pub outcome: String,
    /// Why, as a list of `{"code", "column", "field", "params"}`.
    pub reasons: Json,
}

/// Writes rows down that became no record.
///
/// # Errors
/// When the database refuses.
pub fn add_rows(tx: &mut Tx<'_>, import: ImportId, rows: &[LeftRow]) -> Result<(), Fault> {
    for chunk in rows.chunks(CHUNK) {
        let mut sql = Sql::of(
            tx.dialect(),
            "INSERT INTO clew_import_row (import, row, outcome, reasons) VALUES ",
        );
        for (i, left) in chunk.iter().enumerate() {
            sql.push(if i > 0 { ", (" } else { "(" });
            sql.bind_all([
                import.0.into(),
                left.row.into(),
                left.outcome.as_str().into(),
                left.reasons.to_string().into(),
            ]);
            sql.push(")");
        }
        tx.execute(&sql)?;
    }
    Ok(())
}

/// Forgets the rows of an import with this outcome.
///
/// # Errors
/// When the database refuses.
pub fn remove_rows(tx: &mut Tx<'_>, import: ImportId, outcome: &str) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_import_row WHERE import = ");
    sql.bind(import.0).push(" AND outcome = ").bind(outcome);
    tx.execute(&sql)
}

/// Rows with one of these outcomes behind a row number, in the order of the file.
///
/// # Errors
/// When the database does not answer.
pub fn list_rows(
    read: &mut dyn Read,
    import: ImportId,
    outcomes: &[&str],
    (after, limit): (u32, u32),
) -> Result<Vec<LeftRow>, Fault> {
    let mut sql = Sql::of(
        read.dialect(),
        "SELECT row, outcome, reasons FROM clew_import_row WHERE import = ",
    );
    sql.bind(import.0).push(" AND row > ").bind(after).push(" AND outcome");
    sql.among(outcomes.iter().map(|outcome| (*outcome).into()));
    sql.push(" ORDER BY row LIMIT ").bind(limit);
    all(read, &sql, |row| {
        let number = must(row.int(0)?, "row")?;
        Ok(LeftRow {
            row: u32::try_from(number).map_err(|_| Fault::new("a row number is out of range"))?,
            outcome: must(row.text(1)?, "outcome")?,
            reasons: json(row, 2)?,
        })
    })
}

/// Records outside the recycle bin whose field has one of these values, at most `limit`; with these fields.
///
/// # Errors
/// When the database does not answer, or a value does not fit the field.
pub fn having(
    read: &mut dyn Read,
    table: &Table,
    (field, values): (FieldRef, &[Value]),
    (fields, limit): (&[FieldRef], u32),
) -> Result<Vec<Record>, Fault> {
    let Some(named) = table.named("t", field).filter(|named| !named.shape.is_many()) else {
        return Ok(Vec::new());
    };
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let plan = plan_columns(table, fields);
    let mut sql = Sql::of(read.dialect(), "SELECT ");
    plan.select(&mut sql);
    let mut column = Sql::new(sql.dialect);
    column.column(&named);
    let from = table.from([&sql, &column]);
    sql.push(" FROM ").push(&from).push(" WHERE t.deleted_at IS NULL AND ").append(&column);
    let wanted: Result<Vec<Param>, Fault> = values.iter().map(|v| param(v, named.shape)).collect();
    sql.push(" IN (").bind_all(wanted?).push(") LIMIT ").bind(limit);
    all(read, &sql, |row| read_row(row, &plan))
}

/// Which of these records were changed by something after this seq; their ids and last seqs.
///
/// # Errors
/// When the database does not answer.
pub fn last_seqs(
    read: &mut dyn Read,
    table: &Table,
    ids: &[RecordId],
) -> Result<Vec<(RecordId, i64)>, Fault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::of(read.dialect(), "SELECT id, last_seq FROM ");
    sql.push(&table.rows()).push(" WHERE deleted_at IS NULL AND id IN (");
    sql.bind_all(ids.iter().map(|id| Param::Uuid(id.0))).push(")");
    all(read, &sql, |row| Ok((RecordId(must(row.uuid(0)?, "id")?), must(row.int(1)?, "last_seq")?)))
}
