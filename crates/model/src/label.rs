//! Words shown to people, in the languages of the product.

use serde::{Deserialize, Serialize};

/// The languages a person can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

/// A name in one or both languages; the missing one falls back to the other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Simplified Chinese; empty when not given.
    #[serde(rename = "zh-CN", default, skip_serializing_if = "String::is_empty")]
    pub zh_cn: String,
    /// English; empty when not given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
}

impl Label {
    /// The same words in both languages, as a person's own spelling has it.
    pub fn same(text: impl Into<String>) -> Self {
        Self { zh_cn: text.into(), en: String::new() }
    }

    /// A label in both languages.
    pub fn both(zh_cn: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh_cn: zh_cn.into(), en: en.into() }
    }

    /// The words to show to a person of this language.
    pub fn text(&self, language: Language) -> &str {
        let (wanted, other) = match language {
            Language::ZhCn => (&self.zh_cn, &self.en),
            Language::En => (&self.en, &self.zh_cn),
        };
        if wanted.is_empty() { other } else { wanted }
    }

    /// No words in any language.
    pub fn is_empty(&self) -> bool {
        self.zh_cn.is_empty() && self.en.is_empty()
    }
}
