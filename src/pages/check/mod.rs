//! Check & merge: files in, problems with their fixes, the clean set out.

mod add;
mod bulk;
mod commands;
mod details;
mod export;
mod files;
mod filters;
mod hash_details;
mod head;
mod history;
mod list;
mod problems;
mod reading;
mod register;
mod serials;
mod start;
mod summary;
mod view;

use std::time::Duration;

use leptos::prelude::*;

use crate::components::DropZone;
use crate::components::when;
use crate::i18n::use_i18n;
use crate::workspace::use_workspace;
use add::{PasteDialog, take_drop};
use commands::Commands;
use details::Details;
use filters::Filters;
use head::Head;
use list::DeviceList;
use reading::ReadingStrip;
use start::Start;
use summary::Summary;
pub use view::provide_view;
use view::use_view;

/// What of the page is built after the commands and the summary, one after the other.
const FILTERS: u8 = 1;
const LIST: u8 = 2;

/// The page.
#[component]
pub fn CheckPage() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    // The view outlives the page, its dialogs don't.
    on_cleanup(move || {
        view.exporting.set(false);
        view.registering.set(false);
        view.pasting.set(false);
    });
    let has_files = Memo::new(move |_| workspace.set.with(|set| set.files().next().is_some()));
    // What stands below comes a moment after what stands above it: a page that is built in one go stands still for that long.
    let built = RwSignal::new(0);
    Effect::new(move || {
        let next = built.get() + 1;
        if has_files.get() && next <= LIST {
            set_timeout(
                move || {
                    built.try_set(next);
                },
                Duration::ZERO,
            );
        }
    });
    let has_devices =
        Memo::new(move |_| built.get() >= FILTERS && view.devices.with(|devices| !devices.all.is_empty()));
    view! {
        <DropZone
            invitation=i18n.signal("drop-invitation")
            on_drop=move |data| take_drop(workspace, &data)
        >
            <div class="page check-page">
                <Head />
                <PasteDialog />
                <Show when=when(move || workspace.loaded.get())>
                    <Show when=when(move || workspace.reading.get().is_some())>
                        <ReadingStrip />
                    </Show>
                    <Show when=when(move || has_files.get()) fallback=|| view! { <Start /> }>
                        <Commands />
                        <Summary />
                        <Show when=when(move || has_devices.get())>
                            <Filters />
                            <div class="list-and-details" class:with-details=move || view.active.get().is_some()>
                                <Show when=when(move || built.get() >= LIST)>
                                    <DeviceList />
                                </Show>
                                <Show when=when(move || view.active.get().is_some())>
                                    <Details />
                                </Show>
                            </div>
                        </Show>
                    </Show>
                </Show>
            </div>
        </DropZone>
    }
}
