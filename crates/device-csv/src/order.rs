//! Sorting, compiled once.
//!
//! The sort of the standard library is compiled anew for each type and each comparison, three kilobytes a time, and
//! the page is fetched over networks. Here only positions are sorted, by a comparison that is called by pointer: a
//! third slower, and a few dozen bytes a use.

use std::{cmp::Ordering, mem};

/// Sorts stably, as [`slice::sort_by`].
///
/// # Panics
/// With 2³² items or more.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    if items.len() < 2 {
        return;
    }
    let order = sorted_positions(items.len(), &|a, b| compare(&items[a as usize], &items[b as usize]));
    let mut old: Vec<Option<T>> = mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| old[at as usize].take()));
}

/// Sorts stably, as [`slice::sort_by_key`].
///
/// # Panics
/// With 2³² items or more.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

#[inline(never)]
fn sorted_positions(len: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let len = u32::try_from(len).expect("fewer than 2³² items");
    let mut order: Vec<u32> = (0..len).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{sort_by, sort_by_key};

    proptest! {
        #[test]
        fn the_order_is_that_of_the_standard_library(
            items in prop::collection::vec((0_u8..20, any::<u16>()), 0..200),
        ) {
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            let descending = |a: &(u8, u16), b: &(u8, u16)| b.0.cmp(&a.0);
            sort_by(&mut ours, descending);
            theirs.sort_by(descending);
            prop_assert_eq!(&ours, &theirs);
            sort_by_key(&mut ours, |item| item.1);
            theirs.sort_by_key(|item| item.1);
            prop_assert_eq!(ours, theirs);
        }
    }
}
