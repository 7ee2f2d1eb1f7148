//! What names, logins, phones, roles and departments of people may be.

use engines::forms::{currencies, fold, phones};
use jiff::tz::TimeZone;
use model::person::{Person, roles};
use model::{Code, DepartmentId, Rejection, Rejections};

use crate::auth::folded;
use crate::catalog::Catalog;

/// Most characters of a name.
const NAME: usize = 100;
/// Most characters of an address.
const ADDRESS: usize = 200;
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

/// The address at which browsers reach this server: scheme, host and port, nothing behind; empty = none.
///
/// # Errors
/// `NotAUrl`, `TooLong` at `address`.
pub(crate) fn address(text: &str) -> Result<String, Rejection> {
    let text = text.trim().trim_end_matches('/');
    if text.is_empty() {
        return Ok(String::new());
    }
    let written = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
    if written.len() > ADDRESS {
        return Err(Rejection::at(Code::TooLong, "address").with("max", ADDRESS));
    }
    let refused = || Rejection::at(Code::NotAUrl, "address").with("value", text);
    let lower = written.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let host = host.ok_or_else(refused)?;
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let inner = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let named = match inner {
        Some(ip) => ip.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            let part = |part: &str| {
                let allowed = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
                !part.is_empty() && part.chars().all(allowed)
            };
            name.split('.').all(part)
        }
    };
    let reachable = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    if named && reachable { Ok(lower) } else { Err(refused()) }
}

/// A zone that this machine knows.
///
/// # Errors
/// `UnknownOption` at `zone`.
pub(crate) fn zone(name: &str) -> Result<(), Rejection> {
    let unknown = |_| Rejection::at(Code::UnknownOption, "zone").with("value", name);
    TimeZone::get(name).map(drop).map_err(unknown)
}

/// A currency in use, as its code is written.
///
/// # Errors
/// `UnknownOption` at `currency`.
pub(crate) fn currency(text: &str) -> Result<String, Rejection> {
    let code = text.trim().to_ascii_uppercase();
    let unknown = || Rejection::at(Code::UnknownOption, "currency").with("value", text);
    currencies::is_in_use(&code).then_some(code).ok_or_else(unknown)
}

/// A phone number as stored, by which people sign in: what a field takes, but for short numbers.
///
/// # Errors
/// `NotAPhone` at `phone`.
pub(crate) fn phone(text: &str) -> Result<String, Rejection> {
    // A field takes service numbers such as 95588; a person is reached under none.
    let refused = || Rejection::at(Code::NotAPhone, "phone").with("value", text);
    phones::read(text).filter(|phone| !phones::is_short(phone)).ok_or_else(refused)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_scheme_host_and_port() {
        let check =
            |text: &str, kept: &str| assert_eq!(address(text).as_deref(), Ok(kept), "{text}");
        check("", "");
        check(" https://CRM.example.com/ ", "https://crm.example.com");
        check("192.168.1.8:8080", "http://192.168.1.8:8080");
        check("http://[fd00::8]:8080", "http://[fd00::8]:8080");
        check("http://[fd00::8]", "http://[fd00::8]");
        check("http://企业.example", "http://企业.example");
        for text in ["ftp://a", "https://", "http://a b", "http://a/b", "http://a:0", "http://u@a"]
        {
            assert_eq!(address(text).map_err(|r| r.code), Err(Code::NotAUrl), "{text}");
        }
    }

    #[test]
    fn people_sign_in_with_any_number_but_a_short_one() {
        for text in ["13812345678", "0532-88888888", "+1 415 555 0100", "9234 5678", "555 0143"] {
            assert!(phone(text).is_ok(), "{text}");
        }
        for text in ["95588", "138123456", "12345", "12345 x 678"] {
            assert_eq!(phone(text).map_err(|r| r.code), Err(Code::NotAPhone), "{text}");
        }
    }
}
