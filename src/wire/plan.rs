//! The record of a plan by which a device is taken out.

use lifecycle::action::{Obliteration, Wipe};
use lifecycle::removal::{Deed, First, Goal, Group, Need, Note, Place, Plan, Proof, RecordRef, Step};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError, from_records, to_records};

/// The record of a [`Plan`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRecord {
    goal: GoalRecord,
    made_at: i64,
    serial: Option<String>,
    records: Vec<RefRecord>,
    others: Vec<RefRecord>,
    steps: Vec<StepRecord>,
    notes: Vec<NoteRecord>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum GoalRecord {
    Remove { with_objects: bool },
    Deregister { first: Option<FirstRecord> },
    HandOver { wipe: ChoiceRecord, to: Option<String> },
    Lost { wipe: ChoiceRecord },
    DeregisterWithObject { first: Option<FirstRecord> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum FirstRecord {
    Wipe(ChoiceRecord),
    Retire,
}

/// The record of a [`Wipe`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a parameter of the call")]
pub struct ChoiceRecord {
    keep_enrolment: bool,
    keep_user_data: bool,
    protected: bool,
    unlock_code: bool,
    keep_esim: bool,
    obliteration: Option<ObliterationRecord>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum ObliterationRecord {
    Default,
    DoNotObliterate,
    ObliterateWithWarning,
    Always,
}

/// The record of a [`RecordRef`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefRecord {
    place: PlaceRecord,
    id: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum PlaceRecord {
    Autopilot,
    Intune,
    Entra,
    ActiveDirectory,
    Apple,
    Partner,
}

/// The record of a [`Step`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRecord {
    deed: DeedRecord,
    record: RefRecord,
    needs: Vec<NeedRecord>,
    proof: ProofRecord,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum DeedRecord {
    Wipe(ChoiceRecord),
    Retire,
    ResetByHand,
    DeleteFromIntune,
    UnassignUser,
    AssignUser(String),
    DeleteFromAutopilot,
    Sync,
    LeaveGroup { id: String, name: String, is_dynamic: bool },
    DeleteComputer,
    DisableComputer,
    DisableInEntra,
    DeleteFromEntra,
    ReleaseAtApple,
    ReleaseAtPartner,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum NeedRecord {
    Proven(u32),
    Settled(u32),
    Accepted(u32),
    Confirmation,
    SyncInterval,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum ProofRecord {
    Gone { serial: Option<String>, except: Vec<String> },
    DeviceDone,
    ReadBack,
    Accepted,
    Word,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum NoteRecord {
    NoSerial,
    EntraGoesByItself,
    OthersDeleteOnlyAutopilot,
    PartnerLeavesTenantBlank,
    PartnerDoesNotSeeIt,
    DynamicGroupsFollow,
}

/// A place in a plan, which has far fewer steps.
pub(super) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Wire for Plan {
    type Record = PlanRecord;

    fn to_record(&self) -> PlanRecord {
        PlanRecord {
            goal: goal(&self.goal),
            made_at: self.made_at,
            serial: self.serial.clone(),
            records: to_records(&self.records),
            others: to_records(&self.others),
            steps: to_records(&self.steps),
            notes: self.notes.iter().map(|known| note(*known)).collect(),
        }
    }

    fn from_record(record: PlanRecord) -> Result<Plan, WireError> {
        Ok(Plan {
            goal: goal_of(record.goal),
            made_at: record.made_at,
            serial: record.serial,
            records: from_records(record.records)?,
            others: from_records(record.others)?,
            steps: from_records(record.steps)?,
            notes: record.notes.into_iter().map(note_of).collect(),
        })
    }
}

/// The goal that a record stands for.
pub(super) fn goal_of(record: GoalRecord) -> Goal {
    match record {
        GoalRecord::Remove { with_objects } => Goal::Remove { with_objects },
        GoalRecord::Deregister { first } => {
            Goal::Deregister { first: first.map(first_of), with_object: false }
        }
        GoalRecord::HandOver { wipe: chosen, to } => Goal::HandOver { wipe: wipe(chosen), to },
        GoalRecord::Lost { wipe: chosen } => Goal::Lost { wipe: wipe(chosen) },
        GoalRecord::DeregisterWithObject { first } => {
            Goal::Deregister { first: first.map(first_of), with_object: true }
        }
    }
}

pub(super) fn goal(goal: &Goal) -> GoalRecord {
    match goal {
        Goal::Remove { with_objects } => GoalRecord::Remove { with_objects: *with_objects },
        Goal::Deregister { first, with_object: false } => {
            GoalRecord::Deregister { first: first.map(first_record) }
        }
        Goal::Deregister { first, with_object: true } => {
            GoalRecord::DeregisterWithObject { first: first.map(first_record) }
        }
        Goal::HandOver { wipe, to } => GoalRecord::HandOver { wipe: choice(*wipe), to: to.clone() },
        Goal::Lost { wipe } => GoalRecord::Lost { wipe: choice(*wipe) },
    }
}

fn first_record(first: First) -> FirstRecord {
    match first {
        First::Wipe(wipe) => FirstRecord::Wipe(choice(wipe)),
        First::Retire => FirstRecord::Retire,
    }
}

fn first_of(record: FirstRecord) -> First {
    match record {
        FirstRecord::Wipe(chosen) => First::Wipe(wipe(chosen)),
        FirstRecord::Retire => First::Retire,
    }
}

fn choice(wipe: Wipe) -> ChoiceRecord {
    ChoiceRecord {
        keep_enrolment: wipe.keep_enrolment,
        keep_user_data: wipe.keep_user_data,
        protected: wipe.protected,
        unlock_code: wipe.unlock_code,
        keep_esim: wipe.keep_esim,
        obliteration: wipe.obliteration.map(|how| match how {
            Obliteration::Default => ObliterationRecord::Default,
            Obliteration::DoNotObliterate => ObliterationRecord::DoNotObliterate,
            Obliteration::ObliterateWithWarning => ObliterationRecord::ObliterateWithWarning,
            Obliteration::Always => ObliterationRecord::Always,
        }),
    }
}

fn wipe(record: ChoiceRecord) -> Wipe {
    Wipe {
        keep_enrolment: record.keep_enrolment,
        keep_user_data: record.keep_user_data,
        protected: record.protected,
        unlock_code: record.unlock_code,
        keep_esim: record.keep_esim,
        obliteration: record.obliteration.map(|how| match how {
            ObliterationRecord::Default => Obliteration::Default,
            ObliterationRecord::DoNotObliterate => Obliteration::DoNotObliterate,
            ObliterationRecord::ObliterateWithWarning => Obliteration::ObliterateWithWarning,
            ObliterationRecord::Always => Obliteration::Always,
        }),
    }
}

fn note(note: Note) -> NoteRecord {
    match note {
        Note::NoSerial => NoteRecord::NoSerial,
        Note::EntraGoesByItself => NoteRecord::EntraGoesByItself,
        Note::OthersDeleteOnlyAutopilot => NoteRecord::OthersDeleteOnlyAutopilot,
        Note::PartnerLeavesTenantBlank => NoteRecord::PartnerLeavesTenantBlank,
        Note::PartnerDoesNotSeeIt => NoteRecord::PartnerDoesNotSeeIt,
        Note::DynamicGroupsFollow => NoteRecord::DynamicGroupsFollow,
    }
}

fn note_of(record: NoteRecord) -> Note {
    match record {
        NoteRecord::NoSerial => Note::NoSerial,
        NoteRecord::EntraGoesByItself => Note::EntraGoesByItself,
        NoteRecord::OthersDeleteOnlyAutopilot => Note::OthersDeleteOnlyAutopilot,
        NoteRecord::PartnerLeavesTenantBlank => Note::PartnerLeavesTenantBlank,
        NoteRecord::PartnerDoesNotSeeIt => Note::PartnerDoesNotSeeIt,
        NoteRecord::DynamicGroupsFollow => Note::DynamicGroupsFollow,
    }
}

impl Wire for RecordRef {
    type Record = RefRecord;

    fn to_record(&self) -> RefRecord {
        let place = match self.place {
            Place::Autopilot => PlaceRecord::Autopilot,
            Place::Intune => PlaceRecord::Intune,
            Place::Entra => PlaceRecord::Entra,
            Place::ActiveDirectory => PlaceRecord::ActiveDirectory,
            Place::Apple => PlaceRecord::Apple,
            Place::Partner => PlaceRecord::Partner,
        };
        RefRecord { place, id: self.id.clone() }
    }

    fn from_record(record: RefRecord) -> Result<RecordRef, WireError> {
        let place = match record.place {
            PlaceRecord::Autopilot => Place::Autopilot,
            PlaceRecord::Intune => Place::Intune,
            PlaceRecord::Entra => Place::Entra,
            PlaceRecord::ActiveDirectory => Place::ActiveDirectory,
            PlaceRecord::Apple => Place::Apple,
            PlaceRecord::Partner => Place::Partner,
        };
        Ok(RecordRef { place, id: record.id })
    }
}

impl Wire for Step {
    type Record = StepRecord;

    fn to_record(&self) -> StepRecord {
        let need = |need: &Need| match *need {
            Need::Proven(at) => NeedRecord::Proven(place(at)),
            Need::Settled(at) => NeedRecord::Settled(place(at)),
            Need::Accepted(at) => NeedRecord::Accepted(place(at)),
            Need::Confirmation => NeedRecord::Confirmation,
            Need::SyncInterval => NeedRecord::SyncInterval,
        };
        StepRecord {
            deed: deed(&self.deed),
            record: self.record.to_record(),
            needs: self.needs.iter().map(need).collect(),
            proof: match &self.proof {
                Proof::Gone { serial, except } => {
                    ProofRecord::Gone { serial: serial.clone(), except: except.clone() }
                }
                Proof::DeviceDone => ProofRecord::DeviceDone,
                Proof::ReadBack => ProofRecord::ReadBack,
                Proof::Accepted => ProofRecord::Accepted,
                Proof::Word => ProofRecord::Word,
            },
        }
    }

    fn from_record(record: StepRecord) -> Result<Step, WireError> {
        let need = |need: NeedRecord| match need {
            NeedRecord::Proven(at) => Need::Proven(at as usize),
            NeedRecord::Settled(at) => Need::Settled(at as usize),
            NeedRecord::Accepted(at) => Need::Accepted(at as usize),
            NeedRecord::Confirmation => Need::Confirmation,
            NeedRecord::SyncInterval => Need::SyncInterval,
        };
        Ok(Step {
            deed: deed_of(record.deed),
            record: RecordRef::from_record(record.record)?,
            needs: record.needs.into_iter().map(need).collect(),
            proof: match record.proof {
                ProofRecord::Gone { serial, except } => Proof::Gone { serial, except },
                ProofRecord::DeviceDone => Proof::DeviceDone,
                ProofRecord::ReadBack => Proof::ReadBack,
                ProofRecord::Accepted => Proof::Accepted,
                ProofRecord::Word => Proof::Word,
            },
        })
    }
}

fn deed(deed: &Deed) -> DeedRecord {
    match deed {
        Deed::Wipe(wipe) => DeedRecord::Wipe(choice(*wipe)),
        Deed::Retire => DeedRecord::Retire,
        Deed::ResetByHand => DeedRecord::ResetByHand,
        Deed::DeleteFromIntune => DeedRecord::DeleteFromIntune,
        Deed::UnassignUser => DeedRecord::UnassignUser,
        Deed::AssignUser(user) => DeedRecord::AssignUser(user.clone()),
        Deed::DeleteFromAutopilot => DeedRecord::DeleteFromAutopilot,
        Deed::Sync => DeedRecord::Sync,
        Deed::LeaveGroup(group) => DeedRecord::LeaveGroup {
            id: group.id.clone(),
            name: group.name.clone(),
            is_dynamic: group.is_dynamic,
        },
        Deed::DeleteComputer => DeedRecord::DeleteComputer,
        Deed::DisableComputer => DeedRecord::DisableComputer,
        Deed::DisableInEntra => DeedRecord::DisableInEntra,
        Deed::DeleteFromEntra => DeedRecord::DeleteFromEntra,
        Deed::ReleaseAtApple => DeedRecord::ReleaseAtApple,
        Deed::ReleaseAtPartner => DeedRecord::ReleaseAtPartner,
    }
}

fn deed_of(record: DeedRecord) -> Deed {
    match record {
        DeedRecord::Wipe(chosen) => Deed::Wipe(wipe(chosen)),
        DeedRecord::Retire => Deed::Retire,
        DeedRecord::ResetByHand => Deed::ResetByHand,
        DeedRecord::DeleteFromIntune => Deed::DeleteFromIntune,
        DeedRecord::UnassignUser => Deed::UnassignUser,
        DeedRecord::AssignUser(user) => Deed::AssignUser(user),
        DeedRecord::DeleteFromAutopilot => Deed::DeleteFromAutopilot,
        DeedRecord::Sync => Deed::Sync,
        DeedRecord::LeaveGroup { id, name, is_dynamic } => Deed::LeaveGroup(Group { id, name, is_dynamic }),
        DeedRecord::DeleteComputer => Deed::DeleteComputer,
        DeedRecord::DisableComputer => Deed::DisableComputer,
        DeedRecord::DisableInEntra => Deed::DisableInEntra,
        DeedRecord::DeleteFromEntra => Deed::DeleteFromEntra,
        DeedRecord::ReleaseAtApple => Deed::ReleaseAtApple,
        DeedRecord::ReleaseAtPartner => Deed::ReleaseAtPartner,
    }
}
