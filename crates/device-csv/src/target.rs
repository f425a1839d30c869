//! Where the clean set goes: what each portal takes.

use crate::{Field, limits};

/// A portal that devices are registered in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Target {
    /// Microsoft Intune, *Windows Autopilot devices > Import*: a hardware hash for every device.
    #[default]
    Intune,
    /// Partner Center: a hardware hash; or manufacturer, model and serial; or a product key id.
    PartnerCenter,
}

impl Target {
    /// Every target.
    pub const ALL: [Target; 2] = [Target::Intune, Target::PartnerCenter];

    /// A name that stays the same for ever: `intune` or `partner-center`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Target::Intune => "intune",
            Target::PartnerCenter => "partner-center",
        }
    }

    /// The target of that [`key`](Target::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Target> {
        Target::ALL.into_iter().find(|target| target.key() == key)
    }

    /// The most device rows that one upload may hold.
    #[must_use]
    pub fn max_rows(self) -> usize {
        match self {
            Target::Intune => limits::INTUNE_ROWS,
            Target::PartnerCenter => limits::PARTNER_CENTER_ROWS,
        }
    }

    /// The columns of its file, in order.
    #[must_use]
    pub fn columns(self) -> [Field; 5] {
        match self {
            Target::Intune => {
                [Field::Serial, Field::ProductId, Field::Hash, Field::GroupTag, Field::AssignedUser]
            }
            Target::PartnerCenter => {
                [Field::Serial, Field::ProductId, Field::Hash, Field::Manufacturer, Field::Model]
            }
        }
    }

    /// Whether a field of a device is written.
    ///
    /// Partner Center knows a device by its hash, or else by manufacturer and model: with a hash these two stay empty,
    /// as in the files that the collection script makes.
    #[must_use]
    pub fn writes(self, field: Field, has_hash: bool) -> bool {
        self.columns().contains(&field) && !(has_hash && matches!(field, Field::Manufacturer | Field::Model))
    }
}
