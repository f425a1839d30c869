//! How far removals are, and what a person can say of each step.

use lifecycle::removal::{Deed, StepState, Wait};
use outbox::{Intent, Removal, State};

/// How far several removals are, in numbers of devices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// All of them.
    pub devices: usize,
    /// Those of which all is proven.
    pub complete: usize,
    /// Those that a person has to look at.
    pub look: usize,
    /// For each deed that several plans have: in how many it is done, of how many.
    pub deeds: Vec<(&'static str, usize, usize)>,
    /// What steps wait for, since when at the longest, and until when at the soonest; and of how many devices.
    pub waits: Vec<(Wait, i64, Option<i64>, usize)>,
}

/// How far these removals are at that moment (milliseconds).
#[must_use]
pub fn course<'i>(intents: impl Iterator<Item = &'i Intent>, now: i64) -> Course {
    let mut course = Course::default();
    for intent in intents {
        let Some(removal) = intent.removal().filter(|_| intent.state != State::Withdrawn) else { continue };
        let states = removal.states(now);
        course.devices += 1;
        course.complete += usize::from(removal.is_complete(now));
        course.look += usize::from(needs_person(removal, &states));
        let mut waits: Vec<(Wait, i64, Option<i64>)> = Vec::new();
        for (step, state) in removal.plan.steps.iter().zip(&states) {
            let key = step.deed.key();
            let done = usize::from(state.is_done());
            match course.deeds.iter_mut().find(|(known, ..)| *known == key) {
                Some((_, all_done, all)) => (*all_done, *all) = (*all_done + done, *all + 1),
                None => course.deeds.push((key, done, 1)),
            }
            if let StepState::Waiting { on, since, until } = state
                && !matches!(on, Wait::Step(_))
                && !waits.iter().any(|(known, ..)| known == on)
            {
                waits.push((*on, *since, *until));
            }
        }
        for (on, since, until) in waits {
            match course.waits.iter_mut().find(|(known, ..)| *known == on) {
                Some((_, first, soonest, count)) => {
                    *first = since.min(*first);
                    *soonest = [*soonest, until].into_iter().flatten().min();
                    *count += 1;
                }
                None => course.waits.push((on, since, until, 1)),
            }
        }
    }
    course
}

/// Whether a removal goes on only when a person does something: a step failed, is to be confirmed or done by hand, or its reason is
/// wanted.
#[must_use]
pub fn needs_person(removal: &Removal, states: &[StepState]) -> bool {
    removal.plan.steps.iter().zip(states).any(|(step, state)| match state {
        StepState::Failed { .. }
        | StepState::Waiting { on: Wait::Confirmation | Wait::ConfirmationAgain, .. } => true,
        StepState::Waiting { on: Wait::Approval, .. } => removal.reason.is_empty(),
        StepState::Ready => step.deed.is_by_hand(),
        _ => false,
    })
}

/// What a person can say of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// That it is done, elsewhere.
    Done,
    /// That it is confirmed once more.
    Confirm,
    /// That it is to be tried again.
    Again,
    /// That it is given up.
    GiveUp,
}

/// What a person confirms once more, where a step waits for that: as the first time, every step that takes something away, so
/// that those after it needn't be confirmed one by one.
#[must_use]
pub fn to_confirm(removal: &Removal, states: &[StepState]) -> Vec<usize> {
    let is_waited_for = |state: &StepState| {
        matches!(state, StepState::Waiting { on: Wait::Confirmation | Wait::ConfirmationAgain, .. })
    };
    if !states.iter().any(is_waited_for) {
        return Vec::new();
    }
    let is_open = |at: &usize| {
        let is_destructive = removal.plan.steps.get(*at).is_some_and(|step| step.deed.is_destructive());
        is_destructive && !states[*at].is_done() && !matches!(states[*at], StepState::GivenUp { .. })
    };
    (0..states.len()).filter(is_open).collect()
}

/// What a person can say of a step that is so far.
#[must_use]
pub fn words_for(removal: &Removal, step: usize, state: &StepState) -> Vec<Word> {
    let Some(deed) = removal.plan.steps.get(step).map(|step| &step.deed) else { return Vec::new() };
    let mut words = Vec::new();
    match state {
        StepState::Done { .. } | StepState::Needless => return words,
        StepState::GivenUp { .. } => return vec![Word::Again],
        StepState::Failed { .. } => words.push(Word::Again),
        StepState::Ready if deed.is_by_hand() => words.push(Word::Done),
        StepState::Waiting { on: Wait::Confirmation | Wait::ConfirmationAgain, .. }
            if deed.is_destructive() =>
        {
            words.push(Word::Confirm);
        }
        _ => {}
    }
    // A sync is no loss, and isn't waited for.
    words.extend((*deed != Deed::Sync).then_some(Word::GiveUp));
    words
}
