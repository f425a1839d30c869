//! Which records are of one device. Rule DR-9: by id, failing that by exact serial, never by name.

use super::record::{Place, Record, RecordRef, same_serial};
use crate::Tick;

/// The records of one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its records, by place.
    pub members: Vec<Member>,
    /// Records with an id in common or the same serial number that a person left out. They stay.
    pub others: Vec<RecordRef>,
}

/// A record, and why it is of this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The record.
    pub record: Record,
    /// Why.
    pub by: Match,
}

/// Why a record is of this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is the one that was chosen.
    Chosen,
    /// It has an id in common with that record.
    Id(RecordRef),
    /// It has this serial number, and no other record there has it.
    Serial(String),
    /// A person put it there.
    Hand(Tick),
}

/// Why records can't be told apart, with all of them side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// Every reason.
    pub why: Vec<Unclear>,
    /// All records that may be of the device, by place: for a person who picks.
    pub candidates: Vec<Record>,
}

/// Why records can't be told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// There are several in one place.
    Several(Place),
    /// Ids say that records belong together whose serial numbers differ.
    SerialsDiffer(Vec<String>),
}

/// Finds the records of the device to which the chosen one belongs, among all that were found.
///
/// # Errors
/// Where a place has several, or ids and serial numbers contradict each other: a person has to pick then.
pub fn identify(chosen: &Record, found: &[Record]) -> Result<Identity, Ambiguity> {
    let mut members = vec![Member { record: chosen.clone(), by: Match::Chosen }];
    let mut rest: Vec<&Record> = Vec::new();
    for record in found {
        if record.at != chosen.at && rest.iter().all(|known| known.at != record.at) {
            rest.push(record);
        }
    }
    rest.sort_by(|one, other| one.at.cmp(&other.at));
    // Each one that joins may know ids and serial numbers that the others didn't.
    loop {
        let by_id = rest.iter().find_map(|record| Some((record.at.clone(), by_id(&members, record)?)));
        let next = by_id.or_else(|| {
            rest.iter().find_map(|record| Some((record.at.clone(), by_serial(&members, record)?)))
        });
        let Some((at, by)) = next else { break };
        let Some(position) = rest.iter().position(|record| record.at == at) else { break };
        members.push(Member { record: rest.remove(position).clone(), by });
    }
    members.sort_by(|one, other| one.record.at.cmp(&other.record.at));
    let why = unclear(&members);
    if why.is_empty() {
        return Ok(Identity { members, others: Vec::new() });
    }
    Err(Ambiguity { why, candidates: members.into_iter().map(|member| member.record).collect() })
}

fn by_id(members: &[Member], record: &Record) -> Option<Match> {
    let shares = |member: &&Member| {
        let theirs = || member.record.keys();
        record
            .keys()
            .any(|(key, id)| theirs().any(|(other, known)| other == key && known.eq_ignore_ascii_case(id)))
    };
    members.iter().find(shares).map(|member| Match::Id(member.record.at.clone()))
}

fn by_serial(members: &[Member], record: &Record) -> Option<Match> {
    let serial = record.telling_serial()?;
    let has =
        |member: &Member| member.record.telling_serial().is_some_and(|other| same_serial(serial, other));
    members.iter().any(has).then(|| Match::Serial(serial.to_owned()))
}

fn unclear(members: &[Member]) -> Vec<Unclear> {
    let several = Place::ALL
        .into_iter()
        .filter(|place| members.iter().filter(|member| member.record.at.place == *place).count() > 1);
    let mut why: Vec<Unclear> = several.map(Unclear::Several).collect();
    let mut serials: Vec<String> = Vec::new();
    for serial in members.iter().filter_map(|member| member.record.telling_serial()) {
        if !serials.iter().any(|known| same_serial(known, serial)) {
            serials.push(serial.to_owned());
        }
    }
    if serials.len() > 1 {
        why.push(Unclear::SerialsDiffer(serials));
    }
    why
}

impl Identity {
    /// What a person put together, of all that was found. `None`: nothing was picked.
    #[must_use]
    pub fn by_hand(picked: Vec<Record>, found: &[Record], by: &Tick) -> Option<Identity> {
        let mut members: Vec<Member> = Vec::new();
        for record in picked {
            if members.iter().all(|member| member.record.at != record.at) {
                members.push(Member { record, by: Match::Hand(by.clone()) });
            }
        }
        members.sort_by(|one, other| one.record.at.cmp(&other.record.at));
        let is_other = |record: &&Record| {
            members.iter().all(|member| member.record.at != record.at)
                && by_id(&members, record).or_else(|| by_serial(&members, record)).is_some()
        };
        let mut others: Vec<RecordRef> =
            found.iter().filter(is_other).map(|record| record.at.clone()).collect();
        others.sort();
        others.dedup();
        (!members.is_empty()).then_some(Identity { members, others })
    }

    /// The records in a place.
    pub fn at(&self, place: Place) -> impl Iterator<Item = &Record> {
        self.members.iter().map(|member| &member.record).filter(move |record| record.at.place == place)
    }

    /// The serial number, to be noted before anything goes.
    #[must_use]
    pub fn serial(&self) -> Option<&str> {
        self.members.iter().find_map(|member| member.record.telling_serial())
    }
}
