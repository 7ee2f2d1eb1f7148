//! Where a session stands between BEGIN and COMMIT, followed by reading what passes.

/// A statement that steers the transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    Begin,
    Commit,
    Rollback,
    Savepoint,
    Release,
    RollbackTo,
}

/// Where the session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// No transaction: each statement stands alone.
    Idle,
    /// A transaction is open and can be committed.
    Open,
    /// A statement failed, or the connection is gone: only a rollback helps.
    Failed,
}

impl Control {
    /// What a single statement does to the transaction, if anything. Scripts of several statements steer nothing.
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches(';');
        if text.contains(';') {
            return None;
        }
        let mut words = text.split_whitespace().map(str::to_ascii_uppercase);
        Some(match (words.next()?.as_str(), words.next().as_deref()) {
            ("BEGIN", _) | ("START", Some("TRANSACTION")) => Self::Begin,
            ("COMMIT" | "END", _) => Self::Commit,
            ("ROLLBACK", Some("TO")) => Self::RollbackTo,
            ("ROLLBACK" | "ABORT", _) => Self::Rollback,
            ("SAVEPOINT", _) => Self::Savepoint,
            ("RELEASE", _) => Self::Release,
            _ => return None,
        })
    }

    /// Where the session stands once this has succeeded.
    pub(super) fn turns(self, from: Phase) -> Phase {
        match self {
            Self::Begin | Self::RollbackTo => Phase::Open,
            Self::Commit | Self::Rollback => Phase::Idle,
            Self::Savepoint | Self::Release => from,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_single_steering_statements_are_recognised() {
        let table = [
            ("BEGIN", Some(Control::Begin)),
            (" begin isolation level repeatable read ;", Some(Control::Begin)),
            ("ROLLBACK TO m", Some(Control::RollbackTo)),
            ("rollback", Some(Control::Rollback)),
            ("RELEASE m", Some(Control::Release)),
            ("DO $$ BEGIN PERFORM 1; END $$", None),
            ("SELECT 1", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(Control::of(text), expected, "{text}");
        }
    }
}
