//! Another console: a workspace file of the first is opened there, maybe more than once, and somebody works there, too.

use std::collections::{BTreeMap, BTreeSet};

use outbox::{Entry, Intent, Payload, State};

use crate::{
    fleet::{Said, Word},
    tab, user,
    world::World,
};

/// A workspace file, as far as it concerns the service.
#[derive(Default)]
pub struct File {
    intents: BTreeMap<u32, (Intent, Option<Payload>)>,
    history: Vec<Entry>,
    /// The intents that were not over when they came into the other console.
    pub opened: BTreeSet<u32>,
    /// How many intents people there have thought of themselves.
    pub own: u32,
}

/// From here on a file is saved and opened from time to time, for as long as things may go wrong.
pub fn begin(world: &World) {
    for _ in 0..world.between(1, 3) {
        let saved = world.between(2_000, 100_000);
        world.after(saved, None, pass_on);
    }
}

/// A file is saved now, and opened elsewhere some time later.
pub fn pass_on(world: &World) {
    save(world);
    let way = world.between(500, 60_000);
    world.after(way, None, open);
}

fn save(world: &World) {
    let records = world.home().borrow();
    let mut file = world.0.file.borrow_mut();
    let with_payload =
        |(seq, intent): (&u32, &Intent)| (*seq, (intent.clone(), records.payloads.get(seq).cloned()));
    file.intents = records.intents.iter().map(with_payload).collect();
    file.history.clone_from(&records.history);
    world.note(|| format!("a workspace file is saved, with {} intents", file.intents.len()));
}

/// The file is opened elsewhere. Of two versions of an intent the one that is further stays.
fn open(world: &World) {
    let there = &world.0.consoles[1].records;
    let mut file = world.0.file.borrow_mut();
    let file = &mut *file;
    let mut records = there.borrow_mut();
    for (seq, (intent, payload)) in &file.intents {
        if !intent.is_over() {
            file.opened.insert(*seq);
        }
        let mut intent = intent.clone().from_file(world.now());
        match records.intents.get(seq) {
            Some(ours) if !intent.is_further_than(ours) => continue,
            Some(ours) => intent.revision = ours.revision + 1,
            None => intent.revision = 0,
        }
        records.intents.insert(*seq, intent);
        match payload {
            Some(payload) => drop(records.payloads.insert(*seq, payload.clone())),
            None => drop(records.payloads.remove(seq)),
        }
    }
    records.history.extend(file.history.iter().cloned());
    drop(records);
    world.note(|| "the workspace file is opened elsewhere".to_owned());
    let tab = world.0.plan.tabs;
    if world.0.tabs.borrow()[tab].life == 0 {
        tab::open(world, tab);
    } else {
        world.after(0, Some(tab), move |world| world.0.tabs.borrow_mut()[tab].bell = true);
    }
    // Where nothing is remembered, nobody there sends what came from here.
    if world.0.plan.remembers {
        for _ in 0..2 {
            let wait = world.between(5_000, 600_000);
            world.after(wait, None, give_word);
        }
    }
    // Where nothing is remembered, who registers the same devices at the same time can't be told apart.
    if world.0.plan.remembers && world.between(0, 1) == 0 {
        file.own += 1;
        user::register_at_other(world, file.own);
    }
}

/// Who opened the file wants it too: orders are released, and removals confirmed again.
fn give_word(world: &World) {
    let (now, mut words) = (world.now(), Vec::new());
    {
        let mut records = world.0.consoles[1].records.borrow_mut();
        let records = &mut *records;
        for (seq, kept) in &mut records.intents {
            let mut intent = kept.clone();
            let counts = if intent.state == State::Held && intent.needs_release() {
                intent = intent.released(now);
                words.push((*seq, 0, Said::Released));
                true
            } else {
                let all: Vec<usize> = (0..intent.removal().map_or(0, |it| it.plan.steps.len())).collect();
                let counts = !intent.is_over() && intent.confirm(&all, "deputy", now);
                words.extend(all.into_iter().filter(|_| counts).map(|step| (*seq, step, Said::Confirmed)));
                counts
            };
            if counts {
                records.history.extend(outbox::told(kept, &intent, "deputy", now, 0));
                intent.revision += 1;
                *kept = intent;
            }
        }
    }
    world.note(|| format!("elsewhere a person confirms {words:?}"));
    let words = words.into_iter().map(|(seq, step, what)| Word { seq, step, at: now, what, elsewhere: true });
    world.0.fleet.borrow_mut().words.extend(words);
    let tab = world.0.plan.tabs;
    world.after(0, Some(tab), move |world| world.0.tabs.borrow_mut()[tab].bell = true);
}
