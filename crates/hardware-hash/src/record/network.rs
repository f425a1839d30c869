//! Record 8: network adapters.

use std::fmt;

use super::reader::Reader;
use crate::{Medium, WideText};

/// The address of a network adapter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MacAddress(pub [u8; 6]);

impl fmt::Display for MacAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, rest @ ..] = self.0;
        write!(f, "{first:02X}")?;
        rest.iter().try_for_each(|byte| write!(f, "-{byte:02X}"))
    }
}

impl fmt::Debug for MacAddress {
    /// Leaves out the half that tells devices of one maker apart: it has no place in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, ..] = self.0;
        write!(f, "MacAddress({a:02X}-{b:02X}-{c:02X}-…)")
    }
}

/// A network adapter (record 8, one for each).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NetworkAdapter<'a> {
    /// What it sends over.
    pub medium: Medium,
    /// Its address.
    pub mac: MacAddress,
    /// The bus that it sits on: `PCI`, `BTH`, `VMBUS`…
    pub bus: WideText<'a>,
}

impl<'a> NetworkAdapter<'a> {
    pub(super) fn parse(payload: &'a [u8]) -> Option<NetworkAdapter<'a>> {
        let mut from = Reader(payload);
        let medium = Medium::from_code(from.u32()?);
        let mac = MacAddress(from.array()?);
        let bus_length = from.u32()?;
        let bus = from.rest();
        (u32::try_from(bus.len()) == Ok(bus_length)).then_some(())?;
        Some(NetworkAdapter { medium, mac, bus: WideText::new(bus) })
    }

    pub(super) fn write(&self, to: &mut Vec<u8>) {
        let bus = self.bus.payload();
        to.extend(self.medium.code().to_le_bytes());
        to.extend(self.mac.0);
        // A longer one does not fit a record, which refuses it when it is framed.
        to.extend(u32::try_from(bus.len()).unwrap_or(u32::MAX).to_le_bytes());
        to.extend(bus);
    }
}
