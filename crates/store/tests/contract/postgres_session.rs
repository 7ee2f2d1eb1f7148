//! What the PostgreSQL session adds: pipelining, statement cache, faults, reconnection.

use jiff::Timestamp;
use jiff::civil::date;
use rust_decimal::Decimal;
use store::FaultKind;
use store::postgres::{PostgresSession, durability, open_reader};
use store::session::{Read, Session, all, first};
use store::sql::{Param, Sql};
use store::{Dialect, Fault};
use uuid::Uuid;

use crate::both::Db;

fn sql(text: &str, params: impl IntoIterator<Item = Param>) -> Sql {
    let mut params = params.into_iter();
    let mut sql = Sql::new(Dialect::Postgres);
    for (i, piece) in text.split('?').enumerate() {
        if i > 0 {
            sql.bind(params.next().unwrap());
        }
        sql.push(piece);
    }
    sql
}

fn number(read: &mut dyn Read, text: &str) -> i64 {
    first(read, &sql(text, []), |row| Ok(row.int(0)?.unwrap())).unwrap().unwrap()
}

fn writer_with_table(db: &Db) -> PostgresSession {
    let mut session = db.postgres_session();
    session.script("CREATE TABLE t (id bigint CONSTRAINT t_id UNIQUE, name text)").unwrap();
    session
}

fn insert(id: i64) -> Sql {
    sql("INSERT INTO t (id, name) VALUES (?, ?)", [id.into(), "x".into()])
}

fn begin(session: &mut PostgresSession) {
    session.execute(&sql("BEGIN", [])).unwrap();
}

/// Ends this session's connection from outside.
fn kill(db: &Db, session: &mut PostgresSession) {
    let pid = number(session, "SELECT pg_backend_pid()");
    let killed = sql("SELECT pg_terminate_backend(?::int)::int", [pid.into()]);
    first(&mut db.postgres_session(), &killed, |row| row.int(0)).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(50));
}

#[test]
fn every_kind_of_parameter_comes_back_exactly() {
    let Some(db) = Db::postgres() else { return };
    let mut session = db.postgres_session();
    let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);
    let at: Timestamp = "2026-02-28T23:59:59.999999Z".parse().unwrap();
    let amount: Decimal = "-99999999999999.9999".parse().unwrap();
    let asked = sql(
        "SELECT ?::text, ?::bigint, ?::int, ?::smallint, ?::numeric(18,4), ?::boolean, ?::date, ?::timestamptz, \
         ?::uuid, ?::bytea, ?::text, (?::bigint[])[2], (?::text[])[1], (?::uuid[])[1]",
        [
            "中文 \u{1F600}".into(),
            i64::MIN.into(),
            7i64.into(),
            (-7i64).into(),
            Param::Decimal(amount, 4),
            true.into(),
            date(1, 1, 1).into(),
            at.into(),
            id.into(),
            vec![0u8, 255].into(),
            Param::Null,
            Param::Ints(vec![1, i64::MAX]),
            Param::Texts(vec!["a\"b".to_owned()]),
            Param::Uuids(vec![id]),
        ],
    );
    let seen = first(&mut session, &asked, |row| {
        assert_eq!(row.text(0)?.unwrap(), "中文 \u{1F600}");
        assert_eq!(row.int(1)?, Some(i64::MIN));
        assert_eq!((row.int(2)?, row.int(3)?), (Some(7), Some(-7)));
        assert_eq!(row.decimal(4, 4)?, Some(amount));
        assert_eq!(row.bool(5)?, Some(true));
        assert_eq!(row.date(6)?, Some(date(1, 1, 1)));
        assert_eq!(row.instant(7)?, Some(at));
        assert_eq!(row.uuid(8)?, Some(id));
        assert_eq!(row.bytes(9)?, Some(vec![0, 255]));
        assert_eq!(row.text(10)?, None);
        assert_eq!(row.int(11)?, Some(i64::MAX));
        assert_eq!(row.text(12)?.unwrap(), "a\"b");
        assert_eq!(row.uuid(13)?, Some(id));
        Ok(())
    });
    assert!(seen.unwrap().is_some());
}

#[test]
fn a_value_that_would_be_rounded_or_cut_is_refused_and_not_shown() {
    let Some(db) = Db::postgres() else { return };
    let mut session = db.postgres_session();
    let cases = [
        ("SELECT ?::numeric(18,2)", Param::Decimal("1.005".parse().unwrap(), 2)),
        ("SELECT ?::smallint", Param::Int(40_000)),
        ("SELECT ?::text", Param::Text("40000\0".to_owned())),
        ("SELECT ?::bigint", Param::Text("40000".to_owned())),
    ];
    for (text, param) in cases {
        let fault = first(&mut session, &sql(text, [param]), |_| Ok(())).unwrap_err();
        assert_eq!(fault.kind, FaultKind::Other, "{fault}");
        assert!(!fault.message.contains("40000") && !fault.message.contains("1.005"), "{fault}");
    }
    assert_eq!(number(&mut session, "SELECT 1"), 1, "the connection still works");
}

#[test]
fn what_is_held_back_travels_with_the_next_question() {
    let Some(db) = Db::postgres() else { return };
    let mut session = writer_with_table(&db);
    let run = |session: &mut PostgresSession, from: i64| {
        begin(session);
        for id in from..from + 100 {
            session.execute(&insert(id)).unwrap();
        }
        let found = number(session, "SELECT count(*) FROM t");
        session.execute(&sql("COMMIT", [])).unwrap();
        found
    };
    run(&mut session, 0);
    let before = session.round_trips();
    assert_eq!(run(&mut session, 100), 200);
    assert_eq!(session.round_trips() - before, 2, "the question and the commit");
    assert_eq!(number(&mut db.postgres_session(), "SELECT count(*) FROM t"), 200);
}

#[test]
fn the_first_error_of_a_pipeline_is_the_one_reported() {
    let Some(db) = Db::postgres() else { return };
    let mut session = writer_with_table(&db);
    begin(&mut session);
    for id in [1, 2, 2, 3] {
        session.execute(&insert(id)).unwrap();
    }
    session.execute(&sql("UPDATE t SET name = (1 / 0)::text", [])).unwrap();
    let fault = session.flush().unwrap_err();
    assert_eq!(fault.kind, FaultKind::Unique("t_id".to_owned()));
    assert!(!fault.message.contains("(2)"), "the value is in PostgreSQL's detail: {fault}");
    assert!(fault.message.contains("23505") && fault.message.contains("INSERT INTO t"), "{fault}");
    let fault = session.execute(&sql("COMMIT", [])).unwrap_err();
    assert_eq!(fault.kind, FaultKind::TransactionLost, "a failed transaction is never committed");
    session.execute(&sql("ROLLBACK", [])).unwrap();
    assert_eq!(number(&mut session, "SELECT count(*) FROM t"), 0);
}

#[test]
fn a_commit_never_overtakes_a_value_that_was_refused_before_the_wire() {
    let Some(db) = Db::postgres() else { return };
    let mut session = writer_with_table(&db);
    begin(&mut session);
    session.execute(&insert(1)).unwrap();
    session.flush().unwrap();
    let unfit = sql("INSERT INTO t (id, name) VALUES (?, ?)", ["no number".into(), "x".into()]);
    session.execute(&unfit).unwrap();
    assert!(session.execute(&sql("COMMIT", [])).is_err());
    session.execute(&sql("ROLLBACK", [])).unwrap();
    assert_eq!(number(&mut db.postgres_session(), "SELECT count(*) FROM t"), 0);
}

#[test]
fn rolling_back_to_a_savepoint_saves_the_rest() {
    let Some(db) = Db::postgres() else { return };
    let mut session = writer_with_table(&db);
    begin(&mut session);
    session.execute(&insert(1)).unwrap();
    session.execute(&sql("SAVEPOINT member", [])).unwrap();
    session.execute(&insert(1)).unwrap();
    session.flush().unwrap_err();
    assert!(session.is_in_transaction());
    session.execute(&sql("ROLLBACK TO member", [])).unwrap();
    session.execute(&sql("RELEASE member", [])).unwrap();
    session.execute(&insert(2)).unwrap();
    // This savepoint was never sent, so taking back what stands behind it needs no server.
    session.execute(&sql("SAVEPOINT member", [])).unwrap();
    session.execute(&insert(3)).unwrap();
    session.execute(&sql("ROLLBACK TO member", [])).unwrap();
    session.execute(&sql("RELEASE member", [])).unwrap();
    session.execute(&sql("COMMIT", [])).unwrap();
    assert!(!session.is_in_transaction());
    assert_eq!(number(&mut session, "SELECT sum(id) FROM t"), 3);
}

#[test]
fn an_answer_that_is_not_read_to_its_end_disturbs_nothing() {
    let Some(db) = Db::postgres() else { return };
    let mut session = writer_with_table(&db);
    let many = sql("SELECT generate_series(1, 100000)", []);
    assert_eq!(first(&mut session, &many, |row| row.int(0)).unwrap(), Some(Some(1)));
    begin(&mut session);
    session.execute(&insert(1)).unwrap();
    assert_eq!(first(&mut session, &many, |row| row.int(0)).unwrap(), Some(Some(1)));
    let late = sql("SELECT 100000 / (50000 - g) FROM generate_series(1, 100000) g", []);
    let fault = first(&mut session, &late, |row| row.int(0)).unwrap_err();
    assert!(fault.message.contains("22012"), "a late failure is seen: {fault}");
    session.execute(&sql("ROLLBACK", [])).unwrap();
    let stop = || Fault::new("stop");
    let stopped = session.each(&many, &mut |_| Err(stop())).unwrap_err();
    assert_eq!(stopped.message, "stop");
    assert_eq!(all(&mut session, &many, |row| row.int(0)).unwrap().len(), 100_000);
}

#[test]
fn a_prepared_statement_outlives_a_change_of_its_table() {
    let Some(db) = Db::postgres() else { return };
    let mut session = writer_with_table(&db);
    let mut reader = open_reader(&db.options()).unwrap();
    session.execute(&insert(1)).unwrap();
    let asked = sql("SELECT * FROM t", []);
    assert_eq!(first(&mut reader, &asked, |row| row.int(0)).unwrap(), Some(Some(1)));
    session.script("ALTER TABLE t ALTER COLUMN id TYPE numeric(18,2)").unwrap();
    session.script("ALTER TABLE t ADD COLUMN more date").unwrap();
    assert_eq!(first(&mut reader, &asked, |row| row.int(0)).unwrap(), Some(Some(1)));
}

#[test]
fn a_reader_cannot_write_and_survives_the_loss_of_its_connection() {
    let Some(db) = Db::postgres() else { return };
    drop(writer_with_table(&db));
    let mut reader = open_reader(&db.options()).unwrap();
    let fault = reader.execute(&insert(1)).unwrap_err();
    assert!(fault.message.contains("25006"), "{fault}");
    kill(&db, &mut reader);
    assert_eq!(number(&mut reader, "SELECT count(*) FROM t"), 0);
}

#[test]
fn a_snapshot_sees_one_moment_and_is_not_continued_on_another_connection() {
    let Some(db) = Db::postgres() else { return };
    let mut session = writer_with_table(&db);
    let mut reader = open_reader(&db.options()).unwrap();
    reader.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").unwrap();
    assert_eq!(number(&mut reader, "SELECT count(*) FROM t"), 0);
    session.execute(&insert(1)).unwrap();
    assert_eq!(number(&mut reader, "SELECT count(*) FROM t"), 0);
    kill(&db, &mut reader);
    let fault = first(&mut reader, &sql("SELECT 1", []), |_| Ok(())).unwrap_err();
    assert_eq!(fault.kind, FaultKind::TransactionLost, "{fault}");
    reader.script("ROLLBACK").unwrap();
    assert_eq!(number(&mut reader, "SELECT count(*) FROM t"), 1);
}

#[test]
fn a_writer_that_loses_its_connection_loses_the_transaction_and_goes_on() {
    let Some(db) = Db::postgres() else { return };
    let mut session = writer_with_table(&db);
    begin(&mut session);
    session.execute(&insert(1)).unwrap();
    session.flush().unwrap();
    kill(&db, &mut session);
    session.execute(&insert(2)).unwrap();
    let fault = session.flush().unwrap_err();
    assert_eq!(fault.kind, FaultKind::TransactionLost, "{fault}");
    assert!(!session.is_in_transaction());
    // Nothing may slip out of its transaction onto a new connection.
    assert_eq!(session.execute(&insert(3)).unwrap_err().kind, FaultKind::TransactionLost);
    begin(&mut session);
    session.execute(&insert(4)).unwrap();
    session.execute(&sql("COMMIT", [])).unwrap();
    assert_eq!(number(&mut session, "SELECT sum(id) FROM t"), 4);
}

#[test]
fn the_live_writer_reports_durable_settings() {
    let Some(db) = Db::postgres() else { return };
    let mut session = db.postgres_session();
    let found = durability(&mut session).unwrap();
    assert_eq!((found.synchronous_commit.as_str(), found.fsync.as_str()), ("on", "on"));
    for (setting, wanted) in [
        ("idle_in_transaction_session_timeout", "30s"),
        ("statement_timeout", "0"),
        ("lock_timeout", "10s"),
        ("TimeZone", "UTC"),
    ] {
        let asked = sql("SELECT current_setting(?)", [setting.into()]);
        let value = first(&mut session, &asked, |row| row.text(0)).unwrap().flatten();
        assert_eq!(value.as_deref(), Some(wanted), "{setting}");
    }
}

#[test]
fn weak_settings_of_the_server_are_made_strong_for_the_writer() {
    let Some(db) = Db::postgres() else { return };
    let mut options = db.options();
    let sign = if options.url.contains('?') { '&' } else { '?' };
    options.url.push(sign);
    options.url.push_str("options=-c%20synchronous_commit%3Doff");
    let mut session = store::postgres::open_writer(&options).unwrap();
    assert_eq!(durability(&mut session).unwrap().synchronous_commit, "on");
}

#[test]
fn an_address_where_nobody_answers_is_unreachable_and_its_password_stays_secret() {
    let options = store::postgres::PostgresOptions::new("postgres://u:sesame@127.0.0.1:1/x");
    let fault = open_reader(&options).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Unreachable);
    let location = store::Location::Postgres { url: options.url.clone(), schema: "s".to_owned() };
    let shown = format!("{} {options:?} {location:?}", fault.message);
    assert!(!shown.contains("sesame"), "{shown}");
}

#[test]
fn a_lock_that_does_not_come_is_told_and_the_connection_stays() {
    let Some(db) = Db::postgres() else { return };
    let mut holder = writer_with_table(&db);
    holder.execute(&insert(1)).unwrap();
    begin(&mut holder);
    let lock = sql("SELECT id FROM t FOR UPDATE", []);
    first(&mut holder, &lock, |_| Ok(())).unwrap();
    let mut waiting = db.postgres_session();
    waiting.script("SET lock_timeout = '20ms'").unwrap();
    begin(&mut waiting);
    let fault = first(&mut waiting, &lock, |_| Ok(())).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Busy, "{fault}");
    assert!(!waiting.is_broken() && waiting.is_in_transaction() && !waiting.is_committable());
    waiting.execute(&sql("ROLLBACK", [])).unwrap();
    assert_eq!(number(&mut waiting, "SELECT count(*) FROM t"), 1);
}

#[test]
fn a_store_may_be_dropped_inside_an_async_task() {
    let Some(db) = Db::postgres() else { return };
    let store = db.open();
    store.read(|read| Ok::<_, Fault>(number(read, "SELECT 1"))).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async move { drop(store) });
}
