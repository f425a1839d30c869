//! `$batch`: several requests in one. Each is answered as if it had come alone.

use std::collections::{BTreeMap, HashMap, HashSet};

use axum::Extension;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::future::join_all;
use graph::wire::{BatchRequest, BatchRequests, BatchResponse, BatchResponses};
use serde_json::Value;

use super::answer::Answer;
use super::body::{Large, parse};
use super::context::{Context, Ctx};
use super::edge::{Edge, OfABatch};
use super::failure::Failure;
use crate::faults;

/// How many requests a batch has at most.
const LIMIT: usize = 20;

/// Answers several requests.
#[utoipa::path(
    post,
    path = "/$batch",
    request_body = BatchRequests,
    responses((status = 200, description = "An answer to each request, in any order.", body = BatchResponses)),
)]
pub async fn batch(
    Ctx(context): Ctx,
    Extension(edge): Extension<Edge>,
    body: Large,
) -> Result<Answer, Failure> {
    let BatchRequests { requests } = parse(&body.0)?;
    check(&requests)?;
    let mut waiting = requests;
    let mut statuses: HashMap<String, u16> = HashMap::new();
    let mut responses = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let (ready, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|request| {
            dependencies(request).all(|id| statuses.contains_key(&id.to_ascii_lowercase()))
        });
        if ready.is_empty() {
            return Err(Failure::bad_request(
                "Requests of this batch wait for each other: mend their dependsOn.",
            ));
        }
        let answers = join_all(ready.into_iter().map(|request| {
            let failed = dependencies(&request).find(|id| statuses[&id.to_ascii_lowercase()] >= 400).cloned();
            let (context, edge) = (&context, &edge);
            async move { answer(context, edge, request, failed.as_deref()).await }
        }))
        .await;
        statuses.extend(answers.iter().map(|answer| (answer.id.to_ascii_lowercase(), answer.status)));
        responses.extend(answers);
        waiting = later;
    }
    // They share a connection: with the answer to one of them, all get lost.
    let fault = |answer: &BatchResponse| answer.headers.get(faults::FAULT.as_str()).cloned();
    let lost = responses.iter().filter_map(fault).find(|fault| faults::is_lost(fault));
    let answer = Answer::ok(&BatchResponses { responses })?;
    Ok(match lost {
        Some(fault) => answer.with(faults::FAULT.as_str(), fault),
        None => answer,
    })
}

fn dependencies(request: &BatchRequest) -> impl Iterator<Item = &String> {
    request.depends_on.iter().flatten()
}

fn check(requests: &[BatchRequest]) -> Result<(), Failure> {
    if requests.is_empty() || requests.len() > LIMIT {
        let message = format!("A batch has 1 to {LIMIT} requests, this one has {}.", requests.len());
        return Err(Failure::bad_request(message));
    }
    let mut ids = HashSet::new();
    for request in requests {
        if request.id.is_empty() || !ids.insert(request.id.to_ascii_lowercase()) {
            let message = "Each request of a batch needs an id of its own; case doesn't tell two apart.";
            return Err(Failure::bad_request(message));
        }
    }
    if requests.iter().flat_map(dependencies).any(|id| !ids.contains(&id.to_ascii_lowercase())) {
        return Err(Failure::bad_request(
            "A dependsOn of this batch names an id that none of its requests has.",
        ));
    }
    Ok(())
}

async fn answer(context: &Context, edge: &Edge, item: BatchRequest, failed: Option<&str>) -> BatchResponse {
    let id = item.id.clone();
    let response = match failed {
        Some(failed) => refuse(
            context,
            &Failure::new(
                StatusCode::FAILED_DEPENDENCY,
                "FailedDependency",
                format!("This request was not made, because the request '{failed}' before it failed."),
            ),
        ),
        None => match request(context, item) {
            Ok(request) => edge.answer(request).await,
            Err(failure) => refuse(context, &failure),
        },
    };
    collect(id, response).await
}

fn refuse(context: &Context, failure: &Failure) -> Response {
    let body = serde_json::to_vec(&failure.envelope(context)).unwrap_or_default();
    (failure.status, [(header::CONTENT_TYPE, super::answer::JSON)], body).into_response()
}

/// The request of a batch as one that came alone.
fn request(context: &Context, item: BatchRequest) -> Result<Request, Failure> {
    let method = Method::from_bytes(item.method.to_ascii_uppercase().as_bytes())
        .map_err(|_| Failure::bad_request("The request's method is none."))?;
    let url = below_version(&item.url, &context.prefix, context.version.segment());
    let address = format!("{}/{}/{url}", context.prefix, context.version.segment());
    let names_batch = super::canonical::canonical(&address[context.prefix.len()..])
        .is_some_and(|(_, path)| path.split('?').next().is_some_and(|path| path.ends_with("/$batch")));
    if names_batch {
        return Err(Failure::bad_request("A batch can't be in a batch."));
    }
    let mut builder = Request::builder().method(method).uri(address.replace(' ', "%20"));
    let mut has_type = false;
    for (name, value) in &item.headers {
        let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else {
            return Err(Failure::bad_request("The request has a header that can't be read."));
        };
        has_type |= name == header::CONTENT_TYPE;
        if name != header::HOST && name != header::CONTENT_LENGTH {
            builder = builder.header(name, value);
        }
    }
    let body = match item.body {
        None | Some(Value::Null) => Body::empty(),
        Some(_) if !has_type => {
            return Err(Failure::bad_request(
                "A request of a batch that has a body needs a Content-Type header.",
            ));
        }
        Some(Value::String(text)) => Body::from(text),
        Some(body) => Body::from(body.to_string()),
    };
    let origin = context.base.strip_suffix(&context.prefix).unwrap_or(&context.base).to_owned();
    let request =
        builder.extension(OfABatch { origin, administrator: context.administrator.clone() }).body(body);
    request.map_err(|_| Failure::bad_request("The request's url can't be read."))
}

/// An address of a batch below the version. Some clients send it whole, with a host, which can only be this one, and the path of
/// the batch's own tenant. Of another one there is nothing in this batch.
fn below_version<'u>(url: &'u str, prefix: &str, version: &str) -> &'u str {
    let whole = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let Some((_, path)) = whole.and_then(|rest| rest.split_once('/')) else {
        return url.trim_start_matches('/');
    };
    let path = path.trim_start_matches('/');
    let own = match prefix.trim_start_matches('/') {
        "" => Some(path),
        prefix => path.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('/')),
    };
    match own.and_then(|own| own.split_once('/')) {
        Some((first, rest)) if first.eq_ignore_ascii_case(version) => rest,
        _ => path,
    }
}

async fn collect(id: String, response: Response) -> BatchResponse {
    let (parts, body) = response.into_parts();
    let headers: BTreeMap<String, String> = parts
        .headers
        .iter()
        .filter(|(name, _)| !name.as_str().starts_with("access-control-") && *name != header::VARY)
        .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
        .collect();
    // It was made in memory, so reading it doesn't fail.
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let body = if bytes.is_empty() {
        None
    } else {
        let text = || Value::String(String::from_utf8_lossy(&bytes).into_owned());
        let is_json = headers.get("content-type").is_some_and(|kind| kind.starts_with("application/json"));
        Some(if is_json { serde_json::from_slice(&bytes).unwrap_or_else(|_| text()) } else { text() })
    };
    BatchResponse { id, status: parts.status.as_u16(), headers, body }
}

#[cfg(test)]
mod tests {
    use super::below_version;

    #[test]
    fn addresses_of_batches() {
        const OWN: &str = "/tenants/a";
        for (prefix, url, wanted) in [
            ("", "devices", "devices"),
            ("", "/devices?$top=1", "devices?$top=1"),
            ("", "http://127.0.0.1:1/v1.0/devices", "devices"),
            ("", "https://graph.example/V1.0/devices('a')", "devices('a')"),
            ("", "https://graph.example/beta/devices", "beta/devices"),
            ("", "/v1.0/devices", "v1.0/devices"),
            ("", "https://graph.example", "https://graph.example"),
            ("", "https://graph.example/tenants/a/v1.0/devices", "tenants/a/v1.0/devices"),
            (OWN, "https://graph.example/tenants/a/v1.0/devices", "devices"),
            (OWN, "https://graph.example/v1.0/devices", "v1.0/devices"),
            (OWN, "https://graph.example/tenants/av1.0/devices", "tenants/av1.0/devices"),
            (OWN, "https://graph.example/tenants/ab/v1.0/devices", "tenants/ab/v1.0/devices"),
            (OWN, "https://graph.example/tenants/b/v1.0/devices", "tenants/b/v1.0/devices"),
            (OWN, "/tenants/a/v1.0/devices", "tenants/a/v1.0/devices"),
        ] {
            assert_eq!(below_version(url, prefix, "v1.0"), wanted, "{url}");
        }
    }
}
