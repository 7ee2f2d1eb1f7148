//! JSON shapes that several resources share.

use model::{BatchId, RecordId, UserId};
use serde::Serialize;
use utoipa::ToSchema;

/// Words in one or both languages.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes `model::Label` in the contract")]
pub(crate) struct Label {
    #[schema(rename = "zh-CN")]
    zh_cn: Option<String>,
    en: Option<String>,
}

/// All there is of something.
#[derive(Serialize, ToSchema)]
pub(crate) struct Items<T> {
    pub(crate) items: Vec<T>,
}

/// Somebody, by name.
#[derive(Serialize, ToSchema)]
pub(crate) struct Name {
    /// None = the platform, or somebody from before an import.
    #[schema(value_type = Option<String>)]
    pub(crate) id: Option<UserId>,
    pub(crate) name: String,
}

impl Name {
    /// The one, or nobody.
    pub(crate) fn of(person: Option<(UserId, String)>) -> Self {
        match person {
            Some((id, name)) => Self { id: Some(id), name },
            None => Self { id: None, name: String::new() },
        }
    }
}

/// The unit of undo.
#[derive(Serialize, ToSchema)]
pub(crate) struct Batched {
    #[schema(value_type = String)]
    pub(crate) batch: BatchId,
}

/// A record, by title.
#[derive(Serialize, ToSchema)]
pub(crate) struct Title {
    #[schema(value_type = String)]
    pub(crate) id: RecordId,
    pub(crate) title: String,
}
