//! Answers.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::context::Context;
use super::failure::{APPROVAL_CODE, Failure};
use crate::store::answers::Remembered;

/// The content type of everything that Graph says.
pub const JSON: &str =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

/// Marks an answer that has its body, whatever its status.
#[derive(Clone)]
pub struct Worded;

/// What was done, and is told of it.
pub type Answer = Remembered;

impl Remembered {
    /// A success with a body.
    pub fn json(status: StatusCode, body: &impl Serialize) -> Result<Answer, Failure> {
        let body = serde_json::to_vec(body).map_err(|error| Failure::internal(&error.to_string()))?;
        Ok(Answer::new(status, body))
    }

    /// A success with a body that is written already.
    pub fn new(status: StatusCode, body: Vec<u8>) -> Answer {
        Answer { status: status.as_u16(), headers: Vec::new(), body, import_id: None }
    }

    /// A success with a body, 200.
    pub fn ok(body: &impl Serialize) -> Result<Answer, Failure> {
        Answer::json(StatusCode::OK, body)
    }

    /// A success with nothing to say.
    pub fn no_content() -> Answer {
        Answer::new(StatusCode::NO_CONTENT, Vec::new())
    }

    /// A refusal that is an effect too: what led to it is kept, and whoever asks again hears it again.
    pub fn refusal(failure: &Failure, context: &Context) -> Result<Answer, Failure> {
        let answer = Answer::json(failure.status, &failure.envelope(context))?;
        Ok(match &failure.approval_code {
            Some(code) => answer.with(APPROVAL_CODE, code),
            None => answer,
        })
    }

    /// A number as text, as `$count` gives it.
    pub fn count(count: u64) -> Answer {
        Answer::new(StatusCode::OK, count.to_string().into_bytes())
            .with(header::CONTENT_TYPE.as_str(), "text/plain")
    }

    /// The same with another header.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Answer {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same with a hint how soon it's worth to ask again.
    pub fn poll_after(self, wait: Duration) -> Answer {
        self.with("muster-poll-after", seconds(wait))
    }
}

/// A duration in decimal seconds: whole ones without a fraction.
pub fn seconds(duration: Duration) -> String {
    let text = format!("{:.3}", duration.as_secs_f64());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl IntoResponse for Remembered {
    fn into_response(self) -> Response {
        let has_body = !self.body.is_empty();
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        response.extensions_mut().insert(Worded);
        let headers = response.headers_mut();
        if has_body {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
        }
        for (name, value) in &self.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                headers.insert(name, value);
            }
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_seconds() {
        for (millis, wanted) in [(0, "0"), (100, "0.1"), (1250, "1.25"), (60_000, "60"), (600_001, "600.001")]
        {
            assert_eq!(seconds(Duration::from_millis(millis)), wanted);
        }
    }
}
