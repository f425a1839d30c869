//! Only the devices of a pasted list of serial numbers.

use std::collections::HashSet;

use device_csv::Filter;
use leptos::{html, prelude::*};

use super::view::use_view;
use crate::components::{Button, Dialog, Look};
use crate::i18n::use_i18n;
use crate::queries::line;
use crate::t;
use crate::workspace::use_workspace;

/// Missing serials that are named before the rest is only counted.
const NAMED: usize = 20;

#[component]
pub fn SerialsDialog(open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let text = NodeRef::<html::Textarea>::new();
    let apply = move |()| {
        let pasted = text.get_untracked().map(|text| text.value()).unwrap_or_default();
        view.filter.update(|filter| filter.serials = Filter::serial_list(&pasted));
        open.set(false);
        let missing = missing(
            &pasted,
            &view.devices.with_untracked(|devices| {
                workspace.set.with_untracked(|set| {
                    let lines = devices.all.iter().filter_map(|device| line(set, device.row));
                    lines.map(|line| line.serial.to_lowercase()).collect()
                })
            }),
        );
        if !missing.is_empty() {
            let mut serials = missing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            if missing.len() > NAMED {
                serials.push_str(" …");
            }
            workspace.toasts.failed(t!(
                i18n,
                "filter-serials-missing",
                count = missing.len(),
                serials = serials
            ));
        }
    };
    view! {
        <Dialog open title=i18n.signal("filter-serials-title")>
            <div class="dialog-body">
                <div class="field">
                    <label for="serial-list">{i18n.says("filter-serials-label")}</label>
                    <textarea id="serial-list" class="textarea mono" rows="10" spellcheck="false" node_ref=text></textarea>
                </div>
            </div>
            <div class="dialog-actions">
                <Button
                    label=i18n.signal("filter-serials-apply")
                    look=Look::Primary
                    on_press=apply
                />
                <Button label=i18n.signal("cancel") on_press=move |()| open.set(false) />
            </div>
        </Dialog>
    }
}

/// The entries of a pasted list that are no serial of the set. An entry with spaces counts whole or by its words.
fn missing(pasted: &str, known: &HashSet<String>) -> Vec<String> {
    let has = |entry: &str| Filter::serial_list(entry).iter().any(|serial| known.contains(serial));
    pasted
        .split(['\n', '\r', '\t', ',', ';', '|'])
        .map(str::trim)
        .filter(|entry| !entry.is_empty() && !known.contains(&entry.to_lowercase()))
        .flat_map(str::split_whitespace)
        .filter(|entry| !has(entry))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn names_what_is_not_in_the_set() {
        let known = ["5cg1", "5cg2", "two words"].map(str::to_owned).into();
        for (pasted, wanted) in [
            ("", vec![]),
            ("5CG1\n5cg2", vec![]),
            ("5CG1, 5CG9; \"5CG2\"", vec!["5CG9"]),
            ("two words", vec![]),
            ("5CG1 5CG8", vec!["5CG8"]),
        ] {
            assert_eq!(missing(pasted, &known), wanted, "{pasted:?}");
        }
    }
}
