//! The numbers of the records that are not texts; for those, see [`TextField::tag`](crate::TextField::tag).

/// When the hash was made, and by what.
pub const CAPTURE: u16 = 1;

/// The processors.
pub const PROCESSOR: u16 = 2;

/// Memory.
pub const MEMORY: u16 = 5;

/// A disk.
pub const DISK: u16 = 6;

/// A disk's name.
pub const DISK_NAME: u16 = 7;

/// A network adapter.
pub const NETWORK_ADAPTER: u16 = 8;

/// A display.
pub const DISPLAY: u16 = 9;

/// Shape and role.
pub const ENCLOSURE: u16 = 10;

/// The offline device id.
pub const OFFLINE_DEVICE_ID: u16 = 11;

/// The UUID.
pub const UUID: u16 = 12;

/// The TPM's endorsement key.
pub const ENDORSEMENT_KEY: u16 = 25;

/// A display's size by its own account.
pub const DISPLAY_SIZE: u16 = 27;

/// The name of the disk that Windows starts from.
pub const SYSTEM_DISK: u16 = 28;

/// A graphics adapter's memory.
pub const GRAPHICS_MEMORY: u16 = 29;

/// A graphics adapter's name.
pub const GRAPHICS_NAME: u16 = 30;

/// The kinds of cores.
pub const CORE_CLASSES: u16 = 34;
