//! Which words of an earlier file stand in this one: what was decided about others stays with that file. They name
//! people and companies, and an import that does not have them must not carry them on.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use engines::forms::fold::fold_label;
use engines::forms::kinds::choices;
use sheets::{Limits, RowKind};
use store::Error;

use super::cell::SEPARATORS;
use super::document::{Column, Import};
use super::kept;
use super::look::unreadable;
use super::template::is_example;
use crate::platform::Platform;

/// Leaves only decisions about words that stand in the file.
///
/// # Errors
/// Why the file cannot be read.
pub(super) fn keep(platform: &Platform, import: &mut Import) -> Result<(), Error> {
    let mut sought: Vec<Sought> = import.columns.iter().map(Sought::of).collect();
    for (sought, column) in sought.iter_mut().zip(&import.columns) {
        column.look.values.iter().for_each(|(text, _)| sought.meet(text));
        // All its texts were counted: what is not among them is not there.
        if !column.look.more {
            sought.open.clear();
        }
    }
    if sought.iter().any(|sought| !sought.open.is_empty()) {
        let path = kept::path(platform, import)?;
        if path.exists() {
            walk(&path, import, &mut sought)?;
        }
    }
    for (column, Sought { met, .. }) in import.columns.iter_mut().zip(sought) {
        retain(&mut column.values, &met);
        retain(&mut column.links, &met);
        retain(&mut column.people, &met);
    }
    Ok(())
}

fn retain<T>(decided: &mut BTreeMap<String, T>, met: &HashSet<String>) {
    decided.retain(|word, _| met.contains(&fold_label(word)));
}

/// Asks the rows, as long as a word has not been met.
fn walk(path: &Path, import: &Import, sought: &mut [Sought]) -> Result<(), Error> {
    let rows =
        sheets::open(path, &import.choice, &Limits::default()).map_err(|p| unreadable(&p))?;
    for row in rows {
        let row = row.map_err(|p| unreadable(&p))?;
        if row.kind != RowKind::Data || is_example(&row) {
            continue;
        }
        let mut open = false;
        for (sought, cell) in sought.iter_mut().zip(&row.cells) {
            if !sought.open.is_empty() {
                sought.meet(&cell.display());
                open |= !sought.open.is_empty();
            }
        }
        if !open && sought.iter().all(|sought| sought.open.is_empty()) {
            break;
        }
    }
    Ok(())
}

/// The words of one column, folded as cells are compared with them.
#[derive(Default)]
struct Sought {
    open: HashSet<String>,
    met: HashSet<String>,
}

impl Sought {
    fn of(column: &Column) -> Self {
        let words = column.values.keys().chain(column.links.keys()).chain(column.people.keys());
        Self { open: words.map(|word| fold_label(word)).collect(), met: HashSet::new() }
    }

    /// A cell is a word, or holds several.
    fn meet(&mut self, text: &str) {
        if self.open.is_empty() {
            return;
        }
        for word in std::iter::once(text).chain(choices::words(text)).chain(text.split(SEPARATORS))
        {
            if let Some(word) = self.open.take(&fold_label(word)) {
                self.met.insert(word);
            }
        }
    }
}
