//! A plan: steps in order, with what each needs and how it is proven.

use super::record::{Group, RecordRef};
use crate::action::Wipe;

/// What an administrator wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// To remove it from Autopilot. It can be registered again. Rules RM-1 to RM-5.
    Remove {
        /// With its objects in Intune and Entra.
        with_objects: bool,
    },
    /// To deregister it for good. Rules DR-1 to DR-10.
    Deregister {
        /// What the device is to do before.
        first: Option<First>,
        /// With its object in Entra, which would go by itself. Rules DR-3, RM-3.
        with_object: bool,
    },
    /// To hand it over to another user.
    HandOver {
        /// How it is wiped.
        wipe: Wipe,
        /// To whom, where that is known.
        to: Option<String>,
    },
    /// It is lost or stolen: nobody is to get at its data, and it stays registered, so that nobody else can set it up.
    Lost {
        /// How it is wiped.
        wipe: Wipe,
    },
}

impl Goal {
    /// The key by which its text is found.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Goal::Remove { .. } => "remove",
            Goal::Deregister { .. } => "deregister",
            Goal::HandOver { .. } => "hand-over",
            Goal::Lost { .. } => "lost",
        }
    }
}

/// What a device is to do before its records go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// To erase itself.
    Wipe(Wipe),
    /// To give back what the organisation brought.
    Retire,
}

/// A plan. Its steps are known by their places in it, which stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What for.
    pub goal: Goal,
    /// When it was made, in seconds since 1970.
    pub made_at: i64,
    /// The serial number, noted before anything goes. Rule DR-2.
    pub serial: Option<String>,
    /// All records of the device, those included with which nothing is done.
    pub records: Vec<RecordRef>,
    /// Records with the same serial number that a person left out.
    pub others: Vec<RecordRef>,
    /// What is done, in order. A step needs earlier ones only.
    pub steps: Vec<Step>,
    /// What is good to know.
    pub notes: Vec<Note>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it does.
    pub deed: Deed,
    /// To which record, and so where.
    pub record: RecordRef,
    /// What it needs.
    pub needs: Vec<Need>,
    /// How it is proven.
    pub proof: Proof,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Has the device erase itself.
    Wipe(Wipe),
    /// Has the device give back what the organisation brought.
    Retire,
    /// A person resets the device, as nothing reaches it.
    ResetByHand,
    /// Deletes the managed device.
    DeleteFromIntune,
    /// Takes the user from the registration.
    UnassignUser,
    /// Gives the registration a user.
    AssignUser(String),
    /// Deletes the registration.
    DeleteFromAutopilot,
    /// Has the services exchange what they know, so that it is gone sooner.
    Sync,
    /// Takes the device out of a group.
    LeaveGroup(Group),
    /// A person deletes the computer object.
    DeleteComputer,
    /// A person disables the computer object.
    DisableComputer,
    /// Disables the object.
    DisableInEntra,
    /// Deletes the object.
    DeleteFromEntra,
    /// A person takes the device from the management service at Apple.
    ReleaseAtApple,
    /// A person makes sure that the partner has it no more.
    ReleaseAtPartner,
}

impl Deed {
    /// The key by which its text is found.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Deed::Wipe(_) => "wipe",
            Deed::Retire => "retire",
            Deed::ResetByHand => "reset-by-hand",
            Deed::DeleteFromIntune => "delete-from-intune",
            Deed::UnassignUser => "unassign-user",
            Deed::AssignUser(_) => "assign-user",
            Deed::DeleteFromAutopilot => "delete-from-autopilot",
            Deed::Sync => "sync",
            Deed::LeaveGroup(_) => "leave-group",
            Deed::DeleteComputer => "delete-computer",
            Deed::DisableComputer => "disable-computer",
            Deed::DisableInEntra => "disable-in-entra",
            Deed::DeleteFromEntra => "delete-from-entra",
            Deed::ReleaseAtApple => "release-at-apple",
            Deed::ReleaseAtPartner => "release-at-partner",
        }
    }

    /// Whether a person does it, elsewhere.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        matches!(
            self,
            Deed::ResetByHand
                | Deed::DeleteComputer
                | Deed::DisableComputer
                | Deed::ReleaseAtApple
                | Deed::ReleaseAtPartner
        )
    }

    /// Whether the record is gone when it is done.
    #[must_use]
    pub fn takes_record(&self) -> bool {
        match self {
            Deed::Wipe(wipe) => !wipe.keep_enrolment,
            Deed::Retire
            | Deed::DeleteFromIntune
            | Deed::DeleteFromAutopilot
            | Deed::DeleteComputer
            | Deed::DeleteFromEntra
            | Deed::ReleaseAtApple
            | Deed::ReleaseAtPartner => true,
            Deed::ResetByHand
            | Deed::UnassignUser
            | Deed::AssignUser(_)
            | Deed::Sync
            | Deed::LeaveGroup(_)
            | Deed::DisableComputer
            | Deed::DisableInEntra => false,
        }
    }

    /// Whether it takes something away that doesn't come back by itself, so that it is never done unconfirmed.
    #[must_use]
    pub fn is_destructive(&self) -> bool {
        matches!(
            self,
            Deed::Wipe(_)
                | Deed::Retire
                | Deed::DeleteFromIntune
                | Deed::DeleteFromAutopilot
                | Deed::DisableInEntra
                | Deed::DeleteFromEntra
        )
    }

    /// Whether the plan is complete only with it.
    #[must_use]
    pub fn is_essential(&self) -> bool {
        *self != Deed::Sync
    }
}

/// What a step needs before it may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// An earlier step is proven.
    Proven(usize),
    /// An earlier step is proven, or a person gave it up.
    Settled(usize),
    /// What an earlier step asks for was accepted.
    Accepted(usize),
    /// A person confirms it, not long before.
    Confirmation,
    /// The last sync is long enough ago, and none runs. Rule DR-10.
    SyncInterval,
}

/// How a step is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The record is observed gone: asking for it by id finds nothing, and so does a search by this exact serial number, but for
    /// those that were left out.
    Gone {
        /// The serial number, where the place can be searched by it.
        serial: Option<String>,
        /// Ids of records that the search may still find.
        except: Vec<String>,
    },
    /// The device has done it: the service says so, or the record went.
    DeviceDone,
    /// It is read back as it was to become.
    ReadBack,
    /// The service took it.
    Accepted,
    /// A person says so.
    Word,
}

/// What is good to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// No serial number is known: it can't be searched for afterwards.
    NoSerial,
    /// The object in Entra goes by itself; to delete it by hand can cause trouble. Rule DR-3.
    EntraGoesByItself,
    /// A partner or the Microsoft 365 admin center deletes only the registration: no unenrolment, no unjoin. Rule DR-6.
    OthersDeleteOnlyAutopilot,
    /// A partner deregisters by the OEM Direct API with `TenantID` and `TenantDomain` left blank. Rule DR-7.
    PartnerLeavesTenantBlank,
    /// The partner doesn't see it, as it was registered elsewhere. To have the partner register it, it is deregistered first. Rule
    /// DR-8.
    PartnerDoesNotSeeIt,
    /// Members of a dynamic group follow from its rule.
    DynamicGroupsFollow,
}

impl Note {
    /// Every note.
    pub const ALL: [Note; 6] = [
        Note::NoSerial,
        Note::EntraGoesByItself,
        Note::OthersDeleteOnlyAutopilot,
        Note::PartnerLeavesTenantBlank,
        Note::PartnerDoesNotSeeIt,
        Note::DynamicGroupsFollow,
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Note::NoSerial => "no-serial",
            Note::EntraGoesByItself => "entra-goes-by-itself",
            Note::OthersDeleteOnlyAutopilot => "others-delete-only-autopilot",
            Note::PartnerLeavesTenantBlank => "partner-leaves-tenant-blank",
            Note::PartnerDoesNotSeeIt => "partner-does-not-see-it",
            Note::DynamicGroupsFollow => "dynamic-groups-follow",
        }
    }
}
