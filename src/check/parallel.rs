//! Many things at once.

/// How many things are worth a thread of their own: some milliseconds' work.
const SHARE: usize = 4_000;

/// What becomes of each of many things, in their order, with all processors at it where they are
/// very many.
pub(super) fn par_map<T: Sync, R: Send>(all: &[T], become_of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if all.len() <= SHARE {
        return all.iter().map(become_of).collect();
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = all.len().div_ceil(threads).max(SHARE);
    let become_of = &become_of;
    std::thread::scope(|scope| {
        let shares: Vec<_> = all
            .chunks(share)
            .map(|share| scope.spawn(move || share.iter().map(become_of).collect::<Vec<R>>()))
            .collect();
        shares
            .into_iter()
            .flat_map(|share| {
                share
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect()
    })
}
