//! Many requests in one commit, and none pays for another.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::time::Duration;

use model::Code;
use store::records;
use store::session::{Read, first};
use store::sql::Sql;
use store::{Committed, Dialect, Error, FaultKind, Store, Tx, schema};

use crate::both::Db;
use crate::fixture::{TEXT, act, create, field, make_form, named, number, setting, sound_log};

both_databases! {
    an_empty_store_opens_twice,
    a_rejected_member_leaves_its_neighbours,
    a_member_that_panics_takes_nobody_along,
    a_value_that_must_be_unique_refuses_only_the_second,
    a_request_cannot_end_the_transaction_of_its_neighbours,
    a_batch_that_dies_as_a_whole_is_run_again_singly,
    an_answer_is_given_only_after_the_commit,
    a_stale_catalog_is_refused_by_whoever_wrote_first,
    a_failure_is_not_blamed_on_the_neighbour_who_asks_next,
    the_live_writer_runs_with_durable_settings,
}

type Request = Box<dyn Fn(&mut Tx<'_>) -> Result<(), Error> + Send>;
type Outcome = Result<Committed<()>, Error>;

/// Runs these requests in one batch: they queue up behind one that holds the writer until all are there.
fn together(store: &Store, requests: Vec<Request>) -> Vec<Outcome> {
    let attempts = store.commits().attempts();
    let gate = Arc::new(Barrier::new(requests.len() + 1));
    let outcomes = std::thread::scope(|scope| {
        let opened = Arc::clone(&gate);
        let first = AtomicBool::new(true);
        scope.spawn(move || {
            let held = store.write(move |_| {
                if first.swap(false, Ordering::SeqCst) {
                    opened.wait();
                    // The others are about to queue up.
                    std::thread::sleep(Duration::from_millis(150));
                }
                Ok(())
            });
            held.unwrap();
        });
        let waiting: Vec<_> = requests
            .into_iter()
            .map(|request| {
                let gate = Arc::clone(&gate);
                scope.spawn(move || {
                    gate.wait();
                    store.write(move |tx| request(tx))
                })
            })
            .collect();
        waiting.into_iter().map(|t| t.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(outcomes.len() < 2 || store.commits().attempts() >= attempts + 2);
    outcomes
}

fn boxed(run: impl Fn(&mut Tx<'_>) -> Result<(), Error> + Send + 'static) -> Request {
    Box::new(run)
}

fn an_empty_store_opens_twice(db: &Db) {
    assert_eq!(db.open().commits().seq(), 0);
    assert_eq!(db.open().dialect(), db.dialect());
}

fn a_rejected_member_leaves_its_neighbours(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let attempts = store.commits().attempts();
    let requests = (0..9)
        .map(|n| {
            let table = table.clone();
            boxed(move |tx| {
                records::create(tx, &table, &named(n, "x"), &act())?;
                if n % 3 == 0 { Err(Error::rejected(Code::Locked)) } else { Ok(()) }
            })
        })
        .collect();
    let outcomes = together(&store, requests);
    assert_eq!(store.commits().attempts() - attempts, 2, "the holder, and one batch");
    let codes: Vec<_> = outcomes.iter().map(|o| o.as_ref().err().map(Error::code)).collect();
    for (n, code) in codes.into_iter().enumerate() {
        assert_eq!(code, (n % 3 == 0).then_some(Some(Code::Locked)), "member {n}");
    }
    let kept = store.read(|read| Ok::<_, Error>(number(read, "SELECT count(*) FROM r1"))).unwrap();
    assert_eq!(kept, 6);
    assert_eq!(sound_log(&store).len(), 6);
}

fn a_member_that_panics_takes_nobody_along(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let requests = (0..4)
        .map(|n| {
            let table = table.clone();
            boxed(move |tx| {
                records::create(tx, &table, &named(n, "x"), &act())?;
                assert!(n != 2, "a request that panics on purpose");
                Ok(())
            })
        })
        .collect();
    let outcomes = together(&store, requests);
    let kept: Vec<bool> = outcomes.iter().map(Result::is_ok).collect();
    assert_eq!(kept, [true, true, false, true]);
    assert_eq!(sound_log(&store).len(), 3);
}

fn a_value_that_must_be_unique_refuses_only_the_second(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let unique = table.clone();
    store.write(move |tx| Ok(schema::add_unique(tx, &unique, field(TEXT))?)).unwrap();
    let names = ["a", "b", "a", "c", "b", "d"];
    let requests = names
        .into_iter()
        .zip(0..)
        .map(|(name, n)| {
            let table = table.clone();
            boxed(move |tx| {
                records::create(tx, &table, &named(n, name), &act())?;
                Ok(())
            })
        })
        .collect();
    let outcomes = together(&store, requests);
    let mut refused = 0;
    for outcome in outcomes {
        let Err(Error::Fault(fault)) = outcome else { continue };
        let FaultKind::Unique(constraint) = &fault.kind else { panic!("{fault}") };
        assert_eq!(table.unique_field(constraint), Some(field(TEXT)), "{constraint}");
        refused += 1;
    }
    assert_eq!(refused, 2);
    assert_eq!(sound_log(&store).len(), 4);
}

fn a_request_cannot_end_the_transaction_of_its_neighbours(db: &Db) {
    let store = db.open();
    let requests = (0..3)
        .map(|n| {
            boxed(move |tx| {
                tx.append(setting("before"), act().at)?;
                if n == 1 {
                    let sql = Sql::of(tx.dialect(), "COMMIT");
                    // Whatever the database says to that, and even if the request goes on as if nothing was.
                    drop(tx.each(&sql, &mut |_| Ok(true)));
                }
                Ok(())
            })
        })
        .collect();
    let outcomes = together(&store, requests);
    assert!(outcomes[0].is_ok() && outcomes[2].is_ok(), "{outcomes:?}");
    let kept = outcomes.iter().filter(|o| o.is_ok()).count();
    assert_eq!(sound_log(&store).len(), kept);
}

fn a_batch_that_dies_as_a_whole_is_run_again_singly(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let killed = Arc::new(AtomicBool::new(false));
    let runs = Arc::new(AtomicUsize::new(0));
    let requests = (0..6)
        .map(|n| {
            let (table, killed, runs) = (table.clone(), Arc::clone(&killed), Arc::clone(&runs));
            let options = (db.dialect() == Dialect::Postgres).then(|| db.options());
            boxed(move |tx| {
                runs.fetch_add(1, Ordering::SeqCst);
                records::create(tx, &table, &named(n, "x"), &act())?;
                match (&options, n) {
                    (Some(options), 3) if !killed.swap(true, Ordering::SeqCst) => {
                        let pid = number(tx, "SELECT pg_backend_pid()");
                        let mut other = store::postgres::open_writer(options).unwrap();
                        let kill = format!("SELECT pg_terminate_backend({pid})::int");
                        number(&mut other, &kill);
                    }
                    (None, 3) => fill_the_disk(tx)?,
                    _ => {}
                }
                Ok(())
            })
        })
        .collect();
    let outcomes = together(&store, requests);
    assert!(runs.load(Ordering::SeqCst) > 6, "run again");
    for (n, outcome) in outcomes.iter().enumerate() {
        match db.dialect() {
            Dialect::Sqlite if n == 3 => {
                let error = outcome.as_ref().unwrap_err();
                assert_eq!(error.code(), Some(Code::DiskFull), "{error}");
            }
            _ => assert!(outcome.is_ok(), "member {n}: {outcome:?}"),
        }
    }
    let kept = outcomes.iter().filter(|o| o.is_ok()).count();
    assert_eq!(sound_log(&store).len(), kept);
    create(&store, &table, named(99, "the writer goes on")).unwrap();
}

/// Lets the database grow no further, and grows it.
fn fill_the_disk(tx: &mut Tx<'_>) -> Result<(), Error> {
    let pages = number(tx, "PRAGMA page_count");
    number(tx, &format!("PRAGMA max_page_count = {}", pages + 8));
    let text =
        "INSERT INTO clew_meta (key, value) VALUES ('big', hex(zeroblob(1000000))) RETURNING 1";
    let sql = Sql::of(Dialect::Sqlite, text);
    first(tx, &sql, |_| Ok(()))?;
    Ok(())
}

fn an_answer_is_given_only_after_the_commit(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for thread in 0..8u128 {
            let (store, table, failures) = (&store, &table, &failures);
            scope.spawn(move || {
                for n in 0..10 {
                    let id = thread * 100 + n;
                    create(store, table, named(id, "x")).unwrap();
                    let found = store.read(|read| {
                        Ok::<_, Error>(records::find(read, table, crate::fixture::record(id))?)
                    });
                    if found.unwrap().is_none() {
                        failures.lock().unwrap().push(id);
                    }
                }
            });
        }
    });
    assert!(failures.into_inner().unwrap().is_empty());
    assert_eq!(sound_log(&store).len(), 80);
}

fn a_stale_catalog_is_refused_by_whoever_wrote_first(db: &Db) {
    let store = db.open();
    let before = store.commits().catalog();
    let publish = move |tx: &mut Tx<'_>| {
        tx.expect_catalog(before)?;
        tx.raise_catalog();
        tx.append(setting("published"), act().at)?;
        Ok(())
    };
    let outcomes = together(&store, vec![boxed(publish), boxed(publish)]);
    let stale = outcomes
        .iter()
        .filter(|o| matches!(o, Err(Error::Fault(fault)) if fault.kind == FaultKind::StaleCatalog));
    assert_eq!(stale.count(), 1);
    assert_eq!(store.commits().catalog(), before + 1);
    assert_eq!(sound_log(&store).len(), 1);
}

fn a_failure_is_not_blamed_on_the_neighbour_who_asks_next(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let unique = table.clone();
    store.write(move |tx| Ok(schema::add_unique(tx, &unique, field(TEXT))?)).unwrap();
    create(&store, &table, named(100, "taken")).unwrap();
    let requests = (0..6)
        .map(|n| {
            let table = table.clone();
            boxed(move |tx| {
                // Whoever asks before writing makes the statements of those before it travel.
                if n % 2 == 1 {
                    records::find(tx, &table, crate::fixture::record(100))
                        .map_err(|_| Error::rejected(Code::NotFound))?;
                }
                let name = if n == 2 { "taken".to_owned() } else { format!("free {n}") };
                records::create(tx, &table, &named(n, &name), &act())?;
                Ok(())
            })
        })
        .collect();
    let outcomes = together(&store, requests);
    for (n, outcome) in outcomes.iter().enumerate() {
        assert_eq!(outcome.is_ok(), n != 2, "member {n}: {outcome:?}");
    }
    assert_eq!(sound_log(&store).len(), 6);
}

fn the_live_writer_runs_with_durable_settings(db: &Db) {
    let store = db.open();
    let settings: &[(&str, &str)] = match db.dialect() {
        Dialect::Sqlite => &[
            ("SELECT journal_mode FROM pragma_journal_mode", "wal"),
            ("SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous", "2"),
        ],
        Dialect::Postgres => &[
            ("SELECT current_setting('synchronous_commit')", "on"),
            ("SELECT current_setting('fsync')", "on"),
            ("SELECT current_setting('transaction_isolation')", "read committed"),
        ],
    };
    for (ask, wanted) in settings {
        let found = store.write(move |tx| {
            let sql = Sql::of(tx.dialect(), ask);
            Ok(first(tx, &sql, |row| row.text(0))?.flatten())
        });
        assert_eq!(found.unwrap().value.as_deref(), Some(*wanted), "{ask}");
    }
}

#[test]
fn two_nodes_give_dense_seqs_in_commit_order_and_no_reader_skips_a_slow_one() {
    let Some(db) = Db::postgres() else { return };
    let (slow, quick) = (db.open(), db.open());
    let began = Arc::new(Barrier::new(2));
    let done = AtomicBool::new(false);
    let (seen, overtaker, overtaken) = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut cursor, mut seen) = (0, Vec::new());
            loop {
                let last_look = done.load(Ordering::SeqCst);
                let entries = quick
                    .read(|read| Ok::<_, Error>(store::log::after(read, cursor, 100)?))
                    .unwrap();
                for entry in entries {
                    cursor = entry.last;
                    seen.push(entry.last);
                }
                if last_look {
                    return seen;
                }
            }
        });
        let opened = Arc::clone(&began);
        let waiting = scope.spawn(|| {
            let first = AtomicBool::new(true);
            slow.write(move |tx| {
                tx.append(setting("slow"), act().at)?;
                if first.swap(false, Ordering::SeqCst) {
                    opened.wait();
                    std::thread::sleep(Duration::from_millis(200));
                }
                Ok(())
            })
        });
        began.wait();
        let overtaker = quick.write(|tx| Ok(tx.append(setting("quick"), act().at)?));
        let overtaken = waiting.join().unwrap();
        done.store(true, Ordering::SeqCst);
        (reader.join().unwrap(), overtaker, overtaken)
    });
    assert_eq!(overtaken.unwrap().seq, 1);
    assert_eq!(overtaker.unwrap().value, 2, "it waited for its turn");
    assert_eq!(seen, [1, 2]);
    assert_eq!(sound_log(&quick).len(), 2);
}

#[test]
fn a_full_disk_is_told_as_such_and_the_file_is_fine_afterwards() {
    let db = Db::sqlite();
    let store = db.open();
    let refused = store.write(fill_the_disk).unwrap_err();
    assert_eq!(refused.code(), Some(Code::DiskFull), "{refused}");
    drop(store);
    let store = db.open();
    store.write(|tx| Ok(tx.append(setting("more"), act().at)?)).unwrap();
    let sql = Sql::of(Dialect::Sqlite, "PRAGMA integrity_check");
    let checked = first(&mut *db.other_writer(), &sql, |row| row.text(0)).unwrap().flatten();
    assert_eq!(checked.as_deref(), Some("ok"));
    assert_eq!(sound_log(&store).len(), 1);
}

#[test]
fn several_nodes_may_open_an_empty_database_at_once() {
    let Some(db) = Db::postgres() else { return };
    std::thread::scope(|scope| {
        let nodes: Vec<_> = (0..6)
            .map(|_| {
                scope.spawn(|| {
                    let store = Store::open(db.location.clone())?;
                    store.write(|tx| Ok(tx.append(setting("here"), act().at)?))
                })
            })
            .collect();
        let mut seqs: Vec<i64> =
            nodes.into_iter().map(|n| n.join().unwrap().unwrap().value).collect();
        seqs.sort_unstable();
        assert_eq!(seqs, [1, 2, 3, 4, 5, 6]);
    });
    sound_log(&db.open());
}
