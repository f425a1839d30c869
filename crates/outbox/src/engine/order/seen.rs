//! What the service says of what a device was asked.

use graph::{
    Remote,
    wire::{ActionState, ManagedDevice, ManagementState},
};

use super::super::pace;
use crate::{Millis, Seen, order::is_named};

/// How far a device is with what it was asked, by what the service says of it. Only of what was asked since it was sent: a device
/// keeps what it was asked before.
pub fn seen_of(remote: &Remote, sent: Millis, found: Option<&ManagedDevice>) -> Seen {
    let Some(device) = found else { return Seen::Gone };
    // Clocks differ by some minutes.
    let since = sent - pace::CLOCKS;
    let result = device
        .device_action_results
        .iter()
        .filter(|result| is_named(remote, &result.action_name))
        .rfind(|result| millis(&result.start_date_time).is_none_or(|started| started >= since));
    let by_result = result.map(|result| match result.action_state {
        ActionState::Pending => Seen::Pending,
        ActionState::Active => Seen::Active,
        ActionState::Done => Seen::Done,
        ActionState::Failed => Seen::Failed,
        ActionState::NotSupported => Seen::NotSupported,
        ActionState::Canceled => Seen::Canceled,
        ActionState::None | ActionState::Other(_) => Seen::Nothing,
    });
    // Lists of results have been seen to be empty while the state told all.
    let by_state =
        match (remote, &device.management_state) {
            (Remote::Wipe(_), ManagementState::WipePending)
            | (Remote::Retire, ManagementState::RetirePending)
            | (Remote::Delete, ManagementState::DeletePending) => Seen::Pending,
            (Remote::Wipe(_), ManagementState::WipeIssued)
            | (Remote::Retire, ManagementState::RetireIssued) => Seen::Active,
            (Remote::Wipe(_), ManagementState::WipeFailed)
            | (Remote::Retire, ManagementState::RetireFailed) => Seen::Failed,
            (Remote::Wipe(_), ManagementState::WipeCanceled)
            | (Remote::Retire, ManagementState::RetireCanceled) => Seen::Canceled,
            _ => Seen::Nothing,
        };
    by_result.filter(|seen| *seen != Seen::Nothing).unwrap_or(by_state)
}

/// A moment as the service writes it, in milliseconds since 1970.
fn millis(text: &str) -> Option<Millis> {
    graph::seconds(text).filter(|seconds| *seconds > 0).map(|seconds| seconds * 1000)
}
