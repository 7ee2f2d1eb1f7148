//! The published definitions and the people, cached as one immutable picture. Writers compare its version with the
//! head row, so nobody writes by an old picture; readers take the newest that this process knows of.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use model::person::{Department, Person};
use model::{Code, DepartmentId, FieldId, FieldKind, Form, FormId, Rejection, UserId, Value};
use store::session::Read;
use store::{Fault, Store, Table, definitions, departments, head, people, schema};

use crate::ports::Vault;
use crate::sealing::Sealing;
use crate::settings::{self, Workspace};

/// One picture of everything that is defined.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// The head's catalog version that this picture shows.
    pub version: i64,
    /// Settings of the workspace.
    pub workspace: Workspace,
    /// Forms by id, archived ones too.
    pub forms: BTreeMap<FormId, Form>,
    /// Where each form's values lie.
    pub tables: BTreeMap<FormId, Table>,
    /// Everyone, whether they can sign in or not.
    pub people: BTreeMap<UserId, Person>,
    /// All departments.
    pub departments: BTreeMap<DepartmentId, Department>,
    /// Seals and opens the values of sensitive fields.
    pub(crate) sealing: Sealing,
}

impl Catalog {
    /// Reads everything in one snapshot.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn load(read: &mut dyn Read) -> Result<Self, Fault> {
        Ok(Self {
            version: head::read(read)?.catalog,
            workspace: store::settings::find(read, settings::WORKSPACE)?.unwrap_or_default(),
            forms: definitions::list_forms(read)?.into_iter().map(|f| (f.id, f)).collect(),
            tables: schema::load_tables(read)?,
            people: people::list_people(read)?.into_iter().map(|p| (p.id, p)).collect(),
            departments: departments::list(read)?.into_iter().map(|d| (d.id, d)).collect(),
            sealing: Sealing::load(read)?,
        })
    }

    /// The form with this code, unless it is archived.
    ///
    /// # Errors
    /// `UnknownForm`.
    pub fn form(&self, code: &str) -> Result<&Form, Rejection> {
        let found = self.forms.values().find(|f| f.code == code && !f.archived);
        let found = found.and_then(|f| self.effective(f.id).ok());
        found.ok_or_else(|| Rejection::new(Code::UnknownForm).with("form", code))
    }

    /// The definition that holds for a record of the form: the only way to read one for validation, options, stages
    /// and layout. Today it is the form itself; region variants will answer here.
    ///
    /// # Errors
    /// `UnknownForm`.
    pub fn effective(&self, form: FormId) -> Result<&Form, Rejection> {
        self.forms.get(&form).ok_or_else(|| Rejection::new(Code::UnknownForm))
    }

    /// Where a form's values lie.
    ///
    /// # Errors
    /// A fault: a form without tables cannot be published.
    pub fn table(&self, form: FormId) -> Result<&Table, Fault> {
        self.tables.get(&form).ok_or_else(|| Fault::new("a form has no tables"))
    }

    /// The form that a link field points to.
    pub fn link_target(&self, field: FieldId) -> Option<&Form> {
        let found = self.forms.values().find_map(|form| form.field_by_id(field))?;
        match &found.kind {
            FieldKind::Link(link) => self.forms.values().find(|f| f.code == link.form),
            _ => None,
        }
    }

    /// A department and all below it.
    pub fn team(&self, department: DepartmentId) -> Vec<DepartmentId> {
        let mut found = vec![department];
        let mut next = 0;
        while let Some(above) = found.get(next).copied() {
            next += 1;
            for below in self.departments.values().filter(|d| d.parent == Some(above)) {
                // A circle of parents must not hang us.
                if !found.contains(&below.id) {
                    found.push(below.id);
                }
            }
        }
        found
    }

    /// A person's name; empty when unknown.
    pub fn person_name(&self, id: UserId) -> &str {
        self.people.get(&id).map_or("", |p| p.name.as_str())
    }

    /// The department that a record of this owner belongs to.
    pub(crate) fn department_of(&self, owner: &Value) -> Value {
        let Value::Person(id) = owner else { return Value::Null };
        let department = self.people.get(id).and_then(|p| p.department);
        department.map_or(Value::Null, Value::Department)
    }
}

/// Holds the newest picture.
pub(crate) struct CatalogCache {
    newest: Mutex<Arc<Catalog>>,
    vault: Arc<dyn Vault>,
}

impl CatalogCache {
    pub(crate) fn open(store: &Store, vault: Arc<dyn Vault>) -> Result<Self, Fault> {
        let mut catalog: Catalog = store.snapshot(|read| Catalog::load(read))?;
        catalog.sealing.give(&vault);
        Ok(Self { newest: Mutex::new(Arc::new(catalog)), vault })
    }

    /// The newest picture, read again when a publication was committed since.
    pub(crate) fn get(&self, store: &Store) -> Result<Arc<Catalog>, Fault> {
        let known = Arc::clone(&self.newest.lock().unwrap_or_else(PoisonError::into_inner));
        if known.version >= store.commits().catalog() { Ok(known) } else { self.reload(store) }
    }

    /// Reads the picture again.
    pub(crate) fn reload(&self, store: &Store) -> Result<Arc<Catalog>, Fault> {
        let mut fresh: Catalog = store.snapshot(|read| Catalog::load(read))?;
        fresh.sealing.give(&self.vault);
        let fresh = Arc::new(fresh);
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if newest.version <= fresh.version {
            *newest = Arc::clone(&fresh);
        }
        Ok(fresh)
    }
}
