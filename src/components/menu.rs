//! A button that opens a short list of commands. The browser's own popover does the opening, the closing on Escape or
//! on a press elsewhere, and the return of the focus.

use leptos::{ev, html, prelude::*};
use std::sync::atomic::{AtomicU32, Ordering};

use super::{Icon, IconView, live};

/// A command in a menu.
#[derive(Clone)]
pub struct MenuItem {
    /// A picture before the label.
    pub icon: Icon,
    /// What it does.
    pub label: Signal<String>,
    /// Called when chosen, after the menu has closed.
    pub on_choose: Callback<()>,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A button with a menu.
#[component]
pub fn Menu(
    /// The button's text.
    #[prop(into)]
    label: Signal<String>,
    /// The button's picture.
    icon: Icon,
    /// The button's style classes.
    #[prop(default = "button subtle")]
    class: &'static str,
    /// The commands.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
) -> impl IntoView {
    let id = format!("menu-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let list = NodeRef::<html::Div>::new();
    let step = move |key: ev::KeyboardEvent| {
        let forward = match key.key().as_str() {
            "ArrowDown" => true,
            "ArrowUp" => false,
            _ => return,
        };
        key.prevent_default();
        if let Some(list) = list.get_untracked() {
            focus_next(&list, forward);
        }
    };
    view! {
        <div class="menu">
            <button type="button" class=class popovertarget=id.clone() aria-haspopup="menu">
                <IconView icon />
                <span>{live(move || label.get())}</span>
                <IconView icon=Icon::ChevronDown />
            </button>
            <div class="menu-list" role="menu" id=id popover="auto" node_ref=list on:keydown=step on:toggle=move |_| {
                if let Some(list) = list.get_untracked()
                    && list.matches(":popover-open").unwrap_or(false)
                {
                    focus_next(&list, true);
                }
            }>
                {live(move || {
                    items
                        .get()
                        .into_iter()
                        .map(|item| {
                            let label = item.label;
                            view! {
                                <button
                                    type="button"
                                    role="menuitem"
                                    tabindex="-1"
                                    on:click=move |_| {
                                        if let Some(list) = list.get_untracked() {
                                            // Fails only when the menu has closed by itself already.
                                            let _ = list.hide_popover();
                                        }
                                        item.on_choose.run(());
                                    }
                                >
                                    <IconView icon=item.icon />
                                    <span>{live(move || label.get())}</span>
                                </button>
                            }
                        })
                        .collect_view()
                })}
            </div>
        </div>
    }
}

/// Moves the focus to the next or the previous command, round and round.
fn focus_next(list: &web_sys::Element, forward: bool) {
    use wasm_bindgen::JsCast;
    let Ok(items) = list.query_selector_all("[role=menuitem]") else { return };
    let count = items.length();
    if count == 0 {
        return;
    }
    let active = document().active_element();
    let at = (0..count).find(|&at| {
        items
            .item(at)
            .is_some_and(|item| active.as_ref().is_some_and(|active| active.is_same_node(Some(&item))))
    });
    let next = match (at, forward) {
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
        (None, true) => 0,
        (None, false) => count - 1,
    };
    if let Some(item) = items.item(next).and_then(|item| item.dyn_into::<web_sys::HtmlElement>().ok()) {
        let focused = item.focus();
        debug_assert!(focused.is_ok(), "a button takes focus");
    }
}
