//! Why a registration was refused, and what to do about it.

/// Why a registration was refused. Rule REG-11, and what Graph tells apart beyond it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegistrationError {
    /// No device of that manufacturer, model or serial number is known.
    DeviceNotFound,
    /// The hardware hash has the wrong form.
    HashNotValid,
    /// The device is registered to this organisation.
    AlreadyRegistered,
    /// The device is registered to another organisation.
    ClaimedByOtherOrganization,
    /// The same device came twice in one call.
    Duplicate,
    /// What was sent lacks something: 803 neither serial number nor product key, 801 the rest.
    Incomplete,
    /// Anything else.
    Unexpected,
}

/// What to do about a refusal. Rule REG-11.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Advice {
    /// Confirm manufacturer, model and serial number with the supplier.
    ConfirmWithSupplier,
    /// Check what was sent, and send it again.
    CheckAndResubmit,
    /// The other copy of it was registered. Should it not be in the list, try again.
    LookForTheOther,
    /// Nothing has to be done.
    NothingToDo,
    /// Check with the supplier to whom the device belongs.
    CheckWithSupplier,
    /// Contact support, and give the request id.
    ContactSupport,
}

/// Graph's names and their usual numbers. Sources: Microsoft's troubleshooting page (806, 808); lists of the community
/// (the others). One name has two spellings in the documentation. `ZtdDeviceNotFound` has no number that is known.
const NAMES: [(&str, Option<i32>, RegistrationError); 8] = [
    ("InvalidZtdRequestBody", Some(801), RegistrationError::Incomplete),
    ("InvalidZtdHardwareHash", Some(802), RegistrationError::HashNotValid),
    ("MissingZtdSerialNumberAndProductKey", Some(803), RegistrationError::Incomplete),
    ("ZtdDeviceAlreadyAssigned", Some(806), RegistrationError::AlreadyRegistered),
    ("ZtdDeviceDuplicated", Some(807), RegistrationError::Duplicate),
    ("ZtdDeviceAssignedToOtherTenant", Some(808), RegistrationError::ClaimedByOtherOrganization),
    ("ZtdDeviceAssignedToAnotherTenant", Some(808), RegistrationError::ClaimedByOtherOrganization),
    ("ZtdDeviceNotFound", None, RegistrationError::DeviceNotFound),
];

impl RegistrationError {
    /// Every error.
    pub const ALL: [RegistrationError; 7] = [
        RegistrationError::DeviceNotFound,
        RegistrationError::HashNotValid,
        RegistrationError::AlreadyRegistered,
        RegistrationError::ClaimedByOtherOrganization,
        RegistrationError::Duplicate,
        RegistrationError::Incomplete,
        RegistrationError::Unexpected,
    ];

    /// The error that Graph's `deviceErrorName` and `deviceErrorCode` stand for. The name decides, in any case: 806 was
    /// seen with the name that 808 has. The number counts only where there is no name; `None`, the word, is none.
    #[must_use]
    pub fn from_name(name: &str, code: i32) -> RegistrationError {
        let name = name.trim();
        let unnamed = name.is_empty() || name.eq_ignore_ascii_case("none");
        let same = |known: &str, number: Option<i32>| {
            if unnamed { number == Some(code) } else { known.eq_ignore_ascii_case(name) }
        };
        NAMES
            .iter()
            .find(|(known, number, _)| same(known, *number))
            .map_or(RegistrationError::Unexpected, |(_, _, error)| *error)
    }

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            RegistrationError::DeviceNotFound => "device-not-found",
            RegistrationError::HashNotValid => "hash-not-valid",
            RegistrationError::AlreadyRegistered => "already-registered",
            RegistrationError::ClaimedByOtherOrganization => "claimed-by-other-organization",
            RegistrationError::Duplicate => "duplicate",
            RegistrationError::Incomplete => "incomplete",
            RegistrationError::Unexpected => "unexpected",
        }
    }

    /// What to do.
    #[must_use]
    pub fn advice(self) -> Advice {
        match self {
            RegistrationError::DeviceNotFound => Advice::ConfirmWithSupplier,
            RegistrationError::HashNotValid | RegistrationError::Incomplete => Advice::CheckAndResubmit,
            RegistrationError::Duplicate => Advice::LookForTheOther,
            RegistrationError::AlreadyRegistered => Advice::NothingToDo,
            RegistrationError::ClaimedByOtherOrganization => Advice::CheckWithSupplier,
            RegistrationError::Unexpected => Advice::ContactSupport,
        }
    }

    /// Whether the same, sent once more, can come through: for others or the service may have changed something since.
    /// Where it can't, what is sent must change first, or there is nothing to send.
    #[must_use]
    pub fn can_retry(self) -> bool {
        match self {
            RegistrationError::DeviceNotFound
            | RegistrationError::ClaimedByOtherOrganization
            | RegistrationError::Duplicate
            | RegistrationError::Unexpected => true,
            RegistrationError::HashNotValid
            | RegistrationError::AlreadyRegistered
            | RegistrationError::Incomplete => false,
        }
    }

    /// Whether to offer the group tag as a change of its own: registering a registered device again leaves its tag as
    /// it was.
    #[must_use]
    pub fn offers_group_tag(self) -> bool {
        self == RegistrationError::AlreadyRegistered
    }
}

impl Advice {
    /// Every advice.
    pub const ALL: [Advice; 6] = [
        Advice::ConfirmWithSupplier,
        Advice::CheckAndResubmit,
        Advice::LookForTheOther,
        Advice::NothingToDo,
        Advice::CheckWithSupplier,
        Advice::ContactSupport,
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Advice::ConfirmWithSupplier => "confirm-with-supplier",
            Advice::CheckAndResubmit => "check-and-resubmit",
            Advice::LookForTheOther => "look-for-the-other",
            Advice::NothingToDo => "nothing-to-do",
            Advice::CheckWithSupplier => "check-with-supplier",
            Advice::ContactSupport => "contact-support",
        }
    }
}
