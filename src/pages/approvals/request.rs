//! A request for approval: who asks for what, and why; what was decided, or what can be.

use graph::wire::ApprovalStatus;
use leptos::prelude::*;
use lifecycle::approval::Barred;
use lifecycle::budget::{is_typed, to_type};
use lifecycle::texts::Text;
use messages::Language;
use outbox::{ApprovalRequest, Decision, Person, Ruling};

use super::{Ticked, Typed};
use crate::components::{Button, Icon, Look, number_field};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::pages::devices::ruling_key;
use crate::pages::manage::denied;
use crate::queries::{ApprovalLine, approvals, can_be_taken_back, seconds};
use crate::t;
use crate::tasks::decide;
use crate::tenant::{Records, use_tenant};

/// A request and what can be done about it.
#[derive(Clone)]
pub struct Item {
    /// What can be done.
    pub line: ApprovalLine,
    /// The request.
    pub request: ApprovalRequest,
    /// The reader's language.
    pub language: Language,
}

impl Item {
    /// The same as long as the same is to be shown.
    pub fn key(&self) -> String {
        let (line, request) = (&self.line, &self.request);
        let can = (line.underway.map(ruling_key), line.no_decision.map(Barred::key));
        let back = line.no_taking_back.map(Barred::key);
        format!(
            "{} {} {can:?} {back:?} {} {}",
            request.id,
            request.status.as_str(),
            self.language.tag(),
            request.answer
        )
    }
}

/// The operations that are known by what protects them.
const KINDS: [(&str, &str); 3] =
    [("deviceWipe", "wipe"), ("deviceRetire", "retire"), ("deviceDelete", "delete")];

/// What is to be done to what, in a few words.
pub fn what(i18n: I18n, request: &ApprovalRequest) -> String {
    let about = request.operation.as_ref().map(|operation| {
        let names = operation.about.iter().map(|(id, name)| if name.is_empty() { id } else { name });
        names.map(String::as_str).collect::<Vec<_>>().join(", ")
    });
    let about = about.filter(|about| !about.is_empty()).unwrap_or_else(|| t!(i18n, "approval-device"));
    let is_policy = |method: &str| {
        request
            .operation
            .as_ref()
            .is_some_and(|operation| operation.is_about_policy() && operation.method == method)
    };
    if is_policy("PATCH") {
        return t!(i18n, "approval-policy-change", name = about);
    }
    if is_policy("DELETE") {
        return t!(i18n, "approval-policy-delete", name = about);
    }
    let kinds: Vec<String> = request
        .kinds
        .iter()
        .map(|kind| match KINDS.iter().find(|(known, _)| known == kind) {
            Some((_, action)) => t!(i18n, &format!("life-action-{action}")),
            None => kind.clone(),
        })
        .collect();
    t!(i18n, "approval-what", action = kinds.join(", "), name = about)
}

fn person(i18n: I18n, person: &Person) -> String {
    match (person.name.as_str(), person.user.as_str()) {
        ("", "") => t!(i18n, "approval-unnamed"),
        (name, user) if user.is_empty() || name == user => name.to_owned(),
        ("", user) => user.to_owned(),
        (name, user) => format!("{name} ({user})"),
    }
}

/// A fact, where there is one.
fn fact(label: String, value: String) -> AnyView {
    if value.is_empty() {
        return ().into_any();
    }
    view! {
        <dt>{label}</dt>
        <dd>{value}</dd>
    }
    .into_any()
}

/// The request as an item of a list.
pub fn item(typed: Typed, ticked: Ticked, Item { line, request, language }: Item) -> AnyView {
    let i18n = use_i18n();
    let moment =
        |text: &str| seconds(text).map_or_else(|| text.to_owned(), |at| format::moment(language, at));
    let what = what(i18n, &request);
    let exactly = request.operation.as_ref().map(|operation| {
        let parameters = operation.parameters.iter().map(|(name, value)| format!("{name} = {value}"));
        let parameters = parameters.collect::<Vec<_>>().join(", ");
        let ids = operation.about.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(", ");
        let facts = [
            fact(t!(i18n, "approval-call"), format!("{} {}", operation.method, operation.path)),
            fact(t!(i18n, "approval-parameters"), parameters),
            fact(t!(i18n, "approval-ids"), ids),
        ];
        view! {
            <details>
                <summary>{t!(i18n, "approval-exactly")}</summary>
                <dl class="facts">{facts.into_iter().collect::<Vec<_>>()}</dl>
            </details>
        }
    });
    let is_known = ApprovalStatus::KNOWN.contains(&request.status);
    let status = if is_known {
        t!(i18n, &format!("approval-status-{}", request.status.as_str()))
    } else {
        request.status.as_str().to_owned()
    };
    let waits = request.waits();
    let decided = if waits { String::new() } else { person_of(i18n, &request.approver) };
    let facts = [
        fact(t!(i18n, "approval-by"), person(i18n, &request.requestor)),
        fact(t!(i18n, "approval-why"), request.reason.clone()),
        fact(t!(i18n, "approval-since"), moment(&request.asked)),
        fact(t!(i18n, "approval-expires"), moment(&request.expires)),
        fact(t!(i18n, "approval-decided-by"), decided),
        fact(t!(i18n, "approval-answer"), request.answer.clone()),
    ];
    let why_left_out = line.no_decision.filter(|_| waits).map(|barred| {
        view! {
            <p id=format!("left-out-{}", request.id) class="secondary">
                {t!(i18n, &barred.text_id())}
            </p>
        }
    });
    let take_back = can_be_taken_back(&request).then(|| take_back(&line, &request, &what));
    let deeds = if waits {
        decision(typed, &line, &request, &what, take_back)
    } else {
        view! { <div class="actions">{take_back}</div> }.into_any()
    };
    view! {
        <li>
            <div class="approval-head">
                {waits.then(|| tick(ticked, &line, &request, &what))}
                <h3>{what.clone()}</h3>
            </div>
            {why_left_out}
            <p>
                <strong>{status}</strong>
            </p>
            <dl class="facts">{facts.into_iter().collect::<Vec<_>>()}</dl>
            {exactly}
            {deeds}
        </li>
    }
    .into_any()
}

/// The tick by which it is decided about with others. Where it can't be it is left out, and described by why.
fn tick(ticked: Ticked, line: &ApprovalLine, request: &ApprovalRequest, what: &str) -> AnyView {
    let i18n = use_i18n();
    let id = StoredValue::new(request.id.clone());
    let barred = line.no_decision;
    view! {
        <input
            type="checkbox"
            aria-label=t!(i18n, "approvals-tick", name = what)
            aria-disabled=barred.map(|_| "true")
            aria-describedby=barred.map(|_| format!("left-out-{}", request.id))
            prop:checked=move || barred.is_none() && ticked.with(|ticked| id.with_value(|id| ticked.contains(id)))
            on:click=move |event| {
                if barred.is_some() {
                    event.prevent_default();
                }
            }
            on:change:target=move |change| {
                let (on, id) = (change.target().checked(), id.get_value());
                ticked.update(|ticked| if on { ticked.push(id) } else { ticked.retain(|other| *other != id) });
            }
        />
    }
    .into_any()
}

/// Who has decided, if anybody has.
fn person_of(i18n: I18n, approver: &Person) -> String {
    if *approver == Person::default() { String::new() } else { person(i18n, approver) }
}

/// Approving and rejecting, with the reason that it takes.
fn decision(
    typed: Typed,
    line: &ApprovalLine,
    request: &ApprovalRequest,
    what: &str,
    take_back: Option<AnyView>,
) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let id = StoredValue::new(request.id.clone());
    let about = StoredValue::new(what.to_owned());
    let barred = line.no_decision;
    let why = move || {
        typed.with(|typed| id.with_value(|id| typed.get(id).cloned())).unwrap_or_default().trim().to_owned()
    };
    let devices = request.destroys();
    let number = RwSignal::new(String::new());
    let reason = move || {
        barred
            .map(|barred| t!(i18n, &barred.text_id()))
            .or_else(|| why().is_empty().then(|| t!(i18n, "approval-say-why")))
    };
    let no_approval = move || {
        let not_typed = || number.with(|number| is_typed(devices, number)).err();
        reason().or_else(|| not_typed().map(|why| denied(i18n, why)))
    };
    let press = move |ruling: Ruling| {
        let decision =
            Decision { request: id.get_value(), ruling, why: untrack(why), about: about.get_value() };
        decide(tenant, vec![decision], |_| ());
    };
    let field = format!("why-{}", request.id);
    view! {
        <div class="field">
            <label for=field.clone()>{i18n.says("approval-justification")}</label>
            <input
                id=field
                class="input"
                type="text"
                autocomplete="off"
                maxlength=lifecycle::limits::JUSTIFICATION
                prop:value=untrack(why)
                on:input:target=move |input| {
                    let value = input.target().value();
                    typed.update(|typed| drop(typed.insert(id.get_value(), value)));
                }
            />
        </div>
        {number_field(&format!("number-{}", request.id), move || to_type(devices), number)}
        <div class="actions">
            <Button
                label=i18n.signal("approval-approve")
                icon=Icon::Success
                look=Look::Primary
                reason=Signal::derive(no_approval)
                on_press=move |()| press(Ruling::Approve)
            />
            <Button
                label=i18n.signal("approval-reject")
                icon=Icon::Close
                reason=Signal::derive(reason)
                on_press=move |()| press(Ruling::Reject)
            />
            {take_back}
        </div>
    }
    .into_any()
}

/// Takes back the request of that code, where it is known: for whoever looks at what was asked rather than at the request.
pub fn take_back_by_code(records: &Records, code: &str) -> Option<AnyView> {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let lists = approvals(records, &tenant.administrator.get_untracked());
    let line = lists.waiting.into_iter().chain(lists.over);
    let line = line.into_iter().find(|line| records.approvals.requests[line.at].id == code)?;
    let request = &records.approvals.requests[line.at];
    can_be_taken_back(request).then(|| take_back(&line, request, &what(i18n, request)))
}

fn take_back(line: &ApprovalLine, request: &ApprovalRequest, what: &str) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let reason = line.no_taking_back.map(|barred| t!(i18n, &barred.text_id()));
    let decision = Decision {
        request: request.id.clone(),
        ruling: Ruling::TakeBack,
        why: String::new(),
        about: what.to_owned(),
    };
    view! {
        <Button
            label=i18n.signal("approval-take-back")
            icon=Icon::Undo
            reason=Signal::stored(reason)
            on_press=move |()| decide(tenant, vec![decision.clone()], |_| ())
        />
    }
    .into_any()
}
