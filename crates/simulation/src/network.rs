//! The way to the server and back, on which everything can happen that happens on networks.

use axum::body::{Body, to_bytes};
use graph::{Request, Response, Transport, TransportError};
use outbox::{Millis, PATIENCE};
use tower::ServiceExt;

use crate::{
    batch::arrive_partly,
    executor::{Promise, at_once, later},
    fleet, proofs,
    world::World,
};

/// The network as a tab sees it.
pub struct TabNetwork {
    pub world: World,
    pub tab: usize,
}

/// What becomes of a request.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Well,
    /// There is no network.
    Unreachable,
    /// It never arrives.
    Lost,
    /// It is done, and nobody hears of it.
    AnswerLost,
    /// It arrives twice.
    Twice,
    /// It arrives when nobody waits any more.
    Late,
    /// The connection breaks at once, and it arrives all the same, within the time that it may take.
    Slow,
    /// It is done, and the answer is cut short.
    Cut,
    /// Something in between refuses it.
    Refused(u16),
    /// It is done, and something in between says that it wasn't.
    Denied(u16),
    /// Of a batch some requests are refused, and some answers aren't those of the server.
    Partly,
}

const STORMY: [Fate; 14] = [
    Fate::Lost,
    Fate::Lost,
    Fate::AnswerLost,
    Fate::AnswerLost,
    Fate::Twice,
    Fate::Late,
    Fate::Slow,
    Fate::Cut,
    Fate::Refused(429),
    Fate::Refused(429),
    Fate::Refused(503),
    Fate::Refused(401),
    Fate::Denied(500),
    Fate::Denied(504),
];

/// What happens to batches besides.
const BATCHED: [Fate; 4] = [Fate::Partly, Fate::Partly, Fate::Partly, Fate::Refused(413)];

impl Transport for TabNetwork {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let world = &self.world;
        proofs::judge(world, self.tab, &request);
        let mut fate = Fate::Well;
        if world.wrong(world.0.plan.network) {
            fate = *world.0.random.borrow_mut().pick(&STORMY);
            // Where nothing is remembered, nothing helps against what arrives after it was looked for.
            if !world.0.plan.remembers && matches!(fate, Fate::Twice | Fate::Late) {
                fate = Fate::AnswerLost;
            }
        }
        let is_batch = request.address.ends_with("/$batch");
        if is_batch && world.wrong(world.0.plan.network) {
            fate = *world.0.random.borrow_mut().pick(&BATCHED);
        }
        if world.is_away() {
            fate = Fate::Unreachable;
        }
        let tab = self.tab;
        world.note(|| format!("tab {tab}: {} {} {fate:?}", request.method.as_str(), path(&request)));
        let (promise, later) = later();
        send(world, tab, request, fate, promise);
        later.await
    }
}

fn path(request: &Request) -> String {
    let path = request.address.split("/deviceManagement/").nth(1).unwrap_or(&request.address);
    let id = request.headers.iter().find(|(name, _)| name == "client-request-id");
    format!("{path} {}", id.map(|(_, id)| id.as_str()).unwrap_or_default())
}

type Answer = Promise<Result<Response, TransportError>>;

fn send(world: &World, tab: usize, request: Request, fate: Fate, promise: Answer) {
    let way = world.between(5, 400);
    let lost = |promise: Answer| {
        move |_: &World| promise.keep(Err(TransportError { words: "Failed to fetch".to_owned() }))
    };
    match fate {
        Fate::Unreachable => world.after(way, Some(tab), lost(promise)),
        Fate::Lost => world.after(PATIENCE, Some(tab), lost(promise)),
        Fate::Refused(status) => {
            let response = refusal(world, status);
            world.after(way, Some(tab), move |_| promise.keep(Ok(response)));
        }
        Fate::Late => {
            let late = world.between(PATIENCE + 1, 3 * PATIENCE);
            on_its_way(world, late, move |world| drop(arrive(world, &request)));
            world.after(PATIENCE, Some(tab), lost(promise));
        }
        Fate::Slow => {
            let late = world.between(way, PATIENCE);
            on_its_way(world, late, move |world| drop(arrive(world, &request)));
            world.after(way, Some(tab), lost(promise));
        }
        Fate::AnswerLost => {
            on_its_way(world, way, move |world| drop(arrive(world, &request)));
            let wait = if world.between(0, 1) == 0 { PATIENCE } else { way + 50 };
            world.after(wait, Some(tab), lost(promise));
        }
        Fate::Well | Fate::Twice | Fate::Cut | Fate::Denied(_) | Fate::Partly => {
            if let Fate::Twice = fate {
                let again = request.clone();
                let later = world.between(0, 2 * PATIENCE);
                on_its_way(world, later, move |world| drop(arrive(world, &again)));
            }
            on_its_way(world, way, move |world| {
                let arrived = if let Fate::Partly = fate {
                    arrive_partly(world, &request)
                } else {
                    arrive(world, &request)
                };
                let answer = arrived.map(|answer| match fate {
                    Fate::Denied(status) => refusal(world, status),
                    Fate::Cut => {
                        let half = answer.body.len() / 2;
                        Response { body: answer.body[..half].to_vec(), ..answer }
                    }
                    _ => answer,
                });
                let back = world.between(5, 400);
                world.after(back, Some(tab), move |_| promise.keep(answer));
            });
        }
    }
}

/// Something arrives after that time.
fn on_its_way(world: &World, wait: Millis, event: impl FnOnce(&World) + 'static) {
    let count = &world.0.on_the_way;
    count.set(count.get() + 1);
    world.after(wait, None, |world| {
        let count = &world.0.on_the_way;
        count.set(count.get() - 1);
        event(world);
    });
}

fn refusal(world: &World, status: u16) -> Response {
    let body = format!(r#"{{"error":{{"code":"Simulated","message":"status {status}"}}}}"#);
    let mut headers = Vec::new();
    if matches!(status, 429 | 503) {
        let waits = ["", "1", "2.128", "30", "soon"];
        let wait = *world.0.random.borrow_mut().pick(&waits);
        if !wait.is_empty() {
            headers.push(("Retry-After".to_owned(), wait.to_owned()));
        }
    }
    Response { status, headers, body: body.into_bytes() }
}

/// A request arrives at the server, if there is one.
pub fn arrive(world: &World, request: &Request) -> Result<Response, TransportError> {
    let Some(router) = world.router() else {
        return Err(TransportError { words: "connection refused".to_owned() });
    };
    let remembers = world.0.plan.remembers;
    let mut id = None;
    let address = request.address.strip_prefix(crate::tab::SERVER).unwrap_or(&request.address);
    let mut builder = axum::http::Request::builder().method(request.method.as_str()).uri(address);
    builder = builder.header("Host", "localhost");
    for (name, value) in &request.headers {
        if name == "client-request-id" {
            id = Some(value.clone());
            if !remembers {
                continue;
            }
        }
        builder = builder.header(name, value);
    }
    let is_batch = address.ends_with("/$batch");
    let body = request.body.as_deref();
    let forgotten = body.filter(|_| is_batch && !remembers).map(fleet::without_ids);
    let body = forgotten.or_else(|| request.body.clone()).map_or_else(Body::empty, Body::from);
    let asked = builder.body(body).expect("the client writes valid requests");
    let (parts, body) = at_once(async {
        let answer = router.oneshot(asked).await.expect("the router answers everything");
        let (parts, body) = answer.into_parts();
        (parts, to_bytes(body, usize::MAX).await.expect("an answer can be read"))
    });
    let status = parts.status.as_u16();
    let headers: Vec<(String, String)> = parts
        .headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned()))
        .filter(|(name, _)| remembers || !name.starts_with("muster-"))
        .collect();
    let replayed = headers.iter().any(|(name, _)| name == "muster-replayed");
    let imports = address.to_ascii_lowercase().ends_with("/import");
    if let (Some(id), true, true, false) = (id, imports, matches!(status, 200..=299), replayed) {
        *world.0.done.borrow_mut().entry(id).or_default() += 1;
    }
    let answer = Response { status, headers, body: body.to_vec() };
    fleet::note_effects(world, request, &answer);
    world.note(|| format!("server: {} {status}{}", path(request), if replayed { " replayed" } else { "" }));
    world.work();
    // The answers within a batch have headers too.
    let body = if is_batch && !remembers { other_headers(&answer.body) } else { answer.body };
    Ok(Response { body, ..answer })
}

fn other_headers(body: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(body).replace("\"muster-", "\"other-").into_bytes()
}
