//! A parallel map.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

thread_local! {
    /// Whether this thread already works for a parallel map. A nested one then runs on this thread
    /// alone, since all processors are busy.
    static IS_SHARING: Cell<bool> = const { Cell::new(false) };
}

/// Maps items in parallel, keeping their order. Threads take blocks of `block` items, which should
/// be some milliseconds of work. One block alone is done on this thread. If the system gives no
/// more threads, those that exist do the work.
pub(crate) fn map<T: Sync, R: Send>(
    all: &[T],
    block: usize,
    become_of: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    // Reading the number of processors is slow: the system reads files for it.
    let threads = if all.len() <= block || IS_SHARING.get() {
        1
    } else {
        thread::available_parallelism().map_or(1, usize::from)
    };
    if threads == 1 {
        return all.iter().map(become_of).collect();
    }
    shared(all, block, threads, become_of)
}

/// How many blocks of [`each`] are done before their results are taken.
const BLOCKS_AT_ONCE: usize = 32;

/// Like [`map`], but takes the results of some blocks before the next blocks are begun, so that not
/// all results are in memory at once.
pub(crate) fn each<T: Sync, R: Send>(
    all: &[T],
    block: usize,
    become_of: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R),
) {
    for blocks in all.chunks(block.saturating_mul(BLOCKS_AT_ONCE).max(1)) {
        for result in map(blocks, block, &become_of) {
            take(result);
        }
    }
}

/// Like [`map`], with at most this many threads.
fn shared<T: Sync, R: Send>(
    all: &[T],
    block: usize,
    threads: usize,
    become_of: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let blocks: Vec<&[T]> = all.chunks(block).collect();
    let next = AtomicUsize::new(0);
    // Each thread takes the next block when it is ready, so that none waits for a slow one.
    let work = || {
        let _sharing = Sharing::begin();
        let mut done: Vec<(usize, Vec<R>)> = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(block) = blocks.get(at) else {
                return done;
            };
            done.push((at, block.iter().map(&become_of).collect()));
        }
    };
    let mut done = thread::scope(|scope| {
        let others = 1..threads.min(blocks.len());
        let spawned = others.map_while(|_| thread::Builder::new().spawn_scoped(scope, work).ok());
        let others: Vec<_> = spawned.collect();
        let mut done = work();
        for other in others {
            let others = other.join();
            done.extend(others.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().flat_map(|(_, block)| block).collect()
}

/// Runs optional work in the background. It may never run, if the system gives no thread.
pub(crate) fn beside(work: impl FnOnce() + Send + 'static) {
    let _ = thread::Builder::new().spawn(work);
}

/// Marks the thread as working for a parallel map, until it is dropped.
struct Sharing;

impl Sharing {
    fn begin() -> Self {
        IS_SHARING.set(true);
        Self
    }
}

impl Drop for Sharing {
    fn drop(&mut self) {
        IS_SHARING.set(false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::sync::Mutex;

    #[test]
    fn what_is_shared_out_shares_out_nothing() {
        let seen = Mutex::new(HashSet::new());
        let all: Vec<usize> = (0..64).collect();
        let sums = shared(&all, 1, 3, |one| {
            let own = thread::current().id();
            let inner = map(&all, 1, |two| {
                assert_eq!(thread::current().id(), own);
                one + two
            });
            seen.lock().unwrap().insert(own);
            inner.iter().sum::<usize>()
        });
        assert_eq!(sums[1] - sums[0], all.len());
        assert!(seen.lock().unwrap().len() <= 3);
        // The mark is removed, even after a panic.
        let broken = std::panic::catch_unwind(|| shared(&all, 1, 1, |_| panic!("no")));
        assert!(broken.is_err());
        assert!(!IS_SHARING.get());
    }

    #[test]
    fn what_comes_of_many_things_stands_in_their_order() {
        let all: Vec<usize> = (0..1_000).collect();
        for block in [1, 7, 999, 1_000, 5_000] {
            let doubled = map(&all, block, |one| one * 2);
            assert!(doubled.iter().enumerate().all(|(at, two)| at * 2 == *two));
            assert_eq!(doubled.len(), all.len());
            let mut taken = Vec::new();
            each(&all, block, |one| one * 2, |two| taken.push(two));
            assert_eq!(taken, doubled);
        }
    }

    #[test]
    #[should_panic(expected = "the one at 700")]
    fn a_panic_on_a_thread_comes_out() {
        let all: Vec<usize> = (0..1_000).collect();
        map(&all, 10, |one| assert!(*one != 700, "the one at {one}"));
    }
}
