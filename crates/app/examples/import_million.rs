//! A million rows × 12 columns from a csv file into a new form: how long, how much memory, on SQLite and (with
//! `CLEW_TEST_POSTGRES`) on PostgreSQL.
//!
//! `cargo run --release -p app --example import_million [ROWS] [skip] [xlsx] [live] [postgres]`
//! `skip` compares every row by phone and company name, `xlsx` writes a workbook instead, `live` lets search and the
//! other reactors run beside it as on a server.

#![expect(clippy::print_stdout, reason = "figures are the purpose")]
#![expect(clippy::unwrap_used, reason = "a benchmark may stop with a message")]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use app::files::Incoming;
use app::imports::ImportPatch;
use app::runtime::{Runtime, work_steps};
use model::job::JobState;
use sha2::{Digest, Sha256};
use sheets::write::{Out, XlsxWriter};
use testkit::TestPlatform;

const HEADER: [&str; 12] = [
    "公司名称",
    "联系人",
    "手机",
    "邮箱",
    "来源",
    "级别",
    "城市",
    "预算",
    "员工数",
    "下次联系日期",
    "是否老客户",
    "备注",
];
const CITIES: [&str; 8] = ["青岛", "长沙", "深圳", "北京", "上海", "成都", "武汉", "西安"];
const SOURCES: [&str; 6] = ["展会", "官网", "转介绍", "微信", "电话", "广告"];
const TRADES: [&str; 7] = ["机械", "科技", "食品", "物流", "建材", "电子", "纺织"];

fn row(n: usize) -> [String; 12] {
    let city = CITIES[n % 8];
    [
        format!("{city}第{n}{}有限公司", TRADES[n % 7]),
        format!("{}{}", ["张", "李", "王", "赵"][n % 4], ["伟", "芳", "强", "敏", "静"][n % 5]),
        format!("13{:09}", n * 7919 % 1_000_000_000),
        format!("u{n}@example.com"),
        SOURCES[n % 6].to_owned(),
        ["重点", "普通", "一般"][n % 3].to_owned(),
        city.to_owned(),
        format!("{}.{:02}", n % 100_000, n % 100),
        (n % 5_000).to_string(),
        format!("2026-{:02}-{:02}", n % 12 + 1, n % 28 + 1),
        ["是", "否"][n % 2].to_owned(),
        format!("第{n}条备注，{}之后再联系", SOURCES[n % 6]),
    ]
}

fn write_csv(path: &Path, rows: usize) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    writeln!(file, "{}", HEADER.join(",")).unwrap();
    let mut line = String::new();
    for n in 0..rows {
        line.clear();
        writeln!(line, "{}", row(n).join(",")).unwrap();
        file.write_all(line.as_bytes()).unwrap();
    }
    file.flush().unwrap();
}

fn write_xlsx(path: &Path, rows: usize) {
    let mut book = XlsxWriter::new("客户", &HEADER).unwrap();
    for n in 0..rows {
        let cells = row(n);
        let cells: Vec<Out<'_>> = cells.iter().map(|c| Out::Text(c)).collect();
        book.row(&cells).unwrap();
    }
    book.finish(File::create(path).unwrap()).unwrap();
}

fn hash(path: &Path) -> ([u8; 32], u64) {
    let (mut hasher, mut buffer, mut size) = (Sha256::new(), vec![0; 1 << 16], 0);
    let mut file = File::open(path).unwrap();
    loop {
        let read = file.read(&mut buffer).unwrap();
        if read == 0 {
            return (hasher.finalize().into(), size);
        }
        hasher.update(&buffer[..read]);
        size += read as u64;
    }
}

/// Peak memory of the process so far, in MB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:"));
    let kilobytes: Option<u64> = line.and_then(|l| l.split_whitespace().nth(1)?.parse().ok());
    kilobytes.unwrap_or(0) / 1024
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| words.iter().any(|w| w == word);
    let rows = words.iter().find_map(|w| w.parse().ok()).unwrap_or(1_000_000);
    let platform =
        if has("postgres") { TestPlatform::on_postgres().unwrap() } else { TestPlatform::new() };
    let boss = platform.as_administrator("总经理");
    let path = platform.ports().files.temporary().unwrap();
    if has("xlsx") {
        // In a process of its own: writing a workbook needs memory that reading must not be blamed for.
        if let Ok(out) = std::env::var("CLEW_WRITE_XLSX") {
            return write_xlsx(Path::new(&out), rows);
        }
        let me = std::env::current_exe().unwrap();
        let mut command = std::process::Command::new(me);
        command.args(&words).env("CLEW_WRITE_XLSX", &path).status().unwrap();
    } else {
        write_csv(&path, rows);
    }
    let (hash, size) = hash(&path);
    println!("{rows} rows × 12 columns, {} MB; {} MB so far", size >> 20, peak());
    let (name, media) = ("million".to_owned(), "application/octet-stream".to_owned());
    let begun = Instant::now();
    let incoming = Incoming { path, hash, size, name, media };
    let view = platform.start_import(&boss, &incoming, None).unwrap();
    println!("looked at and proposed: {:.1} s, {} MB", begun.elapsed().as_secs_f64(), peak());
    for column in &view.columns {
        println!("  {} → {}", column["header"], column["to"]["new_field"]["kind"]["type"]);
    }
    if has("skip") {
        let patch: ImportPatch = serde_json::from_str(r#"{"duplicates": "skip"}"#).unwrap();
        platform.change_import(&boss, view.id, &patch).unwrap();
    }
    let runtime = has("live").then(|| Runtime::start(&platform.shared()).unwrap());
    let begun = Instant::now();
    let job = platform.run_import(&boss, view.id).unwrap();
    if runtime.is_none() {
        // The check of a long file is a job too, and comes first.
        while work_steps(&platform, u32::MAX).unwrap() {}
    }
    let done = loop {
        let job = platform.find_job(&boss, job).unwrap();
        if !matches!(job.state, JobState::Waiting | JobState::Running) {
            break job;
        }
        std::thread::sleep(Duration::from_millis(200));
    };
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "written: {seconds:.1} s, {:.0} rows/s, peak {} MB",
        done.done as f64 / seconds,
        peak()
    );
    println!("{:?} {}", done.state, done.result);
    if let Some(runtime) = runtime {
        runtime.stop();
    }
}
