//! What a notice is about that no record holds: the file of an import, the words of feedback and of its answer, the address
//! of a webhook. All of it is read when it is shown: a notice keeps no values.

use model::notice::{Notice, NoticeKind};
use model::{FeedbackId, WebhookId};
use store::session::Read;
use store::{Fault, feedback, webhooks};

use super::said::beginning;
use crate::catalog::Catalog;
use crate::feedback::sees;
use crate::imports;
use crate::who::Who;

/// Puts `file`, `by_name` and `said`, or `address`, to the notices that have such a subject.
pub(super) fn name<'n>(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    all: impl Iterator<Item = &'n mut Notice>,
) -> Result<(), Fault> {
    for notice in all {
        match notice.kind {
            NoticeKind::JobEnded => name_file(read, notice)?,
            NoticeKind::FeedbackGiven | NoticeKind::FeedbackAnswered => {
                quote_feedback(read, (catalog, who), notice)?;
            }
            NoticeKind::WebhookDead => name_address(read, (catalog, who), notice)?,
            _ => {}
        }
    }
    Ok(())
}

fn name_file(read: &mut dyn Read, notice: &mut Notice) -> Result<(), Fault> {
    let import = notice.params.get("import").and_then(|id| id.as_str()?.parse().ok());
    let name = import.map(|id| imports::file_of(read, id)).transpose()?.flatten();
    if let Some(name) = name {
        notice.params["file"] = name.into();
    }
    Ok(())
}

/// Who said what of a form, or what they were answered, for those who may read it now.
fn quote_feedback(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    notice: &mut Notice,
) -> Result<(), Fault> {
    let id = notice.params["feedback"].as_str().and_then(|id| id.parse::<FeedbackId>().ok());
    let found = id.map(|id| feedback::find(read, id)).transpose()?.flatten();
    let Some(stored) = found else { return Ok(()) };
    let told = stored.feedback;
    let (by, said) = if notice.kind == NoticeKind::FeedbackGiven {
        let reads = catalog.may_build(who) && sees(catalog, who, told.form);
        (Some(told.person), Some(told.text).filter(|_| reads))
    } else {
        let answer = told.answer.filter(|_| who.id() == Some(told.person));
        answer.map_or((None, None), |answer| (answer.given.by, Some(answer.text)))
    };
    let name = by.map(|by| catalog.person_name(by)).filter(|name| !name.is_empty());
    if let (Some(name), true) = (name, said.is_some()) {
        notice.params["by_name"] = name.into();
    }
    if let Some(said) = said.filter(|said| !said.trim().is_empty()) {
        notice.params["said"] = beginning(&said).into();
    }
    Ok(())
}

/// Where a webhook goes: host and path, for what stands behind them may be a key.
fn name_address(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    notice: &mut Notice,
) -> Result<(), Fault> {
    let id = notice.params["webhook"].as_str().and_then(|id| id.parse::<WebhookId>().ok());
    let id = id.filter(|_| catalog.may_administer(who));
    let found = id.map(|id| webhooks::find(read, id)).transpose()?.flatten();
    if let Some(hook) = found {
        notice.params["address"] = bare(&hook.url).into();
    }
    Ok(())
}

/// An address without how it is asked, who asks, and what is asked.
fn bare(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, _) = rest.split_once('/').unwrap_or((rest, ""));
    let from = host.rfind('@').map_or(0, |at| at + 1);
    rest.get(from..).unwrap_or(host).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn an_address_is_told_without_its_secrets() {
        let told = [
            ("https://hooks.example.com/clew?key=abc", "hooks.example.com/clew"),
            ("http://ann:secret@10.0.0.2:8080/in/", "10.0.0.2:8080/in"),
            ("https://example.com/#frag", "example.com"),
            ("https://example.com/a@b", "example.com/a@b"),
        ];
        assert_eq!(told.map(|(url, _)| bare(url)), told.map(|(_, address)| address));
    }
}
