//! Invitation links.

use app::people::{Accept, PersonPatch};
use jiff::SignedDuration;
use model::Code;
use model::person::PersonState;
use testkit::{PASSWORD, TestPlatform, both_databases};

use super::member;
use crate::auth::sign_in;
use crate::refused::{code, refused};

both_databases! {
    a_link_lets_its_person_choose_a_password_once,
    a_newer_link_ends_the_older_one_and_the_old_password_holds_until_it_is_used,
}

fn accept(token: &str, login: Option<&str>, password: &str) -> Accept {
    let (login, password) = (login.map(str::to_owned), password.to_owned());
    Accept { token: token.to_owned(), login, password, stay: true }
}

fn a_link_lets_its_person_choose_a_password_once(platform: &TestPlatform) {
    let admin = platform.as_administrator("王老板");
    let new = member("李强", None, Some("13812345678"));
    let token = platform.create_person(&admin, &new).unwrap().invitation.unwrap().token;
    let invited = platform.find_invitation(&token).unwrap();
    assert_eq!((invited.name.as_str(), invited.login), ("李强", None));
    let signed_in =
        platform.accept_invitation(&accept(&token, Some("Li"), "my-own-words")).unwrap();
    let who = platform.who_by_session(&signed_in.token).unwrap();
    assert_eq!(who.person.unwrap().login.as_deref(), Some("li"));
    assert_eq!(code(platform.find_invitation(&token)), Code::LinkExpired);
    let again = platform.accept_invitation(&accept(&token, None, "my-other-words"));
    assert_eq!(code(again), Code::LinkExpired);
    sign_in(platform, "13812345678", "my-own-words").unwrap();
}

fn a_newer_link_ends_the_older_one_and_the_old_password_holds_until_it_is_used(
    platform: &TestPlatform,
) {
    let admin = platform.as_administrator("王老板");
    let id = platform.as_member("李强").id().unwrap();
    let session = sign_in(platform, "p2", PASSWORD).unwrap().token;
    let link = || platform.new_invitation(&admin, id).unwrap().invitation.unwrap().token;
    let (old, new) = (link(), link());
    assert_eq!(code(platform.find_invitation(&old)), Code::LinkExpired);
    sign_in(platform, "p2", PASSWORD).unwrap();
    platform.accept_invitation(&accept(&new, None, "my-own-words")).unwrap();
    assert_eq!(code(platform.who_by_session(&session)), Code::Unauthenticated);
    assert_eq!(code(sign_in(platform, "p2", PASSWORD)), Code::WrongCredentials);
}

#[test]
fn a_link_ends_after_seven_days_or_when_its_person_is_locked_out() {
    let platform = TestPlatform::new();
    let admin = platform.as_administrator("王老板");
    let created = platform.create_person(&admin, &member("李强", Some("li"), None)).unwrap();
    let token = created.invitation.unwrap().token;
    platform.clock.advance(SignedDuration::from_secs(7 * 24 * 3600 - 1));
    platform.find_invitation(&token).unwrap();
    platform.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(code(platform.find_invitation(&token)), Code::LinkExpired);
    let outcome = platform.accept_invitation(&accept(&token, None, "my-own-words"));
    assert_eq!(code(outcome), Code::LinkExpired);

    let link = platform.new_invitation(&admin, created.person.id).unwrap().invitation.unwrap();
    let patch = PersonPatch { state: Some(PersonState::Disabled), ..PersonPatch::default() };
    platform.update_person(&admin, created.person.id, &patch).unwrap();
    assert_eq!(code(platform.find_invitation(&link.token)), Code::LinkExpired);
}

#[test]
fn a_weak_password_or_a_taken_login_leaves_the_link_good() {
    let platform = TestPlatform::new();
    let admin = platform.as_administrator("王老板");
    let created = platform.create_person(&admin, &member("李强", None, None)).unwrap();
    let token = created.invitation.unwrap().token;
    let tried = |login, password| platform.accept_invitation(&accept(&token, login, password));
    assert_eq!(refused(tried(None, "my-own-words")), [(Code::Required, "login".to_owned())]);
    assert_eq!(
        refused(tried(Some("li"), "1234567")),
        [(Code::WeakPassword, "password".to_owned())]
    );
    let Err(app::Error::Rejected(taken)) = tried(Some("p1"), "my-own-words") else {
        panic!("the login is taken")
    };
    assert_eq!(taken.0[0].code, Code::Duplicate);
    assert!(taken.0[0].params.is_empty(), "whose login it is is nobody's business");
    tried(Some("li"), "my-own-words").unwrap();
}
