//! The dictionaries of `words.txt`. They are parsed for each text: a few thousand short words, and nothing is kept.

const FILE: &str = include_str!("words.txt");

/// Words by section.
pub(super) struct Words {
    sections: Vec<(&'static str, Vec<&'static str>)>,
}

impl Words {
    /// All dictionaries; within each the longest words come first, so the first hit is the longest.
    pub(super) fn load() -> Self {
        let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in FILE.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                sections.push((name, Vec::new()));
            } else if let Some((_, words)) = sections.last_mut() {
                words.extend(line.split('|').filter(|word| !word.is_empty()));
            }
        }
        for (_, words) in &mut sections {
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Self { sections }
    }

    /// The words of a section; none if there is no such section.
    pub(super) fn of(&self, section: &str) -> &[&'static str] {
        self.sections.iter().find(|(name, _)| *name == section).map_or(&[], |(_, words)| words)
    }

    /// Whether the section has exactly this word.
    pub(super) fn has(&self, section: &str, word: &str) -> bool {
        self.of(section).contains(&word)
    }

    /// The longest word of a section that the text begins with.
    pub(super) fn head(&self, section: &str, text: &str) -> Option<&'static str> {
        self.of(section).iter().copied().find(|word| text.starts_with(word))
    }

    /// The longest word of a section that the text ends with.
    pub(super) fn tail(&self, section: &str, text: &str) -> Option<&'static str> {
        self.of(section).iter().copied().find(|word| text.ends_with(word))
    }
}
