//! Changing people.

use app::people::PersonPatch;
use model::Code;
use model::person::{PersonState, roles};
use testkit::{TestPlatform, both_databases};

use super::member;
use crate::refused::{code, refused};

both_databases! {
    the_last_administrator_can_be_neither_demoted_nor_locked_out,
    only_what_is_named_changes,
    nobody_locks_themselves_out,
}

fn role(role: &str) -> PersonPatch {
    PersonPatch { role: Some(role.to_owned()), ..PersonPatch::default() }
}

fn state(state: PersonState) -> PersonPatch {
    PersonPatch { state: Some(state), ..PersonPatch::default() }
}

fn the_last_administrator_can_be_neither_demoted_nor_locked_out(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let id = admin.id().unwrap();
    // One who never accepted the invitation could not administer.
    let mut invited = member("新管理员", Some("new"), None);
    invited.role = roles::ADMINISTRATOR.to_owned();
    platform.create_person(&admin, &invited).unwrap();
    let at_role = (Code::LastAdministrator, "role".to_owned());
    assert_eq!(refused(platform.update_person(&admin, id, &role(roles::MEMBER))), [at_role]);
    let at_state = (Code::LastAdministrator, "state".to_owned());
    let locked = platform.update_person(&admin, id, &state(PersonState::Disabled));
    assert_eq!(refused(locked), [at_state]);
    let second = platform.as_administrator("二老板");
    platform.update_person(&admin, id, &role(roles::MEMBER)).unwrap();
    let stale = platform.update_person(&admin, id, &role(roles::ADMINISTRATOR));
    assert_eq!(code(stale), Code::Forbidden, "what the person was when the request came is over");
    platform.update_person(&second, id, &role(roles::ADMINISTRATOR)).unwrap();
}

fn nobody_locks_themselves_out(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let second = platform.as_administrator("二老板");
    let id = admin.id().unwrap();
    let own = platform.update_person(&admin, id, &state(PersonState::Disabled));
    assert_eq!(refused(own), [(Code::Forbidden, "state".to_owned())]);
    let locked = platform.update_person(&second, id, &state(PersonState::Disabled)).unwrap();
    assert_eq!(locked.state, PersonState::Disabled);
}

fn only_what_is_named_changes(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let department = platform.department("销售部", None);
    let new = member("李强", Some("li"), Some("13812345678"));
    let before = platform.create_person(&admin, &new).unwrap().person;
    let patch = PersonPatch {
        department: Some(Some(department)),
        phone: Some(None),
        ..PersonPatch::default()
    };
    let after = platform.update_person(&admin, before.id, &patch).unwrap();
    let mut expected = before.clone();
    (expected.department, expected.phone) = (Some(department), None);
    assert_eq!(after, expected);
    assert_eq!(platform.catalog().unwrap().people[&before.id], expected);
    let seq = platform.store().commits().seq();
    platform.update_person(&admin, before.id, &patch).unwrap();
    assert_eq!(platform.store().commits().seq(), seq, "no change, no Change");
}

#[test]
fn somebody_without_a_password_is_let_in_by_invitation_only() {
    let platform = TestPlatform::new();
    let admin = platform.as_administrator("王老板");
    let id = platform.create_person(&admin, &member("李强", Some("li"), None)).unwrap().person.id;
    let update = |patch| platform.update_person(&admin, id, &patch);
    assert_eq!(code(update(state(PersonState::Active))), Code::ReadOnly);
    update(state(PersonState::Disabled)).unwrap();
    assert_eq!(code(platform.new_invitation(&admin, id)), Code::Locked);
    assert_eq!(update(state(PersonState::Active)).unwrap().state, PersonState::Invited);
}

#[test]
fn a_taken_login_an_unknown_role_and_an_unknown_person_are_refused() {
    let platform = TestPlatform::new();
    let admin = platform.as_administrator("王老板");
    let member = platform.as_member("李强").id().unwrap();
    let login = PersonPatch { login: Some(Some("P1".to_owned())), ..PersonPatch::default() };
    assert_eq!(code(platform.update_person(&admin, member, &login)), Code::Duplicate);
    assert_eq!(code(platform.update_person(&admin, member, &role("king"))), Code::UnknownOption);
    let nobody = model::UserId(uuid::Uuid::nil());
    assert_eq!(code(platform.update_person(&admin, nobody, &login)), Code::NotFound);
    let nameless = PersonPatch { login: Some(None), ..PersonPatch::default() };
    let required = (Code::Required, "login".to_owned());
    assert_eq!(refused(platform.update_person(&admin, member, &nameless)), [required]);
}
