//! What a managed device is asked to do.

use graph::{Remote, Warrant, wire};
use lifecycle::action::{Action, Obliteration, Wipe};

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

    /// The code that unlocks a Mac afterwards; empty: none was chosen.
    #[must_use]
    pub fn unlock_code(&self) -> &str {
        match &self.remote {
            Remote::Wipe(wipe) => wipe.mac_os_unlock_code.as_deref().unwrap_or_default(),
            _ => "",
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

/// What it is by the rules.
#[must_use]
pub fn asked(remote: &Remote) -> Action {
    match remote {
        Remote::Restart => Action::Restart,
        Remote::Sync => Action::Sync,
        Remote::Wipe(wipe) => Action::Wipe(Wipe {
            keep_enrolment: wipe.keep_enrollment_data == Some(true),
            keep_user_data: wipe.keep_user_data == Some(true),
            protected: wipe.use_protected_wipe == Some(true),
            unlock_code: wipe.mac_os_unlock_code.is_some(),
            keep_esim: wipe.persist_esim_data_plan == Some(true),
            obliteration: wipe.obliteration_behavior.as_deref().map(|name| {
                let known =
                    Obliteration::NAMES.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                known.map_or(Obliteration::Default, |(_, behaviour)| behaviour)
            }),
        }),
        Remote::Retire => Action::Retire,
        Remote::Delete => Action::Delete,
        Remote::FreshStart { keep_user_data } => Action::FreshStart { keep_user_data: *keep_user_data },
    }
}

/// How an action is asked for; `code` is the one that unlocks a Mac afterwards.
#[must_use]
pub fn remote(action: Action, code: &str) -> Remote {
    match action {
        Action::Restart => Remote::Restart,
        Action::Sync => Remote::Sync,
        // What wasn't chosen isn't said: so a plain wipe is one that every version of the service understands.
        Action::Wipe(wipe) => Remote::Wipe(wire::Wipe {
            keep_enrollment_data: wipe.keep_enrolment.then_some(true),
            keep_user_data: wipe.keep_user_data.then_some(true),
            mac_os_unlock_code: wipe.unlock_code.then(|| code.to_owned()),
            persist_esim_data_plan: wipe.keep_esim.then_some(true),
            use_protected_wipe: wipe.protected.then_some(true),
            obliteration_behavior: wipe.obliteration.and_then(|behaviour| {
                let name = Obliteration::NAMES.into_iter().find(|(_, known)| *known == behaviour);
                name.map(|(name, _)| name.to_owned())
            }),
        }),
        Action::Retire => Remote::Retire,
        Action::Delete => Remote::Delete,
        Action::FreshStart { keep_user_data } => Remote::FreshStart { keep_user_data },
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wp_9_what_is_asked_for_is_what_was_chosen() {
        use lifecycle::action::WipeOption;
        let wipes = WipeOption::ALL.map(|option| Action::Wipe(Wipe::with(option)));
        let all = Action::PLAIN.into_iter().chain(wipes).chain([Action::FreshStart { keep_user_data: true }]);
        for action in all {
            let remote = remote(action, "123456");
            assert_eq!(asked(&remote), action);
            let Remote::Wipe(wipe) = remote else { continue };
            let is_coded = matches!(action, Action::Wipe(wipe) if wipe.unlock_code);
            assert_eq!(wipe.mac_os_unlock_code.as_deref(), is_coded.then_some("123456"));
        }
    }
}
