//! Tells those who build a form what was said of it, and who said it that it was answered or dealt with.

use model::feedback::Feedback;
use model::notice::{Notice, NoticeKind};
use model::person::PersonState;
use model::{Actor, ChangeKind, NoticeId, Origin, UserId};
use serde_json::Value as Json;
use store::{Error, notices};

use super::{Happened, Reactor, Turn};
use crate::catalog::Catalog;
use crate::feedback::sees;
use crate::who::Who;

/// The reactor.
pub struct FeedbackNotices;

impl Reactor for FeedbackNotices {
    fn name(&self) -> &'static str {
        "feedback"
    }

    fn wants(&self, _: &Catalog, change: &Happened) -> bool {
        change.kind == ChangeKind::FeedbackChanged
    }

    fn react(&self, turn: &mut Turn<'_, '_>, changes: &[Happened]) -> Result<(), Error> {
        for change in changes {
            let Some((_, before, after)) = change.document() else { continue };
            let Some(now) = read(after) else { continue };
            match read(before) {
                None => {
                    for person in builders(turn.catalog, &now) {
                        tell(turn, (change, NoticeKind::FeedbackGiven), (person, &now))?;
                    }
                }
                Some(old) if is_news(&old, &now) => {
                    tell(turn, (change, NoticeKind::FeedbackAnswered), (now.person, &now))?;
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}

fn read(document: &Json) -> Option<Feedback> {
    serde_json::from_value(document.clone()).ok()
}

/// An answer that is there now, or that it was put away; taking either back is no news.
fn is_news(old: &Feedback, now: &Feedback) -> bool {
    (now.answer.is_some() && now.answer != old.answer)
        || (now.resolved.is_some() && old.resolved.is_none())
}

/// Those who may shape the form, as far as they see it.
fn builders(catalog: &Catalog, feedback: &Feedback) -> Vec<UserId> {
    let all = catalog.people.values().filter(|p| p.state == PersonState::Active);
    let told = all.filter(|person| {
        let who = Who { person: Some((*person).clone()), origin: Origin::System, ..Who::system() };
        catalog.may_build(&who) && sees(catalog, &who, feedback.form)
    });
    told.map(|person| person.id).collect()
}

fn tell(
    turn: &mut Turn<'_, '_>,
    (change, kind): (&Happened, NoticeKind),
    (person, feedback): (UserId, &Feedback),
) -> Result<(), Error> {
    if change.actor() == Actor::Person(person) {
        return Ok(());
    }
    let by = if let Actor::Person(id) = change.actor() { Some(id) } else { None };
    let (answered, resolved) = (feedback.answer.is_some(), feedback.resolved.is_some());
    let notice = Notice {
        id: NoticeId(turn.ports.ids.next()),
        person,
        kind,
        at: turn.now,
        form: Some(feedback.form),
        record: None,
        read: false,
        params: serde_json::json!({
            "by": by, "feedback": feedback.id, "answered": answered, "resolved": resolved
        }),
    };
    notices::add(turn.tx, &notice, None)?;
    Ok(())
}
