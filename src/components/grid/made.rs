//! Which rows are on the page: those in sight; while more arrive all the time, a few new ones at a time.

use std::time::Duration;

use leptos::prelude::*;

use super::GridModel;
use super::window::Window;

/// How many new rows are made in one go while others arrive. The page takes a person's keys and clicks in between.
const FEW: usize = 4;

/// A row: its place in the list, and its key.
pub(super) type Made = (usize, u64);

/// The rows to be made of those in the window.
pub(super) fn made(model: GridModel, shown: Memo<Window>) -> impl Fn() -> Vec<Made> + Clone {
    let there = StoredValue::new(Vec::<Made>::new());
    let turn = RwSignal::new(false);
    move || {
        turn.track();
        let Window { first, end, .. } = shown.get();
        let wanted: Vec<Made> =
            model.keys.with(|keys| (first..end.min(keys.len())).map(|at| (at, keys[at])).collect());
        // Whoever goes elsewhere in the list finds all of it there, and the focus its cell.
        let is_elsewhere = there.with_value(|there| there.first().map_or(0, |row| row.0) != first);
        let rows = if model.arriving.get_untracked() && !is_elsewhere {
            there.with_value(|there| step(there, &wanted))
        } else {
            wanted.clone()
        };
        if rows != wanted {
            set_timeout(
                move || {
                    turn.try_set(true);
                },
                Duration::ZERO,
            );
        }
        there.set_value(rows.clone());
        rows
    }
}

/// A step from the rows that are there to those that are wanted: what is there in the place of a row stays until its turn comes.
fn step(there: &[Made], wanted: &[Made]) -> Vec<Made> {
    let mut new = 0;
    let place = |row: &Made| {
        let old = there.iter().find(|old| old.0 == row.0).copied();
        if old == Some(*row) {
            return old;
        }
        new += 1;
        if new <= FEW { Some(*row) } else { old }
    };
    // They stand one below the other: behind one that is missing there can be none.
    wanted.iter().map_while(place).collect()
}

#[cfg(test)]
mod tests {
    use super::{Made, step};

    fn rows(first: usize, keys: &[u64]) -> Vec<Made> {
        keys.iter().enumerate().map(|(at, &key)| (first + at, key)).collect()
    }

    #[test]
    fn a_few_rows_are_new_at_a_time() {
        for (name, there, wanted, steps) in [
            ("nothing", rows(0, &[]), rows(0, &[]), vec![rows(0, &[])]),
            ("few", rows(0, &[]), rows(0, &[1, 2]), vec![rows(0, &[1, 2])]),
            (
                "many",
                rows(0, &[]),
                rows(0, &[1, 2, 3, 4, 5, 6]),
                vec![rows(0, &[1, 2, 3, 4]), rows(0, &[1, 2, 3, 4, 5, 6])],
            ),
            (
                "others",
                rows(0, &[1, 2, 3, 4, 5, 6]),
                rows(0, &[7, 2, 8, 9, 10, 11]),
                vec![rows(0, &[7, 2, 8, 9, 10, 6]), rows(0, &[7, 2, 8, 9, 10, 11])],
            ),
            (
                "further down",
                rows(0, &[1, 2, 3]),
                rows(2, &[3, 4, 5, 6, 7, 8]),
                vec![rows(2, &[3, 4, 5, 6, 7]), rows(2, &[3, 4, 5, 6, 7, 8])],
            ),
            ("fewer", rows(0, &[1, 2, 3, 4, 5, 6]), rows(0, &[3]), vec![rows(0, &[3])]),
        ] {
            let mut there = there;
            for expected in steps {
                there = step(&there, &wanted);
                assert_eq!(there, expected, "{name}");
            }
            assert_eq!(there, wanted, "{name}");
        }
    }
}
