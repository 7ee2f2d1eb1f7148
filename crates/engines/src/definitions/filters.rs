//! Walking a view's filter, which stands in a definition in API form.

use serde_json::Value as Json;

/// A leaf of a filter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Leaf<'f> {
    /// Where it stands: `and.0.or.1`; empty at the top.
    pub(super) path: String,
    /// Field code, or a path through links.
    pub(super) field: &'f str,
    /// Operator.
    pub(super) op: &'f str,
}

/// Every leaf, or the path of a node that is no filter.
pub(super) fn leaves(filter: &Json) -> Result<Vec<Leaf<'_>>, String> {
    let mut found = Vec::new();
    if !filter.is_null() {
        walk(filter, "", 0, &mut found)?;
    }
    Ok(found)
}

fn walk<'f>(
    node: &'f Json,
    path: &str,
    depth: usize,
    found: &mut Vec<Leaf<'f>>,
) -> Result<(), String> {
    let wrong = || Err(path.to_owned());
    let Some(object) = node.as_object().filter(|_| depth < 32) else { return wrong() };
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    for key in ["and", "or"] {
        if let Some(list) = object.get(key) {
            let Some(list) = list.as_array().filter(|_| object.len() == 1) else { return wrong() };
            for (i, node) in list.iter().enumerate() {
                walk(node, &below(&format!("{key}.{i}")), depth + 1, found)?;
            }
            return Ok(());
        }
    }
    if let Some(node) = object.get("not") {
        return if object.len() == 1 {
            walk(node, &below("not"), depth + 1, found)
        } else {
            wrong()
        };
    }
    let text = |key: &str| object.get(key).and_then(Json::as_str);
    let (Some(field), Some(op)) = (text("field"), text("op")) else { return wrong() };
    found.push(Leaf { path: path.to_owned(), field, op });
    Ok(())
}

/// Leaves that every shown record satisfies: the top one, or those of a top `and`.
pub(super) fn always(filter: &Json) -> Vec<Leaf<'_>> {
    let parts = filter
        .get("and")
        .and_then(Json::as_array)
        .map_or(std::slice::from_ref(filter), Vec::as_slice);
    let of = |node| leaves(node).ok().filter(|found| found.len() == 1 && node.get("not").is_none());
    parts.iter().filter_map(of).flatten().collect()
}
