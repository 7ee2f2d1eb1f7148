//! Columns that every record has from day one.

use serde::{Deserialize, Serialize};

/// A column that every form has. The names are reserved: no field may take them as its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SystemField {
    /// The record's id.
    Id,
    /// Revision: raised by each change that a person could conflict with.
    Rev,
    /// When it was made.
    CreatedAt,
    /// Who made it.
    CreatedBy,
    /// When it was last changed.
    UpdatedAt,
    /// Who last changed it.
    UpdatedBy,
    /// Who is responsible 负责人; none in a pool.
    Owner,
    /// The owner's department.
    Department,
    /// Set while in the recycle bin.
    DeletedAt,
    /// 最近跟进.
    LastActivityAt,
    /// 跟进次数.
    ActivityCount,
    /// 下次跟进.
    NextActivityAt,
    /// 未跟进天数: whole days since the last follow-up, or since it was made. Computed, not stored.
    IdleDays,
}

impl SystemField {
    /// All of them, in the order in which pickers list them.
    pub const ALL: [Self; 13] = [
        Self::Id,
        Self::Rev,
        Self::CreatedAt,
        Self::CreatedBy,
        Self::UpdatedAt,
        Self::UpdatedBy,
        Self::Owner,
        Self::Department,
        Self::DeletedAt,
        Self::LastActivityAt,
        Self::ActivityCount,
        Self::NextActivityAt,
        Self::IdleDays,
    ];

    /// Its code in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Rev => "rev",
            Self::CreatedAt => "created_at",
            Self::CreatedBy => "created_by",
            Self::UpdatedAt => "updated_at",
            Self::UpdatedBy => "updated_by",
            Self::Owner => "owner",
            Self::Department => "department",
            Self::DeletedAt => "deleted_at",
            Self::LastActivityAt => "last_activity_at",
            Self::ActivityCount => "activity_count",
            Self::NextActivityAt => "next_activity_at",
            Self::IdleDays => "idle_days",
        }
    }

    /// The system field with this code.
    pub fn by_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }
}
