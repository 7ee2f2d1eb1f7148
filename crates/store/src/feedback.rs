//! Feedback about forms.

use jiff::Timestamp;
use model::feedback::{Answer, Feedback};
use model::task::Done;
use model::{FeedbackId, FileId, FormId, UserId};

use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::{Param, Sql};
use crate::tx::Tx;

/// Where a list of feedback goes on: when it was given, and its id.
pub type Place = (Timestamp, FeedbackId);

/// Feedback as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredFeedback {
    /// What was said, answered and done.
    pub feedback: Feedback,
    /// When it was given.
    pub at: Timestamp,
    /// Raised by every change.
    pub rev: i64,
}

/// Which feedback is wanted. All that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wanted {
    /// About one of these forms.
    pub forms: Option<Vec<FormId>>,
    /// Given by this person.
    pub person: Option<UserId>,
    /// Dealt with; else what is open.
    pub resolved: bool,
    /// Older than this one.
    pub before: Option<Place>,
}

const SELECT: &str = "SELECT id, form, page, body, file, at, person, answer, answered_at, answered_by, resolved_at, \
                      resolved_by, rev FROM clew_feedback WHERE ";

/// Feedback, newest first.
///
/// # Errors
/// When the database does not answer.
pub fn list(
    read: &mut dyn Read,
    wanted: &Wanted,
    limit: u32,
) -> Result<Vec<StoredFeedback>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push(if wanted.resolved { "resolved_at IS NOT NULL" } else { "resolved_at IS NULL" });
    if let Some(forms) = &wanted.forms {
        if forms.is_empty() {
            return Ok(Vec::new());
        }
        sql.push(" AND form").among(forms.iter().map(|form| Param::Uuid(form.0)));
    }
    if let Some(person) = wanted.person {
        sql.push(" AND person = ").bind(person.0);
    }
    if let Some((at, id)) = wanted.before {
        sql.push(" AND (at < ").bind(at).push(" OR (at = ").bind(at);
        sql.push(" AND id < ").bind(id.0).push("))");
    }
    sql.push(" ORDER BY at DESC, id DESC LIMIT ").bind(limit);
    all(read, &sql, stored)
}

/// One.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, id: FeedbackId) -> Result<Option<StoredFeedback>, Fault> {
    let mut sql = Sql::of(read.dialect(), SELECT);
    sql.push("id = ").bind(id.0);
    first(read, &sql, stored)
}

/// Writes feedback; an older one of the same id gets its answer, its end and its revision. The caller appends the Change.
///
/// # Errors
/// When the database refuses.
pub fn save(tx: &mut Tx<'_>, stored: &StoredFeedback) -> Result<(), Fault> {
    let StoredFeedback { feedback, at, rev } = stored;
    let (answer, resolved) = (feedback.answer.as_ref(), feedback.resolved);
    let mut sql = Sql::of(
        tx.dialect(),
        "INSERT INTO clew_feedback (id, form, page, body, file, at, person, answer, answered_at, answered_by, \
         resolved_at, resolved_by, rev) VALUES (",
    );
    sql.bind_all([
        feedback.id.0.into(),
        feedback.form.0.into(),
        feedback.page.as_str().into(),
        feedback.text.as_str().into(),
        feedback.file.map(|f| f.0).into(),
        (*at).into(),
        feedback.person.0.into(),
        answer.map_or("", |a| a.text.as_str()).into(),
        answer.map(|a| a.given.at).into(),
        answer.and_then(|a| a.given.by).map(|p| p.0).into(),
        resolved.map(|d| d.at).into(),
        resolved.and_then(|d| d.by).map(|p| p.0).into(),
        (*rev).into(),
    ]);
    sql.push(") ON CONFLICT (id) DO UPDATE SET answer = excluded.answer, ");
    sql.push("answered_at = excluded.answered_at, answered_by = excluded.answered_by, ");
    sql.push("resolved_at = excluded.resolved_at, resolved_by = excluded.resolved_by, ");
    sql.push("rev = excluded.rev");
    tx.execute(&sql)
}

fn stored(row: &dyn Row) -> Result<StoredFeedback, Fault> {
    let (answered_by, resolved_by) = (row.uuid(9)?.map(UserId), row.uuid(11)?.map(UserId));
    let text = must(row.text(7)?, "answer")?;
    let answered = row.instant(8)?.map(|at| Done { at, by: answered_by });
    let feedback = Feedback {
        id: FeedbackId(must(row.uuid(0)?, "id")?),
        form: FormId(must(row.uuid(1)?, "form")?),
        page: must(row.text(2)?, "page")?,
        text: must(row.text(3)?, "body")?,
        file: row.uuid(4)?.map(FileId),
        person: UserId(must(row.uuid(6)?, "person")?),
        answer: answered.map(|given| Answer { text, given }),
        resolved: row.instant(10)?.map(|at| Done { at, by: resolved_by }),
    };
    let (at, rev) = (must(row.instant(5)?, "at")?, must(row.int(12)?, "rev")?);
    Ok(StoredFeedback { feedback, at, rev })
}
