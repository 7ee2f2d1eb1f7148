//! Typed ids: a UUID (v7 when made at run time, v5 when derived from a pack) shown as `prefix_` + 26 characters of
//! Crockford base 32, as the TypeID convention has it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

/// Why a text is not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdError;

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id of this kind")
    }
}

impl std::error::Error for IdError {}

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 26;

fn encode(uuid: Uuid, out: &mut String) {
    let mut rest = uuid.as_u128();
    let mut digits = [0u8; LENGTH];
    for digit in digits.iter_mut().rev() {
        *digit = ALPHABET[(rest & 31) as usize];
        rest >>= 5;
    }
    out.extend(digits.iter().map(|b| char::from(*b)));
}

fn decode(text: &str) -> Result<Uuid, IdError> {
    // 26 × 5 = 130 bits: the first digit may only be 0–7.
    if text.len() != LENGTH || text.as_bytes()[0] > b'7' {
        return Err(IdError);
    }
    let mut value: u128 = 0;
    for byte in text.bytes() {
        let digit = ALPHABET.iter().position(|b| *b == byte).ok_or(IdError)?;
        value = (value << 5) | digit as u128;
    }
    Ok(Uuid::from_u128(value))
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// What stands before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// The id that a pack gives to the thing it calls `path`; the same on every installation.
            pub fn from_pack(pack: &str, path: &str) -> Self {
                let name = format!("clew/{pack}/{}/{path}", Self::PREFIX);
                Self(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut text = String::with_capacity(LENGTH + 4);
                text.push_str($prefix);
                text.push('_');
                encode(self.0, &mut text);
                f.write_str(&text)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let rest = text.strip_prefix($prefix).and_then(|t| t.strip_prefix('_')).ok_or(IdError)?;
                decode(rest).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
                text.parse().map_err(|_| de::Error::custom(concat!("expected an id that starts with ", $prefix, "_")))
            }
        }
    )*};
}

id! {
    /// One company's data and definitions.
    WorkspaceId = "wsp";
    /// A form.
    FormId = "frm";
    /// A field of a form; survives renames.
    FieldId = "fld";
    /// An option of a choice or stage field.
    OptionId = "opt";
    /// A record.
    RecordId = "rec";
    /// A person who can sign in.
    UserId = "usr";
    /// A role.
    RoleId = "rol";
    /// A department.
    DepartmentId = "dep";
    /// A saved view.
    ViewId = "viw";
    /// A stored file.
    FileId = "fil";
    /// A follow-up on a record's timeline.
    ActivityId = "act";
    /// A remark under a follow-up.
    RemarkId = "rmk";
    /// A task.
    TaskId = "tsk";
    /// Long work with progress.
    JobId = "job";
    /// What one act changed together: the unit of undo.
    BatchId = "bat";
    /// A data import being prepared.
    ImportId = "imp";
    /// A notice to one person.
    NoticeId = "ntc";
    /// Feedback about a form.
    FeedbackId = "fbk";
    /// A webhook subscription.
    WebhookId = "whk";
    /// An API key.
    ApiKeyId = "key";
    /// An invitation link.
    InvitationId = "inv";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text_form() {
        for n in [0u128, 1, 31, 32, u128::MAX, 0x0193_4f5a_0000_7000_8000_0000_0000_0001] {
            let id = RecordId(Uuid::from_u128(n));
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(id.to_string().len(), 30);
        }
    }

    #[test]
    fn a_text_of_another_kind_or_over_128_bits_is_refused() {
        let form = FormId(Uuid::from_u128(7)).to_string();
        assert_eq!(form.parse::<RecordId>(), Err(IdError));
        assert_eq!("rec_zzzzzzzzzzzzzzzzzzzzzzzzzz".parse::<RecordId>(), Err(IdError));
        assert_eq!("rec_".parse::<RecordId>(), Err(IdError));
        assert_eq!("rec_线索".parse::<RecordId>(), Err(IdError));
    }

    #[test]
    fn text_order_is_time_order() {
        let early = RecordId(Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000));
        let late = RecordId(Uuid::from_u128(0x0194_0000_0000_7000_8000_0000_0000_0000));
        assert!(early.to_string() < late.to_string());
    }
}
