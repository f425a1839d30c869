//! How things stand with the service, in the top bar.

use leptos::prelude::*;

use super::state::{Connection, waiting};
use crate::components::IconView;
use crate::components::{live, when};
use crate::i18n::use_i18n;
use crate::route::Route;
use crate::t;
use crate::tenant::use_tenant;

/// How things stand with the service, and how many changes wait; a link to where it can be changed.
#[component]
pub fn ConnectionIndicator() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let waiting = Memo::new(move |_| waiting(tenant));
    view! {
        <Show when=when(move || tenant.loaded.get())>
            <a class="connection" href=Route::Settings.href()>
                {live(move || {
                    let connection = Connection::of(tenant);
                    view! {
                        <IconView icon=connection.look().1 />
                        <span class="connection-words">{connection.say(i18n, tenant)}</span>
                    }
                })}
                <span class="connection-waiting">
                    {live(move || (waiting.get() > 0).then(|| t!(i18n, "connection-waiting", count = waiting.get())))}
                </span>
            </a>
        </Show>
    }
}
