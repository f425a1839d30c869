//! Every type of the wire as it is written, and that it is read back as it was.

mod devices;
mod envelopes;
mod life;

use std::fmt::Debug;

use graph::wire::{ActionState, ApprovalStatus, EnrollmentState, ImportStatus, ManagementState, beta};
use serde::{Serialize, de::DeserializeOwned};

const ID: &str = "3f1c7a52-0000-4000-8000-000000000001";
const OTHER_ID: &str = "3f1c7a52-0000-4000-8000-000000000002";
const TIME: &str = "2026-11-21T14:46:48Z";

#[expect(clippy::unnecessary_wraps, reason = "most properties are nullable")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// What is written is what the snapshot has, and is read as what it was made of.
macro_rules! written {
    ($value:expr) => {{
        let value = $value;
        $crate::types::read_back(&value);
        insta::assert_json_snapshot!(value);
    }};
}

pub(crate) use written;

fn read_back<V: Serialize + DeserializeOwned + PartialEq + Debug>(value: &V) {
    let text = serde_json::to_string(value).expect("it can be written");
    let again: V = serde_json::from_str(&text).expect("it can be read");
    assert_eq!(&again, value);
}

#[test]
fn every_member_of_every_enumeration() {
    macro_rules! names {
        ($($name:ty),+) => {
            [$({
                <$name>::KNOWN.iter().for_each(read_back);
                let names: Vec<_> = <$name>::KNOWN.iter().map(|member| member.as_str()).collect();
                (stringify!($name), names)
            }),+]
        };
    }
    insta::assert_json_snapshot!(names![
        ImportStatus,
        EnrollmentState,
        beta::ProfileAssignmentStatus,
        beta::ProfileAssignmentDetailedStatus,
        beta::RemediationState,
        beta::UserlessEnrollmentStatus,
        beta::SyncStatus,
        ManagementState,
        ActionState,
        ApprovalStatus
    ]);
}
