//! The partner's own list of what it registered. Nothing tells who is in it but a person. Rules DR-6 to DR-8.

use lifecycle::removal::{Match, Member, Place, Record};

use super::known::Candidate;

/// The same devices with a record at a partner, which has each by its serial number: those that are registered.
#[must_use]
pub fn with_partner(candidates: &[Candidate]) -> Vec<Candidate> {
    let mut candidates = candidates.to_vec();
    for candidate in &mut candidates {
        let Ok(identity) = &mut candidate.identity else { continue };
        let is_registered = identity.at(Place::Autopilot).any(|record| !record.is_pending);
        let Some(serial) = identity.serial().filter(|_| is_registered).map(str::to_owned) else { continue };
        let record = Record { serial: Some(serial.clone()), ..Record::new(Place::Partner, serial.clone()) };
        candidate.records.push(record.clone());
        // A partner is the last place there is, so the order stays.
        identity.members.push(Member { record, by: Match::Serial(serial) });
    }
    candidates
}
