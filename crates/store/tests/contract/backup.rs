//! Backup and restore: one format for both databases, refused when damaged, cut off or not wanted.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as Bytes};
use std::sync::{Mutex, PoisonError};

use model::command::{Activity, ActivityKind};
use model::value::FileRef;
use model::{ActivityId, FieldRef, FileId, Form, SystemField, Value};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use store::backup::{self, About, Kept, Restore, Source, Written};
use store::files::{StoredFile, save_file};
use store::records::{self, Record, read_columns};
use store::schema::{self, IndexSpec};
use store::session::{all, first};
use store::sql::Sql;
use store::{Error, Fault, Store, Table, definitions, head, log, migrations, settings};
use uuid::Uuid;

use crate::both::Db;
use crate::fixture::{
    FORM, TEXT, act, at, create, field, make_form, named, run, setting, sound_log, with_values,
};
use crate::rows::one_of_each;

both_databases! {
    everything_comes_back_in_the_same_kind_of_database,
    a_target_with_something_in_it_is_refused,
    the_plan_names_every_column_there_is,
    new_rows_go_on_behind_restored_ones,
    a_database_that_is_half_restored_is_not_opened,
}

/// Files in memory.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<BTreeMap<[u8; 32], Vec<u8>>>);

impl Source for Shelf {
    fn open(&self, hash: &[u8; 32]) -> Result<Option<(u64, Box<dyn Bytes>)>, Fault> {
        let found = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(hash).cloned();
        Ok(found.map(|bytes| (bytes.len() as u64, Box::new(Cursor::new(bytes)) as Box<dyn Bytes>)))
    }
}

impl Kept for Shelf {
    fn keep(&self, hash: &[u8; 32], bytes: &mut dyn Bytes) -> Result<(), Fault> {
        let mut content = Vec::new();
        bytes.read_to_end(&mut content).unwrap();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(*hash, content);
        Ok(())
    }
}

pub(crate) fn about() -> About {
    About { program: "0.1.0".into(), made_at: at(100), workspace: "青禾".into() }
}

/// A form with records, follow-ups, a file, a password hash, a session.
fn filled(db: &Db, shelf: &Shelf) -> (Store, Table) {
    filled_with(db, shelf, 690)
}

pub(crate) fn filled_with(db: &Db, shelf: &Shelf, many: u128) -> (Store, Table) {
    let store = db.open();
    let table = make_form(&store);
    let form: Form = serde_json::from_value(serde_json::json!({
        "id": FORM, "code": "thing", "name": {"en": "Thing"}, "title": "name", "version": 1,
        "fields": [{"id": field(TEXT), "code": "name", "name": {"en": "Name"}, "kind": {"type": "text"}}],
    }))
    .unwrap();
    let (saved, made) = (form.clone(), table.clone());
    let bytes = b"\x00\xff a picture".to_vec();
    let hash: [u8; 32] = Sha256::digest(&bytes).into();
    shelf.0.lock().unwrap().insert(hash, bytes.clone());
    let file = FileRef {
        file: FileId(Uuid::from_u128(6)),
        name: "a.png".into(),
        size: 13,
        media: "image/png".into(),
    };
    store
        .write(move |tx| {
            definitions::save_form(tx, (&saved, made.number), (at(0), None, ""))?;
            schema::add_unique(tx, &made, field(TEXT))?;
            let fields: Vec<FieldRef> =
                vec![SystemField::Owner.into(), SystemField::CreatedAt.into()];
            schema::add_index(tx, &made, &IndexSpec { fields })?;
            save_file(tx, &StoredFile { file: file.clone(), hash, person: None, at: at(1) })?;
            settings::save(tx, "workspace", &serde_json::json!({"name": "青禾"}))?;
            tx.append(setting("workspace"), at(2))?;
            tx.raise_catalog();
            Ok(())
        })
        .unwrap();
    create(&store, &table, with_values(1, one_of_each().into_iter().enumerate())).unwrap();
    create(&store, &table, with_values(2, [])).unwrap();
    let many: Vec<_> = (10..10 + many)
        .map(|n| {
            let mut new = named(n, &format!("第 {n} 家\t\"公司\""));
            let activity = Activity {
                id: ActivityId(Uuid::from_u128(n)),
                kind: ActivityKind::Call,
                text: "打过电话\n再约".into(),
                at: at(5),
                minutes: Some(3),
                next_at: None,
                files: Vec::new(),
                pinned_at: None,
            };
            new.values.insert(SystemField::ActivityCount.into(), Value::Number(Decimal::ONE));
            new.values.insert(SystemField::LastActivityAt.into(), Value::Instant(at(5)));
            new.activities.push(activity);
            new
        })
        .collect();
    for chunk in many.chunks(500) {
        let (table, chunk) = (table.clone(), chunk.to_vec());
        store.write(move |tx| Ok(records::create_many(tx, &table, &chunk, &act())?)).unwrap();
    }
    (store, table)
}

pub(crate) fn written(store: &Store, shelf: &Shelf) -> (Written, Vec<u8>) {
    let mut out = Vec::new();
    let written = backup::write(store, &about(), Some(shelf), &mut out).unwrap();
    (written, out)
}

pub(crate) fn restore(db: &Db, bytes: &[u8], shelf: &Shelf) -> Result<Store, Error> {
    let mut restore = Restore::begin(&db.location)?;
    restore.read(&mut &*bytes, shelf)?;
    backup::finish(&restore.open()?)?;
    Store::open(db.location.clone())
}

pub(crate) fn everything(store: &Store) -> Vec<Record> {
    let tables = store.read(schema::load_tables).unwrap();
    let table = tables.get(&FORM).unwrap();
    store.read(|read| records::scan(read, table, &read_columns(table), (0, 10_000))).unwrap()
}

/// Restores into `target` and compares all that a reader can see.
fn comes_back(from: &Db, target: &Db) {
    let (shelf, restored_shelf) = (Shelf::default(), Shelf::default());
    let (store, _) = filled(from, &shelf);
    let (backup, bytes) = written(&store, &shelf);
    assert_eq!(backup.lost, Vec::<[u8; 32]>::new());
    let restored = restore(target, &bytes, &restored_shelf).unwrap();
    assert_eq!(everything(&store), everything(&restored));
    assert_eq!(*shelf.0.lock().unwrap(), *restored_shelf.0.lock().unwrap());
    let heads = [&store, &restored].map(|s| s.read(|read| head::read(read)).unwrap());
    assert_eq!(heads[0], heads[1]);
    assert_eq!(sound_log(&store), sound_log(&restored));
    assert_eq!(backup::hex(&heads[0].hash), backup.manifest.head.hash);
    let said = restored.snapshot(|read| store::replay::replay(read)).unwrap();
    assert_eq!(
        (said.records, said.activities, said.different),
        (692, 690, 0),
        "{:?}",
        said.differences
    );
    // A backup of the restored database holds the same lines.
    let (again, _) = written(&restored, &restored_shelf);
    assert_eq!(again.manifest, backup.manifest);
}

fn everything_comes_back_in_the_same_kind_of_database(db: &Db) {
    let target = if db.dialect().is_postgres() { Db::postgres().unwrap() } else { Db::sqlite() };
    comes_back(db, &target);
}

#[test]
fn everything_moves_from_sqlite_to_postgres_and_back() {
    if let Some(postgres) = Db::postgres() {
        comes_back(&Db::sqlite(), &postgres);
        let other = Db::postgres().unwrap();
        comes_back(&other, &Db::sqlite());
    }
}

fn a_target_with_something_in_it_is_refused(db: &Db) {
    let shelf = Shelf::default();
    let (store, _) = filled(db, &shelf);
    let (_, bytes) = written(&store, &shelf);
    drop(store);
    let refused = restore(db, &bytes, &shelf).err().unwrap().to_string();
    assert!(refused.contains("must be empty"), "{refused}");
    assert_eq!(everything(&db.open()).len(), 692, "nothing was touched");
}

fn the_plan_names_every_column_there_is(db: &Db) {
    let store = db.open();
    for table in backup::plan::platform(migrations::CURRENT) {
        let found = columns(&store, &table.name);
        assert_eq!(table.column_names(), found, "{}", table.name);
    }
    let text = if db.dialect().is_postgres() {
        "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
    } else {
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    };
    let sql = Sql::of(db.dialect(), text);
    let there = store.read(|read| all(read, &sql, |row| Ok(row.text(0)?.unwrap()))).unwrap();
    let planned = backup::plan::platform(migrations::CURRENT);
    let left_out: Vec<&String> =
        there.iter().filter(|name| planned.iter().all(|t| t.name != **name)).collect();
    for name in left_out {
        let known = ["clew_meta", "clew_head", "clew_session", "clew_lease"];
        assert!(known.contains(&name.as_str()), "{name} is in no backup");
    }
}

fn columns(store: &Store, table: &str) -> Vec<String> {
    let dialect = store.dialect();
    let mut sql = Sql::of(
        dialect,
        if dialect.is_postgres() {
            "SELECT column_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = "
        } else {
            "SELECT name FROM pragma_table_info("
        },
    );
    sql.bind(table);
    sql.push(if dialect.is_postgres() { " ORDER BY ordinal_position" } else { ") ORDER BY cid" });
    store.read(|read| all(read, &sql, |row| Ok(row.text(0)?.unwrap()))).unwrap()
}

fn new_rows_go_on_behind_restored_ones(db: &Db) {
    let shelf = Shelf::default();
    let source = Db::sqlite();
    let (store, _) = filled(&source, &shelf);
    let (_, bytes) = written(&store, &shelf);
    let restored = restore(db, &bytes, &shelf).unwrap();
    let table = restored.read(schema::load_tables).unwrap().remove(&FORM).unwrap();
    let before = everything(&restored);
    create(&restored, &table, named(5_000, "新公司")).unwrap();
    let after = everything(&restored);
    assert_eq!(after.last().unwrap().key, before.last().unwrap().key + 1);
    let twice = create(&restored, &table, named(5_001, "新公司"));
    assert!(twice.is_err(), "what may not repeat still may not");
    let indexes = restored.read(|read| schema::list_indexes(read, &table)).unwrap();
    assert_eq!(indexes, ["i1_owner_created_at"]);
    let sql = Sql::of(db.dialect(), "SELECT COUNT(*) FROM \"thing\"");
    let seen = restored.read(|read| first(read, &sql, |row| row.int(0))).unwrap();
    assert_eq!(seen, Some(Some(693)), "the view for other tools is there");
}

fn a_database_that_is_half_restored_is_not_opened(db: &Db) {
    let shelf = Shelf::default();
    let source = Db::sqlite();
    let (store, _) = filled(&source, &shelf);
    let (_, bytes) = written(&store, &shelf);
    let mut restore = Restore::begin(&db.location).unwrap();
    let cut = bytes.len() / 2;
    let failed = restore.read(&mut &bytes[..cut], &shelf).err().unwrap().to_string();
    assert!(failed.contains("cut off"), "{failed}");
    drop(restore);
    let refused = Store::open(db.location.clone()).err().unwrap().to_string();
    assert!(refused.contains("broken off"), "{refused}");
}

#[test]
fn a_damaged_backup_is_refused_wherever_it_is_damaged() {
    let shelf = Shelf::default();
    let source = Db::sqlite();
    let (store, _) = filled(&source, &shelf);
    let (_, bytes) = written(&store, &shelf);
    for place in (0..bytes.len()).step_by(bytes.len() / 7 + 1) {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0x10;
        assert!(restore(&Db::sqlite(), &damaged, &shelf).is_err(), "byte {place}");
    }
    assert!(restore(&Db::sqlite(), b"not a backup", &shelf).is_err());
}

#[test]
fn sessions_do_not_come_back() {
    let shelf = Shelf::default();
    let source = Db::sqlite();
    let (store, _) = filled(&source, &shelf);
    let mut tampering = source.other_writer();
    run(
        &mut *tampering,
        "INSERT INTO clew_session (token, person, created_at, expires_at, stay) VALUES (x'09', x'07', 0, 9000000000000000, 1)",
    );
    let (_, bytes) = written(&store, &shelf);
    let target = Db::sqlite();
    let restored = restore(&target, &bytes, &shelf).unwrap();
    let count = |store: &Store| {
        let sql = Sql::of(store.dialect(), "SELECT COUNT(*) FROM clew_session");
        store.read(|read| first(read, &sql, |row| row.int(0))).unwrap()
    };
    assert_eq!((count(&store), count(&restored)), (Some(Some(1)), Some(Some(0))));
    assert_eq!(
        store.read(|read| log::verify(read)).unwrap().unwrap().entries,
        sound_log(&restored).len() as u64
    );
}
