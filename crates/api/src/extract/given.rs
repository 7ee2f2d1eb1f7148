//! Members of a patch that may be left out, be `null`, or have a value.

use serde::{Deserialize, Deserializer};

/// For `#[serde(default, deserialize_with = "given")]`: left out is `None`, `null` is `Some(None)`.
///
/// # Errors
/// As the value's own reading.
pub(crate) fn given<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
