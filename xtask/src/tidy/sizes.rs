//! Files have one reason to change, and so they are short.

use super::{Finding, Source};

/// For every source file.
const LINES: usize = 600;

/// For a component of the front end: longer ones mix drawing with deciding.
const COMPONENT_LINES: usize = 250;

/// Counts lines; generated files may be as long as they like.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    if !source.has_ending(&["rs", "ts", "tsx"]) || source.is_generated() {
        return Vec::new();
    }
    let most = if is_component(source) { COMPONENT_LINES } else { LINES };
    let lines = source.text.lines().count();
    if lines <= most {
        return Vec::new();
    }
    vec![Finding::new(
        source,
        0,
        format!("{lines} lines, at most {most}: cut it where a decision meets its effects"),
    )]
}

fn is_component(source: &Source) -> bool {
    let folders = ["web/src/features/", "web/src/ui/"];
    source.has_ending(&["tsx"])
        && !source.is_test()
        && folders.iter().any(|folder| source.path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, lines: usize) -> usize {
        check(&Source::new(path, &"x\n".repeat(lines))).len()
    }

    #[test]
    fn a_file_may_have_600_lines_and_not_one_more() {
        assert_eq!(findings("crates/app/src/a.rs", 600), 0);
        assert_eq!(findings("crates/app/src/a.rs", 601), 1);
        assert_eq!(findings("e2e/src/a.ts", 601), 1);
    }

    #[test]
    fn a_component_may_have_250_lines_and_its_test_more() {
        assert_eq!(findings("web/src/ui/grid.tsx", 250), 0);
        assert_eq!(findings("web/src/ui/grid.tsx", 251), 1);
        assert_eq!(findings("web/src/features/records/grid.tsx", 251), 1);
        assert_eq!(findings("web/src/ui/grid.test.tsx", 251), 0);
        assert_eq!(findings("web/src/routes/grid.tsx", 251), 0);
    }

    #[test]
    fn generated_files_are_not_measured() {
        assert_eq!(findings("web/src/routeTree.gen.ts", 5_000), 0);
        assert_eq!(findings("web/src/api/generated/types.ts", 5_000), 0);
    }
}
