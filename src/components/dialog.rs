//! A modal question, in the middle or as a fly-out at the side. The browser's own dialog keeps the focus inside, closes
//! on Escape and gives the focus back.

use leptos::{html, prelude::*};

use super::{Button, Icon, Look, live, when};
use crate::i18n::use_i18n;

/// Where a dialog stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogShape {
    /// In the middle.
    #[default]
    Middle,
    /// At the side, over the whole height.
    FlyOut,
}

/// A dialog that is there while `open` is true. Its content is made anew at each opening.
#[component]
pub fn Dialog(
    /// Whether it is open; set to false when the reader closes it.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Where it stands.
    #[prop(optional)]
    shape: DialogShape,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(node) = node.get() else { return };
        if open.get() && !node.open() {
            let shown = node.show_modal();
            debug_assert!(shown.is_ok(), "a dialog in the page can be shown");
        } else if !open.get() && node.open() {
            node.close();
        }
    });
    let children = StoredValue::new(children);
    view! {
        <dialog
            node_ref=node
            class=match shape {
                DialogShape::Middle => "dialog",
                DialogShape::FlyOut => "dialog fly-out",
            }
            aria-label=move || title.get()
            on:close=move |_| open.set(false)
        >
            <Show when=when(move || open.get())>
                <header class="dialog-head">
                    <h2>{live(move || title.get())}</h2>
                    <Button
                        label=i18n.signal("close")
                        icon=Icon::Close
                        icon_only=true
                        look=Look::Subtle
                        on_press=move |()| open.set(false)
                    />
                </header>
                {children.with_value(|children| children())}
            </Show>
        </dialog>
    }
}
