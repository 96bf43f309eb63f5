//! Commands on several cases. All processors open cases and check them; the results are printed in
//! the order of the arguments.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::World;
use super::desk::until_exit;
use super::failure::{self, Result};
use super::files::held_against;
use super::words::say;
use crate::case::Case;
use crate::check::{Findings, House};
use crate::config::{self, BadConfig};
use crate::error::Error;
use crate::parallel;
use crate::store::{Access, Desk};

/// How many cases are open at once.
const BATCH: usize = 16;

/// An open case with its findings.
pub(super) struct Opened {
    desk: Desk,
    /// The error in the standards file. Then the default standards are used.
    pub bad_house: Option<BadConfig>,
    /// The findings.
    pub findings: Findings,
}

impl Opened {
    /// The case.
    pub fn case(&self) -> &Case {
        self.desk.history().case()
    }
}

/// The cases that could not be opened, each with why.
#[must_use]
pub(super) struct Unopened(Vec<anyhow::Error>);

impl Unopened {
    /// Reports them, the last one as the error of the command.
    pub fn report(mut self) -> Result<()> {
        let Some(last) = self.0.pop() else {
            return Ok(());
        };
        for error in &self.0 {
            failure::report(error);
        }
        Err(last)
    }
}

impl World {
    /// Opens cases, prints the notices of each, and calls `then` for it. `standards` is the
    /// standards file, if one was named. Many cases show their progress on a terminal.
    pub(super) fn each_case(
        &mut self,
        cases: &[PathBuf],
        standards: Option<&Path>,
        mut then: impl FnMut(&mut Self, &Path, &Opened) -> Result<()>,
    ) -> Result<Unopened> {
        let shows = cases.len() > BATCH && io::stderr().is_terminal();
        let (mut last, mut unopened) = (Vec::new(), Vec::new());
        for (done, batch) in cases.chunks(BATCH).enumerate() {
            last.clear();
            if shows {
                say(&format!("\r{} of {} cases", done * BATCH, cases.len()));
            }
            let opened = self.opened(batch, standards);
            if shows {
                // Clears the progress line.
                say("\r\x1b[K");
            }
            for (path, opened) in batch.iter().zip(opened) {
                let mut opened = match opened {
                    Ok(opened) => opened,
                    Err(error) => {
                        unopened.push(self.explained(error, path).into());
                        continue;
                    }
                };
                self.tell(&mut opened.desk, path);
                then(self, path, &opened)?;
                last.push(opened);
            }
            self.out.flush()?;
        }
        until_exit(last);
        Ok(Unopened(unopened))
    }

    fn opened(
        &self,
        batch: &[PathBuf],
        standards: Option<&Path>,
    ) -> Vec<std::result::Result<Opened, Error>> {
        let (disk, paths, now) = (&self.disk, &self.paths, self.now);
        parallel::map(batch, 1, |path| {
            let state = paths.state.as_deref();
            let mut desk = Desk::open(Arc::clone(disk), state, path, Access::Read)?;
            desk.observe_time(now);
            let house = config::house(disk.as_ref(), paths, path, standards);
            let (house, bad_house) = match house {
                Ok(house) => (house, None),
                Err(bad) => (House::default(), Some(bad)),
            };
            let case = desk.history().case();
            let findings = held_against(disk.as_ref(), path, (case, case), &house);
            Ok(Opened {
                desk,
                bad_house,
                findings,
            })
        })
    }
}
