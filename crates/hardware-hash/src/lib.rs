//! The bytes of a Windows Autopilot hardware hash: decode, verify, repair, build.
#![forbid(unsafe_code)]

mod builder;
mod codes;
mod container;
mod error;
mod examine;
mod hash;
mod identity;
mod made_up;
mod record;
mod text;

pub use builder::{Builder, TooLarge};
pub use codes::{
    Architecture, BusType, ChassisType, DeviceIdType, DiskMedia, ErrorCorrection, Medium, OsType,
    OutputTechnology, PowerRole,
};
pub use container::{BLOB_LEN, MAX_TOTAL, RawRecord, TEXT_LEN, TRAILER_LEN};
pub use error::{Error, Repair};
pub use examine::{Examination, examine, looks_like_hash, looks_like_windows_hash};
pub use hash::{HardwareHash, decode};
pub use identity::{Finding, Identity, Tuple};
pub use record::{
    Capture, CoreClass, Disk, DiskName, Display, DisplaySize, Enclosure, EndorsementKey, GraphicsMemory,
    GraphicsName, MacAddress, Memory, NetworkAdapter, OfflineDeviceId, Processor, Record, TextField, Tpm,
    Uuid, Version,
};
pub use text::{Text, WideText};
