//! Options that a field gains because its column says so.

use model::document::missing_option;
use model::kind::{Choice, Stage};
use model::{FieldKind, Label};

use super::Codes;
use super::options::{closing, hue};
use crate::forms::fold::fold_label;

/// The option that goes by this word in either language.
pub fn find_option<'k>(kind: &'k FieldKind, word: &str) -> Option<&'k Choice> {
    let wanted = fold_label(word);
    let options = kind.options();
    let named = |o: &&Choice| {
        [&o.label.zh_cn, &o.label.en].iter().any(|l| !l.is_empty() && fold_label(l) == wanted)
    };
    let live = options.iter().copied().find(|o| !o.archived && named(o));
    live.or_else(|| options.iter().copied().find(named))
}

/// Gives a kind an option that goes by this word; false where it has one already, or takes none. A new step of a
/// pipeline comes before those that close it, unless its own name says that it does.
pub fn add_option(kind: &mut FieldKind, word: &str) -> bool {
    let word = word.trim();
    if word.is_empty() || find_option(kind, word).is_some() {
        return false;
    }
    let options = kind.options();
    let choice = Choice {
        id: missing_option(),
        code: Codes::taken(options.iter().map(|o| o.code.as_str())).of_name(word, "option"),
        label: Label::same(word),
        hue: hue(options.len()),
        archived: false,
    };
    match kind {
        FieldKind::Choice(k) | FieldKind::Choices(k) => k.options.push(choice),
        FieldKind::Stage(k) => {
            let closed = closing(word);
            let end = k.options.iter().position(|s| s.closed.is_some() && closed.is_none());
            let end = end.unwrap_or(k.options.len());
            let stage = Stage { choice, probability: None, closed, requires: Vec::new() };
            k.options.insert(end, stage);
        }
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::kind::{ChoiceKind, Closed, StageKind};

    fn labels(kind: &FieldKind) -> Vec<String> {
        kind.options().iter().map(|o| o.label.zh_cn.clone()).collect()
    }

    #[test]
    fn a_word_becomes_one_option_however_it_is_written() {
        let mut kind = FieldKind::Choice(ChoiceKind { options: Vec::new() });
        assert!(add_option(&mut kind, " 华东 "));
        assert!(!add_option(&mut kind, "华东"));
        assert!(add_option(&mut kind, "GTX Pro"));
        assert!(!add_option(&mut kind, "gtx pro"));
        assert!(!add_option(&mut kind, "  "));
        assert_eq!(labels(&kind), ["华东", "GTX Pro"]);
        let codes: Vec<_> = kind.options().iter().map(|o| o.code.clone()).collect();
        assert_eq!(codes, ["hua_dong", "gtx_pro"]);
    }

    #[test]
    fn a_new_step_that_says_the_end_closes_the_pipeline() {
        let mut kind = FieldKind::Stage(StageKind { options: Vec::new() });
        for word in ["初访", "成交", "报价", "无效"] {
            add_option(&mut kind, word);
        }
        assert_eq!(labels(&kind), ["初访", "报价", "成交", "无效"]);
        let FieldKind::Stage(k) = &kind else { panic!("a pipeline") };
        let closed: Vec<_> = k.options.iter().map(|s| s.closed).collect();
        assert_eq!(closed, [None, None, Some(Closed::Won), Some(Closed::Lost)]);
    }

    #[test]
    fn a_new_step_of_a_pipeline_does_not_come_behind_its_end() {
        let mut kind = FieldKind::Stage(StageKind { options: Vec::new() });
        add_option(&mut kind, "初访");
        add_option(&mut kind, "赢单");
        if let FieldKind::Stage(k) = &mut kind {
            k.options[1].closed = Some(Closed::Won);
        }
        add_option(&mut kind, "报价");
        assert_eq!(labels(&kind), ["初访", "报价", "赢单"]);
    }
}
