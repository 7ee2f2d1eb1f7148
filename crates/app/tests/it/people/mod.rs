//! People, departments, settings.

mod add;
mod avatar;
mod departments;
mod edit;
mod invitations;
mod list;
mod logged;
mod paste;
mod settings;

use app::people::NewPerson;
use model::person::roles;

/// A member to add.
pub(crate) fn member(name: &str, login: Option<&str>, phone: Option<&str>) -> NewPerson {
    NewPerson {
        name: name.to_owned(),
        login: login.map(str::to_owned),
        phone: phone.map(str::to_owned),
        role: roles::MEMBER.to_owned(),
        ..NewPerson::default()
    }
}
