//! Record 1: when the hash was made, and by what.

use std::fmt;

use super::reader::Reader;
use crate::{Architecture, OsType};

/// 2000-01-01T00:00:00Z in seconds since 1970-01-01T00:00:00Z.
const YEAR_2000_UNIX: i64 = 946_684_800;

/// Offsets beyond ±14 hours do not exist. A number beyond is in another unit, which old tools used.
const MAX_UTC_OFFSET_QUARTERS: u8 = 56;

/// A version of Windows or of one of its tools: `10.0.26100.1234`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Version {
    /// First number.
    pub major: u16,
    /// Second number.
    pub minor: u16,
    /// Third number: the one by which versions of Windows are told apart.
    pub build: u16,
    /// Fourth number.
    pub revision: u16,
}

impl Version {
    /// The numbers stand in pairs, each pair as one little-endian u32.
    fn parse(from: &mut Reader<'_>) -> Option<Version> {
        let (minor, major) = (from.u16()?, from.u16()?);
        let (revision, build) = (from.u16()?, from.u16()?);
        Some(Version { major, minor, build, revision })
    }

    fn write(self, to: &mut Vec<u8>) {
        for number in [self.minor, self.major, self.revision, self.build] {
            to.extend(number.to_le_bytes());
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}.{}", self.major, self.minor, self.build, self.revision)
    }
}

/// When a hash was made, and by what (record 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Capture {
    /// The version of the tool or component that made it.
    pub tool_version: Version,
    /// The version of Windows that it ran on.
    pub os_version: Version,
    /// Seconds since 2000-01-01T00:00:00Z, by the device's clock.
    pub seconds_since_2000: u32,
    /// Local time minus UTC, in quarters of an hour; old tools counted otherwise, see
    /// [`utc_offset_minutes`](Capture::utc_offset_minutes).
    pub utc_offset_quarters: i8,
    /// Whether it was made in Windows itself or in Windows PE.
    pub os_type: OsType,
    /// Instruction set of that Windows.
    pub architecture: Architecture,
    /// The version of the layout that the tool follows.
    pub schema_version: u8,
}

impl Capture {
    /// The moment in seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn unix(&self) -> i64 {
        YEAR_2000_UNIX + i64::from(self.seconds_since_2000)
    }

    /// The field [`seconds_since_2000`](Capture::seconds_since_2000) for a moment in seconds since
    /// 1970-01-01T00:00:00Z; the nearest there is when it is before 2000 or after 2136.
    #[must_use]
    pub fn seconds_from_unix(unix: i64) -> u32 {
        let seconds = unix.saturating_sub(YEAR_2000_UNIX).max(0);
        u32::try_from(seconds).unwrap_or(u32::MAX)
    }

    /// Local time minus UTC in minutes; `None` where the number can't be quarters of an hour.
    #[must_use]
    pub fn utc_offset_minutes(&self) -> Option<i16> {
        let plausible = self.utc_offset_quarters.unsigned_abs() <= MAX_UTC_OFFSET_QUARTERS;
        plausible.then(|| i16::from(self.utc_offset_quarters) * 15)
    }

    pub(super) fn parse(payload: &[u8]) -> Option<Capture> {
        let mut from = Reader(payload);
        let capture = Capture {
            tool_version: Version::parse(&mut from)?,
            os_version: Version::parse(&mut from)?,
            seconds_since_2000: from.u32()?,
            utc_offset_quarters: from.array().map(i8::from_le_bytes)?,
            os_type: OsType::from_code(from.u8()?),
            architecture: Architecture::from_code(from.u8()?),
            schema_version: from.u8()?,
        };
        from.end(capture)
    }

    pub(super) fn write(&self, to: &mut Vec<u8>) {
        self.tool_version.write(to);
        self.os_version.write(to);
        to.extend(self.seconds_since_2000.to_le_bytes());
        to.extend(self.utc_offset_quarters.to_le_bytes());
        to.extend([self.os_type.code(), self.architecture.code(), self.schema_version]);
    }
}
