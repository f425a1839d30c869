//! Asking the service.

mod approval;
mod autopilot;
mod batch;
mod call;
mod cleanup;
mod directory;
mod imported;
mod managed;
mod pages;
mod settings;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::failure::{APPROVAL_CODE, JUSTIFICATION};
use crate::{Failure, Header, Method, Request, Response, Transport, Version, retry_after};

pub use approval::{Decision, Warrant, approval_path};
pub use autopilot::{device_path, registered_by_serial_path};
pub use batch::{BatchItem, MAX_BATCH};
pub use call::Call;
pub use directory::{directory_path, user_path};
pub use imported::import_path;
pub use managed::{Remote, managed_by_serial_path, managed_path};
pub use pages::Pages;

/// Asks one service.
#[derive(Clone, Debug)]
pub struct Client<T> {
    transport: T,
    root: String,
    user: Option<String>,
    /// Whether the service is told who asks.
    says_who: Arc<AtomicBool>,
}

/// A result, and what came with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<V> {
    /// The result.
    pub value: V,
    /// The id that support asks for.
    pub request_id: Option<String>,
    /// The version of `muster-server`; `None`: it is another service, which does the same work twice if it's asked twice.
    pub server: Option<String>,
    /// Whether it is the answer to an earlier request with the same id, and nothing was done now.
    pub replayed: bool,
    /// How soon it is worth asking again, where the service says so.
    pub poll_after: Option<Duration>,
}

impl<V> Answer<V> {
    /// The same answer with something made of its value.
    pub fn map<W>(self, make: impl FnOnce(V) -> W) -> Answer<W> {
        let Answer { value, request_id, server, replayed, poll_after } = self;
        Answer { value: make(value), request_id, server, replayed, poll_after }
    }

    fn of(response: &Response, value: V) -> Answer<V> {
        let header = |name| response.header(name).map(str::to_owned);
        Answer {
            value,
            request_id: header("request-id"),
            server: header("muster-server"),
            replayed: response.header("muster-replayed").is_some(),
            poll_after: response.header("muster-poll-after").and_then(|text| retry_after(text, None)),
        }
    }
}

impl<T: Transport> Client<T> {
    /// A client of the service below that address, without version: `https://graph.microsoft.com`.
    pub fn new(transport: T, root: &str) -> Client<T> {
        Client {
            transport,
            root: root.trim_end_matches('/').to_owned(),
            user: None,
            says_who: Arc::new(AtomicBool::new(true)),
        }
    }

    /// The same client on behalf of an administrator, by the name that `muster-server` knows them by. Not for other services,
    /// where the token says who asks.
    #[must_use]
    pub fn on_behalf_of(self, user: &str) -> Client<T> {
        let user = Some(user.trim().to_owned()).filter(|user| !user.is_empty());
        Client { user, ..self }
    }

    /// Whether it asks on behalf of an administrator.
    pub fn has_user(&self) -> bool {
        self.user.is_some()
    }

    /// Tells the service from now on who asks, or doesn't: it may turn out to be one that goes by tokens.
    pub fn say_who(&self, say: bool) {
        self.says_who.store(say, Ordering::Relaxed);
    }

    /// The address of something.
    fn address(&self, version: Version, path: &str) -> String {
        format!("{}/{}/{path}", self.root, version.segment())
    }

    async fn read<V: DeserializeOwned>(&self, version: Version, path: &str) -> Result<Answer<V>, Failure> {
        self.read_at(self.address(version, path)).await
    }

    /// Reads what an address says, as it stands.
    async fn read_at<V: DeserializeOwned>(&self, address: String) -> Result<Answer<V>, Failure> {
        let request = Request { method: Method::Get, address, headers: vec![accept()], body: None };
        let response = self.ask(request).await?;
        json(&response)
    }

    /// Asks for a change. `id` names the intent: where the service remembers it, asking once more with the same id and
    /// body changes nothing, and brings the first answer again.
    async fn change(
        &self,
        method: Method,
        address: String,
        id: &str,
        body: Option<Vec<u8>>,
    ) -> Result<Response, Failure> {
        self.change_under(method, address, id, body, &Warrant::None).await
    }

    /// The same where a second administrator may have to approve.
    async fn change_under(
        &self,
        method: Method,
        address: String,
        id: &str,
        body: Option<Vec<u8>>,
        warrant: &Warrant,
    ) -> Result<Response, Failure> {
        let mut headers = vec![accept(), header("client-request-id", id)];
        if body.is_some() {
            headers.push(header("Content-Type", "application/json"));
        }
        match warrant {
            Warrant::None => {}
            Warrant::Reason(reason) => headers.push(header(JUSTIFICATION, &STANDARD.encode(reason))),
            Warrant::Code(code) => headers.push(header(APPROVAL_CODE, code)),
        }
        self.ask(Request { method, address, headers, body }).await
    }

    async fn ask(&self, mut request: Request) -> Result<Response, Failure> {
        let user = self.user.as_ref().filter(|_| self.says_who.load(Ordering::Relaxed));
        request.headers.extend(user.map(|user| header("muster-user", user)));
        let response = self.transport.send(request).await.map_err(Failure::Lost)?;
        if matches!(response.status, 200..=299) { Ok(response) } else { Err(Failure::of(&response)) }
    }
}

fn header(name: &str, value: &str) -> Header {
    (name.to_owned(), value.to_owned())
}

fn accept() -> Header {
    header("Accept", "application/json")
}

fn json<V: DeserializeOwned>(response: &Response) -> Result<Answer<V>, Failure> {
    let value = serde_json::from_slice(&response.body).map_err(|error| Failure::Unreadable {
        words: words(&error),
        request_id: response.header("request-id").map(str::to_owned),
    })?;
    Ok(Answer::of(response, value))
}

/// Where an answer can't be read. The error's own words would quote what stands there, which may be a hash.
fn words(error: &serde_json::Error) -> String {
    let what = match error.classify() {
        Category::Data => "something else than expected",
        Category::Eof => "it ends too early",
        Category::Io | Category::Syntax => "not JSON",
    };
    format!("{what}, line {} column {}", error.line(), error.column())
}

fn nothing(response: &Response) -> Answer<()> {
    Answer::of(response, ())
}

/// The bytes of a body. The types of [`crate::wire`] can always be written.
fn bytes<V: serde::Serialize>(body: &V) -> Vec<u8> {
    serde_json::to_vec(body).unwrap_or_default()
}
