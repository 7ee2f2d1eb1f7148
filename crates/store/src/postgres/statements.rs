//! Prepared statements by text; the least recently used one goes when there are too many.

use std::collections::HashMap;

use tokio_postgres::Statement;

const LIMIT: usize = 500;

/// The statements that this connection has prepared.
#[derive(Default)]
pub(super) struct Statements {
    by_text: HashMap<String, (Statement, u64)>,
    uses: u64,
}

impl Statements {
    /// The prepared statement for this text, if there is one.
    pub(super) fn get(&mut self, text: &str) -> Option<Statement> {
        self.uses += 1;
        let (statement, used) = self.by_text.get_mut(text)?;
        *used = self.uses;
        Some(statement.clone())
    }

    /// Keeps a prepared statement. The client closes the one that goes on the server too.
    pub(super) fn keep(&mut self, text: &str, statement: Statement) {
        if self.by_text.len() >= LIMIT {
            let oldest = self.by_text.iter().min_by_key(|(_, (_, used))| *used);
            if let Some(text) = oldest.map(|(text, _)| text.clone()) {
                self.by_text.remove(&text);
            }
        }
        self.uses += 1;
        self.by_text.insert(text.to_owned(), (statement, self.uses));
    }

    /// Forgets all: tables changed.
    pub(super) fn clear(&mut self) {
        self.by_text.clear();
    }
}
