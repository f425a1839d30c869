//! Saying which files could not be read.

use crate::ingest::FailReason;
use crate::t;
use crate::workspace::Workspace;

/// So many files have a notice of their own; more than that share one, or they would cover the page.
const APART: usize = 3;

/// So many names stand in a notice that files share.
const NAMED: usize = 20;

/// Says which files could not be read, why, and what to do.
pub fn say_unread(workspace: Workspace, unread: &[(String, FailReason)]) {
    let Workspace { i18n, toasts, .. } = workspace;
    if unread.len() <= APART {
        for (path, reason) in unread {
            toasts.failed(t!(i18n, message(reason), file = path.as_str()));
        }
        return;
    }
    let names: Vec<&str> = unread.iter().take(NAMED).map(|(path, _)| path.as_str()).collect();
    let more = unread.len() - names.len();
    toasts.failed(t!(i18n, "read-many", count = unread.len(), files = names.join(", "), more = more));
}

fn message(reason: &FailReason) -> &'static str {
    match reason {
        FailReason::Vanished => "read-vanished",
        FailReason::Unreadable(_) => "read-refused",
        FailReason::Crashed(_) => "read-crashed",
        FailReason::NoWorker(_) => "read-no-worker",
    }
}
