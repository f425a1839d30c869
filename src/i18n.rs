//! Texts in the reader's language.

use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use messages::{Language, Messages, Value};

use crate::preferences::{self, Preference};

/// The texts of the language in force. Reading one in a view makes that view follow the language.
#[derive(Clone, Copy)]
pub struct I18n {
    messages: RwSignal<Messages, LocalStorage>,
}

impl I18n {
    /// The language in force.
    #[must_use]
    pub fn language(self) -> Language {
        self.with(Messages::language)
    }

    /// Changes the language, and remembers it.
    pub fn choose(self, language: Language) {
        preferences::write(Preference::Language, Some(language.tag()));
        self.messages.set(Messages::new(language));
    }

    /// A text, filled in. Use [`t!`](crate::t).
    #[must_use]
    pub fn text(self, id: &str, args: &[(&str, Value)]) -> String {
        self.with(|messages| messages.text(id, args))
    }

    /// Looks at the texts: in a view as something to follow, in a handler or a task just once.
    pub fn with<T>(self, look: impl FnOnce(&Messages) -> T) -> T {
        if Observer::get().is_some() { self.messages.with(look) } else { self.messages.with_untracked(look) }
    }
}

/// A text in the reader's language: `t!(i18n, "id")` or `t!(i18n, "id", name = value, …)`.
#[macro_export]
macro_rules! t {
    ($i18n:expr, $id:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $i18n.text($id, &[$((stringify!($name), ::messages::Value::from($value))),*])
    };
}

/// The language that the reader chose, else the browser's first that there is.
fn initial() -> Language {
    if let Some(language) = preferences::read(Preference::Language).and_then(|tag| Language::from_tag(&tag)) {
        return language;
    }
    let wishes = window().navigator().languages();
    let wishes: Vec<String> = wishes.iter().filter_map(|tag| tag.as_string()).collect();
    Language::choose(wishes.iter().map(String::as_str))
}

/// Makes the texts known to everything below, and keeps the page's `lang` right for screen readers.
pub fn provide_i18n() {
    let i18n = I18n { messages: RwSignal::new_local(Messages::new(initial())) };
    Effect::new(move || {
        if let Some(root) = document().document_element() {
            let done = root.set_attribute("lang", i18n.language().tag());
            debug_assert!(done.is_ok(), "a fixed attribute name is always valid");
        }
    });
    provide_context(i18n);
}

/// The texts.
///
/// # Panics
/// Outside the app's shell.
#[must_use]
pub fn use_i18n() -> I18n {
    expect_context()
}
