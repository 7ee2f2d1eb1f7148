//! The closed set of field kinds with their settings. What a kind *does* is `engines::forms::kinds`, a file each.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Label, OptionId};

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FieldKind {
    /// One line of text 单行文本.
    Text(TextKind),
    /// Several lines of text 多行文本.
    LongText(LongTextKind),
    /// An exact number 数字.
    Number(NumberKind),
    /// An amount of money 金额.
    Money(MoneyKind),
    /// A day 日期.
    Date(DateKind),
    /// A moment 日期时间.
    DateTime(DateTimeKind),
    /// Yes or no 是/否.
    YesNo(YesNoKind),
    /// One of some options 单选.
    Choice(ChoiceKind),
    /// Several of some options 多选.
    Choices(ChoiceKind),
    /// A step of a pipeline 阶段.
    Stage(StageKind),
    /// A phone number 手机/电话.
    Phone(PhoneKind),
    /// A mail address 邮箱.
    Email(EmailKind),
    /// A web address 网址.
    Url(UrlKind),
    /// A person of the workspace 成员.
    Person(PersonKind),
    /// One or many records of a form 关联记录.
    Link(LinkKind),
    /// Files 附件.
    Attachment(AttachmentKind),
    /// A number given by the system 流水号.
    AutoNumber(AutoNumberKind),
}

/// Settings of [`FieldKind::Text`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextKind {
    /// Most characters; 500 when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// What it names: companies and registrations are compared normalised when duplicates are looked for, names are
    /// found by sound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<TextMeaning>,
}

/// What a text names, where duplicates and search should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextMeaning {
    /// A company's name: compared without its legal suffix, brackets and width.
    Company,
    /// A Chinese company's unified social credit code (GB 32100-2015).
    CreditCode,
    /// A person's name.
    PersonName,
    /// What the record is also called 简称: one name or several, between `、` `，` `,` `；` `;` `/` or white space. Search
    /// takes each for a name as the title is one.
    Alias,
}

/// Settings of [`FieldKind::LongText`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LongTextKind {
    /// Most characters; 20,000 when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

/// Settings of [`FieldKind::Number`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberKind {
    /// Digits after the point, 0–6.
    #[serde(default)]
    pub decimals: u8,
    /// Smallest allowed value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    /// Largest allowed value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// Shown behind the number, e.g. `人`, `%`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
}

/// Settings of [`FieldKind::Money`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneyKind {
    /// ISO 4217 code. A document may leave it out, as packs do: it is filled in before the document is stored, so that
    /// no stored amount changes its meaning. Empty until then.
    #[serde(default)]
    pub currency: String,
    /// Digits after the point, 0–6.
    #[serde(default = "two")]
    pub decimals: u8,
}

fn two() -> u8 {
    2
}

impl Default for MoneyKind {
    fn default() -> Self {
        Self { currency: String::new(), decimals: two() }
    }
}

impl MoneyKind {
    /// The document leaves the currency to the company.
    pub fn is_open(&self) -> bool {
        self.currency.is_empty()
    }
}

/// Settings of [`FieldKind::Date`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateKind {
    /// By this day the record should have reached an end of its pipeline: past it, clients show it as late.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub due: bool,
}

macro_rules! plain_kinds {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {}
    )*};
}

plain_kinds! {
    /// Settings of [`FieldKind::DateTime`].
    DateTimeKind;
    /// Settings of [`FieldKind::YesNo`].
    YesNoKind;
    /// Settings of [`FieldKind::Phone`].
    PhoneKind;
    /// Settings of [`FieldKind::Email`].
    EmailKind;
    /// Settings of [`FieldKind::Url`].
    UrlKind;
    /// Settings of [`FieldKind::Person`].
    PersonKind;
}

/// Settings of [`FieldKind::Choice`] and [`FieldKind::Choices`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceKind {
    /// In the order in which they are offered and sorted.
    pub options: Vec<Choice>,
}

/// One option; its id never changes, its words may.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stable id; given by the system when missing.
    #[serde(default = "crate::document::missing_option")]
    pub id: OptionId,
    /// Stable name for the API; unique in the field.
    pub code: String,
    /// What people see.
    pub label: Label,
    /// Colour of its pill.
    #[serde(default)]
    pub hue: Hue,
    /// No longer offered; old records keep it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
}

/// Settings of [`FieldKind::Stage`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageKind {
    /// In pipeline order.
    pub options: Vec<Stage>,
}

/// One step of a pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// The option that stands for it.
    #[serde(flatten)]
    pub choice: Choice,
    /// Chance of winning, per cent 0–100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<u8>,
    /// Set where the pipeline ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
    /// Codes of fields that must be filled before a record comes here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<String>,
}

/// How a pipeline ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closed {
    /// 赢单.
    Won,
    /// 输单.
    Lost,
}

/// The twelve colours of pills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the colours")]
pub enum Hue {
    #[default]
    Slate,
    Blue,
    Violet,
    Amber,
    Green,
    Red,
    Teal,
    Pink,
    Cyan,
    Lime,
    Orange,
    Brown,
}

/// Settings of [`FieldKind::Link`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkKind {
    /// Code of the linked form. A code, because two forms of a pack may link each other before either exists.
    pub form: String,
    /// Many records instead of one.
    #[serde(default)]
    pub many: bool,
    /// What the list of back-links is called on the other side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_name: Option<Label>,
}

/// Settings of [`FieldKind::Attachment`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentKind {
    /// Most files; 20 when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_count: Option<u32>,
}

/// Settings of [`FieldKind::AutoNumber`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AutoNumberKind {
    /// Stands before the number, e.g. `XS`.
    #[serde(default)]
    pub prefix: String,
    /// Digits, padded with zeros; 6 when 0.
    #[serde(default)]
    pub digits: u8,
}

impl FieldKind {
    /// The kind's stable name, as in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::LongText(_) => "long_text",
            Self::Number(_) => "number",
            Self::Money(_) => "money",
            Self::Date(_) => "date",
            Self::DateTime(_) => "date_time",
            Self::YesNo(_) => "yes_no",
            Self::Choice(_) => "choice",
            Self::Choices(_) => "choices",
            Self::Stage(_) => "stage",
            Self::Phone(_) => "phone",
            Self::Email(_) => "email",
            Self::Url(_) => "url",
            Self::Person(_) => "person",
            Self::Link(_) => "link",
            Self::Attachment(_) => "attachment",
            Self::AutoNumber(_) => "auto_number",
        }
    }

    /// The options of a choice, choices or stage field, in order; none for other kinds.
    pub fn options(&self) -> Vec<&Choice> {
        match self {
            Self::Choice(k) | Self::Choices(k) => k.options.iter().collect(),
            Self::Stage(k) => k.options.iter().map(|s| &s.choice).collect(),
            _ => Vec::new(),
        }
    }
}
