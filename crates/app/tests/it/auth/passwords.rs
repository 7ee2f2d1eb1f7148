//! Changing one's password.

use app::Who;
use model::{Code, Origin};
use testkit::{PASSWORD, TestPlatform, both_databases};

use super::sign_in;
use crate::refused::{code, refused};

both_databases! {
    a_new_password_ends_all_other_sessions,
}

fn a_new_password_ends_all_other_sessions(platform: &TestPlatform) {
    platform.as_member("李强");
    let here = sign_in(platform, "p1", PASSWORD).unwrap();
    let elsewhere = sign_in(platform, "p1", PASSWORD).unwrap().token;
    let who = here.who;
    platform.who_by_session(&elsewhere).unwrap();
    platform.change_password(&who, Some(&here.token), PASSWORD, "a-better-one").unwrap();
    platform.who_by_session(&here.token).unwrap();
    assert_eq!(code(platform.who_by_session(&elsewhere)), Code::Unauthenticated);
    assert_eq!(code(sign_in(platform, "p1", PASSWORD)), Code::WrongCredentials);
    sign_in(platform, "p1", "a-better-one").unwrap();
}

#[test]
fn the_current_password_must_be_right_and_the_next_one_strong() {
    let platform = TestPlatform::new();
    let who = platform.as_member("李强");
    let change = |current, next| platform.change_password(&who, None, current, next);
    let wrong = (Code::WrongCredentials, "current".to_owned());
    assert_eq!(refused(change("not-it", "a-better-one")), [wrong]);
    let weak = (Code::WeakPassword, "next".to_owned());
    assert_eq!(refused(change(PASSWORD, "short")), [weak]);
    for _ in 0..8 {
        drop(change("not-it", "a-better-one"));
    }
    assert_eq!(code(change(PASSWORD, "a-better-one")), Code::TooManyAttempts);
}

#[test]
fn a_key_cannot_change_its_persons_password() {
    let platform = TestPlatform::new();
    let person = platform.as_member("李强");
    let by_key = Who { origin: Origin::Api, ..person };
    let outcome = platform.change_password(&by_key, None, PASSWORD, "a-better-one");
    assert_eq!(code(outcome), Code::Forbidden);
}
