//! A file on its way out, piece by piece.

use std::fs::File;
use std::io::Read as _;

use app::Fault;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::stream;

use super::media::is_shown;
use crate::blocking::blocking;
use crate::problem::Problem;

/// Bytes read at a time.
const PIECE: usize = 256 * 1024;

/// Runs nothing and loads nothing, whatever the file holds.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// The answer that carries a file of this name and media type.
pub(in crate::routes) async fn send(
    name: String,
    media: String,
    open: impl FnOnce() -> std::io::Result<File> + Send + 'static,
) -> Result<Response, Problem> {
    let (open, length) = blocking(move || {
        let found = open().and_then(|open| Ok((open.metadata()?.len(), open)));
        let (length, open) = found.map_err(|e| Fault::new(format!("a kept file: {e}")))?;
        Ok((open, length))
    })
    .await?;
    let pieces = stream::unfold(Some(open), |open| async move {
        let open = open?;
        match tokio::task::spawn_blocking(move || piece(open)).await {
            Ok(Ok((_, bytes))) if bytes.is_empty() => None,
            Ok(Ok((open, bytes))) => Some((Ok(bytes), Some(open))),
            Ok(Err(error)) => Some((Err(error), None)),
            Err(error) => Some((Err(std::io::Error::other(error)), None)),
        }
    });
    let mut response = Response::new(Body::from_stream(pieces));
    let headers = response.headers_mut();
    let shown = is_shown(&media);
    let kind = if shown { media.as_str() } else { "application/octet-stream" };
    if let Ok(kind) = HeaderValue::from_str(kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    if let Ok(place) = HeaderValue::from_str(&disposition(&name, shown)) {
        headers.insert(header::CONTENT_DISPOSITION, place);
    }
    headers.insert(header::CONTENT_LENGTH, length.into());
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    // The bytes of an id never change, but the right to see them does.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=300"));
    Ok(response)
}

fn piece(mut open: File) -> std::io::Result<(File, Vec<u8>)> {
    let mut bytes = vec![0; PIECE];
    let read = open.read(&mut bytes)?;
    bytes.truncate(read);
    Ok((open, bytes))
}

/// Shown or saved, under a name in any script (RFC 6266, RFC 8187).
fn disposition(name: &str, shown: bool) -> String {
    let how = if shown { "inline" } else { "attachment" };
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') { c } else { '_' })
        .collect();
    let mut coded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            coded.push(char::from(byte));
        } else {
            coded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{coded}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_in_any_script_survives_and_cannot_break_out() {
        assert_eq!(
            disposition("合同.pdf", false),
            "attachment; filename=\"__.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C.pdf"
        );
        let tricky = disposition("a\"; x=\r\n.png", true);
        assert!(tricky.starts_with("inline; filename=\"a_;_x=__.png\";"), "{tricky}");
        assert!(!tricky.contains('\r'));
    }
}
