//! What every request passes on its way in, and every answer on its way out.

use std::borrow::Cow;
use std::cell::RefCell;
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as Task, Poll};
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use site::Site;
use tower::{Service, ServiceExt};

use super::administrator::Administrator;
use super::answer::{JSON, Worded, seconds};
use super::canonical::canonical;
use super::context::{Context, Version};
use super::cors;
use super::failure::{APPROVAL_CODE, Failure};
use super::origin::{Asker, Origin};
use super::{hosts, percent};
use crate::api::{admin, operation};
use crate::clock::Timestamp;
use crate::faults;
use crate::server::Server;
use crate::store::Tenant;

/// By this header clients know that it is us.
const SERVER: HeaderName = HeaderName::from_static("muster-server");

/// The real service tells by this where it ran.
const DIAGNOSTIC: &str = r#"{"ServerInfo":{"DataCenter":"Self-hosted","Slice":"E","Ring":"1","ScaleUnit":"001","RoleInstance":"muster-server"}}"#;

/// The route that a request took, as a template: an address may hold a serial number, a route holds none.
#[derive(Clone)]
pub struct Route(pub MatchedPath);

/// What a request of a batch has of the batch.
#[derive(Clone)]
pub struct OfABatch {
    /// Scheme and host by which the batch came in: the request was meant for this server if the batch was.
    pub origin: String,
    /// Who sent it.
    pub administrator: Administrator,
}

/// Marks an answer that is a file of the console.
#[derive(Clone)]
struct OfTheSite;

/// The edge; clones are the same one.
#[derive(Clone)]
pub struct Edge(Arc<Inside>);

struct Inside {
    server: Server,
    graph: Router,
    site: Option<Site>,
}

impl Edge {
    /// The edge around what answers requests to Graph and what answers all others.
    pub fn new(server: Server, graph: Router, site: Option<Site>) -> Edge {
        Edge(Arc::new(Inside { server, graph, site }))
    }

    /// The server that it is the edge of.
    pub fn server(&self) -> &Server {
        &self.0.server
    }

    /// Answers a request.
    pub async fn answer(&self, request: Request) -> Response {
        let started = Instant::now();
        let server = &self.0.server;
        let (named, below) = tenant_of(request.uri().path());
        let canonical = canonical(below);
        let is_admin = below == admin::ADDRESS && server.settings().admin;
        let is_graph = canonical.is_some() || below.starts_with("/agent/") || is_admin;
        let prefix = &request.uri().path()[..request.uri().path().len() - below.len()];
        let tenant = match named.filter(|_| is_graph) {
            Some(name) if name.contains("%00") => Ok(None),
            Some(name) => server.tenant(&percent::decode(name)).await,
            None => Ok(Some(Tenant::DEFAULT)),
        };
        let (version, path) = canonical.unwrap_or_else(|| {
            let path = if is_graph { below } else { request.uri().path() };
            (Version::V1, path.to_owned())
        });
        // What isn't there isn't said: anybody can make up names.
        let tenant_name: Cow<'_, str> = match (&tenant, named) {
            (Ok(Some(_)), Some(name)) if is_graph => percent::decode(name).into(),
            (Ok(Some(_)), None) if is_graph => "default".into(),
            _ => "-".into(),
        };
        let head = (request.method(), request.uri(), request.headers());
        let origin = self.origin(&request);
        let whose =
            (*tenant.as_ref().ok().and_then(Option::as_ref).unwrap_or(&Tenant::DEFAULT), &*origin, prefix);
        let (id, now) = (server.ids().id().to_string(), server.clock().now());
        let mut context = Context::new(whose, version, path, head, id, now);
        if server.settings().public.is_some() {
            context.administrator = Administrator::of(request.headers(), true);
        }
        // A batch is one administrator's.
        if let Some(OfABatch { administrator, .. }) =
            request.extensions().get().filter(|of: &&OfABatch| of.administrator.is_named())
        {
            context.administrator = administrator.clone();
        }
        let context = Arc::new(context);
        let asker = self.asker(&request);
        let answer = match tenant {
            Ok(Some(_)) => {
                let answered =
                    AssertUnwindSafe(self.route(&context, is_graph, &asker, request)).catch_unwind().await;
                answered.unwrap_or_else(|_| Failure::internal("a panic").into_response())
            }
            Ok(None) => no_tenant().into_response(),
            Err(error) => Failure::from(error).into_response(),
        };
        let answer = finish(&context, &asker, answer);
        let route = answer.extensions().get::<Route>().map_or("-", |Route(route)| route.as_str());
        let took = started.elapsed();
        server.metrics().answered(route, context.method.as_str(), answer.status().as_u16(), took);
        tracing::info!(
            method = %context.method,
            tenant = &*tenant_name,
            route,
            status = answer.status().as_u16(),
            fault = answer.headers().get(faults::FAULT).and_then(|fault| fault.to_str().ok()),
            milliseconds = took.as_secs_f64() * 1000.0,
            request_id = context.request_id,
            client_request_id = context.client_request_id.as_deref().filter(|id| is_guid(id)),
            "answered"
        );
        answer
    }

    /// Scheme and host of the addresses in the answer to a request.
    fn origin(&self, request: &Request) -> String {
        let public = self.0.server.settings().public.as_ref();
        match (request.extensions().get::<OfABatch>(), public) {
            (Some(OfABatch { origin, .. }), _) => origin.clone(),
            (None, Some(public)) => public.origin().to_owned(),
            (None, None) => hosts::base(request.uri(), request.headers()),
        }
    }

    /// Whose page sends a request. A batch was judged as a whole, whatever its requests say.
    fn asker(&self, request: &Request) -> Asker {
        let settings = self.0.server.settings();
        if request.extensions().get::<OfABatch>().is_some() {
            return Asker::NoPage;
        }
        Asker::of(request.uri(), request.headers(), settings.public.as_ref(), &settings.allowed_origins)
    }

    /// Why a request isn't even looked at.
    fn refusal(&self, request: &Request, asker: &Asker, is_of_site: bool) -> Option<Failure> {
        let public = self.0.server.settings().public.as_ref();
        if request.extensions().get::<OfABatch>().is_none()
            && !hosts::is_meant(request.uri(), request.headers(), public)
        {
            let message = match public {
                None => "This server has no sign-in, so it answers on this computer only. Address it as localhost or \
                         127.0.0.1."
                    .to_owned(),
                Some(public) => format!("This server has another name. Address it as {}.", public.origin()),
            };
            return Some(Failure::new(StatusCode::MISDIRECTED_REQUEST, "BadRequest", message));
        }
        // The console's files are nobody's secret, and change nothing.
        let is_harmless = is_of_site && matches!(*request.method(), Method::GET | Method::HEAD);
        match asker {
            Asker::Foreign(origin) if !is_harmless => Some(foreign(origin.as_ref())),
            _ => None,
        }
    }

    async fn route(
        &self,
        context: &Arc<Context>,
        is_graph: bool,
        asker: &Asker,
        mut request: Request,
    ) -> Response {
        let site = self.0.site.as_ref().filter(|_| !is_graph && !is_of_the_server(&context.path));
        if let Some(failure) = self.refusal(&request, asker, site.is_some()) {
            return failure.into_response();
        }
        let headers = request.headers();
        if request.method() == Method::OPTIONS && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
        {
            let mut answer = StatusCode::NO_CONTENT.into_response();
            cors::permit(answer.headers_mut());
            return answer;
        }
        if context.path.contains("%00") || context.query.contains("%00") {
            return Failure::bad_request("The address holds the character NUL.").into_response();
        }
        if is_graph && request.uri().authority().is_none() && request.uri().path() == context.path {
            // It is as it should be.
        } else if is_graph {
            let target = if context.query.is_empty() {
                context.path.parse()
            } else {
                format!("{}?{}", context.path, context.query).parse()
            };
            let Ok(target) = target else {
                return Failure::bad_request("The address can't be read.").into_response();
            };
            *request.uri_mut() = target;
        } else if let Some(site) = site {
            let mut answer = site.answer(&context.method, &context.path).await;
            answer.extensions_mut().insert(OfTheSite);
            return answer;
        } else {
            // Where nobody asked for it, there is nothing at its address.
            let path = if context.path == admin::ADDRESS { "/-" } else { &context.path };
            *request.uri_mut() = Uri::try_from(path).unwrap_or_default();
        }
        request.extensions_mut().insert(Arc::clone(context));
        request.extensions_mut().insert(self.clone());
        self.0.graph.clone().oneshot(request).await.into_response()
    }
}

/// The tenant that an address names, and the address in it: `/tenants/{name}/v1.0/…`. Others are about the first tenant.
fn tenant_of(path: &str) -> (Option<&str>, &str) {
    let named = path.strip_prefix("/tenants/").and_then(|rest| {
        let end = rest.find('/')?;
        (end > 0).then(|| rest.split_at(end))
    });
    named.map_or((None, path), |(name, below)| (Some(name), below))
}

/// Whether an address is of the server itself, and not a file of the console.
fn is_of_the_server(path: &str) -> bool {
    path == crate::api::DESCRIPTION || operation::ADDRESSES.contains(&path)
}

/// Clients of Graph send such ids. Any other could be a serial number.
fn is_guid(id: &str) -> bool {
    uuid::Uuid::try_parse(id).is_ok()
}

fn no_tenant() -> Failure {
    let message = "This server has no tenant of this name. It is started with --tenant for each that it has.";
    Failure::new(StatusCode::NOT_FOUND, "ResourceNotFound", message)
}

fn foreign(origin: Option<&Origin>) -> Failure {
    let message = match origin {
        Some(origin) => format!(
            "Pages of {origin} may neither read nor change anything here. If they are to, start the server with \
             --allow-origin {origin}."
        ),
        None => "A page whose site the browser doesn't tell may neither read nor change anything here. Serve the page from a \
                 site, and name that to the server with --allow-origin."
            .to_owned(),
    };
    Failure::new(StatusCode::FORBIDDEN, "Forbidden", message)
}

/// Makes an error's body, and adds what every answer carries.
fn finish(context: &Context, asker: &Asker, mut answer: Response) -> Response {
    let status = answer.status();
    let is_site = answer.extensions_mut().remove::<OfTheSite>().is_some();
    let failure = answer.extensions_mut().remove::<Failure>();
    let is_worded = answer.extensions_mut().remove::<Worded>().is_some();
    let is_refused = status.is_client_error() || status.is_server_error();
    if let Some(failure) =
        failure.or_else(|| (is_refused && !is_site && !is_worded).then(|| Failure::of_status(status)))
    {
        // The envelope is texts alone, which always can be written.
        let body = serde_json::to_vec(&failure.envelope(context)).unwrap_or_default();
        *answer.body_mut() = Body::from(body);
        let headers = answer.headers_mut();
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
        if let Some(wait) = failure.retry_after {
            insert(headers, header::RETRY_AFTER, &seconds(wait));
        }
        if let Some(code) = &failure.approval_code {
            insert(headers, HeaderName::from_static(APPROVAL_CODE), code);
        }
        if let Some(location) = failure.location {
            insert(headers, header::LOCATION, &location);
        }
    }
    let headers = answer.headers_mut();
    headers.insert(SERVER, HeaderValue::from_static(env!("CARGO_PKG_VERSION")));
    headers.insert(header::DATE, date(context.now));
    if !is_site {
        headers.insert(HeaderName::from_static("odata-version"), HeaderValue::from_static("4.0"));
        headers.insert(HeaderName::from_static("x-ms-ags-diagnostic"), HeaderValue::from_static(DIAGNOSTIC));
        insert(headers, HeaderName::from_static("request-id"), &context.request_id);
        insert(headers, HeaderName::from_static("client-request-id"), context.echoed_id());
        cors::mark(headers, asker);
    }
    answer
}

/// A moment as the header has it. Most answers are of the same second as the one before.
fn date(now: Timestamp) -> HeaderValue {
    thread_local! {
        static LAST: RefCell<Option<(i64, HeaderValue)>> = const { RefCell::new(None) };
    }
    let second = now.0.div_euclid(1000);
    LAST.with_borrow_mut(|last| match last {
        Some((known, date)) if *known == second => date.clone(),
        _ => {
            // It is plain text.
            let date = HeaderValue::try_from(now.http_date()).unwrap_or(HeaderValue::from_static(""));
            *last = Some((second, date.clone()));
            date
        }
    })
}

fn insert(headers: &mut axum::http::HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

impl Service<Request> for Edge {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Task<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let edge = self.clone();
        Box::pin(async move {
            let mut answer = edge.answer(request).await;
            faults::lose(&mut answer);
            Ok(answer)
        })
    }
}
