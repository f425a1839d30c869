//! What changes something, one verb a file. A task changes the set in memory first, then the store: the page never
//! waits for a disk.

mod attach_source;
mod change_checklist;
mod change_device;
mod change_rule;
mod change_values;
mod check_files;
mod choose_language;
mod clear_everything;
mod connect;
mod decide;
mod export_cleanup;
mod export_devices;
mod export_history;
mod export_list;
mod export_managed;
mod export_receipts;
mod keep_draft;
mod manage_sets;
mod open_workspace;
mod open_workspace_file;
#[cfg(all(test, target_arch = "wasm32"))]
mod open_workspace_file_tests;
mod order;
mod register;
mod remove_devices;
mod remove_file;
mod report;
mod retry;
mod retry_keeping;
mod save_steps;
mod save_workspace;
mod say_of_removal;
mod say_unread;
mod who;

pub use attach_source::attach_sources;
pub use change_checklist::{begin_checklist, put_checklist_away, tick};
pub use change_device::{
    GroupTagChange, change_checks, move_intent, put_away, release, set_group_tags, withdraw,
};
pub use change_rule::change_rule;
pub use change_values::{apply_fix, apply_safe_fixes, change, exclude, redo, set_values, undo};
pub(crate) use check_files::Task as ReadingTask;
pub use check_files::{cancel_reading, check_files, pause_reading};
pub use choose_language::choose_language;
pub use clear_everything::clear_everything;
pub use connect::{forget_unread_groups, open_tenant, read_groups, refresh, set_administrator, set_server};
pub use decide::decide;
pub use export_cleanup::export_cleanup;
pub use export_devices::{Format, export_devices};
pub use export_history::{HistoryFormat, export_history};
pub use export_list::export_list;
pub use export_managed::export_managed;
pub use export_receipts::export_receipts;
pub use keep_draft::{keep_draft, read_draft};
pub use manage_sets::{catch_up, delete_set, new_set, open_set, refresh_sets, rename_set};
pub use open_workspace::open_workspace;
pub use open_workspace_file::{Preview, WorkspaceFile};
pub use order::{justify, order, order_again, release_orders};
pub use register::{RegisterOverrides, register};
pub use remove_devices::{Departure, remove_devices};
pub use remove_file::remove_file;
pub use retry::retry_failed;
pub use retry_keeping::retry_keeping;
pub use save_workspace::{Course, WorkspaceError, save_workspace};
pub use say_of_removal::{say_of_removal, say_of_removals};
pub use say_unread::say_unread;
pub use who::administrator;
