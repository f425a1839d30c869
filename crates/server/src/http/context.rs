//! What is known of a request before anything else.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};

use super::administrator::Administrator;
use super::failure::Failure;
use crate::clock::Timestamp;
use crate::store::Tenant;
use crate::store::put_off::Aftermath;

/// The version of the protocol, or what is no part of it: the first segment of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    /// v1.0.
    V1,
    /// beta.
    Beta,
    /// The directories around the tenant, which are no part of Graph but speak as it does.
    World,
}

impl Version {
    /// Its segment in addresses.
    pub fn segment(self) -> &'static str {
        match self {
            Version::V1 => "v1.0",
            Version::Beta => "beta",
            Version::World => "world",
        }
    }

    /// The version of a segment.
    pub fn from_segment(segment: &str) -> Option<Version> {
        [Version::V1, Version::Beta, Version::World]
            .into_iter()
            .find(|version| version.segment().eq_ignore_ascii_case(segment))
    }
}

/// What a request says of the approval that it may need, as it came: nothing of it is looked at where none is needed.
#[derive(Clone, Debug, Default)]
pub struct Approval {
    /// `x-msft-approval-justification`: why it is asked for.
    pub justification: Option<Vec<u8>>,
    /// `x-msft-approval-code`: the approval request that was made of it before.
    pub code: Option<Vec<u8>>,
}

impl Approval {
    fn of(headers: &HeaderMap) -> Approval {
        let bytes = |name: &str| headers.get(name).map(|value| value.as_bytes().to_vec());
        Approval {
            justification: bytes("x-msft-approval-justification"),
            code: bytes(super::failure::APPROVAL_CODE),
        }
    }
}

/// What is known of a request before anything else.
#[derive(Clone, Debug)]
pub struct Context {
    /// Whose data it is about.
    pub tenant: Tenant,
    /// The version of the protocol; v1.0 where the request isn't one to Graph.
    pub version: Version,
    /// The method.
    pub method: Method,
    /// The path in its one spelling.
    pub path: String,
    /// The options, as they came.
    pub query: String,
    /// Where the client sees the tenant: scheme, host, and the path of a tenant that is named.
    pub base: String,
    /// Whether the client says that what it is told may be a moment old: the directory wants that for some questions.
    pub is_eventual: bool,
    /// Who asks.
    pub administrator: Administrator,
    /// What the request says of approval.
    pub approval: Approval,
    /// The path of a tenant that is named; nothing for the first one.
    pub prefix: String,
    /// The id of this request.
    pub request_id: String,
    /// The id that the client gave it.
    pub client_request_id: Option<String>,
    /// When it came.
    pub now: Timestamp,
    /// What it leaves behind by the faults that it meets with.
    pub aftermath: Aftermath,
}

impl Context {
    /// Takes what it needs from a request whose path has its one spelling.
    pub fn new(
        (tenant, origin, prefix): (Tenant, &str, &str),
        version: Version,
        path: String,
        (method, uri, headers): (&Method, &Uri, &HeaderMap),
        request_id: String,
        now: Timestamp,
    ) -> Context {
        // What is no plain text could not be echoed, and an endless one would be.
        let client_request_id = headers
            .get("client-request-id")
            .and_then(|value| value.to_str().ok())
            .filter(|value| !value.is_empty() && value.len() <= 128)
            .map(str::to_owned);
        Context {
            tenant,
            version,
            method: method.clone(),
            path,
            query: uri.query().unwrap_or_default().to_owned(),
            base: format!("{origin}{prefix}"),
            prefix: prefix.to_owned(),
            is_eventual: headers
                .get("consistencylevel")
                .is_some_and(|level| level.as_bytes().eq_ignore_ascii_case(b"eventual")),
            administrator: Administrator::of(headers, false),
            approval: Approval::of(headers),
            request_id,
            client_request_id,
            now,
            aftermath: Aftermath::default(),
        }
    }

    /// The id by which the client knows the request.
    pub fn echoed_id(&self) -> &str {
        self.client_request_id.as_deref().unwrap_or(&self.request_id)
    }

    /// Where the type of what is answered is described.
    pub fn odata_context(&self, what: &str) -> String {
        self.context_of(&format!("deviceManagement/{what}"))
    }

    /// As [`Context::odata_context`], of any part of the service.
    pub fn context_of(&self, what: &str) -> String {
        format!("{}/{}/$metadata#{what}", self.base, self.version.segment())
    }
}

/// The context in a handler.
pub struct Ctx(pub Arc<Context>);

impl<S: Sync> FromRequestParts<S> for Ctx {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Ctx, Failure> {
        let context = parts.extensions.get::<Arc<Context>>().cloned();
        context.map(Ctx).ok_or_else(|| Failure::internal("a request came past the edge"))
    }
}
