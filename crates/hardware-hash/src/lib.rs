//! The bytes of a Windows Autopilot hardware hash: decode, verify, repair, build.
//!
//! A hardware hash is no hash. It is an inventory of a device, made by Windows or by a tool of the device's
//! maker, and sealed with a digest. As text it is base64 of the standard alphabet: exactly [`TEXT_LEN`]
//! characters without padding, for [`BLOB_LEN`] bytes. All numbers in it are little-endian:
//!
//! | offset       | bytes | content                                                        |
//! |--------------|-------|----------------------------------------------------------------|
//! | 0            | 2     | `OA`                                                           |
//! | 2            | 2     | `total`: where the records end, at most [`MAX_TOTAL`]          |
//! | 4            |       | the records, one behind the other                              |
//! | `total`      | 2     | `CS`                                                           |
//! | `total` + 2  | 2     | length of this trailer: [`TRAILER_LEN`]                        |
//! | `total` + 4  | 32    | SHA-256 of all bytes before `total`                            |
//! | `total` + 36 |       | zeros up to 3000                                               |
//!
//! A record is a tag of two bytes, its length of two bytes (these four included), and its content. Tags may
//! repeat, may stand in any order, and any may be absent; what each holds is listed at [`Record`]. The digest
//! has no key: it proves that nothing was changed by accident, not who made it.
//!
//! There is no official description of the layout. What is here was found by comparing hashes of known devices
//! with what those devices say of themselves; what is not certain is marked so where it is read. Therefore
//! nothing unknown is ever an error: such records are kept to the byte, and [`HardwareHash::unknown_records`]
//! gives them.
//!
//! ```
//! use hardware_hash::{Builder, Repair, examine};
//!
//! let text = Builder::made_up(1).build()?.to_text();
//! let wrapped = format!("{}\r\n{}", &text[..2000], &text[2000..]);
//!
//! let examination = examine(wrapped.as_bytes());
//! assert_eq!(examination.repairs, [Repair::Whitespace]);
//! assert_eq!(examination.canonical(), Some(text));
//!
//! let hash = examination.content.expect("the digest is right");
//! assert_eq!(hash.serial().as_deref(), Some("TEST-0000001"));
//! assert_eq!(hash.os_build(), Some(26100));
//! # Ok::<(), hardware_hash::TooLarge>(())
//! ```
//!
//! A hash identifies a device for life, and with it often a person. So `Debug` of what holds one, a key or an
//! address leaves those out; only `Display`, and the fields themselves, give them.
#![forbid(unsafe_code)]

mod base64;
mod builder;
mod codes;
mod container;
mod error;
mod examine;
mod hash;
mod identity;
mod lot;
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
pub use lot::Lot;
pub use record::{
    Capture, CoreClass, Disk, DiskName, Display, DisplaySize, Enclosure, EndorsementKey, GraphicsMemory,
    GraphicsName, MacAddress, Memory, NetworkAdapter, OfflineDeviceId, Processor, Record, TextField, Tpm,
    Uuid, Version, tag,
};
pub use text::{Text, WideText};
