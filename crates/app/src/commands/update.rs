//! Changes of fields, merged with what others changed meanwhile.

use engines::convert::by_hand;
use engines::forms::merge::{Merge, merge};
use engines::forms::{Known, Writer, change, check, diff, show, stages};
use model::{
    ChangeKind, Code, FieldChange, FieldRef, Form, FormId, Origin, RecordId, Rejection, Rejections,
    SystemField, Value, Values,
};
use serde_json::{Map, Value as Json};
use store::Error;
use store::records::{self, Edit, Record};

use super::Receipt;
use super::create::owner_department;
use super::door::{Door, Opened, sort_keys};
use super::guard::Wish;
use super::history::changes_of;

/// `hand`: a person sets the values, and not an action that they carry out.
pub(super) fn update(
    door: &mut Door<'_, '_>,
    (form, id): (FormId, RecordId),
    base_rev: i64,
    (values, hand): (&Values, bool),
) -> Result<Receipt, Error> {
    let opened = door.open(form)?;
    let current = door.record(&opened, id, Wish::Edit)?;
    // What is sent back as it was is no change: it needs no facts and breaks no rule.
    let values = door.catalog.sealing.values(opened.form, values.clone())?;
    let asked = change::unlike(opened.form, &opened.access, &current.values, values);
    let (known, asked) = door.known_for_change(opened.form, &current.values, asked)?;
    let wanted = check::update(opened.form, &opened.access, Writer::Person, asked, &known)?;
    let merged = merge_since(door, (&opened, &known), &current, base_rev, wanted)?;
    if let (true, Err(refused)) = (hand, by_hand(opened.form, &current.values, &merged)) {
        unless_put_back(door, (opened.form, &current), &merged, refused)?;
    }
    stages::enter(opened.form, &opened.access, &current.values, &merged)?;
    write(door, &opened, &current, merged)
}

/// What only an action leaves may be put back where the field's last change took it away, as long as that did not take
/// the action itself back.
fn unless_put_back(
    door: &mut Door<'_, '_>,
    (form, current): (&Form, &Record),
    values: &Values,
    refused: Rejections,
) -> Result<(), Error> {
    let mut left = Vec::new();
    for rejection in refused.0 {
        let field = rejection.field.as_deref().and_then(|code| form.field(code));
        let wanted = field.and_then(|field| values.get_key_value(&FieldRef::Field(field.id)));
        let put_back = match wanted {
            Some((field, value)) => before_last(door, current, *field)?.as_ref() == Some(value),
            None => false,
        };
        if !put_back {
            left.push(rejection);
        }
    }
    Ok(Rejections(left).or(())?)
}

/// Changes of a record looked through for a field's last one: they are read while nobody else writes.
const STEPS: usize = 200;

/// What a field was before its last change; none where that was an undo, or too long ago to look for.
fn before_last(
    door: &mut Door<'_, '_>,
    current: &Record,
    field: FieldRef,
) -> Result<Option<Value>, Error> {
    let (tx, mut last, mut steps) = (&mut *door.tx, None, 0);
    changes_of(
        |seq| tx.entry_of(seq),
        current.id,
        current.last_seq,
        |step| {
            let change = step.change.fields.iter().find(|change| change.field == field);
            last = change.map(|change| (change.before.clone(), step.entry.change.origin));
            steps += 1;
            last.is_none() && steps < STEPS
        },
    )?;
    Ok(last.filter(|(_, origin)| *origin != Origin::Undo).map(|(before, _)| before))
}

/// Writes values that are already checked and merged.
pub(super) fn write(
    door: &mut Door<'_, '_>,
    opened: &Opened<'_>,
    current: &Record,
    mut values: Values,
) -> Result<Receipt, Error> {
    let owner = FieldRef::System(SystemField::Owner);
    if let Some(new_owner) = values.get(&owner).filter(|o| *o != current.value(owner)) {
        let department = owner_department(door, new_owner);
        values.insert(SystemField::Department.into(), department);
    }
    let fields = diff::changes(&current.values, &values);
    if fields.is_empty() {
        return Ok(Receipt { record: Some(current.id), rev: current.rev, seq: door.tx.seq() });
    }
    let edit = Edit { sort_keys: sort_keys(opened.form, &values), fields };
    let act = door.act(opened.form);
    let seq = records::edit(door.tx, opened.table, current, &edit, &act)?;
    Ok(Receipt { record: Some(current.id), rev: current.rev + 1, seq })
}

/// What is left to write after others' changes since `base_rev`.
fn merge_since(
    door: &mut Door<'_, '_>,
    (opened, known): (&Opened<'_>, &Known),
    current: &Record,
    base_rev: i64,
    wanted: Values,
) -> Result<Values, Error> {
    if base_rev == current.rev {
        return Ok(wanted);
    }
    if base_rev > current.rev || base_rev < 1 {
        return Err(Rejection::new(Code::PreconditionRequired).with("rev", current.rev).into());
    }
    let theirs = changed_since(door, current, base_rev)?;
    match merge(&theirs, wanted) {
        Merge::Merged(values) => Ok(values),
        Merge::Conflict { fields, base } => {
            let fields = fields.into_iter().collect();
            Err(conflict((opened.form, known), current.rev, fields, &base).into())
        }
    }
}

/// Others' field changes since a revision, oldest first.
fn changed_since(
    door: &mut Door<'_, '_>,
    current: &Record,
    base_rev: i64,
) -> Result<Vec<FieldChange>, Error> {
    let mut raises = current.rev - base_rev;
    let tx = &mut *door.tx;
    let steps = changes_of(
        |seq| tx.entry_of(seq),
        current.id,
        current.last_seq,
        |step| {
            if raises <= 0 {
                return false;
            }
            raises -= i64::from(raises_rev(step.entry.change.kind));
            true
        },
    )?;
    if raises > 0 || steps.iter().any(|step| step.entry.erased) {
        // What others changed since is not here any more, so nobody can say that it may be written over.
        return Err(Rejection::new(Code::Conflict).with("rev", current.rev).into());
    }
    Ok(steps.into_iter().rev().flat_map(|step| step.change.fields).collect())
}

/// Whether a Change of this kind raised the record's revision.
fn raises_rev(kind: ChangeKind) -> bool {
    !matches!(
        kind,
        ChangeKind::ActivityAdded
            | ChangeKind::ActivityChanged
            | ChangeKind::ActivityRemoved
            | ChangeKind::TaskAdded
            | ChangeKind::TaskChanged
            | ChangeKind::TaskRemoved
            | ChangeKind::RemarkAdded
            | ChangeKind::RemarkRemoved
    )
}

/// Says which fields overlap and what they were; the caller reads what they are.
fn conflict(
    (form, known): (&Form, &Known),
    rev: i64,
    fields: Vec<FieldRef>,
    base: &Values,
) -> Rejection {
    let codes: Vec<&str> = fields.iter().filter_map(|f| show::code(form, *f)).collect();
    let base: Map<String, Json> = base
        .iter()
        .filter_map(|(f, v)| {
            let seen = change::seen(v, known);
            Some((show::code(form, *f)?.to_owned(), show::json(form, *f, &seen)))
        })
        .collect();
    Rejection::new(Code::Conflict).with("rev", rev).with("fields", codes).with("base", base)
}
