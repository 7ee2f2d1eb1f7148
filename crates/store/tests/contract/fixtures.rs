//! Databases and backups of every landed schema version, as that version wrote them: each still opens, comes up to
//! date, and holds what was put in.
//!
//! `cargo nextest run -p store --run-ignored only -E 'test(make_fixtures)'` writes those of the version of the day.
//! Fixtures of a version that was released never change.

use std::fs;
use std::path::{Path, PathBuf};

use model::{FieldRef, Value};
use store::log::Verified;
use store::migrations::{self, CURRENT};
use store::session::{Session, first};
use store::sql::Sql;
use store::{Error, Location, Store, records, schema, sqlite};

use crate::backup::{Shelf, about, everything, filled_with, restore};
use crate::both::Db;
use crate::fixture::{FORM, SHAPES, field, record};
use crate::rows::one_of_each;

both_databases! {
    a_backup_of_every_version_is_restored,
}

/// Records beside the two special ones.
const MANY: u128 = 20;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// Versions that have fixtures, oldest first.
fn versions() -> Vec<i64> {
    let names = fs::read_dir(folder()).unwrap().flatten().map(|entry| entry.file_name());
    let version = |name: std::ffi::OsString| name.to_str()?.strip_prefix('v')?.parse().ok();
    let mut found: Vec<i64> = names.filter_map(version).collect();
    found.sort_unstable();
    found
}

fn fixture(version: i64, name: &str) -> PathBuf {
    folder().join(format!("v{version}")).join(name)
}

#[test]
fn the_schema_of_the_day_has_fixtures() {
    let told = "run: cargo nextest run -p store --run-ignored only -E 'test(make_fixtures)'";
    assert_eq!(versions().last(), Some(&CURRENT), "{told}");
}

#[test]
fn a_database_of_every_version_opens_and_is_sound() {
    for version in versions() {
        let db = Db::sqlite();
        let Location::Sqlite(path) = &db.location else { panic!("not a file") };
        fs::copy(fixture(version, "clew.db"), path).unwrap();
        let mut session = sqlite::open_writer(path).unwrap();
        assert_eq!(migrations::found_version(&mut session).unwrap(), version);
        drop(session);
        holds_everything(&db.open(), version);
    }
}

fn a_backup_of_every_version_is_restored(db: &Db) {
    for version in versions() {
        let other = if db.dialect().is_postgres() { Db::postgres().unwrap() } else { Db::sqlite() };
        let bytes = fs::read(fixture(version, "backup.clew")).unwrap();
        holds_everything(&restore(&other, &bytes, &Shelf::default()).unwrap(), version);
    }
}

fn holds_everything(store: &Store, version: i64) {
    assert_eq!(store.read(|read| migrations::found_version(read)).unwrap(), CURRENT);
    let verified: Verified = store.read(|read| store::log::verify(read)).unwrap().unwrap();
    let head = fs::read_to_string(fixture(version, "head")).unwrap();
    assert_eq!(store::backup::hex(&verified.hash), head.trim());
    let replayed = store.snapshot(|read| Ok::<_, Error>(store::replay::replay(read)?)).unwrap();
    assert_eq!((replayed.records, replayed.different), (22, 0), "{:?}", replayed.differences);
    let table = store.read(schema::load_tables).unwrap().remove(&FORM).unwrap();
    let full = store.read(|read| records::find(read, &table, record(1))).unwrap().unwrap();
    for (i, value) in one_of_each().into_iter().enumerate().take(SHAPES.len()) {
        assert_eq!(*full.value(FieldRef::Field(field(i))), value, "{:?}", SHAPES[i]);
    }
    assert_eq!(everything(store).len(), 22);
    assert!(full.values.values().all(|v| *v != Value::Null));
}

#[test]
#[ignore = "writes the fixtures of the schema of the day"]
fn make_fixtures() {
    let db = Db::sqlite();
    let shelf = Shelf::default();
    let (store, _) = filled_with(&db, &shelf, MANY);
    let place = folder().join(format!("v{CURRENT}"));
    fs::create_dir_all(&place).unwrap();
    let mut backup = Vec::new();
    let written = store::backup::write(&store, &about(), Some(&shelf), &mut backup).unwrap();
    fs::write(place.join("backup.clew"), backup).unwrap();
    fs::write(place.join("head"), written.manifest.head.hash + "\n").unwrap();
    drop(store);
    let Location::Sqlite(path) = &db.location else { panic!("not a file") };
    let mut session = sqlite::open_writer(path).unwrap();
    for pragma in ["PRAGMA journal_mode = DELETE", "PRAGMA page_size = 1024"] {
        first(&mut session, &Sql::of(db.dialect(), pragma), |_| Ok(())).unwrap();
    }
    session.script("VACUUM").unwrap();
    drop(session);
    fs::copy(path, place.join("clew.db")).unwrap();
}
