//! Records 2 and 34: processors and their cores.

use super::reader::Reader;
use crate::Architecture;

/// The processors as a whole (record 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Processor {
    /// Instruction set.
    pub architecture: Architecture,
    /// How many processors there are.
    pub packages: u16,
    /// How many cores they have together.
    pub cores: u16,
    /// How many logical processors they have together.
    pub threads: u16,
    /// Whether a core runs more than one thread.
    pub hyperthreading: bool,
}

impl Processor {
    pub(super) fn parse(payload: &[u8]) -> Option<Processor> {
        let mut from = Reader(payload);
        let processor = Processor {
            architecture: Architecture::from_code(u8::try_from(from.u16()?).ok()?),
            packages: from.u16()?,
            cores: from.u16()?,
            threads: from.u16()?,
            hyperthreading: flag(from.u16()?)?,
        };
        // Always zero so far.
        from.u16()?;
        from.end(processor)
    }

    pub(super) fn write(&self, to: &mut Vec<u8>) {
        let architecture = u16::from(self.architecture.code());
        let hyperthreading = u16::from(self.hyperthreading);
        for number in [architecture, self.packages, self.cores, self.threads, hyperthreading, 0] {
            to.extend(number.to_le_bytes());
        }
    }
}

fn flag(number: u16) -> Option<bool> {
    match number {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

/// Cores of one kind in a processor that has several (in record 34).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CoreClass {
    /// How fast they are among the kinds: more is faster and uses more power.
    pub efficiency_class: u8,
    /// How many cores there are of it.
    pub cores: u16,
    /// How many logical processors those have together.
    pub threads: u16,
}

/// The record counts the kinds in one byte; `None` when there are more or fewer than it says.
pub(super) fn parse_core_classes(payload: &[u8]) -> Option<Vec<CoreClass>> {
    let (&count, rest) = payload.split_first()?;
    let (classes, []) = rest.as_chunks::<5>() else { return None };
    (classes.len() == usize::from(count)).then(|| {
        let parse = |&[efficiency_class, cores0, cores1, threads0, threads1]: &[u8; 5]| CoreClass {
            efficiency_class,
            cores: u16::from_le_bytes([cores0, cores1]),
            threads: u16::from_le_bytes([threads0, threads1]),
        };
        classes.iter().map(parse).collect()
    })
}

/// Writes the first 255 kinds: more can't be counted.
pub(super) fn write_core_classes(classes: &[CoreClass], to: &mut Vec<u8>) {
    let count = u8::try_from(classes.len()).unwrap_or(u8::MAX);
    to.push(count);
    for class in &classes[..usize::from(count)] {
        to.push(class.efficiency_class);
        to.extend(class.cores.to_le_bytes());
        to.extend(class.threads.to_le_bytes());
    }
}

/// The clock that a processor's name ends with, in megahertz.
pub(crate) fn clock_mhz(name: &str) -> Option<u32> {
    let (_, clock) = name.rsplit_once('@')?;
    let clock = clock.trim();
    let (number, decimals) = match (clock.strip_suffix("GHz"), clock.strip_suffix("MHz")) {
        (Some(gigahertz), _) => (gigahertz, 3),
        (None, Some(megahertz)) => (megahertz, 0),
        (None, None) => return None,
    };
    let (whole, fraction) = number.trim().split_once('.').unwrap_or((number.trim(), ""));
    let digits = format!("{whole}{fraction:0<decimals$.decimals$}");
    // `parse` would take a sign.
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|&mhz| all_digits && mhz != 0)
}
