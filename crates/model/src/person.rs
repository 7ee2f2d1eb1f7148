//! People, departments and roles.

use serde::{Deserialize, Serialize};

use crate::{DepartmentId, UserId};

/// Someone of the workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// What colleagues call them.
    pub name: String,
    /// Login name; unique, lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// Phone number, normalised; unique.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Role code.
    pub role: String,
    /// Their department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// Whether they can sign in.
    pub state: PersonState,
}

/// Whether a person can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonState {
    /// Known by name only (from an import); not yet invited.
    Known,
    /// Invited; has no password yet.
    Invited,
    /// Can sign in.
    Active,
    /// Left, or locked out.
    Disabled,
}

/// A part of the company.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Department {
    /// Its id.
    pub id: DepartmentId,
    /// Its name.
    pub name: String,
    /// The one above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<DepartmentId>,
}

/// The three roles of the first release, by code.
pub mod roles {
    /// May do everything 管理员.
    pub const ADMINISTRATOR: &str = "administrator";
    /// May shape forms 搭建者.
    pub const BUILDER: &str = "builder";
    /// Works with records 成员.
    pub const MEMBER: &str = "member";
    /// All of them.
    pub const ALL: [&str; 3] = [ADMINISTRATOR, BUILDER, MEMBER];
}
