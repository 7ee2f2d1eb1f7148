//! SIGKILL at random moments under load: every write that was answered is there, nothing is half there, reactors
//! neither skip nor repeat. `CLEW_CRASH_ROUNDS` sets how often (20 here; the recipe in docs/operations.md runs 200).
//!
//! The page cache survives a kill, so what this cannot show (a sync before each answer) is asserted on the live
//! writer's settings and traced by the recipe.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::commands::Done;
use app::queries::ListRequest;
use app::runtime::{Runtime, drain};
use app::{Platform, Ports, Who};
use model::{Command, RecordId};
use serde_json::{Value as Json, json};
use store::{Location, Store, log, sqlite_file};

use crate::crm::pack;

/// Names the database to the child; unset in ordinary runs, where [`child`] does nothing.
const LOCATION: &str = "CLEW_CRASH_LOCATION";
const THREADS: usize = 4;

#[test]
fn kills_lose_no_answered_write_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    survive(&Location::Sqlite(sqlite_file(folder.path())), folder.path());
}

#[test]
fn kills_lose_no_answered_write_on_postgres() {
    let database = testkit::TestDatabase::postgres();
    let Some(database) = database else { return };
    let folder = tempfile::tempdir().unwrap();
    survive(database.location(), folder.path());
}

/// What answered writes promised: value and revision by record.
type Promised = BTreeMap<String, (i64, String)>;

/// What one life of the program told.
#[derive(Default)]
struct Told {
    promised: Promised,
    /// Names of records that requests with a key began to make.
    begun: Vec<String>,
}

fn survive(location: &Location, folder: &std::path::Path) {
    let rounds: u32 =
        std::env::var("CLEW_CRASH_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let mut promised = Promised::new();
    let mut retried = 0;
    for round in 0..rounds {
        let child = start(location, folder);
        // From the first moments of start-up to deep inside the load.
        let life = Duration::from_millis(u64::from(round * 7919 % 23) * 40 + 250);
        let told = listen(child, life);
        check(location, folder, &told.promised, false);
        retried += retry(location, folder, &told);
        promised.extend(told.promised);
    }
    assert!(retried > rounds as usize, "next to no request had a key: {retried}");
    check(location, folder, &promised, true);
    assert!(promised.len() > rounds as usize, "the load wrote next to nothing: {}", promised.len());
}

fn start(location: &Location, folder: &std::path::Path) -> Child {
    let text = match location {
        Location::Sqlite(path) => json!({"sqlite": path}),
        Location::Postgres { url, schema } => json!({"url": url, "schema": schema}),
    };
    Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::child", "--nocapture"])
        .env(LOCATION, json!({"at": text, "folder": folder}).to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Collects what the child answers until its life is over, kills it, and reads the rest.
fn listen(mut child: Child, life: Duration) -> Told {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let reader = std::thread::spawn(move || {
        let mut told = Told::default();
        for line in lines.map_while(Result::ok) {
            if let Some(name) = line.strip_prefix("begun ") {
                told.begun.push(name.to_owned());
            }
            if let [id, rev, value] = line.split(' ').collect::<Vec<_>>()[..]
                && id.starts_with("rec_")
            {
                told.promised.insert(id.to_owned(), (rev.parse().unwrap(), value.to_owned()));
            }
        }
        told
    });
    std::thread::sleep(life);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

fn open(location: &Location, folder: &std::path::Path) -> Arc<Platform> {
    let store = Store::open(location.clone()).expect("opens after a kill");
    let ports = ports(folder);
    Arc::new(Platform::open(Arc::new(store), ports).unwrap())
}

/// Ordinary ports, with ids that no earlier life of the program has given.
fn ports(folder: &std::path::Path) -> Ports {
    struct Unlike;
    impl app::ports::Ids for Unlike {
        fn next(&self) -> uuid::Uuid {
            let mut bytes = [0; 16];
            getrandom::fill(&mut bytes).unwrap();
            uuid::Uuid::from_bytes(bytes)
        }
    }
    assert!(folder.exists());
    Ports {
        clock: Arc::new(testkit::TestClock::default()),
        ids: Arc::new(Unlike),
        random: Arc::new(testkit::TestRandom::default()),
        http: Arc::new(testkit::TestHttp::default()),
        files: Arc::new(testkit::FolderFiles::new()),
        vault: Arc::new(testkit::TestVault::default()),
        witness: Arc::new(testkit::TestWitness::default()),
    }
}

fn check(location: &Location, folder: &std::path::Path, promised: &Promised, last: bool) {
    let platform = open(location, folder);
    let who = Who::cli();
    let broken: Result<_, store::Fault> = platform.store().read(|read| log::verify(read));
    assert!(broken.unwrap().is_ok(), "the log is broken");
    if platform.catalog().unwrap().form("lead").is_err() {
        return;
    }
    for (id, (rev, value)) in promised {
        let id: RecordId = id.parse().unwrap();
        let found = platform.find_record(&who, "lead", id);
        let found = found.unwrap_or_else(|e| panic!("{id} was answered and is gone: {e}"));
        assert!(found.rev >= *rev, "{id} was answered at {rev} and is at {}", found.rev);
        if found.rev == *rev {
            assert_eq!(found.values["company"], json!(value));
        }
    }
    if last {
        agree_with_the_log(&platform);
        drain(&platform).unwrap();
        found_by_search_once(&platform, promised);
    }
}

/// Sends every request with a key again, answered or not: each has acted once, and answers as it did. How many.
fn retry(location: &Location, folder: &std::path::Path, told: &Told) -> usize {
    let platform = open(location, folder);
    if platform.catalog().unwrap().form("lead").is_err() {
        return 0;
    }
    let who = keyed(&platform);
    let answered: BTreeMap<&str, &str> =
        told.promised.iter().map(|(id, (_, name))| (name.as_str(), id.as_str())).collect();
    for name in &told.begun {
        let begun = platform.begin_once(&who, name, name).unwrap();
        let done = make(&platform, &begun.who, name);
        let id = done.receipts[0].record.unwrap().to_string();
        assert!(answered.get(name.as_str()).is_none_or(|first| *first == id), "{name} again");
        let exact = json!({"filter": {"field": "company", "op": "eq", "value": name}});
        let exact: ListRequest = serde_json::from_value(exact).unwrap();
        let found = platform.list_records(&Who::cli(), "lead", &exact).unwrap();
        assert_eq!(found.items.len(), 1, "{name} acted more or less than once");
    }
    told.begun.len()
}

/// Somebody whose requests carry keys; made when there is none.
fn keyed(platform: &Platform) -> Who {
    let known = platform.catalog().unwrap().people.values().find(|p| p.name == "梅").map(|p| p.id);
    let id = known.unwrap_or_else(|| {
        let new = app::people::NewPerson {
            name: "梅".to_owned(),
            login: Some("mei".to_owned()),
            role: "member".to_owned(),
            password: Some(testkit::PASSWORD.to_owned()),
            ..app::people::NewPerson::default()
        };
        platform.create_person(&Who::cli(), &new).unwrap().person.id
    });
    platform.who_is(id, model::Origin::Api).unwrap().unwrap()
}

fn make(platform: &Platform, who: &Who, name: &str) -> Done {
    let catalog = platform.catalog().unwrap();
    let form = catalog.form("lead").unwrap();
    let company = form.field("company").unwrap().id;
    let values = model::Values::from([(company.into(), model::Value::Text(name.to_owned()))]);
    let make = Command::CreateRecord { form: form.id, id: None, values };
    platform.execute(who, make).unwrap()
}

/// Rows and Changes say the same: as many records as were made, each at the revision that its Changes add up to.
fn agree_with_the_log(platform: &Platform) {
    let (mut made, mut edits, mut cursor) = (BTreeSet::new(), BTreeMap::<RecordId, i64>::new(), 0);
    loop {
        let entries: Result<_, store::Fault> =
            platform.store().read(|r| log::after(r, cursor, 1_000));
        let entries = entries.unwrap();
        let Some(newest) = entries.last() else { break };
        cursor = newest.last;
        for entry in &entries {
            for (_, change) in entry.records() {
                *edits.entry(change.record).or_default() += 1;
                if entry.change.kind == model::ChangeKind::RecordCreated {
                    assert!(made.insert(change.record), "made twice");
                }
            }
        }
    }
    let mut rows = 0;
    let mut after = None;
    loop {
        let request = json!({"size": 500, "after": after, "fields": ["company"]});
        let request: ListRequest = serde_json::from_value(request).unwrap();
        let page = platform.list_records(&Who::cli(), "lead", &request).unwrap();
        for record in &page.items {
            rows += 1;
            assert_eq!(
                edits.get(&record.id),
                Some(&record.rev),
                "{} and its Changes differ",
                record.id
            );
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(rows, made.len(), "rows and RecordCreated differ");
}

/// The search index caught up with everything, and with each record once.
fn found_by_search_once(platform: &Platform, promised: &Promised) {
    for (id, (rev, value)) in promised.iter().step_by(37) {
        // A later edit may be durable without having been answered.
        let now = platform.find_record(&Who::cli(), "lead", id.parse().unwrap()).unwrap();
        if now.rev != *rev {
            continue;
        }
        let exact = json!({"field": "company", "op": "eq", "value": value});
        let request = json!({"search": value, "filter": exact});
        let request: ListRequest = serde_json::from_value(request).unwrap();
        let page = platform.list_records(&Who::cli(), "lead", &request).unwrap();
        let hits = page.items.iter().filter(|r| r.values["company"] == json!(value)).count();
        assert_eq!(hits, 1, "{value} is found {hits} times");
    }
}

/// The program that is killed: makes and changes records and says so after each answer.
#[test]
fn child() {
    let Ok(text) = std::env::var(LOCATION) else { return };
    let told: Json = serde_json::from_str(&text).unwrap();
    let at = &told["at"];
    let location = match at["sqlite"].as_str() {
        Some(path) => Location::Sqlite(path.into()),
        None => Location::Postgres {
            url: at["url"].as_str().unwrap().to_owned(),
            schema: at["schema"].as_str().unwrap().to_owned(),
        },
    };
    let platform = open(&location, told["folder"].as_str().unwrap().as_ref());
    platform.install_pack(&Who::cli(), &pack()).unwrap();
    let _runtime = Runtime::start(&platform).unwrap();
    let mei = keyed(&platform);
    let until = Instant::now() + Duration::from_secs(20);
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let platform = &platform;
            scope.spawn(move || write_on(platform, thread, until));
        }
        scope.spawn(|| write_with_keys(&platform, &mei, until));
    });
}

fn write_on(platform: &Platform, thread: usize, until: Instant) {
    let catalog = platform.catalog().unwrap();
    let form = catalog.form("lead").unwrap();
    let company = form.field("company").unwrap().id;
    let values =
        |text: &str| model::Values::from([(company.into(), model::Value::Text(text.to_owned()))]);
    let mut n = 0u64;
    while Instant::now() < until {
        n += 1;
        let name = format!("公司{}t{thread}n{n}", std::process::id());
        let make = Command::CreateRecord { form: form.id, id: None, values: values(&name) };
        let done = platform.execute(&Who::cli(), make).unwrap();
        say(&done, &name);
        if n.is_multiple_of(3) {
            let id = done.receipts[0].record.unwrap();
            let name = format!("{name}改");
            let edit =
                Command::UpdateRecord { form: form.id, id, base_rev: 1, values: values(&name) };
            say(&platform.execute(&Who::cli(), edit).unwrap(), &name);
        }
    }
}

fn write_with_keys(platform: &Platform, mei: &Who, until: Instant) {
    let mut n = 0u64;
    while Instant::now() < until {
        n += 1;
        let name = format!("键{}n{n}", std::process::id());
        let mut out = std::io::stdout().lock();
        writeln!(out, "begun {name}").unwrap();
        out.flush().unwrap();
        drop(out);
        let begun = platform.begin_once(mei, &name, &name).unwrap();
        say(&make(platform, &begun.who, &name), &name);
    }
}

fn say(done: &Done, value: &str) {
    let receipt = &done.receipts[0];
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} {} {value}", receipt.record.unwrap(), receipt.rev).unwrap();
    out.flush().unwrap();
}
