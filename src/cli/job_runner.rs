//! Runs the workbench's background jobs with the functions of the commands.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::failure::in_one_line;
use super::files::OnDisk;
use super::{World, evidence, export, files, paths};
use crate::check::files::check_all;
use crate::check::story_file::StoryFile;
use crate::check::{Analysis, StoryChange};
use crate::store::disk::{Disk, Stamp, System};
use crate::terminal::JobRunner;
use crate::workbench::{Job, JobResult};

/// Runs jobs for the case at a path.
pub(super) struct CommandJobRunner {
    /// The case file.
    case: PathBuf,
    /// The value of `--by`.
    by: Option<String>,
    /// The watched story file; none if it is not beside the case.
    story: Mutex<Option<Watched>>,
}

/// A story file that is checked repeatedly.
struct Watched {
    story: StoryFile,
    path: PathBuf,
    /// The stamp of the version that was last compared with the draft. None if there was no file.
    stamp: Option<Stamp>,
}

impl CommandJobRunner {
    /// A runner for the case at this path. `by` is the value of `--by`.
    pub(super) fn new(case: &Path, by: Option<String>) -> Self {
        Self {
            case: case.to_owned(),
            by,
            story: Mutex::new(None),
        }
    }

    /// Compares the story file with the draft, and stores its stamp for `look_again`. See
    /// [`StoryFile::change`].
    fn watch(&self, story: Option<StoryFile>) -> Option<StoryChange> {
        let watched = story.map(|story| {
            let folder = files::folder(&System, &self.case);
            let path = story.path(&folder);
            // The stamp is read before the bytes. If the file changes in between, the next check
            // notices it.
            let stamp = stamp(&path);
            let change = story.change(&folder, &OnDisk(&System));
            let change = change.filter(|_| stamp.is_some());
            (Watched { story, path, stamp }, change)
        });
        let (watched, change) = watched.unzip();
        if let Ok(mut slot) = self.story.lock() {
            *slot = watched;
        }
        change.flatten()
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    System.look(path).ok().map(|look| look.stamp)
}

impl JobRunner for CommandJobRunner {
    fn run(&self, job: Job) -> JobResult {
        // A job needs its own world, since the command's world belongs to another thread.
        let world = || World::of_process(self.by.clone());
        match job {
            Job::Analyse {
                serial,
                case,
                house,
                files,
            } => {
                let analysis = Analysis::of(&case, &house, &files);
                JobResult::Analysed(serial, Box::new(analysis))
            }
            Job::CheckFiles(case) => {
                let folder = files::folder(&System, &self.case);
                JobResult::FilesChecked(check_all(&case, &folder, &OnDisk(&System)))
            }
            Job::WatchStory(story) => JobResult::StoryChecked(self.watch(story)),
            Job::HashFile { claim, item, path } => {
                let file_record = world()
                    .and_then(|world| {
                        evidence::file_record(&world, &self.case, &paths::typed(&path))
                    })
                    .map_err(|failure| in_one_line(&failure.into()));
                JobResult::FileHashed(claim, item, file_record)
            }
            Job::Export(case, request) => {
                let message = world()
                    .map_err(anyhow::Error::from)
                    .and_then(|mut world| {
                        export::export_for_workbench(&case, &self.case, &request, &mut world)
                    })
                    .map(|notes| notes.join(" "))
                    // The hint is left out, since it is about the command line.
                    .map_err(|error| error.to_string());
                JobResult::Exported(message)
            }
        }
    }

    fn look_again(&self) -> Option<JobResult> {
        let changed = {
            let slot = self.story.lock().ok()?;
            let watched = slot.as_ref()?;
            (stamp(&watched.path) != watched.stamp).then(|| watched.story.clone())?
        };
        Some(JobResult::StoryChecked(self.watch(Some(changed))))
    }
}
