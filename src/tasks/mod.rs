//! What changes something, one verb a file. A task changes the set in memory first, then the store: the page never
//! waits for a disk.

mod attach_source;
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
mod export_list;
mod manage_sets;
mod open_workspace;
mod register;
mod remove_file;
mod report;
mod retry;
mod retry_keeping;
mod save_steps;
mod say_unread;

pub use attach_source::attach_sources;
pub use change_device::{GroupTagChange, change_checks, move_intent, put_away, set_group_tags, withdraw};
pub use change_rule::change_rule;
pub use change_values::{apply_fix, apply_safe_fixes, change, exclude, redo, set_values, undo};
pub(crate) use check_files::Task as ReadingTask;
pub use check_files::{cancel_reading, check_files, pause_reading};
pub use choose_language::choose_language;
pub use clear_everything::clear_everything;
pub use connect::{open_tenant, refresh, set_administrator, set_server};
pub use decide::decide;
pub use export_cleanup::export_cleanup;
pub use export_devices::{Format, export_devices};
pub use export_list::export_list;
pub use manage_sets::{catch_up, delete_set, new_set, open_set, refresh_sets, rename_set};
pub use open_workspace::open_workspace;
pub use register::{RegisterOverrides, register};
pub use remove_file::remove_file;
pub use retry::retry_failed;
pub use retry_keeping::retry_keeping;
pub use say_unread::say_unread;
