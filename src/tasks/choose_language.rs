//! Changing the language.

use leptos::task::spawn_local;
use messages::Language;

use crate::components::Toasts;
use crate::i18n::I18n;
use crate::t;

/// Changes the language; says so where its texts can't be had.
pub fn choose_language(i18n: I18n, toasts: Toasts, language: Language) {
    spawn_local(async move {
        if i18n.choose(language).await.is_err() {
            toasts.failed(t!(i18n, "language-failed", language = language.name()));
        }
    });
}
