//! The script or letter, to copy or to download.

use gloo::file::Blob;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::copy::copy;
use super::view::use_view;
use crate::collect::{Document, Way};
use crate::components::{Button, Icon, Look, live, use_toasts};
use crate::i18n::use_i18n;
use crate::{compose, t};

#[component]
pub fn ResultView() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    let toasts = use_toasts();
    let is_letter = move || view.way.get() == Way::Oem;
    let title = move || if is_letter() { t!(i18n, "collect-letter") } else { t!(i18n, "collect-script") };

    // Why there is nothing to copy: the fields that are still to be filled in.
    let blocked = Signal::derive(move || {
        let wrong = view.checked.with(|checked| {
            checked.problems.iter().map(|(field, _)| t!(i18n, field.label())).collect::<Vec<_>>().join(", ")
        });
        let id = if is_letter() { "collect-letter-blocked" } else { "collect-blocked" };
        (!wrong.is_empty()).then(|| t!(i18n, id, value = wrong))
    });
    let with_document = move |act: &dyn Fn(&Document)| {
        view.document.with_untracked(|document| {
            if let Some(document) = document {
                act(document);
            }
        });
    };
    let copy_it = move |()| with_document(&|document| copy(i18n, toasts, document.text.clone()));
    let download_it = move |()| {
        with_document(&|document| {
            let file = Blob::new_with_options(document.bytes().as_slice(), Some("text/plain"));
            let name = document.name;
            spawn_local(async move { compose::download(file.as_ref(), name).await });
            toasts.done(t!(i18n, "collect-downloaded", value = document.name));
        });
    };
    view! {
        <section class="card collect-result" aria-labelledby="collect-result">
            <div class="collect-result-head">
                <h2 id="collect-result">{title}</h2>
                <Button
                    label=i18n.signal("collect-copy")
                    icon=Icon::Copy
                    look=Look::Primary
                    reason=blocked
                    on_press=copy_it
                />
                <Button
                    label=i18n.signal("collect-download")
                    icon=Icon::Download
                    reason=blocked
                    on_press=download_it
                />
            </div>
            {live(move || blocked.get().map(|text| view! { <p class="secondary">{text}</p> }))}
            {live(move || {
                view.document
                    .get()
                    .map(|document| {
                        view! {
                            <pre class="collect-text" class:collect-wrapped=is_letter tabindex="0" aria-label=document.name role="region">
                                {document.text}
                            </pre>
                        }
                    })
            })}
        </section>
    }
}
