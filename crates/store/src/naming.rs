//! Which records a text names. Documents and remembered outcomes have no index by record: they are read once for all the
//! records that somebody asks for.

use std::collections::{BTreeMap, BTreeSet};

use model::RecordId;

use crate::fault::Fault;
use crate::session::{Read, Row, all, must};
use crate::sql::Sql;

/// An id as text.
const LETTERS: usize = 30;

/// Goes on with a condition that fits every text which names one of these records.
pub(crate) fn push_named(sql: &mut Sql, records: &[RecordId]) {
    let id = match records {
        [one] => one.to_string(),
        _ => format!("{}_", RecordId::PREFIX),
    };
    // An underscore of a pattern is any character: `rec` and a letter stand in every record and receipt.
    let pattern = format!("%{}%", id.replace('_', "\\_"));
    sql.push(" LIKE ").bind(pattern).push(" ESCAPE '\\'");
}

/// Runs a query for keys and, in column `text`, texts; the keys by the records that their texts name.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn by_record<K: Clone>(
    read: &mut dyn Read,
    (sql, text): (&Sql, usize),
    records: &[RecordId],
    key: impl Fn(&dyn Row) -> Result<K, Fault>,
) -> Result<BTreeMap<RecordId, Vec<K>>, Fault> {
    let wanted: BTreeSet<RecordId> = records.iter().copied().collect();
    let rows = all(read, sql, |row| {
        let found = named(&must(row.text(text)?, "a text")?, &wanted);
        Ok(if found.is_empty() { None } else { Some((key(row)?, found)) })
    })?;
    let mut keys: BTreeMap<RecordId, Vec<K>> = BTreeMap::new();
    for (key, found) in rows.into_iter().flatten() {
        for record in found {
            keys.entry(record).or_default().push(key.clone());
        }
    }
    Ok(keys)
}

/// The ones of these records that a text names.
fn named(text: &str, wanted: &BTreeSet<RecordId>) -> BTreeSet<RecordId> {
    let places = text.match_indices(RecordId::PREFIX);
    let ids = places.filter_map(|(at, _)| text.get(at..at + LETTERS)?.parse().ok());
    ids.filter(|id| wanted.contains(id)).collect()
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use uuid::Uuid;

    use super::*;
    use crate::sqlite::SqliteSession;

    #[test]
    fn only_texts_that_may_name_a_record_are_read() -> Result<(), Box<dyn std::error::Error>> {
        let mut session = SqliteSession::new(Connection::open_in_memory()?);
        let id = RecordId(Uuid::from_u128(7));
        let mut fits = |text: String, records: &[RecordId]| {
            let mut sql = Sql::of(session.dialect(), "SELECT 1 WHERE ");
            push_named(sql.bind(text), records);
            all(&mut session, &sql, |_| Ok(())).map(|rows| rows.len() == 1)
        };
        assert!(fits(format!("{{\"made\":\"{id}\"}}"), &[id, RecordId(Uuid::from_u128(8))])?);
        assert!(fits(format!("{{\"made\":\"{id}\"}}"), &[id])?);
        assert!(!fits("{\"records\":[],\"record\":1}".to_owned(), &[id, id])?);
        assert!(!fits("{\"records\":[]}".to_owned(), &[id])?);
        Ok(())
    }

    #[test]
    fn a_text_names_the_records_whose_ids_stand_in_it() {
        let [a, b, c] = [1, 2, 3].map(|n| RecordId(Uuid::from_u128(n)));
        let text =
            format!("{{\"receipts\":[\"{a}\",\"{c}x\"],\"rec\":\"rec_\",\"名\":\"rec_名{b}\"}}");
        assert_eq!(a.to_string().len(), LETTERS);
        assert_eq!(named(&text, &[a, b].into()), [a, b].into());
        assert_eq!(named(&text, &[b].into()), [b].into());
        assert_eq!(named("rec_1", &[a].into()), [].into());
    }
}
