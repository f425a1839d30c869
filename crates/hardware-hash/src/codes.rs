//! Numbers that stand for one of a list.

use std::fmt;

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident: $number:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal $label:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $label, "`.")] $(#[$variant_doc])* $variant,)*
            /// A number that is not in the list. Made by `from_code`, never with a number of the list.
            Other($number),
        }

        impl $name {
            /// What the number stands for.
            #[must_use]
            pub fn from_code(code: $number) -> $name {
                match code { $($code => $name::$variant,)* other => $name::Other(other) }
            }

            /// The number in the record.
            #[must_use]
            pub fn code(self) -> $number {
                match self { $($name::$variant => $code,)* $name::Other(code) => code }
            }
        }

        impl fmt::Display for $name {
            /// The technical name, or the bare number where there is none.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $($name::$variant => f.pad($label),)* $name::Other(code) => fmt::Display::fmt(code, f) }
            }
        }
    };
}

coded! {
    /// Instruction set.
    Architecture: u8 {
        X86 = 0 "x86",
        X64 = 9 "x64",
        Arm64 = 12 "ARM64",
    }
}

coded! {
    /// The Windows that the tool ran in.
    OsType: u8 {
        WindowsPe = 1 "Windows PE",
        Windows = 2 "Windows",
    }
}

coded! {
    /// How memory errors are found and mended (SMBIOS type 16, offset 06h).
    ErrorCorrection: u8 {
        Unlisted = 1 "other",
        Unknown = 2 "unknown",
        None = 3 "none",
        Parity = 4 "parity",
        SingleBit = 5 "single-bit ECC",
        MultiBit = 6 "multi-bit ECC",
        Crc = 7 "CRC",
    }
}

coded! {
    /// How a disk is attached (`STORAGE_BUS_TYPE` of Windows).
    BusType: u8 {
        Scsi = 1 "SCSI",
        Atapi = 2 "ATAPI",
        Ata = 3 "ATA",
        Ieee1394 = 4 "IEEE 1394",
        Ssa = 5 "SSA",
        FibreChannel = 6 "Fibre Channel",
        Usb = 7 "USB",
        Raid = 8 "RAID",
        Iscsi = 9 "iSCSI",
        Sas = 10 "SAS",
        Sata = 11 "SATA",
        Sd = 12 "SD",
        Mmc = 13 "MMC",
        Virtual = 14 "virtual",
        FileBackedVirtual = 15 "file-backed virtual",
        StorageSpaces = 16 "Storage Spaces",
        Nvme = 17 "NVMe",
        StorageClassMemory = 18 "SCM",
        Ufs = 19 "UFS",
    }
}

coded! {
    /// What a disk stores on. Says nothing for `NVMe`: see [`Disk::is_rotating`](crate::Disk::is_rotating).
    DiskMedia: u8 {
        SolidState = 0 "SSD",
        Rotating = 255 "HDD",
    }
}

coded! {
    /// What a network adapter sends over (`NDIS_PHYSICAL_MEDIUM` of Windows).
    Medium: u32 {
        Unspecified = 0 "unspecified",
        WirelessLan = 1 "wireless LAN",
        WirelessWan = 8 "wireless WAN",
        Native80211 = 9 "native 802.11",
        Bluetooth = 10 "Bluetooth",
        Ethernet = 14 "802.3",
        WiredWan = 17 "wired WAN",
    }
}

coded! {
    /// How a display is connected (`D3DKMDT_VIDEO_OUTPUT_TECHNOLOGY` of Windows).
    OutputTechnology: u32 {
        Vga = 0 "VGA",
        Dvi = 4 "DVI",
        Hdmi = 5 "HDMI",
        Lvds = 6 "LVDS",
        DisplayPort = 10 "DisplayPort",
        EmbeddedDisplayPort = 11 "embedded DisplayPort",
        Miracast = 15 "Miracast",
        IndirectWired = 16 "indirect, wired",
        Internal = 0x8000_0000 "internal",
        /// All bits set, which is also what unknown looks like.
        Unlisted = 0xffff_ffff "other",
    }
}

coded! {
    /// The shape of the device (SMBIOS type 3, offset 05h).
    ChassisType: u8 {
        /// Also what virtual machines say.
        Unlisted = 1 "other",
        Unknown = 2 "unknown",
        Desktop = 3 "desktop",
        LowProfileDesktop = 4 "low-profile desktop",
        PizzaBox = 5 "pizza box",
        MiniTower = 6 "mini tower",
        Tower = 7 "tower",
        Portable = 8 "portable",
        Laptop = 9 "laptop",
        Notebook = 10 "notebook",
        HandHeld = 11 "hand-held",
        DockingStation = 12 "docking station",
        AllInOne = 13 "all in one",
        SubNotebook = 14 "sub-notebook",
        SpaceSaving = 15 "space-saving",
        LunchBox = 16 "lunch box",
        MainServer = 17 "main server",
        ExpansionChassis = 18 "expansion chassis",
        SubChassis = 19 "sub-chassis",
        BusExpansion = 20 "bus expansion chassis",
        Peripheral = 21 "peripheral chassis",
        Raid = 22 "RAID chassis",
        RackMount = 23 "rack mount",
        SealedCase = 24 "sealed-case PC",
        MultiSystem = 25 "multi-system chassis",
        CompactPci = 26 "CompactPCI",
        AdvancedTca = 27 "AdvancedTCA",
        Blade = 28 "blade",
        BladeEnclosure = 29 "blade enclosure",
        Tablet = 30 "tablet",
        Convertible = 31 "convertible",
        Detachable = 32 "detachable",
        IotGateway = 33 "IoT gateway",
        EmbeddedPc = 34 "embedded PC",
        MiniPc = 35 "mini PC",
        StickPc = 36 "stick PC",
    }
}

coded! {
    /// What the firmware says the device is used for (ACPI preferred power management profile).
    PowerRole: u8 {
        Unspecified = 0 "unspecified",
        Desktop = 1 "desktop",
        Mobile = 2 "mobile",
        Workstation = 3 "workstation",
        EnterpriseServer = 4 "enterprise server",
        SohoServer = 5 "small-office server",
        Appliance = 6 "appliance",
        PerformanceServer = 7 "performance server",
        Slate = 8 "slate",
    }
}

coded! {
    /// What an offline device id was made from.
    DeviceIdType: u8 {
        /// The id is the SHA-256 of the endorsement key.
        TpmEndorsementKey = 1 "TPM endorsement key",
        UefiVariableTpm = 2 "UEFI variable, TPM",
    }
}
