//! The HTTP server alone: a route that answers with bytes that it has.

use axum::http::header;
use axum::{Router, routing};
use tokio::sync::oneshot;

pub struct Plain {
    pub address: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Plain {
    pub fn start(body: Vec<u8>) -> Plain {
        let (stop, stopped) = oneshot::channel::<()>();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let answer = move || {
                    let body = body.clone();
                    async move { ([(header::CONTENT_TYPE, "application/json")], body) }
                };
                let router = Router::new().route("/", routing::get(answer));
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
                tell.send(listener.local_addr().expect("an address").to_string()).expect("somebody waits");
                let stopped = async {
                    let _ = stopped.await;
                };
                axum::serve(listener, router).with_graceful_shutdown(stopped).await.expect("it serves");
            });
        });
        Plain { address: told.recv().expect("it starts"), stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
