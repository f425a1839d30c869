//! A host of files and nothing else, as the app meets it where nobody runs a server.

use std::net::TcpListener;

use axum::{
    Router,
    extract::State,
    http::{Method, Uri},
    response::Response,
};
use site::Site;

use crate::stop::{Result, Stop};

/// A host that has its port.
pub struct StaticHost {
    listener: TcpListener,
    site: Site,
}

impl StaticHost {
    /// Takes the port on 127.0.0.1; port 0 is any that is free.
    ///
    /// # Errors
    /// When the port can't be taken.
    pub fn bind(port: u16, site: Site) -> Result<StaticHost> {
        let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|error| {
            Stop::Failed(format!("can't serve on port {port}: {error}. Choose another one with --port"))
        })?;
        Ok(StaticHost { listener, site })
    }

    /// Where the app is.
    ///
    /// # Errors
    /// When the system can't tell the port.
    pub fn address(&self) -> Result<String> {
        let address = self.listener.local_addr().map_err(failed)?;
        Ok(format!("http://{address}{}", self.site.base_path()))
    }

    /// Answers requests until the process ends.
    ///
    /// # Errors
    /// When the host can't go on.
    pub fn run(self) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().build().map_err(failed)?;
        let serving = async {
            self.listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let router = Router::new().fallback(answer).with_state(self.site);
            axum::serve(listener, router).await
        };
        runtime.block_on(serving).map_err(failed)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn failed(error: std::io::Error) -> Stop {
    Stop::Failed(format!("the host can't go on: {error}"))
}

async fn answer(State(site): State<Site>, method: Method, address: Uri) -> Response {
    site.answer(&method, address.path()).await
}
