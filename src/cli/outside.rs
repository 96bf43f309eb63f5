//! What the workbench has done outside, by the same functions as the commands.

use std::path::{Path, PathBuf};

use super::failure::in_one_line;
use super::{World, evidence, export, files};
use crate::case::OnFiles;
use crate::reading::evidence::look_through;
use crate::terminal::Outside;
use crate::workbench::{Errand, Outcome};

/// Runs errands for the case at a path.
pub(super) struct Outdoors {
    /// The case file.
    pub(super) case: PathBuf,
    /// Who `--by` says is there.
    pub(super) by: Option<String>,
}

impl Outside for Outdoors {
    fn run(&self, errand: Errand) -> Outcome {
        // A world of its own: that of the command stays with the thread that it began on.
        let world = World::of_process(self.by.clone());
        match errand {
            Errand::Look(case) => Outcome::Looked(match world {
                Ok(world) => look_through(&case, &files::folder(&world, &self.case), &world),
                Err(_) => OnFiles::default(),
            }),
            Errand::Note { claim, item, path } => {
                let noted = world
                    .and_then(|world| evidence::noted(&world, &self.case, Path::new(&path)))
                    .map_err(|failure| in_one_line(&failure.into()));
                Outcome::Noted(claim, item, noted)
            }
            Errand::Export(case, order) => {
                let told = world
                    .map_err(anyhow::Error::from)
                    .and_then(|mut world| export::ordered(&case, &self.case, &order, &mut world))
                    .map(|notes| notes.join(" "))
                    // The hints are those of the command line.
                    .map_err(|error| error.to_string());
                Outcome::Exported(told)
            }
        }
    }
}
