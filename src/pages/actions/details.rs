//! One action in full.

use leptos::prelude::*;

use super::list::{device, title};
use super::progress::{progress, whys};
use super::view::use_actions_view;
use crate::components::{DetailsPane, live};
use crate::i18n::use_i18n;
use crate::pages::devices::fact;
use crate::pages::manage::use_manage_view;
use crate::route::Route;
use crate::t;
use crate::tenant::use_tenant;

#[component]
pub fn Details() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_actions_view();
    let manage = use_manage_view();
    let toasts = tenant.workspace.toasts;
    let action = move || view.active_line().as_ref().map_or_else(String::new, |line| title(i18n, line));
    let shown = move || {
        let line = view.active_line()?;
        let records = tenant.records.get();
        Some(view! {
            <section>
                <h3>{t!(i18n, "column-status")}</h3>
                <ul class="under-way">{progress(&records, &line)}</ul>
            </section>
        })
    };
    let place = move || {
        let line = view.active_line()?;
        let ids = [("column-serial", &line.serial), ("column-intune", &line.device)];
        let ids = ids.map(|(label, id)| fact(i18n, toasts, label, id.clone(), true));
        let id = line.device.clone();
        let way = line.at.map(|_| {
            let open = move |_| {
                let records = tenant.records.get_untracked();
                let found = manage.devices.with_untracked(|it| it.of_device(&records, &id).map(|it| it.key));
                manage.active.set(found);
            };
            view! { <p><a href=Route::Manage.href() on:click=open>{t!(i18n, "action-to-device")}</a></p> }
        });
        Some(view! {
            <section>
                <h3>{t!(i18n, "details-ids")}</h3>
                <dl class="facts ids">{ids.into_iter().collect::<Vec<AnyView>>()}</dl>
                {way}
            </section>
        })
    };
    view! {
        <DetailsPane
            title=Signal::derive(move || device(i18n, view.active_line().as_ref()))
            subtitle=Signal::derive(action)
            active=view.active
            entered=view.entered
        >
            {live(shown)}
            {whys(move |line| view.active.get() == Some(line.key))}
            {live(place)}
        </DetailsPane>
    }
}
