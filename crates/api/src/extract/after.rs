//! Where a list of the log goes on.

use model::Seq;
use serde::Deserialize;
use utoipa::IntoParams;

/// A place in the log.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct After {
    /// Where an earlier page ended: its `next`, or the `n` of its last item.
    #[serde(default)]
    #[param(value_type = Option<i64>)]
    pub(crate) after: Option<Seq>,
}
