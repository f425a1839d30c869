//! What waits, or waited, for a second administrator, and what can be done about it here.

use device_csv::order::sort_by;
use graph::wire::ApprovalStatus;
use lifecycle::approval::{self, Barred};
use outbox::{Action, ApprovalRequest, Ruling};

use crate::tenant::Records;

/// A request as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalLine {
    /// The request, by its place among those that are kept.
    pub at: usize,
    /// What was decided here, and isn't seen yet.
    pub underway: Option<Ruling>,
    /// Why it can't be approved or rejected here; `None`: it can.
    pub no_decision: Option<Barred>,
    /// Why it can't be taken back here; `None`: it can.
    pub no_taking_back: Option<Barred>,
}

/// The requests for approval.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApprovalLists {
    /// Those that wait, what expires first first.
    pub waiting: Vec<ApprovalLine>,
    /// Those that don't any more, the newest first.
    pub over: Vec<ApprovalLine>,
}

/// The requests for approval, for that administrator. Where the service isn't `muster-server`, it alone knows who they are.
#[must_use]
pub fn approvals(records: &Records, administrator: &str) -> ApprovalLists {
    let who = records.status.server.as_ref().map(|_| administrator);
    let requests = &records.approvals.requests;
    let mut lists = ApprovalLists::default();
    for (at, request) in requests.iter().enumerate() {
        let underway = underway(records, request);
        let barred = |may: Result<(), Barred>| underway.map(|_| Barred::Underway).or(may.err());
        let line = ApprovalLine {
            at,
            underway,
            no_decision: barred(approval::decide(who, &request.requestor.user)),
            no_taking_back: barred(approval::take_back(who, &request.requestor.user)),
        };
        if request.waits() { lists.waiting.push(line) } else { lists.over.push(line) }
    }
    sort_by(&mut lists.waiting, |a, b| requests[a.at].expires.cmp(&requests[b.at].expires));
    sort_by(&mut lists.over, |a, b| requests[b.at].changed.cmp(&requests[a.at].changed));
    lists
}

/// What deciding about several requests at once comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChosenRequests {
    /// The requests, by their places among those that are kept, in the order of the list.
    pub requests: Vec<usize>,
    /// How many devices lose something when all of them are approved.
    pub devices: usize,
    /// How many requests can be decided about at all.
    pub all: usize,
}

/// What deciding about those of that list comes to that are ticked, by their ids. What can't be decided about is left out, ticked or
/// not.
#[must_use]
pub fn chosen_requests(records: &Records, lists: &ApprovalLists, ticked: &[String]) -> ChosenRequests {
    let mut chosen = ChosenRequests::default();
    for line in lists.waiting.iter().filter(|line| line.no_decision.is_none()) {
        let Some(request) = records.approvals.requests.get(line.at) else { continue };
        chosen.all += 1;
        if ticked.contains(&request.id) {
            chosen.requests.push(line.at);
            chosen.devices += request.destroys();
        }
    }
    chosen
}

/// How many requests wait for that administrator: all that aren't their own.
#[must_use]
pub fn approvals_waiting(records: &Records, administrator: &str) -> usize {
    let is_theirs = |request: &&ApprovalRequest| {
        request.waits()
            && !approval::is_same(administrator, &request.requestor.user)
            && underway(records, request).is_none()
    };
    records.approvals.requests.iter().filter(is_theirs).count()
}

/// Whether who asked for it can still take it back.
#[must_use]
pub fn can_be_taken_back(request: &ApprovalRequest) -> bool {
    matches!(request.status, ApprovalStatus::NeedsApproval | ApprovalStatus::Approved)
}

fn underway(records: &Records, request: &ApprovalRequest) -> Option<Ruling> {
    records.intents.iter().find_map(|intent| match &intent.action {
        Action::Decision(decision) if decision.request == request.id && !intent.is_over() => {
            Some(decision.ruling)
        }
        _ => None,
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use outbox::{Approvals, Decision, Intent, Operation, Person, State, Status};

    use super::*;

    fn request(id: &str, by: &str, status: ApprovalStatus, expires: &str) -> ApprovalRequest {
        ApprovalRequest {
            id: id.to_owned(),
            asked: String::new(),
            expires: expires.to_owned(),
            changed: expires.to_owned(),
            requestor: Person { user: by.to_owned(), ..Person::default() },
            approver: Person::default(),
            status,
            reason: String::new(),
            answer: String::new(),
            kinds: Vec::new(),
            operation: None,
        }
    }

    fn records(server: Option<&str>) -> Records {
        let requests = vec![
            request("c1", "adele@t", ApprovalStatus::NeedsApproval, "2026-12-02"),
            request("c2", "ben@t", ApprovalStatus::NeedsApproval, "2026-12-01"),
            request("c3", "ben@t", ApprovalStatus::Expired, "2026-11-01"),
            request("c4", "ben@t", ApprovalStatus::Approved, "2026-11-02"),
        ];
        Records {
            approvals: Approvals { requests, ..Approvals::default() },
            status: Status { server: server.map(str::to_owned), ..Status::default() },
            ..Records::default()
        }
    }

    #[test]
    fn ones_own_is_for_others_to_decide() {
        let lists = approvals(&records(Some("1")), "ben@t");
        let said: Vec<_> =
            lists.waiting.iter().map(|line| (line.at, line.no_decision, line.no_taking_back)).collect();
        assert_eq!(said, [(1, Some(Barred::Own), None), (0, None, Some(Barred::NotOwn))]);
        assert_eq!(lists.over.iter().map(|line| line.at).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(approvals_waiting(&records(Some("1")), "ben@t"), 1);
        let nobody = approvals(&records(Some("1")), "");
        assert!(nobody.waiting.iter().all(|line| line.no_decision == Some(Barred::Nobody)));
        assert_eq!(approvals_waiting(&records(Some("1")), ""), 2);
        // Another service knows by the token who it is.
        let other = approvals(&records(None), "");
        assert!(other.waiting.iter().all(|line| line.no_decision.is_none()));
    }

    #[test]
    fn ones_own_is_left_out_of_many_and_devices_are_counted_where_something_is_destroyed() {
        let mut records = records(Some("1"));
        let about = |count: usize| vec![(String::new(), String::new()); count];
        let operation = |path: &str, count| {
            Some(Operation { path: path.to_owned(), about: about(count), ..Operation::default() })
        };
        let mut add = |id: &str, kind: &str, operation| {
            let mut new = request(id, "adele@t", ApprovalStatus::NeedsApproval, "2026-12-03");
            (new.kinds, new.operation) = (vec![kind.to_owned()], operation);
            records.approvals.requests.push(new);
        };
        add("wipes", "deviceWipe", operation("/deviceManagement/managedDevices/executeAction", 3));
        add("wipe", "deviceWipe", None);
        add("script", "script", operation("/deviceManagement/scripts", 1));
        add("policy", "deviceWipe", operation("/deviceManagement/operationApprovalPolicies/1", 1));
        let ticked = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<String>>();
        for (who, ids, requests, devices, all) in [
            ("ben@t", &[][..], &[][..], 0, 5),
            // Ben asked for c2 himself; c3 is over, and nobody knows of the last one.
            ("ben@t", &["c1", "c2", "c3", "none"], &[0], 0, 5),
            ("ben@t", &["wipes", "wipe"], &[4, 5], 4, 5),
            ("ben@t", &["script", "policy", "wipe"], &[5, 6, 7], 1, 5),
            ("ADELE@t", &["c1", "c2", "wipes"], &[1], 0, 1),
            ("", &["c1", "c2", "wipes"], &[], 0, 0),
        ] {
            let lists = approvals(&records, who);
            let chosen = chosen_requests(&records, &lists, &ticked(ids));
            assert_eq!(chosen, ChosenRequests { requests: requests.to_vec(), devices, all }, "{who} {ids:?}");
        }
    }

    #[test]
    fn what_was_decided_here_is_not_decided_twice() {
        let mut records = records(Some("1"));
        let decision = Decision {
            request: "c1".to_owned(),
            ruling: Ruling::Reject,
            why: String::new(),
            about: String::new(),
        };
        records.intents.push(Intent::new("i".to_owned(), "s", 0, Action::Decision(decision)));
        let of_first = |records: &Records| {
            let lists = approvals(records, "ben@t");
            lists.waiting.iter().find(|line| line.at == 0).map(|line| (line.underway, line.no_decision))
        };
        assert_eq!(of_first(&records), Some((Some(Ruling::Reject), Some(Barred::Underway))));
        assert_eq!(approvals_waiting(&records, "ben@t"), 0);
        records.intents[0].state = State::Rejected;
        assert_eq!(of_first(&records), Some((None, None)));
    }
}
