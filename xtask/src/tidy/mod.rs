//! The guards of the architecture: what a compiler does not say about a workspace.
//!
//! Each rule is a file with a pure function over what it judges (a path and a text, the output of
//! `cargo metadata`), and with tests that show it failing. This module reads the files and hands
//! them round; it knows no rule's content. To add a rule: write the file, name it in `RULES`.

mod crates;
mod documented;
mod effective;
mod leftovers;
mod licences;
mod locks;
mod names;
mod rust;
mod silences;
mod sizes;
mod spdx;
mod sql;
mod translations;
mod web_licences;
mod words;

use std::fmt;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::process::{capture, cargo};
use crate::{fingerprint, places};

/// What is not ours to keep tidy: fetched, built, or somebody's data.
const NOT_OURS: [&str; 7] = [".git", ".node", "node_modules", "target", "dist", "output", "data"];

/// Everything that is judged one file at a time.
const RULES: [fn(&Source) -> Vec<Finding>; 10] = [
    documented::check,
    effective::check,
    leftovers::check,
    locks::check,
    names::check,
    silences::check,
    sizes::check,
    sql::check,
    web_licences::check,
    words::check,
];

/// A text file of the project; the path is relative to its root, with `/`.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    fn has_ending(&self, endings: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
    }

    /// Written by a program, and so not held to what people should write.
    fn is_generated(&self) -> bool {
        self.path.contains("/generated/")
            || self.path.contains(".gen.")
            || self.text.lines().take(3).any(|line| {
                line.contains("@generated") || line.contains("This file is auto-generated")
            })
    }

    /// A file that holds nothing but tests and what only tests use.
    fn is_test(&self) -> bool {
        self.path.contains("/tests/")
            || self.path.contains("/benches/")
            || self.path.ends_with("/tests.rs")
            || self.path.starts_with("crates/testkit/")
            || [".test.ts", ".test.tsx"].iter().any(|ending| self.path.ends_with(ending))
    }
}

/// One thing to put right.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) told: String,
}

impl Finding {
    /// A finding on a line of a file, counted from 1; 0 means the file as a whole.
    fn new(source: &Source, line: usize, told: impl Into<String>) -> Self {
        Self { path: source.path.clone(), line, told: told.into() }
    }

    /// A finding about the project and not about one file.
    fn about(path: &str, told: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: 0, told: told.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(out, "{}: {}", self.path, self.told),
            line => write!(out, "{}:{line}: {}", self.path, self.told),
        }
    }
}

/// Judges the checkout; tells all findings, and fails if there is any.
pub(crate) fn check() -> Result<()> {
    let sources = sources()?;
    let mut findings: Vec<Finding> =
        sources.iter().flat_map(|source| RULES.iter().flat_map(|rule| rule(source))).collect();
    findings.extend(locks::check_settings(&sources));
    findings.extend(translations::check(&sources));
    let metadata = metadata()?;
    findings.extend(crates::check(&metadata));
    findings.extend(licences::check(&metadata));
    findings.sort();
    for finding in &findings {
        eprintln!("{finding}");
    }
    if !findings.is_empty() {
        bail!("{} findings in {} files", findings.len(), sources.len());
    }
    eprintln!("{} files are tidy", sources.len());
    Ok(())
}

/// Every text file of the checkout. What is not UTF-8 (a picture) is nobody's source.
fn sources() -> Result<Vec<Source>> {
    let root = places::root();
    let mut files: Vec<PathBuf> = Vec::new();
    fingerprint::collect(&root, &NOT_OURS, &mut files)?;
    let mut sources = Vec::new();
    for file in files {
        // A file may go away while its author is at work.
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let path = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        sources.push(Source::new(&path, &text));
    }
    Ok(sources)
}

fn metadata() -> Result<Value> {
    let told = capture(&mut cargo(&["metadata", "--format-version", "1"]))?;
    serde_json::from_slice(&told).context("`cargo metadata` printed something else than JSON")
}
