//! A server of its own for each test, and someone who speaks to it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use api::{ApiConfig, Doorway, Peer};
use app::Who;
use app::forms::Pack;
use axum::Extension;
use serde_json::{Value, json};
use testkit::{PASSWORD, TestPlatform};
use tokio::sync::watch;
use ureq::http::{Method, Request, Response};
use ureq::{Agent, Body};

use crate::contract::Contract;

/// A listening socket that only remembers what it was told.
pub(crate) struct NoDoor {
    pub(crate) opened: std::sync::Mutex<Vec<bool>>,
}

impl Doorway for NoDoor {
    fn addresses(&self) -> Vec<String> {
        vec!["http://192.168.1.8:8080".to_owned()]
    }

    fn is_open(&self) -> bool {
        self.opened.lock().unwrap().last().is_some_and(|open| *open)
    }

    fn picture(&self, link: &str) -> String {
        format!("<svg>{link}</svg>")
    }

    fn open(&self, to_network: bool) {
        self.opened.lock().unwrap().push(to_network);
    }
}

fn crm() -> Pack {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/crm");
    Pack::read(&|name| std::fs::read(packs.join(name)).ok()).unwrap()
}

/// A platform with the CRM, served on loopback.
pub(crate) struct TestServer {
    pub(crate) url: String,
    pub(crate) door: Arc<NoDoor>,
    contract: Arc<Contract>,
    closing: watch::Sender<bool>,
    // Before the platform: requests must end before the database goes.
    runtime: Option<tokio::runtime::Runtime>,
    pub(crate) platform: TestPlatform,
}

impl TestServer {
    pub(crate) fn new() -> Self {
        Self::around(TestPlatform::new(), false)
    }

    pub(crate) fn behind_proxy() -> Self {
        Self::around(TestPlatform::new(), true)
    }

    pub(crate) fn around(platform: TestPlatform, trust_proxy: bool) -> Self {
        platform.install_pack(&Who::system(), &crm()).unwrap();
        Self::on(platform, trust_proxy)
    }

    /// A server that was just installed: its forms come with the set-up.
    pub(crate) fn fresh() -> Self {
        let platform = TestPlatform::new();
        platform.begins_with(crm());
        Self::on(platform, false)
    }

    fn on(platform: TestPlatform, trust_proxy: bool) -> Self {
        let (closing, follow) = watch::channel(false);
        let door = Arc::new(NoDoor { opened: std::sync::Mutex::default() });
        let config = ApiConfig {
            version: "0.0.0",
            trust_proxy,
            assets: Arc::new(server::WebClient),
            doorway: Arc::clone(&door) as Arc<dyn Doorway>,
            patience: Duration::from_secs(4),
            closing: follow,
        };
        let router = api::router(platform.shared(), config)
            .layer(Extension(Peer(std::net::Ipv4Addr::LOCALHOST.into())));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .max_blocking_threads(64)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        drop(runtime.spawn(async move { axum::serve(listener, router).await }));
        let contract = Arc::new(Contract::printed());
        Self { url, door, contract, closing, runtime: Some(runtime), platform }
    }

    /// Somebody who is not signed in.
    pub(crate) fn visitor(&self) -> Client {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(20)))
            .allow_non_standard_methods(true)
            .build()
            .new_agent();
        let contract = Arc::clone(&self.contract);
        Client { url: self.url.clone(), agent, contract, headers: Vec::new() }
    }

    /// Somebody of a role, signed in with the cookie.
    pub(crate) fn signed_in(&self, name: &str, role: &str) -> Client {
        let who = self.platform.as_role(name, role);
        let login = who.person.and_then(|p| p.login).unwrap();
        let answer =
            self.visitor().post("/session", json!({ "login": login, "password": PASSWORD }));
        assert_eq!(answer.status, 200, "{}", answer.body);
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        self.visitor().with("cookie", &cookie).with("origin", &self.url)
    }

    pub(crate) fn administrator(&self) -> Client {
        self.signed_in("Ada", "administrator")
    }

    pub(crate) fn member(&self) -> Client {
        self.signed_in("Mei", "member")
    }

    /// Ends streams, as the server does when it ends.
    pub(crate) fn close(&self) {
        self.closing.send_replace(true);
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.close();
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::from_secs(2));
        }
    }
}

/// Someone who speaks to a server.
#[derive(Clone)]
pub(crate) struct Client {
    url: String,
    agent: Agent,
    contract: Arc<Contract>,
    headers: Vec<(String, String)>,
}

impl Client {
    /// The same, sending a header with each request.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut other = self.clone();
        other.headers.retain(|(known, _)| known != name);
        other.headers.push((name.to_owned(), value.to_owned()));
        other
    }

    /// The same without a header.
    pub(crate) fn without(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.headers.retain(|(known, _)| known != name);
        other
    }

    /// Its headers as they are sent.
    pub(crate) fn lines(&self) -> String {
        self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect()
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None)
    }

    pub(crate) fn post(&self, path: &str, body: Value) -> Answer {
        self.send("POST", path, Some(body.to_string().into_bytes()))
    }

    pub(crate) fn patch(&self, path: &str, body: Value) -> Answer {
        self.send("PATCH", path, Some(body.to_string().into_bytes()))
    }

    pub(crate) fn put(&self, path: &str, body: Value) -> Answer {
        self.send("PUT", path, Some(body.to_string().into_bytes()))
    }

    pub(crate) fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, None)
    }

    /// Sends bytes as JSON, or nothing, to a path of the API; the answer is held against the contract.
    pub(crate) fn send(&self, method: &str, path: &str, body: Option<Vec<u8>>) -> Answer {
        let answer = self.raw(method, &format!("/api/v1{path}"), body);
        self.contract.check(method, path, &answer);
        answer
    }

    /// The same for any path, without the contract.
    pub(crate) fn raw(&self, method: &str, path: &str, body: Option<Vec<u8>>) -> Answer {
        let mut response = self.open(method, path, body);
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let bytes = response.body_mut().with_config().limit(64 << 20).read_to_vec().unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Answer { status, headers, body, bytes }
    }

    /// An answer whose body is still to come.
    pub(crate) fn open(&self, method: &str, path: &str, body: Option<Vec<u8>>) -> Response<Body> {
        let mut request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).unwrap())
            .uri(format!("{}{path}", self.url));
        if body.is_some() && !self.headers.iter().any(|(name, _)| name == "content-type") {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        match body {
            Some(body) => self.agent.run(request.body(body).unwrap()).unwrap(),
            None => self.agent.run(request.body(()).unwrap()).unwrap(),
        }
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: ureq::http::HeaderMap,
    /// The body, if it is JSON.
    pub(crate) body: Value,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// A header's text; empty when it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Status and code of a problem.
    pub(crate) fn problem(&self) -> (u16, &str) {
        (self.status, self.body["code"].as_str().unwrap_or(""))
    }

    /// Codes and places of a problem's errors.
    pub(crate) fn errors(&self) -> Vec<(&str, &str)> {
        let errors = self.body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        errors
            .iter()
            .map(|e| (e["code"].as_str().unwrap_or(""), e["field"].as_str().unwrap_or("")))
            .collect()
    }

    /// A text member of the body.
    pub(crate) fn text(&self, name: &str) -> String {
        self.body[name].as_str().unwrap_or_else(|| panic!("no {name} in {}", self.body)).to_owned()
    }
}
