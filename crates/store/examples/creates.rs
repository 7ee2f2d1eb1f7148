//! Durable single creates: 32 threads, each waiting for its own commit, on SQLite and (with `CLEW_TEST_POSTGRES`) on
//! PostgreSQL, beside what the same connection does when nothing but the bare rows are written.
//!
//! `cargo run --release -p store --example creates [SECONDS]`

#![expect(clippy::print_stdout, reason = "figures are the purpose")]
#![expect(clippy::unwrap_used, reason = "a benchmark may stop with a message")]

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use model::change::FieldValues;
use model::{Actor, Cause, FieldId, FieldRef, FormId, Origin, RecordId, Shape, UserId, Value};
use rust_decimal::Decimal;
use store::records::{self, Act, NewRecord};
use store::session::Session;
use store::sql::Sql;
use store::{Dialect, Location, Store, Table, postgres, schema, sqlite};
use uuid::Uuid;

const THREADS: u128 = 32;
const SHAPES: [Shape; 9] = [
    Shape::Text,
    Shape::Text,
    Shape::Text,
    Shape::Decimal { scale: 2 },
    Shape::Date,
    Shape::Option,
    Shape::Person,
    Shape::Text,
    Shape::Bool,
];

fn main() {
    let seconds = std::env::args().nth(1).and_then(|s| s.parse().ok()).unwrap_or(5);
    let time = Duration::from_secs(seconds);
    let folder = std::env::temp_dir().join(format!("clew-creates-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("clew.db");
    measure("SQLite", &Location::Sqlite(path.clone()), time, &mut || {
        Box::new(sqlite::open_writer(&path).unwrap())
    });
    std::fs::remove_dir_all(&folder).unwrap();
    let Ok(url) = std::env::var("CLEW_TEST_POSTGRES") else {
        println!("PostgreSQL: skipped, CLEW_TEST_POSTGRES names no server");
        return;
    };
    let schema = format!("creates_{}", std::process::id());
    let options = postgres::PostgresOptions { url: url.clone(), schema: schema.clone() };
    let location = Location::Postgres { url, schema: schema.clone() };
    measure("PostgreSQL", &location, time, &mut || {
        Box::new(postgres::open_writer(&options).unwrap())
    });
    let mut session = postgres::open_writer(&options).unwrap();
    session.script(&format!("DROP SCHEMA \"{schema}\" CASCADE")).unwrap();
}

fn measure(
    name: &str,
    location: &Location,
    time: Duration,
    connect: &mut dyn FnMut() -> Box<dyn Session>,
) {
    let store = Store::open(location.clone()).unwrap();
    let table = make_form(&store);
    let alone = bare(&mut *connect(), time, 1);
    let bare = bare(&mut *connect(), time, THREADS);
    let (rate, latencies, batches) = creates(&store, &table, time);
    let at = |q: f64| latencies[((latencies.len() - 1) as f64 * q) as usize].as_secs_f64() * 1e3;
    println!(
        "{name}: {rate:.0} creates/s, p50 {:.1} ms, p99 {:.1} ms, {:.1} a commit; bare rows on one connection: \
         {bare:.0}/s in groups of {THREADS}, {alone:.0}/s one by one; share {:.0} %",
        at(0.5),
        at(0.99),
        latencies.len() as f64 / batches as f64,
        rate / bare * 100.0,
    );
}

fn make_form(store: &Store) -> Table {
    let form = FormId(Uuid::from_u128(1));
    let made = store.write(move |tx| {
        let mut table = schema::create_form(tx, form)?;
        for (i, shape) in (0u128..).zip(SHAPES) {
            schema::add_column(tx, &mut table, FieldId(Uuid::from_u128(i)), (shape, false))?;
        }
        schema::add_unique(tx, &table, FieldId(Uuid::from_u128(1)))?;
        for fields in [vec![0], vec![4], vec![5, 6]] {
            let fields = fields.into_iter().map(|f| FieldId(Uuid::from_u128(f)).into()).collect();
            schema::add_index(tx, &table, &schema::IndexSpec { fields })?;
        }
        Ok(table)
    });
    made.unwrap().value
}

fn new_record(n: u128) -> NewRecord {
    let values = [
        Value::Text(format!("深圳市第{n}科技有限公司")),
        Value::Text(format!("139{n:08}")),
        Value::Text("张三".to_owned()),
        Value::Number(Decimal::new(i64::try_from(n % 1_000_000).unwrap(), 2)),
        Value::Date(jiff::civil::date(2026, 1 + i8::try_from(n % 12).unwrap(), 1)),
        Value::Option(model::OptionId(Uuid::from_u128(n % 7))),
        Value::Person(UserId(Uuid::from_u128(n % 50))),
        Value::Text("来自官网的线索，需要尽快联系。".to_owned()),
        Value::Bool(n.is_multiple_of(2)),
    ];
    let values: FieldValues = (0u128..)
        .zip(values)
        .map(|(i, value)| (FieldRef::Field(FieldId(Uuid::from_u128(i))), value))
        .collect();
    NewRecord {
        id: RecordId(Uuid::from_u128(n)),
        values,
        sort_keys: Vec::new(),
        activities: Vec::new(),
    }
}

fn creates(store: &Store, table: &Table, time: Duration) -> (f64, Vec<Duration>, u64) {
    let before = store.commits().attempts();
    let (stop, next) = (AtomicBool::new(false), AtomicU64::new(1));
    let begin = Instant::now();
    let mut latencies: Vec<Duration> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(|| {
                    let mut taken = Vec::new();
                    while !stop.load(Ordering::Relaxed) {
                        let new = new_record(u128::from(next.fetch_add(1, Ordering::Relaxed)));
                        let (table, act, asked) = (table.clone(), act(), Instant::now());
                        store
                            .write(move |tx| Ok(records::create(tx, &table, &new, &act)?))
                            .unwrap();
                        taken.push(asked.elapsed());
                    }
                    taken
                })
            })
            .collect();
        std::thread::sleep(time);
        stop.store(true, Ordering::Relaxed);
        threads.into_iter().flat_map(|t| t.join().unwrap()).collect()
    });
    let rate = latencies.len() as f64 / begin.elapsed().as_secs_f64();
    latencies.sort_unstable();
    (rate, latencies, store.commits().attempts() - before)
}

fn act() -> Act {
    let cause = Cause::of(Actor::Person(UserId(Uuid::from_u128(9))), Origin::Web);
    Act { cause, at: jiff::Timestamp::UNIX_EPOCH, form_version: 1 }
}

/// Two bare INSERTs a row (the row with its five indexes, and a line with a kilobyte of JSON), so many rows a commit:
/// the most that this connection and this disk give to row-by-row writing.
fn bare(session: &mut dyn Session, time: Duration, group: u128) -> f64 {
    let dialect = session.dialect();
    let (uuid, instant) =
        if dialect == Dialect::Postgres { ("uuid", "timestamptz") } else { ("BLOB", "INTEGER") };
    session
        .script(&format!(
            "DROP TABLE IF EXISTS bare; DROP TABLE IF EXISTS bare_log;
             CREATE TABLE bare (id {uuid} PRIMARY KEY, name TEXT, phone TEXT, status {uuid}, owner {uuid}, at {instant});
             CREATE UNIQUE INDEX bare_phone ON bare (phone); CREATE INDEX bare_name ON bare (name);
             CREATE INDEX bare_status ON bare (status, owner); CREATE INDEX bare_at ON bare (at);
             CREATE TABLE bare_log (seq BIGINT PRIMARY KEY, body TEXT)"
        ))
        .unwrap();
    let body = "x".repeat(600);
    let (begin, mut n) = (Instant::now(), 0u128);
    let command = |session: &mut dyn Session, text: &str| session.execute(&Sql::of(dialect, text));
    while begin.elapsed() < time {
        command(session, "BEGIN").unwrap();
        for _ in 0..group {
            n += 1;
            let mut row = Sql::of(dialect, "INSERT INTO bare VALUES (");
            row.bind_all([
                Uuid::from_u128(n).into(),
                format!("深圳市第{n}科技有限公司").into(),
                format!("139{n:08}").into(),
                Uuid::from_u128(n % 7).into(),
                Uuid::from_u128(n % 50).into(),
                jiff::Timestamp::UNIX_EPOCH.into(),
            ]);
            session.execute(row.push(")")).unwrap();
            let mut line = Sql::of(dialect, "INSERT INTO bare_log VALUES (");
            line.bind(i64::try_from(n).unwrap()).push(", ").bind(body.as_str()).push(")");
            session.execute(&line).unwrap();
        }
        command(session, "COMMIT").unwrap();
        session.flush().unwrap();
    }
    n as f64 / begin.elapsed().as_secs_f64()
}
