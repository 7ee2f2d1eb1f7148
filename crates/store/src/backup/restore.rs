//! Reads a backup into an empty database. Until [`Restore::finish`] the database says of itself that it is half full,
//! and nothing opens it.

use std::collections::BTreeMap;
use std::io::Read as Bytes;

use super::insert::{go_on_numbering, insert_part};
use super::manifest::{FORMAT, Manifest};
use super::plan::{self, TablePlan};
use super::{FILES, MANIFEST, TABLES, form, unhex};
use crate::fault::{Error, Fault};
use crate::postgres::{self, PostgresOptions};
use crate::schema::{self, IndexSpec, ViewColumn};
use crate::session::{Session, first, must};
use crate::sql::Sql;
use crate::store::{Location, Store};
use crate::table::Table;
use crate::tx::Tx;
use crate::{definitions, head, migrations, sqlite};

/// No honest part is larger: parts are cut at a megabyte, and a line is a row.
const LARGEST_PART: u64 = 512 << 20;

/// Where the bytes of files go.
pub trait Kept {
    /// Keeps a file of this content.
    ///
    /// # Errors
    /// When the disk refuses, or the bytes are others than their hash says.
    fn keep(&self, hash: &[u8; 32], bytes: &mut dyn Bytes) -> Result<(), Fault>;
}

/// A restore at work.
pub struct Restore {
    session: Box<dyn Session>,
    location: Location,
}

impl Restore {
    /// Opens an empty database for a restore.
    ///
    /// # Errors
    /// When it cannot be opened, or something is in it.
    pub fn begin(location: &Location) -> Result<Self, Error> {
        let mut session: Box<dyn Session> = match location {
            Location::Sqlite(path) => Box::new(sqlite::open_writer(path)?),
            Location::Postgres { url, schema } => {
                let options = PostgresOptions { url: url.clone(), schema: schema.clone() };
                Box::new(postgres::open_writer(&options)?)
            }
        };
        if !is_empty(&mut *session)? {
            return Err(Fault::new("there is something in the target: it must be empty").into());
        }
        migrations::begin_restore(&mut *session)?;
        Ok(Self { session, location: location.clone() })
    }

    /// Reads a backup. Every row, and every file that is in it, is there afterwards; what is derived is not yet.
    ///
    /// # Errors
    /// When the backup is of a newer program, damaged or cut off.
    pub fn read(&mut self, from: &mut dyn Bytes, files: &dyn Kept) -> Result<Manifest, Error> {
        let unpacked = zstd::stream::Decoder::new(from).map_err(|e| unreadable(&e))?;
        let mut container = tar::Archive::new(unpacked);
        let mut entries = container.entries().map_err(|e| unreadable(&e))?;
        let manifest = match entries.next() {
            Some(entry) => read_manifest(entry.map_err(|e| unreadable(&e))?)?,
            None => return Err(Fault::new("this is not a backup").into()),
        };
        let mut tables = self.make_tables(&manifest)?;
        let mut kept = 0;
        for entry in entries {
            let mut entry = entry.map_err(|e| unreadable(&e))?;
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            match path.split('/').collect::<Vec<_>>().as_slice() {
                [TABLES, name, _] => {
                    let Some((table, rows)) = tables.get_mut(*name) else {
                        return Err(Fault::new(format!(
                            "the backup holds an unknown table {name}"
                        ))
                        .into());
                    };
                    let mut part = Vec::new();
                    let mut limited = (&mut entry).take(LARGEST_PART);
                    limited.read_to_end(&mut part).map_err(|e| unreadable(&e))?;
                    *rows += insert_part(&mut *self.session, table, &part)?;
                }
                [FILES, hash] => {
                    let hash = unhex(hash);
                    let hash =
                        hash.ok_or_else(|| Fault::new("the backup holds a nameless file"))?;
                    files.keep(&hash, &mut entry)?;
                    kept += 1;
                }
                _ => {}
            }
        }
        // The checksum stands at the very end.
        let mut rest = container.into_inner();
        std::io::copy(&mut rest, &mut std::io::sink()).map_err(|e| unreadable(&e))?;
        check_counts(&manifest, &tables)?;
        tracing::debug!(files = kept, "files restored");
        self.complete(&manifest, &tables)?;
        Ok(manifest)
    }

    /// Opens what was read, so that what is derived can be made. Until [`finish`] nobody else opens it.
    ///
    /// # Errors
    /// When a migration fails.
    pub fn open(self) -> Result<Store, Error> {
        let Self { session, location } = self;
        drop(session);
        Store::open_restored(location)
    }

    /// Empty tables of the backup's schema version, and all of its forms' tables.
    fn make_tables(&mut self, manifest: &Manifest) -> Result<Tables, Error> {
        migrations::migrate_to(&mut *self.session, manifest.schema)?;
        let mut plans = plan::platform(manifest.schema);
        for form in &manifest.forms {
            let table = form.table()?;
            for text in schema::tables_ddl(&table, self.session.dialect()) {
                self.session.script(&text)?;
            }
            plans.extend(form.tables()?);
        }
        let mut tables = BTreeMap::new();
        for counted in &manifest.tables {
            let plan = plans.iter().find(|p| p.name == counted.name);
            let plan = plan.ok_or_else(|| strange(&counted.name))?;
            tables.insert(counted.name.clone(), (arranged(plan, &counted.columns)?, 0));
        }
        Ok(tables)
    }

    /// What follows from the rows inside the database: numbering, indexes, views, the head.
    fn complete(&mut self, manifest: &Manifest, tables: &Tables) -> Result<(), Error> {
        for (table, _) in tables.values() {
            go_on_numbering(&mut *self.session, table)?;
        }
        let head = manifest.head.head()?;
        self.session.script("BEGIN")?;
        head::plant(&mut *self.session)?;
        head::write(&mut *self.session, &head)?;
        let forms = definitions::list_forms(&mut *self.session)?;
        let mut tx = Tx::new(&mut *self.session, head);
        for plan in &manifest.forms {
            let table = plan.table()?;
            index(&mut tx, &table, plan)?;
            if let Some(form) = forms.iter().find(|f| f.id == plan.form) {
                let columns: Vec<ViewColumn> = form
                    .live_fields()
                    .filter(|f| !f.sensitive)
                    .map(|f| ViewColumn { field: f.id.into(), code: f.code.clone() })
                    .collect();
                schema::refresh_view(&mut tx, &table, (None, &form.code), &columns)?;
            }
        }
        self.session.flush()?;
        self.session.script("COMMIT")?;
        self.session.flush()?;
        Ok(())
    }
}

/// The database is whole now: lets it be opened.
///
/// # Errors
/// When the database refuses.
pub fn finish(store: &Store) -> Result<(), Error> {
    store.write(|tx| Ok(migrations::end_restore(tx.session())?))?;
    Ok(())
}

/// Tables by name, and how many rows came.
type Tables = BTreeMap<String, (TablePlan, u64)>;

fn index(tx: &mut Tx<'_>, table: &Table, plan: &form::FormPlan) -> Result<(), Fault> {
    let known = form::sortable(table);
    let field = |column: &String| {
        let found = known.iter().find(|(name, _)| name == column);
        found.map(|(_, field)| *field).ok_or_else(|| strange(column))
    };
    for columns in &plan.indexes {
        let fields = columns.iter().map(field).collect::<Result<_, _>>()?;
        schema::add_index(tx, table, &IndexSpec { fields })?;
    }
    for column in &plan.uniques {
        let found = table.columns.iter().find(|(_, c)| c.name == *column);
        let (id, _) = found.ok_or_else(|| strange(column))?;
        schema::add_unique(tx, table, *id)?;
    }
    Ok(())
}

fn read_manifest(mut entry: impl Bytes + Named) -> Result<Manifest, Error> {
    let not_one = || Fault::new("this is not a backup of this program");
    if entry.name() != MANIFEST {
        return Err(not_one().into());
    }
    let mut text = Vec::new();
    entry.read_to_end(&mut text).map_err(|e| unreadable(&e))?;
    let format: Format = serde_json::from_slice(&text).map_err(|_| not_one())?;
    if format.format > FORMAT || format.schema > migrations::CURRENT {
        return Err(Fault::new("the backup was written by a newer program: upgrade first").into());
    }
    Ok(serde_json::from_slice(&text).map_err(|_| not_one())?)
}

/// What every format version says of itself.
#[derive(serde::Deserialize)]
struct Format {
    format: u32,
    schema: i64,
}

/// An entry of the container.
trait Named {
    fn name(&self) -> String;
}

impl<R: Bytes> Named for tar::Entry<'_, R> {
    fn name(&self) -> String {
        String::from_utf8_lossy(&self.path_bytes()).into_owned()
    }
}

/// The plan with its columns in the order of the backup's lines.
fn arranged(plan: &TablePlan, columns: &[String]) -> Result<TablePlan, Fault> {
    if columns.len() != plan.columns.len() {
        return Err(strange(&plan.name));
    }
    let find = |name: &String| plan.columns.iter().find(|(n, _)| n == name).cloned();
    let columns = columns.iter().map(|name| find(name).ok_or_else(|| strange(name)));
    let columns: Vec<_> = columns.collect::<Result<_, _>>()?;
    let serial = plan.serial.and_then(|place| plan.columns.get(place));
    let serial = serial.and_then(|(name, _)| columns.iter().position(|(n, _)| n == name));
    Ok(TablePlan { name: plan.name.clone(), columns, key: plan.key.clone(), serial })
}

fn check_counts(manifest: &Manifest, tables: &Tables) -> Result<(), Fault> {
    for counted in &manifest.tables {
        let found = tables.get(&counted.name).map_or(0, |(_, rows)| *rows);
        if found != counted.rows {
            let (name, rows) = (&counted.name, counted.rows);
            return Err(Fault::new(format!(
                "the backup is cut off: {name} has {found} of {rows} rows"
            )));
        }
    }
    Ok(())
}

/// Whether nothing lies where the tables would.
fn is_empty(session: &mut dyn Session) -> Result<bool, Fault> {
    let text = if session.dialect().is_postgres() {
        "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()"
    } else {
        "SELECT COUNT(*) FROM sqlite_schema"
    };
    let sql = Sql::of(session.dialect(), text);
    Ok(first(session, &sql, |row| must(row.int(0)?, "count"))?.unwrap_or(0) == 0)
}

fn strange(name: &str) -> Fault {
    Fault::new(format!("the backup names something that does not belong there: {name}"))
}

fn unreadable(error: &std::io::Error) -> Fault {
    Fault::new(format!("the backup cannot be read, it is damaged or cut off: {error}"))
}
