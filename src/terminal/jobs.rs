//! The threads for background jobs: keys do not wait for files, and file jobs do not wait for the
//! analysis of a large case.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::incoming::Incoming;
use crate::workbench::{Event, Job, JobResult};

/// Runs jobs for the workbench. Implemented outside of it.
pub trait JobRunner: Send + Sync {
    /// Runs a job and returns its result.
    fn run(&self, job: Job) -> JobResult;

    /// Checks the watched file again. None if it has not changed.
    fn look_again(&self) -> Option<JobResult>;
}

/// The handle of the threads.
pub(super) struct Thread {
    jobs: Sender<Job>,
    /// The thread for analyses; none if it could not be started.
    analyses: Option<Sender<Job>>,
}

impl Thread {
    pub(super) fn run(&self, job: Job) {
        let lane = match &job {
            Job::Analyse { .. } => self.analyses.as_ref().unwrap_or(&self.jobs),
            _ => &self.jobs,
        };
        let _ = lane.send(job);
    }
}

/// Starts the threads. Errors: the system cannot start the thread for jobs.
pub(super) fn start(
    job_runner: Arc<dyn JobRunner>,
    sender: Sender<Incoming>,
) -> io::Result<Thread> {
    let (analyses, waiting_analyses) = channel();
    let (analysis_runner, analysis_sender) = (Arc::clone(&job_runner), sender.clone());
    let analyse = move || {
        work(
            &waiting_analyses,
            analysis_runner.as_ref(),
            &analysis_sender,
            None,
        );
    };
    let analysis_thread = thread::Builder::new().spawn(analyse);
    let (jobs, waiting_jobs) = channel();
    let main = move || {
        work(
            &waiting_jobs,
            job_runner.as_ref(),
            &sender,
            Some(POLL_INTERVAL),
        );
    };
    thread::Builder::new().spawn(main)?;
    Ok(Thread {
        jobs,
        analyses: analysis_thread.is_ok().then_some(analyses),
    })
}

/// How often to check the watched file.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Runs jobs in order, and checks the watched file at this interval.
fn work(
    jobs: &Receiver<Job>,
    job_runner: &dyn JobRunner,
    sender: &Sender<Incoming>,
    interval: Option<Duration>,
) {
    let mut waiting = VecDeque::new();
    loop {
        if waiting.is_empty() {
            let next = match interval {
                Some(interval) => jobs.recv_timeout(interval),
                None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(job) => waiting.push_back(job),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        waiting.extend(jobs.try_iter());
        let outcome = match waiting.pop_front() {
            Some(job) if waiting.iter().any(|later| replaces(later, &job)) => continue,
            Some(job) => Some(job_runner.run(job)),
            None => job_runner.look_again(),
        };
        if let Some(outcome) = outcome
            && sender.send(Incoming::Event(Event::Ran(outcome))).is_err()
        {
            return;
        }
    }
}

/// Whether a later job makes an earlier one pointless.
fn replaces(later: &Job, job: &Job) -> bool {
    matches!(
        (later, job),
        (Job::CheckFiles(_), Job::CheckFiles(_)) | (Job::Analyse { .. }, Job::Analyse { .. })
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::case::{Case, IdGen};
    use crate::check::{Analysis, FileChecks, House};

    /// Reports the start of each analysis, and waits for permission to finish it.
    struct Slow {
        begun: Mutex<Sender<u64>>,
        permission: Mutex<Receiver<()>>,
    }

    impl JobRunner for Slow {
        fn run(&self, job: Job) -> JobResult {
            match job {
                Job::Analyse {
                    serial,
                    case,
                    house,
                    files,
                } => {
                    self.begun.lock().unwrap().send(serial).unwrap();
                    self.permission.lock().unwrap().recv().unwrap();
                    JobResult::Analysed(serial, Box::new(Analysis::none(&case, &house, &files)))
                }
                _ => JobResult::FilesChecked(FileChecks::default()),
            }
        }

        fn look_again(&self) -> Option<JobResult> {
            None
        }
    }

    #[test]
    fn only_the_newest_waiting_analysis_runs_and_file_jobs_do_not_wait_for_it() {
        let case = || Box::new(Case::new(IdGen::seeded(1).id(|_| false), ""));
        let analyse = |serial| Job::Analyse {
            serial,
            case: case(),
            house: House::default(),
            files: FileChecks::default(),
        };
        let ((begun, begun_serials), (allow, permission)) = (channel(), channel());
        let (sender, results) = channel();
        let job_runner = Slow {
            begun: Mutex::new(begun),
            permission: Mutex::new(permission),
        };
        let thread = start(Arc::new(job_runner), sender).unwrap();
        thread.run(analyse(1));
        assert_eq!(begun_serials.recv().unwrap(), 1);
        for serial in 2..6 {
            thread.run(analyse(serial));
        }
        thread.run(Job::CheckFiles(case()));
        // The first analysis is still running.
        let next = || match results.recv_timeout(Duration::from_secs(60)).unwrap() {
            Incoming::Event(Event::Ran(JobResult::Analysed(serial, _))) => serial,
            Incoming::Event(Event::Ran(JobResult::FilesChecked(_))) => 0,
            _ => panic!("something else"),
        };
        assert_eq!(next(), 0);
        allow.send(()).unwrap();
        assert_eq!(next(), 1);
        assert_eq!(begun_serials.recv().unwrap(), 5);
        allow.send(()).unwrap();
        assert_eq!(next(), 5);
    }
}
