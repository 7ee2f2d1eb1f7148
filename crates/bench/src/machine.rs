//! What the machine does: syncs, processor time, memory.

use std::fs::File;
use std::io::Write;
use std::time::{Duration, Instant};

use crate::percentile;

/// Linux counts processor time in hundredths of a second.
const TICK: f64 = 0.01;

/// Prints load, processors and what a sync costs here.
pub(crate) fn describe() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("cores {cores}, load {}, fdatasync of 4 KiB {}", load.trim(), syncs());
}

fn syncs() -> String {
    let time = || -> std::io::Result<Vec<Duration>> {
        let mut file = tempfile::tempfile()?;
        let mut all = Vec::new();
        for _ in 0..200 {
            file.write_all(&[7; 4096])?;
            let begin = Instant::now();
            sync(&file)?;
            all.push(begin.elapsed());
        }
        Ok(all)
    };
    time().map_or_else(|e| e.to_string(), percentile::summary)
}

fn sync(file: &File) -> std::io::Result<()> {
    file.sync_data()
}

/// Processor seconds that a process has used, its finished children included.
pub(crate) fn cpu_seconds(pid: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |n: usize| fields.get(n).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) * TICK
}

/// Processor seconds of all processes whose name begins so: PostgreSQL's backends.
pub(crate) fn cpu_seconds_named(name: &str) -> f64 {
    let Ok(folder) = std::fs::read_dir("/proc") else { return 0.0 };
    let pids = folder.flatten().filter_map(|e| e.file_name().to_str()?.parse::<u32>().ok());
    pids.filter(|pid| {
        let comm = std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
        comm.starts_with(name)
    })
    .map(cpu_seconds)
    .sum()
}

/// A line of `/proc/<pid>/status` in MiB: `VmRSS`, `VmHWM`.
pub(crate) fn memory(pid: u32, line: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let found = status.lines().find_map(|l| l.strip_prefix(line)?.strip_prefix(':'));
    let kib = found.and_then(|v| v.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kib.unwrap_or(f64::NAN) / 1024.0
}
