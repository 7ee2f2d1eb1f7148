//! A pasted text into values for a new record. Nothing is looked up and nothing is kept: it only proposes.

use engines::forms::{Facts, Known};
use engines::reading;
use model::{Code, Rejection};
use store::Error;

use crate::platform::Platform;
use crate::who::Who;

pub use engines::reading::{Because as TextSign, Proposal};

impl Platform {
    /// Values that a text proposes for the fields which the person may fill.
    ///
    /// # Errors
    /// `UnknownForm`; `Forbidden` for who may make no record; `TooLong` at `text`.
    pub fn read_text(&self, who: &Who, form: &str, text: &str) -> Result<Vec<Proposal>, Error> {
        let catalog = self.catalog()?;
        let (form, access) = catalog.open_form(who, form)?;
        if !access.create {
            return Err(Rejection::new(Code::Forbidden).into());
        }
        if text.chars().count() > reading::MOST {
            return Err(Rejection::at(Code::TooLong, "text").with("max", reading::MOST).into());
        }
        let today = self.now().to_zoned(who.zone.clone()).date();
        let facts = Facts { today, zone: &who.zone, known: &Known::default() };
        Ok(reading::read(form, &access, text, &facts))
    }
}
