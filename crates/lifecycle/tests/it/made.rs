//! Made-up devices.

use lifecycle::action::{Device, Enrolment, Platform, Traits};

pub fn traits(platform: Platform, enrolment: Enrolment, version: (u32, u32, u32)) -> Traits {
    Traits { platform, enrolment, version, is_supervised: false }
}

pub fn windows(version: (u32, u32, u32)) -> Traits {
    traits(Platform::Windows, Enrolment::Device, version)
}

/// Windows 11.
pub fn device() -> Device {
    Device::of(windows((10, 0, 22_631)))
}
