//! A static file server for one folder, with the headers that a real host should send.

mod headers;
mod resolve;

use std::{net::TcpListener, path::PathBuf, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::State,
    http::{Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use crate::stop::{Result, Stop};
use resolve::Target;

/// A bound server.
pub struct Server {
    listener: TcpListener,
    site: Site,
}

/// What is served.
struct Site {
    dist: PathBuf,
    base_path: String,
}

impl Server {
    /// Takes the port on 127.0.0.1; port 0 is any that is free.
    ///
    /// # Errors
    /// When the port can't be taken.
    pub fn bind(port: u16, dist: PathBuf, base_path: String) -> Result<Server> {
        let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|error| {
            Stop::Failed(format!("can't serve on port {port}: {error}. Choose another one with --port"))
        })?;
        Ok(Server { listener, site: Site { dist, base_path } })
    }

    /// Where the app is.
    ///
    /// # Errors
    /// When the system can't tell the port.
    pub fn address(&self) -> Result<String> {
        let address = self.listener.local_addr().map_err(failed)?;
        Ok(format!("http://{address}{}", self.site.base_path))
    }

    /// Answers requests until the process ends.
    ///
    /// # Errors
    /// When the server can't go on.
    pub fn run(self) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().build().map_err(failed)?;
        let serving = async {
            self.listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let router = Router::new().fallback(answer).with_state(Arc::new(self.site));
            axum::serve(listener, router).await
        };
        runtime.block_on(serving).map_err(failed)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn failed(error: std::io::Error) -> Stop {
    Stop::Failed(format!("the server can't go on: {error}"))
}

async fn answer(State(site): State<Arc<Site>>, method: Method, address: Uri) -> Response {
    let mut response = find(&site, &method, address.path()).await;
    response.headers_mut().extend(headers::security());
    response
}

async fn find(site: &Site, method: &Method, path: &str) -> Response {
    // For HEAD the body is left out on the way.
    if !matches!(*method, Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    match resolve::resolve(path, &site.base_path) {
        Target::File(name) => match tokio::fs::read(site.dist.join(&name)).await {
            Ok(bytes) => (headers::for_file(&name), Body::from(bytes)).into_response(),
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        },
        Target::Redirect(to) => (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response(),
        Target::Nothing => StatusCode::NOT_FOUND.into_response(),
    }
}
