//! Managed devices and device objects, as they were last seen.

use graph::wire::{self, ActionState, ManagementState, NEVER, ZERO_ID, text};
use lifecycle::action::{Enrolment, Platform, Traits, version};

/// A managed device, as it was last seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Managed {
    /// Its Intune id.
    pub id: String,
    /// The name that it calls itself.
    pub name: String,
    /// The serial number.
    pub serial: String,
    /// The operating system, as the service writes it.
    pub operating_system: String,
    /// Its version.
    pub os_version: String,
    /// How it came to be managed, as the service writes it.
    pub enrollment: String,
    /// By what it is managed, as the service writes it.
    pub agent: String,
    /// What kind of device it is, as the service writes it.
    pub kind: String,
    /// `company` or `personal`.
    pub owner: String,
    /// What was asked of it.
    pub state: ManagementState,
    /// Whether it is as the organisation's policies want it, as the service writes it.
    pub compliance: String,
    /// Whether it is supervised (Apple).
    pub is_supervised: bool,
    /// The Entra device id; empty: none.
    pub entra_id: String,
    /// How it is joined, as the service writes it; empty: not known.
    pub join: String,
    /// Its primary user's id.
    pub user_id: String,
    /// Its primary user.
    pub user: String,
    /// What its primary user is called.
    pub user_name: String,
    /// The manufacturer.
    pub manufacturer: String,
    /// The model.
    pub model: String,
    /// When it enrolled, as the service writes it; empty: not known.
    pub enrolled: String,
    /// When it last checked in, as the service writes it; empty: never.
    pub last_sync: String,
    /// Until when it can check in without enrolling anew, as the service writes it; empty: not known.
    pub certificate_until: String,
    /// Whether it is registered with Autopilot, where the service says so.
    pub is_registered: Option<bool>,
    /// What was asked of it, the oldest first.
    pub actions: Vec<RemoteAction>,
}

/// An action that was asked of a managed device, by whoever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteAction {
    /// Its name, as the service writes it.
    pub name: String,
    /// How far it is.
    pub state: ActionState,
    /// When it was asked for, as the service writes it; empty: not known.
    pub started: String,
    /// When that was last looked at, as the service writes it; empty: not known.
    pub updated: String,
}

fn own(value: Option<&String>) -> String {
    text(value).to_owned()
}

fn id(value: Option<&String>) -> String {
    Some(own(value)).filter(|id| id != ZERO_ID).unwrap_or_default()
}

fn moment(value: &str) -> String {
    // Where there is no moment, some services have the beginning of time, and some its end.
    if value == NEVER || value.starts_with("0001-") || value.starts_with("9999-") {
        String::new()
    } else {
        value.to_owned()
    }
}

impl Managed {
    /// The device that the service describes.
    #[must_use]
    pub fn seen(found: &wire::ManagedDevice) -> Managed {
        Managed {
            id: found.id.clone(),
            name: own(found.device_name.as_ref()),
            serial: own(found.serial_number.as_ref()),
            operating_system: own(found.operating_system.as_ref()),
            os_version: own(found.os_version.as_ref()),
            enrollment: own(found.device_enrollment_type.as_ref()),
            agent: own(found.management_agent.as_ref()),
            kind: own(found.device_type.as_ref()),
            owner: own(found.managed_device_owner_type.as_ref()),
            state: found.management_state.clone(),
            compliance: own(found.compliance_state.as_ref()),
            is_supervised: found.is_supervised,
            entra_id: id(found.azure_ad_device_id.as_ref()),
            join: Some(own(found.join_type.as_ref())).filter(|join| join != "unknown").unwrap_or_default(),
            user_id: id(found.user_id.as_ref()),
            user: own(found.user_principal_name.as_ref()),
            user_name: own(found.user_display_name.as_ref()),
            manufacturer: own(found.manufacturer.as_ref()),
            model: own(found.model.as_ref()),
            enrolled: moment(&found.enrolled_date_time),
            last_sync: moment(&found.last_sync_date_time),
            certificate_until: moment(text(found.management_certificate_expiration_date.as_ref())),
            is_registered: found.autopilot_enrolled,
            actions: found.device_action_results.iter().map(RemoteAction::seen).collect(),
        }
    }

    /// What the rules look at; `None`: they know no such device, and nothing can be said of what it can do.
    #[must_use]
    pub fn traits(&self) -> Option<Traits> {
        let is = |text: &str, wanted: &str| text.eq_ignore_ascii_case(wanted);
        let begins = |text: &str, wanted: &str| {
            text.get(..wanted.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(wanted))
        };
        let system = self.operating_system.trim();
        let platform = if begins(system, "Windows") {
            Platform::Windows
        } else if begins(system, "Android") {
            Platform::Android
        } else if is(system, "iOS") || is(system, "iPadOS") {
            Platform::Ios
        } else if is(system, "macOS") {
            Platform::MacOs
        } else {
            return None;
        };
        let enrolment = match (platform, self.enrollment.as_str()) {
            (Platform::Ios, name)
                if begins(name, "appleUserEnrollment") || is(name, "appleAccountDrivenUserEnrollment") =>
            {
                Enrolment::User
            }
            (Platform::Android, name) if is(name, "androidEnterpriseDedicatedDevice") => Enrolment::Dedicated,
            (Platform::Android, name) if is(name, "androidEnterpriseFullyManaged") => Enrolment::FullyManaged,
            (Platform::Android, name) if is(name, "androidEnterpriseCorporateWorkProfile") => {
                Enrolment::CorporateWorkProfile
            }
            // A work profile is told from a device administrator by who manages it; some services name the system by it.
            (Platform::Android, _)
                if is(&self.agent, "googleCloudDevicePolicyController")
                    || is(&self.kind, "androidForWork")
                    || is(&self.kind, "androidEnterprise")
                    || is(system, "AndroidForWork")
                    || is(system, "AndroidEnterprise") =>
            {
                Enrolment::WorkProfile
            }
            (Platform::Android, _) => Enrolment::DeviceAdministrator,
            _ => Enrolment::Device,
        };
        Some(Traits {
            platform,
            enrolment,
            version: version(&self.os_version),
            is_supervised: self.is_supervised,
        })
    }

    /// Whether something was asked of it that it hasn't done yet.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        use ManagementState as S;
        matches!(
            self.state,
            S::RetirePending | S::WipePending | S::DeletePending | S::RetireIssued | S::WipeIssued
        ) || self
            .actions
            .iter()
            .any(|action| matches!(action.state, ActionState::Pending | ActionState::Active))
    }
}

impl RemoteAction {
    fn seen(found: &wire::DeviceActionResult) -> RemoteAction {
        RemoteAction {
            name: found.action_name.clone(),
            state: found.action_state.clone(),
            started: moment(&found.start_date_time),
            updated: moment(&found.last_updated_date_time),
        }
    }
}

/// A device's object in the directory, as it was last seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryObject {
    /// The object's id, by which it is addressed.
    pub id: String,
    /// The device's id, by which other records refer to it; empty: none.
    pub device_id: String,
    /// Its name.
    pub name: String,
    /// Whether it may sign in.
    pub is_enabled: bool,
    /// Whether it is in management.
    pub is_managed: bool,
    /// Whether it comes from an on-premises directory by sync, and would come back by it.
    pub is_synced: bool,
    /// How it is joined: `Workplace`, `AzureAd`, `ServerAd`.
    pub trust: String,
    /// The operating system.
    pub operating_system: String,
    /// The Autopilot id that it was made for, in small letters; empty: none.
    pub autopilot_id: String,
    /// When it was registered, as the service writes it; empty: not known.
    pub registered: String,
    /// When it was last used, give or take two weeks, as the service writes it; empty: not known.
    pub last_sign_in: String,
}

impl DirectoryObject {
    /// The object that the service describes.
    #[must_use]
    pub fn seen(found: &wire::Device) -> DirectoryObject {
        DirectoryObject {
            id: found.id.clone(),
            device_id: id(found.device_id.as_ref()),
            name: own(found.display_name.as_ref()),
            is_enabled: found.account_enabled.unwrap_or(true),
            is_managed: found.is_managed.unwrap_or(false),
            is_synced: found.on_premises_sync_enabled.unwrap_or(false),
            trust: own(found.trust_type.as_ref()),
            operating_system: own(found.operating_system.as_ref()),
            autopilot_id: found.autopilot_id().unwrap_or_default(),
            registered: moment(text(found.registration_date_time.as_ref())),
            last_sign_in: moment(text(found.approximate_last_sign_in_date_time.as_ref())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(system: &str, enrollment: &str, agent: &str, kind: &str) -> Managed {
        Managed::seen(&wire::ManagedDevice {
            operating_system: Some(system.to_owned()),
            device_enrollment_type: Some(enrollment.to_owned()),
            management_agent: Some(agent.to_owned()),
            device_type: Some(kind.to_owned()),
            os_version: Some("10.0.22631.1".to_owned()),
            ..wire::ManagedDevice::default()
        })
    }

    #[test]
    fn what_the_rules_look_at() {
        use Enrolment as E;
        use Platform as P;
        for (system, enrollment, agent, kind, wanted) in [
            ("Windows", "windowsAzureADJoin", "mdm", "windowsRT", Some((P::Windows, E::Device))),
            ("windows 10", "userEnrollment", "mdm", "", Some((P::Windows, E::Device))),
            ("iOS", "appleBulkWithUser", "mdm", "iPhone", Some((P::Ios, E::Device))),
            ("iPadOS", "appleUserEnrollment", "mdm", "iPad", Some((P::Ios, E::User))),
            ("iOS", "appleUserEnrollmentWithServiceAccount", "mdm", "iPhone", Some((P::Ios, E::User))),
            ("iOS", "appleAccountDrivenUserEnrollment", "mdm", "iPhone", Some((P::Ios, E::User))),
            ("macOS", "appleBulkWithUser", "mdm", "macMDM", Some((P::MacOs, E::Device))),
            ("Android", "androidEnterpriseDedicatedDevice", "", "", Some((P::Android, E::Dedicated))),
            ("Android", "androidEnterpriseFullyManaged", "", "", Some((P::Android, E::FullyManaged))),
            (
                "Android",
                "androidEnterpriseCorporateWorkProfile",
                "",
                "",
                Some((P::Android, E::CorporateWorkProfile)),
            ),
            (
                "Android",
                "userEnrollment",
                "googleCloudDevicePolicyController",
                "",
                Some((P::Android, E::WorkProfile)),
            ),
            ("AndroidForWork", "userEnrollment", "mdm", "", Some((P::Android, E::WorkProfile))),
            ("Android", "userEnrollment", "mdm", "androidForWork", Some((P::Android, E::WorkProfile))),
            ("Android", "userEnrollment", "mdm", "android", Some((P::Android, E::DeviceAdministrator))),
            ("ChromeOS", "", "", "", None),
            ("", "", "", "", None),
        ] {
            let found = device(system, enrollment, agent, kind).traits();
            assert_eq!(
                found.map(|traits| (traits.platform, traits.enrolment)),
                wanted,
                "{system} {enrollment}"
            );
            assert!(found.is_none_or(|traits| traits.version == (10, 0, 22_631)));
        }
    }

    #[test]
    fn no_moment_is_no_moment() {
        for (text, wanted) in [
            (NEVER, ""),
            ("0001-01-01T00:00:00.0000000Z", ""),
            ("9999-12-31T23:59:59Z", ""),
            ("2026-11-21T14:46:48Z", "2026-11-21T14:46:48Z"),
        ] {
            assert_eq!(moment(text), wanted);
        }
    }

    #[test]
    fn what_was_asked_and_is_not_done() {
        let with = |state, action| {
            Managed::seen(&wire::ManagedDevice {
                management_state: state,
                device_action_results: vec![wire::DeviceActionResult {
                    action_state: action,
                    ..wire::DeviceActionResult::default()
                }],
                ..wire::ManagedDevice::default()
            })
            .is_asked()
        };
        assert!(with(ManagementState::WipeIssued, ActionState::Done));
        assert!(with(ManagementState::Managed, ActionState::Active));
        assert!(!with(ManagementState::WipeFailed, ActionState::Failed));
    }
}
