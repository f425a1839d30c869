//! Records 29 and 30: graphics adapters.

use super::reader::Reader;
use crate::WideText;

/// The memory of a graphics adapter (record 29, one for each).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GraphicsMemory {
    /// Bytes of its own.
    pub dedicated_video_bytes: u64,
    /// Bytes of the system's that are set apart for it.
    pub dedicated_system_bytes: u64,
}

impl GraphicsMemory {
    pub(super) fn parse(payload: &[u8]) -> Option<GraphicsMemory> {
        let mut from = Reader(payload);
        let memory =
            GraphicsMemory { dedicated_video_bytes: from.u64()?, dedicated_system_bytes: from.u64()? };
        // Two flags, both one so far; what they mean is not known.
        from.u16()?;
        from.end(memory)
    }

    pub(super) fn write(&self, to: &mut Vec<u8>) {
        to.extend(self.dedicated_video_bytes.to_le_bytes());
        to.extend(self.dedicated_system_bytes.to_le_bytes());
        to.extend([1, 1]);
    }
}

/// What a graphics adapter calls itself: `vendor|name` (record 30, one for each).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GraphicsName<'a>(pub WideText<'a>);

impl GraphicsName<'_> {
    /// The vendor, without white space around it.
    #[must_use]
    pub fn vendor(self) -> String {
        let text = self.0.to_string();
        text.split_once('|').map_or("", |(vendor, _)| vendor).trim().to_owned()
    }

    /// The name, without white space around it.
    #[must_use]
    pub fn name(self) -> String {
        let text = self.0.to_string();
        text.split_once('|').map_or(text.as_str(), |(_, name)| name).trim().to_owned()
    }
}
