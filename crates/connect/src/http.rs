//! Speaks HTTP to servers outside: 15 s in all, no redirects (a signed body goes where the administrator said and
//! nowhere else), the first 64 KiB of an answer.

use std::io::Read;
use std::path::Path;
use std::time::Duration;

use app::ports::{Http, HttpAnswer, HttpRequest};
use ureq::Agent;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use crate::standard_webhooks;

const TIME_LIMIT: Duration = Duration::from_secs(15);
const BODY_LIMIT: u64 = 64 * 1024;
/// Characters of an answer that are handed on.
const TEXT: usize = 500;
/// Where systems keep the authorities they trust; a company's own is among them where its machines know it.
const BUNDLES: [&str; 4] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// The client; it keeps connections alive.
pub struct HttpClient {
    agent: Agent,
}

impl HttpClient {
    /// A client that trusts whom this machine trusts.
    pub fn new() -> Self {
        let tls = TlsConfig::builder().root_certs(trusted()).build();
        let config = Agent::config_builder()
            .timeout_global(Some(TIME_LIMIT))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent("Clew")
            .tls_config(tls)
            .build();
        Self { agent: config.new_agent() }
    }
}

impl Default for HttpClient {
    fn default() -> Self {
        Self::new()
    }
}

impl Http for HttpClient {
    fn post(&self, request: &HttpRequest) -> Result<HttpAnswer, String> {
        let mut post = self.agent.post(&request.url);
        for (name, value) in &request.headers {
            post = post.header(name, value);
        }
        if let Some(signing) = &request.signing {
            for (name, value) in standard_webhooks::headers(signing, &request.body)? {
                post = post.header(name, value);
            }
        }
        let mut answer = post.send(request.body.as_str()).map_err(|e| e.to_string())?;
        let status = answer.status().as_u16();
        let mut bytes = Vec::new();
        // The status is the answer; a body that breaks off says as much as came.
        drop(answer.body_mut().as_reader().take(BODY_LIMIT).read_to_end(&mut bytes));
        let text = String::from_utf8_lossy(&bytes).chars().take(TEXT).collect();
        Ok(HttpAnswer { status, text })
    }
}

/// The system's authorities, or those built in where the system keeps none.
fn trusted() -> RootCerts {
    let named = std::env::var("SSL_CERT_FILE").ok();
    let bundles = named.iter().map(String::as_str).chain(BUNDLES);
    let found = bundles.map(|path| certificates(Path::new(path))).find(|c| !c.is_empty());
    found.map_or(RootCerts::WebPki, |certificates| RootCerts::new_with_certs(&certificates))
}

fn certificates(bundle: &Path) -> Vec<Certificate<'static>> {
    let Ok(pem) = std::fs::read(bundle) else { return Vec::new() };
    parse_pem(&pem)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::TcpListener;

    use app::ports::Signing;
    use jiff::Timestamp;

    use super::*;

    /// A server on the loopback that answers one request with these bytes and hands the request over.
    fn serve(answer: String) -> (String, std::thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let served = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = Vec::new();
            let mut part = [0u8; 4096];
            while !String::from_utf8_lossy(&request).contains("\r\n\r\n{}") {
                let n = stream.read(&mut part).unwrap();
                assert!(n > 0, "the request broke off");
                request.extend_from_slice(&part[..n]);
            }
            stream.write_all(answer.as_bytes()).unwrap();
            String::from_utf8(request).unwrap()
        });
        (url, served)
    }

    fn request(url: String) -> HttpRequest {
        let signing = Signing {
            id: "msg_1".to_owned(),
            at: Timestamp::from_second(7).unwrap(),
            secret: "whsec_AAAA".to_owned(),
        };
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        HttpRequest { url, headers, body: "{}".to_owned(), signing: Some(signing) }
    }

    fn answer(status: &str, headers: &str, body: &str) -> String {
        let length = body.len();
        format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n{body}")
    }

    #[test]
    fn a_signed_body_is_posted_and_the_beginning_of_the_answer_comes_back() {
        let (url, served) = serve(answer("500 Oops", "", &"x".repeat(100_000)));
        let got = HttpClient::new().post(&request(url)).unwrap();
        assert_eq!((got.status, got.text.len()), (500, TEXT));
        let sent = served.join().unwrap().to_ascii_lowercase();
        for line in
            ["post /hook", "webhook-id: msg_1", "webhook-timestamp: 7", "webhook-signature: v1,"]
        {
            assert!(sent.contains(line), "{line} is missing in {sent}");
        }
    }

    #[test]
    fn a_redirect_is_an_answer_and_not_followed() {
        let (url, served) = serve(answer("302 Found", "location: http://127.0.0.1:1/\r\n", ""));
        assert_eq!(HttpClient::new().post(&request(url)).unwrap().status, 302);
        served.join().unwrap();
    }

    #[test]
    fn a_server_that_is_not_there_is_said_in_words() {
        let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let why = HttpClient::new().post(&request(format!("http://{gone}/"))).unwrap_err();
        assert!(!why.is_empty());
    }
}
