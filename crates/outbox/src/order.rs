//! What a managed device is asked to do.

use graph::{Remote, Warrant};

use crate::Millis;

/// What a managed device is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The device's Intune id.
    pub device: String,
    /// Its serial number, to show.
    pub serial: String,
    /// Its name, to show.
    pub name: String,
    /// What.
    pub remote: Remote,
    /// Until when it may be sent; `None`: at any time. What destroys something has such a moment.
    pub expires: Option<Millis>,
    /// Why, for a second administrator; empty: nobody has asked yet.
    pub reason: String,
    /// The approval that it needs, where it does.
    pub approval: Option<Approval>,
    /// How far the device is with it.
    pub seen: Seen,
}

/// The approval that something needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Its code.
    pub code: String,
    /// Until when it can be given and used, as the service writes it; empty: not known yet.
    pub expires: String,
    /// Whether it was given.
    pub is_given: bool,
}

/// How far a device is with what it was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// Nothing was seen of it yet.
    #[default]
    Nothing,
    /// It waits for the device to check in.
    Pending,
    /// The device is at it.
    Active,
    /// The device has done it.
    Done,
    /// The device is in management no more.
    Gone,
    /// The device says that it failed.
    Failed,
    /// The device says that it has no such thing.
    NotSupported,
    /// It was called off by somebody.
    Canceled,
}

impl Order {
    /// An order that was just given.
    #[must_use]
    pub fn new(device: &str, remote: Remote) -> Order {
        Order {
            device: device.to_owned(),
            serial: String::new(),
            name: String::new(),
            remote,
            expires: None,
            reason: String::new(),
            approval: None,
            seen: Seen::default(),
        }
    }

    /// By what it is let through.
    #[must_use]
    pub fn warrant(&self) -> Warrant {
        match &self.approval {
            Some(approval) => Warrant::Code(approval.code.clone()),
            None if self.reason.is_empty() => Warrant::None,
            None => Warrant::Reason(self.reason.clone()),
        }
    }
}

/// Whether it takes something away that can't be brought back.
#[must_use]
pub fn destroys(remote: &Remote) -> bool {
    match remote {
        Remote::Wipe(_) | Remote::Retire | Remote::Delete | Remote::FreshStart { .. } => true,
        Remote::Restart | Remote::Sync => false,
    }
}

/// Whether the device leaves management by it.
#[must_use]
pub fn ends_management(remote: &Remote) -> bool {
    match remote {
        Remote::Wipe(wipe) => wipe.keep_enrollment_data != Some(true),
        Remote::Retire | Remote::Delete => true,
        Remote::Restart | Remote::Sync | Remote::FreshStart { .. } => false,
    }
}

/// Whether an action goes by that name: it has several, by who tells of it.
#[must_use]
pub fn is_named(remote: &Remote, name: &str) -> bool {
    let names: &[&str] = match remote {
        Remote::Restart => &["rebootNow", "reboot", "restart"],
        Remote::Sync => &["syncDevice", "sync"],
        Remote::Wipe(_) => &["wipe", "factoryReset", "factoryResetKeepEnrollmentData", "retireWipe"],
        Remote::Retire => &["retire", "removeCompanyData", "retireWipe"],
        Remote::Delete => &["delete"],
        Remote::FreshStart { .. } => &["cleanWindowsDevice", "freshStart"],
    };
    names.iter().any(|known| known.eq_ignore_ascii_case(name.trim()))
}
