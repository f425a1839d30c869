//! Requests by the browser's fetch.

use graph::{Request, Response, Transport, TransportError};
use js_sys::{Array, ArrayBuffer, Uint8Array, global, try_iter};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, Request as BrowserRequest, RequestCache, RequestCredentials,
    RequestInit, Response as BrowserResponse, WorkerGlobalScope,
};

use outbox::PATIENCE;

use crate::worker::words;

/// Requests by the browser's fetch: without cookies, without a cache, and without telling where they come from.
pub struct Fetch;

impl Transport for Fetch {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.ask(request).await.map_err(|error| TransportError { words: words(&error) })
    }
}

impl Fetch {
    async fn ask(&self, request: Request) -> Result<Response, JsValue> {
        let headers = Headers::new()?;
        for (name, value) in &request.headers {
            headers.set(name, value)?;
        }
        let options = RequestInit::new();
        options.set_method(request.method.as_str());
        options.set_headers(&headers);
        options.set_credentials(RequestCredentials::Omit);
        options.set_cache(RequestCache::NoStore);
        options.set_referrer_policy(ReferrerPolicy::NoReferrer);
        options.set_signal(Some(&AbortSignal::timeout_with_u32(u32::try_from(PATIENCE).unwrap_or(u32::MAX))));
        if let Some(body) = request.body {
            options.set_body(&Uint8Array::from(body.as_slice()));
        }
        let scope: WorkerGlobalScope = global().unchecked_into();
        let request = BrowserRequest::new_with_str_and_init(&request.address, &options)?;
        let response: BrowserResponse =
            JsFuture::from(scope.fetch_with_request(&request)).await?.unchecked_into();
        let body: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.unchecked_into();
        Ok(Response {
            status: response.status(),
            headers: pairs(&response.headers())?,
            body: Uint8Array::new(&body).to_vec(),
        })
    }
}

/// The headers that the browser lets be seen.
fn pairs(headers: &Headers) -> Result<Vec<(String, String)>, JsValue> {
    let mut pairs = Vec::new();
    for pair in try_iter(headers)?.into_iter().flatten() {
        let pair: Array = pair?.unchecked_into();
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            pairs.push((name, value));
        }
    }
    Ok(pairs)
}
