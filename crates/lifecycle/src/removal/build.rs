//! How a plan is made.

use super::identity::Identity;
use super::plan::{Deed, First, Goal, Need, Note, Plan, Proof, Step};
use super::record::{Place, Record, RecordRef};
use crate::action::{Action, Join, Refusal, Wipe, why_not};

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanRefusal {
    /// Its registration is pending: what isn't there yet can't be removed. Rule RM-4.
    RegistrationPending(RecordRef),
    /// It is still managed, and a registration can't go before that: take the objects too, or deregister it for good.
    StillManaged(RecordRef),
    /// The device can't do what is asked of it first.
    Impossible(RecordRef, Refusal),
    /// Such a wipe keeps the user's account, and is none to hand a device over by.
    KeepsUser,
    /// It has no record with which anything would be done.
    NothingToDo,
}

impl PlanRefusal {
    /// The key by which its text is found.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            PlanRefusal::RegistrationPending(_) => "registration-pending",
            PlanRefusal::StillManaged(_) => "still-managed",
            PlanRefusal::Impossible(..) => "impossible",
            PlanRefusal::KeepsUser => "keeps-user",
            PlanRefusal::NothingToDo => "nothing-to-do",
        }
    }
}

/// The plan that reaches a goal.
///
/// # Errors
/// The reason why nothing of it can begin.
pub fn plan(identity: &Identity, goal: &Goal, now: i64) -> Result<Plan, PlanRefusal> {
    let mut builder = Builder { identity, steps: Vec::new() };
    match goal {
        Goal::Remove { with_objects } => builder.remove(*with_objects)?,
        Goal::Deregister { first, with_object } => builder.deregister(*first, *with_object)?,
        Goal::HandOver { wipe, to } => builder.hand_over(*wipe, to.as_deref())?,
        Goal::Lost { wipe } => builder.lost(*wipe)?,
    }
    if builder.steps.is_empty() {
        return Err(PlanRefusal::NothingToDo);
    }
    Ok(Plan {
        goal: goal.clone(),
        made_at: now,
        serial: identity.serial().map(str::to_owned),
        records: identity.members.iter().map(|member| member.record.at.clone()).collect(),
        others: identity.others.clone(),
        steps: builder.steps,
        notes: notes(identity, goal),
    })
}

fn notes(identity: &Identity, goal: &Goal) -> Vec<Note> {
    let mut notes = Vec::new();
    notes.extend(identity.serial().is_none().then_some(Note::NoSerial));
    let takes_registration = matches!(goal, Goal::Remove { .. } | Goal::Deregister { .. });
    let leaves_object = matches!(goal, Goal::Deregister { with_object: false, .. });
    if leaves_object && identity.at(Place::Entra).next().is_some() {
        notes.push(Note::EntraGoesByItself);
    }
    let is_by_partner = identity.at(Place::Autopilot).any(|record| record.by_partner == Some(true));
    let is_by_other = identity.at(Place::Autopilot).any(|record| record.by_partner == Some(false));
    if takes_registration && (is_by_partner || identity.at(Place::Partner).next().is_some()) {
        notes.extend([Note::OthersDeleteOnlyAutopilot, Note::PartnerLeavesTenantBlank]);
    } else if takes_registration && is_by_other {
        notes.push(Note::PartnerDoesNotSeeIt);
    }
    let mut groups = identity.at(Place::Entra).flat_map(|record| &record.groups);
    let follows = groups.any(|group| group.is_dynamic && group.is_modern_workplace());
    if matches!(goal, Goal::Remove { .. }) && follows {
        notes.push(Note::DynamicGroupsFollow);
    }
    notes
}

struct Builder<'i> {
    identity: &'i Identity,
    steps: Vec<Step>,
}

impl<'i> Builder<'i> {
    fn at(&self, place: Place) -> Vec<&'i Record> {
        self.identity.at(place).collect()
    }

    fn add(&mut self, deed: Deed, record: &Record, needs: Vec<Need>, proof: Proof) -> usize {
        self.steps.push(Step { deed, record: record.at.clone(), needs, proof });
        self.steps.len() - 1
    }

    /// Gone by id, and by serial number where the place can be searched by it.
    fn gone(&self, record: &Record) -> Proof {
        let is_searched = matches!(record.at.place, Place::Autopilot | Place::Intune);
        let others = self.identity.others.iter().filter(|other| other.place == record.at.place);
        let siblings =
            self.identity.at(record.at.place).map(|other| &other.at).filter(|at| **at != record.at);
        let mut except: Vec<String> = others.chain(siblings).map(|other| other.id.clone()).collect();
        except.sort();
        let serial = self.identity.serial().filter(|_| is_searched).map(str::to_owned);
        Proof::Gone { serial, except }
    }

    fn refuse_pending(&self) -> Result<(), PlanRefusal> {
        let pending = self.at(Place::Autopilot).into_iter().find(|record| record.is_pending);
        pending.map_or(Ok(()), |record| Err(PlanRefusal::RegistrationPending(record.at.clone())))
    }

    fn remove(&mut self, with_objects: bool) -> Result<(), PlanRefusal> {
        self.refuse_pending()?;
        let managed = self.at(Place::Intune);
        if let (false, Some(record)) = (with_objects, managed.first()) {
            return Err(PlanRefusal::StillManaged(record.at.clone()));
        }
        let gone = self.delete_managed(None)?;
        let gone = self.delete_registrations(&gone);
        let left = self.leave_groups(&gone);
        if with_objects {
            let mut needs = [gone.clone(), self.delete_computers(&gone)].concat();
            needs.extend(left.into_iter().map(Need::Settled));
            self.delete_objects(needs);
        }
        Ok(())
    }

    fn deregister(&mut self, first: Option<First>, with_object: bool) -> Result<(), PlanRefusal> {
        self.refuse_pending()?;
        let managed = self.delete_managed(first)?;
        let gone = self.delete_registrations(&managed);
        let computers = self.delete_computers(&gone);
        if with_object {
            self.delete_objects([gone.clone(), computers].concat());
        }
        for record in self.at(Place::Apple) {
            self.add(Deed::ReleaseAtApple, record, managed.clone(), Proof::Word);
        }
        for record in self.at(Place::Partner) {
            self.add(Deed::ReleaseAtPartner, record, gone.clone(), Proof::Word);
        }
        Ok(())
    }

    fn hand_over(&mut self, wipe: Wipe, to: Option<&str>) -> Result<(), PlanRefusal> {
        if wipe.keep_enrolment || wipe.keep_user_data {
            return Err(PlanRefusal::KeepsUser);
        }
        let mut reset = Vec::new();
        for record in self.at(Place::Intune) {
            reset.push(Need::Proven(self.ask(record, First::Wipe(wipe))?));
        }
        if let (true, Some(member)) = (reset.is_empty(), self.identity.members.first()) {
            reset.push(Need::Proven(self.add(Deed::ResetByHand, &member.record, Vec::new(), Proof::Word)));
        }
        for record in self.at(Place::Autopilot) {
            let user = record.user.as_deref().map(str::trim).filter(|user| !user.is_empty());
            let stays = user.is_some_and(|user| to.is_some_and(|to| to.trim().eq_ignore_ascii_case(user)));
            let mut needs = reset.clone();
            if user.is_some() && !stays {
                needs = vec![Need::Settled(self.add(Deed::UnassignUser, record, needs, Proof::ReadBack))];
            }
            if let Some(to) = to.filter(|_| !stays) {
                self.add(Deed::AssignUser(to.to_owned()), record, needs, Proof::ReadBack);
            }
        }
        Ok(())
    }

    fn lost(&mut self, wipe: Wipe) -> Result<(), PlanRefusal> {
        for record in self.at(Place::Entra) {
            // The sync from the organisation's own directory would undo it.
            if record.join != Join::Hybrid {
                self.add(Deed::DisableInEntra, record, vec![Need::Confirmation], Proof::ReadBack);
            } else if self.at(Place::ActiveDirectory).is_empty() {
                self.add(Deed::DisableComputer, record, Vec::new(), Proof::Word);
            }
        }
        for record in self.at(Place::ActiveDirectory) {
            self.add(Deed::DisableComputer, record, Vec::new(), Proof::Word);
        }
        for record in self.at(Place::Intune) {
            // What can't be wiped can give back what is the organisation's.
            self.ask(record, First::Wipe(wipe)).or_else(|refused| {
                let has_choices = wipe.chosen().next().is_some();
                if has_choices { Err(refused) } else { self.ask(record, First::Retire) }
            })?;
        }
        Ok(())
    }

    /// Asks a device for something, if it can.
    fn ask(&mut self, record: &Record, first: First) -> Result<usize, PlanRefusal> {
        let (action, deed) = match first {
            First::Wipe(wipe) => (Action::Wipe(wipe), Deed::Wipe(wipe)),
            First::Retire => (Action::Retire, Deed::Retire),
        };
        match record.device.as_ref().and_then(|device| why_not(action, device)) {
            Some(why) => Err(PlanRefusal::Impossible(record.at.clone(), why)),
            None => Ok(self.add(deed, record, vec![Need::Confirmation], Proof::DeviceDone)),
        }
    }

    /// Deletes the managed devices; what comes after needs what is returned. Rule DR-2, its first step; of devices that Apple
    /// enrols, rule DEP-1.
    fn delete_managed(&mut self, first: Option<First>) -> Result<Vec<Need>, PlanRefusal> {
        let is_apple = !self.at(Place::Apple).is_empty();
        let mut gone = Vec::new();
        for record in self.at(Place::Intune) {
            let asked = match first {
                Some(first) => Some(self.ask(record, first)?),
                None if is_apple => self.ask(record, First::Retire).ok(),
                None => None,
            };
            let mut needs: Vec<Need> = asked.into_iter().map(Need::Settled).collect();
            needs.push(Need::Confirmation);
            let proof = self.gone(record);
            gone.push(Need::Proven(self.add(Deed::DeleteFromIntune, record, needs, proof)));
        }
        Ok(gone)
    }

    /// Rule DR-2, its other steps. What comes after needs what is returned.
    fn delete_registrations(&mut self, managed: &[Need]) -> Vec<Need> {
        let mut deleted = Vec::new();
        let records = self.at(Place::Autopilot);
        for record in &records {
            let mut needs = managed.to_vec();
            if record.user.as_deref().is_some_and(|user| !user.trim().is_empty()) {
                let unassign = self.add(Deed::UnassignUser, record, managed.to_vec(), Proof::ReadBack);
                needs.push(Need::Settled(unassign));
            }
            needs.push(Need::Confirmation);
            let proof = self.gone(record);
            deleted.push(self.add(Deed::DeleteFromAutopilot, record, needs, proof));
        }
        if let Some(record) = records.first() {
            let mut needs: Vec<Need> = deleted.iter().copied().map(Need::Accepted).collect();
            needs.push(Need::SyncInterval);
            self.add(Deed::Sync, record, needs, Proof::Accepted);
        }
        managed.iter().copied().chain(deleted.into_iter().map(Need::Proven)).collect()
    }

    /// Rule RM-2. A group whose members follow from a rule lets go of the device by itself.
    fn leave_groups(&mut self, gone: &[Need]) -> Vec<usize> {
        let mut left = Vec::new();
        for record in self.at(Place::Entra) {
            for group in record.groups.iter().filter(|group| group.is_modern_workplace() && !group.is_dynamic)
            {
                left.push(self.add(Deed::LeaveGroup(group.clone()), record, gone.to_vec(), Proof::ReadBack));
            }
        }
        left
    }

    /// Rule RM-3. They need that all else is gone: Entra refuses to delete what is registered, and a computer object brings
    /// back what it was made from.
    fn delete_objects(&mut self, mut needs: Vec<Need>) {
        needs.push(Need::Confirmation);
        for record in self.at(Place::Entra) {
            let proof = self.gone(record);
            self.add(Deed::DeleteFromEntra, record, needs.clone(), proof);
        }
    }

    /// Rule DR-4. Where Entra says that there is a computer object, and nobody has shown it, a person finds it.
    fn delete_computers(&mut self, gone: &[Need]) -> Vec<Need> {
        let mut records = self.at(Place::ActiveDirectory);
        if records.is_empty() {
            records = self.at(Place::Entra);
            records.retain(|record| record.join == Join::Hybrid);
        }
        let mut deleted = Vec::new();
        for record in records {
            deleted.push(Need::Proven(self.add(Deed::DeleteComputer, record, gone.to_vec(), Proof::Word)));
        }
        deleted
    }
}
