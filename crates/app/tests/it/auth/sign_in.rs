//! Signing in by login or phone.

use app::Who;
use app::people::{NewPerson, PersonPatch};
use jiff::SignedDuration;
use model::Code;
use model::person::{PersonState, roles};
use testkit::{PASSWORD, TestPlatform, both_databases};

use super::sign_in;
use crate::refused::code;

both_databases! {
    a_person_signs_in_by_login_or_phone_however_they_are_typed,
}

fn somebody(
    platform: &TestPlatform,
    login: Option<&str>,
    phone: Option<&str>,
) -> app::people::Created {
    let new = NewPerson {
        name: "李强".to_owned(),
        login: login.map(str::to_owned),
        phone: phone.map(str::to_owned),
        role: roles::MEMBER.to_owned(),
        password: Some(PASSWORD.to_owned()),
        ..NewPerson::default()
    };
    platform.create_person(&Who::cli(), &new).unwrap()
}

fn a_person_signs_in_by_login_or_phone_however_they_are_typed(platform: &TestPlatform) {
    let id = somebody(platform, Some("li.qiang"), Some("138 1234 5678")).person.id;
    for login in ["li.qiang", " Li.Qiang ", "ｌｉ．ｑｉａｎｇ", "13812345678", "+86 138-1234-5678"]
    {
        let signed_in = sign_in(platform, login, PASSWORD).unwrap();
        assert_eq!(signed_in.who.id(), Some(id), "{login}");
    }
}

#[test]
fn an_unknown_login_a_wrong_password_and_somebody_locked_out_are_answered_alike() {
    let platform = TestPlatform::new();
    let id = somebody(&platform, Some("li"), None).person.id;
    assert_eq!(code(sign_in(&platform, "nobody", PASSWORD)), Code::WrongCredentials);
    assert_eq!(code(sign_in(&platform, "li", "wrong-password")), Code::WrongCredentials);
    assert_eq!(code(sign_in(&platform, "li", "")), Code::WrongCredentials);
    let patch = PersonPatch { state: Some(PersonState::Disabled), ..PersonPatch::default() };
    platform.update_person(&Who::cli(), id, &patch).unwrap();
    assert_eq!(code(sign_in(&platform, "li", PASSWORD)), Code::WrongCredentials);
}

#[test]
fn an_employee_number_that_looks_like_a_phone_number_signs_in_its_owner() {
    let platform = TestPlatform::new();
    let id = somebody(&platform, Some("13900002023"), None).person.id;
    assert_eq!(sign_in(&platform, "13900002023", PASSWORD).unwrap().who.id(), Some(id));
    let new = NewPerson {
        name: "别人".to_owned(),
        phone: Some("13900002023".to_owned()),
        role: roles::MEMBER.to_owned(),
        ..NewPerson::default()
    };
    assert_eq!(code(platform.create_person(&Who::cli(), &new)), Code::Duplicate);
}

#[test]
fn after_eight_failures_even_the_right_password_waits_but_not_for_ever() {
    let platform = TestPlatform::new();
    somebody(&platform, Some("li"), None);
    for _ in 0..8 {
        assert_eq!(code(sign_in(&platform, "li", "wrong-password")), Code::WrongCredentials);
    }
    assert_eq!(code(sign_in(&platform, "LI", PASSWORD)), Code::TooManyAttempts);
    platform.clock.advance(SignedDuration::from_secs(16));
    sign_in(&platform, "li", PASSWORD).unwrap();
}

#[test]
fn a_new_password_by_invitation_ends_the_wait() {
    let platform = TestPlatform::new();
    let id = somebody(&platform, Some("li"), None).person.id;
    for _ in 0..8 {
        drop(sign_in(&platform, "li", "wrong-password"));
    }
    let link = platform.new_invitation(&Who::cli(), id).unwrap().invitation.unwrap();
    let accept = app::people::Accept {
        token: link.token,
        login: None,
        password: "another-password".to_owned(),
        stay: false,
    };
    platform.accept_invitation(&accept).unwrap();
    sign_in(&platform, "li", "another-password").unwrap();
}
