//! Keeps results by text, since a case repeats its words and texts.

use std::collections::HashMap;
use std::sync::Mutex;

/// The limit for the total length of the texts whose results are kept, in bytes.
const MAX_BYTES: usize = 256 * 1024;

/// Results by text. It may be used from several threads.
#[derive(Debug)]
pub(super) struct Memo<T>(Mutex<Kept<T>>);

#[derive(Debug)]
struct Kept<T> {
    by_text: HashMap<String, T>,
    bytes: usize,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Mutex::new(Kept {
            by_text: HashMap::new(),
            bytes: 0,
        }))
    }
}

impl<T: Clone> Memo<T> {
    /// The result for a text. `find_out` is called if none is kept; the new result is kept while
    /// there is space for its text.
    pub fn get(&self, text: &str, find_out: impl FnOnce() -> T) -> T {
        let known = self.0.lock().ok();
        let known = known.and_then(|kept| kept.by_text.get(text).cloned());
        if let Some(known) = known {
            return known;
        }
        let new = find_out();
        if let Ok(mut kept) = self.0.lock()
            && kept.bytes + text.len() <= MAX_BYTES
        {
            kept.bytes += text.len();
            kept.by_text.insert(text.to_owned(), new.clone());
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_computed_once_unless_the_limit_is_reached() {
        let memo = Memo::default();
        assert_eq!(memo.get("a", || 1), 1);
        assert_eq!(memo.get("a", || 2), 1);
        let long = "b".repeat(MAX_BYTES);
        assert_eq!(memo.get(&long, || 1), 1);
        assert_eq!(memo.get(&long, || 2), 2);
    }
}
