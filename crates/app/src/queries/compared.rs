//! Which records hold the words, where few enough look so. Grams over-match; counts, totals and the n-th record of a
//! search must not, so for them all that the grams found is compared beforehand.

use model::expr::Function;
use model::{Expr, FieldRef, RecordId, SystemField, Value};
use store::Error;
use store::query::{Anchors, From, Question, count_up_to, page};
use store::session::Read;

use super::list::Meant;

/// Most hits that are compared while somebody waits; beyond, counts hold what only looks like the words.
const COMPARED: u32 = 2_000;

/// The records of a question that hold its words; none where nothing has to be compared, or too much.
///
/// # Errors
/// When the database does not answer.
pub(super) fn compared(
    read: &mut dyn Read,
    question: &Question<'_>,
    (meant, anchors): (&Meant<'_>, &Anchors),
) -> Result<Option<Vec<RecordId>>, Error> {
    if question.search.is_none() || !meant.compares() {
        return Ok(None);
    }
    let most = i64::from(COMPARED);
    if count_up_to(read, question, most + 1)? > most {
        return Ok(None);
    }
    let fields: Vec<FieldRef> = meant.fields().collect();
    let found = page(read, question, (&[], &fields), (&From::Start, COMPARED), anchors)?;
    let held = found.items.iter().filter(|record| meant.is_in(record));
    Ok(Some(held.map(|record| record.id).collect()))
}

/// The condition narrowed to some records.
pub(super) fn among(ids: Vec<RecordId>, filter: &Expr) -> Expr {
    let ids = Expr::List(ids.into_iter().map(Value::Record).collect());
    let id = Expr::field(FieldRef::System(SystemField::Id));
    Expr::call(Function::In, [id, ids]).and(filter.clone())
}
