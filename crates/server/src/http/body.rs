//! Bodies of requests.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use futures_util::StreamExt as _;
use serde::Deserialize;
use serde_json::error::Category;

use super::failure::Failure;
use super::lenient;

const MEBIBYTE: usize = 1 << 20;

/// A body of at most that many mebibytes.
pub struct Payload<const MEBIBYTES: usize>(pub Bytes);

/// The body of a request that carries hashes: tens of thousands of them.
pub type Large = Payload<64>;

/// The body of any other request.
pub type Small = Payload<1>;

impl<S: Send + Sync, const MEBIBYTES: usize> FromRequest<S> for Payload<MEBIBYTES> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let limit = MEBIBYTES * MEBIBYTE;
        let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        if announced.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > limit) {
            return Err(too_large(MEBIBYTES));
        }
        let mut stream = request.into_body().into_data_stream();
        let mut whole = Vec::new();
        while let Some(part) = stream.next().await {
            let part = part.map_err(|_| {
                Failure::bad_request("The body ended before it was complete. Nothing was changed.")
            })?;
            if whole.len() + part.len() > limit {
                return Err(too_large(MEBIBYTES));
            }
            whole.extend_from_slice(&part);
        }
        Ok(Payload(whole.into()))
    }
}

fn too_large(mebibytes: usize) -> Failure {
    let message = format!("The body is larger than {mebibytes} MiB. Send less in one request.");
    Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge", message)
}

/// Reads a body. Its texts are borrowed where they have no escapes.
pub fn parse<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Failure> {
    refuse_nul(body)?;
    serde_json::from_slice(without_mark(body)).map_err(|error| refusal(&error))
}

/// Reads the body of an action: it may be empty, and its keys may lack quotes.
pub fn parse_leniently<T>(body: &[u8]) -> Result<T, Failure>
where
    T: for<'de> Deserialize<'de> + Default,
{
    refuse_nul(body)?;
    let body = without_mark(body);
    if body.trim_ascii().is_empty() {
        return Ok(T::default());
    }
    serde_json::from_slice(body).or_else(|error| {
        let quoted = lenient::quote_keys(body);
        serde_json::from_slice(&quoted).map_err(|_| refusal(&error))
    })
}

/// Not every database has a place for the character NUL, and no device has it in a text.
fn refuse_nul(body: &[u8]) -> Result<(), Failure> {
    if body.windows(6).any(|window| window == b"\\u0000") {
        return Err(Failure::bad_request("The body holds the character NUL. Nothing was changed."));
    }
    Ok(())
}

/// Windows `PowerShell` puts a byte order mark in front of what it reads from files.
fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}

/// Says where, but not what: it may be a hash.
fn refusal(error: &serde_json::Error) -> Failure {
    let what = match error.classify() {
        Category::Eof => "ends before it is complete",
        Category::Data => "has a value of another type than is expected, or lacks one",
        Category::Syntax | Category::Io => "is not valid JSON",
    };
    let (line, column) = (error.line(), error.column());
    Failure::bad_request(format!("The body {what}: line {line}, column {column}. Nothing was changed."))
}
