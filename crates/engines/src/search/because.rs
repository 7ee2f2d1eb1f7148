//! By which of a record's texts a question found it, for whoever wonders why a hit is one.

use super::{index, query};
use crate::forms::fold::bare;
use crate::forms::names::names;
use crate::forms::{Sought, SoughtBy};

/// Characters of a text that are shown; a longer one is cut around what was found.
const SHOWN: usize = 60;
/// Characters shown before what was found in a longer text.
const BEFORE: usize = 10;

/// By which text a record was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// Place of the text among those of the record.
    pub at: usize,
    /// How it answers the question.
    pub by: SoughtBy,
    /// The text, or the part of it around what was found.
    pub text: String,
}

/// By which of `texts` these words find a record; none where the letters of its title alone say so. A word that stands
/// elsewhere says more than one that the title answers by its sound, and so do the letters of another name.
pub fn because(words: &str, texts: &[Sought], title: Option<usize>) -> Option<Because> {
    let mut heard = None;
    for word in bare(words).split_whitespace().filter(|word| !query(word).is_empty()) {
        let answer = |at: usize| Some((at, answered(word, texts.get(at)?)?));
        let others = || (0..texts.len()).filter(|at| Some(*at) != title).find_map(answer);
        let is_name = |at: &usize| Some(*at) != title && texts[*at].by == SoughtBy::Names;
        let spelled = |found: &(usize, SoughtBy)| found.1 == SoughtBy::Words;
        let name = || (0..texts.len()).filter(is_name).filter_map(answer).find(spelled);
        match title.and_then(answer) {
            Some((_, SoughtBy::Words)) => {}
            Some((at, by)) => {
                if let Some((at, by)) = name() {
                    return Some(told(&texts[at], (at, by), word));
                }
                heard.get_or_insert_with(|| told(&texts[at], (at, by), word));
            }
            None => {
                if let Some((at, by)) = others() {
                    return Some(told(&texts[at], (at, by), word));
                }
            }
        }
    }
    heard
}

/// How a text answers a folded word, if it does.
fn answered(word: &str, sought: &Sought) -> Option<SoughtBy> {
    let text = bare(&sought.text);
    match sought.by {
        SoughtBy::Digits => {
            let (asked, there) = (digits(word), digits(&text));
            let by_digits = !asked.is_empty() && there.contains(&asked);
            (by_digits || text.contains(word)).then_some(SoughtBy::Digits)
        }
        _ if text.contains(word) => Some(SoughtBy::Words),
        SoughtBy::Sound | SoughtBy::Name | SoughtBy::Names => {
            query(word).matches(&index(std::slice::from_ref(sought))).then_some(SoughtBy::Sound)
        }
        SoughtBy::Words => None,
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn told(sought: &Sought, (at, by): (usize, SoughtBy), word: &str) -> Because {
    let text = if sought.by == SoughtBy::Names { one_of(sought, word) } else { &sought.text };
    Because { at, by, text: around(text, word) }
}

/// The one of several names that answers.
fn one_of<'s>(sought: &'s Sought, word: &str) -> &'s str {
    let names = names(&sought.text);
    let spelled = names.iter().find(|name| bare(name).contains(word));
    let heard = || {
        let sounds = |name: &str| Sought { text: name.to_owned(), by: SoughtBy::Sound };
        names.iter().find(|name| answered(word, &sounds(name)).is_some())
    };
    spelled.or_else(heard).copied().unwrap_or(&sought.text)
}

/// A text on one line; a long one is cut around the word. Where folding changes how many characters there are, the
/// place cannot be told and the beginning is shown.
fn around(text: &str, word: &str) -> String {
    let text: Vec<char> = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    if text.len() <= SHOWN {
        return text.into_iter().collect();
    }
    let folded = bare(&text.iter().collect::<String>());
    let same = folded.chars().count() == text.len();
    let place = folded.find(word).filter(|_| same).map_or(0, |at| folded[..at].chars().count());
    let from = place.saturating_sub(BEFORE);
    let to = (from + SHOWN).min(text.len());
    let begin = if from > 0 { "…" } else { "" };
    let end = if to < text.len() { "…" } else { "" };
    format!("{begin}{}{end}", text[from..to].iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Vec<Sought> {
        let sought = |text: &str, by| Sought { text: text.to_owned(), by };
        vec![
            sought("青岛海达机械", SoughtBy::Sound),
            sought("+8613800138000", SoughtBy::Digits),
            sought("HD Machinery", SoughtBy::Words),
            sought("张伟", SoughtBy::Sound),
            sought("海机、QD", SoughtBy::Names),
        ]
    }

    fn check(words: &str, wanted: Option<(usize, SoughtBy)>) {
        let found = because(words, &texts(), Some(0)).map(|b| (b.at, b.by));
        assert_eq!(found, wanted, "{words}");
    }

    #[test]
    fn what_the_title_says_needs_no_reason() {
        check("海达", None);
        check("海达 青岛", None);
        check("nothing at all", None);
        check("，", None);
    }

    #[test]
    fn the_field_that_answers_is_named() {
        check("0013", Some((1, SoughtBy::Digits)));
        check("138-0013", Some((1, SoughtBy::Digits)));
        check("machin", Some((2, SoughtBy::Words)));
        check("张", Some((3, SoughtBy::Words)));
        check("zhangw", Some((3, SoughtBy::Sound)));
    }

    #[test]
    fn a_sound_is_told_unless_another_word_stands_elsewhere() {
        check("haida", Some((0, SoughtBy::Sound)));
        check("qdhd", Some((0, SoughtBy::Sound)));
        check("haida 0013", Some((1, SoughtBy::Digits)));
    }

    #[test]
    fn the_letters_of_another_name_say_more_than_the_sound_of_the_title() {
        check("海机", Some((4, SoughtBy::Words)));
        check("qd", Some((4, SoughtBy::Words)));
        check("haiji", Some((4, SoughtBy::Sound)));
        let told = |words| because(words, &texts(), Some(0)).map(|b| b.text).unwrap_or_default();
        assert_eq!([told("qd"), told("haiji")], ["QD", "海机"], "the name that answers, alone");
    }

    #[test]
    fn accents_are_no_reason_to_miss_a_word() {
        let sought = |text: &str, by| Sought { text: text.to_owned(), by };
        let texts = [sought("Müller GmbH", SoughtBy::Name), sought("Zoë, Renée", SoughtBy::Names)];
        let found = |words| because(words, &texts, Some(0)).map(|b| (b.at, b.by, b.text));
        assert_eq!(found("muller"), None, "the title says it");
        assert_eq!(found("renee"), Some((1, SoughtBy::Words, "Renée".to_owned())));
    }

    #[test]
    fn a_long_text_is_cut_around_the_word() {
        let text = format!("{}要换 GTX 机床{}", "前".repeat(50), "后".repeat(50));
        let long = [Sought { text, by: SoughtBy::Words }];
        let found = because("gtx", &long, None).map(|b| b.text).unwrap_or_default();
        assert!(
            found.starts_with("…前") && found.contains("要换 GTX 机床") && found.ends_with("后…")
        );
        assert_eq!(found.chars().count(), SHOWN + 2);
    }
}
