//! Plans that come from elsewhere, where anybody may have written them.

use lifecycle::action::{Join, Wipe, WipeOption};
use lifecycle::removal::{
    Deed, First, Goal, Group, Identity, Need, Place, Plan, Proof, Record, RecordRef, identify, plan,
};

use super::SERIAL;

/// A device with a record in every place, a user, and groups.
fn device(join: Join) -> Identity {
    let make = |place, id: &str| Record {
        serial: Some(SERIAL.to_owned()),
        device_id: Some("d-1".to_owned()),
        ..Record::new(place, id)
    };
    let group = |name: &str| Group { id: name.to_owned(), name: name.to_owned(), is_dynamic: false };
    let groups = vec![group("Modern Workplace Devices-All"), group("Modern Workplace Devices-Test")];
    let registration = Record { user: Some("adele@contoso.com".to_owned()), ..make(Place::Autopilot, "a-1") };
    let mut found = vec![
        make(Place::Intune, "m-1"),
        Record { join, groups, ..make(Place::Entra, "o-1") },
        make(Place::Apple, "x-1"),
        make(Place::Partner, "p-1"),
    ];
    if join == Join::Hybrid {
        found.push(make(Place::ActiveDirectory, "d-1"));
    }
    identify(&registration, &found).expect("one in each place")
}

fn plans() -> Vec<Plan> {
    let goals = [
        Goal::Remove { with_objects: true },
        Goal::Deregister { first: None, with_object: false },
        Goal::Deregister { first: Some(First::Retire), with_object: true },
        Goal::Deregister { first: Some(First::Wipe(Wipe::PLAIN)), with_object: true },
        Goal::HandOver { wipe: Wipe::PLAIN, to: Some("next@contoso.com".to_owned()) },
        Goal::Lost { wipe: Wipe::PLAIN },
    ];
    let of =
        |join| goals.iter().map(move |goal| plan(&device(join), goal, 0).expect("nothing stands against it"));
    [Join::Joined, Join::Hybrid].into_iter().flat_map(of).collect()
}

#[test]
fn every_plan_that_is_made_here_is_sound() {
    for plan in plans() {
        assert!(plan.is_sound(), "{plan:#?}");
    }
}

// DR-2, DR-9: whatever is left out or put in, it is noticed.
#[test]
fn a_plan_is_unsound_in_which_anything_is_changed_that_keeps_it_safe() {
    let mut tried = 0;
    let mut is_unsound = |made: &Plan, what: &str, change: &dyn Fn(&mut Plan)| {
        let mut forged = made.clone();
        change(&mut forged);
        assert!(!forged.is_sound(), "{what}: {forged:#?}");
        tried += 1;
    };
    for made in plans() {
        for (at, step) in made.steps.iter().enumerate() {
            is_unsound(&made, "another device's record", &|plan| plan.steps[at].record.id.push('2'));
            is_unsound(&made, "left out by hand", &|plan| plan.others.push(plan.steps[at].record.clone()));
            is_unsound(&made, "needs itself", &|plan| plan.steps[at].needs.push(Need::Proven(at)));
            for deed in [
                Deed::AssignUser("another@contoso.com".to_owned()),
                Deed::LeaveGroup(Group { id: "g".to_owned(), name: "Sales".to_owned(), is_dynamic: false }),
                Deed::Wipe(Wipe::with(WipeOption::Protected)),
            ] {
                is_unsound(&made, "not of its goal", &|plan| plan.steps[at].deed = deed.clone());
            }
            if !step.deed.is_destructive() {
                continue;
            }
            for need in 0..step.needs.len() {
                is_unsound(&made, "needs less", &|plan| {
                    plan.steps[at].needs.remove(need);
                });
            }
            is_unsound(&made, "proven by less", &|plan| plan.steps[at].proof = Proof::Accepted);
            is_unsound(&made, "elsewhere", &|plan| {
                plan.steps[at].record = RecordRef { place: Place::Partner, id: "p-1".to_owned() };
            });
        }
        if let Some(at) = made.steps.iter().position(|step| step.deed == Deed::DeleteFromIntune)
            && made.steps.iter().any(|step| step.deed == Deed::DeleteFromAutopilot)
        {
            is_unsound(&made, "still managed", &|plan| plan.steps[at].deed = Deed::Retire);
        }
    }
    assert!(tried > 200, "{tried}");
}
