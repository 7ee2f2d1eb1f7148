//! Pages: the same records in the same order on both databases, by cursor and by ordinal.

use std::cmp::Ordering;

use model::{Expr, FieldRef, Function, SystemField, Value};
use rust_decimal::Decimal;
use store::query::{self, Anchors, From, Question, SortBy};
use store::{Error, Store, Table, records};

use crate::both::Db;
use crate::fixture::{DATE, INT, MONEY, TEXT, act, at, field, make_form, record, with_values};

both_databases! {
    pages_by_cursor_join_to_the_whole_in_both_directions,
    a_page_at_an_ordinal_is_the_same_slice,
    records_without_a_value_come_last_in_both_directions,
    ties_are_broken_by_the_second_key_and_then_by_age,
    a_ranked_sort_follows_the_given_order,
    a_page_goes_on_right_after_its_cursor_though_rows_came_and_went,
    counts_agree_with_what_pages_show,
    the_recycle_bin_is_asked_apart,
}

const COUNT: u128 = 60;
/// Text, whole number, money, yes or no, day, moment.
const SORTED: [usize; 6] = [TEXT, INT, MONEY, 4, DATE, 6];

/// Values with ties, gaps, and texts whose order differs between collations.
fn value(n: u128, shape: usize) -> Value {
    let mixed = (n * 37 + shape as u128 * 11) % 41;
    if mixed.is_multiple_of(5) {
        return Value::Null;
    }
    let small = i64::try_from(mixed % 13).unwrap();
    let words = ["a", "B", "b", "Z", "中", "张三", "ä", "_", "~", "10", "9", "\u{1F600}", "aa"];
    match shape {
        TEXT => Value::Text(words[usize::try_from(small).unwrap()].to_owned()),
        INT => Value::Number(Decimal::from(small - 6)),
        MONEY => Value::Number(Decimal::new(small * 7 - 40, 2)),
        4 => Value::Bool(mixed.is_multiple_of(2)),
        DATE => Value::Date(jiff::civil::date(1970, 1, 1 + i8::try_from(small).unwrap())),
        _ => Value::Instant(at(small - 1_900_000_000)),
    }
}

fn filled(db: &Db) -> (Store, Table) {
    let store = db.open();
    let table = make_form(&store);
    let rows: Vec<_> =
        (0..COUNT).map(|n| with_values(n, SORTED.map(|shape| (shape, value(n, shape))))).collect();
    let form = table.clone();
    store.write(move |tx| Ok(records::create_many(tx, &form, &rows, &act())?)).unwrap();
    (store, table)
}

fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Text(a), Value::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Instant(a), Value::Instant(b)) => a.cmp(b),
        _ => panic!("{a:?} and {b:?}"),
    }
}

/// Values first, none last, whichever the direction.
fn by_value(a: &Value, b: &Value, descending: bool) -> Ordering {
    match (a.is_null(), b.is_null()) {
        (false, false) if descending => compare(b, a),
        (false, false) => compare(a, b),
        (a, b) => a.cmp(&b),
    }
}

/// What the sort by these keys must give, as numbers of records.
fn expected(keys: &[(usize, bool)]) -> Vec<u128> {
    let newest_first = keys.first().is_none_or(|(_, descending)| *descending);
    let mut all: Vec<u128> = (0..COUNT).collect();
    all.sort_by(|a, b| {
        let order = keys.iter().map(|(shape, descending)| {
            by_value(&value(*a, *shape), &value(*b, *shape), *descending)
        });
        let age = if newest_first { b.cmp(a) } else { a.cmp(b) };
        order.fold(Ordering::Equal, Ordering::then).then(age)
    });
    all
}

fn sort(keys: &[(usize, bool)]) -> Vec<SortBy> {
    keys.iter()
        .map(|(shape, descending)| SortBy::Column {
            field: FieldRef::Field(field(*shape)),
            descending: *descending,
        })
        .collect()
}

fn ask<T>(
    store: &Store,
    table: &Table,
    filter: &Expr,
    bin: bool,
    run: impl FnOnce(&mut dyn store::session::Read, &Question<'_>) -> Result<T, Error>,
) -> T {
    let always = Expr::always();
    let question = Question {
        table,
        tables: &|_| None,
        targets: &|_| None,
        sights: &|_| None,
        rows: &always,
        filter,
        search: None,
        bin,
    };
    store.read(|read| run(read, &question)).unwrap()
}

fn page(
    store: &Store,
    table: &Table,
    sort: &[SortBy],
    (from, size): (From, u32),
    anchors: &Anchors,
) -> (Vec<u128>, Option<query::Cursor>) {
    let filter = Expr::always();
    let fields = [FieldRef::Field(field(TEXT)), FieldRef::System(SystemField::CreatedAt)];
    let page = ask(store, table, &filter, false, |read, question| {
        query::page(read, question, (sort, &fields), (&from, size), anchors)
    });
    (page.items.iter().map(|r| r.id.0.as_u128() - record(0).0.as_u128()).collect(), page.next)
}

fn walk(store: &Store, table: &Table, sort: &[SortBy], size: u32) -> Vec<u128> {
    let (mut all, mut from) = (Vec::new(), From::Start);
    loop {
        let (items, next) = page(store, table, sort, (from, size), &Anchors::new());
        all.extend(items);
        match next {
            Some(cursor) => from = From::After(cursor),
            None => return all,
        }
    }
}

fn pages_by_cursor_join_to_the_whole_in_both_directions(db: &Db) {
    let (store, table) = filled(db);
    for shape in SORTED {
        for descending in [false, true] {
            let keys = [(shape, descending)];
            for size in [7, 60] {
                assert_eq!(walk(&store, &table, &sort(&keys), size), expected(&keys), "{keys:?}");
            }
        }
    }
    assert_eq!(walk(&store, &table, &[], 7), expected(&[]), "newest first");
}

fn a_page_at_an_ordinal_is_the_same_slice(db: &Db) {
    let (store, table) = filled(db);
    for keys in [vec![], vec![(TEXT, false)], vec![(MONEY, true)], vec![(DATE, true), (INT, false)]]
    {
        let (sort, whole) = (sort(&keys), expected(&keys));
        let anchors = Anchors::new();
        for start in [0usize, 50, 53, 7, 14, 59, 60, 1000] {
            let from = From::At(i64::try_from(start).unwrap());
            let (items, _) = page(&store, &table, &sort, (from, 7), &anchors);
            let slice: Vec<u128> = whole.iter().copied().skip(start).take(7).collect();
            assert_eq!(items, slice, "{keys:?} at {start}");
        }
    }
}

fn records_without_a_value_come_last_in_both_directions(db: &Db) {
    let (store, table) = filled(db);
    for descending in [false, true] {
        let found = walk(&store, &table, &sort(&[(INT, descending)]), 9);
        let blank: Vec<bool> = found.iter().map(|n| value(*n, INT).is_null()).collect();
        assert!(blank.is_sorted(), "{blank:?}");
        assert!(blank.contains(&true) && blank.contains(&false));
    }
}

fn ties_are_broken_by_the_second_key_and_then_by_age(db: &Db) {
    let (store, table) = filled(db);
    for first in [false, true] {
        for second in [false, true] {
            let keys = [(4, first), (MONEY, second)];
            assert_eq!(walk(&store, &table, &sort(&keys), 7), expected(&keys), "{keys:?}");
            let keys = [(MONEY, first), (TEXT, second), (INT, first)];
            assert_eq!(walk(&store, &table, &sort(&keys), 5), expected(&keys), "{keys:?}");
        }
    }
}

fn a_ranked_sort_follows_the_given_order(db: &Db) {
    let store = db.open();
    let table = make_form(&store);
    let option = |n: u128| uuid::Uuid::from_u128(n);
    // Option 4 is in no order any more, and the last record has none.
    let rows: Vec<_> = [(0, 3), (1, 1), (2, 2), (3, 1), (4, 4)]
        .map(|(n, o)| with_values(n, [(7, Value::Option(model::OptionId(option(o))))]))
        .into_iter()
        .chain([with_values(5, [])])
        .collect();
    let form = table.clone();
    store.write(move |tx| Ok(records::create_many(tx, &form, &rows, &act())?)).unwrap();
    let order = vec![option(2), option(1), option(3)];
    let ranked = [SortBy::Ranked { field: FieldRef::Field(field(7)), order }];
    assert_eq!(walk(&store, &table, &ranked, 2), [2, 3, 1, 0, 4, 5]);
    let by_text_first = [sort(&[(TEXT, false)])[0].clone(), ranked[0].clone()];
    assert_eq!(walk(&store, &table, &by_text_first, 4), [2, 1, 3, 0, 4, 5]);
}

fn a_page_goes_on_right_after_its_cursor_though_rows_came_and_went(db: &Db) {
    let (store, table) = filled(db);
    let sort = sort(&[(INT, false)]);
    let whole = expected(&[(INT, false)]);
    let (items, next) = page(&store, &table, &sort, (From::Start, 10), &Anchors::new());
    assert_eq!(items, whole[..10]);
    // A row before the cursor goes, another comes.
    let (form, gone) = (table.clone(), record(whole[9]));
    store
        .write(move |tx| {
            let current = records::find(tx, &form, gone)?.unwrap();
            records::trash(tx, &form, &current, &act())?;
            let first = with_values(900, [(INT, Value::Number(Decimal::from(-1000)))]);
            Ok(records::create(tx, &form, &first, &act())?)
        })
        .unwrap();
    let from = From::After(next.unwrap());
    let (items, _) = page(&store, &table, &sort, (from, 10), &Anchors::new());
    assert_eq!(items, whole[10..20]);
}

fn counts_agree_with_what_pages_show(db: &Db) {
    let (store, table) = filled(db);
    let literal = |n: i64| Expr::value(Value::Number(Decimal::from(n)));
    let number = || Expr::field(field(INT));
    for filter in [
        Expr::always(),
        Expr::never(),
        Expr::call(Function::Gt, [number(), literal(2)]),
        Expr::call(Function::IsEmpty, [number()]),
        Expr::call(
            Function::Eq,
            [Expr::field(field(TEXT)), Expr::value(Value::Text("张三".to_owned()))],
        ),
    ] {
        let (counted, limited, shown) = ask(&store, &table, &filter, false, |read, question| {
            let anchors = Anchors::new();
            let page = query::page(read, question, (&[], &[]), (&From::Start, 500), &anchors)?;
            let limited = query::count_up_to(read, question, 5)?;
            Ok((query::count(read, question)?, limited, page.items.len()))
        });
        assert_eq!(counted, i64::try_from(shown).unwrap(), "{filter:?}");
        assert_eq!(limited, counted.min(5), "{filter:?}");
        let trivial = filter == Expr::always() || filter == Expr::never();
        assert!(trivial || (counted > 0 && counted < 60), "{filter:?} says nothing");
    }
}

fn the_recycle_bin_is_asked_apart(db: &Db) {
    let (store, table) = filled(db);
    let form = table.clone();
    store
        .write(move |tx| {
            let current = records::find(tx, &form, record(7))?.unwrap();
            Ok(records::trash(tx, &form, &current, &act())?)
        })
        .unwrap();
    let always = Expr::always();
    let count = |bin| ask(&store, &table, &always, bin, |read, q| query::count(read, q));
    assert_eq!((count(false), count(true)), (59, 1));
}
