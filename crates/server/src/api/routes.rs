//! Routes that are kept in mind: what a client can ask for is what the server's description of itself has.

use axum::Router;
use axum::routing::MethodRouter;

use crate::server::Server;

/// A router that knows its addresses. What is added to it is added as to axum's.
#[derive(Default)]
pub struct Routes {
    router: Router<Server>,
    addresses: Vec<String>,
}

impl Routes {
    /// No routes.
    pub fn new() -> Routes {
        Routes::default()
    }

    /// The same with another address, or with more methods at one that it has.
    pub fn route(mut self, address: &str, methods: MethodRouter<Server>) -> Routes {
        self.addresses.push(address.to_owned());
        Routes { router: self.router.route(address, methods), ..self }
    }

    /// The same with the routes of another.
    pub fn merge(mut self, other: Routes) -> Routes {
        self.addresses.extend(other.addresses);
        Routes { router: self.router.merge(other.router), ..self }
    }

    /// The same with the routes of another below a prefix.
    pub fn nest(mut self, prefix: &str, other: Routes) -> Routes {
        self.addresses.extend(other.addresses.into_iter().map(|address| format!("{prefix}{address}")));
        Routes { router: self.router.nest(prefix, other.router), ..self }
    }

    /// The router, and its addresses.
    pub fn into_parts(self) -> (Router<Server>, Vec<String>) {
        (self.router, self.addresses)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::pin::pin;
    use std::sync::Arc;
    use std::task::{Context, Poll, Waker};

    use axum::body::Body;
    use axum::http::{Request, header};
    use serde_json::Value;
    use tower::ServiceExt as _;

    use crate::{Database, MovableClock, SeededIds, Server, Settings, Timestamp};

    /// The methods that a server takes at an address, as it says itself when it is asked by none of them.
    fn methods(server: &Server, address: &str) -> BTreeSet<String> {
        let request = Request::builder().method("PROBE").uri(address).body(Body::empty()).unwrap();
        let mut answer = pin!(server.router().oneshot(request));
        let Poll::Ready(Ok(answer)) = answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("it waited")
        };
        let allowed = answer.headers().get(header::ALLOW).map(|allowed| allowed.to_str().unwrap());
        // What can be read can be asked for without its body.
        let methods = allowed.unwrap_or_default().split(',').filter(|method| !matches!(*method, "HEAD" | ""));
        methods.map(str::to_lowercase).collect()
    }

    /// What is described is there, and what is there is described.
    #[test]
    fn routes_and_description_are_the_same() {
        let clock = Arc::new(MovableClock::at(Timestamp(0)));
        let ids = Arc::new(SeededIds::new(1));
        let settings = Settings { admin: true, ..Settings::default() };
        let server = Server::open(Database::inline().unwrap(), settings, clock, ids).unwrap();
        let described: Value = serde_json::from_str(crate::description()).unwrap();
        let described = described["paths"].as_object().unwrap();
        let routed = super::super::addresses().iter().map(String::as_str);
        let all: BTreeSet<&str> = described.keys().map(String::as_str).chain(routed).collect();
        for address in all {
            let part = |segment: &str| if segment.starts_with('{') { "0" } else { segment }.to_owned();
            let asked: Vec<String> = address.split('/').map(part).collect();
            let methods = methods(&server, &asked.join("/"));
            let described = described.get(address).and_then(Value::as_object).into_iter().flatten();
            let described: BTreeSet<String> = described.map(|(method, _)| method.clone()).collect();
            assert_eq!(methods, described, "{address}: what is there, and what is described");
        }
    }
}
