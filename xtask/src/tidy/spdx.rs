//! Licence expressions (SPDX): `MIT OR Apache-2.0`, `(MIT OR ISC) AND Unicode-3.0`.

use std::iter::Peekable;
use std::vec::IntoIter;

/// Whether we may use what stands under this expression, when each single licence is judged by
/// `allowed`: all sides of an AND, any side of an OR. A malformed expression allows nothing.
///
/// The old way to write OR, `MIT/Apache-2.0`, is read too. An exception after WITH only adds
/// rights, so it is passed over.
pub(crate) fn permits(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut words = words(expression).into_iter().peekable();
    either(&mut words, allowed) == Some(true) && words.next().is_none()
}

type Words = Peekable<IntoIter<String>>;

fn words(expression: &str) -> Vec<String> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    spaced.split_whitespace().map(str::to_owned).collect()
}

fn either(words: &mut Words, allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut permits = both(words, allowed)?;
    while words.next_if(|word| word.eq_ignore_ascii_case("OR")).is_some() {
        permits |= both(words, allowed)?;
    }
    Some(permits)
}

fn both(words: &mut Words, allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut permits = single(words, allowed)?;
    while words.next_if(|word| word.eq_ignore_ascii_case("AND")).is_some() {
        permits &= single(words, allowed)?;
    }
    Some(permits)
}

fn single(words: &mut Words, allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let word = words.next()?;
    if word == "(" {
        let inner = either(words, allowed)?;
        return (words.next()? == ")").then_some(inner);
    }
    if words.next_if(|word| word.eq_ignore_ascii_case("WITH")).is_some() {
        words.next()?;
    }
    Some(allowed(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permitted(expression: &str) -> bool {
        permits(expression, &|licence| ["MIT", "ISC", "Apache-2.0"].contains(&licence))
    }

    #[test]
    fn one_side_of_an_or_is_enough() {
        assert!(permitted("GPL-3.0-only OR MIT"));
        assert!(permitted("Apache-2.0/GPL-2.0"));
        assert!(!permitted("GPL-3.0-only OR AGPL-3.0-only"));
    }

    #[test]
    fn every_side_of_an_and_is_needed() {
        assert!(permitted("MIT AND ISC"));
        assert!(!permitted("MIT AND GPL-3.0-only"));
        assert!(permitted("ISC AND (GPL-3.0-only OR MIT)"));
    }

    #[test]
    fn and_binds_closer_than_or() {
        assert!(permitted("MIT OR GPL-3.0-only AND GPL-2.0-only"));
        assert!(!permitted("(MIT OR ISC) AND GPL-2.0-only"));
    }

    #[test]
    fn an_exception_only_adds_rights() {
        assert!(permitted("Apache-2.0 WITH LLVM-exception OR GPL-2.0"));
        assert!(!permitted("GPL-2.0 WITH Classpath-exception-2.0"));
    }

    #[test]
    fn what_cannot_be_read_permits_nothing() {
        for expression in ["", "(MIT", "MIT OR", "MIT MIT", "MIT)", "SEE LICENSE IN file"] {
            assert!(!permitted(expression), "{expression:?}");
        }
    }
}
