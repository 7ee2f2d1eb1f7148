//! HTTP: parse, authenticate, call `app`, map errors. Knows URLs and headers; decides nothing about records.
//!
//! Begin with [`router`]; `routes/` mirrors the URL tree, a file per resource. A handler takes what it needs through
//! `extract/`, runs `app`'s blocking code through `blocking`, and returns a `Problem` when there is no answer.

mod blocking;
mod compression;
mod config;
mod cookie;
mod edge;
mod extract;
mod forwarded;
mod once;
mod openapi;
mod problem;
mod reach;
mod routes;
mod same_origin;
mod shapes;
mod web;

use std::sync::Arc;

use app::Platform;
use axum::Router;
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

pub use config::{ApiConfig, Doorway, Peer};
pub use openapi::document;
pub use web::{Asset, Assets};

use config::Api;

/// Where the API begins.
const BASE: &str = "/api/v1";

/// Everything that the server answers: the API, and the web client for all other paths.
pub fn router(platform: Arc<Platform>, config: ApiConfig) -> Router {
    let contract = document(config.version);
    let (uploads, leaving) = (routes::Uploads::default(), routes::Leaving::default());
    let api = Api { platform, config: Arc::new(config), uploads, leaving };
    let (routes, _) = routes::all().split_for_parts();
    let contract = get(|| async move { ([(header::CONTENT_TYPE, "application/json")], contract) });
    let routes = routes
        .route("/openapi.json", contract)
        .fallback(edge::not_found)
        .method_not_allowed_fallback(edge::method_not_allowed)
        .layer(from_fn_with_state(api.clone(), edge::fresh))
        .layer(from_fn_with_state(api.clone(), same_origin::guard));
    Router::new()
        .nest(BASE, routes)
        .fallback(web::serve)
        .layer(CatchPanicLayer::custom(edge::panicked))
        .layer(from_fn_with_state(api.clone(), edge::surround))
        .layer(compression::layer())
        .with_state(api)
}
