//! Records that link to a record.

use model::{Code, Expr, Field, FieldKind, Form, Function, RecordId, Rejection, Value};
use store::Error;
use store::query::{From, Question, count_up_to, page};
use store::records::find;

use super::list::Scope;
use crate::known::{title_fields, title_of};
use crate::platform::Platform;
use crate::who::Who;

/// Records shown of each field's back-links.
const SHOWN: u32 = 20;
/// Counting stops here.
const COUNTED: i64 = 1_000;

/// The records that link to a record through one field.
#[derive(Debug, Clone, PartialEq)]
pub struct BackLinks {
    /// Code of their form.
    pub form: String,
    /// Code of the field.
    pub field: String,
    /// What the list is called.
    pub name: model::Label,
    /// How many there are, up to 1,000.
    pub count: i64,
    /// The newest ones.
    pub items: Vec<LinkedRecord>,
}

/// A record that links here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedRecord {
    /// Its id.
    pub id: RecordId,
    /// Its title.
    pub title: String,
}

impl Platform {
    /// Back-links of a record, as far as the person sees them; empty lists too, so that one can be begun.
    ///
    /// # Errors
    /// `NotFound` when the record does not exist or is out of sight.
    pub fn back_links(
        &self,
        who: &Who,
        (form, id): (&str, RecordId),
    ) -> Result<Vec<BackLinks>, Error> {
        let catalog = self.catalog()?;
        let (form, sight) = catalog.open_sight(who, form)?;
        let table = catalog.table(form.id)?;
        let found = self.store().read(|read| find(read, table, id))?;
        if found.is_none_or(|r| sight.of(&r).is_none()) {
            return Err(Rejection::new(Code::NotFound).into());
        }
        let mut lists = Vec::new();
        for other in catalog.forms.values().filter(|f| !f.archived) {
            let Ok((other, access)) = catalog.open_form(who, &other.code) else { continue };
            for field in other.live_fields().filter(|f| access.sees(f.id)) {
                match &field.kind {
                    FieldKind::Link(link) if link.form == form.code => {
                        lists.push(self.links_through(who, (other, field), id)?);
                    }
                    _ => {}
                }
            }
        }
        Ok(lists)
    }

    fn links_through(
        &self,
        who: &Who,
        (form, field): (&Form, &Field),
        id: RecordId,
    ) -> Result<BackLinks, Error> {
        let catalog = self.catalog()?;
        let access = catalog.access(who, form);
        let scope = Scope::new(&catalog, form)?;
        let FieldKind::Link(link) = &field.kind else {
            return Err(Error::rejected(Code::WrongType));
        };
        let points = if link.many { Function::HasAny } else { Function::In };
        let here = Expr::List(vec![Value::Record(id)]);
        let filter = Expr::call(points, [Expr::field(field.id), here]);
        let question = Question::over(scope.table, &access.rows, &filter);
        let fields = title_fields(form);
        let (count, found) = self.store().read(|read| {
            let count = count_up_to(read, &question, COUNTED)?;
            let start = (&From::Start, SHOWN);
            Ok::<_, Error>((count, page(read, &question, (&[], &fields), start, self.anchors())?))
        })?;
        let items = found.items.iter().map(|record| LinkedRecord {
            id: record.id,
            title: title_of(form, &access, record, who.language),
        });
        Ok(BackLinks {
            form: form.code.clone(),
            field: field.code.clone(),
            name: link.back_name.clone().unwrap_or_else(|| form.name.clone()),
            count,
            items: items.collect(),
        })
    }
}
