//! The built console as a host serves it: its files, with the headers that a real host should send.

#![forbid(unsafe_code)]

mod headers;
mod resolve;

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use resolve::Target;

pub use headers::is_hashed;

/// By this file the console finds its server.
const CONNECTION: &str = "connection.json";

/// What is served; clones are the same one.
#[derive(Clone)]
pub struct Site(Arc<Folder>);

struct Folder {
    path: PathBuf,
    base_path: String,
    server: bool,
}

impl Site {
    /// The built console in a folder, served below a path: `/`, or one with a slash at both ends.
    #[must_use]
    pub fn new(path: PathBuf, base_path: String) -> Site {
        Site(Arc::new(Folder { path, base_path, server: false }))
    }

    /// As [`Site::new`], for a host that is the console's server too, at its root.
    #[must_use]
    pub fn with_server(path: PathBuf, base_path: String) -> Site {
        Site(Arc::new(Folder { path, base_path, server: true }))
    }

    /// Where the console is, as a path.
    pub fn base_path(&self) -> &str {
        &self.0.base_path
    }

    /// Answers a request for a path.
    pub async fn answer(&self, method: &Method, path: &str) -> Response {
        let mut response = self.find(method, path).await;
        response.headers_mut().extend(headers::security());
        response
    }

    async fn find(&self, method: &Method, path: &str) -> Response {
        // For HEAD the body is left out on the way.
        if !matches!(*method, Method::GET | Method::HEAD) {
            return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
        }
        match resolve::resolve(path, &self.0.base_path) {
            Target::File(name) if self.0.server && name == CONNECTION => {
                (headers::for_file(&name), "{\"server\":\"/\"}").into_response()
            }
            Target::File(name) => match tokio::fs::read(self.0.path.join(&name)).await {
                Ok(bytes) => (headers::for_file(&name), Body::from(bytes)).into_response(),
                Err(_) => StatusCode::NOT_FOUND.into_response(),
            },
            Target::Redirect(to) => (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response(),
            Target::Nothing => StatusCode::NOT_FOUND.into_response(),
        }
    }
}
