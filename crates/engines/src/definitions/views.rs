//! All that is wrong with a view, whether it stands in a definition or somebody saves it.

use model::view::{Calendar, Kanban, Tally, View, ViewKind};
use model::{Code, FieldKind, Form, Rejection, Shape, SystemField};
use serde_json::Value as Json;

use super::check::check_label;
use super::filters;
use crate::forms::shape;

/// Most headings within headings.
const GROUPS: usize = 3;
/// Most fields on a card.
const CARD_FIELDS: usize = 12;
/// Most colour rules.
const COLOURS: usize = 20;

/// What is wrong with a view of this form, each at its place in the view. Empty = fine.
pub fn check_view(form: &Form, view: &View) -> Vec<Rejection> {
    let mut wrong = Vec::new();
    check_label(&view.name, "name", &mut wrong);
    for (n, column) in view.columns.iter().enumerate() {
        wrong.extend(unknown(form, &column.field, format!("columns.{n}.field")));
    }
    for (n, sort) in view.sort.iter().enumerate() {
        let sorted = form.field(&sort.field).is_none_or(|f| !shape(&f.kind).is_many());
        if !names_field(form, &sort.field) || !sorted || sort.field == SystemField::IdleDays.code()
        {
            wrong.push(not_known(&sort.field, format!("sort.{n}.field")));
        }
    }
    check_filter(form, &view.filter, "filter", &mut wrong);
    check_table(form, view, &mut wrong);
    check_kanban(form, view, &mut wrong);
    check_calendar(form, view, &mut wrong);
    wrong
}

fn check_table(form: &Form, view: &View, wrong: &mut Vec<Rejection>) {
    if view.group.len() > GROUPS {
        wrong.push(Rejection::at(Code::TooMany, "group").with("max", GROUPS));
    }
    for (n, group) in view.group.iter().enumerate() {
        let place = |part: &str| format!("group.{n}.{part}");
        match found(form, &group.field) {
            None => wrong.push(not_known(&group.field, place("field"))),
            Some(field) if !field.groups() => wrong.push(wrong_kind(&group.field, place("field"))),
            Some(field) if group.by.is_some() && !field.is_time() => {
                wrong.push(wrong_kind(&group.field, place("by")));
            }
            Some(_) => {}
        }
    }
    for (code, tally) in &view.aggregates {
        let place = format!("aggregates.{code}");
        let fits = |field: &Found<'_>| match tally {
            Tally::Sum | Tally::Avg => field.is_number(),
            Tally::Min | Tally::Max => field.is_number() || field.is_time(),
            Tally::Count | Tally::Empty | Tally::Filled => true,
        };
        match found(form, code) {
            // Columns through a link have no numbers of their own.
            None => wrong.push(not_known(code, place)),
            Some(field) if !fits(&field) => wrong.push(wrong_kind(code, place)),
            Some(_) => {}
        }
    }
    if view.colours.len() > COLOURS {
        wrong.push(Rejection::at(Code::TooMany, "colours").with("max", COLOURS));
    }
    for (n, rule) in view.colours.iter().enumerate() {
        if rule.when.is_null() {
            wrong.push(Rejection::at(Code::Required, format!("colours.{n}.when")));
        }
        check_filter(form, &rule.when, &format!("colours.{n}.when"), wrong);
        if let Some(code) = &rule.field {
            wrong.extend(unknown(form, code, format!("colours.{n}.field")));
        }
    }
}

fn check_kanban(form: &Form, view: &View, wrong: &mut Vec<Rejection>) {
    let Some(Kanban { field, fields, sum, collapsed: _ }) = &view.kanban else {
        if view.kind == ViewKind::Kanban {
            wrong.push(Rejection::at(Code::Required, "kanban.field"));
        }
        return;
    };
    match found(form, field) {
        None => wrong.push(not_known(field, "kanban.field".into())),
        Some(found) if !found.makes_columns() => {
            wrong.push(wrong_kind(field, "kanban.field".into()));
        }
        Some(_) => {}
    }
    if fields.len() > CARD_FIELDS {
        wrong.push(Rejection::at(Code::TooMany, "kanban.fields").with("max", CARD_FIELDS));
    }
    for (n, code) in fields.iter().enumerate() {
        wrong.extend(unknown(form, code, format!("kanban.fields.{n}")));
    }
    if let Some(code) = sum {
        wrong.extend(one_that(form, code, "kanban.sum", |f| f.is_number()));
    }
}

fn check_calendar(form: &Form, view: &View, wrong: &mut Vec<Rejection>) {
    let Some(Calendar { start, end, colour, mode: _ }) = &view.calendar else {
        if view.kind == ViewKind::Calendar {
            wrong.push(Rejection::at(Code::Required, "calendar.start"));
        }
        return;
    };
    wrong.extend(one_that(form, start, "calendar.start", |f| f.is_time()));
    if let Some(end) = end {
        let same = found(form, start).map(|f| f.shape());
        wrong.extend(one_that(form, end, "calendar.end", |f| Some(f.shape()) == same));
    }
    if let Some(code) = colour {
        wrong.extend(one_that(form, code, "calendar.colour", |f| f.has_hues()));
    }
}

fn check_filter(form: &Form, filter: &Json, place: &str, wrong: &mut Vec<Rejection>) {
    let at = |path: &str| {
        if path.is_empty() { place.to_owned() } else { format!("{place}.{path}") }
    };
    match filters::leaves(filter) {
        Err(path) => wrong.push(Rejection::at(Code::BadCondition, at(&path))),
        Ok(leaves) => wrong.extend(
            leaves
                .iter()
                .filter_map(|leaf| unknown(form, leaf.field, format!("{}.field", at(&leaf.path)))),
        ),
    }
}

/// A field of the form, or one that every record has.
enum Found<'f> {
    Own(&'f FieldKind),
    System(SystemField),
}

fn found<'f>(form: &'f Form, code: &str) -> Option<Found<'f>> {
    match form.field(code) {
        Some(field) => (!field.archived).then_some(Found::Own(&field.kind)),
        None => SystemField::by_code(code).map(Found::System),
    }
}

impl Found<'_> {
    fn shape(&self) -> Option<Shape> {
        match self {
            Self::Own(kind) => Some(shape(kind)),
            Self::System(field) => match field {
                SystemField::CreatedAt
                | SystemField::UpdatedAt
                | SystemField::LastActivityAt
                | SystemField::NextActivityAt => Some(Shape::Instant),
                SystemField::ActivityCount => Some(Shape::Int),
                _ => None,
            },
        }
    }

    fn is_time(&self) -> bool {
        matches!(self.shape(), Some(Shape::Date | Shape::Instant))
    }

    fn is_number(&self) -> bool {
        matches!(self.shape(), Some(Shape::Int | Shape::Decimal { .. }))
    }

    /// One stored value that several records may share.
    fn groups(&self) -> bool {
        match self {
            Self::Own(kind) => {
                !shape(kind).is_many()
                    && !matches!(kind, FieldKind::LongText(_) | FieldKind::AutoNumber(_))
            }
            Self::System(field) => !matches!(
                field,
                SystemField::Id | SystemField::Rev | SystemField::DeletedAt | SystemField::IdleDays
            ),
        }
    }

    /// Few values, known beforehand, that a person may set by moving a card.
    fn makes_columns(&self) -> bool {
        match self {
            Self::Own(kind) => {
                matches!(kind, FieldKind::Stage(_) | FieldKind::Choice(_) | FieldKind::Person(_))
            }
            Self::System(field) => *field == SystemField::Owner,
        }
    }

    fn has_hues(&self) -> bool {
        matches!(self, Self::Own(FieldKind::Stage(_) | FieldKind::Choice(_)))
    }
}

/// Whether a code, or the first step of a path, names something that a view may use.
fn names_field(form: &Form, code: &str) -> bool {
    let (first, rest) = code.split_once('.').map_or((code, None), |(f, r)| (f, Some(r)));
    match (rest, form.field(first)) {
        (None, Some(field)) => !field.archived,
        (None, None) => SystemField::by_code(first).is_some(),
        (Some(_), Some(field)) => matches!(&field.kind, FieldKind::Link(link) if !link.many),
        (Some(_), None) => false,
    }
}

fn one_that(
    form: &Form,
    code: &str,
    place: &str,
    fits: impl Fn(&Found<'_>) -> bool,
) -> Option<Rejection> {
    match found(form, code) {
        None => Some(not_known(code, place.to_owned())),
        Some(field) if !fits(&field) => Some(wrong_kind(code, place.to_owned())),
        Some(_) => None,
    }
}

fn unknown(form: &Form, code: &str, place: String) -> Option<Rejection> {
    (!names_field(form, code)).then(|| not_known(code, place))
}

fn not_known(code: &str, place: String) -> Rejection {
    Rejection::at(Code::UnknownField, place).with("code", code)
}

fn wrong_kind(code: &str, place: String) -> Rejection {
    Rejection::at(Code::WrongType, place).with("code", code)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    fn deals() -> Form {
        let field =
            |code: &str, kind: Json| json!({"code": code, "name": {"en": code}, "kind": kind});
        let options = json!([{"code": "open", "label": {"en": "Open"}}, {"code": "won", "label": {"en": "Won"}, "closed": "won"}]);
        serde_json::from_value(
            json!({"code": "deal", "name": {"en": "Deal"}, "title": "name", "fields": [
                field("name", json!({"type": "text"})),
                field("stage", json!({"type": "stage", "options": options})),
                field("amount", json!({"type": "money", "currency": "CNY", "decimals": 2})),
                field("tags", json!({"type": "choices", "options": []})),
                field("close", json!({"type": "date"})),
                field("meeting", json!({"type": "date_time"})),
            ]}),
        )
        .unwrap()
    }

    /// What is wrong with a view of deals that says this.
    fn wrong(says: &Json) -> Vec<String> {
        let mut document = json!({"code": "v", "name": {"en": "V"}, "columns": []});
        document.as_object_mut().unwrap().extend(says.as_object().unwrap().clone());
        let view: View = serde_json::from_value(document).unwrap();
        check_view(&deals(), &view).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_board_stands_on_few_known_values() {
        for field in ["stage", "owner"] {
            assert_eq!(
                wrong(&json!({"kind": "kanban", "kanban": {"field": field, "sum": "amount"}})),
                [""; 0]
            );
        }
        for field in ["name", "tags", "amount", "created_by"] {
            assert_eq!(
                wrong(&json!({"kanban": {"field": field}})),
                ["wrong_type at kanban.field"],
                "{field}"
            );
        }
        assert_eq!(wrong(&json!({"kind": "kanban"})), ["required at kanban.field"]);
        let nowhere =
            json!({"kanban": {"field": "nope", "fields": ["name", "gone"], "sum": "name"}});
        assert_eq!(
            wrong(&nowhere),
            [
                "unknown_field at kanban.field",
                "unknown_field at kanban.fields.1",
                "wrong_type at kanban.sum"
            ]
        );
    }

    #[test]
    fn a_calendar_runs_between_times_of_one_kind() {
        for start in ["close", "meeting", "next_activity_at"] {
            assert_eq!(
                wrong(
                    &json!({"kind": "calendar", "calendar": {"start": start, "colour": "stage"}})
                ),
                [""; 0]
            );
        }
        let mixed = json!({"calendar": {"start": "close", "end": "meeting", "colour": "amount"}});
        assert_eq!(wrong(&mixed), ["wrong_type at calendar.end", "wrong_type at calendar.colour"]);
        assert_eq!(wrong(&json!({"kind": "calendar"})), ["required at calendar.start"]);
    }

    #[test]
    fn headings_tallies_and_colours_name_what_fits() {
        let fine = json!({"group": [{"field": "close", "by": "month"}, {"field": "owner"}], "aggregates": {"amount": "sum", "tags": "filled", "close": "max"},
            "colours": [{"when": {"field": "amount", "op": "gt", "value": 9}, "hue": "red", "field": "amount"}]});
        assert_eq!(wrong(&fine), [""; 0]);
        let bad = json!({"group": [{"field": "tags"}, {"field": "stage", "by": "day"}, {"field": "nope"}], "aggregates": {"name": "sum", "nope": "count"},
            "colours": [{"when": {"and": [{"field": "nope", "op": "empty"}]}, "hue": "red"}, {"when": null, "hue": "red", "field": "nope"}]});
        assert_eq!(
            wrong(&bad),
            [
                "wrong_type at group.0.field",
                "wrong_type at group.1.by",
                "unknown_field at group.2.field",
                "wrong_type at aggregates.name",
                "unknown_field at aggregates.nope",
                "unknown_field at colours.0.when.and.0.field",
                "required at colours.1.when",
                "unknown_field at colours.1.field",
            ]
        );
    }

    #[test]
    fn a_view_of_an_older_version_opens_as_it_was() {
        let old = json!({"id": "viw_00000000000000000000000001", "code": "all", "name": {"en": "All"},
            "columns": [{"field": "name", "width": 220}], "sort": [{"field": "name", "descending": false}], "position": 1});
        let view: View = serde_json::from_value(old.clone()).unwrap();
        assert_eq!((view.kind, view.locked, view.frozen), (ViewKind::Table, false, None));
        assert_eq!(serde_json::to_value(&view).unwrap(), old, "and is stored as it was");
    }

    #[test]
    fn a_field_that_is_gone_takes_its_settings_along() {
        let mut view: View = serde_json::from_value(json!({"code": "v", "name": {"en": "V"}, "columns": [{"field": "amount"}, {"field": "name"}],
            "sort": [{"field": "amount"}], "group": [{"field": "amount"}], "aggregates": {"amount": "sum"},
            "filter": {"field": "amount", "op": "empty"},
            "colours": [{"when": {"not": {"field": "amount", "op": "empty"}}, "hue": "red"}, {"when": {"field": "name", "op": "empty"}, "hue": "red"}],
            "kanban": {"field": "stage", "fields": ["amount", "close"], "sum": "amount"}, "calendar": {"start": "amount"}}))
        .unwrap();
        view.retain_fields(|code| code != "amount");
        let kept = serde_json::to_value(&view).unwrap();
        assert_eq!(kept["kanban"], json!({"field": "stage", "fields": ["close"]}));
        assert_eq!(kept["colours"].as_array().unwrap().len(), 1);
        assert_eq!(kept["columns"], json!([{"field": "name"}]));
        let gone = ["sort", "group", "aggregates", "calendar"];
        assert!(gone.iter().all(|part| kept.get(part).is_none()), "{kept}");
        assert_eq!(kept["filter"]["field"], "amount", "what is shown is not ours to widen");
    }
}
