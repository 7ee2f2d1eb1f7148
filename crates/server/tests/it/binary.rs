//! The binary as people start it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn clew(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clew"));
    command.env("CLEW_DATA", data).env_remove("DATABASE_URL").env_remove("RUST_LOG");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    clew(data).args(arguments).output().unwrap()
}

/// A started server.
struct Running {
    child: Child,
    /// What it printed until the link for setting it up.
    printed: String,
}

impl Running {
    fn start(data: &Path) -> Self {
        let mut child = clew(data).args(["serve", "--listen", "127.0.0.1:0"]).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut printed = String::new();
        while !printed.contains("/setup?token=") {
            if out.read_line(&mut printed).unwrap() == 0 {
                let mut error = String::new();
                child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
                panic!("it ended: {printed}{error}");
            }
        }
        Self { child, printed }
    }

    fn terminate(mut self) -> std::process::ExitStatus {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let asked = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(asked.elapsed() < Duration::from_secs(15), "it does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
    }
}

#[test]
fn a_server_prints_its_link_keeps_its_folder_and_ends_when_asked() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let server = Running::start(&data);
    let link =
        server.printed.split_whitespace().find(|word| word.contains("/setup?token=")).unwrap();
    let status = link.split("/setup").next().unwrap().to_owned() + "/api/v1/status";
    let body = ureq::get(&status).call().unwrap().body_mut().read_to_string().unwrap();
    assert!(body.contains("\"set_up\":false"), "{body}");
    let second = run(&data, &["serve", "--listen", "127.0.0.1:0"]);
    let told = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(!second.status.success() && told.trim_end().lines().count() == 1, "{told}");
    assert!(told.starts_with("clew: ") && told.contains("in use by a running server"), "{told}");
    let examined = run(&data, &["doctor"]);
    let told = String::from_utf8_lossy(&examined.stdout).into_owned();
    assert!(examined.status.success(), "{told}");
    assert!(told.contains("a server is running") && told.contains("wal"), "{told}");
    assert!(server.terminate().success());
    // Nobody is there: it can be started again.
    assert!(Running::start(&data).terminate().success());
}

#[test]
fn the_first_forms_come_with_the_first_administrator() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let server = Running::start(&data);
    let has_forms =
        || run(&data, &["export", "--form", "lead", "--format", "jsonl"]).status.success();
    let add = |login: &str, role: &str| {
        let arguments = ["user", "add", login, "--role", role, "--password", "correct-horse-9"];
        assert!(run(&data, &arguments).status.success(), "{login}");
    };
    assert!(!has_forms(), "the set-up brings them, for it asks for a currency");
    add("zhao", "member");
    assert!(!has_forms());
    add("wang", "administrator");
    assert!(has_forms(), "nobody sets it up any more");
    assert!(server.terminate().success());
}

#[test]
fn an_address_that_is_taken_is_told_in_one_line() {
    let data = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = run(data.path(), &["serve", "--listen", &address]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success());
    let last = told.trim_end().lines().last().unwrap();
    assert!(last.starts_with(&format!("clew: cannot listen on {address}: ")), "{told}");
}

#[test]
fn people_are_added_from_the_command_line() {
    let data = tempfile::tempdir().unwrap();
    let add = |more: &[&str]| {
        let arguments: Vec<&str> = ["user", "add"].iter().chain(more).copied().collect();
        run(data.path(), &arguments)
    };
    let told = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let weak = add(&["wang", "--role", "administrator", "--password", "1"]);
    assert!(
        !weak.status.success() && told(&weak).contains("weak_password at password"),
        "{}",
        told(&weak)
    );
    let added = add(&["wang", "--role", "administrator", "--password", "correct-horse-9"]);
    assert!(added.status.success(), "{}", told(&added));
    assert!(String::from_utf8_lossy(&added.stdout).starts_with("usr_"));
    let again = add(&["wang", "--password", "correct-horse-9"]);
    assert!(told(&again).contains("duplicate at login"), "{}", told(&again));
    let invited = add(&["li", "--invite"]);
    assert!(String::from_utf8_lossy(&invited.stdout).starts_with("/invite/"));
    let mut piped = clew(data.path());
    let piped = piped.args(["user", "add", "zhao", "--password-stdin"]).stdin(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"correct-horse-8\n").unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
}

#[test]
fn the_doctor_names_what_is_wrong() {
    let data = tempfile::tempdir().unwrap();
    let missing = run(&data.path().join("nothing"), &["doctor"]);
    assert!(!missing.status.success());
    let told = String::from_utf8_lossy(&missing.stdout).into_owned();
    assert!(told.contains("BAD data folder") && told.contains("does not exist"), "{told}");
    assert!(!data.path().join("nothing").exists(), "looking makes nothing");
}

#[test]
fn the_contract_is_printed() {
    let data = tempfile::tempdir().unwrap();
    let printed = run(data.path(), &["openapi"]);
    let document: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["version"], server::VERSION);
}
