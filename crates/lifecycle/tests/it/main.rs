//! The behaviour of the crate as others see it.

mod action;
mod budget;
mod checklists;
mod cleanup;
mod contradictions;
mod effects;
mod errors;
mod keys;
mod made;
mod path;
mod refresh;
mod removal;
mod standing;
mod texts;
mod warnings;

use lifecycle::{Attention, RegistrationState, Standing};

/// 2026-11-21 14:46:48 UTC.
const NOW: i64 = 1_795_272_408;

const MINUTE: i64 = 60;
const DAY: i64 = 86_400;

/// Every standing there may be, and some that there may not.
fn standings() -> impl Iterator<Item = Standing> {
    RegistrationState::ALL.into_iter().flat_map(|state| {
        let attentions = std::iter::once(None).chain(Attention::all().map(Some));
        attentions.map(move |attention| Standing { state, attention })
    })
}

fn at(state: RegistrationState) -> Standing {
    Standing { state, attention: None }
}
