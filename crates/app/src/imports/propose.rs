//! Proposals for the columns of a new or newly aimed import, with their reasons.

use engines::definitions::currency_among;
use engines::forms::fold::fold_label;
use engines::imports as decide;
use model::kind::LinkKind;
use model::{Access, FieldKind, Form};
use serde_json::Map;

use super::document::{Column, Import, Reason, Rule, Target, To};
use super::look::for_engines;
use super::words;
use crate::catalog::Catalog;
use crate::who::Who;

/// Aims every column anew, as the engines propose for the target.
pub(super) fn aim(catalog: &Catalog, who: &Who, import: &mut Import) {
    let form = match import.target {
        Target::Form(id) => catalog.forms.get(&id),
        Target::New(_) => None,
    };
    let access = form.map(|form| catalog.access(who, form));
    let seen = form.zip(access.as_ref()).map(|(form, access)| fillable(form, access));
    let columns: Vec<decide::Column> =
        import.columns.iter().map(|c| for_engines(&c.header, &c.look)).collect();
    let today = import.at.to_zoned(who.zone.clone()).date();
    let proposals = decide::propose(&columns, seen.as_ref(), today);
    let usual = usual_currency(catalog, &import.target);
    for ((column, read), proposal) in import.columns.iter_mut().zip(&columns).zip(proposals) {
        let is_reason = words::is_added(&column.header);
        column.to = if is_reason { None } else { to(proposal.to) };
        column.reason =
            Reason { code: proposal.reason.code.to_owned(), params: proposal.reason.params };
        column.empty_words = proposal.empty_words;
        column.day_first = proposal.day_first;
        column.values.clear();
        column.links.clear();
        column.people.clear();
        if let Some(To::NewField(field)) = &mut column.to {
            decide::in_currency(&mut field.kind, read, usual);
        }
        link_to_known_form(catalog, who, column);
        column.trim = trims(form, column);
        // Who may not build can only fill fields that are there.
        if !catalog.may_build(who) && matches!(column.to, Some(To::NewField(_))) {
            column.to = None;
            column.reason = Reason { code: "no_field".to_owned(), params: Map::new() };
        }
    }
    import.key.clear();
    import.row_rules.clear();
    import.compared = None;
    import.duplicates = if form.is_some() { Rule::Skip } else { Rule::Create };
}

/// A new field of money whose currency nobody chose gets the one that its texts say, else the usual one; and the digits
/// of its currency.
pub(super) fn name_currency(catalog: &Catalog, target: &Target, column: &mut Column) {
    let Some(To::NewField(field)) = &mut column.to else { return };
    let FieldKind::Money(money) = &field.kind else { return };
    let is_open = money.is_open();
    let read = for_engines(&column.header, &column.look);
    if is_open {
        decide::in_currency(&mut field.kind, &read, usual_currency(catalog, target));
    } else {
        decide::with_digits(&mut field.kind, &read);
    }
}

/// What new money of the target is in: as the form's other money, else as the company counts.
fn usual_currency<'c>(catalog: &'c Catalog, target: &Target) -> &'c str {
    let form = match target {
        Target::Form(id) => catalog.forms.get(id),
        Target::New(_) => None,
    };
    let among = form.and_then(|form| currency_among(&form.fields));
    among.unwrap_or(&catalog.workspace.currency)
}

/// The form as far as this person may fill it: other fields do not exist for an import.
pub(super) fn fillable(form: &Form, access: &Access) -> Form {
    let mut form = form.clone();
    form.fields.retain(|f| access.sees(f.id) && !access.read_only.contains(&f.id));
    form
}

/// Whether white space around texts goes by itself: in one line it is nearly always a slip. Longer texts stay as they
/// stand, unless some of them are nothing but white space.
pub(super) fn trims(form: Option<&Form>, column: &Column) -> bool {
    let kind = match &column.to {
        Some(To::Field(code)) => form.and_then(|f| f.field(code)).map(|f| &f.kind),
        Some(To::NewField(field)) => Some(&field.kind),
        _ => None,
    };
    !matches!(kind, Some(FieldKind::LongText(_))) || column.look.hollow > 0
}

fn to(target: decide::Target) -> Option<To> {
    match target {
        decide::Target::Field(code) => Some(To::Field(code)),
        decide::Target::NewField(field) => Some(To::NewField(field)),
        decide::Target::System(field) => Some(To::System(field)),
        decide::Target::Activities => Some(To::Activities(true)),
        decide::Target::Skip => None,
    }
}

/// A column called as another form is, with texts in it, names records of that form.
fn link_to_known_form(catalog: &Catalog, who: &Who, column: &mut Column) {
    let Some(To::NewField(field)) = &mut column.to else { return };
    if !matches!(field.kind, FieldKind::Text(_) | FieldKind::Choice(_)) {
        return;
    }
    let header = singular(&column.header);
    let called = |form: &&Form| {
        let names =
            [&form.code, &form.name.zh_cn, &form.name.en, &form.plural.zh_cn, &form.plural.en];
        names.iter().any(|name| !name.is_empty() && singular(name) == header)
    };
    let mut seen = catalog.forms.values().filter(|form| catalog.open_form(who, &form.code).is_ok());
    let Some(form) = seen.find(called) else { return };
    field.kind =
        FieldKind::Link(LinkKind { form: form.code.clone(), many: false, back_name: None });
    let params = Map::from_iter([("form".to_owned(), form.code.as_str().into())]);
    column.reason = Reason { code: "names_a_form".to_owned(), params };
}

fn singular(word: &str) -> String {
    let word = fold_label(&decide::clean_header(word)).replace('_', "");
    word.strip_suffix('s').map(str::to_owned).unwrap_or(word)
}
