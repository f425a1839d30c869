//! Whether a plan that came from elsewhere is one that could have been made here.

use super::plan::{Deed, First, Goal, Need, Plan, Proof, Step};
use super::record::Place;

impl Plan {
    /// Whether nothing in it is done out of order, unconfirmed, to a record that isn't the device's, or is taken as proven that isn't:
    /// whoever writes a file can write any plan.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let is_listed =
            |step: &Step| self.records.contains(&step.record) && !self.others.contains(&step.record);
        let are_earlier =
            |at: usize, step: &Step| step.needs.iter().all(|need| of(*need).is_none_or(|of| of < at));
        let takes_registration = self.steps.iter().any(|step| step.deed == Deed::DeleteFromAutopilot);
        let are_all_unmanaged =
            self.records.iter().filter(|record| record.place == Place::Intune).all(|record| {
                self.steps.iter().any(|step| step.deed == Deed::DeleteFromIntune && step.record == *record)
            });
        (are_all_unmanaged || !takes_registration)
            && self.steps.iter().enumerate().all(|(at, step)| {
                is_listed(step)
                    && self.is_of_goal(step)
                    && are_earlier(at, step)
                    && is_in_place(step)
                    && is_proof(step)
                    && self.required(step).iter().all(|need| step.needs.contains(need))
            })
    }

    /// Whether it is something that is done for such a goal.
    fn is_of_goal(&self, step: &Step) -> bool {
        let goal = &self.goal;
        let is_lost = matches!(goal, Goal::Lost { .. });
        let hands_over = matches!(goal, Goal::HandOver { .. });
        let deregisters = matches!(goal, Goal::Deregister { .. });
        let removes = matches!(goal, Goal::Remove { .. });
        match &step.deed {
            Deed::Wipe(wipe) => match goal {
                Goal::Deregister { first, .. } => *first == Some(First::Wipe(*wipe)),
                Goal::HandOver { wipe: wanted, .. } | Goal::Lost { wipe: wanted } => wanted == wipe,
                Goal::Remove { .. } => false,
            },
            // A device of Apple's is retired unasked, and a lost one that can't be wiped.
            Deed::Retire => match goal {
                Goal::Deregister { first, .. } => !matches!(first, Some(First::Wipe(_))),
                goal => !matches!(goal, Goal::HandOver { .. }),
            },
            Deed::DisableInEntra | Deed::DisableComputer => is_lost,
            Deed::DeleteFromEntra => matches!(
                goal,
                Goal::Remove { with_objects: true } | Goal::Deregister { with_object: true, .. }
            ),
            Deed::LeaveGroup(group) => removes && group.is_modern_workplace() && !group.is_dynamic,
            Deed::AssignUser(user) => matches!(goal, Goal::HandOver { to: Some(to), .. } if to == user),
            Deed::ResetByHand => hands_over,
            Deed::UnassignUser => !is_lost,
            Deed::ReleaseAtApple | Deed::ReleaseAtPartner => deregisters,
            Deed::DeleteFromIntune | Deed::DeleteFromAutopilot | Deed::Sync | Deed::DeleteComputer => {
                removes || deregisters
            }
        }
    }

    /// What a step needs at least.
    fn required(&self, step: &Step) -> Vec<Need> {
        let mut required = Vec::new();
        for (at, other) in self.steps.iter().enumerate() {
            let is_same = other.record == step.record;
            required.extend(match (&step.deed, &other.deed) {
                (Deed::DeleteFromIntune, Deed::Wipe(_) | Deed::Retire)
                | (Deed::DeleteFromAutopilot, Deed::UnassignUser)
                    if is_same =>
                {
                    Some(Need::Settled(at))
                }
                (Deed::DeleteFromEntra, Deed::LeaveGroup(_)) => Some(Need::Settled(at)),
                (Deed::DeleteFromAutopilot, Deed::DeleteFromIntune)
                | (
                    Deed::DeleteFromEntra,
                    Deed::DeleteFromIntune | Deed::DeleteFromAutopilot | Deed::DeleteComputer,
                ) => Some(Need::Proven(at)),
                _ => None,
            });
        }
        required.extend(step.deed.is_destructive().then_some(Need::Confirmation));
        required
    }
}

/// The earlier step that is needed.
fn of(need: Need) -> Option<usize> {
    match need {
        Need::Proven(of) | Need::Settled(of) | Need::Accepted(of) => Some(of),
        Need::Confirmation | Need::SyncInterval => None,
    }
}

/// Whether the record lies where that is done.
fn is_in_place(step: &Step) -> bool {
    let place = step.record.place;
    match step.deed {
        Deed::Wipe(_) | Deed::Retire | Deed::DeleteFromIntune => place == Place::Intune,
        Deed::UnassignUser | Deed::AssignUser(_) | Deed::DeleteFromAutopilot | Deed::Sync => {
            place == Place::Autopilot
        }
        Deed::LeaveGroup(_) | Deed::DisableInEntra | Deed::DeleteFromEntra => place == Place::Entra,
        // Entra may say that there is one, which nobody has shown.
        Deed::DeleteComputer | Deed::DisableComputer => {
            matches!(place, Place::ActiveDirectory | Place::Entra)
        }
        Deed::ReleaseAtApple => place == Place::Apple,
        Deed::ReleaseAtPartner => place == Place::Partner,
        Deed::ResetByHand => true,
    }
}

/// Whether that proves it.
fn is_proof(step: &Step) -> bool {
    match step.deed {
        Deed::DeleteFromIntune | Deed::DeleteFromAutopilot | Deed::DeleteFromEntra => {
            matches!(step.proof, Proof::Gone { .. })
        }
        Deed::Wipe(_) | Deed::Retire => step.proof == Proof::DeviceDone,
        Deed::UnassignUser | Deed::AssignUser(_) | Deed::LeaveGroup(_) | Deed::DisableInEntra => {
            step.proof == Proof::ReadBack
        }
        Deed::Sync => step.proof == Proof::Accepted,
        Deed::ResetByHand
        | Deed::DeleteComputer
        | Deed::DisableComputer
        | Deed::ReleaseAtApple
        | Deed::ReleaseAtPartner => step.proof == Proof::Word,
    }
}
