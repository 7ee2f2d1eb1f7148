//! What the platform needs from outside, as traits: `connect` and `server` implement them, tests fake them.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use store::Fault;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The moment, to the microsecond.
    fn now(&self) -> Timestamp;
}

/// Makes ids.
pub trait Ids: Send + Sync {
    /// A new UUIDv7.
    fn next(&self) -> Uuid;
}

/// Makes secrets.
pub trait Random: Send + Sync {
    /// Fills with unpredictable bytes.
    ///
    /// # Errors
    /// When the system has none.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Fault>;
}

/// A request to a web server outside.
#[derive(Debug, Clone)]
pub struct HttpRequest {
    /// Where to.
    pub url: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// JSON.
    pub body: String,
    /// To be signed as the Standard Webhooks specification has it.
    pub signing: Option<Signing>,
}

/// What a webhook's signature is made from, besides the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// Stable over retries; receivers tell repetitions by it.
    pub id: String,
    /// When this attempt is made.
    pub at: Timestamp,
    /// `whsec_` and the key in base 64.
    pub secret: String,
}

/// What it answered.
#[derive(Debug, Clone)]
pub struct HttpAnswer {
    /// The status code.
    pub status: u16,
    /// The beginning of the body, at most a few hundred characters.
    pub text: String,
}

/// Speaks HTTP to servers outside.
pub trait Http: Send + Sync {
    /// Posts within a time limit of about 15 s.
    ///
    /// # Errors
    /// Why no answer came, in words for an administrator.
    fn post(&self, request: &HttpRequest) -> Result<HttpAnswer, String>;
}

/// Keeps bytes by their content.
pub trait Files: Send + Sync {
    /// Moves a finished temporary file under its SHA-256. Doing it twice is no work.
    ///
    /// # Errors
    /// When the disk refuses.
    fn keep(&self, temporary: &std::path::Path, hash: &[u8; 32]) -> Result<(), Fault>;
    /// Removes bytes that nothing speaks of any more. Those that somebody brought a moment ago stay: it may be about
    /// to be written down.
    ///
    /// # Errors
    /// When the disk refuses.
    fn forget(&self, hash: &[u8; 32]) -> Result<(), Fault>;
    /// Where the bytes lie.
    fn path(&self, hash: &[u8; 32]) -> PathBuf;
    /// A new, empty temporary file's path on the same disk.
    ///
    /// # Errors
    /// When the disk refuses.
    fn temporary(&self) -> Result<PathBuf, Fault>;
}

/// Seals the texts of sensitive fields under a key that lies outside the database, so that neither the database nor a
/// backup of it gives them away.
pub trait Vault: Send + Sync + std::fmt::Debug {
    /// Names the key without telling it; none where there is no key.
    fn key(&self) -> Option<String>;
    /// Seals a text. Equal texts have equal seals under one key. None where there is no key.
    fn seal(&self, text: &str) -> Option<String>;
    /// Opens a seal; none where it was made with another key, or is none.
    fn open(&self, seal: &str) -> Option<String>;
}

/// Lists that are kept beside the database: what a database that was set back cannot know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Signed ends of the log.
    Heads,
    /// Records whose personal data was erased.
    Erasures,
}

/// A memory beside the database, and a key to sign with, so that somebody who has the database alone can neither
/// rewrite the log nor take off its end unnoticed.
pub trait Witness: Send + Sync {
    /// The public key, Ed25519 (RFC 8032).
    fn key(&self) -> [u8; 32];
    /// Signs with the private one.
    fn sign(&self, message: &[u8]) -> Vec<u8>;
    /// Whether this key signed this message.
    fn has_signed(&self, key: &[u8], message: &[u8], signature: &[u8]) -> bool;
    /// Adds lines to a list; they are durable then.
    ///
    /// # Errors
    /// When the disk refuses.
    fn note(&self, list: List, lines: &[String]) -> Result<(), Fault>;
    /// The lines of a list, oldest first.
    ///
    /// # Errors
    /// When the disk does not answer.
    fn noted(&self, list: List) -> Result<Vec<String>, Fault>;
}

/// All ports.
#[derive(Clone)]
#[expect(missing_docs, reason = "each trait says what it is")]
pub struct Ports {
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn Ids>,
    pub random: Arc<dyn Random>,
    pub http: Arc<dyn Http>,
    pub files: Arc<dyn Files>,
    pub vault: Arc<dyn Vault>,
    pub witness: Arc<dyn Witness>,
}
