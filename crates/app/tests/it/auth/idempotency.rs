//! A request sent twice acts once.

use app::Who;
use app::idempotency::Begun;
use jiff::SignedDuration;
use model::Code;
use testkit::{TestPlatform, both_databases};

use crate::refused::code;

both_databases! {
    the_first_answer_is_repeated_for_a_day,
}

fn the_first_answer_is_repeated_for_a_day(platform: &TestPlatform) {
    let (who, other) = (platform.as_member("李强"), platform.as_member("赵敏"));
    let begin = |who: &Who, request: &str| platform.begin_request(who, "k", request);
    assert_eq!(begin(&who, "POST a").unwrap(), Begun::New);
    assert_eq!(code(begin(&who, "POST a")), Code::Busy);
    platform.finish_request(&who, "k", "POST a", "201 {}").unwrap();
    assert_eq!(begin(&who, "POST a").unwrap(), Begun::Answered("201 {}".to_owned()));
    assert_eq!(code(begin(&who, "POST b")), Code::Conflict);
    assert_eq!(begin(&other, "POST b").unwrap(), Begun::New, "keys are a person's own");
    platform.clock.advance(SignedDuration::from_hours(24));
    platform.purge_expired().unwrap();
    assert_eq!(begin(&who, "POST b").unwrap(), Begun::New);
}

#[test]
fn a_request_that_came_to_nothing_or_was_cut_off_may_be_sent_again() {
    let platform = TestPlatform::new();
    let who = platform.as_member("李强");
    assert_eq!(platform.begin_request(&who, "k", "POST a").unwrap(), Begun::New);
    platform.drop_request(&who, "k").unwrap();
    assert_eq!(platform.begin_request(&who, "k", "POST a").unwrap(), Begun::New);
    platform.clock.advance(SignedDuration::from_secs(120));
    assert_eq!(platform.begin_request(&who, "k", "POST a").unwrap(), Begun::New);
}
