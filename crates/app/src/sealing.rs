//! Sensitive fields: where texts go under seal, and who may look under it. Values are sealed at the door, before they
//! are compared, checked for repetition or written: rows, the log, history and backups only ever hold seals. What a
//! person is shown are masks; [`crate::Platform::reveal`] opens one value and writes down for whom.

use std::sync::Arc;

use engines::forms::{Known, behaviour, sealed};
use model::{Code, Expr, FieldPath, FieldRef, Form, Rejection, Value, Values};
use store::session::Read;
use store::{Error, Fault, Tx, settings};

use crate::catalog::Catalog;
use crate::ports::Vault;

/// The setting that names the key under which this workspace's values are sealed.
const KEY: &str = "seal_key";

/// Names the key with which this workspace's values are sealed; none where nothing is.
///
/// # Errors
/// When the database does not answer.
pub fn sealed_with(read: &mut dyn Read) -> Result<Option<String>, Fault> {
    settings::find(read, KEY)
}

/// The vault of this node, and the key that it must have.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sealing {
    vault: Option<Arc<dyn Vault>>,
    expected: Option<String>,
}

impl Sealing {
    /// Reads which key the workspace's values are sealed with.
    pub(crate) fn load(read: &mut dyn Read) -> Result<Self, Fault> {
        Ok(Self { vault: None, expected: sealed_with(read)? })
    }

    /// Hands over the vault.
    pub(crate) fn give(&mut self, vault: &Arc<dyn Vault>) {
        if self.expected.is_some() && self.expected != vault.key() {
            tracing::warn!(
                "the key for sensitive fields is missing: they can be neither shown nor written"
            );
        }
        self.vault = Some(Arc::clone(vault));
    }

    /// Writes down the key's name when a form first keeps something sealed: nobody goes on with another.
    pub(crate) fn begin(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        let vault = self.vault()?;
        if self.expected.is_none() {
            settings::save(tx, KEY, &vault.key())?;
        }
        Ok(())
    }

    /// The values with the texts of sensitive fields sealed. A text that the field would refuse stays as it is: the
    /// check that follows says why.
    pub(crate) fn values(&self, form: &Form, mut values: Values) -> Result<Values, Rejection> {
        for field in form.fields.iter().filter(|f| f.sensitive) {
            let Some(value) = values.get_mut(&FieldRef::Field(field.id)) else { continue };
            if value.as_text().is_none() {
                continue;
            }
            let checked = behaviour(&field.kind).check(value.clone(), &Known::default());
            if let Ok(Value::Text(text)) = checked {
                *value = Value::Sealed(self.seal(&text).map_err(|r| r.under(&field.code))?);
            }
        }
        Ok(values)
    }

    /// A condition as it can be asked of sealed values.
    pub(crate) fn condition(&self, catalog: &Catalog, expr: Expr) -> Result<Expr, Rejection> {
        let is_sealed = |path: &FieldPath| {
            let FieldRef::Field(id) = path.field else { return false };
            catalog.forms.values().any(|f| f.field_by_id(id).is_some_and(|f| f.sensitive))
        };
        sealed::condition(expr, &is_sealed, &|text| self.seal(text))
    }

    /// A sealed value with what may be shown of it.
    pub(crate) fn mask<'v>(
        &self,
        form: &Form,
        field: FieldRef,
        value: &'v Value,
    ) -> Option<(&'v str, String)> {
        let seal = value.as_sealed()?;
        let FieldRef::Field(id) = field else { return None };
        let kind = &form.field_by_id(id)?.kind;
        Some((seal, sealed::mask(kind, &self.open(seal).ok()?)))
    }

    /// What is under a seal.
    pub(crate) fn open(&self, seal: &str) -> Result<String, Rejection> {
        self.vault()?.open(seal).ok_or_else(|| Rejection::new(Code::SealKeyMissing))
    }

    fn seal(&self, text: &str) -> Result<String, Rejection> {
        self.vault()?.seal(text).ok_or_else(|| Rejection::new(Code::SealKeyMissing))
    }

    /// The vault, with the key that was there from the first.
    fn vault(&self) -> Result<&dyn Vault, Rejection> {
        let missing = || Rejection::new(Code::SealKeyMissing);
        let vault = self.vault.as_deref().ok_or_else(missing)?;
        let key = vault.key().ok_or_else(missing)?;
        match &self.expected {
            Some(expected) if *expected != key => Err(missing()),
            _ => Ok(vault),
        }
    }
}
