//! Which device a hash is of, and what it lacks.

use std::borrow::Cow;

use crate::record::{EndorsementKey, TextField, Uuid};
use crate::{DeviceIdType, HardwareHash, OsType};

/// Which device a hash is of: equal for two captures of one device, different for two devices.
///
/// Text can't be compared for that: every capture of a device differs from the one before.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Identity {
    /// The SHA-256 of the TPM's endorsement key.
    EndorsementKey([u8; 32]),
    /// What the firmware says, for a device without a TPM.
    Firmware {
        /// The UUID, which is [usable](Uuid::is_usable).
        uuid: Uuid,
        /// The serial without white space around it, or empty.
        serial: String,
        /// The manufacturer without white space around it, or empty.
        manufacturer: String,
    },
}

/// The three values by which partners and makers register a device. They must match to the letter what the
/// maker reported for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tuple {
    /// Who made it; empty if not known.
    pub manufacturer: String,
    /// The model; empty if not known.
    pub model: String,
    /// The serial; empty if not known.
    pub serial: String,
}

impl Tuple {
    /// Whether manufacturer and model are those of a virtual machine: of `VMware`, Hyper-V, QEMU or `VirtualBox`.
    #[must_use]
    pub fn is_virtual_machine(&self) -> bool {
        let (manufacturer, model) = (self.manufacturer.trim(), self.model.trim());
        let by = |name: &str| manufacturer.eq_ignore_ascii_case(name);
        manufacturer.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("vmware"))
            || (by("microsoft corporation") && model.eq_ignore_ascii_case("virtual machine"))
            || by("qemu")
            || by("innotek gmbh")
            || model.eq_ignore_ascii_case("virtualbox")
    }
}

/// Something that a hash lacks, or that is unusual about it. The hash is valid nonetheless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Finding {
    /// No manufacturer: registration refuses it.
    NoManufacturer,
    /// No serial: registration refuses it.
    NoSerial,
    /// No UUID, or one of all zeros or all ones.
    NoUuid,
    /// No network adapter.
    NoNetwork,
    /// No disk's name.
    NoDisk,
    /// No description of a TPM or no endorsement key: the device can't prove what it is, as self-deploying mode
    /// and pre-provisioning ask of it.
    NoTpm,
    /// Made in Windows PE, which sees no wireless adapter.
    WindowsPe,
}

impl HardwareHash {
    /// Which device it is of; `None`: neither endorsement key nor UUID can tell it from others.
    #[must_use]
    pub fn identity(&self) -> Option<Identity> {
        self.identity_by(None)
    }

    /// The same, with the digest of its usable endorsement key, where that was made already.
    pub(crate) fn identity_by(&self, digest: Option<[u8; 32]>) -> Option<Identity> {
        if let Some(key) = self.endorsement_key().filter(|key| key.is_usable()) {
            return Some(Identity::EndorsementKey(digest.unwrap_or_else(|| key.digest())));
        }
        let trimmed =
            |value: Option<Cow<'_, str>>| value.map_or_else(String::new, |text| text.trim().to_owned());
        self.uuid().filter(|uuid| uuid.is_usable()).map(|uuid| Identity::Firmware {
            uuid,
            serial: trimmed(self.serial()),
            manufacturer: trimmed(self.manufacturer()),
        })
    }

    /// Manufacturer, model and serial, to the letter; what is absent or blank is empty.
    #[must_use]
    pub fn tuple(&self) -> Tuple {
        let exact = |field| self.value(field).map_or_else(String::new, Cow::into_owned);
        Tuple {
            manufacturer: exact(TextField::Manufacturer),
            model: exact(TextField::Model),
            serial: exact(TextField::Serial),
        }
    }

    /// Whether the offline device id is the digest of the endorsement key, as it is on a device with a TPM;
    /// `None`: one of them is absent, or the id was made from something else.
    #[must_use]
    pub fn device_id_matches_key(&self) -> Option<bool> {
        let id = self.offline_device_id().filter(|id| id.id_type == DeviceIdType::TpmEndorsementKey)?;
        Some(id.id == self.endorsement_key()?.digest())
    }

    /// Whether it is of a virtual machine; see [`Tuple::is_virtual_machine`].
    #[must_use]
    pub fn is_virtual_machine(&self) -> bool {
        self.tuple().is_virtual_machine()
    }

    /// What it lacks and what is unusual about it, in the order of [`Finding`].
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let has_disk = || self.disk_names().chain(self.system_disk()).any(|name| !name.is_blank());
        let has_key = || self.endorsement_key().is_some_and(EndorsementKey::is_usable);
        let is_told = |field| self.text(field).is_some_and(|text| !text.is_blank());
        let has_tpm = || is_told(TextField::Tpm) && has_key();
        let in_windows_pe = || self.capture().is_some_and(|capture| capture.os_type == OsType::WindowsPe);
        [
            (!is_told(TextField::Manufacturer), Finding::NoManufacturer),
            (!is_told(TextField::Serial), Finding::NoSerial),
            (!self.uuid().is_some_and(Uuid::is_set), Finding::NoUuid),
            (self.network_adapters().next().is_none(), Finding::NoNetwork),
            (!has_disk(), Finding::NoDisk),
            (!has_tpm(), Finding::NoTpm),
            (in_windows_pe(), Finding::WindowsPe),
        ]
        .into_iter()
        .filter_map(|(found, finding)| found.then_some(finding))
        .collect()
    }
}
