//! What a person sees through several scopes (own records, those of departments) is walked scope by scope and merged:
//! the same records in the same order as one OR would give.

use model::{DepartmentId, Expr, FieldRef, Function, SystemField, UserId, Value};
use rust_decimal::Decimal;
use store::query::{self, Anchors, From, Question, SortBy};
use store::{Error, Store, Table, records};
use uuid::Uuid;

use crate::both::Db;
use crate::fixture::{INT, MONEY, TEXT, act, field, make_form, record, with_values};

both_databases! {
    merged_scopes_give_what_one_or_gives,
}

const COUNT: u128 = 300;

/// Numbers that look random and are the same each time.
fn random(n: u128, salt: u128) -> u128 {
    let mixed =
        (n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(salt * 0xD1B5_4A32_D192_ED03);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 32 & 0xFFFF
}

fn person(n: u128) -> Value {
    Value::Person(UserId(Uuid::from_u128(0xAA00 + n)))
}

fn department(n: u128) -> Value {
    Value::Department(DepartmentId(Uuid::from_u128(0xDD00 + n)))
}

fn filled(db: &Db) -> (Store, Table) {
    let store = db.open();
    let table = make_form(&store);
    let rows: Vec<_> = (0..COUNT)
        .map(|n| {
            let number = |salt| Decimal::from(i64::try_from(random(n, salt) % 9).unwrap());
            let mut new = with_values(n, [(INT, Value::Number(number(1)))]);
            let mut set = |field: FieldRef, value: Value, salt| {
                if !random(n, salt).is_multiple_of(5) {
                    new.values.insert(field, value);
                }
            };
            set(SystemField::Owner.into(), person(random(n, 2) % 6), 3);
            set(SystemField::Department.into(), department(random(n, 4) % 5), 5);
            set(field(MONEY).into(), Value::Number(number(6)), 7);
            set(field(TEXT).into(), Value::Text(format!("名{}", random(n, 8) % 20)), 9);
            set(field(8).into(), person(random(n, 10) % 4), 11);
            new
        })
        .collect();
    let form = table.clone();
    store
        .write(move |tx| {
            records::create_many(tx, &form, &rows, &act())?;
            for n in (0..COUNT).step_by(11) {
                let current = records::find(tx, &form, record(n))?.unwrap();
                records::trash(tx, &form, &current, &act())?;
            }
            Ok(())
        })
        .unwrap();
    (store, table)
}

fn is(field: impl Into<FieldRef>, value: Value) -> Expr {
    Expr::call(Function::Eq, [Expr::field(field), Expr::value(value)])
}

fn of_departments(numbers: &[u128]) -> Expr {
    let all = numbers.iter().map(|n| department(*n)).collect();
    Expr::call(Function::In, [Expr::field(SystemField::Department), Expr::List(all)])
}

/// Everything that can be asked: pages by cursor, pages by ordinal, counts.
#[derive(Debug, PartialEq)]
struct Told {
    walked: Vec<u128>,
    jumped: Vec<Vec<u128>>,
    counted: i64,
    limited: [i64; 3],
}

fn ask(store: &Store, table: &Table, (rows, filter): (&Expr, &Expr), sort: &[SortBy]) -> Told {
    let question = Question {
        table,
        tables: &|_| None,
        targets: &|_| None,
        sights: &|_| None,
        rows,
        filter,
        search: None,
        bin: false,
    };
    let number = |id: model::RecordId| id.0.as_u128() - record(0).0.as_u128();
    let ids = |page: &query::Page| page.items.iter().map(|r| number(r.id)).collect::<Vec<_>>();
    let fields = [FieldRef::System(SystemField::Owner)];
    let anchors = Anchors::new();
    store
        .read(|read| {
            let (mut walked, mut from) = (Vec::new(), From::Start);
            loop {
                let page = query::page(read, &question, (sort, &fields), (&from, 7), &anchors)?;
                walked.extend(ids(&page));
                match page.next {
                    Some(cursor) => from = From::After(cursor),
                    None => break,
                }
            }
            let mut jumped = Vec::new();
            for at in [40, 3, 3, 90, 55, 1_000] {
                let from = From::At(at);
                let page = query::page(read, &question, (sort, &fields), (&from, 9), &anchors)?;
                jumped.push(ids(&page));
            }
            let mut limited = [5, 60, 10_000];
            for limit in &mut limited {
                *limit = query::count_up_to(read, &question, *limit)?;
            }
            Ok::<_, Error>(Told {
                walked,
                jumped,
                counted: query::count(read, &question)?,
                limited,
            })
        })
        .unwrap()
}

fn merged_scopes_give_what_one_or_gives(db: &Db) {
    let (store, table) = filled(db);
    let column = |field: FieldRef, descending| SortBy::Column { field, descending };
    let ranked = |field: FieldRef| SortBy::Ranked {
        field,
        order: (0..3).map(|n| Uuid::from_u128(0xAA00 + n)).collect(),
    };
    let (text, money, int) = (field(TEXT).into(), field(MONEY).into(), field(INT).into());
    let sorts: Vec<Vec<SortBy>> = vec![
        vec![],
        vec![column(text, false)],
        vec![column(money, true)],
        vec![column(int, false), column(text, true)],
        vec![ranked(field(8).into()), column(money, false)],
        vec![column(money, true), ranked(field(8).into())],
    ];
    let sights = [
        Expr::call(Function::Or, [is(SystemField::Owner, person(1)), of_departments(&[2])]),
        Expr::call(Function::Or, [is(SystemField::Owner, person(0)), of_departments(&[0, 3, 4])]),
        of_departments(&[1, 2]),
        Expr::call(
            Function::Or,
            [is(SystemField::Owner, person(2)), of_departments(&[1]), is(field(8), person(3))],
        ),
    ];
    let small = Expr::value(Value::Number(Decimal::from(6)));
    let filters = [Expr::always(), Expr::call(Function::Lt, [Expr::field(field(INT)), small])];
    for sight in &sights {
        for filter in &filters {
            for sort in &sorts {
                // Under an AND it is not taken apart.
                let whole = Expr::call(Function::And, [sight.clone()]);
                let expected = ask(&store, &table, (&whole, filter), sort);
                let merged = ask(&store, &table, (sight, filter), sort);
                assert_eq!(merged, expected, "{sight:?} {filter:?} {sort:?}");
                let found = expected.walked.len();
                assert!(found > 20 && found < 280, "{found} records say little");
            }
        }
    }
}
