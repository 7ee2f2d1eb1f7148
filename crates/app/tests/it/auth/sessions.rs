//! Staying signed in.

use app::auth::SignIn;
use app::people::PersonPatch;
use app::{Platform, Who};
use jiff::SignedDuration;
use model::person::{PersonState, roles};
use model::{Code, Origin};
use testkit::{PASSWORD, TestPlatform, both_databases};

use super::sign_in;
use crate::refused::code;

both_databases! {
    a_session_ends_after_twelve_hours_and_one_that_stays_thirty_days_after_its_last_use,
    signing_out_ends_one_session_at_once,
    locking_somebody_out_ends_all_their_sessions_at_once,
    a_new_role_holds_with_the_next_request,
    people_see_where_they_are_signed_in_and_end_it_from_elsewhere,
    a_session_is_known_to_be_used_without_a_write_for_each_request,
    nobody_ends_sessions_of_others,
}

fn staying(platform: &Platform) -> String {
    let (login, password) = ("p1".to_owned(), PASSWORD.to_owned());
    platform.sign_in(&SignIn { login, password, stay: true, from: None }).unwrap().token
}

fn a_session_ends_after_twelve_hours_and_one_that_stays_thirty_days_after_its_last_use(
    platform: &TestPlatform,
) {
    platform.as_member("李强");
    let short = sign_in(platform, "p1", PASSWORD).unwrap().token;
    let stay = staying(platform);
    platform.clock.advance(SignedDuration::from_secs(12 * 3600 - 1));
    platform.who_by_session(&short).unwrap();
    platform.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(code(platform.who_by_session(&short)), Code::Unauthenticated);
    for _ in 0..3 {
        platform.clock.advance(SignedDuration::from_hours(29 * 24));
        platform.who_by_session(&stay).unwrap();
        platform.purge_expired().unwrap();
    }
    platform.clock.advance(SignedDuration::from_hours(30 * 24));
    assert_eq!(code(platform.who_by_session(&stay)), Code::Unauthenticated);
}

fn signing_out_ends_one_session_at_once(platform: &TestPlatform) {
    platform.as_member("李强");
    let one = sign_in(platform, "p1", PASSWORD).unwrap().token;
    let other = sign_in(platform, "p1", PASSWORD).unwrap().token;
    platform.who_by_session(&one).unwrap();
    platform.sign_out(&one).unwrap();
    platform.sign_out(&one).unwrap();
    assert_eq!(code(platform.who_by_session(&one)), Code::Unauthenticated);
    platform.who_by_session(&other).unwrap();
}

fn locking_somebody_out_ends_all_their_sessions_at_once(platform: &TestPlatform) {
    let id = platform.as_member("李强").id().unwrap();
    let token = staying(platform);
    platform.who_by_session(&token).unwrap();
    for state in [PersonState::Disabled, PersonState::Active] {
        let patch = PersonPatch { state: Some(state), ..PersonPatch::default() };
        platform.update_person(&Who::cli(), id, &patch).unwrap();
        assert_eq!(code(platform.who_by_session(&token)), Code::Unauthenticated, "{state:?}");
    }
    platform.who_by_session(&staying(platform)).unwrap();
}

fn a_new_role_holds_with_the_next_request(platform: &TestPlatform) {
    let id = platform.as_member("李强").id().unwrap();
    let token = staying(platform);
    assert!(!platform.who_by_session(&token).unwrap().may_build());
    let role = Some(roles::BUILDER.to_owned());
    let patch = PersonPatch { role, ..PersonPatch::default() };
    platform.update_person(&Who::cli(), id, &patch).unwrap();
    assert!(platform.who_by_session(&token).unwrap().may_build());
}

#[test]
fn another_node_learns_of_a_sign_out_within_seconds() {
    let platform = TestPlatform::new();
    platform.as_member("李强");
    let token = staying(&platform);
    let node = platform.another_node();
    node.who_by_session(&token).unwrap();
    platform.sign_out(&token).unwrap();
    platform.clock.advance(SignedDuration::from_secs(10));
    assert_eq!(code(node.who_by_session(&token)), Code::Unauthenticated);
}

#[test]
fn a_cookie_is_no_key() {
    let platform = TestPlatform::new();
    platform.as_member("李强");
    let token = staying(&platform);
    platform.who_by_session(&token).unwrap();
    assert_eq!(code(platform.who_by_api_key(&token)), Code::Unauthenticated);
}

#[test]
fn a_made_up_cookie_is_nobody() {
    let platform = TestPlatform::new();
    platform.as_member("李强");
    for token in ["", "x", "clew_key_x", "💥"] {
        assert_eq!(code(platform.who_by_session(token)), Code::Unauthenticated);
        assert_eq!(code(platform.who_by_api_key(token)), Code::Unauthenticated);
    }
}

fn people_see_where_they_are_signed_in_and_end_it_from_elsewhere(platform: &TestPlatform) {
    let who = platform.as_member("李强");
    let here = staying(platform);
    platform.describe_session(&here, "Firefox\n/131", Some([192, 168, 1, 8].into())).unwrap();
    platform.clock.advance(SignedDuration::from_mins(1));
    let [there, third] = [(), ()].map(|()| sign_in(platform, "p1", PASSWORD).unwrap().token);
    let who = Who { origin: Origin::Web, ..who };
    let found = platform.list_sessions(&who, &here).unwrap();
    assert_eq!(found.len(), 3);
    let mine = found.iter().find(|session| session.current).unwrap();
    assert_eq!((mine.device.as_str(), mine.address.as_str()), ("Firefox/131", "192.168.1.8"));
    assert!(found.iter().all(|session| !session.id.contains(&here)), "no id lets anybody in");
    let at = platform.list_sessions(&who, &there).unwrap();
    let id = &at.iter().find(|session| session.current).unwrap().id;
    platform.end_session(&who, id).unwrap();
    assert_eq!(code(platform.who_by_session(&there)), Code::Unauthenticated);
    assert_eq!(code(platform.end_session(&who, id)), Code::NotFound);
    platform.end_other_sessions(&who, &here).unwrap();
    assert_eq!(code(platform.who_by_session(&third)), Code::Unauthenticated);
    platform.who_by_session(&here).unwrap();
    assert_eq!(platform.list_sessions(&who, &here).unwrap().len(), 1);
    platform.clock.advance(SignedDuration::from_hours(31 * 24));
    assert!(platform.list_sessions(&who, &here).unwrap().is_empty(), "what is over is not shown");
}

fn a_session_is_known_to_be_used_without_a_write_for_each_request(platform: &TestPlatform) {
    let who = platform.as_member("李强");
    let who = Who { origin: Origin::Web, ..who };
    let token = staying(platform);
    let began = platform.now();
    let used = || platform.list_sessions(&who, &token).unwrap()[0].used;
    platform.clock.advance(SignedDuration::from_mins(9));
    platform.who_by_session(&token).unwrap();
    assert_eq!(used(), began);
    platform.clock.advance(SignedDuration::from_mins(2));
    platform.who_by_session(&token).unwrap();
    assert_eq!(used(), platform.now());
}

fn nobody_ends_sessions_of_others(platform: &TestPlatform) {
    platform.as_member("李强");
    let theirs = staying(platform);
    let other = Who { origin: Origin::Web, ..platform.as_member("王芳") };
    let li = platform.who_by_session(&theirs).unwrap();
    let id = platform.list_sessions(&li, &theirs).unwrap()[0].id.clone();
    assert_eq!(code(platform.end_session(&other, &id)), Code::NotFound);
    platform.end_other_sessions(&other, "anything").unwrap();
    platform.who_by_session(&theirs).unwrap();
    let by_key = Who { origin: Origin::Api, ..li };
    assert_eq!(code(platform.list_sessions(&by_key, &theirs)), Code::Forbidden);
    assert_eq!(code(platform.end_session(&by_key, &id)), Code::Forbidden);
    assert_eq!(code(platform.end_other_sessions(&by_key, &theirs)), Code::Forbidden);
}
