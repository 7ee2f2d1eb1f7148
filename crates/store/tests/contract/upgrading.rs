//! Before an older database is brought up to date, a backup of it is kept; where that cannot be, nothing changes.

use std::cell::RefCell;
use std::io::Write;

use store::backup::Restore;
use store::migrations::{CURRENT, found_version};
use store::session::first;
use store::sql::Sql;
use store::{BeforeUpgrade, Error, Fault, Store, idempotency};

use crate::backup::{Shelf, everything, restore};
use crate::both::Db;
use crate::fixture::at;

both_databases! {
    an_older_database_is_backed_up_before_it_is_changed,
    nothing_is_changed_where_the_backup_fails,
    what_was_answered_before_stays_done,
}

/// Keeps in memory, or refuses.
#[derive(Default)]
struct Keeps {
    kept: RefCell<Vec<(i64, Vec<u8>)>>,
    refuses: bool,
}

impl BeforeUpgrade for Keeps {
    fn keep(
        &self,
        version: i64,
        write: &mut dyn FnMut(&mut dyn Write) -> Result<(), Fault>,
    ) -> Result<(), Error> {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        self.kept.borrow_mut().push((version, bytes));
        if self.refuses { Err(Fault::new("the disk is full").into()) } else { Ok(()) }
    }
}

/// A database as schema 2 left it.
fn older(db: &Db) {
    let bytes = include_bytes!("../fixtures/v2/backup.clew");
    let mut filled = Restore::begin(&db.location).unwrap();
    filled.read(&mut bytes.as_slice(), &Shelf::default()).unwrap();
    drop(filled);
    db.other_writer().script("DELETE FROM clew_meta WHERE key = 'restoring'").unwrap();
    assert_eq!(found_version(&mut *db.other_writer()).unwrap(), 2);
}

fn open(db: &Db, before: &Keeps) -> Result<Store, Error> {
    Store::open_keeping(db.location.clone(), before, at(0))
}

fn an_older_database_is_backed_up_before_it_is_changed(db: &Db) {
    older(db);
    let keeps = Keeps::default();
    let store = open(db, &keeps).unwrap();
    assert_eq!(store.read(|read| found_version(read)).unwrap(), CURRENT);
    let kept = keeps.kept.borrow();
    let [(2, bytes)] = kept.as_slice() else { panic!("one backup of schema 2") };
    let other = if db.dialect().is_postgres() { Db::postgres().unwrap() } else { Db::sqlite() };
    let restored = restore(&other, bytes, &Shelf::default()).unwrap();
    assert_eq!(everything(&restored), everything(&store));
    drop(store);
    open(db, &keeps).unwrap();
    let fresh = Db::sqlite();
    open(&fresh, &keeps).unwrap();
    assert_eq!(kept.len(), 1, "nothing is older any more, and a new database holds nothing");
}

fn nothing_is_changed_where_the_backup_fails(db: &Db) {
    older(db);
    let keeps = Keeps { refuses: true, ..Keeps::default() };
    let refused = open(db, &keeps).err().unwrap().to_string();
    assert!(refused.contains("the disk is full"), "{refused}");
    assert_eq!(found_version(&mut *db.other_writer()).unwrap(), 2);
    open(db, &Keeps::default()).unwrap();
}

fn what_was_answered_before_stays_done(db: &Db) {
    older(db);
    let postgres = db.dialect().is_postgres();
    let (person, hash, time) = if postgres {
        ("'00000000-0000-0000-0000-000000000007'", "decode(repeat('03', 32), 'hex')", "now()")
    } else {
        ("x'00000000000000000000000000000007'", "zeroblob(32)", "1")
    };
    for (key, answer) in [("done", "{\"status\":201,\"body\":\"鞠某人\"}"), ("under way", "")] {
        let row = format!("({person}, '{key}', {time}, {hash}, '{answer}')");
        let text =
            format!("INSERT INTO clew_idempotency (person, key, at, request, answer) VALUES {row}");
        db.other_writer().script(&text).unwrap();
    }
    drop(open(db, &Keeps::default()).unwrap());
    let mut session = db.other_writer();
    let person = model::UserId(uuid::Uuid::from_u128(7));
    let known = idempotency::find(&mut *session, person, "done").unwrap().unwrap();
    assert_eq!(known.outcome, "-", "that it was done, and nothing of what it said");
    assert_eq!(idempotency::find(&mut *session, person, "under way").unwrap(), None);
    let sql = Sql::of(db.dialect(), "SELECT COUNT(*) FROM clew_idempotency");
    assert_eq!(first(&mut *session, &sql, |row| row.int(0)).unwrap(), Some(Some(1)));
}
