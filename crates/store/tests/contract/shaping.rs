//! Definition → tables: columns, indexes, views for reporting tools; and totals over what stands in them.

use model::{Expr, FieldId, FieldRef, FormId, OptionId, Shape, SystemField, Value};
use rust_decimal::Decimal;
use store::query::{Aggregate, Bucket, GroupBy, Measure, Question, Split, aggregate};
use store::schema::{self, IndexSpec, ViewColumn};
use store::session::all;
use store::sql::Sql;
use store::{Dialect, Error, FaultKind, Store, Table, definitions, records};
use uuid::Uuid;

use crate::both::Db;
use crate::fixture::{
    DATE, FORM, INT, MONEY, TEXT, act, at, create, field, make_form, named, record, sound_log,
    with_values,
};

both_databases! {
    tables_are_found_again_after_a_restart,
    a_column_comes_while_records_are_there,
    indexes_are_made_once_listed_and_dropped,
    a_unique_index_over_repeated_values_is_refused_and_changes_nothing,
    a_view_shows_todays_codes_and_leaves_the_recycle_bin_out,
    a_failed_publication_leaves_no_table_behind,
    totals_are_exact_and_groups_come_in_order,
    the_largest_amounts_are_summed_exactly,
    moments_are_grouped_by_the_persons_own_day,
}

fn tables_are_found_again_after_a_restart(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let document = serde_json::json!({
        "id": FORM, "code": "lead", "name": { "zh-CN": "线索" }, "title": "name", "fields": []
    });
    let form: model::Form = serde_json::from_value(document).unwrap();
    let number = table.number;
    store
        .write(move |tx| Ok(definitions::save_form(tx, (&form, number), (at(0), None, ""))?))
        .unwrap();
    let second = store.write(|tx| Ok(schema::create_form(tx, FormId(Uuid::from_u128(2)))?));
    assert_eq!(second.unwrap().value.number, number + 1);
    drop(store);
    let tables = db.open().read(|read| Ok::<_, Error>(schema::load_tables(read)?)).unwrap();
    assert_eq!(tables.get(&FORM), Some(&table));
}

fn a_column_comes_while_records_are_there(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    create(&store, &table, named(1, "old")).unwrap();
    let (added, grown) = (FieldId(Uuid::from_u128(77)), table.clone());
    let table = store
        .write(move |tx| {
            let mut table = grown.clone();
            schema::add_column(tx, &mut table, added, (Shape::Text, true))?;
            Ok(table)
        })
        .unwrap()
        .value;
    let mut new = named(2, "new");
    new.values.insert(added.into(), Value::Text("张".to_owned()));
    new.sort_keys.push((added, "zhang".to_owned()));
    create(&store, &table, new).unwrap();
    let value = |n| {
        let found = store.read(|read| Ok::<_, Error>(records::find(read, &table, record(n))?));
        found.unwrap().unwrap().value(added).clone()
    };
    assert_eq!((value(1), value(2)), (Value::Null, Value::Text("张".to_owned())));
    assert_eq!(table.sort_column(added.into()).unwrap().1, Shape::Text);
}

fn indexes_are_made_once_listed_and_dropped(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let spec =
        IndexSpec { fields: vec![field(INT).into(), FieldRef::System(SystemField::CreatedAt)] };
    let name = spec.name(&table).unwrap();
    let list = |store: &Store| {
        store.read(|read| Ok::<_, Error>(schema::list_indexes(read, &table)?)).unwrap()
    };
    for _ in 0..2 {
        let (table, spec) = (table.clone(), spec.clone());
        store.write(move |tx| Ok(schema::add_index(tx, &table, &spec)?)).unwrap();
        assert_eq!(list(&store), [name.as_str()]);
    }
    store.write(move |tx| Ok(schema::drop_index(tx, &name)?)).unwrap();
    assert!(list(&store).is_empty());
}

fn a_unique_index_over_repeated_values_is_refused_and_changes_nothing(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    for n in 1..=2 {
        create(&store, &table, named(n, "same")).unwrap();
    }
    let unique = table.clone();
    let refused =
        store.write(move |tx| Ok(schema::add_unique(tx, &unique, field(TEXT))?)).unwrap_err();
    assert!(
        matches!(&refused, Error::Fault(fault) if matches!(fault.kind, FaultKind::Unique(_))),
        "{refused:?}"
    );
    create(&store, &table, named(3, "same")).unwrap();
    let dropped = table.clone();
    store.write(move |tx| Ok(schema::drop_unique(tx, &dropped, field(TEXT))?)).unwrap();
    sound_log(&store);
}

fn a_view_shows_todays_codes_and_leaves_the_recycle_bin_out(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let values =
        [(TEXT, Value::Text("甲".to_owned())), (MONEY, Value::Number(Decimal::new(1250, 2)))];
    create(&store, &table, with_values(1, values)).unwrap();
    create(&store, &table, named(2, "gone")).unwrap();
    let current = store.read(|read| Ok::<_, Error>(records::find(read, &table, record(2))?));
    let (current, bin) = (current.unwrap().unwrap(), table.clone());
    store.write(move |tx| Ok(records::trash(tx, &bin, &current, &act())?)).unwrap();
    let refresh = |old: Option<&'static str>, code: &'static str, name: &'static str| {
        let table = table.clone();
        let columns = [(TEXT, name), (MONEY, "amount"), (11, "tags")]
            .map(|(shape, code)| ViewColumn { field: field(shape).into(), code: code.to_owned() });
        store
            .write(move |tx| Ok(schema::refresh_view(tx, &table, (old, code), &columns)?))
            .unwrap();
    };
    refresh(None, "lead", "name");
    refresh(Some("lead"), "customer", "company");
    let ask = |text: &str| {
        store.read(|read| {
            let sql = Sql::of(read.dialect(), text);
            Ok::<_, Error>(all(read, &sql, |row| row.text(0))?)
        })
    };
    let shown = ask("SELECT company || ' ' || CAST(amount AS TEXT) FROM customer").unwrap();
    let amount = if db.dialect() == Dialect::Postgres { "甲 12.50" } else { "甲 12.5" };
    assert_eq!(shown, [Some(amount.to_owned())]);
    assert!(ask("SELECT name FROM lead").is_err(), "the old view is gone");
}

fn a_failed_publication_leaves_no_table_behind(db: &Db) {
    let store = db.open();
    let refused = store.write(|tx| {
        schema::create_form(tx, FORM)?;
        tx.raise_catalog();
        Err::<(), _>(Error::rejected(model::Code::Locked))
    });
    assert_eq!(refused.unwrap_err().code(), Some(model::Code::Locked));
    let table = make_form(&store);
    create(&store, &table, named(1, "x")).unwrap();
    assert_eq!(sound_log(&store).len(), 1);
}

fn question<T>(
    store: &Store,
    table: &Table,
    run: impl FnOnce(&mut dyn store::session::Read, &Question<'_>) -> Result<T, Error>,
) -> T {
    let always = Expr::always();
    let question = Question {
        table,
        tables: &|_| None,
        targets: &|_| None,
        sights: &|_| None,
        rows: &always,
        filter: &always,
        search: None,
        bin: false,
    };
    store.read(|read| run(read, &question)).unwrap()
}

fn group(shape: usize, bucket: Option<Bucket>) -> GroupBy {
    GroupBy { field: field(shape).into(), bucket, offset_minutes: 480 }
}

fn the_largest_amounts_are_summed_exactly(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    // 18 digits is the most that a number field holds; a dozen of them do not fit into 64 bits.
    let most = 999_999_999_999_999_999i64;
    let ask = || {
        let measures =
            [MONEY, INT].map(|n| [Measure::Sum(field(n).into()), Measure::Avg(field(n).into())]);
        let wanted = Aggregate { groups: Vec::new(), measures: measures.concat(), limit: 10 };
        let mut splits = question(&store, &table, |read, q| aggregate(read, q, &wanted));
        splits.remove(0).values
    };
    let add = |numbers: std::ops::Range<u128>, mantissa: i64| {
        for n in numbers {
            let values = [
                (MONEY, Value::Number(Decimal::new(mantissa, 2))),
                (INT, Value::Number(Decimal::from(mantissa))),
            ];
            create(&store, &table, with_values(n, values)).unwrap();
        }
    };
    let sums = |total: i128, count: u32| {
        [2, 0].map(|scale| {
            let sum = Decimal::from_i128_with_scale(total, scale);
            let mean = (sum / Decimal::from(count)).round_dp(6);
            [sum.normalize(), mean.normalize()].map(Value::Number)
        })
    };
    add(1..13, most);
    assert_eq!(ask(), sums(i128::from(most) * 12, 12).concat());
    add(13..38, -most);
    assert_eq!(ask(), sums(i128::from(most) * -13, 37).concat());
    add(38..39, -1);
    assert_eq!(ask(), sums(i128::from(most) * -13 - 1, 38).concat());
}

fn totals_are_exact_and_groups_come_in_order(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let cents = |n: i64| Value::Number(Decimal::new(n, 2));
    let option = |n: u128| Value::Option(OptionId(Uuid::from_u128(n)));
    for (n, (o, amount, day)) in (1..).zip([
        (Some(2), 10, 3),
        (Some(1), 20, 1),
        (Some(2), 30, 2),
        (None, 1, 1),
        (Some(1), -5, 28),
    ]) {
        let values = [
            (7, o.map_or(Value::Null, option)),
            (MONEY, cents(amount)),
            (INT, Value::Number(Decimal::from(9_000_000_000_000_000i64))),
            (DATE, Value::Date(jiff::civil::date(2026, 2, day))),
        ];
        create(&store, &table, with_values(n, values)).unwrap();
    }
    let wanted = |groups, measures| Aggregate { groups, measures, limit: 100 };
    let ask = |wanted: &Aggregate| question(&store, &table, |read, q| aggregate(read, q, wanted));
    let money = FieldRef::Field(field(MONEY));
    let all = [
        Measure::Count,
        Measure::Sum(money),
        Measure::Min(money),
        Measure::Max(money),
        Measure::Avg(money),
        Measure::Sum(field(INT).into()),
    ];
    let splits = ask(&wanted(vec![group(7, None)], all.to_vec()));
    let row = |key: Value, count: i64, money: [i64; 4], big: i64| {
        let mut values = vec![Value::Number(count.into())];
        let [sum, min, max, mean] = money;
        values.extend([cents(sum), cents(min), cents(max)]);
        values.push(Value::Number(Decimal::new(mean, 3)));
        values.push(Value::Number(big.into()));
        (vec![key], normal(values))
    };
    let found: Vec<_> = splits.into_iter().map(|s| (s.keys, normal(s.values))).collect();
    assert_eq!(
        found,
        [
            row(option(1), 2, [15, -5, 20, 75], 18_000_000_000_000_000),
            row(option(2), 2, [40, 10, 30, 200], 18_000_000_000_000_000),
            row(Value::Null, 1, [1, 1, 1, 10], 9_000_000_000_000_000),
        ]
    );
    let months = ask(&wanted(vec![group(DATE, Some(Bucket::Month))], vec![Measure::Count]));
    assert_eq!(keys(&months), ["2026-02"]);
    let days = ask(&wanted(vec![group(DATE, Some(Bucket::Day))], vec![Measure::Count]));
    assert_eq!(keys(&days), ["2026-02-01", "2026-02-02", "2026-02-03", "2026-02-28"]);
    let nothing = ask(&wanted(vec![], vec![Measure::Count, Measure::Max(money)]));
    assert_eq!(nothing[0].values[0], Value::Number(5.into()));
    let filled = ask(&wanted(vec![], vec![Measure::Filled(field(7).into())]));
    assert_eq!(filled[0].values[0], Value::Number(4.into()), "one has no option");
}

fn normal(values: Vec<Value>) -> Vec<Value> {
    values
        .into_iter()
        .map(|v| if let Value::Number(n) = v { Value::Number(n.normalize()) } else { v })
        .collect()
}

fn keys(splits: &[Split]) -> Vec<&str> {
    splits.iter().map(|s| s.keys[0].as_text().unwrap_or("none")).collect()
}

fn moments_are_grouped_by_the_persons_own_day(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    for (n, moment) in (1..).zip(["2026-03-31T15:59:59Z", "2026-03-31T16:00:00Z"]) {
        let values = [(6, Value::Instant(moment.parse().unwrap()))];
        create(&store, &table, with_values(n, values)).unwrap();
    }
    create(&store, &table, with_values(9, [])).unwrap();
    let wanted = Aggregate {
        groups: vec![group(6, Some(Bucket::Month))],
        measures: vec![Measure::Count],
        limit: 10,
    };
    let splits = question(&store, &table, |read, q| aggregate(read, q, &wanted));
    assert_eq!(keys(&splits), ["2026-03", "2026-04", "none"]);
}

#[test]
fn texts_are_compared_byte_by_byte_whatever_the_servers_language() {
    let Some(db) = Db::postgres() else { return };
    let store = db.open();
    make_form(&store);
    let text = "SELECT table_name || '.' || column_name FROM information_schema.columns \
                WHERE table_schema = current_schema() AND data_type = 'text' \
                AND collation_name IS DISTINCT FROM 'C' AND table_name <> 'clew_meta'";
    let others = store.read(|read| {
        Ok::<_, Error>(all(read, &Sql::of(Dialect::Postgres, text), |row| row.text(0))?)
    });
    assert_eq!(others.unwrap(), []);
}
