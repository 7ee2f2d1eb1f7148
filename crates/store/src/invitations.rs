//! Invitation links, found by the SHA-256 of their token, like sessions.

use jiff::Timestamp;
use model::UserId;

use crate::fault::Fault;
use crate::session::{Read, first, must};
use crate::sql::Sql;
use crate::tx::Tx;

/// An invitation as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredInvitation {
    /// SHA-256 of the token.
    pub token: [u8; 32],
    /// Who may choose a password with it.
    pub person: UserId,
    /// Until when.
    pub expires_at: Timestamp,
}

/// The invitation with this token's hash, expired or not.
///
/// # Errors
/// When the database does not answer.
pub fn find(read: &mut dyn Read, token: [u8; 32]) -> Result<Option<StoredInvitation>, Fault> {
    let mut sql =
        Sql::of(read.dialect(), "SELECT person, expires_at FROM clew_invitation WHERE token = ");
    sql.bind(token.to_vec());
    first(read, &sql, |row| {
        Ok(StoredInvitation {
            token,
            person: UserId(must(row.uuid(0)?, "person")?),
            expires_at: must(row.instant(1)?, "expires_at")?,
        })
    })
}

/// Writes a person's one open invitation: earlier links end.
///
/// # Errors
/// When the database refuses.
pub fn replace(tx: &mut Tx<'_>, invitation: &StoredInvitation) -> Result<(), Fault> {
    remove_of(tx, invitation.person)?;
    let mut sql =
        Sql::of(tx.dialect(), "INSERT INTO clew_invitation (token, person, expires_at) VALUES (");
    sql.bind_all([
        invitation.token.to_vec().into(),
        invitation.person.0.into(),
        invitation.expires_at.into(),
    ]);
    sql.push(")");
    tx.execute(&sql)
}

/// Ends a person's open invitation.
///
/// # Errors
/// When the database refuses.
pub fn remove_of(tx: &mut Tx<'_>, person: UserId) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_invitation WHERE person = ");
    sql.bind(person.0);
    tx.execute(&sql)
}

/// Forgets invitations that ended before this moment.
///
/// # Errors
/// When the database refuses.
pub fn purge(tx: &mut Tx<'_>, before: Timestamp) -> Result<(), Fault> {
    let mut sql = Sql::of(tx.dialect(), "DELETE FROM clew_invitation WHERE expires_at < ");
    sql.bind(before);
    tx.execute(&sql)
}
