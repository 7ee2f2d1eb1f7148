//! Titles that are almost a word: `GTXPro` and `GTX Pro`, `technolgy` and `technology`.

use std::collections::HashSet;

use super::company::company;

/// Likeness from which two words are worth showing to a person.
const WORTH: f64 = 0.7;

/// A candidate that is like the word.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// Its place in the list of candidates.
    pub index: usize,
    /// 0 to 1; 1 = the same but for spaces, width, case, punctuation or legal form.
    pub likeness: f64,
}

/// At most `most` candidates that are like `word`, likest first.
pub fn near<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    most: usize,
) -> Vec<Near> {
    let word = Key::of(word);
    let mut found: Vec<Near> = candidates
        .into_iter()
        .enumerate()
        .map(|(index, candidate)| Near { index, likeness: word.likeness(&Key::of(candidate)) })
        .filter(|near| near.likeness >= WORTH)
        .collect();
    found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.index.cmp(&b.index)));
    found.truncate(most);
    found
}

/// How like two names are, 0 to 1.
pub fn likeness(a: &str, b: &str) -> f64 {
    Key::of(a).likeness(&Key::of(b))
}

struct Key {
    name: Vec<char>,
    core: Vec<char>,
    pairs: HashSet<[char; 2]>,
}

impl Key {
    fn of(name: &str) -> Self {
        let company = company(name);
        let name: Vec<char> = company.key.chars().collect();
        let pairs = name.windows(2).map(|w| [w[0], w[1]]).collect();
        Self { core: company.core.chars().collect(), name, pairs }
    }

    fn likeness(&self, other: &Self) -> f64 {
        if self.name.is_empty() || other.name.is_empty() {
            return 0.0;
        }
        if self.name == other.name {
            return 1.0;
        }
        if self.core == other.core {
            return 0.95;
        }
        // Words of very different length share at most a part: comparing them letter by letter is no use.
        let (short, long) =
            if self.core.len() <= other.core.len() { (self, other) } else { (other, self) };
        let contained = short.core.len() >= 3
            && short.core.len() * 3 >= long.core.len()
            && long.core.windows(short.core.len()).any(|w| w == short.core.as_slice());
        let contained: f64 = if contained { 0.8 } else { 0.0 };
        let edits = strsim::generic_damerau_levenshtein(&self.name, &other.name);
        let longest = self.name.len().max(other.name.len());
        #[expect(clippy::cast_precision_loss, reason = "names are short")]
        let close = 1.0 - edits as f64 / longest as f64;
        contained.max(close).max(self.shared_pairs(other))
    }

    /// Dice's coefficient over neighbouring characters: does not mind words in another order.
    fn shared_pairs(&self, other: &Self) -> f64 {
        let (a, b) = (self.pairs.len(), other.pairs.len());
        if a < 4 || b < 4 {
            return 0.0;
        }
        let shared = self.pairs.intersection(&other.pairs).count();
        #[expect(clippy::cast_precision_loss, reason = "names are short")]
        let dice = 2.0 * shared as f64 / (a + b) as f64;
        dice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRODUCTS: [&str; 7] = [
        "GTX Basic",
        "GTX Pro",
        "MG Special",
        "MG Advanced",
        "GTX Plus Pro",
        "GTX Plus Basic",
        "GTK 500",
    ];

    #[test]
    fn a_missing_space_or_letter_is_seen_through() {
        let found = near("GTXPro", PRODUCTS, 3);
        assert_eq!(found[0], Near { index: 1, likeness: 1.0 });
        assert_eq!(
            near("Philipines", ["Philippines", "Poland"], 3).first().map(|n| n.index),
            Some(0)
        );
        assert_eq!(near("technolgy", ["technology", "medical"], 3).len(), 1);
        assert_eq!(
            near("华为技术", ["华为技术有限公司", "腾讯"], 3).first().map(|n| n.likeness),
            Some(1.0)
        );
        assert_eq!(near("大疆创新", ["广东省深圳市大疆创新科技有限公司"], 3).len(), 1);
    }

    #[test]
    fn different_things_are_not_offered() {
        assert_eq!(near("Xyz", PRODUCTS, 3), []);
        assert_eq!(near("", PRODUCTS, 3), []);
        assert!(likeness("张三", "张四") < WORTH);
        assert!(likeness("中国银行", "中国石油") < WORTH);
    }
}
