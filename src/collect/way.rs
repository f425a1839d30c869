//! The ways to obtain hardware hashes.

use super::{Field, Source};

/// A way to obtain the hardware hashes of devices that are already there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Way {
    /// The supplier or manufacturer sends the registration file.
    Oem,
    /// A report of Configuration Manager.
    ConfigurationManager,
    /// A script that asks the devices of a domain over the network.
    #[default]
    ActiveDirectory,
    /// A script that is run on each device.
    ByHand,
    /// A script on a flash drive, run before a device's first set-up.
    FlashDrive,
}

impl Way {
    /// Every way, the one that asks least of the reader first.
    pub const ALL: [Way; 5] =
        [Way::Oem, Way::ConfigurationManager, Way::ActiveDirectory, Way::ByHand, Way::FlashDrive];

    /// The message with its name.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Way::Oem => "collect-oem",
            Way::ConfigurationManager => "collect-configmgr",
            Way::ActiveDirectory => "collect-directory",
            Way::ByHand => "collect-hand",
            Way::FlashDrive => "collect-flash",
        }
    }

    /// The message that says when to choose it.
    #[must_use]
    pub fn choose_when(self) -> &'static str {
        match self {
            Way::Oem => "collect-oem-when",
            Way::ConfigurationManager => "collect-configmgr-when",
            Way::ActiveDirectory => "collect-directory-when",
            Way::ByHand => "collect-hand-when",
            Way::FlashDrive => "collect-flash-when",
        }
    }

    /// The name of the file with its letter or script; `None` where there is nothing to write, as a report is asked
    /// for by mouse.
    #[must_use]
    pub fn file_name(self) -> Option<&'static str> {
        match self {
            Way::Oem => Some("hardware-hash-request.txt"),
            Way::ConfigurationManager => None,
            Way::ActiveDirectory => Some("collect-hashes.ps1"),
            Way::ByHand => Some("collect-hash.ps1"),
            Way::FlashDrive => Some("prepare-flash-drive.ps1"),
        }
    }

    /// What it needs to know, in the order of the form. `source` matters to [`Way::ActiveDirectory`] alone.
    #[must_use]
    pub fn fields(self, source: Source) -> &'static [Field] {
        match (self, source) {
            (Way::Oem, _) => {
                &[Field::Organisation, Field::Tenant, Field::Supplier, Field::Orders, Field::Sender]
            }
            (Way::ConfigurationManager, _) => &[],
            (Way::ActiveDirectory, Source::Named) => {
                &[Field::Machines, Field::Account, Field::Model, Field::Folder, Field::GroupTag]
            }
            (Way::ActiveDirectory, Source::Directory) => {
                &[Field::Unit, Field::Account, Field::Model, Field::Folder, Field::GroupTag]
            }
            (Way::ByHand, _) => &[Field::Folder, Field::GroupTag],
            (Way::FlashDrive, _) => &[Field::Drive, Field::GroupTag],
        }
    }
}
