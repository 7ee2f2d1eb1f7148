//! A small HTTP/1.1 client on one kept connection, so that the load costs next to nothing beside the server.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use anyhow::{Context, Result, bail};
use serde_json::Value as Json;

/// A kept connection to the server, signed in.
pub(crate) struct Client {
    stream: BufReader<TcpStream>,
    host: String,
    cookie: String,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) cookie: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Client {
    pub(crate) fn connect(host: &str, cookie: &str) -> Result<Self> {
        let stream = TcpStream::connect(host).context("connecting to the server")?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::new(stream),
            host: host.to_owned(),
            cookie: cookie.to_owned(),
        })
    }

    /// Sends JSON and reads the whole answer.
    pub(crate) fn send(&mut self, method: &str, path: &str, body: &str) -> Result<Answer> {
        self.send_bytes(method, path, "application/json", body.as_bytes())
    }

    /// Sends bytes and reads the whole answer.
    pub(crate) fn send_bytes(
        &mut self,
        method: &str,
        path: &str,
        media: &str,
        body: &[u8],
    ) -> Result<Answer> {
        let host = &self.host;
        let head = format!(
            "{method} /api/v1{path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {}\r\n\
             Content-Type: {media}\r\nContent-Length: {}\r\n\r\n",
            self.cookie,
            body.len(),
        );
        let stream = self.stream.get_mut();
        if body.len() < 64 * 1024 {
            stream.write_all(&[head.as_bytes(), body].concat())?;
        } else {
            stream.write_all(head.as_bytes())?;
            stream.write_all(body)?;
        }
        self.read()
    }

    /// As [`Client::send`], insisting on success and JSON.
    pub(crate) fn json(&mut self, method: &str, path: &str, body: &str) -> Result<Json> {
        let answer = self.send(method, path, body)?;
        answer.json().with_context(|| format!("{method} {path}"))
    }

    fn read(&mut self) -> Result<Answer> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|s| s.parse().ok()).context("no status")?;
        let (mut length, mut cookie) = (0, None);
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let header = line.trim_end();
            if header.is_empty() {
                break;
            }
            let (name, value) = header.split_once(':').context("a header without a colon")?;
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse()?,
                "set-cookie" => cookie = value.split(';').next().map(|c| c.trim().to_owned()),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, cookie, body })
    }
}

impl Answer {
    /// The body, if the answer is a success.
    pub(crate) fn json(&self) -> Result<Json> {
        if !(200..300).contains(&self.status) {
            bail!("answered {}: {}", self.status, String::from_utf8_lossy(&self.body));
        }
        if self.body.is_empty() {
            return Ok(Json::Null);
        }
        Ok(serde_json::from_slice(&self.body)?)
    }
}
