//! Views that people saved, as documents.

use model::view::View;
use model::{FormId, UserId, ViewId};

use crate::fault::Fault;
use crate::session::{Read, all, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// Saved views of a form: those shared with everyone, and this person's own.
///
/// # Errors
/// When the database does not answer or a document cannot be read.
pub fn list_views(
    read: &mut dyn Read,
    form: FormId,
    person: Option<UserId>,
) -> Result<Vec<View>, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT document FROM clew_view WHERE form = ");
    sql.bind(form.0).push(" AND (owner IS NULL OR owner = ").bind(person.map(|p| p.0));
    sql.push(") ORDER BY code");
    all(read, &sql, |row| {
        let text = must(row.text(0)?, "document")?;
        serde_json::from_str(&text).map_err(|e| Fault::new(format!("a saved view: {e}")))
    })
}

/// Whether a saved view has this id, whoever sees it.
///
/// # Errors
/// When the database does not answer.
pub fn is_taken(read: &mut dyn Read, id: ViewId) -> Result<bool, Fault> {
    let mut sql = Sql::of(read.dialect(), "SELECT 1 FROM clew_view WHERE id = ");
    sql.bind(id.0);
    Ok(!all(read, &sql, |_| Ok(()))?.is_empty())
}

/// Writes a view; an older one of the same id is replaced.
///
/// # Errors
/// [`crate::FaultKind::Unique`] when the code is taken.
pub fn save_view(tx: &mut Tx<'_>, form: FormId, view: &View) -> Result<(), Fault> {
    let text = serde_json::to_string(view).map_err(|e| Fault::new(format!("a saved view: {e}")))?;
    let mut sql =
        Sql::of(tx.dialect(), "INSERT INTO clew_view (id, form, code, owner, document) VALUES (");
    sql.bind_all([
        view.id.0.into(),
        form.0.into(),
        view.code.clone().into(),
        view.owner.map(|o| o.0).into(),
        text.into(),
    ]);
    sql.push(") ON CONFLICT (id) DO UPDATE SET code = excluded.code, owner = excluded.owner, ");
    sql.push("document = excluded.document");
    tx.execute(&sql)
}

/// Forgets a view.
///
/// # Errors
/// When the database refuses.
pub fn remove_view(tx: &mut Tx<'_>, id: ViewId) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_view WHERE id = ");
    sql.bind(id.0);
    tx.execute(&sql)
}
