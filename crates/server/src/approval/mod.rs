//! Approval by a second administrator. An operation that a policy protects is held until somebody else approves it, and then done
//! when it is asked for once more.
//!
//! ```text
//! needsApproval ──> approved ──> completed
//!       │               │
//!       └───────────────┴──────> cancelled, expired
//!       └──────────────────────> rejected
//! ```

mod decision;
mod hold;
mod operation;

pub use decision::{Decision, cancel_own, decide};
pub use hold::{hold, is_of, status_at};
pub use operation::{About, DEVICE, Operation, POLICY, PROTECTED, policy_type};
