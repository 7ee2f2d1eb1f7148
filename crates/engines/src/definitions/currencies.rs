//! Money whose document leaves its currency open.

use model::document::missing_field;
use model::kind::MoneyKind;
use model::{Field, FieldKind, Form};

use crate::forms::currencies::digits;

/// Names every currency that the document leaves open: the one that the field has in force, else the company's. What
/// is stored always names one, so the company may choose another later and no amount means something else.
pub fn settle_currencies(form: &mut Form, old: Option<&Form>, company: &str) {
    for field in &mut form.fields {
        let before = old.and_then(|old| same(old, field)).map(|f| &f.kind);
        let FieldKind::Money(money) = &mut field.kind else { continue };
        let before = if let Some(FieldKind::Money(before)) = before { Some(before) } else { None };
        settle(money, before, company);
    }
}

fn same<'f>(old: &'f Form, field: &Field) -> Option<&'f Field> {
    let by_code = || old.field(&field.code).filter(|_| field.id == missing_field());
    old.field_by_id(field.id).or_else(by_code)
}

/// The digits go with the currency, unless the document asks for other ones than usual.
fn settle(money: &mut MoneyKind, before: Option<&MoneyKind>, company: &str) {
    if !money.is_open() {
        return;
    }
    let is_usual = money.decimals == MoneyKind::default().decimals;
    money.currency = before.map_or(company, |before| &before.currency).to_owned();
    if is_usual {
        money.decimals = before.map_or_else(|| digits(company), |before| before.decimals);
    }
}

/// The currency that most money of these fields has, the first of several; none without money.
pub fn currency_among(fields: &[Field]) -> Option<&str> {
    let live = fields.iter().filter(|field| !field.archived);
    let all: Vec<&String> = live.filter_map(named).collect();
    let most = all.iter().rev().max_by_key(|one| all.iter().filter(|other| other == one).count());
    most.map(|currency| currency.as_str())
}

fn named(field: &Field) -> Option<&String> {
    match &field.kind {
        FieldKind::Money(money) if !money.is_open() => Some(&money.currency),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    fn form(kinds: &[Json]) -> Form {
        let field = |(n, kind): (usize, &Json)| json!({"code": format!("f{n}"), "name": {"en": "F"}, "kind": kind});
        let fields: Vec<Json> = kinds.iter().enumerate().map(field).collect();
        serde_json::from_value(
            json!({"code": "a", "name": {"en": "A"}, "title": "f0", "fields": fields}),
        )
        .unwrap()
    }

    fn check(kind: Json, old: Option<Json>, company: &str, becomes: (&str, u8)) {
        let old = old.map(|kind| form(&[kind]));
        let mut form = form(&[kind]);
        settle_currencies(&mut form, old.as_ref(), company);
        let FieldKind::Money(money) = &form.fields[0].kind else { panic!("no money") };
        assert_eq!((money.currency.as_str(), money.decimals), becomes);
    }

    #[test]
    fn money_left_open_is_in_the_companys_currency_and_what_is_in_force_stays() {
        let open = || json!({"type": "money"});
        let euros = || Some(json!({"type": "money", "currency": "EUR", "decimals": 2}));
        check(open(), None, "SGD", ("SGD", 2));
        check(open(), None, "JPY", ("JPY", 0));
        check(json!({"type": "money", "decimals": 4}), None, "JPY", ("JPY", 4));
        check(json!({"type": "money", "currency": "USD"}), None, "JPY", ("USD", 2));
        check(open(), euros(), "JPY", ("EUR", 2));
        check(json!({"type": "money", "currency": "USD"}), euros(), "JPY", ("USD", 2));
        check(open(), Some(json!({"type": "text"})), "JPY", ("JPY", 0));
    }

    #[test]
    fn most_money_of_a_form_says_what_more_of_it_is_in() {
        let among = |codes: &[&str]| {
            let kinds: Vec<Json> =
                codes.iter().map(|code| json!({"type": "money", "currency": code})).collect();
            currency_among(&form(&kinds).fields).map(str::to_owned)
        };
        assert_eq!(among(&["USD", "EUR", "EUR"]).as_deref(), Some("EUR"));
        assert_eq!(among(&["USD", "EUR"]).as_deref(), Some("USD"), "the first of equals");
        assert_eq!(among(&[""]), None);
    }
}
