//! A static file server for one folder, with the headers that a real host should send.

mod headers;
mod resolve;

use std::{fs::File, path::PathBuf, sync::Arc, thread};

use tiny_http::{Header, Method, Request, Response, StatusCode};

use crate::stop::{Result, Stop};
use resolve::Target;

/// Browsers keep up to six connections to a host.
const THREADS: usize = 6;

/// A bound server.
pub struct Server {
    http: tiny_http::Server,
    dist: PathBuf,
    base_path: String,
}

impl Server {
    /// Takes the port on 127.0.0.1; port 0 is any that is free.
    ///
    /// # Errors
    /// When the port can't be taken.
    pub fn bind(port: u16, dist: PathBuf, base_path: String) -> Result<Server> {
        let http = tiny_http::Server::http(("127.0.0.1", port)).map_err(|error| {
            Stop::Failed(format!("can't serve on port {port}: {error}. Choose another one with --port"))
        })?;
        Ok(Server { http, dist, base_path })
    }

    /// Where the app is.
    pub fn address(&self) -> String {
        format!("http://{}{}", self.http.server_addr(), self.base_path)
    }

    /// Answers requests until the process ends.
    pub fn run(self) {
        let server = Arc::new(self);
        let threads: Vec<_> = (0..THREADS)
            .map(|_| {
                let server = Arc::clone(&server);
                thread::spawn(move || {
                    while let Ok(request) = server.http.recv() {
                        server.answer(request);
                    }
                })
            })
            .collect();
        for thread in threads {
            if thread.join().is_err() {
                eprintln!("a server thread ended unexpectedly");
            }
        }
    }

    fn answer(&self, request: Request) {
        let sent = if matches!(request.method(), Method::Get | Method::Head) {
            match resolve::resolve(request.url(), &self.base_path) {
                Target::File(name) => match File::open(self.dist.join(&name)) {
                    Ok(file) => send(request, headers::for_file(&name), Response::from_file(file)),
                    Err(_) => send_status(request, 404),
                },
                Target::Redirect(to) => send(request, vec![header("Location", &to)], Response::empty(301)),
                Target::Nothing => send_status(request, 404),
            }
        } else {
            send(request, vec![header("Allow", "GET, HEAD")], Response::empty(405))
        };
        if let Err(error) = sent {
            // A browser that goes away in the middle of an answer is no fault of anyone.
            if error.kind() != std::io::ErrorKind::BrokenPipe {
                eprintln!("can't answer: {error}");
            }
        }
    }
}

fn send_status(request: Request, status: u16) -> std::io::Result<()> {
    send(request, Vec::new(), Response::empty(StatusCode(status)))
}

fn send<R: std::io::Read>(
    request: Request,
    extra: Vec<Header>,
    response: Response<R>,
) -> std::io::Result<()> {
    let all = headers::security().into_iter().chain(extra);
    request.respond(all.fold(response, Response::with_header))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("names and values here are ASCII without line ends")
}
