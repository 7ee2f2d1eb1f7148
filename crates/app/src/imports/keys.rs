//! By what rows and records are known to be the same, as hashes: a million records are looked up in some tens of
//! megabytes.
//!
//! One scan of the form makes the index, as long as it has at most [`MOST`] records (24 bytes a key). Beyond that the
//! keys of each 500 rows are asked for together, and only exactly equal texts count as the same company.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use engines::forms::fold::fold_label;
use engines::matching::{self, Key, Likeness};
use model::kind::TextMeaning;
use model::{Access, Expr, FieldKind, FieldRef, Form, RecordId, SystemField, Value, Values};
use serde::{Deserialize, Serialize};
use store::records::{Record, count_rows, scan};
use store::session::Read;
use store::{Fault, Table, imports};

use super::indexes::{Indexes, Recipe, scanned};
use crate::access::is_visible;

/// Records of a form that are scanned into an index.
pub(super) const MOST: i64 = 2_000_000;
/// Records read at once.
const PAGE: u32 = 2_000;
/// Stored records looked at for one chunk of rows.
const ASKED: u32 = 10_000;

/// What a key is made of, so that a phone never equals a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    /// The key fields of the import.
    Given,
    /// A phone number.
    Phone,
    /// A registration number.
    CreditCode,
    /// A company's normalised name.
    Name,
    /// A mail address.
    Email,
}

/// A key and what it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) sign: Sign,
    pub(super) hash: u64,
}

/// What a form's records are known by.
#[derive(Debug, Clone)]
pub(super) struct Signs {
    /// Together they say which record is meant.
    pub(super) given: Vec<FieldRef>,
    /// Also by these, as far as the form has such fields.
    pub(super) by: Vec<Compared>,
}

/// By what rows are compared besides key fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// The company's name.
    Name,
    /// The phone numbers.
    Phone,
    /// The mail addresses.
    Email,
    /// The registration number.
    CreditCode,
}

impl Compared {
    /// All of them, in the order in which people are asked.
    pub(super) const ALL: [Self; 4] = [Self::Name, Self::Phone, Self::Email, Self::CreditCode];

    /// As long as nobody says otherwise: a company has many people behind one mail address.
    pub(super) const USUAL: [Self; 3] = [Self::Name, Self::Phone, Self::CreditCode];

    /// Whether fields of this kind tell it.
    pub(super) fn is_told_by(self, kind: &FieldKind) -> bool {
        let means = |wanted| matches!(kind, FieldKind::Text(text) if text.meaning == Some(wanted));
        match self {
            Self::Name => means(TextMeaning::Company),
            Self::CreditCode => means(TextMeaning::CreditCode),
            Self::Phone => matches!(kind, FieldKind::Phone(_)),
            Self::Email => matches!(kind, FieldKind::Email(_)),
        }
    }

    fn of(sign: Sign) -> Option<Self> {
        match sign {
            Sign::Given => None,
            Sign::Name => Some(Self::Name),
            Sign::Phone => Some(Self::Phone),
            Sign::Email => Some(Self::Email),
            Sign::CreditCode => Some(Self::CreditCode),
        }
    }
}

impl Signs {
    /// The keys of these values.
    pub(super) fn of(&self, form: &Form, values: &Values) -> Vec<Known> {
        let mut keys = Vec::new();
        if let Some(hash) = self.given(values) {
            keys.push(Known { sign: Sign::Given, hash });
        }
        if !self.by.is_empty() {
            let usual = matching::signals(form, values).into_iter().filter_map(|s| match s.key {
                Key::Phone(text) => Some((Sign::Phone, text)),
                Key::CreditCode(text) => Some((Sign::CreditCode, text)),
                Key::Name(company) => {
                    // Two branches of a company are two.
                    let branch = company.branch.unwrap_or_default();
                    Some((Sign::Name, format!("{}\u{1}{branch}", company.key)))
                }
                Key::Sealed(Likeness::Phone, seal) => Some((Sign::Phone, seal)),
                Key::Sealed(Likeness::CreditCode, seal) => Some((Sign::CreditCode, seal)),
                Key::Email(text) => Some((Sign::Email, text)),
                Key::Sealed(Likeness::Email, seal) => Some((Sign::Email, seal)),
                Key::Sealed(..) => None,
            });
            let usual = usual
                .filter(|(sign, _)| Compared::of(*sign).is_some_and(|by| self.by.contains(&by)));
            keys.extend(usual.map(|(sign, text)| Known { sign, hash: hash((sign, text)) }));
        }
        keys
    }

    fn given(&self, values: &Values) -> Option<u64> {
        if self.given.is_empty() {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        for field in &self.given {
            match values.get(field)? {
                Value::Null => return None,
                Value::Text(text) => fold_label(text).hash(&mut hasher),
                other => format!("{other:?}").hash(&mut hasher),
            }
        }
        Some(hasher.finish())
    }

    /// The fields that keys are made of. Fields out of sight are not among them: a match would tell what they hold.
    fn fields(&self, form: &Form, access: &model::Access) -> Vec<FieldRef> {
        let mut fields = self.given.clone();
        let is_telling = |kind| self.by.iter().any(|by| by.is_told_by(kind));
        fields.extend(
            form.live_fields()
                .filter(|f| is_telling(&f.kind) && access.sees(f.id))
                .map(|f| FieldRef::Field(f.id)),
        );
        fields.sort_unstable();
        fields.dedup();
        fields
    }
}

/// A hash that is the same in each run.
pub(super) fn hash(key: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// Records by the hash of a key.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    sorted: Vec<(u64, RecordId)>,
}

impl Index {
    pub(super) fn of(mut keys: Vec<(u64, RecordId)>) -> Self {
        keys.sort_unstable();
        keys.dedup();
        Self { sorted: keys }
    }

    /// How many keys.
    pub(super) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// The same without what was known of these records, and with these keys.
    pub(super) fn with(&self, gone: &HashSet<RecordId>, new: Vec<(u64, RecordId)>) -> Self {
        let stays = self.sorted.iter().filter(|(_, id)| !gone.contains(id));
        Self::of(stays.copied().chain(new).collect())
    }

    /// The records that have the key.
    pub(super) fn find(&self, hash: u64) -> impl Iterator<Item = RecordId> + '_ {
        let from = self.sorted.partition_point(|(known, _)| *known < hash);
        self.sorted[from..].iter().take_while(move |(known, _)| *known == hash).map(|(_, id)| *id)
    }

    /// Records that share a key with another one.
    pub(super) fn repeated(&self) -> Vec<RecordId> {
        let groups = self.sorted.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
        let mut ids: Vec<RecordId> = groups.flatten().map(|(_, id)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// The stored records of a form, by their keys.
pub(super) enum Stored {
    /// All of them.
    Scanned(Arc<Index>),
    /// Too many: asked for chunk by chunk.
    Asked,
}

/// Whose records of which form are looked at.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    pub(super) form: &'a Form,
    pub(super) table: &'a Table,
    pub(super) access: &'a Access,
}

impl Sight<'_> {
    pub(super) fn sees(&self, record: &Record) -> bool {
        record.deleted_at().is_none()
            && (self.access.rows == Expr::always() || is_visible(self.access, record))
    }

    /// Walks over all records in sight.
    pub(super) fn walk(
        &self,
        read: &mut dyn Read,
        fields: &[FieldRef],
        mut each: impl FnMut(&Record),
    ) -> Result<(), Fault> {
        let mut wanted: Vec<FieldRef> = fields.to_vec();
        wanted.extend(needed());
        let mut after = i64::MIN;
        loop {
            let records = scan(read, self.table, &wanted, (after, PAGE))?;
            let Some(last) = records.last() else { return Ok(()) };
            after = last.key;
            records.iter().filter(|r| self.sees(r)).for_each(&mut each);
        }
    }
}

/// What guarding a record takes.
pub(super) fn needed() -> [FieldRef; 3] {
    [SystemField::Owner.into(), SystemField::Department.into(), SystemField::DeletedAt.into()]
}

impl Stored {
    /// The records in sight, by these signs; `most` of them may be scanned. What was scanned before is taken from
    /// `indexes`, where there are such.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) fn load(
        read: &mut dyn Read,
        sight: Sight<'_>,
        signs: &Signs,
        (indexes, most): (Option<&Indexes>, i64),
    ) -> Result<Self, Fault> {
        let fields = signs.fields(sight.form, sight.access);
        if fields.is_empty() {
            return Ok(Self::Scanned(Arc::default()));
        }
        if count_rows(read, sight.table)? > most {
            return Ok(Self::Asked);
        }
        let keys = |record: &Record, all: &mut Vec<(u64, RecordId)>| {
            all.extend(signs.of(sight.form, &record.values).iter().map(|k| (k.hash, record.id)));
        };
        let index = match indexes {
            Some(indexes) => {
                let how = format!("{:?}", (&signs.given, &signs.by));
                let recipe = Recipe::new(sight, &fields, &how);
                indexes.load(read, (sight, &fields), (recipe, &keys))?
            }
            None => Arc::new(scanned(read, (sight, &fields), &keys)?),
        };
        Ok(Self::Scanned(index))
    }

    /// The records that these rows may mean.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) fn ask(
        read: &mut dyn Read,
        sight: Sight<'_>,
        signs: &Signs,
        rows: &[&Values],
    ) -> Result<Index, Fault> {
        let mut keys = Vec::new();
        let fields = signs.fields(sight.form, sight.access);
        let mut wanted = fields.clone();
        wanted.extend(needed());
        for field in &fields {
            let values: Vec<Value> = rows.iter().filter_map(|v| v.get(field)).cloned().collect();
            let found = imports::having(read, sight.table, (*field, &values), (&wanted, ASKED))?;
            for record in found.iter().filter(|r| sight.sees(r)) {
                keys.extend(
                    signs.of(sight.form, &record.values).iter().map(|k| (k.hash, record.id)),
                );
            }
        }
        Ok(Index::of(keys))
    }
}
