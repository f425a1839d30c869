//! What a browser is told of who may read an answer: the page that asked, where it may ask at all (`origin.rs`).

use axum::http::{HeaderMap, HeaderValue, header};

use super::origin::Asker;

/// Headers that pages may read.
const EXPOSED: &str = "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, \
                       ReadWriteConsistencyToken, Retry-After, SdkVersion, WWW-Authenticate, \
                       x-ms-client-gcc-tenant, X-Planner-Operationid, x-ms-permissions-recommendations, \
                       muster-server, muster-poll-after, muster-replayed, \
                       x-msft-approval-code";

/// Adds what every answer says. What a browser has kept for one page it must not give to another one.
pub fn mark(headers: &mut HeaderMap, asker: &Asker) {
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if let Asker::Permitted(origin) = asker {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
    }
}

/// Adds what the answer to a browser's question before a request says to a page that may ask.
pub fn permit(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PATCH, PUT, DELETE"),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "Authorization, Content-Type, ConsistencyLevel, client-request-id, If-Match, Prefer, muster-user, \
             x-msft-approval-justification, x-msft-approval-code",
        ),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
