//! Small maps and sets as sorted arrays: what a derivation consists of comes in order nearly always, is few, and is read in
//! order.

use std::borrow::Borrow;
use std::ops::Index;

/// A map whose keys are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortedMap<K, V> {
    entries: Vec<(K, V)>,
}

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
        }
    }
}

impl<K: Ord, V> SortedMap<K, V> {
    /// A map without keys that has room for so many.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            entries: Vec::with_capacity(capacity),
        }
    }

    /// Where a key is, or where it belongs; a look at the last one first.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        match self.entries.last() {
            Some((last, _)) if last.borrow() >= key => {
                let own = |entry: &(K, V)| entry.0.borrow().cmp(key);
                self.entries.binary_search_by(own)
            }
            Some(_) | None => Err(self.entries.len()),
        }
    }

    /// Gives a key a value, whatever it had before.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(index) => self.entries[index].1 = value,
            Err(index) => self.entries.insert(index, (key, value)),
        }
    }

    /// The value of a key, which gets one if it has none.
    pub fn or_insert_with(&mut self, key: K, value: impl FnOnce() -> V) -> &mut V {
        let index = match self.place(&key) {
            Ok(index) => index,
            Err(index) => {
                self.entries.insert(index, (key, value()));
                index
            }
        };
        &mut self.entries[index].1
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let index = self.place(key).ok()?;
        Some(&self.entries[index].1)
    }

    /// Takes a key out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let index = self.place(key).ok()?;
        Some(self.entries.remove(index).1)
    }
}

impl<K, V> SortedMap<K, V> {
    /// The number of keys.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Forgets all keys.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// Keys and values in the order of keys.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&K, &V)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// As [`Self::iter`], to change values.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (&K, &mut V)> {
        self.entries.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The keys in their order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &K> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The values in the order of keys.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &V> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// Keys and values in the order of keys, as an array without room for more.
    pub fn into_entries(self) -> Box<[(K, V)]> {
        self.entries.into_boxed_slice()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        let mut map = Self::with_capacity(entries.size_hint().0);
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl<K: Borrow<Q> + Ord, Q: Ord + ?Sized, V> Index<&Q> for SortedMap<K, V> {
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        match self.get(key) {
            Some(value) => value,
            None => panic!("a key that is not in the map"),
        }
    }
}

/// A sorted set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortedSet<K> {
    items: Vec<K>,
}

impl<K> Default for SortedSet<K> {
    fn default() -> Self {
        Self { items: Vec::new() }
    }
}

impl<K: Ord> SortedSet<K> {
    /// Adds an item; false if it was there.
    pub fn insert(&mut self, item: K) -> bool {
        let place = match self.items.last() {
            Some(last) if *last >= item => self.items.binary_search(&item),
            Some(_) | None => Err(self.items.len()),
        };
        if let Err(index) = place {
            self.items.insert(index, item);
        }
        place.is_err()
    }
}

impl<K> SortedSet<K> {
    /// The number of items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, K> {
        self.items.iter()
    }
}

impl<K: Ord> FromIterator<K> for SortedSet<K> {
    fn from_iter<I: IntoIterator<Item = K>>(items: I) -> Self {
        let mut items: Vec<K> = items.into_iter().collect();
        items.sort();
        items.dedup();
        Self { items }
    }
}

impl<'s, K> IntoIterator for &'s SortedSet<K> {
    type Item = &'s K;
    type IntoIter = std::slice::Iter<'s, K>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<K> IntoIterator for SortedSet<K> {
    type Item = K;
    type IntoIter = std::vec::IntoIter<K>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_depend_on_the_order_of_insertion() {
        for keys in [[1, 2, 3, 2], [3, 2, 1, 2], [2, 3, 1, 2]] {
            let mut map = SortedMap::default();
            let mut set = SortedSet::default();
            let mut new = 0;
            for (index, key) in keys.into_iter().enumerate() {
                map.insert(key, index);
                new += usize::from(set.insert(key));
            }
            assert_eq!(map.keys().copied().collect::<Vec<_>>(), [1, 2, 3]);
            assert_eq!(map[&2], 3, "the last value stays");
            assert_eq!(*map.or_insert_with(2, || 7), 3);
            assert_eq!(*map.or_insert_with(4, || 7), 7);
            assert_eq!(
                (map.remove(&9), map.remove(&4), map.len()),
                (None, Some(7), 3)
            );
            assert_eq!((set.iter().as_slice(), new), (&[1, 2, 3][..], 3));
            assert_eq!(set, keys.into_iter().collect());
        }
    }
}
