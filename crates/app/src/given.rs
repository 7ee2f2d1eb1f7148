//! Members of a patch that may be left out, be `null`, or have a value.

use serde::{Deserialize, Deserializer};

/// For `#[serde(default, deserialize_with = "given")]` on an `Option<Option<…>>`: left out is `None`, `null` is
/// `Some(None)`.
///
/// # Errors
/// As the value's own reading.
pub fn given<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
