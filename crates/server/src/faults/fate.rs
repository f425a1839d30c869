//! What becomes of a request that meets with faults.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use super::pattern::is_subject;
use super::rule::Kind;
use crate::clock::Timestamp;
use crate::http::context::Context;
use crate::http::edge::Edge;
use crate::http::failure::Failure;
use crate::store::put_off::Aftermath;

/// By this header whoever reads a log can tell that an answer is a fault, or had one: the names of its kinds.
pub const FAULT: HeaderName = HeaderName::from_static("muster-fault");

/// For how long an answer was held back; on an inline database, for how long it is to be.
const HELD_BACK: HeaderName = HeaderName::from_static("muster-fault-milliseconds");

/// How [`FAULT`] says that an answer gets lost.
const LOST: &str = "lostAnswer";

/// What a request meets with.
#[derive(Default)]
pub struct Fate {
    kinds: Vec<Kind>,
    refusal: Option<Failure>,
    wait: Duration,
    /// What it leaves behind in the database.
    pub aftermath: Aftermath,
}

impl Fate {
    /// Whether it meets with nothing.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// It isn't done.
    pub(super) fn refuse(&mut self, kind: Kind, refusal: Failure) {
        self.kinds.push(kind);
        self.refusal = Some(refusal);
    }

    /// It is done, but not as it should be. Of several that are alike the longest counts.
    pub(super) fn befall(&mut self, kind: Kind, chance: u64, now: Timestamp) {
        match kind {
            Kind::Latency { least, most } => {
                self.wait += Duration::from_millis(least + chance % (most - least + 1));
            }
            Kind::LateVisibility { lasts } => {
                self.aftermath.visible_at = self.aftermath.visible_at.max(Some(now.plus(lasts)));
            }
            Kind::HalfDelete { lasts } => {
                self.aftermath.whole_at = self.aftermath.whole_at.max(Some(now.plus(lasts)));
            }
            _ => {}
        }
        self.kinds.push(kind);
    }

    /// The names of what came about: what is left behind by a request is nothing where it failed, or where it had been done before.
    fn names(&self, answer: &Response) -> Vec<&'static str> {
        let is_done = answer.status().is_success() && !answer.headers().contains_key("muster-replayed");
        let came_about = |kind: &&Kind| match kind {
            Kind::LateVisibility { .. } | Kind::HalfDelete { .. } => is_done && self.refusal.is_none(),
            Kind::LostAnswer => self.refusal.is_none(),
            _ => true,
        };
        let mut names: Vec<&str> = self.kinds.iter().filter(came_about).map(|kind| kind.name()).collect();
        names.dedup();
        names
    }
}

/// Answers a request that has a route, as it is answered or as the rules say.
pub async fn around(template: &str, mut request: Request, next: Next) -> Response {
    let extensions = request.extensions();
    let known = extensions.get::<Edge>().zip(extensions.get::<Arc<Context>>());
    let Some((server, context)) = known.map(|(edge, context)| (edge.server(), context)) else {
        return next.run(request).await;
    };
    if !server.faults().is_on() || !is_subject(template) {
        return next.run(request).await;
    }
    let Some(fate) = server.faults().meet(context, template) else { return next.run(request).await };
    let server = server.clone();
    if fate.aftermath != Aftermath::default() {
        let context = Context { aftermath: fate.aftermath, ..Context::clone(context) };
        request.extensions_mut().insert(Arc::new(context));
    }
    let mut answer = match &fate.refusal {
        Some(refusal) => refusal.clone().into_response(),
        None => next.run(request).await,
    };
    // Whoever doesn't wait for it has changed what was to be changed all the same.
    if !fate.wait.is_zero() {
        server.pause(fate.wait).await;
        answer
            .headers_mut()
            .insert(HELD_BACK, HeaderValue::from(u64::try_from(fate.wait.as_millis()).unwrap_or(u64::MAX)));
    }
    let names = fate.names(&answer);
    for name in &names {
        server.faults().count(name);
    }
    if let Ok(names) = HeaderValue::from_str(&names.join(", "))
        && !names.is_empty()
    {
        answer.headers_mut().insert(FAULT, names);
    }
    answer
}

/// Whether a [`FAULT`] header says that the answer gets lost.
pub fn is_lost(names: &str) -> bool {
    names.split(", ").any(|name| name == LOST)
}

/// Makes of an answer that gets lost one that can't be sent: the connection ends before anything of it has left. Without a
/// connection, its body can't be read.
pub fn lose(answer: &mut Response) {
    let names = answer.headers().get(FAULT).and_then(|names| names.to_str().ok());
    if names.is_some_and(is_lost) {
        let broken = stream::once(async { Err::<Bytes, _>(std::io::Error::other("the answer got lost")) });
        *answer.body_mut() = Body::from_stream(broken);
        answer.headers_mut().remove(header::CONTENT_LENGTH);
    }
}
