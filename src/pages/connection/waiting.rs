//! Changes that are not done yet.

use leptos::prelude::*;
use outbox::{Action, Intent, State, destroys};

use crate::components::{Button, Icon, LongList, Look, live, when};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::pages::actions::put_away_reason;
use crate::pages::devices::{Problem, intent_key, title, use_tenant_view};
use crate::queries::is_open;
use crate::route::Route;
use crate::t;
use crate::tasks::{move_intent, put_away, release, withdraw};
use crate::tenant::{Tenant, use_tenant};

/// Changes that are not done yet, and those that a person has to look at.
#[component]
pub fn Waiting() -> impl IntoView {
    let i18n = use_i18n();
    let (any, list) =
        listed(|intent| is_open(intent) || matches!(intent.state, State::Rejected | State::Expired));
    let none = move || (!any()).then(|| view! { <p class="secondary">{t!(i18n, "waiting-none")}</p> });
    view! {
        <h3>{i18n.says("waiting")}</h3>
        {live(none)}
        {list}
    }
}

/// The changes of a kind that are not done yet, and those that a person has to look at; beside what they change.
pub fn changes(wanted: fn(&Action) -> bool) -> AnyView {
    listed(move |intent| wanted(&intent.action) && (is_open(intent) || intent.state == State::Rejected)).1
}

/// The changes that are wanted, and whether there are any. One that is shown stays, with what is focused in it, whatever becomes of the
/// others.
fn listed(
    wanted: impl Fn(&Intent) -> bool + Send + Sync + 'static,
) -> (impl Fn() -> bool + Copy + Send + Sync + 'static, AnyView) {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let found = Memo::new(move |_| {
        let named = |intent: &Intent| (intent.seq, title(i18n, intent));
        tenant.records.with(|records| {
            let wanted = records.intents.iter().filter(|intent| wanted(intent));
            wanted.map(named).collect::<Vec<(u32, String)>>()
        })
    });
    let any = move || found.with(|found| !found.is_empty());
    let list = LongList::of(move || found.with(|found| found.iter().map(|(_, text)| text.clone()).collect()));
    let shown = move || {
        let seq = |at: usize| found.with(|found| found.get(at).map(|(seq, _)| *seq));
        list.shown().into_iter().filter_map(seq).collect::<Vec<u32>>()
    };
    let view = view! {
        {list.field()}
        <Show when=when(any)>
            <ul class="waiting">
                <For each=shown key=|seq| *seq let:seq>
                    {one(i18n, tenant, seq)}
                </For>
            </ul>
        </Show>
        {list.more()}
    };
    (any, view.into_any())
}

fn one(i18n: I18n, tenant: Tenant, seq: u32) -> AnyView {
    let own = Memo::new(move |_| {
        tenant.records.with(|records| records.intents.iter().find(|intent| intent.seq == seq).cloned())
    });
    let own =
        move || own.with(|own| own.as_ref().map(|it| item(i18n, tenant, it, tenant.server.get().as_deref())));
    view! { <li>{live(own)}</li> }.into_any()
}

fn item(i18n: I18n, tenant: Tenant, intent: &Intent, server: Option<&str>) -> AnyView {
    let seq = intent.seq;
    let state = t!(i18n, &format!("intent-{}", intent_key(intent.state)));
    let elsewhere = match (server, intent.server.as_str()) {
        (_, "") => Some(t!(i18n, "waiting-unnamed")),
        (Some(server), meant) if server == meant => None,
        (_, meant) => Some(t!(i18n, "waiting-elsewhere", address = meant)),
    };
    // What stands in the way of everything is said above.
    let trouble = intent.trouble.as_ref().filter(|_| intent.is_over());
    let trouble =
        trouble.map(|trouble| Problem::of_trouble(i18n, trouble).view(i18n, tenant.workspace.toasts));
    let (id, icon, press): (&'static str, Icon, Callback<()>) = if intent.can_be_withdrawn() {
        ("withdraw", Icon::Undo, Callback::new(move |()| withdraw(tenant, vec![seq])))
    } else {
        ("put-away", Icon::Close, Callback::new(move |()| put_away(tenant, vec![seq])))
    };
    let is_elsewhere = server.is_some_and(|server| server != intent.server) && !intent.server.is_empty();
    // A service that has gone can't end what it was sent; a person can.
    let can_go = intent.can_be_withdrawn() || intent.is_over() || is_elsewhere;
    let from = intent.server.clone();
    let moved = (is_elsewhere && !intent.is_over()).then(|| {
        let label = Signal::stored(t!(i18n, "waiting-move", address = server.unwrap_or_default()));
        let press = move |()| move_intent(tenant, seq, from.clone());
        view! { <Button label icon=Icon::Sync look=Look::Subtle on_press=press /> }
    });
    // What destroys is released where it is confirmed.
    let is_confirmed = matches!(&intent.action, Action::Order(order) if destroys(&order.remote));
    let release = (intent.state == State::Held && !is_confirmed).then(|| {
        let press = move |()| release(tenant, vec![seq]);
        view! { <Button label=i18n.signal("held-release") icon=Icon::Sync look=Look::Subtle on_press=press /> }
    });
    // Until tomorrow it counts against what may be asked for today.
    let counted =
        put_away_reason(i18n, intent, use_tenant_view().now.get_untracked()).filter(|_| id == "put-away");
    let button = can_go.then(|| {
        let reason = Signal::stored(counted);
        view! { <Button label=i18n.signal(id) icon look=Look::Subtle reason on_press=press /> }
    });
    // What can be done about an order stands with it.
    let to_actions = matches!(intent.action, Action::Order(_)).then(|| {
        view! { <a href=Route::Actions.href()>{t!(i18n, "page-actions")}</a> }
    });
    view! {
        <div>
            <div class="waiting-head">
                <strong>{title(i18n, intent)}</strong>
                <span class="secondary">{format::moment(i18n.language(), intent.made / 1000)}</span>
                {moved}
                {release}
                {button}
            </div>
            <p class="secondary">{state} " " {elsewhere}</p>
            {trouble}
            {to_actions}
        </div>
    }
    .into_any()
}
