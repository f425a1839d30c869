//! Texts in the reader's language.

use js_sys::{Array, Promise};
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use messages::{Language, Messages, Value};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

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
    ///
    /// # Errors
    /// What the browser says when its texts can't be had: the language stays as it is then.
    pub async fn choose(self, language: Language) -> Result<(), JsValue> {
        match load(language).await {
            Ok(messages) => {
                preferences::write(Preference::Language, Some(language.tag()));
                self.messages.set(messages);
                Ok(())
            }
            Err(error) => {
                // The controls show what was chosen: back to what it is.
                self.messages.update(|_| ());
                Err(error)
            }
        }
    }

    /// A text, filled in. Use [`t!`](crate::t).
    #[must_use]
    pub fn text(self, id: &str, args: &[(&str, Value)]) -> String {
        self.with(|messages| messages.text(id, args))
    }

    /// A text for a view, which follows the language. One type of closure for all of them: a view of each type of its own
    /// would make the program a fifth larger.
    pub fn says(self, id: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
        move || self.text(id, &[])
    }

    /// As [`I18n::says`], for components.
    #[must_use]
    pub fn signal(self, id: &'static str) -> Signal<String> {
        Signal::derive(self.says(id))
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

/// The files with a language's texts. They are fetched, not built in: nobody reads two languages at once.
const FILES: [&str; 8] =
    ["app", "collect", "devices", "diagnostics", "lifecycle", "manage", "remove", "rules"];

/// Fetches the texts of a language; offline, the service worker has them.
///
/// # Errors
/// What the browser says when a file can't be had.
pub async fn load(language: Language) -> Result<Messages, JsValue> {
    // All at once: each is a way to the server and back.
    let responses = Array::new();
    for name in FILES {
        let init = RequestInit::new();
        // Their names don't change with their content, and texts of another version would have gaps.
        init.set_cache(RequestCache::NoCache);
        let address = format!("locales/{}/{name}.ftl", language.tag());
        responses.push(&window().fetch_with_str_and_init(&address, &init));
    }
    let responses: Array = JsFuture::from(Promise::all(&responses)).await?.dyn_into()?;
    let mut texts = Vec::new();
    for response in responses {
        texts.push(text_of(response.dyn_into()?).await?);
    }
    Ok(Messages::of(language, texts.iter().map(String::as_str)))
}

async fn text_of(response: Response) -> Result<String, JsValue> {
    let address = response.url();
    if !response.ok() {
        return Err(format!("{address}: status {}", response.status()).into());
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or_else(|| format!("{address} is not text").into())
}

/// The language that the reader chose, else the browser's first that there is.
#[must_use]
pub fn initial() -> Language {
    if let Some(language) = preferences::read(Preference::Language).and_then(|tag| Language::from_tag(&tag)) {
        return language;
    }
    let wishes = window().navigator().languages();
    let wishes: Vec<String> = wishes.iter().filter_map(|tag| tag.as_string()).collect();
    Language::choose(wishes.iter().map(String::as_str))
}

/// Makes the texts known to everything below, and keeps the page's `lang` right for screen readers.
pub fn provide_i18n(messages: Messages) {
    let i18n = I18n { messages: RwSignal::new_local(messages) };
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
