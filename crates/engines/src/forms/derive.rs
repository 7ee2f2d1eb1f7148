//! What is kept beside a record's values: sort keys, and the texts by which search finds it.

use std::collections::BTreeMap;

use model::{Field, FieldId, FieldRef, Form, Value, Values};

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

/// The texts by which search finds a record with these values, in the order of the form. The title is also found by
/// its sound. A field that is hidden from anybody is left out: one index serves all, and a hit would tell.
pub fn sought(form: &Form, values: &Values) -> Vec<Sought> {
    form.fields
        .iter()
        .filter(|field| is_searched(field) && !is_guarded(form, field))
        .filter_map(|field| {
            let value = values.get(&FieldRef::Field(field.id)).unwrap_or(&Value::Null);
            let mut sought = behaviour(&field.kind).search_text(value)?;
            if field.code == form.title && sought.by == SoughtBy::Words {
                sought.by = SoughtBy::Sound;
            }
            Some(sought)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    #[test]
    fn titles_sound_and_phones_are_digits_and_the_rest_words() {
        let field = |n: u128, code: &str, kind: serde_json::Value, search: Option<bool>| json!({"id": FieldId(Uuid::from_u128(n)), "code": code, "name": {"en": code}, "kind": kind, "search": search});
        let form: Form = serde_json::from_value(
            json!({"code": "lead", "name": {"en": "Lead"}, "title": "company", "fields": [
                field(1, "company", json!({"type": "text"}), None),
                field(2, "phone", json!({"type": "phone"}), None),
                field(3, "note", json!({"type": "long_text"}), None),
                field(4, "secret", json!({"type": "text"}), Some(false)),
                field(5, "amount", json!({"type": "number"}), None),
            ]}),
        )
        .unwrap();
        let text = |n: u128, text: &str| {
            (FieldRef::Field(FieldId(Uuid::from_u128(n))), Value::Text(text.into()))
        };
        let values =
            Values::from([text(1, "华为"), text(2, "+8613800000000"), text(3, "n"), text(4, "s")]);
        let by: Vec<SoughtBy> = sought(&form, &values).into_iter().map(|s| s.by).collect();
        assert_eq!(by, [SoughtBy::Sound, SoughtBy::Digits, SoughtBy::Words]);
        let keys = sort_keys(&form, &values);
        assert!(
            keys[&FieldId(Uuid::from_u128(1))]
                .as_deref()
                .is_some_and(|k| k.starts_with("hua\u{1}wei"))
        );
        assert_eq!(keys.len(), 2, "only text fields that are among the values have keys");
    }
}
