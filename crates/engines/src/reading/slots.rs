//! Which field takes what was found: by kind, by the meaning of a text, by the field's own name. Each takes one thing.

use model::kind::TextMeaning;
use model::{Access, Field, FieldKind, Form};
use serde_json::Value as Json;

use super::page::Page;
use super::people::is_called_so;
use super::words::Words;
use super::{Because, Found, Proposal, Sign};
use crate::forms::Facts;
use crate::forms::fold::fold_label;
use crate::forms::kinds::behaviour;
use crate::forms::phones;

/// Dictionaries of labels and what they stand for. The more telling come first.
pub(super) const LABELS: [(&str, Sign); 13] = [
    ("label.credit_code", Sign::CreditCode),
    ("label.person", Sign::Person),
    ("label.company", Sign::Company),
    ("label.alias", Sign::Alias),
    ("label.phone", Sign::Phone),
    ("label.email", Sign::Email),
    ("label.url", Sign::Url),
    ("label.wechat", Sign::Wechat),
    ("label.position", Sign::Position),
    ("label.region", Sign::Region),
    ("label.address", Sign::Address),
    ("label.money", Sign::Money),
    ("label.note", Sign::Note),
];

/// Words in the name of a field for numbers that stand on a desk.
const DESK: [&str; 6] = ["座机", "固话", "办公", "公司电话", "office", "landline"];

struct Slot<'f> {
    field: &'f Field,
    sign: Option<Sign>,
    taken: Option<(Json, Because)>,
}

/// The fields that may still be filled.
pub(super) struct Slots<'f> {
    title: &'f str,
    slots: Vec<Slot<'f>>,
    /// Texts that were recognised and that no field had room for.
    unplaced: Vec<String>,
    facts: &'f Facts<'f>,
}

impl<'f> Slots<'f> {
    pub(super) fn of(form: &'f Form, access: &Access, words: &Words, facts: &'f Facts<'f>) -> Self {
        let may = |f: &&Field| access.sees(f.id) && !access.read_only.contains(&f.id);
        let slot = |field: &'f Field| Slot { field, sign: sign_of(field, words), taken: None };
        let slots = form.live_fields().filter(may).map(slot).collect();
        Self { title: &form.title, slots, unplaced: Vec::new(), facts }
    }

    /// Keeps what nobody took, and what was recognised without room for it, where notes are kept: behind what is there.
    pub(super) fn put_rest(&mut self, left: Option<String>) {
        let mut rest: Vec<String> = left.into_iter().collect();
        for text in std::mem::take(&mut self.unplaced) {
            let said = bare(&text);
            let told = |slot: &Slot<'_>| {
                let (value, _) = slot.taken.as_ref()?;
                Some(bare(value.as_str()?).contains(&said))
            };
            let is_kept = self.slots.iter().filter_map(told).any(|is_in| is_in);
            if !is_kept && !rest.iter().any(|line| bare(line).contains(&said)) {
                rest.push(text);
            }
        }
        if rest.is_empty() {
            return;
        }
        let text = rest.join("\n");
        let is_note = |slot: &Slot<'_>| slot.sign == Some(Sign::Note);
        let Some(at) = self.open(is_note).or_else(|| self.slots.iter().position(is_note)) else {
            return;
        };
        let before = self.slots[at].taken.as_ref().and_then(|(value, _)| value.as_str());
        let whole = before.map_or_else(|| text.clone(), |before| format!("{before}\n{text}"));
        if let Some(value) = self.read(at, &whole) {
            self.slots[at].taken = Some((value, Because { kind: Sign::Note, text }));
        }
    }

    pub(super) fn into_proposals(self) -> Vec<Proposal> {
        let proposal = |slot: Slot<'_>| {
            let (value, because) = slot.taken?;
            Some(Proposal { field: slot.field.code.clone(), value, because })
        };
        self.slots.into_iter().filter_map(proposal).collect()
    }

    /// The open field that a label names, by its own name or by a known word.
    pub(super) fn named(&self, label: &str, words: &Words) -> Option<usize> {
        let wanted = fold_label(label);
        let own = |slot: &Slot<'_>| {
            let name = &slot.field.name;
            [&name.zh_cn, &name.en, &slot.field.code].iter().any(|n| fold_label(n) == wanted)
        };
        let lower = label.trim().to_lowercase();
        let sign = || {
            let sign = LABELS.iter().find(|(section, _)| words.has(section, &lower))?.1;
            self.open(|slot| slot.sign == Some(sign)).or_else(|| self.stand_in(sign))
        };
        self.open(own).or_else(sign)
    }

    /// The field that a labelled text is rather for: 客户：李总 names somebody, not a company.
    pub(super) fn rather(&self, at: usize, text: &str, words: &Words) -> usize {
        let is_person = self.slots[at].sign == Some(Sign::Company) && is_called_so(words, text);
        let person = || self.open(|slot| slot.sign == Some(Sign::Person));
        if is_person { person().unwrap_or(at) } else { at }
    }

    /// Gives a labelled text to a field; whether the field could read it.
    pub(super) fn fill(&mut self, at: usize, text: &str) -> bool {
        let because = Because { kind: Sign::Label, text: text.to_owned() };
        let Some(value) = self.read(at, text) else { return false };
        self.slots[at].taken = Some((value, because));
        true
    }

    /// Whether this field holds long texts.
    pub(super) fn is_long(&self, at: usize) -> bool {
        matches!(self.slots[at].field.kind, FieldKind::LongText(_))
            || self.slots[at].sign == Some(Sign::Address)
    }

    /// Gives what was found to the field that it is for, if one is open. A mobile number takes the place of another.
    pub(super) fn put(&mut self, found: Found) {
        let Found { sign, value, text } = found;
        let mine = |slot: &Slot<'_>| slot.sign == Some(sign);
        let at = if sign == Sign::Phone {
            let desk = value.starts_with('0');
            self.open(|s| mine(s) && is_desk(s.field) == desk)
                .or_else(|| self.open(mine))
                .or_else(|| self.make_room(&value))
        } else {
            self.open(mine).or_else(|| self.stand_in(sign))
        };
        if let Some(at) = at
            && let Some(value) = self.read(at, &value)
        {
            self.slots[at].taken = Some((value, Because { kind: sign, text }));
        } else if sign != Sign::Money {
            // The words around a sum stay where they are.
            self.unplaced.push(text);
        }
    }

    /// Where a mobile number goes although all fields for numbers are taken: what a desk's number has of them.
    fn make_room(&mut self, number: &str) -> Option<usize> {
        let has_other = |slot: &Slot<'_>| {
            let other = slot.taken.as_ref().and_then(|(value, _)| value.as_str());
            slot.sign == Some(Sign::Phone)
                && !is_desk(slot.field)
                && other.is_some_and(|other| !phones::is_mobile(other))
        };
        let at = self.slots.iter().position(has_other).filter(|_| phones::is_mobile(number))?;
        self.unplaced.extend(self.slots[at].taken.take().map(|(_, because)| because.text));
        Some(at)
    }

    /// Takes words that stand alone and are an option of exactly one open field.
    pub(super) fn put_options(&mut self, page: &mut Page) {
        for token in page.clauses().into_iter().chain(page.tokens()) {
            if token.clone().any(|at| page.is_used(at)) || token.len() < 2 {
                continue;
            }
            let word = page.text(token.clone());
            let fits: Vec<usize> = (0..self.slots.len())
                .filter(|at| self.slots[*at].taken.is_none())
                .filter(|at| {
                    matches!(
                        self.slots[*at].field.kind,
                        FieldKind::Choice(_) | FieldKind::Choices(_)
                    ) && is_option(&self.slots[*at].field.kind, &word)
                })
                .collect();
            if let [at] = fits[..]
                && let Some(value) = self.read(at, &word)
            {
                self.slots[at].taken = Some((value, Because { kind: Sign::Option, text: word }));
                page.take(token);
            }
        }
    }

    fn open(&self, fits: impl Fn(&Slot<'_>) -> bool) -> Option<usize> {
        self.slots.iter().position(|slot| slot.taken.is_none() && fits(slot))
    }

    /// A form without a field for companies or people is itself about them: its title takes the name.
    fn stand_in(&self, sign: Sign) -> Option<usize> {
        let any = self.slots.iter().any(|slot| slot.sign == Some(sign));
        if any || !matches!(sign, Sign::Company | Sign::Person) {
            return None;
        }
        let plain = |kind: &FieldKind| matches!(kind, FieldKind::Text(k) if k.meaning.is_none());
        self.open(|s| s.field.code == self.title && plain(&s.field.kind) && s.sign.is_none())
    }

    /// The text as the field's kind reads it and would store it.
    fn read(&self, at: usize, text: &str) -> Option<Json> {
        let kind = behaviour(&self.slots[at].field.kind);
        let value = kind.read_text(text, self.facts).ok()?;
        let value = kind.check(value, self.facts.known).ok()?;
        (!value.is_null()).then(|| kind.write_json(&value))
    }
}

/// What a text says, however it is punctuated.
fn bare(text: &str) -> String {
    fold_label(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_option(kind: &FieldKind, word: &str) -> bool {
    let wanted = fold_label(word);
    let named = |l: &String| !l.is_empty() && fold_label(l) == wanted;
    kind.options().iter().any(|o| !o.archived && (named(&o.label.zh_cn) || named(&o.label.en)))
}

fn is_desk(field: &Field) -> bool {
    let name = format!("{} {}", field.name.zh_cn, field.name.en.to_lowercase());
    DESK.iter().any(|word| name.contains(word))
}

/// What a field is for.
fn sign_of(field: &Field, words: &Words) -> Option<Sign> {
    let meant = match &field.kind {
        FieldKind::Phone(_) => Some(Sign::Phone),
        FieldKind::Email(_) => Some(Sign::Email),
        FieldKind::Url(_) => Some(Sign::Url),
        FieldKind::Money(_) => Some(Sign::Money),
        FieldKind::Text(kind) => kind.meaning.map(|meaning| match meaning {
            TextMeaning::Company => Sign::Company,
            TextMeaning::CreditCode => Sign::CreditCode,
            TextMeaning::PersonName => Sign::Person,
            TextMeaning::Alias => Sign::Alias,
        }),
        FieldKind::LongText(_) => None,
        _ => return None,
    };
    let named = || {
        let names = [field.name.zh_cn.to_lowercase(), field.name.en.to_lowercase()];
        let has = |section: &str| names.iter().any(|name| words.has(section, name.trim()));
        LABELS.iter().find(|(section, _)| has(section)).map(|(_, sign)| *sign)
    };
    let long = || matches!(field.kind, FieldKind::LongText(_)).then_some(Sign::Note);
    meant.or_else(named).or_else(long)
}
