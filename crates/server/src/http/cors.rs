//! Who may read answers in a browser: every page, as with Graph.

use axum::http::{HeaderMap, HeaderValue, header};

/// Headers that pages may read.
const EXPOSED: &str = "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, \
                       ReadWriteConsistencyToken, Retry-After, SdkVersion, WWW-Authenticate, \
                       x-ms-client-gcc-tenant, X-Planner-Operationid, x-ms-permissions-recommendations, \
                       muster-server, muster-poll-after, muster-replayed, \
                       x-msft-approval-code";

/// Adds what every answer says.
pub fn mark(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
}

/// Adds what the answer to a browser's question before a request says.
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
