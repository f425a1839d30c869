//! How things stand with the service, in the top bar.

use leptos::prelude::*;

use super::state::{Connection, open};
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
    let open = Memo::new(move |_| open(tenant));
    let said = move || match open.get() {
        (0, 0) => None,
        (0, underway) => Some(t!(i18n, "connection-underway", count = underway)),
        (waiting, _) => Some(t!(i18n, "connection-waiting", count = waiting)),
    };
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
                    {live(said)}
                </span>
            </a>
        </Show>
    }
}
