//! Devices that were chosen stay so, whatever others delete of them meanwhile.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use lifecycle::removal::{Place, RecordRef, is_telling};

use super::known::{Candidate, Known, Picked};

/// A device that was chosen, with what was known of it last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The record by which it was chosen: that is what it is called by, also when the record is gone.
    pub at: RecordRef,
    /// Its name.
    pub name: String,
    /// Its serial number.
    pub serial: String,
    /// The records that were known to be of it, the first one first.
    pub records: Vec<RecordRef>,
}

/// Devices that were chosen, as far as they are still there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stay {
    /// All of them.
    pub chosen: Vec<Chosen>,
    /// Those of which there is a record.
    pub candidates: Vec<Candidate>,
}

impl Stay {
    /// The places in which a chosen device had a record that somebody else has deleted since.
    #[must_use]
    pub fn gone(&self, known: &Known, at: &RecordRef) -> Vec<Place> {
        let Some(chosen) = self.chosen.iter().find(|it| it.at == *at) else { return Vec::new() };
        // What is only concluded from another record is gone with that one.
        let is_own = |it: &&RecordRef| matches!(it.place, Place::Autopilot | Place::Intune | Place::Entra);
        let gone =
            chosen.records.iter().filter(is_own).filter(|it| !is_pending(it) && known.get(it).is_none());
        let mut places: Vec<Place> = gone.map(|it| it.place).collect();
        places.dedup();
        places
    }

    /// Chosen devices of which nothing is left.
    pub fn lost(&self) -> impl Iterator<Item = &Chosen> {
        let there: HashSet<&RecordRef> = self.candidates.iter().map(|it| &it.chosen).collect();
        self.chosen.iter().filter(move |it| !there.contains(&it.at))
    }

    /// Every record that is of one of them for certain.
    #[must_use]
    pub fn records(&self) -> HashSet<RecordRef> {
        let certain = self.candidates.iter().flat_map(|it| &it.identity);
        certain.flat_map(|identity| &identity.members).map(|member| member.record.at.clone()).collect()
    }

    /// Which of the chosen devices have one of these records for certain.
    #[must_use]
    pub fn with_any(&self, records: &HashSet<RecordRef>) -> HashSet<RecordRef> {
        let has = |it: &&Candidate| {
            let mut own = it.identity.iter().flat_map(|identity| &identity.members);
            records.contains(&it.chosen) || own.any(|member| records.contains(&member.record.at))
        };
        self.candidates.iter().filter(has).map(|it| it.chosen.clone()).collect()
    }
}

/// The devices that were chosen by these records, as they are known now; `before` is what was known of them, so that one whose
/// record is gone goes on by the next record that was known to be of it.
#[must_use]
pub fn stay<S: BuildHasher>(
    known: &Known,
    chosen: &[RecordRef],
    picked: &HashMap<RecordRef, Picked, S>,
    before: &[Chosen],
) -> Stay {
    let before: HashMap<&RecordRef, &Chosen> = before.iter().map(|it| (&it.at, it)).collect();
    let mut stay = Stay::default();
    let mut moved = Vec::new();
    for at in chosen {
        let mut own = before.get(at).map_or_else(
            || Chosen {
                at: at.clone(),
                name: String::new(),
                serial: String::new(),
                records: vec![at.clone()],
            },
            |it| (*it).clone(),
        );
        let first = first(known, &own);
        let candidate = first.as_ref().and_then(|first| known.candidate(first, picked.get(at)));
        if let Some(mut candidate) = candidate {
            own.name = candidate.name();
            candidate.serial().clone_into(&mut own.serial);
            let members = candidate.identity.iter().flat_map(|identity| &identity.members);
            let mut members: Vec<RecordRef> = members.map(|member| member.record.at.clone()).collect();
            members.retain(|it| !own.records.contains(it));
            members.sort();
            own.records.extend(members);
            candidate.chosen = at.clone();
            if first.as_ref() != Some(at) {
                moved.push(at.clone());
            }
            stay.candidates.push(candidate);
        }
        stay.chosen.push(own);
    }
    if !moved.is_empty() {
        drop_doubles(&mut stay, &moved);
    }
    stay
}

/// Leaves out devices that go on by a record of one that was chosen by that record too.
fn drop_doubles(stay: &mut Stay, moved: &[RecordRef]) {
    let mut seen: HashSet<RecordRef> = HashSet::new();
    let mut doubles: HashSet<RecordRef> = HashSet::new();
    let is_moved = |it: &&Candidate| moved.contains(&it.chosen);
    let (late, early): (Vec<&Candidate>, Vec<&Candidate>) = stay.candidates.iter().partition(is_moved);
    for candidate in early.into_iter().chain(late) {
        let members = candidate.identity.iter().flat_map(|identity| &identity.members);
        let members: Vec<&RecordRef> = members.map(|member| &member.record.at).collect();
        if is_moved(&candidate) && members.iter().any(|it| seen.contains(*it)) {
            doubles.insert(candidate.chosen.clone());
        }
        seen.extend(members.into_iter().cloned());
    }
    stay.candidates.retain(|it| !doubles.contains(&it.chosen));
    stay.chosen.retain(|it| !doubles.contains(&it.at));
}

/// The first record of a device that is still there.
fn first(known: &Known, chosen: &Chosen) -> Option<RecordRef> {
    let mut records = std::iter::once(&chosen.at).chain(&chosen.records);
    let there = records.find(|at| known.get(at).is_some()).cloned();
    // A registration that was under way gets its id when it is done.
    let registered = || {
        if !is_pending(&chosen.at) || !is_telling(&chosen.serial) {
            return None;
        }
        let records = known.with_serial(&chosen.serial).iter().map(|at| &known.records[*at].at);
        records.min().cloned()
    };
    there.or_else(registered)
}

fn is_pending(at: &RecordRef) -> bool {
    at.place == Place::Autopilot && at.id.starts_with("pending-")
}
