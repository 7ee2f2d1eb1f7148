//! Commands about the whole workspace, beside a running server and without one.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use store::postgres::{self, PostgresOptions};
use store::session::Session as _;
use testkit::TestDatabase;

fn clew(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clew"));
    command.env("CLEW_DATA", data).env("CLEW_LOG", "error").env_remove("DATABASE_URL");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What a command printed.
fn done(data: &Path, arguments: &[&str]) -> String {
    let output = clew(data).args(arguments).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

/// The one line with which a command refused.
fn refused(data: &Path, arguments: &[&str]) -> String {
    let output = clew(data).args(arguments).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{arguments:?}");
    assert_eq!(told.trim_end().lines().count(), 1, "{told}");
    told
}

fn head(printed: &str) -> String {
    printed.lines().find(|line| line.starts_with("head ")).unwrap().to_owned()
}

/// A running server. Its output stays open: a greeting into a closed pipe would end it.
struct Serving(Child, #[expect(dead_code, reason = "held open")] BufReader<ChildStdout>);

impl Serving {
    fn start(data: &Path) -> Self {
        let mut child = clew(data).args(["serve", "--listen", "127.0.0.1:0"]).spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        while !line.contains("http://") {
            assert!(out.read_line(&mut line).unwrap() > 0, "it ended");
        }
        Self(child, out)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

struct Place {
    _folder: tempfile::TempDir,
    data: PathBuf,
    file: String,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("b.clew"));
    let file = file.to_str().unwrap().to_owned();
    Place { _folder: folder, data, file }
}

#[test]
fn commands_work_beside_a_running_server_and_a_restore_does_not() {
    let Place { _folder, data, file } = place();
    let server = Serving::start(&data);
    let id = done(&data, &["user", "add", "wang", "--password", "correct-horse-9"]);
    assert!(id.starts_with("usr_"), "{id}");
    assert!(done(&data, &["demo", "--leads", "40"]).starts_with("72 records"));
    assert!(refused(&data, &["demo", "--leads", "40"]).contains("already"));
    let csv = done(&data, &["export", "--form", "lead", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 41);
    assert!(csv.lines().next().unwrap().contains("公司名称"));
    let filter = r#"{"field":"company","op":"empty"}"#;
    let none = done(&data, &["export", "--form", "lead", "--format", "jsonl", "--filter", filter]);
    assert_eq!(none, "");
    assert!(
        refused(&data, &["export", "--form", "nothing", "--format", "csv"])
            .contains("unknown_form")
    );
    let printed = done(&data, &["backup", &file]);
    assert!(done(&data, &["verify", "--deep"]).contains("all are as it says"));
    assert!(refused(&data, &["backup", &file]).contains("exists already"));
    assert!(refused(&data, &["restore", &file]).contains("running server"));
    drop(server);
    assert!(refused(&data, &["restore", &file]).contains("must be empty"));
    let other = place();
    let restored = done(&other.data, &["restore", &file]);
    assert_eq!(head(&restored), head(&printed));
    assert_eq!(head(&done(&other.data, &["verify"])), head(&printed));
    let again = done(&other.data, &["export", "--form", "lead", "--format", "csv"]);
    assert_eq!(again, csv, "what was taken out before and after is the same, byte for byte");
    assert!(done(&other.data, &["demo", "--off"]).starts_with("72 records"));
    assert!(refused(&other.data, &["demo", "--off"]).contains("no invented records"));
}

#[test]
fn a_table_becomes_records_of_a_form_or_a_new_one() {
    let Place { _folder, data, .. } = place();
    done(&data, &["demo", "--leads", "1"]);
    let table = data.join("table.csv");
    std::fs::write(&table, "公司名称,手机\n甲公司,13800000001\n乙公司,13800000002\n").unwrap();
    let table = table.to_str().unwrap();
    let would = done(&data, &["import", table, "--form", "lead", "--dry-run"]);
    assert!(would.contains("\"create\":2"), "{would}");
    let lines =
        |form: &str| done(&data, &["export", "--form", form, "--format", "jsonl"]).lines().count();
    assert_eq!(lines("lead"), 1);
    let summary = done(&data, &["import", table, "--form", "lead"]);
    assert!(summary.starts_with('{') && summary.contains("job_"), "{summary}");
    assert_eq!(lines("lead"), 3);
    done(&data, &["import", table, "--new-form", "supplier"]);
    assert_eq!(lines("supplier"), 2);
    assert!(
        refused(&data, &["import", "nowhere.csv", "--form", "lead"]).contains("cannot be read")
    );
}

#[test]
fn a_damaged_backup_leaves_the_folder_as_empty_as_it_was() {
    let Place { _folder, data, file } = place();
    done(&data, &["demo", "--leads", "10"]);
    done(&data, &["backup", &file]);
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes.truncate(middle);
    std::fs::write(&file, &bytes).unwrap();
    let other = place();
    std::fs::create_dir(&other.data).unwrap();
    std::fs::write(other.data.join("heads.jsonl"), "").unwrap();
    assert!(refused(&other.data, &["restore", &file]).contains("cut off"));
    let left: Vec<_> =
        std::fs::read_dir(&other.data).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["heads.jsonl"]);
    std::fs::write(other.data.join("letters.txt"), "").unwrap();
    let told = refused(&other.data, &["restore", &file]);
    assert!(told.contains("must be empty, it holds letters.txt"), "{told}");
}

#[test]
fn a_mistyped_folder_is_no_empty_workspace() {
    let Place { _folder, data, file } = place();
    let mistyped = data.join("dta");
    for arguments in [
        vec!["backup", &file],
        vec!["verify"],
        vec!["export", "--form", "lead", "--format", "csv"],
        vec!["migrate", "--to", "postgres://nobody@127.0.0.1/nothing"],
    ] {
        let told = refused(&mistyped, &arguments);
        assert!(told.contains("there is no Clew data in"), "{told}");
    }
    assert!(!data.exists() && !Path::new(&file).exists(), "nothing is made");
}

#[test]
fn a_key_that_opens_nothing_is_told() {
    let Place { _folder, data, .. } = place();
    done(&data, &["user", "add", "wang", "--password", "correct-horse-9"]);
    assert!(done(&data, &["doctor"]).contains("nothing is sealed"));
    let mut session = store::sqlite::open_writer(&store::sqlite_file(&data)).unwrap();
    let sealed = "INSERT INTO clew_setting (key, value) VALUES ('seal_key', '\"another\"')";
    session.script(sealed).unwrap();
    drop(session);
    let output = clew(&data).arg("doctor").output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success() && printed.contains("seal.key is another one"), "{printed}");
    let printed = done(&data, &["verify", "--deep"]);
    assert!(printed.contains("WARNING: the key in this data folder"), "{printed}");
}

#[test]
fn an_altered_log_is_told_with_its_entry() {
    let Place { _folder, data, .. } = place();
    done(&data, &["user", "add", "wang", "--password", "correct-horse-9"]);
    let location = store::Location::Sqlite(store::sqlite_file(&data));
    let store::Location::Sqlite(path) = &location else { panic!("not a file") };
    let mut session = store::sqlite::open_writer(path).unwrap();
    let forge = "UPDATE clew_payload SET body = CAST('{}' AS BLOB) WHERE last = 1";
    session.script(forge).unwrap();
    drop(session);
    let output = clew(&data).arg("verify").output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success());
    assert!(printed.contains("what entry 1 says was altered"), "{printed}");
}

#[test]
fn packs_go_out_and_come_in_as_folders_and_zips() {
    let Place { _folder, data, .. } = place();
    done(&data, &["demo", "--leads", "1"]);
    for name in ["pack", "pack.zip"] {
        let pack = data.join(name);
        let pack = pack.to_str().unwrap();
        done(&data, &["pack", "export", pack, "--code", "crm"]);
        assert_eq!(done(&data, &["pack", "diff", pack]), "", "nothing would change");
        let other = place();
        let installed = done(&other.data, &["pack", "install", pack]);
        assert_eq!(installed.lines().filter(|line| line.starts_with("installed ")).count(), 4);
        assert_eq!(done(&other.data, &["pack", "diff", pack]), "");
    }
}

/// A database of its own on the server for tests; gone afterwards.
struct OwnDatabase {
    server: PostgresOptions,
    name: String,
}

impl OwnDatabase {
    fn new() -> Option<Self> {
        let database = TestDatabase::postgres()?;
        let store::Location::Postgres { url, schema } = database.location() else { return None };
        let own =
            Self { server: PostgresOptions::new(url.clone()), name: format!("clew_{schema}") };
        own.run(&format!("CREATE DATABASE \"{}\"", own.name));
        Some(own)
    }

    fn run(&self, text: &str) {
        let mut session = postgres::open_writer(&self.server).unwrap();
        session.script(text).unwrap();
    }

    fn url(&self) -> String {
        let (server, _) = self.server.url.rsplit_once('/').unwrap();
        format!("{server}/{}", self.name)
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        self.run(&format!("DROP DATABASE \"{}\" WITH (FORCE)", self.name));
    }
}

#[test]
fn a_workspace_moves_to_postgres_and_is_the_same_there() {
    let Some(target) = OwnDatabase::new() else { return };
    let Place { _folder, data, file } = place();
    done(&data, &["demo", "--leads", "30"]);
    let before = head(&done(&data, &["verify"]));
    let jsonl = ["export", "--form", "lead", "--format", "jsonl"];
    let records = done(&data, &jsonl);
    // The export is written down in the log.
    assert_ne!(head(&done(&data, &["verify"])), before);
    let before = head(&done(&data, &["verify"]));
    assert!(refused(&data, &["migrate", "--to", "mysql://x"]).contains("postgres://"));
    let to = target.url();
    assert_eq!(head(&done(&data, &["migrate", "--to", &to])), before);
    for forgotten in
        [vec!["verify"], vec!["serve", "--listen", "127.0.0.1:0"], vec!["backup", &file]]
    {
        let told = refused(&data, &forgotten);
        assert!(told.contains("moved to PostgreSQL: name it with --database"), "{told}");
    }
    let there = |arguments: &[&str]| done(&data, &[arguments, &["--database", &to]].concat());
    assert_eq!(head(&there(&["verify", "--deep"])), before);
    assert_eq!(there(&jsonl), records);
    there(&["backup", &file]);
    let back = place();
    done(&back.data, &["restore", &file]);
    assert_eq!(done(&back.data, &jsonl), records);
    std::fs::remove_file(data.join("moved-to-postgresql.txt")).unwrap();
    assert_eq!(done(&data, &jsonl), records, "one may go back on purpose");
    assert!(refused(&data, &["migrate", "--to", &to]).contains("must be empty"));
}

#[test]
fn the_log_is_signed_put_away_and_verified_from_its_checkpoint() {
    let place = place();
    let data = &place.data;
    done(data, &["user", "add", "ada", "--role", "administrator", "--password", "Vorhaben-7391"]);
    let list = place.file.replace("b.clew", "list.csv");
    std::fs::write(&list, "公司\n甲公司\n乙公司\n").unwrap();
    done(data, &["import", &list, "--new-form", "company"]);
    done(data, &["backup", &place.file]);
    let whole = done(data, &["verify", "--deep"]);
    assert!(whole.contains("signed 1 times with this server's key"), "{whole}");
    let rest = done(data, &["verify", "--from-checkpoint"]);
    assert!(rest.contains("sound: 0 entries") && rest.contains("begun behind entry"), "{rest}");
    assert_eq!(head(&whole), head(&rest));
    let part = place.file.replace("b.clew", "part.log");
    let early = refused(data, &["log", "archive", "--before", "2020-01-01", &part]);
    assert!(early.contains("nothing was signed before"), "{early}");
    let put = done(data, &["log", "archive", "--before", "2999-01-01", &part]);
    assert!(put.contains("is out of the database now"), "{put}");
    let checked = done(data, &["log", "check", &part]);
    assert!(checked.starts_with("sound: ") && head(&checked) == head(&whole), "{checked}");
    let after = done(data, &["verify", "--deep"]);
    assert!(after.contains("was put away"), "{after}");
    let mut bytes = std::fs::read(&part).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&part, bytes).unwrap();
    refused(data, &["log", "check", &part]);
    let exported = done(data, &["export", "--form", "company", "--format", "jsonl"]);
    let id = exported.split('"').find(|text| text.starts_with("rec_")).unwrap();
    let live = refused(data, &["erase", "--form", "company", "--record", id]);
    assert!(live.contains("not_in_recycle_bin"), "{live}");
}
