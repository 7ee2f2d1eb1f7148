//! The head of the log: the last seq, the chain's last hash, the catalog's version. One row; whoever writes holds it.

use model::Seq;

use crate::fault::Fault;
use crate::session::{Read, Row, Session, first, must};
use crate::sql::Sql;

/// The head row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The last seq that is taken.
    pub seq: Seq,
    /// The hash of the last entry; zeros while the log is empty.
    pub hash: [u8; 32],
    /// Raised by each publication.
    pub catalog: i64,
}

/// Reads the head without holding it.
///
/// # Errors
/// When the database does not answer.
pub fn read(read: &mut dyn Read) -> Result<Head, Fault> {
    let sql = Sql::of(read.dialect(), "SELECT seq, hash, catalog FROM clew_head WHERE id = 1");
    first(read, &sql, head)?.ok_or_else(|| Fault::new("the log has no head"))
}

/// Reads the head and holds it until the transaction ends: from here on seqs are given in commit order. SQLite holds
/// the whole file already.
///
/// # Errors
/// When the database does not answer.
pub fn hold(session: &mut dyn Session) -> Result<Head, Fault> {
    if !session.dialect().is_postgres() {
        return read(session);
    }
    let text = "SELECT seq, hash, catalog FROM clew_head WHERE id = 1 FOR UPDATE";
    let sql = Sql::of(session.dialect(), text);
    first(session, &sql, head)?.ok_or_else(|| Fault::new("the log has no head"))
}

/// Writes the head.
///
/// # Errors
/// When the database refuses.
pub fn write(session: &mut dyn Session, head: &Head) -> Result<(), Fault> {
    let mut sql = Sql::of(session.dialect(), "UPDATE clew_head SET seq = ");
    sql.bind(head.seq).push(", hash = ").bind(head.hash.to_vec());
    sql.push(", catalog = ").bind(head.catalog).push(" WHERE id = 1");
    session.execute(&sql)
}

/// Makes the head row of a new database.
///
/// # Errors
/// When the database refuses.
pub fn plant(session: &mut dyn Session) -> Result<(), Fault> {
    let mut sql =
        Sql::of(session.dialect(), "INSERT INTO clew_head (id, seq, hash, catalog) VALUES (1, 0, ");
    sql.bind(vec![0u8; 32]).push(", 0) ON CONFLICT (id) DO NOTHING");
    session.execute(&sql)?;
    session.flush()
}

fn head(row: &dyn Row) -> Result<Head, Fault> {
    let hash = must(row.bytes(1)?, "hash")?;
    Ok(Head {
        seq: must(row.int(0)?, "seq")?,
        hash: hash.try_into().map_err(|_| Fault::new("the head's hash has a wrong length"))?,
        catalog: must(row.int(2)?, "catalog")?,
    })
}
