//! A button that, when it can't be used, stays reachable and says why.

use leptos::prelude::*;

use super::{Icon, IconView, live};

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// One of several.
    #[default]
    Plain,
    /// The one that the page is about.
    Primary,
    /// In a command bar: no frame until pointed at.
    Subtle,
    /// It can't be undone.
    Danger,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Look::Plain => "button",
            Look::Primary => "button primary",
            Look::Subtle => "button subtle",
            Look::Danger => "button danger",
        }
    }
}

/// A button. While `reason` holds a text it does nothing and that text is its tooltip and description.
#[component]
pub fn Button(
    /// What it does, in the reader's language.
    #[prop(into)]
    label: Signal<String>,
    /// Called when pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// A picture before the label.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// Why it can't be used now, if it can't.
    #[prop(optional, into)]
    reason: Signal<Option<String>>,
    /// Show the icon alone; the label is its accessible name.
    #[prop(optional)]
    icon_only: bool,
) -> impl IntoView {
    let unusable = move || reason.with(Option::is_some);
    view! {
        <span class="button-frame">
            <button
                type="button"
                class=look.class()
                class:icon-only=icon_only
                aria-disabled=move || unusable().then_some("true")
                aria-label=move || icon_only.then(|| label.get())
                aria-description=move || reason.get()
                title=move || (icon_only && !unusable()).then(|| label.get())
                on:click=move |_| {
                    if !unusable() {
                        on_press.run(());
                    }
                }
            >
                {icon.map(|icon| view! { <IconView icon /> })}
                {(!icon_only).then(|| view! { <span>{live(move || label.get())}</span> })}
            </button>
            {live(move || reason.get().map(|text| view! { <span class="reason" aria-hidden="true">{text}</span> }))}
        </span>
    }
}
