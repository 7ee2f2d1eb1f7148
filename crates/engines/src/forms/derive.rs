//! What is kept beside a record's values: sort keys, and the texts by which search finds it.

use std::collections::BTreeMap;

use model::kind::TextMeaning;
use model::{Field, FieldId, FieldKind, FieldRef, Form, SystemField, Value, Values};

use super::kinds::{Sought, SoughtBy, behaviour};

/// Sort keys of those fields among `values` that have one; none where the field has no value.
pub fn sort_keys(form: &Form, values: &Values) -> BTreeMap<FieldId, Option<String>> {
    form.fields
        .iter()
        .filter_map(|field| {
            let value = values.get(&FieldRef::Field(field.id))?;
            let kind = behaviour(&field.kind);
            has_sort_key(field).then(|| (field.id, kind.sort_key(value)))
        })
        .collect()
}

/// Whether a key for sorting stands beside the field's values. Beside sealed ones nothing does.
pub fn has_sort_key(field: &Field) -> bool {
    !field.sensitive && behaviour(&field.kind).has_sort_key()
}

/// Whether search looks into this field.
pub fn is_searched(field: &Field) -> bool {
    use model::FieldKind as Kind;
    let by_default = matches!(
        field.kind,
        Kind::Text(_)
            | Kind::LongText(_)
            | Kind::Phone(_)
            | Kind::Email(_)
            | Kind::Url(_)
            | Kind::AutoNumber(_)
    );
    !field.archived && !field.sensitive && field.search.unwrap_or(by_default)
}

/// Whether some role may not see the field.
fn is_guarded(form: &Form, field: &Field) -> bool {
    form.grants.iter().any(|grant| grant.hidden.contains(&field.code))
}

/// Whether the form's pool masks the field.
pub fn is_masked(form: &Form, field: &Field) -> bool {
    form.pool.as_ref().is_some_and(|pool| pool.mask.contains(&field.code))
}

/// Whether all who see a record, owned or not, may see the field: its values may stand in the record's timeline.
pub fn is_open(form: &Form, field: &Field, unowned: bool) -> bool {
    let is_hidden = is_guarded(form, field) || (unowned && is_masked(form, field));
    !field.sensitive && !is_hidden
}

/// Whether whoever sees `to` of a record, owned or not, also sees `from`: what was written for one may stand in the other.
pub fn is_guarded_as(form: &Form, (from, to): (&Field, &Field), unowned: bool) -> bool {
    let no_less = |from: bool, to: bool| from <= to;
    let hides = |hidden: &[String]| no_less(hidden.contains(&from.code), hidden.contains(&to.code));
    form.grants.iter().all(|grant| hides(&grant.hidden))
        && no_less(unowned && is_masked(form, from), unowned && is_masked(form, to))
        && no_less(from.sensitive, to.sensitive)
}

/// The fields by which search finds a record, in the order of the form. A field that is hidden from anybody is left
/// out: one index serves all, and a hit would tell.
pub fn searched(form: &Form) -> impl Iterator<Item = &Field> {
    form.fields.iter().filter(|field| is_searched(field) && !is_guarded(form, field))
}

/// Those of the [`searched`] fields that say what else a record is called.
pub fn aliases(form: &Form) -> impl Iterator<Item = &Field> {
    let is_alias = |kind: &FieldKind| matches!(kind, FieldKind::Text(text) if text.meaning == Some(TextMeaning::Alias));
    searched(form).filter(move |field| is_alias(&field.kind))
}

/// The text by which search finds a record by this value of one of the [`searched`] fields. The title is a name.
pub fn sought_by(form: &Form, field: &Field, value: &Value) -> Option<Sought> {
    let mut sought = behaviour(&field.kind).search_text(value)?;
    if field.code == form.title && matches!(sought.by, SoughtBy::Words | SoughtBy::Sound) {
        sought.by = SoughtBy::Name;
    }
    Some(sought)
}

/// How texts of one of the [`searched`] fields are looked for; none where it holds no text.
pub fn looked_for(form: &Form, field: &Field) -> Option<SoughtBy> {
    sought_by(form, field, &Value::Text(String::new())).map(|sought| sought.by)
}

/// The texts by which search finds a record with these values, the owner among them, in the order of the form. What a
/// pool masks is left out while nobody owns the record, for the same reason.
pub fn sought(form: &Form, values: &Values) -> Vec<Sought> {
    let unowned = values.get(&SystemField::Owner.into()).is_none_or(Value::is_null);
    let value_of = |field: &Field| values.get(&FieldRef::Field(field.id)).unwrap_or(&Value::Null);
    searched(form)
        .filter(|field| !(unowned && is_masked(form, field)))
        .filter_map(|field| sought_by(form, field, value_of(field)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    #[test]
    fn titles_are_names_and_phones_digits_and_the_rest_words() {
        let field = |n: u128, code: &str, kind: serde_json::Value, search: Option<bool>| json!({"id": FieldId(Uuid::from_u128(n)), "code": code, "name": {"en": code}, "kind": kind, "search": search});
        let form: Form = serde_json::from_value(
            json!({"code": "lead", "name": {"en": "Lead"}, "title": "company", "fields": [
                field(1, "company", json!({"type": "text"}), None),
                field(2, "phone", json!({"type": "phone"}), None),
                field(3, "note", json!({"type": "long_text"}), None),
                field(4, "secret", json!({"type": "text"}), Some(false)),
                field(5, "amount", json!({"type": "number"}), None),
                field(6, "short", json!({"type": "text", "meaning": "alias"}), None),
            ]}),
        )
        .unwrap();
        let text = |n: u128, text: &str| {
            (FieldRef::Field(FieldId(Uuid::from_u128(n))), Value::Text(text.into()))
        };
        let mut values =
            Values::from([text(1, "华为"), text(2, "+8613800000000"), text(3, "n"), text(4, "s")]);
        values.extend([text(6, "华")]);
        let by: Vec<SoughtBy> = sought(&form, &values).into_iter().map(|s| s.by).collect();
        assert_eq!(by, [SoughtBy::Name, SoughtBy::Digits, SoughtBy::Words, SoughtBy::Names]);
        assert_eq!(aliases(&form).map(|f| f.code.as_str()).collect::<Vec<_>>(), ["short"]);
        let keys = sort_keys(&form, &values);
        assert!(
            keys[&FieldId(Uuid::from_u128(1))]
                .as_deref()
                .is_some_and(|k| k.starts_with("hua\u{1}wei"))
        );
        assert_eq!(keys.len(), 3, "only text fields that are among the values have keys");
    }

    #[test]
    fn what_a_pool_masks_is_found_only_while_somebody_owns_the_record() {
        let id = FieldId(Uuid::from_u128(1));
        let form: Form = serde_json::from_value(json!({"code": "lead", "name": {"en": "Lead"}, "title": "phone",
            "pool": {"name": {"en": "Pool"}, "mask": ["phone"]},
            "fields": [{"id": id, "code": "phone", "name": {"en": "Phone"}, "kind": {"type": "phone"}}]}))
        .unwrap();
        let mut values = Values::from([(id.into(), Value::Text("+8613800000000".into()))]);
        assert!(sought(&form, &values).is_empty());
        let owner = Value::Person(model::UserId(Uuid::from_u128(2)));
        values.insert(SystemField::Owner.into(), owner);
        assert_eq!(sought(&form, &values).len(), 1);
    }
}
