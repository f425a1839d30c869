//! Light, dark or high contrast: by the system, or by choice.

use leptos::prelude::*;

use crate::preferences::{self, Preference};

/// A theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// White and bright on black.
    Contrast,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Theme; 4] = [Theme::System, Theme::Light, Theme::Dark, Theme::Contrast];

    /// The name by which it is stored and styled.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Contrast => "contrast",
        }
    }

    /// The theme of a [`key`](Theme::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.key() == key)
    }
}

/// The theme in force, and its memory.
pub fn provide_theme() {
    let stored = preferences::read(Preference::Theme).and_then(|key| Theme::from_key(&key));
    let theme = RwSignal::new(stored.unwrap_or_default());
    Effect::new(move || {
        let theme = theme.get();
        let Some(root) = document().document_element() else { return };
        // Without the attribute the style sheet follows the system by its media queries.
        let done = match theme {
            Theme::System => root.remove_attribute("data-theme"),
            chosen => root.set_attribute("data-theme", chosen.key()),
        };
        debug_assert!(done.is_ok(), "a fixed attribute name is always valid");
        preferences::write(Preference::Theme, (theme != Theme::System).then_some(theme.key()));
    });
    provide_context(theme);
}

/// The theme in force.
///
/// # Panics
/// Outside the app's shell.
#[must_use]
pub fn use_theme() -> RwSignal<Theme> {
    expect_context()
}
