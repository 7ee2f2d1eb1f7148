//! A new record.

use engines::convert::by_hand;
use engines::forms::kinds::auto_number;
use engines::forms::{Writer, check, stages};
use model::{
    Code, FieldKind, FieldRef, Form, FormId, Origin, RecordId, Rejection, SystemField, Value,
    Values,
};
use store::records::{self, NewRecord};
use store::{Error, definitions};

use super::Receipt;
use super::door::{Door, sort_keys};

pub(super) fn create(
    door: &mut Door<'_, '_>,
    form: FormId,
    id: RecordId,
    (values, held): (&Values, &Values),
) -> Result<Receipt, Error> {
    let opened = door.open(form)?;
    if !opened.access.create {
        return Err(Error::rejected(Code::Forbidden));
    }
    let values = door.catalog.sealing.values(opened.form, values.clone())?;
    let mut known = door.known(opened.form, &values)?;
    known.add_held(opened.form, held);
    let owner = FieldRef::System(SystemField::Owner);
    let pooled = opened.form.pool.is_some() && values.get(&owner).is_some_and(Value::is_null);
    let writer = if door.cause.origin == Origin::Import { Writer::Import } else { Writer::Person };
    // Of what is given: a default is nobody's hand.
    let as_made = by_hand(opened.form, &Values::new(), &values);
    let mut values = check::create(opened.form, &opened.access, writer, values, &known)?;
    if writer == Writer::Person {
        as_made?;
        stages::enter(opened.form, &opened.access, &Values::new(), &values)?;
    }
    if !pooled {
        own(door, &mut values);
    }
    number(door, opened.form, &mut values)?;
    let new = NewRecord {
        id,
        sort_keys: sort_keys(opened.form, &values),
        values,
        activities: Vec::new(),
    };
    let act = door.act(opened.form);
    let seq = records::create(door.tx, opened.table, &new, &act)?;
    Ok(Receipt { record: Some(id), rev: 1, seq })
}

/// A person's new record is theirs unless they say otherwise, or that it shall lie in the pool; its department is its
/// owner's.
fn own(door: &Door<'_, '_>, values: &mut Values) {
    let owner = FieldRef::System(SystemField::Owner);
    if let (None, Some(me)) = (values.get(&owner), door.who.id()) {
        values.insert(owner, Value::Person(me));
    }
    let department = owner_department(door, values.get(&owner).unwrap_or(&Value::Null));
    if !department.is_null() {
        values.insert(SystemField::Department.into(), department);
    }
}

/// The department that a record of this owner belongs to.
pub(super) fn owner_department(door: &Door<'_, '_>, owner: &Value) -> Value {
    door.catalog.department_of(owner)
}

/// Gives serial numbers.
fn number(door: &mut Door<'_, '_>, form: &Form, values: &mut Values) -> Result<(), Error> {
    for field in form.live_fields() {
        let FieldKind::AutoNumber(kind) = &field.kind else { continue };
        let key = FieldRef::Field(field.id);
        if values.get(&key).is_some_and(|v| !v.is_null()) {
            continue;
        }
        let number = definitions::take_numbers(door.tx, form.id, field.id, 1)?;
        let number = u64::try_from(number)
            .map_err(|_| Rejection::at(Code::TooLarge, field.code.as_str()))?;
        values.insert(key, Value::Text(auto_number::numbered(kind, number)));
    }
    Ok(())
}
