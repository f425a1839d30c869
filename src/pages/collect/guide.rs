//! The steps around the script or letter.

use leptos::prelude::*;

use super::copy::copy;
use super::next::Next;
use super::result::ResultView;
use super::view::use_view;
use crate::collect::{Guide, Step, Way, guide};
use crate::components::{Button, Icon, IconView, Look, live, use_toasts, when};
use crate::i18n::use_i18n;
use crate::t;

#[component]
pub fn GuideView() -> impl IntoView {
    let view = use_view();
    let guide = Memo::new(move |_| view.checked.with(|checked| guide(&checked.inputs)));
    let has_result = Memo::new(move |_| view.way.get().file_name().is_some());
    view! {
        <div class="collect-guide">
            <Steps title="collect-before" steps=move |guide: &Guide| guide.before.clone() guide />
            <Show when=when(move || has_result.get())>
                <ResultView />
            </Show>
            <Steps title="collect-steps" steps=move |guide: &Guide| guide.steps.clone() guide numbered=true />
            {live(move || {
                let title = if view.way.get() == Way::Oem { "collect-notes" } else { "collect-after" };
                view! { <Steps title steps=move |guide: &Guide| guide.after.clone() guide /> }
            })}
            <Next />
        </div>
    }
}

/// A list of steps under a title; nothing where there are none.
#[component]
fn Steps(
    title: &'static str,
    guide: Memo<Guide>,
    steps: impl Fn(&Guide) -> Vec<Step> + Copy + Send + Sync + 'static,
    #[prop(optional)] numbered: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let list = move || {
        let items = guide.with(steps).into_iter().map(|step| view! { <StepView step /> }).collect_view();
        if numbered {
            view! { <ol class="collect-steps">{items}</ol> }.into_any()
        } else {
            view! { <ul class="collect-steps">{items}</ul> }.into_any()
        }
    };
    view! {
        <Show when=when(move || guide.with(|guide| !steps(guide).is_empty()))>
            <section class="card" aria-labelledby=title>
                <h2 id=title>{i18n.says(title)}</h2>
                {list}
            </section>
        </Show>
    }
}

#[component]
fn StepView(step: Step) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let Step { text, value, command, warns } = step;
    view! {
        <li>
            <p>
                {warns
                    .then(|| {
                        view! {
                            <strong class="collect-warning">
                                <IconView icon=Icon::Warning />
                                {i18n.says("collect-warning")}
                                ": "
                            </strong>
                        }
                    })}
                {live(move || t!(i18n, text, value = value.as_str()))}
            </p>
            {command
                .map(|command| {
                    let label = command.clone();
                    let label = Signal::derive(move || t!(i18n, "collect-copy-command", value = label.as_str()));
                    view! {
                        <div class="collect-command">
                            <code>{command.clone()}</code>
                            <Button
                                label
                                icon=Icon::Copy
                                icon_only=true
                                look=Look::Subtle
                                on_press=move |()| copy(i18n, toasts, command.clone())
                            />
                        </div>
                    }
                })}
        </li>
    }
}
