//! The evaluator and the databases give the same answer: over the vectors, and over random trees and rows.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "test code outside #[test] functions; what was skipped is said"
)]

#[path = "../../formula/tests/support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::ops::Deref;

use formula::{bind, evaluate, filter, matches, text};
use model::{Code, Expr, FieldId, FieldKind, FieldRef, Form, Rejection, Shape, SystemField, Value};
use proptest::prelude::*;
use rust_decimal::Decimal;
use store::lower::{self, Columns, Kind};
use store::postgres::{PostgresOptions, open_writer};
use store::session::{Session, all};
use store::sql::{Param, Sql};
use store::sqlite::SqliteSession;
use store::table::{Column, Table, sql_type};
use support::trees::Fields;
use support::{Values, Vector, World, record, show};
use uuid::Uuid;

/// The tables of the two forms.
struct Tables {
    tables: Vec<Table>,
    links: BTreeMap<FieldId, usize>,
    sight: Option<Expr>,
}

fn shape(kind: &FieldKind) -> Shape {
    let number = |decimals: u8| match decimals {
        0 => Shape::Int,
        scale => Shape::Decimal { scale },
    };
    match kind {
        FieldKind::Number(k) => number(k.decimals),
        FieldKind::Money(k) => number(k.decimals),
        FieldKind::Date(_) => Shape::Date,
        FieldKind::DateTime(_) => Shape::Instant,
        FieldKind::YesNo(_) => Shape::Bool,
        FieldKind::Choice(_) | FieldKind::Stage(_) => Shape::Option,
        FieldKind::Choices(_) => Shape::Options,
        FieldKind::Person(_) => Shape::Person,
        FieldKind::Link(k) if k.many => Shape::Records,
        FieldKind::Link(_) => Shape::Record,
        FieldKind::Attachment(_) => Shape::Files,
        _ => Shape::Text,
    }
}

impl Tables {
    fn of(forms: &[Form]) -> Self {
        let mut links = BTreeMap::new();
        let mut tables = Vec::new();
        for (number, form) in (1..).zip(forms) {
            let mut columns = BTreeMap::new();
            for (n, field) in form.fields.iter().enumerate() {
                let name = format!("f{}", n + 1);
                // Some behind the first table, so that every vector also holds across a join.
                let part = (n % 3) as u32;
                let column = Column { name, shape: shape(&field.kind), sort_key: false, part };
                columns.insert(field.id, column);
                if let FieldKind::Link(k) = &field.kind {
                    links.insert(field.id, forms.iter().position(|f| f.code == k.form).unwrap());
                }
            }
            tables.push(Table { form: form.id, number, columns });
        }
        Self { tables, links, sight: None }
    }
}

impl Columns for Tables {
    fn own(&self) -> &Table {
        &self.tables[0]
    }

    fn target(&self, link: FieldId) -> Option<&Table> {
        self.links.get(&link).map(|n| &self.tables[*n])
    }

    fn sight(&self, _: FieldId) -> Option<&Expr> {
        self.sight.as_ref()
    }
}

/// A database with the tables of both forms, emptied for each row.
struct Database {
    session: Box<dyn Session>,
    tables: Tables,
    world: World,
}

impl Deref for Database {
    type Target = World;
    fn deref(&self) -> &World {
        &self.world
    }
}

impl Database {
    fn sqlite() -> Self {
        Self::new(Box::new(SqliteSession::new(rusqlite::Connection::open_in_memory().unwrap())))
    }

    fn postgres(schema: &str) -> Option<Self> {
        let Ok(url) = std::env::var("CLEW_TEST_POSTGRES") else {
            println!("skipped: CLEW_TEST_POSTGRES is not set");
            return None;
        };
        let options = PostgresOptions { url, schema: schema.to_owned() };
        Some(Self::new(Box::new(open_writer(&options).unwrap())))
    }

    fn new(mut session: Box<dyn Session>) -> Self {
        let world = World::load();
        let tables = Tables::of(&world.forms);
        let dialect = session.dialect();
        let uuid = sql_type(Shape::Record, dialect);
        for table in &tables.tables {
            let mut columns: Vec<String> = store::table::SYSTEM_COLUMNS
                .iter()
                .map(|(field, shape)| format!("{} {}", field.code(), sql_type(*shape, dialect)))
                .collect();
            columns.push("rk bigint".to_owned());
            let own = |part| {
                let named = |c: &Column| format!("{} {}", c.name, sql_type(c.shape, dialect));
                table.columns_of(part).map(|(_, c)| named(c)).collect::<Vec<_>>()
            };
            columns.extend(own(0));
            for part in table.spills() {
                let (name, columns) = (table.part(part), own(part).join(", "));
                let text = format!(
                    "DROP TABLE IF EXISTS {name}; CREATE TABLE {name} (rk bigint, {columns})"
                );
                session.script(&text).unwrap();
            }
            let (rows, sets) = (table.rows(), table.sets());
            session
                .script(&format!(
                    "DROP TABLE IF EXISTS {rows}; CREATE TABLE {rows} ({}); DROP TABLE IF EXISTS {sets};
                     CREATE TABLE {sets} (record {uuid}, field bigint, value {uuid})",
                    columns.join(", ")
                ))
                .unwrap();
        }
        Self { session, tables, world }
    }

    /// Puts one row and what it links to in place of what was there.
    fn place(&mut self, row: &Values) {
        for table in &self.tables.tables {
            let parts = table.spills().into_iter().chain([0]).map(|part| table.part(part));
            for name in parts.chain([table.sets()]) {
                self.session.script(&format!("DELETE FROM {name}")).unwrap();
            }
        }
        // Each chain of links leads to a record of its own.
        let mut records: BTreeMap<Vec<FieldId>, Vec<(FieldRef, Value)>> = BTreeMap::new();
        records.entry(Vec::new()).or_default();
        for (path, value) in row.0.values() {
            for n in 0..path.through.len() {
                records.entry(path.through[..=n].to_vec()).or_default();
            }
            records.entry(path.through.clone()).or_default().push((path.field, value.clone()));
        }
        let chains: Vec<Vec<FieldId>> = records.keys().cloned().collect();
        for (through, mut values) in records {
            for chain in &chains {
                if let Some((link, before)) = chain.split_last()
                    && before == through.as_slice()
                {
                    values.retain(|(field, _)| *field != FieldRef::Field(*link));
                    values.push(((*link).into(), Value::Record(record(&format!("{chain:?}")))));
                }
            }
            self.insert(&through, &values);
        }
    }

    fn insert(&mut self, through: &[FieldId], values: &[(FieldRef, Value)]) {
        let table = match through.last() {
            None => self.tables.own(),
            Some(link) => self.tables.target(*link).unwrap(),
        };
        let id = record(&format!("{through:?}")).0;
        let dialect = self.session.dialect();
        let key = i64::try_from(id.as_u128() & 0x7FFF_FFFF_FFFF_FFFF).unwrap();
        let mut parts: BTreeMap<u32, Vec<(String, Param)>> = BTreeMap::new();
        parts.entry(0).or_default().push(("id".to_owned(), Param::Uuid(id)));
        let mut sets: Vec<(i64, Uuid)> = Vec::new();
        for (field, value) in values {
            let (name, shape) = table.locate(*field).unwrap();
            if shape.is_many() {
                let FieldRef::Field(field) = field else { panic!("a system set") };
                let number = table.columns[field].number();
                sets.extend(members(value).into_iter().map(|id| (number, id)));
            } else if *field != SystemField::Id.into() {
                let part = table.part_of(*field).unwrap();
                let param = store::values::param(value, shape).unwrap();
                parts.entry(part).or_default().push((name, param));
            }
        }
        for (part, cells) in parts {
            let (names, params): (Vec<String>, Vec<Param>) = cells.into_iter().unzip();
            let mut sql = Sql::of(dialect, "INSERT INTO ");
            sql.push(&table.part(part)).push(" (rk");
            for name in names {
                sql.push(", ").name(&name);
            }
            sql.push(") VALUES (").bind(key);
            for param in params {
                sql.push(", ").bind(param);
            }
            sql.push(")");
            self.session.execute(&sql).unwrap();
        }
        for (field, value) in sets {
            let mut sql = Sql::of(dialect, "INSERT INTO ");
            sql.push(&table.sets()).push(" (record, field, value) VALUES (");
            sql.bind(id).push(", ").bind(field).push(", ").bind(value).push(")");
            self.session.execute(&sql).unwrap();
        }
        self.session.flush().unwrap();
    }

    /// Whether the row in place meets the condition.
    fn meets(&mut self, condition: &Expr) -> Result<bool, Rejection> {
        let dialect = self.session.dialect();
        let lowered = lower::condition(condition, &self.tables, dialect)?;
        let joins: String = lowered.joins().collect();
        let mut sql = Sql::of(dialect, &format!("SELECT t.id FROM r1 t{joins} WHERE "));
        sql.append(&lowered);
        let found = all(self.session.as_mut(), &sql, |row| row.uuid(0));
        let found =
            found.unwrap_or_else(|fault| panic!("{}\n{:?}\n{fault:?}", sql.text(), sql.params()));
        Ok(!found.is_empty())
    }

    /// The value of an expression for the row in place.
    fn value(&mut self, expr: &Expr) -> Result<Value, Rejection> {
        let dialect = self.session.dialect();
        let lowered = lower::scalar(expr, &self.tables, dialect)?;
        let mut sql = Sql::of(dialect, "SELECT ");
        let joins: String = lowered.sql.joins().collect();
        sql.append(&lowered.sql).push(" FROM r1 t").push(&joins);
        let found = all(self.session.as_mut(), &sql, |row| {
            Ok(match lowered.kind {
                Kind::Null => Value::Null,
                Kind::Text => row.text(0)?.map_or(Value::Null, Value::Text),
                Kind::Number { scale, .. } => {
                    let scale = u8::try_from(scale).unwrap_or(0);
                    row.decimal(0, scale)?.map_or(Value::Null, Value::Number)
                }
                Kind::Bool => row.bool(0)?.map_or(Value::Null, Value::Bool),
                Kind::Date => row.date(0)?.map_or(Value::Null, Value::Date),
                Kind::Instant => row.instant(0)?.map_or(Value::Null, Value::Instant),
                Kind::Id => row.uuid(0)?.map_or(Value::Null, |id| Value::Text(id.to_string())),
            })
        });
        let mut found =
            found.unwrap_or_else(|fault| panic!("{}\n{:?}\n{fault:?}", sql.text(), sql.params()));
        Ok(found.remove(0))
    }
}

fn members(value: &Value) -> Vec<Uuid> {
    match value {
        Value::Options(ids) => ids.iter().map(|id| id.0).collect(),
        Value::Records(ids) => ids.iter().map(|id| id.0).collect(),
        Value::Files(files) => files.iter().map(|f| f.file.0).collect(),
        _ => Vec::new(),
    }
}

fn problem(database: &mut Database, vector: &Vector) -> Option<String> {
    let names = database.world.names();
    let expr = match (&vector.formula, &vector.filter) {
        (Some(source), _) => text::parse(source, &names).unwrap().expr,
        (None, Some(json)) => filter::parse(json, &names).unwrap(),
        (None, None) => return None,
    };
    let bound = bind(&expr, &database.binding);
    let row = database.row(vector);
    database.place(&row);
    if !vector.sql {
        return match database.value(&bound) {
            Err(refused) if refused.code == Code::NotForFilter => None,
            other => Some(format!("is not refused: {other:?}")),
        };
    }
    let found = match vector.filter {
        Some(_) => database.meets(&bound).map(|met| met.into()),
        None => database.value(&bound).map(|v| show(&v)),
    };
    if found.as_ref() != Ok(&vector.is) {
        return Some(format!("gives {found:?}"));
    }
    if vector.is.is_boolean() {
        let met = database.meets(&bound).ok();
        let not = database.meets(&Expr::call(model::Function::Not, [bound])).ok();
        if met != vector.is.as_bool() || not != met.map(|m| !m) {
            return Some(format!("as a condition {met:?}, negated {not:?}"));
        }
    }
    None
}

fn run_vectors(mut database: Database) {
    let vectors: Vec<Vector> = database.vectors.clone();
    let lowerable = vectors.iter().filter(|v| v.error.is_none());
    let problems: Vec<String> = lowerable
        .filter_map(|v| problem(&mut database, v).map(|p| format!("{v:?}\n  {p}")))
        .collect();
    assert!(problems.is_empty(), "{} wrong:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn sqlite_gives_what_the_vectors_say() {
    run_vectors(Database::sqlite());
}

#[test]
fn postgres_gives_what_the_vectors_say() {
    if let Some(database) = Database::postgres("lower_vectors") {
        run_vectors(database);
    }
}

/// Random conditions and numbers over random rows; how many were lowered and how many refused.
fn run_random(mut database: Database, cases: u32) {
    let fields = Fields::of(&database.world);
    let case = (
        prop::collection::vec(fields.condition(3), 6),
        prop::collection::vec(fields.number(2), 3),
        prop::collection::vec(fields.text(2), 2),
        fields.row(),
    );
    let mut lowered = 0_u32;
    let mut refused = 0_u32;
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let database = std::cell::RefCell::new(&mut database);
    let counts = std::cell::RefCell::new((&mut lowered, &mut refused));
    proptest!(config, |((conditions, numbers, texts, row) in case)| {
        let mut database = database.borrow_mut();
        let mut counts = counts.borrow_mut();
        database.place(&row);
        for condition in conditions {
            let bound = bind(&condition, &database.binding);
            match database.meets(&bound) {
                Ok(met) => {
                    *counts.0 += 1;
                    prop_assert_eq!(met, matches(&bound, &row), "{:?}", bound);
                }
                Err(rejection) => {
                    *counts.1 += 1;
                    prop_assert_eq!(rejection.code, Code::NotForFilter);
                }
            }
        }
        for tree in numbers.into_iter().chain(texts) {
            let bound = bind(&tree, &database.binding);
            match database.value(&bound) {
                Ok(value) => prop_assert_eq!(value, evaluate(&bound, &row).into_owned(), "{:?}", bound),
                Err(rejection) => prop_assert_eq!(rejection.code, Code::NotForFilter),
            }
        }
    });
    println!("{lowered} conditions lowered, {refused} refused");
    assert!(
        lowered > refused * 2,
        "{lowered} lowered, {refused} refused: the check has lost its teeth"
    );
}

#[test]
fn sqlite_agrees_with_the_evaluator_on_random_trees() {
    run_random(Database::sqlite(), 400);
}

#[test]
fn postgres_agrees_with_the_evaluator_on_random_trees() {
    if let Some(database) = Database::postgres("lower_random") {
        run_random(database, 150);
    }
}

#[test]
fn a_plain_comparison_stays_plain_so_that_an_index_serves_it() {
    let database = Database::sqlite();
    let text = |source: &str| {
        let tree = text::parse(source, &database.names()).unwrap().expr;
        let bound = bind(&tree, &database.binding);
        let dialect = store::Dialect::Sqlite;
        lower::condition(&bound, &database.tables, dialect).unwrap().text().to_owned()
    };
    assert_eq!(text("{name}=\"a\""), "(t.f1 = $1)");
    assert_eq!(text("{qty}<2.5"), "(tx1.f5 <= $1)");
    assert_eq!(text("{price}>=2"), "(tx2.f6 >= $1)");
    assert_eq!(text("WITHIN({at},\"today\")"), "((tx2.f9 >= $1) AND (tx2.f9 < $2))");
    assert_eq!(
        text("{idle_days}>7"),
        "((t.last_activity_at < $1) OR ((t.last_activity_at IS NULL) AND (t.created_at < $2)))"
    );
}

#[test]
fn more_digits_than_a_column_has_are_compared_without_rounding() {
    let mut database = Database::sqlite();
    let names = World::load();
    let path = formula::Names::resolve(&names.names(), &["qty"]).unwrap().0;
    let mut row = Values::default();
    row.0.insert(support::key(&path), (path.clone(), Value::Number(Decimal::from(-3))));
    database.place(&row);
    let below = Expr::call(
        model::Function::Lt,
        [Expr::Field(path), Expr::Value(Value::Number(Decimal::new(-25, 1)))],
    );
    assert_eq!(database.meets(&below), Ok(true));
}

fn largest_filter(database: &Database) -> Expr {
    let mut any: Vec<serde_json::Value> = (0..490)
        .map(|n| serde_json::json!({"field": "customer.name", "op": "contains", "value": format!("x{n}")}))
        .collect();
    let many: Vec<String> = (0..1_000).map(|n| format!("y{n}")).collect();
    any.push(serde_json::json!({"field": "name", "op": "in", "value": many}));
    let json = serde_json::json!({"not": {"or": any}});
    bind(&filter::parse(&json, &database.names()).unwrap(), &database.binding)
}

#[test]
fn a_filter_as_large_as_filters_may_be_still_runs() {
    for database in [Some(Database::sqlite()), Database::postgres("lower_largest")] {
        let Some(mut database) = database else { continue };
        database.place(&Values::default());
        let condition = largest_filter(&database);
        assert_eq!(database.meets(&condition), Ok(true));
    }
}

#[test]
fn more_values_than_a_statement_takes_are_refused() {
    let database = Database::sqlite();
    let numbers: Vec<u32> = (0..1_000).collect();
    let list = || Expr::List(numbers.iter().map(|n| Value::Number((*n).into())).collect());
    let path = formula::Names::resolve(&database.names(), &["qty"]).unwrap().0;
    let tests =
        (0..40).map(|_| Expr::call(model::Function::In, [Expr::Field(path.clone()), list()]));
    let condition = Expr::call(model::Function::Or, tests);
    let refused = lower::condition(&condition, &database.tables, store::Dialect::Sqlite);
    assert_eq!(refused.unwrap_err().code, Code::TooMany);
}

#[test]
fn a_linked_record_out_of_sight_is_blank_to_filters() {
    for database in [Some(Database::sqlite()), Database::postgres("lower_sight")] {
        let Some(mut database) = database else { continue };
        let row = r#"{"row": {"customer.name": "x", "customer.owner": "other", "customer.tags": ["vip"]}}"#;
        let row = database.row(&serde_json::from_str::<Vector>(row).unwrap());
        database.place(&row);
        let ask = |database: &mut Database, source: &str| {
            let tree = text::parse(source, &database.names()).unwrap().expr;
            let bound = bind(&tree, &database.binding);
            database.meets(&bound).unwrap()
        };
        assert!(ask(&mut database, "AND({customer.name}=\"x\",HASANY({customer.tags},\"vip\"))"));
        let own = text::parse("{owner}=ME()", &database.names()).unwrap().expr;
        database.tables.sight = Some(bind(&own, &database.binding));
        assert!(!ask(&mut database, "{customer.name}=\"x\""));
        assert!(!ask(&mut database, "HASANY({customer.tags},\"vip\")"));
        assert!(ask(&mut database, "AND(ISEMPTY({customer.name}),ISEMPTY({customer.tags}))"));
        assert!(ask(&mut database, "NOT(ISEMPTY({customer}))"));
    }
}
