//! The light marks that people write in follow-ups and remarks: `**bold**`, `[words](https://…)`, lists, quotes. The client
//! shows them; where only a line of a text is told, they are taken away.

/// The text without its marks; what only looks like one stays.
pub fn unmarked(text: &str) -> String {
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn line(text: &str) -> String {
    let begun = text.strip_prefix("- ").or_else(|| text.strip_prefix("> "));
    let mut rest = begun.or_else(|| text.strip_prefix('>')).unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    while let Some(at) = rest.find(['*', '[']) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        // Both marks are one byte long.
        let (said, after) = bold(here).or_else(|| link(here)).unwrap_or_else(|| here.split_at(1));
        out.push_str(said);
        rest = after;
    }
    out + rest
}

/// Reads `**words**`.
fn bold(text: &str) -> Option<(&str, &str)> {
    let (words, after) = text.strip_prefix("**")?.split_once("**")?;
    let sound = !words.is_empty() && words.trim() == words && !words.contains('*');
    sound.then_some((words, after))
}

/// Reads `[words](address)`.
fn link(text: &str) -> Option<(&str, &str)> {
    let (words, after) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = after.split_once(')')?;
    let outward = ["http://", "https://", "mailto:"].iter().any(|begin| address.starts_with(begin));
    let sound = outward && !words.is_empty() && !words.contains(['[', ']']);
    (sound && !address.contains(char::is_whitespace)).then_some((words, after))
}

#[cfg(test)]
mod tests {
    use super::unmarked;

    #[test]
    fn marks_are_taken_away() {
        let text = "**月底前**报价\n- 三套样品\n> 客户说的\n见 [报价单](https://a.cn/x)。";
        assert_eq!(unmarked(text), "月底前报价\n三套样品\n客户说的\n见 报价单。");
    }

    #[test]
    fn what_only_looks_like_a_mark_stays() {
        for text in
            ["2 * 3 ** 4", "** a **", "a*b*c", "[x](javascript:alert(1))", "[]", "-5 度", "****"]
        {
            assert_eq!(unmarked(text), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[*\\[\\]()>\\- htps:/a\n]{0,40}|\\PC{0,40}") {
            let _ = unmarked(&text);
        }
    }
}
