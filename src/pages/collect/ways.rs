//! The choice of a way.

use leptos::prelude::*;

use super::view::use_view;
use crate::collect::Way;
use crate::components::{Icon, IconView, live};
use crate::i18n::use_i18n;
use crate::t;

fn icon(way: Way) -> Icon {
    match way {
        Way::Oem => Icon::Person,
        Way::ConfigurationManager => Icon::Database,
        Way::ActiveDirectory => Icon::Sync,
        Way::ByHand => Icon::Device,
        Way::FlashDrive => Icon::UsbStick,
    }
}

#[component]
pub fn Ways() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    let card = move |way: Way| {
        view! {
            <label class="collect-way">
                <input
                    type="radio"
                    name="collect-way"
                    aria-labelledby=way.title()
                    aria-describedby=way.choose_when()
                    prop:checked=move || view.way.get() == way
                    on:change=move |_| view.way.set(way)
                />
                <IconView icon=icon(way) />
                <span class="collect-way-title" id=way.title()>
                    {live(move || t!(i18n, way.title()))}
                </span>
                <span class="secondary" id=way.choose_when()>
                    {live(move || t!(i18n, way.choose_when()))}
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="collect-ways">
            <legend class="visually-hidden">{i18n.says("collect-ways")}</legend>
            {Way::ALL.map(card)}
        </fieldset>
    }
}
