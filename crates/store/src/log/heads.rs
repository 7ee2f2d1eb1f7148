//! Signed ends of the log. A head says: at this seq the chain's hash was this. Who holds the signing key, and nobody
//! else, can say so; so whoever has the database alone can neither rewrite what stands before a signed head nor take
//! away what was there when it was signed. Rows here are not entries of the log: nothing follows from them.

use jiff::Timestamp;
use model::Seq;
use serde_json::json;

use super::seal::Hash;
use crate::backup::{hex, unhex};
use crate::fault::Fault;
use crate::session::{Read, Row, all, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

const SELECT: &str = "SELECT seq, hash, at, key, signature FROM clew_segment";

/// A signed end of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedHead {
    /// The last entry's last seq.
    pub seq: Seq,
    /// The chain's hash there.
    pub hash: Hash,
    /// When it was signed.
    pub at: Timestamp,
    /// The public key.
    pub key: Vec<u8>,
    /// Over [`SignedHead::message`].
    pub signature: Vec<u8>,
}

impl SignedHead {
    /// What is signed.
    pub fn message(seq: Seq, hash: &Hash) -> Vec<u8> {
        [b"clew head 1".as_slice(), &seq.to_be_bytes(), hash].concat()
    }

    /// The head as a line of text.
    pub fn line(&self) -> String {
        let (hash, key, signature) = (hex(&self.hash), hex(&self.key), hex(&self.signature));
        json!({"seq": self.seq, "hash": hash, "at": self.at, "key": key, "signature": signature})
            .to_string()
    }

    /// Reads a line; none when it is no head.
    pub fn of_line(line: &str) -> Option<Self> {
        let line: serde_json::Value = serde_json::from_str(line).ok()?;
        let text = |name: &str| line.get(name).and_then(|value| value.as_str());
        Some(Self {
            seq: line.get("seq")?.as_i64()?,
            hash: unhex(text("hash")?)?,
            at: text("at")?.parse().ok()?,
            key: bytes(text("key")?)?,
            signature: bytes(text("signature")?)?,
        })
    }
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pair = |n: usize| u8::from_str_radix(digits.get(n..n + 2)?, 16).ok();
    (0..digits.len()).step_by(2).map(pair).collect()
}

/// Writes a signed head down; where another node was quicker, its stays.
///
/// # Errors
/// When the database refuses.
pub fn add_head(tx: &mut Tx<'_>, head: &SignedHead) -> Result<(), Fault> {
    let mut sql =
        Sql::of(tx.dialect(), "INSERT INTO clew_segment (seq, hash, at, key, signature) VALUES (");
    sql.bind_all([
        head.seq.into(),
        head.hash.to_vec().into(),
        head.at.into(),
        head.key.clone().into(),
        head.signature.clone().into(),
    ]);
    sql.push(") ON CONFLICT (seq) DO NOTHING");
    tx.execute(&sql)
}

/// All signed heads, oldest first.
///
/// # Errors
/// When the database does not answer.
pub fn list_heads(read: &mut dyn Read) -> Result<Vec<SignedHead>, Fault> {
    let sql = Sql::of(read.dialect(), &format!("{SELECT} ORDER BY seq"));
    all(read, &sql, head)
}

/// The last signed head.
///
/// # Errors
/// When the database does not answer.
pub fn last_head(read: &mut dyn Read) -> Result<Option<SignedHead>, Fault> {
    let sql = Sql::of(read.dialect(), &format!("{SELECT} ORDER BY seq DESC LIMIT 1"));
    first(read, &sql, head)
}

fn head(row: &dyn Row) -> Result<SignedHead, Fault> {
    let hash = must(row.bytes(1)?, "hash")?;
    Ok(SignedHead {
        seq: must(row.int(0)?, "seq")?,
        hash: hash.try_into().map_err(|_| Fault::new("a signed head's hash has a wrong length"))?,
        at: must(row.instant(2)?, "at")?,
        key: must(row.bytes(3)?, "key")?,
        signature: must(row.bytes(4)?, "signature")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_survives_its_line() {
        let at = Timestamp::from_second(1_800_000_000).unwrap();
        let head =
            SignedHead { seq: 7, hash: [3; 32], at, key: vec![1; 32], signature: vec![9; 64] };
        assert_eq!(SignedHead::of_line(&head.line()), Some(head));
        assert_eq!(SignedHead::of_line("{\"restored\": 3}"), None);
    }
}
