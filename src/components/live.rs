//! Parts of a view that follow what they read, with one type of closure for all of them: with a type each, the program would
//! be a tenth larger.

use std::sync::Arc;

use leptos::prelude::*;

/// A part of a view, made anew whenever something changes that it has read.
pub fn live<V: IntoAny>(view: impl Fn() -> V + Send + 'static) -> AnyView {
    erased(Box::new(move || view().into_any()))
}

fn erased(view: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || view()).into_any()
}

/// A condition, for `Show`.
pub fn when(
    holds: impl Fn() -> bool + Send + Sync + 'static,
) -> impl Fn() -> bool + Clone + Send + Sync + 'static {
    let holds: Arc<dyn Fn() -> bool + Send + Sync> = Arc::new(holds);
    Condition(holds).into_fn()
}

/// Keeps the closure that is made of it the same type, whatever it was made of.
struct Condition(Arc<dyn Fn() -> bool + Send + Sync>);

impl Condition {
    fn into_fn(self) -> impl Fn() -> bool + Clone + Send + Sync + 'static {
        let Condition(holds) = self;
        move || holds()
    }
}
