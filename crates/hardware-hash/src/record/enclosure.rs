//! Record 10: the enclosure.

use super::reader::Reader;
use crate::{ChassisType, PowerRole};

/// The shape and the role of the device (record 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Enclosure {
    /// Its shape.
    pub chassis: ChassisType,
    /// What its firmware says it is used for.
    pub power_role: PowerRole,
}

impl Enclosure {
    pub(super) fn parse(payload: &[u8]) -> Option<Enclosure> {
        let mut from = Reader(payload);
        // What the last three mean is not known.
        let [chassis, power_role, ..] = from.array::<5>()?;
        from.end(Enclosure {
            chassis: ChassisType::from_code(chassis),
            power_role: PowerRole::from_code(power_role),
        })
    }

    pub(super) fn write(self, to: &mut Vec<u8>) {
        to.extend([self.chassis.code(), self.power_role.code(), 0, 0, 0]);
    }
}
