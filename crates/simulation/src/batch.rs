//! What can happen to the requests of a batch, each by itself.

use std::collections::BTreeMap;

use graph::{
    Request, Response, TransportError,
    wire::{BatchRequests, BatchResponse, BatchResponses},
};

use crate::{network::arrive, world::World};

/// A batch arrives, of which some requests are refused, and some have an answer that says less than the truth, or none.
pub fn arrive_partly(world: &World, request: &Request) -> Result<Response, TransportError> {
    let body = request.body.as_deref().unwrap_or_default();
    let mut batch: BatchRequests = serde_json::from_slice(body).expect("the client writes batches");
    let mut refused = Vec::new();
    let first = batch.requests.first().map(|item| item.id.clone());
    batch.requests.retain(|item| {
        let goes = Some(&item.id) == first.as_ref() || world.between(0, 3) > 0;
        if !goes {
            refused.push(item.id.clone());
        }
        goes
    });
    let body = serde_json::to_vec(&batch).expect("it was read");
    let mut response = arrive(world, &Request { body: Some(body), ..request.clone() })?;
    if let Ok(BatchResponses { mut responses }) = serde_json::from_slice(&response.body) {
        let status = |id: String, status| BatchResponse { id, status, headers: BTreeMap::new(), body: None };
        for answer in &mut responses {
            if world.between(0, 5) == 0 {
                *answer = status(answer.id.clone(), 500);
            }
        }
        responses.retain(|_| world.between(0, 5) > 0);
        responses.extend(refused.into_iter().map(|id| status(id, 429)));
        // Nobody promises an order.
        let half = responses.len() / 2;
        responses.rotate_left(half);
        response.body = serde_json::to_vec(&BatchResponses { responses }).expect("it was read");
    }
    Ok(response)
}
