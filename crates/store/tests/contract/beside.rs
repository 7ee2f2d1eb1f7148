//! Long work beside people's writes: an index is made without holding anybody up, or gives way.

use std::sync::mpsc::channel;

use model::Shape;
use store::schema::{self, IndexSpec};
use store::session::{Read, Session, first};
use store::sql::Sql;
use store::{Dialect, Error, FaultKind, Store, Table, postgres};

use crate::both::Db;
use crate::fixture::{INT, TEXT, create, field, make_form, named};

both_databases! {
    an_index_is_made_while_others_write,
    an_index_that_another_node_makes_is_left_to_it,
    an_index_that_was_broken_off_is_made_anew,
    changing_a_table_waits_for_no_index,
    long_work_gives_way_to_whoever_wants_to_write,
    long_work_that_nobody_interrupts_is_done,
}

fn by(shape: usize) -> IndexSpec {
    IndexSpec { fields: vec![field(shape).into()] }
}

fn indexes(store: &Store, table: &Table) -> Vec<String> {
    store.read(|read| Ok::<_, Error>(schema::list_indexes(read, table)?)).unwrap()
}

fn an_index_is_made_while_others_write(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    std::thread::scope(|scope| {
        let making = scope.spawn(|| store.make_index(&table, &by(INT)).unwrap());
        for n in 0..50 {
            create(&store, &table, named(n + 1, "a")).unwrap();
        }
        assert_eq!(making.join().unwrap(), store.dialect() == Dialect::Postgres);
    });
    let made = by(INT).name(&table).unwrap();
    assert_eq!(indexes(&store, &table).contains(&made), store.dialect() == Dialect::Postgres);
    assert_eq!(store.drop_index(&made).unwrap(), store.dialect() == Dialect::Postgres);
    assert!(!indexes(&store, &table).contains(&made));
}

fn an_index_that_another_node_makes_is_left_to_it(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let store::Location::Postgres { url, schema } = store.location().clone() else { return };
    let name = by(INT).name(&table).unwrap();
    let mut other = postgres::open_writer(&postgres::PostgresOptions { url, schema }).unwrap();
    let lock =
        format!("SELECT pg_advisory_lock(hashtext('clew index {name} ' || current_schema()))");
    other.script(&lock).unwrap();
    let fault = store.make_index(&table, &by(INT)).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Busy, "{fault}");
    drop(other);
    while store.make_index(&table, &by(INT)).is_err() {
        std::thread::yield_now();
    }
}

fn an_index_that_was_broken_off_is_made_anew(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let store::Location::Postgres { url, schema } = store.location().clone() else { return };
    store.make_index(&table, &by(INT)).unwrap();
    let options = postgres::PostgresOptions { url, schema };
    let mut session = postgres::open_writer(&options).unwrap();
    let name = by(INT).name(&table).unwrap();
    let broken =
        format!("UPDATE pg_index SET indisvalid = false WHERE indexrelid = '{name}'::regclass");
    session.script(&broken).unwrap();
    assert!(store.make_index(&table, &by(INT)).unwrap());
    let valid = format!("SELECT indisvalid FROM pg_index WHERE indexrelid = '{name}'::regclass");
    let valid = first(&mut session, &Sql::of(Dialect::Postgres, &valid), |row| row.bool(0));
    assert_eq!(valid.unwrap().flatten(), Some(true));
}

fn changing_a_table_waits_for_no_index(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let store::Location::Postgres { url, schema } = store.location().clone() else { return };
    // An index waits for whoever has been reading since before, so that it is surely still being made.
    let options = postgres::PostgresOptions { url, schema };
    let mut watching = postgres::open_writer(&options).unwrap();
    let mut reading = postgres::open_writer(&options).unwrap();
    reading.script("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM clew_setting").unwrap();
    let table = std::thread::scope(|scope| {
        let making = scope.spawn(|| store.make_index(&table.clone(), &by(INT)));
        let waits = "SELECT 1::bigint FROM pg_stat_activity WHERE wait_event = 'virtualxid' \
                     AND application_name = 'clew index 1 ' || current_schema()";
        let waits = Sql::of(Dialect::Postgres, waits);
        while first(&mut watching, &waits, |row| row.int(0)).unwrap().is_none() {
            std::thread::yield_now();
        }
        let changed = table.clone();
        let write = store.write(move |tx| {
            let mut table = changed.clone();
            schema::clear_way(tx, &table)?;
            schema::add_column(tx, &mut table, field(99), (Shape::Text, false))?;
            Ok(table)
        });
        let broken_off = making.join().unwrap().unwrap_err();
        assert_eq!(broken_off.kind, FaultKind::Busy);
        write.unwrap().value
    });
    drop(reading);
    assert!(store.make_index(&table, &by(INT)).unwrap());
}

fn long_work_gives_way_to_whoever_wants_to_write(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    if store.dialect() == Dialect::Postgres {
        return;
    }
    let (begun, has_begun) = channel();
    std::thread::scope(|scope| {
        let working = scope.spawn(|| {
            store.write_yielding(move |tx| {
                begun.send(()).unwrap();
                // Longer than anybody would wait.
                let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n \
                               WHERE i < 1000000000) SELECT COUNT(*) FROM n";
                Ok(tx.each(&Sql::of(Dialect::Sqlite, endless), &mut |_| Ok(true))?)
            })
        });
        has_begun.recv().unwrap();
        create(&store, &table, named(1, "somebody")).unwrap();
        let Error::Fault(fault) = working.join().unwrap().unwrap_err() else { panic!("a fault") };
        assert_eq!(fault.kind, FaultKind::TransactionLost, "{fault}");
    });
    create(&store, &table, named(2, "goes on")).unwrap();
}

fn long_work_that_nobody_interrupts_is_done(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let form = table.clone();
    store.write_yielding(move |tx| Ok(schema::add_index(tx, &form, &by(TEXT))?)).unwrap();
    assert!(indexes(&store, &table).contains(&by(TEXT).name(&table).unwrap()));
}
