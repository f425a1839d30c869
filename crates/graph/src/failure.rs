//! What went wrong, and what it means for whoever asked.

use std::{fmt, time::Duration};

use crate::{
    http::{Response, TransportError},
    retry_after,
    wire::{ErrorEnvelope, IntuneMessage},
};

/// What to do about an answer that isn't a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Ask again: nothing was done. After this long, where the service said so and the reader could see it.
    Retry(Option<Duration>),
    /// Ask again, but the work may have been done all the same.
    Uncertain(Option<Duration>),
    /// Asking again brings the same answer.
    Rejected,
    /// Sign in, then ask again.
    SignIn,
    /// A second administrator must approve: ask again when that is done.
    Approval,
    /// A second administrator must approve, and wants to know why it is asked for: ask again with a reason.
    Justification,
}

/// An answer that isn't a success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What to do.
    pub verdict: Verdict,
    /// The HTTP status.
    pub status: u16,
    /// The error's name for programs; empty where there was none.
    pub code: String,
    /// What the service says to developers; empty where there was nothing.
    pub message: String,
    /// The id that support asks for.
    pub request_id: Option<String>,
    /// Where a second administrator must approve: the code of the request for it.
    pub approval_code: Option<Box<str>>,
}

/// The header that says why something is asked for, in base64.
pub(crate) const JUSTIFICATION: &str = "x-msft-approval-justification";

/// The header that has the code of a request for approval.
pub(crate) const APPROVAL_CODE: &str = "x-msft-approval-code";

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer came. The work may have been done all the same.
    Lost(TransportError),
    /// An answer came, of success, but it can't be read. The work was done.
    Unreadable {
        /// What is wrong with it.
        words: String,
        /// The id that support asks for.
        request_id: Option<String>,
    },
    /// The service refused.
    Refused(Refusal),
}

impl Failure {
    /// What to do.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self {
            Failure::Lost(_) | Failure::Unreadable { .. } => Verdict::Uncertain(None),
            Failure::Refused(refusal) => refusal.verdict,
        }
    }

    /// The id that support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Failure::Lost(_) => None,
            Failure::Unreadable { request_id, .. } => request_id.as_deref(),
            Failure::Refused(refusal) => refusal.request_id.as_deref(),
        }
    }

    /// Whether the thing that was asked about isn't there.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self, Failure::Refused(Refusal { status: 404, .. }))
    }

    /// The failure that an answer with a status other than success stands for.
    #[must_use]
    pub fn of(response: &Response) -> Failure {
        let body: ErrorEnvelope = serde_json::from_slice(&response.body).unwrap_or_default();
        let error = body.error;
        let inner = error.inner_error.unwrap_or_default();
        let intune: Option<IntuneMessage> = serde_json::from_str(&error.message).ok();
        let wait = header_wait(response).or_else(|| intune.as_ref().and_then(intune_wait));
        let header = response.header("request-id").map(str::to_owned);
        let message =
            intune.map(|intune| intune.message).filter(|text| !text.is_empty()).unwrap_or(error.message);
        let approval_code = approval_code(response, &message);
        let verdict = match approval_code {
            // Some tenants name it with another status than 412, but none names it for anything else.
            Some(_) if matches!(response.status, 400 | 403 | 409 | 412) => Verdict::Approval,
            None if matches!(response.status, 400 | 403) && message.contains(JUSTIFICATION) => {
                Verdict::Justification
            }
            _ => verdict(response.status, &error.code, wait),
        };
        Failure::Refused(Refusal {
            verdict,
            status: response.status,
            code: error.code,
            message,
            request_id: header.or(inner.request_id).filter(|id| !id.is_empty()),
            approval_code,
        })
    }
}

/// The code of a request for approval. Browsers hide the header of the real service, so it is looked for in the message too.
fn approval_code(response: &Response, message: &str) -> Option<Box<str>> {
    let is_guid = |text: &str| {
        let groups: Vec<usize> = text.split('-').map(str::len).collect();
        groups == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
    };
    let named = response.header(APPROVAL_CODE).map(str::trim).filter(|code| is_guid(code));
    // Whoever never heard that a call is held asks again, and is told that somebody has asked.
    let is_asked = response.status == 409 && message.to_ascii_lowercase().contains("approval request");
    let open = || {
        let mut words = message.split(|c: char| c != '-' && !c.is_ascii_alphanumeric()).filter(|_| is_asked);
        words.find(|word| is_guid(word))
    };
    named.or_else(open).map(Box::from).or_else(|| {
        let (_, after) = message.split_once(APPROVAL_CODE)?;
        let code = after.trim_start_matches([':', ' ', '=', '\'', '"']).get(..36)?;
        is_guid(code).then(|| code.into())
    })
}

fn header_wait(response: &Response) -> Option<Duration> {
    retry_after(response.header("retry-after")?, response.header("date"))
}

fn intune_wait(message: &IntuneMessage) -> Option<Duration> {
    match message.retry_after.as_ref()? {
        serde_json::Value::String(text) => retry_after(text, None),
        other => retry_after(&other.to_string(), None),
    }
}

fn verdict(status: u16, code: &str, wait: Option<Duration>) -> Verdict {
    match status {
        401 => Verdict::SignIn,
        // A change that came too early after another one: seen on updateDeviceProperties.
        412 if code.eq_ignore_ascii_case("ConditionNotMet") => Verdict::Retry(wait),
        412 => Verdict::Approval,
        408 | 409 | 423 | 425 | 429 | 509 => Verdict::Retry(wait),
        501 | 505 => Verdict::Rejected,
        500.. => Verdict::Uncertain(wait),
        _ => Verdict::Rejected,
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Lost(error) => write!(f, "no answer: {error}"),
            Failure::Unreadable { words, .. } => write!(f, "an answer that can't be read: {words}"),
            Failure::Refused(Refusal { status, code, message, .. }) => {
                write!(f, "{status} {code}: {message}")
            }
        }
    }
}

impl std::error::Error for Failure {}
