//! What pages are made of.

mod button;
mod chart;
mod columns;
mod confirm;
mod details_pane;
mod dialog;
mod drop_zone;
mod filters;
mod grid;
mod icon;
mod live;
mod long_list;
mod menu;
mod progress;
mod search;
mod storage_notice;
mod toast;
mod update;

pub use button::{Button, Look};
pub use chart::{Bar, BarChart, chart, toggle};
pub use columns::Columns;
pub use confirm::{number_field, reason_field};
pub use details_pane::DetailsPane;
pub use dialog::{Dialog, DialogShape};
pub use drop_zone::DropZone;
pub use filters::Filters;
pub use grid::{Column, DataGrid, GridModel, Sort, status_cell};
pub use icon::{Icon, IconView};
pub use live::{live, when};
pub use long_list::LongList;
pub use menu::{Menu, MenuItem};
pub use progress::ProgressStrip;
pub use search::SearchBox;
pub use storage_notice::{StorageNotice, explain_storage};
pub use toast::{ToastArea, Toasts, provide_toasts, use_toasts};
pub use update::UpdatePrompt;
