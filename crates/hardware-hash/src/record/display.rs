//! Records 9 and 27: displays.

use super::reader::Reader;
use crate::OutputTechnology;

/// Stands for a measure that is not known.
const UNKNOWN: u16 = u16::MAX;

const MM_PER_CM: u32 = 10;

fn known(number: u16) -> Option<u16> {
    (number != UNKNOWN).then_some(number)
}

/// A display (record 9, one for each).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Display {
    /// Width of the picture in millimetres.
    pub width_mm: Option<u16>,
    /// Height of the picture in millimetres.
    pub height_mm: Option<u16>,
    /// Pixels in a line.
    pub width_px: Option<u16>,
    /// Lines.
    pub height_px: Option<u16>,
    /// How it is connected.
    pub output: OutputTechnology,
}

impl Display {
    pub(super) fn parse(payload: &[u8]) -> Option<Display> {
        let mut from = Reader(payload);
        let display = Display {
            width_mm: known(from.u16()?),
            height_mm: known(from.u16()?),
            width_px: known(from.u16()?),
            height_px: known(from.u16()?),
            output: OutputTechnology::from_code(from.u32()?),
        };
        from.end(display)
    }

    pub(super) fn write(&self, to: &mut Vec<u8>) {
        for number in [self.width_mm, self.height_mm, self.width_px, self.height_px] {
            to.extend(number.unwrap_or(UNKNOWN).to_le_bytes());
        }
        to.extend(self.output.code().to_le_bytes());
    }
}

/// The size that a display gives for itself, in whole centimetres (record 27, one for each).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DisplaySize {
    /// Width in millimetres.
    pub width_mm: Option<u32>,
    /// Height in millimetres.
    pub height_mm: Option<u32>,
}

impl DisplaySize {
    pub(super) fn parse(payload: &[u8]) -> Option<DisplaySize> {
        let mut from = Reader(payload);
        let mut millimetres =
            || Some(known(from.u16()?).map(|centimetres| u32::from(centimetres) * MM_PER_CM));
        let (width_mm, height_mm) = (millimetres()?, millimetres()?);
        from.end(DisplaySize { width_mm, height_mm })
    }

    pub(super) fn write(&self, to: &mut Vec<u8>) {
        for millimetres in [self.width_mm, self.height_mm] {
            let centimetres = millimetres.and_then(|mm| u16::try_from(mm / MM_PER_CM).ok());
            to.extend(centimetres.unwrap_or(UNKNOWN).to_le_bytes());
        }
    }
}
