//! Commands over many cases. All processors open cases and collect findings; the results are
//! printed in the order in which the cases were named.

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

/// A case that was opened, and what was found in it.
pub(super) struct Opened {
    desk: Desk,
    /// What is wrong with the file of house standards, which are then those of a house without one.
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
    /// Opens cases, prints the notices of each, and hands it over. One that cannot be opened hides
    /// none of the others. `standards`: the file of house standards, if it is named. Where several
    /// take their time, a terminal shows how far it is.
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
                // Clears the progress, so that the next output replaces it.
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
            desk.see(now);
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
