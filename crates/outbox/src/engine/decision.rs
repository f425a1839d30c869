//! Deciding about what waits for a second administrator.

use graph::{Failure, Refusal, Transport};

use super::{
    Stop,
    session::{Session, concerns_all},
};
use crate::{
    Action, ApprovalRequest, Approvals, Change, Decision, Environment, Millis, Ruling, State, Storage,
    Trouble, TroubleKind,
};

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Sends a decision. Of several the first one counts, so to send it once more changes nothing.
    pub async fn decide(&mut self, at: usize) -> Result<(), Stop> {
        let was = self.intents[at].state;
        let Some(decision) = self.decision_of(at).cloned() else { return Ok(()) };
        self.mark_sent(at).await?;
        self.still_leads()?;
        let (id, client) = (self.wire_id(at), &self.engine.client);
        let Decision { request, ruling, why, .. } = &decision;
        let outcome = match ruling {
            Ruling::Approve => client.decide(&id, request, graph::Decision::Approve, why).await,
            Ruling::Reject => client.decide(&id, request, graph::Decision::Reject, why).await,
            Ruling::TakeBack => client.cancel_own_request(&id, request).await,
        };
        match outcome {
            Ok(answer) => {
                self.was_taken(at, answer);
                self.keep(at, Vec::new()).await
            }
            // It is decided: by somebody else, or by an attempt of which nothing was heard.
            Err(Failure::Refused(Refusal { status: 409, .. })) => self.look_for_decision(at).await,
            Err(failure) => self.not_taken(at, was, &failure).await,
        }
    }

    fn decision_of(&self, at: usize) -> Option<&Decision> {
        match &self.intents[at].action {
            Action::Decision(decision) => Some(decision),
            _ => None,
        }
    }

    /// Reads the request back: a decision is done when it is seen.
    pub async fn look_for_decision(&mut self, at: usize) -> Result<(), Stop> {
        let Some(decision) = self.decision_of(at).cloned() else { return Ok(()) };
        self.still_leads()?;
        let found = match self.engine.client.approval_request(&decision.request).await {
            Ok(answer) => {
                self.went_well(at, &answer);
                answer.value
            }
            Err(failure) => {
                let stop = self.failed(at, &failure);
                if failure.is_not_found() {
                    self.intents[at].state = State::Rejected;
                }
                return Err(self.keep(at, Vec::new()).await.err().unwrap_or(stop));
            }
        };
        let mut approvals = self.kept_approvals().await?;
        let place = approvals.requests.iter().position(|request| request.id == found.id);
        let seen = ApprovalRequest::seen(&found, place.map(|place| &approvals.requests[place]));
        if decision.ruling.is_fulfilled(&seen.status) || decision.ruling.can_be(&seen.status) {
            self.judge_read_back(at, decision.ruling.is_fulfilled(&seen.status));
        } else {
            self.give_up(at, TroubleKind::Decided, seen.status.as_str());
        }
        match place {
            Some(place) => approvals.requests[place] = seen,
            None => approvals.requests.push(seen),
        }
        self.keep(at, vec![Change::Approvals(approvals)]).await
    }

    async fn kept_approvals(&self) -> Result<Approvals, Stop> {
        let kept = self.engine.storage.approvals().await?;
        let address = self.status.address.clone();
        Ok(if kept.address == address { kept } else { Approvals { address, ..Approvals::default() } })
    }

    /// Reads the requests for approval. That they can't be read holds nothing up.
    pub async fn pull_approvals(&mut self) -> Result<(), Stop> {
        self.still_leads()?;
        let kept = self.kept_approvals().await?;
        let client = &self.engine.client;
        let mut outcome = if self.status.server.is_some() {
            client.approval_requests_in_full().all().await
        } else {
            client.approval_requests().all().await
        };
        // An older server doesn't tell what is to be done.
        if matches!(outcome, Err(Failure::Refused(Refusal { status: 400, .. }))) {
            self.still_leads()?;
            outcome = client.approval_requests().all().await;
        }
        let now = self.now();
        let approvals = match outcome {
            Ok(found) => {
                let seen = |found: &graph::wire::OperationApprovalRequest| {
                    let before = kept.requests.iter().find(|request| request.id == found.id);
                    ApprovalRequest::seen(found, before)
                };
                let requests: Vec<ApprovalRequest> = found.iter().map(seen).collect();
                // Somebody may decide at any moment: it is looked at again by itself.
                let asked = requests.iter().filter(|request| request.waits());
                let newest = asked.filter_map(|request| graph::seconds(&request.asked)).max();
                self.note_underway(newest.map(|seconds: Millis| seconds * 1000));
                Approvals { read: Some(now), refused: None, requests, ..kept }
            }
            Err(failure) if concerns_all(&failure) => return Err(self.out_of_order(&failure)),
            Err(failure) => Approvals { refused: Some(Trouble::of_list(&failure, now)), ..kept },
        };
        self.commit(vec![Change::Approvals(approvals)]).await
    }
}
