//! Checklists: what has to be done before a user is deleted, and to take a device out of Apple's automated enrolment.

mod apple;
mod user;

use leptos::{html, prelude::*};

use super::manage::AskDialog;
use super::refused::{ReadList, refused};
use crate::components::{Button, Icon, Look, live};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::queries::seen_gone;
use crate::route::Route;
use crate::t;
use crate::tasks::{administrator, put_checklist_away, tick};
use crate::tenant::{Records, Tenant, use_tenant};
use crate::wire::{Checklist, Mark, USER};

/// How the names of checklists for Apple's devices begin in the storage.
const APPLE: &str = "apple ";

/// Now, by whoever works here.
fn mark(tenant: Tenant) -> Mark {
    Mark { at: format::now(), by: administrator(tenant) }
}

/// The page.
#[component]
pub fn ChecklistsPage() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    // What was seen to be gone is ticked, with the moment at which that was seen.
    Effect::new(move || {
        let records = tenant.records.get();
        for (name, list) in &records.checklists {
            let seen = match name.strip_prefix(APPLE) {
                Some(device) => apple::seen(&records, list, device),
                None => seen_gone(&records, list),
            };
            if !seen.is_empty() {
                let mark = Mark { at: format::now(), by: String::new() };
                tick(tenant, name.clone(), list.clone(), seen, Some(mark));
            }
        }
    });
    view! {
        <div class="page checklists-page">
            <h1>{live(move || t!(i18n, Route::Checklists.title()))}</h1>
            {refused(&[ReadList::Managed])}
            <section class="card" aria-label=i18n.says("leaves")>
                <h2>{i18n.says("leaves")}</h2>
                <p class="secondary">{i18n.says("leaves-lead")}</p>
                {user::begin()}
                {live(move || lists(tenant, USER))}
            </section>
            <section class="card" aria-label=i18n.says("apple")>
                <h2>{i18n.says("apple")}</h2>
                <p class="secondary">{i18n.says("apple-lead")}</p>
                {apple::begin()}
                {live(move || lists(tenant, APPLE))}
            </section>
            <AskDialog />
        </div>
    }
}

fn lists(tenant: Tenant, kind: &'static str) -> Vec<AnyView> {
    let i18n = use_i18n();
    let records = tenant.records.get();
    let mut names: Vec<&String> = records.checklists.keys().filter(|name| name.starts_with(kind)).collect();
    device_csv::order::sort_by(&mut names, Ord::cmp);
    let one = |name: &String| {
        let list = &records.checklists[name];
        let of = name[kind.len()..].to_owned();
        if kind == USER {
            user::list(i18n, tenant, &records, name, &of, list)
        } else {
            apple::list(i18n, tenant, &records, name, &of, list)
        }
    };
    names.into_iter().map(one).collect()
}

/// A field with proposals, and the button that begins.
fn begin_form(
    id: &'static str,
    label: &'static str,
    proposals: impl Fn(&Records) -> Vec<(String, String)> + Send + 'static,
    begin: impl Fn(&str) -> Result<(), String> + Copy + Send + Sync + 'static,
) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let input = NodeRef::<html::Input>::new();
    let problem = RwSignal::new(None::<String>);
    let submit = move || {
        let Some(input) = input.get_untracked() else { return };
        match begin(input.value().trim()) {
            Ok(()) => {
                problem.set(None);
                input.set_value("");
            }
            Err(why) => problem.set(Some(why)),
        }
    };
    let options = move || {
        let proposals = tenant.records.with(|records| proposals(records));
        proposals
            .into_iter()
            .map(|(value, label)| view! { <option value=value>{label}</option> })
            .collect_view()
    };
    let list = format!("{id}-list");
    view! {
        <form
            class="field tag-form"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <label for=id>{i18n.says(label)}</label>
            <div>
                <input
                    id=id
                    class="input"
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    list=list.clone()
                    node_ref=input
                    aria-describedby=format!("{id}-error")
                />
                <datalist id=list>{live(options)}</datalist>
                <Button label=i18n.signal("checklist-begin") on_press=move |()| submit() />
            </div>
            <p id=format!("{id}-error") class="field-error" role="alert">{live(move || problem.get())}</p>
        </form>
    }
    .into_any()
}

fn head(i18n: I18n, tenant: Tenant, title: String, name: &str, list: &Checklist) -> AnyView {
    let begun = t!(i18n, "checklist-begun", moment = format::moment(i18n.language(), list.begun.at));
    let name = name.to_owned();
    let away = move |()| put_checklist_away(tenant, name.clone());
    let label = t!(i18n, "checklist-away", name = title.as_str());
    view! {
        <div class="waiting-head">
            <h3>{title}</h3>
            <span class="secondary">{begun}</span>
            <Button label=Signal::stored(label) icon=Icon::Close icon_only=true look=Look::Subtle on_press=away />
        </div>
    }
    .into_any()
}

fn made(i18n: I18n, done: &Mark) -> String {
    let moment = format::moment(i18n.language(), done.at);
    if done.by.is_empty() { moment } else { t!(i18n, "check-made", moment = moment, name = done.by.as_str()) }
}
