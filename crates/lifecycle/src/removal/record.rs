//! The records of a device.

use crate::action::{Device, Join};

/// Where a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Windows Autopilot.
    Autopilot,
    /// Intune.
    Intune,
    /// Entra.
    Entra,
    /// The organisation's own directory.
    ActiveDirectory,
    /// Apple Business Manager.
    Apple,
    /// A partner's list, in Partner Center or by the OEM Direct API.
    Partner,
}

impl Place {
    /// Every place.
    pub const ALL: [Place; 6] =
        [Place::Autopilot, Place::Intune, Place::Entra, Place::ActiveDirectory, Place::Apple, Place::Partner];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Place::Autopilot => "autopilot",
            Place::Intune => "intune",
            Place::Entra => "entra",
            Place::ActiveDirectory => "active-directory",
            Place::Apple => "apple",
            Place::Partner => "partner",
        }
    }
}

/// Which record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordRef {
    /// Where it is.
    pub place: Place,
    /// Its id there, by which it is addressed. Of Entra: the object id, which isn't the device id.
    pub id: String,
}

/// A group of which a device is a member.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether its members follow from a rule, so that nobody can be taken out by hand.
    pub is_dynamic: bool,
}

impl Group {
    /// Whether it is one of the device groups of the modern workplace. Rule RM-2.
    #[must_use]
    pub fn is_modern_workplace(&self) -> bool {
        let name = self.name.trim_start();
        name.get(..16).is_some_and(|start| start.eq_ignore_ascii_case("Modern Workplace"))
    }
}

/// A record of a device, as far as identity and removal look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Which one.
    pub at: RecordRef,
    /// The serial number.
    pub serial: Option<String>,
    /// The device id in Entra: `deviceId` there, `azureADDeviceId` in Intune, `azureActiveDirectoryDeviceId` in Autopilot,
    /// `objectGUID` in the organisation's own directory.
    pub device_id: Option<String>,
    /// Of Autopilot: the id of its managed device.
    pub managed_device_id: Option<String>,
    /// Of Entra: the id of its registration, among `physicalIds` as `[ZTDID]`.
    pub autopilot_id: Option<String>,
    /// Its name. Shown, and never compared: names aren't identity.
    pub name: Option<String>,
    /// Its user.
    pub user: Option<String>,
    /// When it was last heard of, in seconds since 1970.
    pub last_seen: Option<i64>,
    /// Since when there is the record, in seconds since 1970, where the place tells.
    pub since: Option<i64>,
    /// Of Autopilot: whether its registration is still pending.
    pub is_pending: bool,
    /// Of Autopilot: whether a partner registered it; `None`: nobody knows.
    pub by_partner: Option<bool>,
    /// Of Entra: how it belongs there.
    pub join: Join,
    /// Of Entra: its groups.
    pub groups: Vec<Group>,
    /// Of Intune: what decides about actions, where that is known.
    pub device: Option<Device>,
}

impl Record {
    /// A record of which nothing else is known.
    #[must_use]
    pub fn new(place: Place, id: impl Into<String>) -> Record {
        Record {
            at: RecordRef { place, id: id.into() },
            serial: None,
            device_id: None,
            managed_device_id: None,
            autopilot_id: None,
            name: None,
            user: None,
            last_seen: None,
            since: None,
            is_pending: false,
            by_partner: None,
            join: Join::Unknown,
            groups: Vec::new(),
            device: None,
        }
    }

    /// Its serial number, where it tells one device from others.
    #[must_use]
    pub fn telling_serial(&self) -> Option<&str> {
        self.serial.as_deref().map(str::trim).filter(|serial| is_telling(serial))
    }

    /// The ids that it knows of its device, each with the place in which that is the id.
    pub(super) fn keys(&self) -> impl Iterator<Item = (Key, &str)> {
        let own = match self.at.place {
            Place::Autopilot => Some((Key::Autopilot, self.at.id.as_str())),
            Place::Intune => Some((Key::Intune, self.at.id.as_str())),
            Place::Entra | Place::ActiveDirectory | Place::Apple | Place::Partner => None,
        };
        let known = [
            (Key::Autopilot, self.autopilot_id.as_deref()),
            (Key::Intune, self.managed_device_id.as_deref()),
            (Key::Entra, self.device_id.as_deref()),
        ];
        let known = known.into_iter().filter_map(|(key, id)| id.map(|id| (key, id)));
        own.into_iter().chain(known).filter(|(_, id)| is_id(id))
    }
}

/// Of what an id is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// Of a registration.
    Autopilot,
    /// Of a managed device.
    Intune,
    /// Of a device in Entra.
    Entra,
}

/// Graph has an id of nothing but zeros for none.
fn is_id(id: &str) -> bool {
    id.bytes().any(|byte| byte.is_ascii_alphanumeric() && byte != b'0')
}

/// Whether two serial numbers are the same: services change their case and the space around them, and nothing else.
#[must_use]
pub fn same_serial(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// Whether a serial number tells one device from others: what stands in firmware that nobody filled in doesn't. A real one has
/// four characters or more, a digit, and is neither one character over and over nor plain counting.
#[must_use]
pub fn is_telling(serial: &str) -> bool {
    let serial = serial.trim();
    let mut characters = serial.chars();
    let first = characters.next();
    serial.len() >= 4
        && serial.bytes().any(|byte| byte.is_ascii_digit())
        && characters.any(|c| Some(c) != first)
        && !"01234567890".contains(serial)
}
