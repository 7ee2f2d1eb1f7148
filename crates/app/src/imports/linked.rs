//! Records that rows link to and that do not exist yet: made first, so that the rows find them.

use engines::forms::{Writer, check};
use model::{FieldKind, FieldRef, RecordId, SystemField, Value, Values};
use store::Error;
use store::records::{NewRecord, create_many, find_many};

use super::document::{Import, LinkTo, To};
use super::prepared::sort_keys;
use super::target::Goal;
use super::{links, numbering, write};
use crate::commands::Door;

/// Rows of one Change.
const CHUNK: usize = 500;

/// Records to make in one form, by their title.
pub(super) struct Wanted {
    form: String,
    by: Option<String>,
    titles: Vec<(RecordId, String)>,
}

/// What the decisions about unknown words ask for.
pub(super) fn wanted(import: &Import, goal: &Goal) -> Vec<Wanted> {
    let mut all = Vec::new();
    for (nth, column) in import.columns.iter().enumerate() {
        let code = match &column.to {
            Some(To::Field(code)) => code,
            Some(To::NewField(field)) => &field.code,
            _ => continue,
        };
        let kind = goal.form.field(code).map(|f| &f.kind);
        let Some(FieldKind::Link(link)) = kind else { continue };
        let words = column.links.iter().filter(|(_, to)| **to == LinkTo::Create);
        let titles = words
            .enumerate()
            .map(|(n, (word, _))| (numbering::linked(import, nth, n), word.trim().to_owned()));
        let titles: Vec<_> = titles.collect();
        if !titles.is_empty() {
            all.push(Wanted { form: link.form.clone(), by: column.link_by.clone(), titles });
        }
    }
    all
}

/// Makes them. Where one cannot be made, its form is left alone, and the rows that name it say so.
pub(super) fn create(door: &mut Door<'_, '_>, wanted: &[Wanted]) -> Result<(), Error> {
    for one in wanted {
        let Ok((form, access)) = door.catalog.open_form(door.who, &one.form) else { continue };
        let field = links::matched_field(form, one.by.as_deref()).filter(|f| access.sees(f.id));
        let Some(field) = field.filter(|_| access.create) else { continue };
        let table = door.catalog.table(form.id)?;
        let mut new = Vec::new();
        for (id, title) in &one.titles {
            let given = Values::from([(FieldRef::Field(field.id), Value::Text(title.clone()))]);
            let known = door.known(form, &given)?;
            let Ok(mut values) = check::create(form, &access, Writer::Import, given, &known) else {
                continue;
            };
            if let Some(me) = door.who.id() {
                values.insert(SystemField::Owner.into(), Value::Person(me));
                let department = door.catalog.people.get(&me).and_then(|p| p.department);
                if let Some(department) = department {
                    values.insert(SystemField::Department.into(), Value::Department(department));
                }
            }
            let sort_keys = sort_keys(form, &values);
            new.push(NewRecord { id: *id, values, sort_keys, activities: Vec::new() });
        }
        let ids: Vec<RecordId> = new.iter().map(|n| n.id).collect();
        let made = find_many(door.tx, table, &ids, &[])?;
        new.retain(|n| made.iter().all(|m| m.id != n.id));
        write::number(door, form, &mut new)?;
        let act = door.act(form);
        for chunk in new.chunks(CHUNK) {
            create_many(door.tx, table, chunk, &act)?;
        }
    }
    Ok(())
}
