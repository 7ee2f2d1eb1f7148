//! Which passwords are too weak to choose.

use engines::forms::fold::fold_label;
use model::{Code, Rejection};

use super::common_passwords::is_common;

/// Fewest characters.
const SHORTEST: usize = 8;
/// Most characters: more would only cost hashing.
const LONGEST: usize = 200;

/// What others know of a person, and what a password may therefore not be.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Names<'a> {
    /// What they are called.
    pub(crate) name: &'a str,
    /// Their login.
    pub(crate) login: Option<&'a str>,
    /// Their phone number.
    pub(crate) phone: Option<&'a str>,
}

/// Refuses weak passwords at `field`.
///
/// # Errors
/// `WeakPassword` with `reason`: `too_short` (and `min`), `too_long` (and `max`), `like_name`, `common`.
pub(crate) fn check_password(
    password: &str,
    names: Names<'_>,
    field: &str,
) -> Result<(), Rejection> {
    let weak = |reason: &str| Rejection::at(Code::WeakPassword, field).with("reason", reason);
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(weak("too_short").with("min", SHORTEST));
    }
    if length > LONGEST {
        return Err(weak("too_long").with("max", LONGEST));
    }
    let folded = fold_label(password);
    let known = [Some(names.name), names.login, names.phone];
    let national = names.phone.and_then(|p| p.strip_prefix("+86"));
    if known.into_iter().chain([national]).flatten().any(|word| fold_label(word) == folded) {
        return Err(weak("like_name"));
    }
    if is_common(&folded) {
        return Err(weak("common"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(password: &str, reason: Option<&str>) {
        let names = Names {
            name: "Mary Ann Lee",
            login: Some("mary.ann@co"),
            phone: Some("+8613812345678"),
        };
        let found = check_password(password, names, "password").err();
        let found = found.map(|r| r.params["reason"].as_str().map(str::to_owned).unwrap());
        assert_eq!(found.as_deref(), reason, "{password}");
    }

    #[test]
    fn a_password_is_long_enough_and_nobody_elses_first_guess() {
        check("1a2b3c4", Some("too_short"));
        check("三只小猪盖房子", Some("too_short"));
        check("三只小猪盖了房子", None);
        check(&"长".repeat(201), Some("too_long"));
        check("13812345678", Some("like_name"));
        check("+8613812345678", Some("like_name"));
        check("MARY.ann@CO", Some("like_name"));
        check("maryannlee", Some("like_name"));
        check("12345678", Some("common"));
        check("Password1", Some("common"));
        check("qwertyuiop", Some("common"));
        check("aaaaaaaaaa", Some("common"));
        check("87654321", Some("common"));
        check("１２３４５６７８", Some("common"));
        check("horse-battery", None);
    }
}
