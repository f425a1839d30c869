//! Managed devices: how each is doing, what can be asked of it, and what became of what was.

mod actions;
mod again;
mod budget;
mod device;
mod history;
mod line;
mod list_csv;
mod plan;
mod shown;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use actions::{
    ActionFilter, ActionLine, Expiry, Stage, action_lines, actions_finished, actions_shown, expiry,
    is_counted, stage,
};
pub use again::{Again, can_be_asked_again, to_ask_again, to_release};
pub use budget::{DEFAULT_TRIPWIRE, budget, confirm, read_tripwire, write_tripwire};
pub use device::{Around, life_of};
pub use history::{Happening, happenings};
pub use line::{Condition, Doing, ManagedLine, ManagedLines, managed_lines};
pub use list_csv::managed_csv;
pub use plan::{Group, Impossible, OrderPlan, Target, plan_order, why_none};
pub use shown::{MANAGED_COLUMNS, ManagedFilter, PLATFORMS, managed_column, managed_shown, platform_place};
