//! What stands in the way of an intent.

use graph::{Failure, Verdict};

use crate::Millis;

/// What kind of trouble it is: what a person is told, and what happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TroubleKind {
    /// No answer came. It is tried again.
    NoAnswer,
    /// An answer came that can't be read. It is looked at what was done.
    Unreadable,
    /// The service asks for patience. It is tried again.
    Throttled,
    /// The service has trouble of its own. It is tried again.
    Service,
    /// The service refuses. It is not tried again.
    Rejected,
    /// Somebody must sign in.
    SignIn,
    /// A second administrator must approve.
    Approval,
    /// A second administrator must approve, and wants to know why it is asked for.
    Justification,
    /// A second administrator has refused it, or nobody decided in time.
    NotApproved,
    /// The device says that it failed, or can't, or somebody called it off.
    Device,
    /// The service took the change, and it is still not to be seen.
    NotObserved,
    /// Something answers at the address that doesn't speak the service's protocol: a website, the sign-in of a network.
    NotService,
    /// The platform has a clean-up rule already, and has only one.
    RuleExists,
    /// Somebody else has decided about it, or it is over.
    Decided,
}

/// What stands in the way of an intent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// When it came up.
    pub at: Millis,
    /// What kind it is.
    pub kind: TroubleKind,
    /// The HTTP status; 0 where no answer came.
    pub status: u16,
    /// The error's name for programs.
    pub code: String,
    /// What the service, or the carrier, says.
    pub message: String,
    /// The id that support asks for.
    pub request_id: Option<String>,
}

impl Trouble {
    /// The trouble that a failure to read a list is. Every service has it, and answers with JSON: where something else
    /// comes, something else is there.
    pub(crate) fn of_list(failure: &Failure, at: Millis) -> Trouble {
        let trouble = Trouble::of(failure, at);
        let is_else = match failure {
            Failure::Unreadable { .. } => true,
            Failure::Refused(refusal) => {
                refusal.code.is_empty() && matches!(refusal.status, 300..=399 | 404 | 405)
            }
            Failure::Lost(_) => false,
        };
        if is_else { Trouble { kind: TroubleKind::NotService, ..trouble } } else { trouble }
    }

    /// The trouble that a failure is.
    pub(crate) fn of(failure: &Failure, at: Millis) -> Trouble {
        let kind = match failure {
            Failure::Lost(_) => TroubleKind::NoAnswer,
            Failure::Unreadable { .. } => TroubleKind::Unreadable,
            Failure::Refused(refusal) => match refusal.verdict {
                Verdict::Retry(_) => TroubleKind::Throttled,
                Verdict::Uncertain(_) => TroubleKind::Service,
                Verdict::Rejected => TroubleKind::Rejected,
                Verdict::SignIn => TroubleKind::SignIn,
                Verdict::Approval => TroubleKind::Approval,
                Verdict::Justification => TroubleKind::Justification,
            },
        };
        let (status, code, message) = match failure {
            Failure::Lost(error) => (0, String::new(), error.words.clone()),
            Failure::Unreadable { words, .. } => (200, String::new(), words.clone()),
            Failure::Refused(refusal) => (refusal.status, refusal.code.clone(), refusal.message.clone()),
        };
        Trouble { at, kind, status, code, message, request_id: failure.request_id().map(str::to_owned) }
    }
}
