//! What an administrator checks between registration and hand-off.

use crate::RegistrationState;

/// Something that was ticked by hand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tick {
    /// When.
    pub at: i64,
    /// Who, as he signed in or called himself.
    pub by: String,
}

/// What an administrator checks of a device between registration and hand-off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Checks {
    /// That it has the right image: a supplier's device should have it, any other gets it by hand. Rule REG-12.
    pub image: Option<Tick>,
    /// Whether its user has the licences that it takes. Rule REG-13.
    pub licence: Licence,
    /// That it was handed over. Rule REG-13.
    pub delivered: Option<Tick>,
}

/// Whether a user has the licences that it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Licence {
    /// Nobody has looked.
    #[default]
    Unknown,
    /// The directory says so.
    Present,
    /// The directory says that something is missing.
    Missing,
    /// Ticked by hand, where the directory can't be reached.
    ByHand(Tick),
}

impl Licence {
    /// Whether the device may be handed over as far as licences go.
    #[must_use]
    pub fn suffices(&self) -> bool {
        matches!(self, Licence::Present | Licence::ByHand(_))
    }
}

/// How it is known that a device was delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delivery<'c> {
    /// Somebody said so.
    ByHand(&'c Tick),
    /// It was seen in use.
    Observed,
}

impl Checks {
    /// How it is known that the device was delivered; `None`: it isn't known to be. What somebody ticked tells more
    /// than what was seen, as it has a date.
    #[must_use]
    pub fn delivery(&self, state: Option<RegistrationState>) -> Option<Delivery<'_>> {
        let seen = || state.filter(|state| state.is_delivered()).map(|_| Delivery::Observed);
        self.delivered.as_ref().map(Delivery::ByHand).or_else(seen)
    }
}
