//! The groups of devices that are to go. Rule RM-2.

use std::collections::HashMap;

use lifecycle::removal::{Group, Place};

use super::known::Candidate;

/// The groups of device objects, by their ids; `None`: they can't be read.
pub type Groups = HashMap<String, Option<Vec<Group>>>;

/// The ids of the objects in Entra that these devices have.
#[must_use]
pub fn objects_of(candidates: &[Candidate]) -> Vec<String> {
    let identities = candidates.iter().filter_map(|candidate| candidate.identity.as_ref().ok());
    identities.flat_map(|identity| identity.at(Place::Entra)).map(|record| record.at.id.clone()).collect()
}

/// The same devices with the groups that are known of them.
#[must_use]
pub fn with_groups(candidates: &[Candidate], groups: &Groups) -> Vec<Candidate> {
    let mut candidates = candidates.to_vec();
    let identities = candidates.iter_mut().filter_map(|candidate| candidate.identity.as_mut().ok());
    for member in identities.flat_map(|identity| &mut identity.members) {
        if let (Place::Entra, Some(Some(known))) = (member.record.at.place, groups.get(&member.record.at.id))
        {
            member.record.groups.clone_from(known);
        }
    }
    candidates
}

/// Of how many of these objects the groups are being read, and of how many they can't be.
#[must_use]
pub fn without_groups(objects: &[String], groups: &Groups) -> (usize, usize) {
    let reading = objects.iter().filter(|object| !groups.contains_key(*object)).count();
    let unread = objects.iter().filter(|object| matches!(groups.get(*object), Some(None))).count();
    (reading, unread)
}
