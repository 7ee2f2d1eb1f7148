//! Records: every shape comes back as it went in, and no row changes without its Change.

use jiff::Timestamp;
use jiff::civil::date;
use model::change::Payload;
use model::value::FileRef;
use model::{
    ChangeKind, DepartmentId, FieldChange, FieldRef, FileId, OptionId, RecordId, SystemField,
    UserId, Value,
};
use rust_decimal::Decimal;
use store::records::{self, BulkEdit, Edit, Record, edit_many};
use store::{Error, FaultKind, Store, Table, log, schema};
use uuid::Uuid;

use crate::both::{Db, samples};
use crate::fixture::{
    DATE, INT, MONEY, SHAPES, TEXT, act, create, field, make_form, named, record, sound_log,
    with_values,
};

both_databases! {
    every_shape_comes_back_as_it_went_in,
    extreme_values_come_back_exactly,
    naughty_texts_come_back_exactly,
    a_number_with_too_many_digits_is_refused_and_not_rounded,
    the_order_of_many_values_is_kept_and_replaced,
    an_edit_raises_the_revision_and_knows_the_change_before,
    a_bulk_edit_gives_each_row_its_own_seq,
    a_unique_value_is_free_again_while_its_record_is_in_the_recycle_bin,
    an_id_is_taken_once,
}

fn find(store: &Store, table: &Table, n: u128) -> Record {
    let found = store.read(|read| Ok::<_, Error>(records::find(read, table, record(n))?));
    found.unwrap().unwrap_or_else(|| panic!("record {n} is missing"))
}

fn edit(store: &Store, table: &Table, current: &Record, shape: usize, after: Value) -> i64 {
    let before = current.value(field(shape)).clone();
    let change = FieldChange { field: FieldRef::Field(field(shape)), before, after };
    let wanted = Edit { fields: vec![change], sort_keys: Vec::new() };
    let (table, current) = (table.clone(), current.clone());
    let done =
        store.write(move |tx| Ok(records::edit(tx, &table, &current, &wanted, &act())?)).unwrap();
    done.value
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub(crate) fn one_of_each() -> Vec<Value> {
    vec![
        Value::Text("你好 \u{1F600}\u{10FFFF}".to_owned()),
        Value::Number(Decimal::from(-42)),
        Value::Number("1234567.89".parse().unwrap()),
        Value::Number("0.000001".parse().unwrap()),
        Value::Bool(false),
        Value::Date(date(2024, 2, 29)),
        Value::Instant("2026-12-31T23:59:59.999999Z".parse().unwrap()),
        Value::Option(OptionId(id(1))),
        Value::Person(UserId(id(2))),
        Value::Department(DepartmentId(id(3))),
        Value::Record(RecordId(id(u128::MAX))),
        Value::Options(vec![OptionId(id(9)), OptionId(id(5)), OptionId(id(7))]),
        Value::Records(vec![RecordId(id(8)), RecordId(id(4))]),
        Value::Files(vec![FileRef {
            file: FileId(id(6)),
            name: "报价 \"1\".pdf".to_owned(),
            size: 1 << 40,
            media: "application/pdf".to_owned(),
        }]),
    ]
}

fn every_shape_comes_back_as_it_went_in(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let values = one_of_each();
    assert_eq!(values.len(), SHAPES.len());
    create(&store, &table, with_values(1, values.iter().cloned().enumerate())).unwrap();
    create(&store, &table, with_values(2, [])).unwrap();
    let (full, empty) = (find(&store, &table, 1), find(&store, &table, 2));
    for (i, value) in values.iter().enumerate() {
        assert_eq!(full.value(field(i)), value, "{:?}", SHAPES[i]);
        assert_eq!(empty.value(field(i)), &Value::Null, "{:?}", SHAPES[i]);
    }
    assert_eq!(full.value(SystemField::CreatedAt), &Value::Instant(act().at));
    assert_eq!((full.rev, full.last_seq, empty.last_seq), (1, 1, 2));
    assert!(full.key < empty.key);
    let entries = store.read(|read| Ok::<_, Error>(log::after(read, 0, 1)?)).unwrap();
    let Payload::Fields(fields) = &entries[0].change.payload else { panic!("{entries:?}") };
    assert_eq!(fields.len(), values.len(), "the log says all of it");
}

fn extreme_values_come_back_exactly(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let number = |text: &str| Value::Number(text.parse().unwrap());
    let moment = |text: &str| Value::Instant(text.parse::<Timestamp>().unwrap());
    let cases = [
        (INT, number("999999999999999999")),
        (INT, number("-999999999999999999")),
        (INT, number("0")),
        (MONEY, number("9999999999999999.99")),
        (MONEY, number("-9999999999999999.99")),
        (MONEY, number("0.01")),
        (MONEY, number("-0.01")),
        (3, number("999999999999.999999")),
        (3, number("-0.000001")),
        (DATE, Value::Date(date(1, 1, 1))),
        (DATE, Value::Date(date(1969, 12, 31))),
        (DATE, Value::Date(date(1999, 12, 31))),
        (DATE, Value::Date(date(9999, 12, 31))),
        (6, moment("0001-01-01T00:00:00Z")),
        (6, moment("1969-12-31T23:59:59.999999Z")),
        (6, moment("1999-12-31T23:59:59.999999Z")),
        (6, moment("9999-12-30T00:00:00.000001Z")),
        (TEXT, Value::Text("长".repeat(100_000))),
        (7, Value::Option(OptionId(id(0)))),
    ];
    for (n, (shape, value)) in (1..).zip(cases) {
        create(&store, &table, with_values(n, [(shape, value.clone())])).unwrap();
        assert_eq!(find(&store, &table, n).value(field(shape)), &value);
    }
    sound_log(&store);
}

fn naughty_texts_come_back_exactly(db: &Db) {
    let own = ["'; DROP TABLE r1; --", "$1", "\\", "%_", "\u{202E}abc", "\u{FEFF}", " ", "\r\n"];
    let mut texts: Vec<String> = own.map(str::to_owned).to_vec();
    if let Some(path) = samples("blns.json") {
        let text = std::fs::read_to_string(path).unwrap();
        texts.extend(serde_json::from_str::<Vec<String>>(&text).unwrap());
    }
    // NUL is refused at the edge; an empty text is no value.
    texts.retain(|text| !text.is_empty() && !text.contains('\0'));
    let store = db.open();
    let table = make_form(&store);
    for chunk in (1u128..).zip(&texts).collect::<Vec<_>>().chunks(100) {
        let rows: Vec<_> = chunk.iter().map(|(n, text)| named(*n, text)).collect();
        let table = table.clone();
        store.write(move |tx| Ok(records::create_many(tx, &table, &rows, &act())?)).unwrap();
    }
    for (n, text) in (1..).zip(&texts) {
        let found = find(&store, &table, n);
        assert_eq!(found.value(field(TEXT)).as_text(), Some(text.as_str()));
    }
    sound_log(&store);
}

fn a_number_with_too_many_digits_is_refused_and_not_rounded(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let number = |text: &str| Value::Number(text.parse().unwrap());
    for (shape, value) in [
        (MONEY, number("1.005")),
        (MONEY, number("99999999999999999999")),
        (INT, number("1.5")),
        (3, number("0.0000001")),
    ] {
        let refused = create(&store, &table, with_values(1, [(shape, value.clone())]));
        assert!(refused.is_err(), "{value:?}");
    }
    assert!(sound_log(&store).is_empty());
}

fn the_order_of_many_values_is_kept_and_replaced(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let options = |ids: &[u128]| Value::Options(ids.iter().map(|n| OptionId(id(*n))).collect());
    create(&store, &table, with_values(1, [(11, options(&[3, 1, 2]))])).unwrap();
    assert_eq!(find(&store, &table, 1).value(field(11)), &options(&[3, 1, 2]));
    for after in [options(&[2, 3]), options(&[1]), Value::Null, options(&[5, 4, 3, 2, 1])] {
        edit(&store, &table, &find(&store, &table, 1), 11, after.clone());
        assert_eq!(find(&store, &table, 1).value(field(11)), &after);
    }
}

fn an_edit_raises_the_revision_and_knows_the_change_before(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    create(&store, &table, named(1, "a")).unwrap();
    create(&store, &table, named(2, "b")).unwrap();
    let seq = edit(&store, &table, &find(&store, &table, 1), TEXT, Value::Text("c".to_owned()));
    let after = find(&store, &table, 1);
    assert_eq!((seq, after.rev, after.last_seq), (3, 2, 3));
    let entry = store.read(|read| Ok::<_, Error>(log::entry_of(read, 3)?)).unwrap().unwrap();
    assert_eq!((entry.change.kind, entry.change.prev), (ChangeKind::RecordUpdated, Some(1)));
    let Payload::Fields(fields) = entry.change.payload else { panic!("no fields") };
    assert_eq!(fields[0].before, Value::Text("a".to_owned()));
    sound_log(&store);
}

fn a_bulk_edit_gives_each_row_its_own_seq(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    for n in 1..=3 {
        create(&store, &table, named(n, "a")).unwrap();
    }
    let edits: Vec<BulkEdit> = (1..=3)
        .map(|n| {
            let current = find(&store, &table, n);
            let before = current.value(field(TEXT)).clone();
            let after = Value::Text(format!("b{n}"));
            let field = FieldRef::Field(field(TEXT));
            let fields = vec![FieldChange { field, before, after }];
            BulkEdit { current, edit: Edit { fields, sort_keys: Vec::new() } }
        })
        .collect();
    let bulk = table.clone();
    let kind = ChangeKind::RecordsUpdated;
    let first = store.write(move |tx| Ok(edit_many(tx, &bulk, kind, &edits, &act())?)).unwrap();
    assert_eq!(first.value, 4);
    for n in 1..=3 {
        let found = find(&store, &table, n);
        assert_eq!((found.rev, found.last_seq), (2, 3 + n as i64));
        assert_eq!(found.value(field(TEXT)), &Value::Text(format!("b{n}")));
    }
    assert_eq!(sound_log(&store).last(), Some(&(6, 3)));
}

fn a_unique_value_is_free_again_while_its_record_is_in_the_recycle_bin(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let unique = table.clone();
    store.write(move |tx| Ok(schema::add_unique(tx, &unique, field(TEXT))?)).unwrap();
    create(&store, &table, named(1, "a")).unwrap();
    create(&store, &table, with_values(50, [])).unwrap();
    create(&store, &table, with_values(51, [])).unwrap();
    assert_unique(&table, create(&store, &table, named(2, "a")).unwrap_err());
    let (current, trashed) = (find(&store, &table, 1), table.clone());
    store.write(move |tx| Ok(records::trash(tx, &trashed, &current, &act())?)).unwrap();
    create(&store, &table, named(2, "a")).unwrap();
    let (current, restored) = (find(&store, &table, 1), table.clone());
    assert!(current.deleted_at().is_some());
    let refused =
        store.write(move |tx| Ok(records::restore(tx, &restored, &current, &act())?)).unwrap_err();
    assert_unique(&table, refused);
    assert!(find(&store, &table, 1).deleted_at().is_some());
    let published = table.clone();
    let add = store.write(move |tx| Ok(schema::add_unique(tx, &published, field(INT))?));
    add.unwrap();
    sound_log(&store);
}

fn assert_unique(table: &Table, error: Error) {
    let Error::Fault(fault) = error else { panic!("{error}") };
    let FaultKind::Unique(constraint) = &fault.kind else { panic!("{fault}") };
    assert_eq!(table.unique_field(constraint), Some(field(TEXT)), "{constraint}");
}

fn an_id_is_taken_once(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    create(&store, &table, named(1, "a")).unwrap();
    let Error::Fault(fault) = create(&store, &table, named(1, "b")).unwrap_err() else {
        panic!("a fault")
    };
    let FaultKind::Unique(constraint) = &fault.kind else { panic!("{fault}") };
    assert_eq!(table.unique_field(constraint), None, "no field's doing: {constraint}");
    assert_eq!(find(&store, &table, 1).value(field(TEXT)).as_text(), Some("a"));
}
