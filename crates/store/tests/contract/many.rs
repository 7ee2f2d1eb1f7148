//! Many new records at once: what is written in bulk is what would have been written one by one.

use jiff::civil::date;
use model::{OptionId, Value};
use store::records::{self, NewRecord, create_many, read_columns};
use store::{Error, FaultKind, Store, Table, schema};
use uuid::Uuid;

use crate::both::Db;
use crate::fixture::{
    DATE, INT, MONEY, SHAPES, TEXT, act, create, field, make_form, named, record, sound_log,
    with_values,
};
use crate::rows::one_of_each;

both_databases! {
    many_records_come_back_as_they_went_in,
    extreme_values_come_back_exactly_also_among_many,
    one_record_that_is_refused_keeps_all_of_its_chunk_out,
    a_text_that_no_database_takes_harms_only_its_chunk,
}

fn make(store: &Store, table: &Table, new: Vec<NewRecord>) -> Result<i64, Error> {
    let table = table.clone();
    store.write_chunk(move |tx| Ok(create_many(tx, &table, &new, &act())?)).map(|c| c.value)
}

fn find(store: &Store, table: &Table, n: u128) -> Option<records::Record> {
    let all = read_columns(table);
    let found = store
        .read(|read| Ok::<_, Error>(records::find_many(read, table, &[record(n)], &all)?))
        .unwrap();
    found.into_iter().next()
}

fn many_records_come_back_as_they_went_in(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let values = one_of_each();
    let new = (1..=500).map(|n| match n % 2 {
        0 => with_values(n, []),
        _ => with_values(n, values.iter().cloned().enumerate()),
    });
    assert_eq!(make(&store, &table, new.collect()).unwrap(), 1);
    let (full, empty) = (find(&store, &table, 499).unwrap(), find(&store, &table, 500).unwrap());
    for (i, value) in values.iter().enumerate() {
        assert_eq!(full.value(field(i)), value, "{:?}", SHAPES[i]);
        assert_eq!(empty.value(field(i)), &Value::Null, "{:?}", SHAPES[i]);
    }
    assert_eq!((full.last_seq, empty.last_seq, full.rev), (499, 500, 1));
    assert!(full.key < empty.key, "in the order of the file");
    sound_log(&store);
}

fn extreme_values_come_back_exactly_also_among_many(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let number = |text: &str| Value::Number(text.parse().unwrap());
    let cases = [
        (INT, number("-999999999999999999")),
        (MONEY, number("-9999999999999999.99")),
        (MONEY, number("0.01")),
        (DATE, Value::Date(date(1, 1, 1))),
        (6, Value::Instant("9999-12-30T00:00:00.000001Z".parse().unwrap())),
        (TEXT, Value::Text(String::new())),
        (TEXT, Value::Text("\\N\t\n\"'\u{10FFFF}".to_owned())),
        (TEXT, Value::Text("长".repeat(100_000))),
        (7, Value::Option(OptionId(Uuid::nil()))),
    ];
    let new = (1..).zip(&cases).map(|(n, (at, value))| with_values(n, [(*at, value.clone())]));
    make(&store, &table, new.collect()).unwrap();
    for (n, (at, value)) in (1..).zip(&cases) {
        assert_eq!(find(&store, &table, n).unwrap().value(field(*at)), value);
    }
}

fn one_record_that_is_refused_keeps_all_of_its_chunk_out(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let unique = table.clone();
    store.write(move |tx| Ok(schema::add_unique(tx, &unique, field(TEXT))?)).unwrap();
    create(&store, &table, named(1, "a")).unwrap();
    let chunk = vec![named(2, "x"), named(3, "a"), named(4, "y")];
    let Error::Fault(fault) = make(&store, &table, chunk).unwrap_err() else { panic!("a fault") };
    let FaultKind::Unique(constraint) = &fault.kind else { panic!("{fault}") };
    assert_eq!(table.unique_field(constraint), Some(field(TEXT)), "{constraint}");
    assert!(find(&store, &table, 2).is_none());
    // The writer goes on.
    assert_eq!(make(&store, &table, vec![named(5, "b")]).unwrap(), 2);
    sound_log(&store);
}

fn a_text_that_no_database_takes_harms_only_its_chunk(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let refused = make(&store, &table, vec![named(1, "a"), named(2, "a\0b")]);
    // SQLite takes what PostgreSQL cannot; the edge refuses it before either sees it.
    assert_eq!(refused.is_ok(), find(&store, &table, 1).is_some());
    assert!(make(&store, &table, vec![named(3, "c")]).is_ok());
    sound_log(&store);
}
