//! Whoever changes rows or the log past the store is found, and told where.

use model::{FieldRef, RecordId, SystemField, Value};
use store::log::{Broken, verify};
use store::records::{self, Edit};
use store::replay::{Difference, Replayed, What, replay};
use store::{Error, Store, Table, definitions};

use crate::both::Db;
use crate::fixture::{
    FORM, MONEY, TEXT, act, at, create, field, make_form, named, record, run, with_values,
};

both_databases! {
    an_untouched_database_is_what_its_log_says,
    a_changed_field_is_found_in_its_record,
    a_removed_row_is_found,
    a_row_that_nobody_made_is_found,
    a_flipped_byte_is_found_in_its_entry,
    a_cut_tail_is_found,
    exchanged_entries_are_found,
    a_record_with_very_many_follow_ups_is_compared,
}

/// Six records under seqs 1–6, two changes of the third, one in the bin.
fn filled(db: &Db) -> (Store, Table) {
    let store = db.open();
    let table = make_form(&store);
    let form = serde_json::from_value(serde_json::json!({
        "id": FORM, "code": "thing", "name": {"en": "Thing"}, "title": "name", "version": 1, "fields": [],
    }));
    let (form, number): (model::Form, i64) = (form.unwrap(), table.number);
    store
        .write(move |tx| Ok(definitions::save_form(tx, (&form, number), (at(0), None, ""))?))
        .unwrap();
    for n in 1..=6 {
        create(&store, &table, named(n, &format!("n{n}"))).unwrap();
    }
    let money = Value::Number("12.50".parse().unwrap());
    for value in [money, Value::Null] {
        edit(&store, &table, record(3), (MONEY, value));
    }
    let current = find(&store, &table, record(4));
    let made = table.clone();
    store.write(move |tx| Ok(records::trash(tx, &made, &current, &act())?)).unwrap();
    (store, table)
}

fn find(store: &Store, table: &Table, id: RecordId) -> records::Record {
    store.read(|read| records::find(read, table, id)).unwrap().unwrap()
}

fn edit(store: &Store, table: &Table, id: RecordId, (shape, after): (usize, Value)) {
    let current = find(store, table, id);
    let change = FieldRef::Field(field(shape));
    let before = current.value(change).clone();
    let edit = Edit {
        fields: vec![model::FieldChange { field: change, before, after }],
        sort_keys: Vec::new(),
    };
    let table = table.clone();
    store.write(move |tx| Ok(records::edit(tx, &table, &current, &edit, &act())?)).unwrap();
}

fn replayed(store: &Store) -> Replayed {
    store.snapshot(|read| Ok::<_, Error>(replay(read)?)).unwrap()
}

fn verified(store: &Store) -> Broken {
    store.read(|read| Ok::<_, Error>(verify(read)?)).unwrap().unwrap_err()
}

fn one(store: &Store) -> Difference {
    let found = replayed(store);
    assert_eq!(found.different, 1, "{found:?}");
    found.differences.into_iter().next().unwrap()
}

fn an_untouched_database_is_what_its_log_says(db: &Db) {
    let (store, table) = filled(db);
    create(&store, &table, with_values(50, crate::rows::one_of_each().into_iter().enumerate()))
        .unwrap();
    let found = replayed(&store);
    assert_eq!((found.records, found.different), (7, 0), "{found:?}");
}

fn a_changed_field_is_found_in_its_record(db: &Db) {
    let (store, _) = filled(db);
    run(&mut *db.other_writer(), "UPDATE r1 SET f1 = 'forged', rev = 9 WHERE rk = 3");
    let found = one(&store);
    assert_eq!(found.record, record(3));
    let fields = vec![FieldRef::System(SystemField::Rev), FieldRef::Field(field(TEXT))];
    assert_eq!(found.what, What::Fields(fields));
}

fn a_removed_row_is_found(db: &Db) {
    let (store, _) = filled(db);
    run(&mut *db.other_writer(), "DELETE FROM r1 WHERE rk = 5");
    assert_eq!(one(&store), Difference { form: FORM, record: record(5), what: What::Gone(5) });
}

fn a_row_that_nobody_made_is_found(db: &Db) {
    let (store, _) = filled(db);
    let other = if db.dialect().is_postgres() { "gen_random_uuid()" } else { "randomblob(16)" };
    let columns = "rev, created_at, activity_count, form_version";
    run(
        &mut *db.other_writer(),
        &format!(
            "INSERT INTO r1 (last_seq, id, {columns}) SELECT 2, {other}, {columns} FROM r1 WHERE rk = 2"
        ),
    );
    assert_eq!(one(&store).what, What::Unlogged(2));
}

fn a_flipped_byte_is_found_in_its_entry(db: &Db) {
    let (store, _) = filled(db);
    let flip = if db.dialect().is_postgres() {
        "UPDATE clew_payload SET body = set_byte(body, 5, get_byte(body, 5) # 1) WHERE last = 4"
    } else {
        "UPDATE clew_payload SET body = CAST(substr(body, 1, 5) || 'X' || substr(body, 7) AS BLOB) WHERE last = 4"
    };
    run(&mut *db.other_writer(), flip);
    assert_eq!(verified(&store), Broken::Payload(4));
    assert_eq!(verified(&store).to_string(), "what entry 4 says was altered");
}

fn a_cut_tail_is_found(db: &Db) {
    let (store, _) = filled(db);
    run(&mut *db.other_writer(), "DELETE FROM clew_log WHERE last = 9");
    assert_eq!(verified(&store), Broken::Tail(8, 9));
    assert!(verified(&store).to_string().contains("ends at entry 8"));
}

fn exchanged_entries_are_found(db: &Db) {
    let (store, _) = filled(db);
    let mut other = db.other_writer();
    for table in ["clew_log", "clew_payload"] {
        for (from, to) in [(2, 99), (5, 2), (99, 5)] {
            run(&mut *other, &format!("UPDATE {table} SET last = {to} WHERE last = {from}"));
        }
    }
    assert_eq!(verified(&store), Broken::Chain(2));
}

/// More of them than a statement of SQLite takes parameters.
fn a_record_with_very_many_follow_ups_is_compared(db: &Db) {
    let (store, _) = filled(db);
    let (other, at, no) = match db.dialect().is_postgres() {
        true => ("gen_random_uuid()", "now()", "false"),
        false => ("randomblob(16)", "0", "0"),
    };
    run(
        &mut *db.other_writer(),
        &format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 33000) \
             INSERT INTO clew_activity (id, form, record, kind, body, at, removed) \
             SELECT {other}, r1.id, r1.id, 'note', 'x', {at}, {no} FROM n, r1 WHERE r1.rk = 2"
        ),
    );
    let found = replayed(&store);
    assert_eq!((found.activities, found.different), (33_000, 1), "{found:?}");
    assert_eq!(found.differences[0].what, What::Activities);
}
