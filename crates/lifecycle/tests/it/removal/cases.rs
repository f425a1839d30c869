//! Devices of every make, by chance: in any of the places, once or twice, with a user, groups, partners, and others that look like them.

use std::collections::BTreeSet;

use lifecycle::Tick;
use lifecycle::action::{Device, Enrolment, Join, Platform, Traits, Wipe, WipeOption};
use lifecycle::removal::{First, Goal, Group, Identity, Place, Record, RecordRef, identify};
use proptest::prelude::*;

use super::SERIAL;

/// A device, what is wanted, and who stands around it.
#[derive(Clone, Debug)]
pub struct Case {
    pub goal: Goal,
    /// The records of the device, as they really are.
    pub own: Vec<Record>,
    /// Records of others.
    pub decoys: Vec<Record>,
    /// Where it isn't clear which records are the device's, a person picks all of them, and not only the first of each place.
    pub picks_all: bool,
}

/// The kinds of goals that a case may have, by which it is counted that each was met.
pub const GOALS: [&str; 7] =
    ["remove", "remove-with-objects", "deregister", "deregister-with-object", "hand-over", "lost", "first"];

fn goals() -> impl Strategy<Value = Goal> {
    let wipe = prop_oneof![
        4 => Just(Wipe::PLAIN),
        1 => Just(Wipe::with(WipeOption::Protected)),
        1 => Just(Wipe::with(WipeOption::KeepUserData)),
    ];
    let first = prop_oneof![Just(None), Just(Some(First::Retire)), Just(Some(First::Wipe(Wipe::PLAIN))),];
    let to = prop::option::of(prop_oneof![
        Just("next@example.org".to_owned()),
        Just("ADA@example.org".to_owned())
    ]);
    prop_oneof![
        any::<bool>().prop_map(|with_objects| Goal::Remove { with_objects }),
        (first, any::<bool>()).prop_map(|(first, with_object)| Goal::Deregister { first, with_object }),
        (wipe.clone(), to).prop_map(|(wipe, to)| Goal::HandOver { wipe, to }),
        wipe.prop_map(|wipe| Goal::Lost { wipe }),
    ]
}

/// How many records a device has in a place: mostly one.
fn times() -> impl Strategy<Value = usize> {
    prop_oneof![2 => Just(0_usize), 6 => Just(1), 1 => Just(2)]
}

fn own() -> impl Strategy<Value = Vec<Record>> {
    let counts = (times(), times(), times(), 0..2_usize, 0..2_usize, 0..2_usize);
    let join = prop_oneof![Just(Join::Joined), Just(Join::Hybrid), Just(Join::Registered)];
    let traits = prop_oneof![
        3 => Just(None),
        1 => Just(Some((Platform::Windows, Enrolment::Device))),
        // It can't be wiped, and it can't be retired.
        1 => Just(Some((Platform::Android, Enrolment::WorkProfile))),
        1 => Just(Some((Platform::Android, Enrolment::Dedicated))),
    ];
    let flags = (any::<bool>(), prop::bool::weighted(0.1), prop::option::of(any::<bool>()));
    (counts, join, traits, flags, 0..3_usize).prop_map(|(counts, join, traits, flags, groups)| {
        let (autopilot, intune, entra, computers, apple, partner) = counts;
        let (has_user, is_pending, by_partner) = flags;
        let make = |place, id: String| Record {
            // The directory doesn't know serial numbers.
            serial: (place != Place::Entra && place != Place::ActiveDirectory).then(|| SERIAL.to_owned()),
            device_id: (place != Place::Apple && place != Place::Partner).then(|| "d-1".to_owned()),
            ..Record::new(place, id)
        };
        let device = traits.map(|(platform, enrolment)| {
            Device::of(Traits { platform, enrolment, version: (10, 0, 22_631), is_supervised: false })
        });
        let names = [
            ("Modern Workplace Devices-Test", false),
            ("Modern Workplace Devices-All", true),
            ("Sales", false),
        ];
        let group = |(name, is_dynamic): &(&str, bool)| Group {
            id: (*name).to_owned(),
            name: (*name).to_owned(),
            is_dynamic: *is_dynamic,
        };
        let groups: Vec<Group> = names[..=groups].iter().map(group).collect();
        let user = has_user.then(|| "ada@example.org".to_owned());
        let mut own = Vec::new();
        own.extend((0..autopilot).map(|at| {
            let registered = make(Place::Autopilot, format!("a-{at}"));
            Record { user: user.clone(), is_pending, by_partner, ..registered }
        }));
        own.extend(
            (0..intune).map(|at| Record { device: device.clone(), ..make(Place::Intune, format!("m-{at}")) }),
        );
        own.extend((0..entra).map(|at| {
            // Of two, one is by the registration, and one by the sync from the organisation's own directory.
            let join = if at == 0 { join } else { Join::Joined };
            Record { join, groups: groups.clone(), ..make(Place::Entra, format!("o-{at}")) }
        }));
        let has_computer = join == Join::Hybrid && entra > 0;
        own.extend(
            (0..computers).filter(|_| has_computer).map(|_| make(Place::ActiveDirectory, "d-1".to_owned())),
        );
        // Nothing ties those lists to the directory alone.
        let is_tied = autopilot + intune > 0 || entra == 0;
        own.extend((0..apple).filter(|_| is_tied).map(|_| make(Place::Apple, "x-1".to_owned())));
        own.extend((0..partner).filter(|_| is_tied).map(|_| make(Place::Partner, "p-1".to_owned())));
        own
    })
}

/// Others that have something in common with the device: nothing of it makes them the same.
fn decoys() -> impl Strategy<Value = Vec<Record>> {
    let one = (0..6_usize, 0..4_u8).prop_map(|(place, kind)| {
        let place = Place::ALL[place];
        let mut other = Record::new(place, format!("other-{kind}"));
        other.name = Some("LAPTOP-1".to_owned());
        match kind {
            // One that begins alike, one of another with its ids, one that nobody filled in, one with nothing but the name.
            0 => other.serial = Some(format!("{SERIAL}0")),
            1 => {
                other.serial = Some("7XX7654321".to_owned());
                other.device_id = Some("d-2".to_owned());
                other.managed_device_id = Some("m-9".to_owned());
            }
            2 => other.serial = Some("Default string".to_owned()),
            _ => other.device_id = Some("00000000-0000-0000-0000-000000000000".to_owned()),
        }
        other
    });
    prop::collection::vec(one, 0..4)
}

/// Any case.
pub fn cases() -> impl Strategy<Value = Case> {
    let own = own().prop_filter("a device has a record", |own| !own.is_empty());
    (goals(), own, decoys(), any::<bool>(), any::<bool>()).prop_map(
        |(goal, mut own, decoys, picks_all, shouts)| {
            // Services change the case of serial numbers.
            if let (true, Some(record)) = (shouts, own.last_mut()) {
                record.serial = record.serial.as_ref().map(|serial| format!(" {} ", serial.to_lowercase()));
            }
            Case { goal, own, decoys, picks_all }
        },
    )
}

impl Case {
    /// Who the device is: found, or, where several are in one place, as a person picks them.
    pub fn identity(&self) -> Identity {
        let chosen = &self.own[0];
        let found: Vec<Record> = self.own[1..].iter().chain(&self.decoys).cloned().collect();
        let ambiguity = match identify(chosen, &found) {
            Ok(identity) => return identity,
            Err(ambiguity) => ambiguity,
        };
        // DR-9: there is no plan, but all candidates, and nobody else's record is among them.
        assert!(self.has_several(), "{ambiguity:?}");
        let refs =
            |records: &[Record]| records.iter().map(|it| it.at.clone()).collect::<BTreeSet<RecordRef>>();
        assert_eq!(refs(&ambiguity.candidates), refs(&self.own));
        let mut picked: Vec<Record> = self.own.clone();
        if !self.picks_all {
            let mut taken = BTreeSet::new();
            picked.retain(|record| taken.insert(record.at.place));
        }
        let by = Tick { at: 1, by: "Ada".to_owned() };
        Identity::by_hand(picked, &[self.own.as_slice(), &self.decoys].concat(), &by).unwrap()
    }

    /// Whether it has several records in a place.
    pub fn has_several(&self) -> bool {
        let of = |place| self.own.iter().filter(|record| record.at.place == place).count();
        Place::ALL.into_iter().any(|place| of(place) > 1)
    }

    /// What it is a case of, to count that each was met.
    pub fn labels(&self) -> Vec<String> {
        let mut labels = vec![
            match &self.goal {
                Goal::Remove { with_objects: false } => "remove",
                Goal::Remove { with_objects: true } => "remove-with-objects",
                Goal::Deregister { with_object: false, .. } => "deregister",
                Goal::Deregister { with_object: true, .. } => "deregister-with-object",
                Goal::HandOver { .. } => "hand-over",
                Goal::Lost { .. } => "lost",
            }
            .to_owned(),
        ];
        if matches!(self.goal, Goal::Deregister { first: Some(_), .. }) {
            labels.push("first".to_owned());
        }
        labels.extend(Place::ALL.into_iter().map(|place| {
            let count = self.own.iter().filter(|record| record.at.place == place).count();
            format!("{} {count}", place.key())
        }));
        let any = |is: fn(&Record) -> bool| self.own.iter().any(is);
        labels.extend(any(|it| it.is_pending).then(|| "pending".to_owned()));
        labels.extend(any(|it| it.join == Join::Hybrid).then(|| "hybrid".to_owned()));
        labels.extend(any(|it| it.user.is_some()).then(|| "user".to_owned()));
        labels.extend(any(|it| it.groups.len() > 1).then(|| "groups".to_owned()));
        // A record that the serial number alone ties to the others, in another case than theirs.
        let by_serial =
            |it: &Record| it.device_id.is_none() && it.serial.as_ref().is_some_and(|it| it != SERIAL);
        let is_tied = self.own.len() > 1 && any(by_serial);
        labels.extend(is_tied.then(|| "another case".to_owned()));
        labels.extend(self.decoys.iter().map(|it| it.at.id.clone()));
        labels.extend(self.has_several().then(|| format!("several {}", self.picks_all)));
        labels
    }
}
