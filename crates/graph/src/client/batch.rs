//! `$batch`: several requests in one.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Answer, Client, bytes, json};
use crate::{
    Failure, Method, Response, Transport, TransportError, Version,
    wire::{BatchRequest, BatchRequests, BatchResponse, BatchResponses},
};

/// The most requests in one batch.
pub const MAX_BATCH: usize = 20;

/// One request of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchItem {
    /// What is to be done.
    pub method: Method,
    /// The address below the version, with a slash in front.
    pub url: String,
    /// The id of the intent, for what changes something.
    pub request_id: Option<String>,
    /// The body.
    pub body: Option<Value>,
}

impl BatchItem {
    /// What reads at an address.
    #[must_use]
    pub fn get(url: String) -> BatchItem {
        BatchItem { method: Method::Get, url, request_id: None, body: None }
    }
}

impl<T: Transport> Client<T> {
    /// Reads what one of a batch would, alone.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn look(&self, version: Version, url: &str) -> Result<Answer<Option<Value>>, Failure> {
        let answer: Answer<Value> = self.read(version, url.trim_start_matches('/')).await?;
        Ok(answer.map(Some))
    }

    /// Sends up to [`MAX_BATCH`] requests as one. The results stand in the order of the items; each is as if the item had
    /// been asked for alone.
    ///
    /// # Errors
    /// [`Failure`] when the batch as a whole failed.
    ///
    /// # Panics
    /// With more items than fit.
    pub async fn batch(
        &self,
        version: Version,
        request_id: &str,
        items: &[BatchItem],
    ) -> Result<Vec<Result<Answer<Option<Value>>, Failure>>, Failure> {
        assert!(items.len() <= MAX_BATCH, "a batch holds at most {MAX_BATCH} requests");
        let requests = items.iter().enumerate().map(|(at, item)| request(at, item)).collect();
        let body = bytes(&BatchRequests { requests });
        let address = self.address(version, "$batch");
        let response = self.change(Method::Post, address, request_id, Some(body)).await?;
        let answers: Answer<BatchResponses> = json(&response)?;
        let mut results: Vec<_> = items.iter().map(|_| Err(missing())).collect();
        for answer in answers.value.responses {
            // Answers come in any order, and one that nobody asked for is nobody's.
            let at = (0..results.len()).find(|at| at.to_string() == answer.id);
            if let Some(result) = at.and_then(|at| results.get_mut(at)) {
                *result = one(&response, answer);
            }
        }
        Ok(results)
    }
}

fn request(at: usize, item: &BatchItem) -> BatchRequest {
    let mut headers = BTreeMap::new();
    if item.body.is_some() {
        headers.insert("Content-Type".to_owned(), "application/json".to_owned());
    }
    if let Some(id) = &item.request_id {
        headers.insert("client-request-id".to_owned(), id.clone());
    }
    BatchRequest {
        id: at.to_string(),
        method: item.method.as_str().to_owned(),
        url: item.url.clone(),
        headers,
        body: item.body.clone(),
        depends_on: None,
    }
}

fn missing() -> Failure {
    Failure::Lost(TransportError { words: "the answer to the batch has none to this request".to_owned() })
}

/// The answer to one item. The headers of the whole tell what its own don't: who answered, and when.
fn one(whole: &Response, answer: BatchResponse) -> Result<Answer<Option<Value>>, Failure> {
    let body = answer.body.as_ref().map(bytes).unwrap_or_default();
    let headers = answer.headers.into_iter().chain(whole.headers.iter().cloned()).collect();
    let response = Response { status: answer.status, headers, body };
    if matches!(response.status, 200..=299) {
        Ok(Answer::of(&response, answer.body))
    } else {
        Err(Failure::of(&response))
    }
}
