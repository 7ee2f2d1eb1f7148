//! From a request's `values` to typed ones, with all that can be said about them at once.

use engines::forms::{Writer, check, read};
use model::{Access, Form, FormId, Rejections, Values};
use serde_json::{Map, Value as Json};
use store::{Error, Fault};

use crate::known::known_for;
use crate::platform::Platform;
use crate::who::Who;

impl Platform {
    /// Reads values by field code for a new or an existing record.
    ///
    /// # Errors
    /// `UnknownForm`; everything that cannot be read, and with it everything else that the check would refuse, so
    /// that people do not learn of one fault after the other.
    pub fn read_values(
        &self,
        who: &Who,
        form: &str,
        (json, is_new): (&Map<String, Json>, bool),
    ) -> Result<(FormId, Values), Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        let Rejections(mut wrong) = match read::values(form, &access, json) {
            Ok(values) => return Ok((form.id, values)),
            Err(wrong) => wrong,
        };
        let rest = readable(form, &access, json);
        let mut known =
            self.store().read::<_, Fault>(|r| known_for(r, &catalog, who, form, [&rest]))?;
        if !is_new {
            // What the record refers to already may be sent back: the door knows which record it is.
            known.add_held(form, &rest);
        }
        let decide = if is_new { check::create } else { check::update };
        let Rejections(more) =
            decide(form, &access, Writer::Person, rest, &known).err().unwrap_or_default();
        let said: Vec<_> = wrong.iter().map(|r| r.field.clone()).collect();
        wrong.extend(more.into_iter().filter(|r| !said.contains(&r.field)));
        Err(Rejections(wrong).into())
    }
}

/// Those values that can be read.
fn readable(form: &Form, access: &Access, json: &Map<String, Json>) -> Values {
    let one = |(code, json): (&String, &Json)| {
        let field = read::field(form, access, code).ok()?;
        Some((field, read::value(form, field, json).ok()?))
    };
    json.iter().filter_map(one).collect()
}
