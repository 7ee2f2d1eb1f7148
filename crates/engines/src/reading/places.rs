//! Where somebody is: 山东青岛, 位于青岛市, 青岛市崂山区海尔路 1 号. A company's own name tells it too, if nothing else does.

use super::page::Page;
use super::words::Words;
use super::{Found, Sign};

/// Finds and takes places that stand alone.
pub(super) fn find(page: &mut Page, words: &Words) -> Vec<Found> {
    let mut found = Vec::new();
    for clause in page.clauses() {
        let text = page.text(clause.clone());
        let bare = ["我在", "位于", "地址", "坐标", "在"]
            .iter()
            .find_map(|word| text.strip_prefix(word))
            .unwrap_or(&text);
        let start = clause.end - bare.chars().count();
        if (start..clause.end).any(|at| page.is_used(at)) {
            continue;
        }
        let place = after_regions(words, bare);
        if place.len() == bare.len() {
            continue;
        }
        let numbered = bare.chars().any(|c| c.is_ascii_digit()) || bare.chars().count() >= 8;
        let sign = if place.trim().is_empty() {
            Sign::Region
        } else if numbered && words.of("street_signs").iter().any(|sign| place.contains(sign)) {
            Sign::Address
        } else {
            continue;
        };
        let pasted = page.pasted(start..clause.end);
        found.push(Found::plain(sign, pasted));
        page.take(start..clause.end);
    }
    found
}

/// The region that a company's name begins with.
pub(super) fn region_of<'n>(words: &Words, name: &'n str) -> Option<&'n str> {
    let rest = after_regions(words, name);
    (rest.len() < name.len() && rest.chars().count() >= 2).then(|| &name[..name.len() - rest.len()])
}

/// The text behind all regions at its head: `山东青岛市崂山区` leaves nothing.
fn after_regions<'t>(words: &Words, text: &'t str) -> &'t str {
    let mut rest = text;
    while let Some(region) = words.head("regions", rest.trim_start()) {
        let after = &rest.trim_start()[region.len()..];
        rest = words.head("region_ends", after).map_or(after, |end| &after[end.len()..]);
    }
    if rest.len() < text.len() {
        // A district of two or three characters behind a city.
        for length in [3, 4] {
            let end = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
            let district = &rest[..end];
            if district.chars().count() == length && district.ends_with(['区', '县', '镇']) {
                return &rest[end..];
            }
        }
    }
    rest
}
