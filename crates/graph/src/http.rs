//! Requests and answers, whoever carries them.

use std::fmt;

/// A header's name and value.
pub type Header = (String, String);

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Make, or act.
    Post,
    /// Change.
    Patch,
    /// Delete.
    Delete,
}

impl Method {
    /// Its name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is to be done.
    pub method: Method,
    /// The whole address.
    pub address: String,
    /// Headers.
    pub headers: Vec<Header>,
    /// The body; `None`: there is none.
    pub body: Option<Vec<u8>>,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Those headers that the reader may see: a browser hides most of them from a page of another origin.
    pub headers: Vec<Header>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// The value of a header, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Why there is no answer. Whether the request arrived is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportError {
    /// What the carrier says.
    pub words: String,
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl std::error::Error for TransportError {}

/// Carries requests to the service.
pub trait Transport {
    /// Sends a request and waits for its answer, with any status.
    ///
    /// # Errors
    /// When no answer came.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>>;
}
