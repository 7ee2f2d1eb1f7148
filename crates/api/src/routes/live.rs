//! `/live`: server-sent events for open screens.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Duration;

use app::live::{Event, Subscription};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::{Stream, stream};
use model::Seq;
use serde_json::json;
use tokio::sync::{Notify, watch};
use tokio::time::Instant;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::blocking::blocking;
use crate::config::Api;
use crate::extract::Caller;
use crate::problem::Problem;

/// Proxies and phones cut lines on which nothing is said for longer.
const ALIVE: Duration = Duration::from_secs(20);

/// A stream ends after so long, and the browser comes back: whoever signed out meanwhile does not.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// When a browser comes back after the line was cut.
const COME_BACK: Duration = Duration::from_secs(2);

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(live))
}

/// What changes in the person's sight, as server-sent events: `change` and `gone` `{"form", "record"?, "seq"}`,
/// `catalog`, `sight` when other records are in it than before, `job` `{"id", "done"?, "total"?}`, `notice`, and `reset` when something was missed. The id of an event is its seq.
/// The first event is `hello` `{"seq", "resumed"}`: whatever comes after that place in the log is told.
#[utoipa::path(get, path = "/live", tag = "live",
    params(("Last-Event-ID" = Option<String>, Header, description = "Go on after this event.")),
    responses((status = 200, description = "Events.", body = String, content_type = "text/event-stream")))]
async fn live(
    State(api): State<Api>,
    Caller(who): Caller,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    // What cannot be read as a seq is as good as none: the screen has just been opened.
    let last = headers.get("last-event-id").and_then(|v| v.to_str().ok()?.trim().parse().ok());
    let news = Arc::new(Notify::new());
    let ring = Arc::clone(&news);
    let closing = api.config.closing.clone();
    let Subscription { events, from } = blocking(move || {
        let wake: app::live::Wake = Arc::new(move || ring.notify_one());
        api.platform.live().subscribe(&api.platform, (&who, last), Some(wake))
    })
    .await?;
    let greeting = Some(greeting(from, last.is_some()));
    let listener = Listener { events, news, closing, until: Instant::now() + LONGEST, greeting };
    let stream = Sse::new(listener.stream()).keep_alive(KeepAlive::new().interval(ALIVE));
    let mut response = stream.into_response();
    // Proxies that gather answers would hold events back.
    let unbuffered = (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response.headers_mut().insert(unbuffered.0, unbuffered.1);
    Ok(response)
}

/// One open screen.
struct Listener {
    events: Receiver<Event>,
    /// Rung when there are events.
    news: Arc<Notify>,
    closing: watch::Receiver<bool>,
    until: Instant,
    /// Until it is said.
    greeting: Option<sse::Event>,
}

impl Listener {
    fn stream(self) -> impl Stream<Item = Result<sse::Event, Infallible>> + Send {
        // A receiver can be sent to another thread but not shared; between two events only one has it.
        stream::unfold(self, |mut listener| async move {
            let event = listener.next().await?;
            Some((Ok(event), listener))
        })
    }

    /// The next event; none when the stream is over.
    async fn next(&mut self) -> Option<sse::Event> {
        if let Some(greeting) = self.greeting.take() {
            return Some(greeting);
        }
        loop {
            if *self.closing.borrow() {
                return None;
            }
            match self.events.try_recv() {
                Ok(event) => return Some(told(&event)),
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) => {}
            }
            let (news, closing) = (&self.news, &mut self.closing);
            tokio::select! {
                () = news.notified() => {}
                // An end of the sender is an end of the server.
                changed = closing.changed() => changed.ok()?,
                () = tokio::time::sleep_until(self.until) => return None,
            }
        }
    }
}

/// Says from where on all is told. A browser without an event yet resumes from here; one that has come back does not,
/// before it has had what it missed.
fn greeting(from: Seq, resumed: bool) -> sse::Event {
    let data = json!({ "seq": from, "resumed": resumed }).to_string();
    let told = sse::Event::default().event("hello").data(data).retry(COME_BACK);
    if resumed { told } else { told.id(from.to_string()) }
}

fn told(event: &Event) -> sse::Event {
    let (name, data) = match event {
        Event::Change { form, record, seq } => {
            ("change", json!({ "form": form, "record": record, "seq": seq }))
        }
        Event::Gone { form, record, seq } => {
            ("gone", json!({ "form": form, "record": record, "seq": seq }))
        }
        Event::Form { form, seq } => ("change", json!({ "form": form, "seq": seq })),
        Event::Catalog { seq } => ("catalog", json!({ "seq": seq })),
        Event::Sight { seq } => ("sight", json!({ "seq": seq })),
        Event::Job { id, seq } => ("job", json!({ "id": id, "seq": seq })),
        Event::Progress { id, done, total } => {
            ("job", json!({ "id": id, "done": done, "total": total }))
        }
        Event::Tasks { seq } => ("tasks", json!({ "seq": seq })),
        Event::Notice => ("notice", json!({})),
        Event::Reset { seq } => ("reset", json!({ "seq": seq })),
    };
    let told = sse::Event::default().event(name).data(data.to_string());
    match event.seq() {
        Some(seq) => told.id(seq.to_string()),
        None => told,
    }
}
