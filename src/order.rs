//! Sorting of lists with one compiled sort for all types. The sorts of the standard library are compiled
//! for every type and every comparison, 5 to 7 kB each time; so is `collect` into a sorted set or map,
//! which sorts first.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// A sorted set, filled one by one.
pub(crate) fn set_of<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// A sorted map, filled one by one; of equal keys the last counts.
pub(crate) fn map_of<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(entries);
    map
}

/// Lists that can be sorted; equal items stay in their order.
pub(crate) trait Order<T> {
    /// Sorts by a comparison.
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// Sorts by a key.
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|one, other| key(one).cmp(&key(other)));
    }

    /// Sorts by a key that takes time to find.
    fn order_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);

    /// Sorts by the order of the items.
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(Ord::cmp);
    }
}

impl<T> Order<T> for [T] {
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let order = positions(self.len(), &|one, other| compare(&self[one], &self[other]));
        arrange(self, order);
    }

    fn order_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        let order = positions(keys.len(), &|one, other| keys[one].cmp(&keys[other]));
        arrange(self, order);
    }
}

/// The positions of items in their order.
fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

/// Brings every item to its place: at a position stands what stood at the position that the order
/// names there.
fn arrange<T>(items: &mut [T], mut order: Vec<usize>) {
    for start in 0..order.len() {
        // The places of a cycle are filled one after the other.
        let mut place = start;
        loop {
            let from = std::mem::replace(&mut order[place], place);
            if from == start {
                break;
            }
            items.swap(place, from);
            place = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lists_are_sorted_as_the_standard_library_does(
            mut items in prop::collection::vec((0_u8..9, any::<u8>()), 0..60)
        ) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut cached = items.clone();
            cached.order_by_cached_key(|(key, _)| *key);
            prop_assert_eq!(&cached, &expected);
            items.order_by_key(|(key, _)| *key);
            prop_assert_eq!(&items, &expected);
            items.order();
            expected.sort_unstable();
            prop_assert_eq!(&items, &expected);
        }
    }
}
