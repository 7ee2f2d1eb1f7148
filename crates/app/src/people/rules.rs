//! What names, logins, phones, roles and departments of people may be.

use engines::forms::{fold, phones};
use model::person::{Person, roles};
use model::{Code, DepartmentId, Rejection, Rejections};

use crate::auth::folded;
use crate::catalog::Catalog;

/// Most characters of a name.
const NAME: usize = 100;
/// Fewest digits of a person's phone number.
const SHORTEST_PHONE: usize = 7;
/// Most characters of a login.
const LOGIN: usize = 64;

/// A name, trimmed.
///
/// # Errors
/// `Required`, `TooLong`, `ControlCharacter` at the field.
pub(crate) fn name(text: &str, field: &str) -> Result<String, Rejection> {
    let visible = |c: &char| !fold::is_invisible(*c);
    let name: String = text.chars().filter(visible).collect::<String>().trim().to_owned();
    if name.is_empty() {
        return Err(Rejection::at(Code::Required, field));
    }
    if name.chars().count() > NAME {
        return Err(Rejection::at(Code::TooLong, field).with("max", NAME));
    }
    if name.chars().any(char::is_control) {
        return Err(Rejection::at(Code::ControlCharacter, field));
    }
    Ok(name)
}

/// A login as stored: lower case.
///
/// # Errors
/// `Required`, `TooLong`, `NotALogin` at `login`.
pub(crate) fn login(text: &str) -> Result<String, Rejection> {
    let login = folded(text);
    if login.is_empty() {
        return Err(Rejection::at(Code::Required, "login"));
    }
    if login.chars().count() > LOGIN {
        return Err(Rejection::at(Code::TooLong, "login").with("max", LOGIN));
    }
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-@".contains(c);
    if login.chars().all(allowed) {
        Ok(login)
    } else {
        Err(Rejection::at(Code::NotALogin, "login").with("value", text))
    }
}

/// A phone number as stored.
///
/// # Errors
/// `NotAPhone` at `phone`.
pub(crate) fn phone(text: &str) -> Result<String, Rejection> {
    // A field takes service numbers such as 95588; a person is reached under none.
    let own = |phone: &String| phone.chars().filter(char::is_ascii_digit).count() >= SHORTEST_PHONE;
    let refused = || Rejection::at(Code::NotAPhone, "phone").with("value", text);
    phones::read(text).filter(own).ok_or_else(refused)
}

/// A role that exists.
///
/// # Errors
/// `UnknownOption` at `role`.
pub(crate) fn role(text: &str) -> Result<String, Rejection> {
    let known = roles::ALL.contains(&text);
    let unknown = || Rejection::at(Code::UnknownOption, "role").with("value", text);
    known.then(|| text.to_owned()).ok_or_else(unknown)
}

/// A department that exists.
///
/// # Errors
/// `UnknownOption` at the field.
pub(crate) fn department(
    id: Option<DepartmentId>,
    catalog: &Catalog,
    field: &str,
) -> Result<(), Rejection> {
    let known = id.is_none_or(|id| catalog.departments.contains_key(&id));
    if known { Ok(()) } else { Err(Rejection::at(Code::UnknownOption, field)) }
}

/// Logins and phones tell people apart, also across: nobody's login may read as somebody else's phone.
///
/// # Errors
/// `Duplicate` at `login` or `phone`, with the `name` of the one who has it.
pub(crate) fn check_unique<'a>(
    people: impl Iterator<Item = &'a Person>,
    person: &Person,
) -> Result<(), Rejections> {
    let mut wrong = Rejections::default();
    for other in people.filter(|p| p.id != person.id) {
        for (field, mine) in [("login", called_by(person).0), ("phone", called_by(person).1)] {
            let (login, phone) = called_by(other);
            let as_phone = |text: &Option<String>| text.as_deref().and_then(phones::read);
            let taken = mine.is_some()
                && match field {
                    "login" => mine == login || (phone.is_some() && as_phone(&mine) == phone),
                    _ => mine == phone || as_phone(&login) == mine,
                };
            if taken {
                let name = other.name.as_str();
                wrong.0.push(Rejection::at(Code::Duplicate, field).with("name", name));
            }
        }
    }
    wrong.or(())
}

fn called_by(person: &Person) -> (Option<String>, Option<String>) {
    (person.login.clone(), person.phone.clone())
}
