//! `…/records/{id}/actions/{action}`: buttons on a record.

use app::convert::{Converted, OtherCurrency, StepChoice, StepOffer};
use app::queries::PickOption;
use axum::extract::State;
use axum::middleware::from_fn;
use axum::response::Response;
use model::{BatchId, RecordId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Pick, Values};
use crate::blocking::answer;
use crate::config::Api;
use crate::extract::{self, Caller, Path};
use crate::once::once;
use crate::problem::Problem;

/// How to do it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ActionBody {
    /// Only say what there is to choose.
    #[serde(default)]
    preview: bool,
    /// One for each step, in order.
    #[serde(default)]
    choices: Vec<Choose>,
}

/// What to do in one step.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum Choose {
    /// Make a new record.
    Make,
    /// Leave the step out.
    Skip,
    /// Use this existing record.
    #[schema(value_type = String)]
    Use(RecordId),
}

/// What there is to choose, or what was done.
#[derive(Serialize, ToSchema)]
struct Acted {
    /// What there is to choose; then nothing was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<StepShape>>,
    /// What was made and changed, in the order of the steps; the record itself comes last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<String>>)]
    records: Option<Vec<RecordId>>,
    /// The unit of undo.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    batch: Option<BatchId>,
}

/// One step before it is decided.
#[derive(Serialize, ToSchema)]
struct StepShape {
    form: String,
    /// What a new record would hold.
    #[schema(value_type = Object)]
    values: Values,
    /// The same in words.
    #[schema(value_type = Object)]
    display: Values,
    /// Records that could be used instead.
    matches: Vec<Pick>,
    /// May be left out.
    optional: bool,
    /// Amounts that are not carried over, because the field that they were for is in another currency.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_currency: Vec<OtherCurrencyShape>,
}

/// An amount that is not carried over.
#[derive(Serialize, ToSchema)]
struct OtherCurrencyShape {
    /// The field of the new record that stays empty.
    field: String,
    /// The currency of the amount.
    from: String,
    /// The currency of the field.
    to: String,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(act)).layer(from_fn(once))
}

/// Runs an action of a record; without choices, says what there is to choose.
#[utoipa::path(post, path = "/forms/{form}/records/{id}/actions/{action}", tag = "records",
    request_body = ActionBody,
    params(("form" = String, Path), ("id" = String, Path), ("action" = String, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "What there is to choose, or what was done.", body = Acted)))]
async fn act(
    State(api): State<Api>,
    Caller(who): Caller,
    Path((form, id, action)): Path<(String, RecordId, String)>,
    extract::Json(ActionBody { preview, choices }): extract::Json<ActionBody>,
) -> Result<Response, Problem> {
    let choice = |choice: Choose| match choice {
        Choose::Make => StepChoice::Make,
        Choose::Skip => StepChoice::Skip,
        Choose::Use(id) => StepChoice::Use(id),
    };
    let choices = if preview { Vec::new() } else { choices.into_iter().map(choice).collect() };
    answer(move || {
        Ok(match api.platform.convert_record(&who, (&form, id), (&action, &choices))? {
            Converted::Offers(offers) => Acted {
                steps: Some(offers.into_iter().map(shown).collect()),
                records: None,
                batch: None,
            },
            Converted::Done(done) => Acted {
                steps: None,
                records: Some(done.receipts.iter().filter_map(|r| r.record).collect()),
                batch: Some(done.batch),
            },
        })
    })
    .await
}

fn shown(offer: StepOffer) -> StepShape {
    let StepOffer { form, values, display, matches, optional, other_currency } = offer;
    let foreign = |OtherCurrency { field, from, to }| OtherCurrencyShape { field, from, to };
    let pick = |PickOption { id, title, hint }| Pick { id, title, hint };
    StepShape {
        form,
        values,
        display,
        matches: matches.into_iter().map(pick).collect(),
        optional,
        other_currency: other_currency.into_iter().map(foreign).collect(),
    }
}
