//! The chain: `hash = H(prev ‖ header ‖ H(salt ‖ payload))`. The header names no personal data, and the payload's hash
//! stays when salt and payload are erased, so an erased log still verifies.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A SHA-256 value.
pub type Hash = [u8; 32];

/// What the chain protects besides the payload, in stored form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of clew_log")]
pub struct Header {
    pub last: i64,
    pub count: i64,
    /// Microseconds since 1970 UTC.
    pub at: i64,
    pub kind: i64,
    pub form: Option<Uuid>,
    pub form_version: i64,
    pub record: Option<Uuid>,
    pub actor: i64,
    pub person: Option<Uuid>,
    pub origin: i64,
    pub batch: Option<Uuid>,
    pub cause: Option<i64>,
    pub prev: Option<i64>,
}

/// The payload's hash. `salt` keeps short payloads from being guessed after erasure.
pub fn seal_payload(salt: &[u8], encoding: i64, body: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(encoding.to_be_bytes());
    hasher.update(body);
    hasher.finalize().into()
}

/// The entry's hash.
pub fn chain(prev: &Hash, header: &Header, payload: &Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(b"clew1");
    hasher.update(prev);
    let mut number = |n: i64| hasher.update(n.to_be_bytes());
    number(header.last);
    number(header.count);
    number(header.at);
    number(header.kind);
    number(header.form_version);
    number(header.actor);
    number(header.origin);
    let optional_number = |hasher: &mut Sha256, n: Option<i64>| {
        hasher.update([u8::from(n.is_some())]);
        hasher.update(n.unwrap_or(0).to_be_bytes());
    };
    let optional_id = |hasher: &mut Sha256, id: Option<Uuid>| {
        hasher.update([u8::from(id.is_some())]);
        hasher.update(id.unwrap_or_default().as_bytes());
    };
    optional_id(&mut hasher, header.form);
    optional_id(&mut hasher, header.record);
    optional_id(&mut hasher, header.person);
    optional_id(&mut hasher, header.batch);
    optional_number(&mut hasher, header.cause);
    optional_number(&mut hasher, header.prev);
    hasher.update(payload);
    hasher.finalize().into()
}
