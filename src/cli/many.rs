//! Commands on several cases. All processors open cases and check them. The results are printed in
//! the order of the arguments.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::World;
use super::desk::until_exit;
use super::failure::{self, Result};
use super::files::findings_on;
use super::words::say;
use crate::case::Case;
use crate::check::{Findings, House};
use crate::config::{self, BadConfig};
use crate::error::Error;
use crate::parallel;
use crate::store::{Access, Desk};

/// The number of cases that are open at the same time.
const BATCH: usize = 16;

/// An open case with its findings.
pub(super) struct Opened {
    desk: Desk,
    /// The error in the standards file. With an error, the default standards are used.
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

/// The errors for the cases that could not be opened.
#[must_use]
pub(super) struct Unopened(Vec<anyhow::Error>);

impl Unopened {
    /// Reports the errors. The last one is returned as the error of the command.
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
    /// Opens cases, prints the notices of each, and calls `then` for each. `standards` is the
    /// standards file, if one was named. On a terminal, the progress is shown if there are many
    /// cases.
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
            let opened = self.open_batch(batch, standards);
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
                self.print_notices(&mut opened.desk, path);
                then(self, path, &opened)?;
                last.push(opened);
            }
            self.out.flush()?;
        }
        until_exit(last);
        Ok(Unopened(unopened))
    }

    fn open_batch(
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
            let findings = findings_on(disk.as_ref(), path, (case, case), &house);
            Ok(Opened {
                desk,
                bad_house,
                findings,
            })
        })
    }
}
