//! What stands in requests and answers, by the names that the service gives it.
//!
//! Types are of v1.0 unless they lie in [`beta`] or say otherwise. They read what was seen in the wild (nulls, missing properties, other
//! case, unknown properties and members) and write what the documentation says. A text that is `null` and one that is
//! empty mean the same: [`text`].

pub mod beta;

mod approval;
mod autopilot;
mod batch;
mod cleanup;
mod collection;
mod directory;
mod error;
mod imported;
mod managed;
mod open_enum;

pub use approval::{ApprovalStatus, Identity, IdentitySet, OperationApprovalRequest};
pub use autopilot::{
    EnrollmentState, NEVER, UpdateDeviceProperties, UserAssignment, WindowsAutopilotDeviceIdentity, ZERO_ID,
};
pub use batch::{BatchRequest, BatchRequests, BatchResponse, BatchResponses};
pub use cleanup::{ManagedDeviceCleanupRule, ManagedDeviceCleanupSettings};
pub use collection::{Changed, Collection, Removed};
pub use directory::{Device, Group, User};
pub use error::{ErrorBody, ErrorDetail, ErrorEnvelope, InnerError, IntuneMessage};
pub use imported::{
    ImportRequest, ImportState, ImportStatus, ImportedWindowsAutopilotDeviceIdentity, error_name,
};
pub use managed::{ActionState, DeviceActionResult, ManagedDevice, ManagementState, Wipe};

use serde::{Deserialize, Deserializer};

/// A property's text; a `null` is as good as an empty one.
pub fn text(value: Option<&String>) -> &str {
    value.map_or("", String::as_str)
}

/// The default for a `null`: the service sends some where its own schema allows none.
pub(crate) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
