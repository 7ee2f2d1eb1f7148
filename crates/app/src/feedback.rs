//! Feedback 反馈 about forms: whoever works with a form says what is wrong with it, those who build it answer and put it
//! away. Builders see what is said of the forms that they may open; everybody sees what they said themselves.

use std::path::PathBuf;

use jiff::Timestamp;
use model::feedback::{Answer, Feedback};
use model::task::Done;
use model::value::{FileRef, is_known_moment};
use model::{ChangeKind, Code, FeedbackId, FileId, FormId, Rejection, UserId};
use store::Error;
use store::feedback::{Place, StoredFeedback, Wanted, find, list, save};
use store::files::find_files;
use store::session::Read;

use crate::catalog::Catalog;
use crate::document_change;
use crate::people::permit;
use crate::platform::Platform;
use crate::who::Who;

/// Most characters of what is said, and of an answer.
const LONGEST: usize = 2_000;
/// Most characters of a path.
const LONGEST_PAGE: usize = 500;
/// Feedback of one page.
const PAGE: u32 = 50;

/// What somebody says.
#[derive(Debug, Clone)]
pub struct NewFeedback {
    /// Made by the client, or none: the same id twice is the same feedback.
    pub id: Option<FeedbackId>,
    /// What they say.
    pub text: String,
    /// Where in the client they are.
    pub page: String,
    /// A picture that they brought before.
    pub file: Option<FileId>,
}

/// What a builder does with it; none = leave as it is.
#[derive(Debug, Clone, Default)]
pub struct FeedbackPatch {
    /// The revision that the builder saw; another one by now is a conflict.
    pub base_rev: Option<i64>,
    /// Words for who gave it; empty takes an answer away.
    pub answer: Option<String>,
    /// Dealt with, or open again.
    pub resolved: Option<bool>,
}

/// Feedback as people see it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownFeedback {
    /// What was said, answered and done.
    pub feedback: Feedback,
    /// When it was given.
    pub at: Timestamp,
    /// Raised by every change.
    pub rev: i64,
    /// The form's code; none once the form is deleted.
    pub form: Option<String>,
    /// Name of who gave it.
    pub giver: String,
    /// Name of who answered.
    pub answerer: Option<(UserId, String)>,
    /// Name of who put it away.
    pub resolver: Option<(UserId, String)>,
    /// Whether who asks may answer and resolve.
    pub may_answer: bool,
}

impl Platform {
    /// Says something of a form.
    ///
    /// # Errors
    /// `UnknownForm` out of sight; `Required`, `TooLong` at `text`; `TooLong`, `Malformed` at `page`; `UnknownFile` at
    /// `file` unless the person brought it; `IdTaken` at `id`.
    pub fn give_feedback(
        &self,
        who: &Who,
        form: &str,
        new: &NewFeedback,
    ) -> Result<FeedbackId, Error> {
        let person = who.id().ok_or_else(|| Error::rejected(Code::Forbidden))?;
        let text = said(&new.text, "text")?;
        if text.is_empty() {
            return Err(Rejection::at(Code::Required, "text").into());
        }
        let page = place(&new.page)?;
        let id = new.id.unwrap_or_else(|| FeedbackId(self.ports().ids.next()));
        let (said, code, file) = ((page, text), form.to_owned(), new.file);
        self.once(who, || self.give_now(who, (id, person), (&code, &said, file)))
    }

    fn give_now(
        &self,
        who: &Who,
        (id, person): (FeedbackId, UserId),
        (code, said, file): (&str, &(String, String), Option<FileId>),
    ) -> Result<FeedbackId, Error> {
        let (giver, at, code, said) = (who.clone(), self.now(), code.to_owned(), said.clone());
        let given = self.write_once(who, move |tx, catalog| {
            let form = catalog.open_form(&giver, &code)?.0.id;
            let (page, text) = said.clone();
            let (answer, resolved) = (None, None);
            let feedback = Feedback { id, form, page, text, file, person, answer, resolved };
            if let Some(StoredFeedback { feedback: known, .. }) = find(tx, id)? {
                let as_given = Feedback { answer: None, resolved: None, ..known };
                let taken = || Rejection::at(Code::IdTaken, "id").into();
                return if as_given == feedback { Ok(id) } else { Err(taken()) };
            }
            if let Some(file) = file {
                let brought = find_files(tx, &[file])?.pop();
                brought
                    .filter(|f| f.person == Some(person))
                    .ok_or_else(|| Rejection::at(Code::UnknownFile, "file"))?;
            }
            let about = (ChangeKind::FeedbackChanged, id);
            document_change::append(tx, (&giver.cause(), at), about, (None, Some(&feedback)))?;
            save(tx, &StoredFeedback { feedback, at, rev: 1 })?;
            Ok(id)
        })?;
        Ok(given.value)
    }

    /// Answers feedback, puts it away as dealt with, or opens it again.
    ///
    /// # Errors
    /// `NotFound` out of sight; `Forbidden` unless a builder of the form asks; `Conflict` when it was
    /// changed since `base_rev`; `TooLong` at `answer`.
    pub fn answer_feedback(
        &self,
        who: &Who,
        id: FeedbackId,
        patch: &FeedbackPatch,
    ) -> Result<ShownFeedback, Error> {
        let answer = patch.answer.as_deref().map(|text| said(text, "answer")).transpose()?;
        let (asker, at, resolved) = (who.clone(), self.now(), patch.resolved);
        let base = patch.base_rev;
        self.write(move |tx, catalog| {
            let stored = find_seen(tx, (catalog, &asker), id)?;
            let before = &stored.feedback;
            permit::builds(&asker, catalog)?;
            sees(catalog, &asker, before.form)
                .then_some(())
                .ok_or_else(|| Error::rejected(Code::Forbidden))?;
            if base.is_some_and(|base| base != stored.rev) {
                return Err(Rejection::new(Code::Conflict).with("rev", stored.rev).into());
            }
            let now = Done { at, by: asker.id() };
            let mut after = before.clone();
            if let Some(text) = answer.clone() {
                let same = before.answer.as_ref().is_some_and(|old| old.text == text);
                let new = Some(text).filter(|text| !text.is_empty());
                let new = new.map(|text| Answer { text, given: now });
                after.answer = if same { before.answer.clone() } else { new };
            }
            after.resolved = match resolved {
                Some(true) => before.resolved.or(Some(now)),
                Some(false) => None,
                None => before.resolved,
            };
            if after != *before {
                let (about, both) =
                    ((ChangeKind::FeedbackChanged, id), (Some(before), Some(&after)));
                document_change::append(tx, (&asker.cause(), at), about, both)?;
                let rev = stored.rev + 1;
                save(tx, &StoredFeedback { feedback: after, at: stored.at, rev })?;
            }
            Ok(())
        })?;
        self.find_feedback(who, id)
    }

    /// One, as the person sees it.
    ///
    /// # Errors
    /// `NotFound` out of sight.
    pub fn find_feedback(&self, who: &Who, id: FeedbackId) -> Result<ShownFeedback, Error> {
        let catalog = self.catalog()?;
        let found = self.store().read(|read| find_seen(read, (&catalog, who), id))?;
        Ok(shown((&catalog, who), found))
    }

    /// Feedback, newest first: for builders all about forms that they may open, for others their own.
    ///
    /// # Errors
    /// `Forbidden` when it is no person; `Malformed` at `after`; when the database does not answer.
    pub fn list_feedback(
        &self,
        who: &Who,
        resolved: bool,
        before: Option<Place>,
    ) -> Result<(Vec<ShownFeedback>, Option<Place>), Error> {
        let me = who.id().ok_or_else(|| Error::rejected(Code::Forbidden))?;
        if before.is_some_and(|(at, _)| !is_known_moment(at)) {
            return Err(Rejection::at(Code::Malformed, "after").into());
        }
        let catalog = self.catalog()?;
        let builds = catalog.may_build(who);
        let open = catalog.forms.keys().filter(|form| sees(&catalog, who, **form)).copied();
        let wanted = Wanted {
            forms: builds.then(|| open.collect()),
            person: (!builds).then_some(me),
            resolved,
            before,
        };
        let mut found = self.store().read(|read| list(read, &wanted, PAGE + 1))?;
        let more = found.len() > PAGE as usize;
        found.truncate(PAGE as usize);
        let next = found.last().filter(|_| more).map(|last| (last.at, last.feedback.id));
        let shown = found.into_iter().map(|stored| shown((&catalog, who), stored));
        Ok((shown.collect(), next))
    }

    /// The picture that came with feedback, and where its bytes lie.
    ///
    /// # Errors
    /// `NotFound` out of sight, and without a picture.
    pub fn open_feedback_file(
        &self,
        who: &Who,
        id: FeedbackId,
    ) -> Result<(FileRef, PathBuf), Error> {
        let missing = || Error::rejected(Code::NotFound);
        let file = self.find_feedback(who, id)?.feedback.file.ok_or_else(missing)?;
        let stored = self.store().read(|read| find_files(read, &[file]))?.pop();
        let stored = stored.ok_or_else(missing)?;
        Ok((stored.file, self.ports().files.path(&stored.hash)))
    }
}

/// Whether the person may open the form.
pub(crate) fn sees(catalog: &Catalog, who: &Who, form: FormId) -> bool {
    let form = catalog.forms.get(&form).filter(|form| !form.archived);
    form.is_some_and(|form| catalog.open_form(who, &form.code).is_ok())
}

fn find_seen(
    read: &mut dyn Read,
    (catalog, who): (&Catalog, &Who),
    id: FeedbackId,
) -> Result<StoredFeedback, Error> {
    let found = find(read, id)?.filter(|StoredFeedback { feedback, .. }| {
        let builds = catalog.may_build(who) && sees(catalog, who, feedback.form);
        builds || who.id() == Some(feedback.person)
    });
    found.ok_or_else(|| Error::rejected(Code::NotFound))
}

fn shown((catalog, who): (&Catalog, &Who), stored: StoredFeedback) -> ShownFeedback {
    let StoredFeedback { feedback, at, rev } = stored;
    let name = |id: UserId| (id, catalog.person_name(id).to_owned());
    let form = catalog.forms.get(&feedback.form).filter(|form| !form.archived);
    ShownFeedback {
        at,
        rev,
        form: form.map(|form| form.code.clone()),
        giver: catalog.person_name(feedback.person).to_owned(),
        answerer: feedback.answer.as_ref().and_then(|a| a.given.by).map(name),
        resolver: feedback.resolved.and_then(|d| d.by).map(name),
        may_answer: catalog.may_build(who) && sees(catalog, who, feedback.form),
        feedback,
    }
}

fn said(text: &str, field: &str) -> Result<String, Rejection> {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        return Err(Rejection::at(Code::TooLong, field).with("max", LONGEST));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Rejection::at(Code::ControlCharacter, field));
    }
    Ok(text.to_owned())
}

/// A path within the client: it is shown as a link, so it must not go anywhere else.
fn place(page: &str) -> Result<String, Rejection> {
    if page.chars().count() > LONGEST_PAGE {
        return Err(Rejection::at(Code::TooLong, "page").with("max", LONGEST_PAGE));
    }
    let inside = page.starts_with('/') && !page.starts_with("//") && !page.contains('\\');
    if !inside || page.chars().any(char::is_control) {
        return Err(Rejection::at(Code::Malformed, "page"));
    }
    Ok(page.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_path_of_the_client_and_leads_nowhere_else() {
        assert_eq!(place("/f/lead?q=海达").as_deref(), Ok("/f/lead?q=海达"));
        for page in
            ["", "f/lead", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"]
        {
            assert!(place(page).is_err(), "{page}");
        }
    }
}
