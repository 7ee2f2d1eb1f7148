//! Changes about documents: a person, a department, a setting, a key. What they were and what they are, never a
//! secret or a hash of one.

use std::fmt::Display;

use jiff::Timestamp;
use model::change::Payload;
use model::{Cause, Change, ChangeKind, Form};
use serde::Serialize;
use serde_json::Value as Json;
use store::{Fault, Tx};

/// Appends one. `before` is none for something new, `after` for something removed.
pub(crate) fn append<S: Display, T: Serialize>(
    tx: &mut Tx<'_>,
    (cause, at): (&Cause, Timestamp),
    (kind, subject): (ChangeKind, S),
    (before, after): (Option<&T>, Option<&T>),
) -> Result<(), Fault> {
    let payload = Payload::Document {
        subject: subject.to_string(),
        before: document(before)?,
        after: document(after)?,
    };
    let change = Change {
        kind,
        form: None,
        form_version: 0,
        record: None,
        actor: cause.actor,
        origin: cause.origin,
        batch: cause.batch,
        cause: cause.seq,
        prev: None,
        payload,
    };
    tx.append(change, at)?;
    Ok(())
}

/// A Change that only says what somebody was given of a form's records; about `subject`, never with values.
pub(crate) fn said(
    (kind, form): (ChangeKind, &Form),
    cause: &Cause,
    (subject, after): (String, Json),
) -> Change {
    Change {
        kind,
        form: Some(form.id),
        form_version: form.version,
        record: None,
        actor: cause.actor,
        origin: cause.origin,
        batch: None,
        cause: None,
        prev: None,
        payload: Payload::Document { subject, before: Json::Null, after },
    }
}

/// A document with one more thing to say about the change: that a link was made, that a password is another.
pub(crate) fn saying<T: Serialize>(subject: &T, what: &str, value: &str) -> Result<Json, Fault> {
    let mut document = document(Some(subject))?;
    if let Json::Object(fields) = &mut document {
        fields.insert(what.to_owned(), value.into());
    }
    Ok(document)
}

fn document<T: Serialize>(subject: Option<&T>) -> Result<Json, Fault> {
    let Some(subject) = subject else { return Ok(Json::Null) };
    serde_json::to_value(subject).map_err(|e| Fault::new(format!("a document: {e}")))
}
