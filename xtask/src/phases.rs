//! The steps of a long command: each with its name, its time and its result.
//!
//! A failed step does not hide what the later ones would say; all of them are told at the end.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::places;

#[derive(Debug)]
enum Outcome {
    Passed,
    /// With what the step said of it.
    Failed(String),
    Absent,
}

struct Phase {
    name: String,
    took: Duration,
    outcome: Outcome,
}

/// What ran so far.
#[derive(Default)]
pub(crate) struct Phases {
    done: Vec<Phase>,
    remarks: Vec<String>,
}

impl Phases {
    /// Runs a step and remembers how it went. The value is there if it went well.
    pub(crate) fn run<T>(&mut self, name: &str, step: impl FnOnce() -> Result<T>) -> Option<T> {
        eprintln!("\n== {name}");
        let start = Instant::now();
        let result = step();
        let outcome = match &result {
            Ok(_) => Outcome::Passed,
            Err(error) => {
                let told = format!("{error:#}");
                eprintln!("error: {}", told.lines().next().unwrap_or_default());
                Outcome::Failed(told)
            }
        };
        self.done.push(Phase { name: name.to_owned(), took: start.elapsed(), outcome });
        result.ok()
    }

    /// The same for a part of the project that may not be written yet: where `path` is absent the
    /// step is reported as absent and nothing fails.
    pub(crate) fn run_if_there(
        &mut self,
        path: &str,
        name: &str,
        step: impl FnOnce() -> Result<()>,
    ) {
        if places::root().join(path).exists() {
            self.run(name, step);
        } else {
            let (name, took) = (format!("{name}: no {path} yet"), Duration::ZERO);
            self.done.push(Phase { name, took, outcome: Outcome::Absent });
        }
    }

    /// Something that fails nothing and must not be overlooked: it stands below the table.
    pub(crate) fn remark(&mut self, text: String) {
        self.remarks.push(text);
    }

    /// Prints what the failed steps said and the table; an error if any step failed.
    pub(crate) fn finish(self) -> Result<()> {
        let mut failed = Vec::new();
        for Phase { name, outcome, .. } in &self.done {
            if let Outcome::Failed(told) = outcome {
                eprintln!("\n== failed: {name}\n{told}");
                failed.push(name.as_str());
            }
        }
        eprintln!("\n{self}");
        if !failed.is_empty() {
            bail!("failed: {}", failed.join(", "));
        }
        Ok(())
    }
}

impl fmt::Display for Phases {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Phase { name, took, outcome } in &self.done {
            let word = match outcome {
                Outcome::Passed => "ok",
                Outcome::Failed(_) => "FAILED",
                Outcome::Absent => "absent",
            };
            writeln!(out, "{:>7.1} s  {word:<7} {name}", took.as_secs_f64())?;
        }
        self.remarks.iter().try_for_each(|remark| writeln!(out, "          note    {remark}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_is_named_at_the_end_and_does_not_stop_the_next() {
        let mut phases = Phases::default();
        phases.run("first", || -> Result<()> { bail!("no") });
        let second = phases.run("second", || Ok(2));
        assert_eq!(second, Some(2));
        assert_eq!(phases.finish().unwrap_err().to_string(), "failed: first");
    }

    #[test]
    fn a_remark_stands_below_the_table_and_fails_nothing() {
        let mut phases = Phases::default();
        phases.run("first", || Ok(()));
        phases.remark("first was slow".to_owned());
        assert!(phases.to_string().ends_with("first\n          note    first was slow\n"));
        phases.finish().unwrap();
    }

    #[test]
    fn an_absent_part_is_told_but_does_not_fail() {
        let mut phases = Phases::default();
        phases.run_if_there("no/such/file", "maps", || bail!("must not run"));
        assert!(phases.to_string().contains("absent  maps: no no/such/file yet"), "{phases}");
        phases.finish().unwrap();
    }
}
