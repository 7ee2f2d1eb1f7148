//! The log: sealed, dense, and altered by nobody unnoticed.

use model::change::Payload;
use model::{Actor, BatchId, ChangeKind, Origin, RecordId};
use store::log::{self, Broken};
use store::records::{self, Act, create_many};
use store::session::{Read, Session, first};
use store::sql::Sql;
use store::{Error, Store, Table, Tx};
use uuid::Uuid;

use crate::both::Db;
use crate::fixture::{act, create, in_batch, make_form, named, record, run, setting, sound_log};

both_databases! {
    a_flipped_byte_of_a_payload_is_found,
    a_change_of_a_header_is_found,
    exchanged_payloads_are_found,
    exchanged_entries_are_found,
    a_cut_tail_is_found,
    an_entry_taken_out_of_the_middle_is_found,
    a_payload_that_is_taken_away_is_found,
    an_erasure_keeps_the_chain_and_explains_what_is_gone,
    an_erasure_leaves_the_others_of_a_bulk_entry,
    nothing_of_an_erased_record_is_left,
    a_cursor_may_stop_inside_a_bulk_entry,
    what_was_just_written_is_told_from_memory_as_it_lies,
    a_change_reads_back_as_it_was_written,
    the_log_goes_on_where_it_was_after_a_restart,
    a_batch_among_others_is_met_once_where_it_ended,
    what_was_taken_back_is_told_by_its_batch,
    what_its_own_transaction_wrote_belongs_to_a_batch,
}

/// Four records, one entry each.
fn four_entries(db: &Db) -> Store {
    let store = db.open();
    let table = make_form(&store);
    for n in 1..=4 {
        create(&store, &table, named(n, "x")).unwrap();
    }
    assert_eq!(sound_log(&store), [(1, 1), (2, 1), (3, 1), (4, 1)]);
    store
}

fn found(store: &Store) -> Result<log::Verified, Broken> {
    store.read(|read| Ok::<_, Error>(log::verify(read)?)).unwrap()
}

/// The bytes of a column of one entry, with one bit changed.
fn flip(session: &mut dyn Session, table: &str, column: &str, last: i64) {
    let mut ask = Sql::new(session.dialect());
    ask.push(&format!("SELECT {column} FROM {table} WHERE last = ")).bind(last);
    let mut bytes = first(session, &ask, |row| Ok(row.bytes(0)?.unwrap())).unwrap().unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    let mut sql = Sql::new(session.dialect());
    sql.push(&format!("UPDATE {table} SET {column} = ")).bind(bytes);
    sql.push(" WHERE last = ").bind(last);
    session.execute(&sql).unwrap();
    session.flush().unwrap();
}

fn a_flipped_byte_of_a_payload_is_found(db: &Db) {
    let store = four_entries(db);
    flip(&mut *db.other_writer(), "clew_payload", "body", 3);
    assert_eq!(found(&store), Err(Broken::Payload(3)));
    flip(&mut *db.other_writer(), "clew_payload", "body", 3);
    assert!(found(&store).is_ok());
    flip(&mut *db.other_writer(), "clew_payload", "salt", 2);
    assert_eq!(found(&store), Err(Broken::Payload(2)));
}

fn a_change_of_a_header_is_found(db: &Db) {
    let store = four_entries(db);
    for column in ["kind", "form_version", "actor", "origin"] {
        let mut session = db.other_writer();
        run(&mut *session, &format!("UPDATE clew_log SET {column} = {column} + 1 WHERE last = 2"));
        assert_eq!(found(&store), Err(Broken::Chain(2)), "{column}");
        run(&mut *session, &format!("UPDATE clew_log SET {column} = {column} - 1 WHERE last = 2"));
        assert!(found(&store).is_ok());
    }
    let mut session = db.other_writer();
    run(&mut *session, "UPDATE clew_log SET person = NULL WHERE last = 4");
    assert_eq!(found(&store), Err(Broken::Chain(4)));
}

fn exchanged_payloads_are_found(db: &Db) {
    let store = four_entries(db);
    let mut session = db.other_writer();
    for (from, to) in [(2, -1), (3, 2), (-1, 3)] {
        run(&mut *session, &format!("UPDATE clew_payload SET last = {to} WHERE last = {from}"));
    }
    assert_eq!(found(&store), Err(Broken::Payload(2)));
}

fn exchanged_entries_are_found(db: &Db) {
    let store = four_entries(db);
    let mut session = db.other_writer();
    for table in ["clew_log", "clew_payload"] {
        for (from, to) in [(2, -1), (3, 2), (-1, 3)] {
            run(&mut *session, &format!("UPDATE {table} SET last = {to} WHERE last = {from}"));
        }
    }
    assert_eq!(found(&store), Err(Broken::Chain(2)));
}

fn a_cut_tail_is_found(db: &Db) {
    let store = four_entries(db);
    let printed = found(&store).unwrap().hash;
    let mut session = db.other_writer();
    run(&mut *session, "DELETE FROM clew_payload WHERE last = 4");
    run(&mut *session, "DELETE FROM clew_log WHERE last = 4");
    assert_eq!(found(&store), Err(Broken::Tail(3, 4)));
    // Whoever also sets the head back is found by the hash that was printed with the backup.
    run(
        &mut *session,
        "UPDATE clew_head SET seq = 3, hash = (SELECT hash FROM clew_log WHERE last = 3)",
    );
    let forged = found(&store).unwrap();
    assert_ne!((forged.seq, forged.hash), (4, printed));
}

fn an_entry_taken_out_of_the_middle_is_found(db: &Db) {
    let store = four_entries(db);
    let mut session = db.other_writer();
    run(&mut *session, "DELETE FROM clew_log WHERE last = 2");
    assert_eq!(found(&store), Err(Broken::Gap(3)));
}

fn a_payload_that_is_taken_away_is_found(db: &Db) {
    let store = four_entries(db);
    let mut session = db.other_writer();
    run(&mut *session, "DELETE FROM clew_payload WHERE last = 2");
    assert_eq!(found(&store), Err(Broken::Removed(2)));
}

fn erase(store: &Store, table: &store::Table, n: u128) -> records::Erased {
    let table = table.clone();
    let written = store.write(move |tx| {
        let current = records::find(tx, &table, record(n))?.unwrap();
        let named = log::entries_naming(tx, &[record(n)], 0)?;
        let named = named.get(&record(n)).cloned().unwrap_or_default();
        Ok(records::erase(tx, &table, (&current, &named), &act())?)
    });
    written.unwrap().value
}

fn an_erasure_keeps_the_chain_and_explains_what_is_gone(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    for n in 1..=3 {
        create(&store, &table, named(n, "x")).unwrap();
    }
    let erased = erase(&store, &table, 2);
    assert_eq!((erased.seq, erased.entries), (4, 1));
    assert_eq!(found(&store).unwrap().erased, [(4, vec![2])].into());
    let read = store.read(|read| Ok::<_, Error>(log::after(read, 1, 1)?)).unwrap();
    assert!(read[0].erased && read[0].change.record == Some(record(2)));
    let listed = store.read(|read| Ok::<_, Error>(records::list_erased(read)?)).unwrap();
    assert_eq!(listed.iter().map(|e| (e.record, e.seq)).collect::<Vec<_>>(), [(record(2), 4)]);
    // What an erasure does not name it does not explain.
    let mut session = db.other_writer();
    run(&mut *session, "DELETE FROM clew_payload WHERE last = 3");
    assert_eq!(found(&store), Err(Broken::Removed(3)));
}

fn an_erasure_leaves_the_others_of_a_bulk_entry(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let many: Vec<_> = (0..40).map(|n| named(n, &format!("姓名{n}号"))).collect();
    let bulk = table.clone();
    store.write_chunk(move |tx| Ok(create_many(tx, &bulk, &many, &in_batch(7))?)).unwrap();
    for (n, seq) in [(3, 41), (4, 42)] {
        assert_eq!(erase(&store, &table, n).seq, seq);
        // The later erasure wrote the entry anew again.
        assert_eq!(found(&store).unwrap().erased, [(seq, vec![40])].into());
    }
    let entry = store.read(|read| Ok::<_, Error>(log::entry_of(read, 1)?)).unwrap().unwrap();
    let text = format!("{:?}", entry.change.payload);
    assert!(!text.contains("姓名3号") && !text.contains("姓名4号") && text.contains("姓名5号"));
    assert_eq!(entry.records().len(), 40, "each keeps its place");
    assert_eq!(entry.records()[3].1.record, record(3));
    flip(&mut *db.other_writer(), "clew_payload", "body", 40);
    assert_eq!(found(&store), Err(Broken::Payload(40)));
}

/// Not in any table; on SQLite, not in the file either.
fn nothing_of_an_erased_record_is_left(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    create(&store, &table, named(1, "鞠秘密")).unwrap();
    create(&store, &table, named(2, "留下来")).unwrap();
    erase(&store, &table, 1);
    assert!(
        store
            .read(|read| Ok::<_, Error>(records::find(read, &table, record(1))?))
            .unwrap()
            .is_none()
    );
    let store::Location::Sqlite(file) = &db.location else { return };
    drop(store);
    let bytes = std::fs::read(file).unwrap();
    let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(has("留下来") && !has("鞠秘密"));
}

fn a_cursor_may_stop_inside_a_bulk_entry(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    create(&store, &table, named(1000, "before")).unwrap();
    let many: Vec<_> = (0..500).map(|n| named(n, "bulk 批量")).collect();
    let bulk = table.clone();
    let first = store.write_chunk(move |tx| Ok(create_many(tx, &bulk, &many, &in_batch(7))?));
    assert_eq!(first.unwrap().value, 2);
    create(&store, &table, named(1001, "after")).unwrap();
    assert_eq!(sound_log(&store), [(1, 1), (501, 500), (502, 1)]);
    let entries = store.read(|read| Ok::<_, Error>(log::after(read, 250, 10)?)).unwrap();
    assert_eq!((entries[0].first, entries[0].last), (2, 501));
    let beyond: Vec<(i64, RecordId)> = entries
        .iter()
        .flat_map(log::Logged::records)
        .filter(|(seq, _)| *seq > 250)
        .map(|(seq, change)| (seq, change.record))
        .collect();
    let expected = (249..500).map(|n| (n as i64 + 2, record(n))).chain([(502, record(1001))]);
    assert_eq!(beyond, expected.collect::<Vec<_>>());
    let inside = store.read(|read| Ok::<_, Error>(log::entry_of(read, 300)?)).unwrap().unwrap();
    assert_eq!(inside.last, 501);
    let of_batch = store
        .read(|read| {
            let batch = in_batch(7).cause.batch.unwrap();
            Ok::<_, Error>(log::batch_entries(read, batch, i64::MAX, 10)?)
        })
        .unwrap();
    assert_eq!(of_batch.len(), 1);
    let of_row = store.read(|read| Ok::<_, Error>(records::find(read, &table, record(99))?));
    assert_eq!(of_row.unwrap().unwrap().last_seq, 101, "a row knows its own seq");
}

fn what_was_just_written_is_told_from_memory_as_it_lies(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let rows = |from: u128, count: u128| -> Vec<_> {
        (from..from + count).map(|n| named(n, "批量")).collect()
    };
    let bulk = |rows: Vec<_>| {
        let table = table.clone();
        store.write_chunk(move |tx| Ok(create_many(tx, &table, &rows, &in_batch(7))?)).unwrap();
    };
    create(&store, &table, named(1, "before")).unwrap();
    bulk(rows(1_000, 300));
    create(&store, &table, named(2, "between")).unwrap();
    bulk(rows(2_000, 300));
    let end = store.commits().seq();
    assert_eq!(end, 602);
    for cursor in [0, 1, 2, 150, 300, 301, 302, 303, 600, 601, 602] {
        let told = store.log_after(cursor, 10).unwrap();
        let lying = store.read(|read| Ok::<_, Error>(log::after(read, cursor, 10)?)).unwrap();
        let told: Vec<_> = told.iter().map(|entry| (**entry).clone()).collect();
        assert_eq!(told, lying, "behind {cursor}");
    }
    // Far more than memory keeps: what is no longer there is read.
    (0..60).for_each(|n| bulk(rows(10_000 + n * 500, 500)));
    for cursor in [0, 5_000, end + 29_500] {
        let told = store.log_after(cursor, 1).unwrap();
        let lying = store.read(|read| Ok::<_, Error>(log::after(read, cursor, 1)?)).unwrap();
        assert_eq!(*told[0], lying[0], "behind {cursor}");
    }
}

fn a_change_reads_back_as_it_was_written(db: &Db) {
    let store = db.open();
    let mut change = setting("名称 \u{1F600}");
    change.cause = Some(7);
    change.prev = Some(3);
    let at = act().at;
    let written = change.clone();
    store.write(move |tx| Ok(tx.append(written.clone(), at)?)).unwrap();
    let mut long = setting(&"x".repeat(5000));
    long.kind = ChangeKind::PersonChanged;
    let packed = long.clone();
    store.write(move |tx| Ok(tx.append(packed.clone(), at)?)).unwrap();
    let entries = store.read(|read| Ok::<_, Error>(log::after(read, 0, 10)?)).unwrap();
    assert_eq!((&entries[0].change, entries[0].at), (&change, at));
    assert_eq!(entries[1].change, long);
    let stored = store
        .read(|read| {
            let sql = Sql::of(read.dialect(), "SELECT body FROM clew_payload WHERE last = 2");
            Ok::<_, Error>(first(read, &sql, |row| Ok(row.bytes(0)?.unwrap()))?.unwrap())
        })
        .unwrap();
    assert!(stored.len() < 1000, "long payloads are packed");
    assert!(matches!(entries[1].change.payload, Payload::Document { .. }));
}

fn the_log_goes_on_where_it_was_after_a_restart(db: &Db) {
    drop(four_entries(db));
    let store = db.open();
    assert_eq!(store.commits().seq(), 4);
    let done = store.write(|tx| Ok(tx.append(setting("more"), act().at)?)).unwrap();
    assert_eq!((done.value, done.seq), (5, 5));
    assert_eq!(sound_log(&store).len(), 5);
}

/// Makes a record in this batch; its seq.
fn create_in(store: &Store, table: &Table, n: u128, act: Act) -> i64 {
    let (table, new) = (table.clone(), named(n, "x"));
    store.write(move |tx| Ok(records::create(tx, &table, &new, &act)?)).unwrap().value
}

fn a_batch_among_others_is_met_once_where_it_ended(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    for (n, batch) in (1..).zip([1, 2, 1, 3, 1]) {
        assert_eq!(create_in(&store, &table, n, in_batch(batch)), n as i64);
    }
    create(&store, &table, named(9, "of no batch")).unwrap();
    let Actor::Person(me) = act().cause.actor else { panic!("nobody") };
    let met = |from: i64, before: i64, limit: u32| {
        let read = |read: &mut dyn Read| {
            let kinds = [ChangeKind::RecordCreated];
            Ok::<_, Error>(log::by_person(read, me, &kinds, (from, before), limit)?)
        };
        let deeds = store.read(read).unwrap();
        deeds.iter().map(|deed| (deed.batch.0.as_u128(), deed.last)).collect::<Vec<_>>()
    };
    assert_eq!(met(1, 100, 10), [(1, 5), (3, 4), (2, 2)]);
    assert_eq!(met(1, 5, 10), [(3, 4), (2, 2)], "what ended later was met there");
    assert_eq!(met(1, 100, 2), [(1, 5), (3, 4)]);
    assert_eq!(met(3, 5, 10), [(3, 4)]);
}

fn what_was_taken_back_is_told_by_its_batch(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let undo = |batch: u128, cause: i64| {
        let mut act = in_batch(batch);
        (act.cause.origin, act.cause.seq) = (Origin::Undo, Some(cause));
        act
    };
    create_in(&store, &table, 1, in_batch(1));
    create_in(&store, &table, 2, in_batch(1));
    create(&store, &table, named(3, "of no batch")).unwrap();
    create_in(&store, &table, 4, undo(2, 2));
    create_in(&store, &table, 5, undo(2, 1));
    create_in(&store, &table, 6, undo(4, 3));
    create_in(&store, &table, 7, undo(3, 5));
    // What follows from something is no undo of it.
    create_in(&store, &table, 8, {
        let mut act = in_batch(5);
        act.cause.seq = Some(1);
        act
    });
    let told = |from: i64| {
        let read = |read: &mut dyn Read| Ok::<_, Error>(log::taken_back_since(read, from, 10)?);
        let found = store.read(read).unwrap();
        found.iter().map(|t| (t.batch.0.as_u128(), t.undid.0.as_u128())).collect::<Vec<_>>()
    };
    assert_eq!(told(1), [(3, 2), (2, 1)]);
    assert_eq!(told(6), [(3, 2)]);
}

fn what_its_own_transaction_wrote_belongs_to_a_batch(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let (first, batch) = (create_in(&store, &table, 1, in_batch(1)), BatchId(Uuid::from_u128(1)));
    let told = store.write(move |tx| {
        records::create(tx, &table, &named(2, "x"), &in_batch(1))?;
        let begun = log::begun(tx, batch)?.unwrap();
        let before = log::was_taken_back(tx, (batch, begun.first))?;
        let mut undo = in_batch(2);
        (undo.cause.origin, undo.cause.seq) = (Origin::Undo, Some(first));
        records::create(tx, &table, &named(3, "x"), &undo)?;
        Ok(((begun.first, begun.size), before, log::was_taken_back(tx, (batch, begun.first))?))
    });
    assert_eq!(told.unwrap().value, ((first, 2), false, true));
    let known = store.write(move |tx| {
        let size =
            |tx: &mut Tx<'_>, n| Ok::<_, Error>(log::begun(tx, BatchId(Uuid::from_u128(n)))?);
        Ok((size(tx, 1)?.map(|b| b.size), size(tx, 9)?, log::was_taken_back(tx, (batch, first))?))
    });
    assert_eq!(known.unwrap().value, (Some(2), None, true));
}
