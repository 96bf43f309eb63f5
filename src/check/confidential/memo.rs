//! Results that are kept, since a case repeats its words and its texts.

use std::collections::HashMap;
use std::sync::Mutex;

/// Results for texts of so many bytes together are kept.
const ROOM: usize = 256 * 1024;

/// What was found out about texts.
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
    /// What is known of a text, found out now if it is new.
    pub fn get(&self, text: &str, find_out: impl FnOnce() -> T) -> T {
        let known = self.0.lock().ok();
        let known = known.and_then(|kept| kept.by_text.get(text).cloned());
        if let Some(known) = known {
            return known;
        }
        let new = find_out();
        if let Ok(mut kept) = self.0.lock()
            && kept.bytes + text.len() <= ROOM
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
    fn a_result_is_found_out_once_while_there_is_room() {
        let memo = Memo::default();
        assert_eq!(memo.get("a", || 1), 1);
        assert_eq!(memo.get("a", || 2), 1);
        let long = "b".repeat(ROOM);
        assert_eq!(memo.get(&long, || 1), 1);
        assert_eq!(memo.get(&long, || 2), 2);
    }
}
