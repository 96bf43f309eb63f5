//! Many things at once.

use std::sync::atomic::{AtomicUsize, Ordering};

/// What becomes of each of many things, in their order. Blocks of this many, each some
/// milliseconds' work, are shared out among all processors; one block alone is worth no thread.
pub(crate) fn map<T: Sync, R: Send>(
    all: &[T],
    block: usize,
    become_of: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    // How many processors there are is asked of the system, which takes files to read.
    let threads = if all.len() <= block {
        1
    } else {
        std::thread::available_parallelism().map_or(1, usize::from)
    };
    if threads == 1 {
        return all.iter().map(become_of).collect();
    }
    let blocks: Vec<&[T]> = all.chunks(block).collect();
    let next = AtomicUsize::new(0);
    // Each thread takes the next block when it is done with one, so that none waits for a slow one.
    let work = || {
        let mut done: Vec<(usize, Vec<R>)> = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(block) = blocks.get(at) else {
                return done;
            };
            done.push((at, block.iter().map(&become_of).collect()));
        }
    };
    let mut done = std::thread::scope(|scope| {
        let others = 1..threads.min(blocks.len());
        let others: Vec<_> = others.map(|_| scope.spawn(work)).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_of_many_things_stands_in_their_order() {
        let all: Vec<usize> = (0..1_000).collect();
        for block in [1, 7, 999, 1_000, 5_000] {
            let doubled = map(&all, block, |one| one * 2);
            assert!(doubled.iter().enumerate().all(|(at, two)| at * 2 == *two));
            assert_eq!(doubled.len(), all.len());
        }
    }

    #[test]
    #[should_panic(expected = "the one at 700")]
    fn a_panic_on_a_thread_comes_out() {
        let all: Vec<usize> = (0..1_000).collect();
        map(&all, 10, |one| assert!(*one != 700, "the one at {one}"));
    }
}
