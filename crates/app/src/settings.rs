//! Settings of the workspace, one JSON document each under a stable key.

use jiff::tz::TimeZone;
use model::label::Language;
use serde::{Deserialize, Serialize};

/// What set-up asks for, and what administrators change later. Stored under `workspace`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Workspace {
    /// The company's name.
    pub name: String,
    /// Language of people who chose none.
    pub language: Language,
    /// IANA name of the zone in which days begin.
    pub zone: String,
    /// ISO 4217 code of the company's currency 公司币种: what new money is in. Existing money keeps its own.
    pub currency: String,
    /// Others in the same network may connect 局域网访问.
    pub lan: bool,
    /// What links to this server begin with 访问地址, such as `https://crm.example.com`; empty = found by itself.
    pub address: String,
}

/// The key of [`Workspace`].
pub const WORKSPACE: &str = "workspace";

impl Default for Workspace {
    fn default() -> Self {
        Self {
            name: String::new(),
            language: Language::ZhCn,
            zone: "Asia/Shanghai".to_owned(),
            currency: "CNY".to_owned(),
            lan: false,
            address: String::new(),
        }
    }
}

impl Workspace {
    /// The zone; UTC when the name is unknown on this machine.
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_of_before_currencies_counts_in_yuan() {
        let stored =
            r#"{"name": "海蓝", "language": "zh-CN", "zone": "Asia/Shanghai", "lan": true}"#;
        let read: Option<Workspace> = serde_json::from_str(stored).ok();
        assert_eq!(read.map(|w| w.currency).as_deref(), Some("CNY"));
    }
}
