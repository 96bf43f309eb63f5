//! `factdesk` alone: the start screen.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::failure::{Result, ended_by};
use super::open::{case_at, demo, no_terminal, opened, prepare, run_config, summary, workbench};
use super::{World, convert, new, paths};
use crate::case::Case;
use crate::reading;
use crate::store::{Desk, SharedUnsent, recent};
use crate::terminal::{self, RunConfig};
use crate::text::visible;
use crate::workbench::Keymap;
use crate::workbench::start::{Choice, Start};

/// `factdesk` alone: the start screen, until a case is opened or the user quits.
pub(super) fn start(world: &mut World) -> Result<()> {
    let cases = world
        .paths
        .state
        .as_deref()
        .map(|state| recent::cases(world.disk.as_ref(), state));
    let mut start = Start::new(cases.unwrap_or_default());
    let state = world.paths.state.as_deref();
    let before = state.map(|state| {
        let (before, earlier) = SharedUnsent::read(Arc::clone(&world.disk), state);
        start.keep_unsent(&earlier.all);
        start.error = earlier.unreadable.unwrap_or_else(|| start.error.clone());
        before
    });
    loop {
        let ready = prepare(world)?;
        let config = RunConfig {
            before: before.clone(),
            ..run_config(world, Path::new(""))
        };
        let ended = terminal::run(&mut start, None, config)?;
        if let Some(signal) = ended.signal {
            return Err(ended_by(signal).into());
        }
        let Some(choice) = start.choice.take() else {
            return Ok(());
        };
        if choice == Choice::Sample {
            return demo(world);
        }
        let submitted = choice.clone();
        match make_case(choice, &ready.keys, world).and_then(|case| opened(case, world)) {
            Ok(opened) => {
                // The text that was submitted has become a case. Other text is still unsent.
                start.made(&submitted);
                if let Some(before) = &before {
                    // If this fails, the text is offered again at the next start.
                    let _ = before.keep(&start.unsent(world.now));
                }
                return workbench(opened, ready, world);
            }
            // The error is shown on the start screen. The typed text is still there.
            Err(failed) => start.error = super::failure::in_one_line(&failed),
        }
    }
}

fn make_case(choice: Choice, keys: &Keymap, world: &mut World) -> Result<(PathBuf, Vec<String>)> {
    let named = |path: &Path| new::without_case_ending(&new::file_name(path));
    let typed = |path: PathBuf| path.to_str().map(paths::typed).unwrap_or(path);
    let (case, path, messages) = match choice {
        Choice::Open(path) => return case_at(&typed(path), keys, world),
        Choice::Text(text, path) => {
            let path = typed(path);
            let name = named(&path);
            let mint = &mut world.mint;
            // The pasted text may also be a chat, a transcript or a list.
            let document = convert::document(text.as_bytes(), "the text")?;
            let (case, report) = if document.is_list() {
                reading::list_of(&document, &name, world.now, mint)?
            } else {
                reading::story_of(document, &name, world.now, mint, &mut |_| ())?
            };
            (case, path, summary(&visible(&name), &report, keys))
        }
        Choice::Lines(text, path) => {
            let path = typed(path);
            let name = named(&path);
            let (case, _) = reading::read_list(&text, &name, world.now, &mut world.mint)?;
            (case, path, Vec::new())
        }
        Choice::Empty(path) => {
            let path = typed(path);
            let case = Case::new(world.mint.id(|_| false), named(&path));
            (case, path, Vec::new())
        }
        Choice::Sample => return Err(no_terminal().into()),
    };
    Desk::create(
        world.disk.as_ref(),
        world.paths.state.as_deref(),
        &path,
        &case,
        false,
    )?;
    Ok((path, messages))
}
