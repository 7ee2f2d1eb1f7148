//! Where somebody is signed in: what they see of it, and ending it from elsewhere.

use std::net::IpAddr;

use jiff::Timestamp;
use model::{Code, Origin, Rejection, UserId};
use store::Error;
use store::sessions::{self, StoredSession};

use super::secrets::hash;
use crate::platform::Platform;
use crate::who::Who;

/// Longest description of a browser that is kept, in characters.
const LONGEST_DEVICE: usize = 300;

/// A session as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// A name for it that lets nobody in.
    pub id: String,
    /// What the browser calls itself; empty = unknown.
    pub device: String,
    /// The address that it came in from; empty = unknown.
    pub address: String,
    /// When it began.
    pub began: Timestamp,
    /// When it was last used, to some minutes.
    pub used: Timestamp,
    /// When it ends, unless it is used before and slides.
    pub ends: Timestamp,
    /// It is the one that asks.
    pub current: bool,
}

impl Platform {
    /// Notes what a session that has just begun is recognised by.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn describe_session(
        &self,
        token: &str,
        device: &str,
        address: Option<IpAddr>,
    ) -> Result<(), Error> {
        let token = hash(token);
        let device: String =
            device.chars().filter(|c| !c.is_control()).take(LONGEST_DEVICE).collect();
        let address = address.map(|ip| ip.to_canonical().to_string()).unwrap_or_default();
        self.store().write(move |tx| Ok(sessions::describe(tx, token, (&device, &address))?))?;
        Ok(())
    }

    /// Where the person is signed in, the last used first; `asking` is the token of the session that asks.
    ///
    /// # Errors
    /// `Forbidden` through an API key.
    pub fn list_sessions(&self, who: &Who, asking: &str) -> Result<Vec<OwnSession>, Error> {
        let (person, asking, now) = (in_a_browser(who)?, hash(asking), self.now());
        let found = self.store().read(|read| sessions::list_of(read, person))?;
        let open = found.into_iter().filter(|session| session.expires_at > now);
        Ok(open.map(|session| own(session, asking)).collect())
    }

    /// Ends one of the person's sessions.
    ///
    /// # Errors
    /// `Forbidden` through an API key; `NotFound` when it is not theirs or over.
    pub fn end_session(&self, who: &Who, id: &str) -> Result<(), Error> {
        let (person, id) = (in_a_browser(who)?, id.to_owned());
        self.write(move |tx, _| {
            let found = sessions::list_of(tx, person)?;
            let session = found.into_iter().find(|session| name(&session.token) == id);
            let session = session.ok_or_else(|| Rejection::new(Code::NotFound))?;
            Ok(sessions::remove(tx, session.token)?)
        })?;
        self.auth().forget_sessions();
        Ok(())
    }

    /// Ends all of the person's sessions but the one that asks.
    ///
    /// # Errors
    /// `Forbidden` through an API key.
    pub fn end_other_sessions(&self, who: &Who, asking: &str) -> Result<(), Error> {
        let (person, asking) = (in_a_browser(who)?, hash(asking));
        self.write(move |tx, _| Ok(sessions::remove_of(tx, person, Some(asking))?))?;
        self.auth().forget_sessions();
        Ok(())
    }
}

fn in_a_browser(who: &Who) -> Result<UserId, Error> {
    let person = who.id().filter(|_| who.origin == Origin::Web);
    person.ok_or_else(|| Error::rejected(Code::Forbidden))
}

fn own(session: StoredSession, asking: [u8; 32]) -> OwnSession {
    OwnSession {
        id: name(&session.token),
        current: session.token == asking,
        device: session.device,
        address: session.address,
        began: session.created_at,
        used: session.used_at,
        ends: session.expires_at,
    }
}

/// Half of the hash of a token: enough to tell sessions apart, and of no use to whoever reads it.
fn name(token: &[u8; 32]) -> String {
    let half = u128::from_be_bytes(token.first_chunk().copied().unwrap_or_default());
    format!("ses_{half:032x}")
}
