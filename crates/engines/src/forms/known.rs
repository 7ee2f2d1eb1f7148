//! Facts that kinds need and cannot have themselves: who and what exists, what it is called, which day it is.
//!
//! `app` asks [`References`] which facts a set of values needs, fetches them in the same transaction, fills a
//! [`Known`] and asks again.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::value::FileRef;
use model::{DepartmentId, FieldKind, FieldRef, FileId, Form, RecordId, UserId, Value, Values};

use super::fold::fold_label;

/// What [`Known`] was filled with, and when and where the person is.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The day in the person's time zone: completes dates without a year.
    pub today: Date,
    /// Completes times without a zone.
    pub zone: &'a TimeZone,
    /// People, records, departments and files by id and by name.
    pub known: &'a Known,
}

/// People, records, departments and files that exist, with their names.
#[derive(Debug, Clone, Default)]
pub struct Known {
    people: HashMap<UserId, String>,
    people_by_name: HashMap<String, Vec<UserId>>,
    records: HashMap<RecordId, Title>,
    records_by_title: HashMap<(String, String), Vec<RecordId>>,
    departments: HashMap<DepartmentId, String>,
    files: HashMap<FileId, FileRef>,
    masks: HashMap<String, String>,
}

/// A record as others see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Code of its form.
    pub form: String,
    /// Its title.
    pub title: String,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<T> {
    /// Nothing of that name.
    None,
    /// Exactly one.
    One(T),
    /// Several of the same name.
    Several(usize),
}

impl<T: Copy> Found<T> {
    fn of(list: Option<&Vec<T>>) -> Self {
        match list.map(Vec::as_slice) {
            None | Some([]) => Self::None,
            Some([one]) => Self::One(*one),
            Some(many) => Self::Several(many.len()),
        }
    }
}

impl Known {
    /// Adds what may be shown of a sealed value.
    pub fn add_mask(&mut self, seal: &str, mask: String) {
        self.masks.insert(seal.to_owned(), mask);
    }

    /// What may be shown of a sealed value; none where nobody could open it.
    pub fn mask(&self, seal: &str) -> Option<&str> {
        self.masks.get(seal).map(String::as_str)
    }

    /// Adds a person; `also` are other words by which they may be named: login, phone.
    pub fn add_person(&mut self, id: UserId, name: &str, also: &[&str]) {
        self.people.insert(id, name.to_owned());
        for word in std::iter::once(&name).chain(also) {
            let ids = self.people_by_name.entry(fold_label(word)).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    /// Adds a record of the form with this code.
    pub fn add_record(&mut self, form: &str, id: RecordId, title: &str) {
        let old = self.records.insert(id, Title { form: form.to_owned(), title: title.to_owned() });
        if old.is_none() {
            let key = (form.to_owned(), fold_label(title));
            self.records_by_title.entry(key).or_default().push(id);
        }
    }

    /// Adds a department.
    pub fn add_department(&mut self, id: DepartmentId, name: &str) {
        self.departments.insert(id, name.to_owned());
    }

    /// Adds a stored file that the person may attach.
    pub fn add_file(&mut self, file: FileRef) {
        self.files.insert(file.file, file);
    }

    /// Adds what a record's values refer to already: it may stay, whoever looks and whatever became of it. Names are
    /// not told.
    pub fn add_held(&mut self, form: &Form, values: &Values) {
        for (field, value) in values {
            let held = References::of([value]);
            for id in held.people {
                self.people.entry(id).or_default();
            }
            for id in held.departments {
                self.departments.entry(id).or_default();
            }
            if let Value::Files(files) = value {
                for file in files {
                    self.files.entry(file.file).or_insert_with(|| file.clone());
                }
            }
            let FieldRef::Field(id) = field else { continue };
            if let Some(FieldKind::Link(link)) = form.field_by_id(*id).map(|f| &f.kind) {
                for id in held.records {
                    let untold = || Title { form: link.form.clone(), title: String::new() };
                    self.records.entry(id).or_insert_with(untold);
                }
            }
        }
    }

    /// The person's name.
    pub fn person(&self, id: UserId) -> Option<&str> {
        self.people.get(&id).map(String::as_str)
    }

    /// The record's form and title.
    pub fn record(&self, id: RecordId) -> Option<&Title> {
        self.records.get(&id)
    }

    /// The department's name.
    pub fn department(&self, id: DepartmentId) -> Option<&str> {
        self.departments.get(&id).map(String::as_str)
    }

    /// The stored file.
    pub fn file(&self, id: FileId) -> Option<&FileRef> {
        self.files.get(&id)
    }

    /// Who is meant by a name, login or phone.
    pub fn person_named(&self, name: &str) -> Found<UserId> {
        Found::of(self.people_by_name.get(&fold_label(name)))
    }

    /// Which record of a form is meant by a title.
    pub fn record_titled(&self, form: &str, title: &str) -> Found<RecordId> {
        Found::of(self.records_by_title.get(&(form.to_owned(), fold_label(title))))
    }
}

/// Ids that values refer to: what to fetch before checking or showing them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// People.
    pub people: BTreeSet<UserId>,
    /// Records of any form.
    pub records: BTreeSet<RecordId>,
    /// Departments.
    pub departments: BTreeSet<DepartmentId>,
    /// Files.
    pub files: BTreeSet<FileId>,
}

impl References {
    /// All that these values refer to.
    pub fn of<'v>(values: impl IntoIterator<Item = &'v Value>) -> Self {
        let mut found = Self::default();
        for value in values {
            found.add(value);
        }
        found
    }

    /// Adds what one value refers to.
    pub fn add(&mut self, value: &Value) {
        match value {
            Value::Person(id) => {
                self.people.insert(*id);
            }
            Value::Department(id) => {
                self.departments.insert(*id);
            }
            Value::Record(id) => {
                self.records.insert(*id);
            }
            Value::Records(ids) => self.records.extend(ids),
            Value::Files(files) => self.files.extend(files.iter().map(|f| f.file)),
            _ => {}
        }
    }
}
