//! A small bar chart whose bars filter.

use leptos::prelude::*;

use crate::i18n::use_i18n;

/// A bar.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bar {
    /// What it stands for.
    pub key: String,
    /// What stands on it.
    pub label: String,
    /// How many.
    pub count: usize,
}

/// Bars under each other, the label on each, the longest over the whole width. A bar is a toggle.
#[component]
pub fn BarChart(
    /// What the chart shows, for those who can't see it.
    #[prop(into)]
    title: Signal<String>,
    /// The bars, in order.
    #[prop(into)]
    bars: Signal<Vec<Bar>>,
    /// The keys that are chosen.
    #[prop(into)]
    chosen: Signal<Vec<String>>,
    /// Called with a bar's key when it is pressed.
    #[prop(into)]
    on_toggle: Callback<String>,
) -> impl IntoView {
    let longest =
        Memo::new(move |_| bars.with(|bars| bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1)));
    view! {
        <div class="bar-chart" role="group" aria-label=move || title.get()>
            <For each=move || bars.get() key=Clone::clone let:bar>
                {
                    let Bar { key, label, count } = bar;
                    let is_chosen = {
                        let key = key.clone();
                        move || chosen.with(|chosen| chosen.contains(&key))
                    };
                    view! {
                        <button
                            type="button"
                            class="bar"
                            aria-pressed=move || is_chosen().to_string()
                            on:click=move |_| on_toggle.run(key.clone())
                        >
                            <span class="bar-label">{label}</span>
                            <span class="bar-count">{count}</span>
                            // A progress element, not a styled width: the strict content policy allows no inline style.
                            <progress aria-hidden="true" max=move || longest.get() value=count></progress>
                        </button>
                    }
                }
            </For>
        </div>
    }
}

/// A chart under its title, the message of that id.
pub fn chart(
    title: &'static str,
    bars: impl Fn() -> Vec<Bar> + Send + Sync + 'static,
    chosen: impl Fn() -> Vec<String> + Send + Sync + 'static,
    on_toggle: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let i18n = use_i18n();
    view! {
        <section class="models" aria-label=i18n.says(title)>
            <h2 class="small-head">{i18n.says(title)}</h2>
            <BarChart
                title=i18n.signal(title)
                bars=Signal::derive(bars)
                chosen=Signal::derive(chosen)
                on_toggle=Callback::new(on_toggle)
            />
        </section>
    }
    .into_any()
}

/// Chooses one, or takes its choice back.
pub fn toggle<T: PartialEq>(chosen: &mut Vec<T>, one: T) {
    match chosen.iter().position(|known| *known == one) {
        Some(at) => {
            chosen.remove(at);
        }
        None => chosen.push(one),
    }
}
