//! Random git commands under a case, with the workbench open or closed. What was undone stays
//! undone, and nothing unsaved is lost.
//!
//! The tests run the real git and are skipped with a notice on a machine without it.
//! `FACTDESK_LONG=1` walks a thousand times.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::support::dice::{Dice, by_length_of_run};
use crate::support::script::{start, time};
use factdesk::case::ops::{self, Judgement, NewSource};
use factdesk::case::*;
use factdesk::store::{Access, Desk, FileChange, Notice, System, emit, load};

const FILE: &str = "story.case.ron";

/// Identifies a record in all states of the case.
type Name = String;

fn names(case: &Case) -> HashSet<Name> {
    let rulings = case.claims.iter().flat_map(|claim| {
        let name = |ruling: &Ruling| format!("ruling {} {} {}", claim.id, ruling.at, ruling.by);
        claim.rulings.iter().map(name).collect::<Vec<_>>()
    });
    let wordings = case.claims.iter().filter(|claim| !claim.wording.is_empty());
    let wordings = wordings.map(|claim| format!("wording {} {}", claim.id, claim.wording));
    let sources = case.sources.iter();
    let sources = sources.map(|source| format!("source {}", source.id));
    rulings.chain(wordings).chain(sources).collect()
}

struct Walk {
    folder: PathBuf,
    desk: Option<Desk>,
    /// Every record that one of our saves has ever contained.
    saved: HashSet<Name>,
    /// The records that we have recorded and have not undone or replaced.
    recorded: HashSet<Name>,
    /// The records that were offered.
    offered: HashSet<Name>,
    minute: usize,
    mint: IdGen,
    log: Vec<String>,
}

impl Walk {
    fn new(seed: u64) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("walk-{}-{seed}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("repo")).unwrap();
        let mut walk = Self {
            folder,
            desk: None,
            saved: HashSet::new(),
            recorded: HashSet::new(),
            offered: HashSet::new(),
            minute: 0,
            mint: IdGen::seeded(seed),
            log: Vec::new(),
        };
        let case = start(&mut IdGen::seeded(11));
        fs::write(walk.file(), emit(&case).unwrap()).unwrap();
        walk.git(&["init", "-q", "-b", "main"]);
        walk.git(&["add", FILE]);
        walk.git(&["commit", "-q", "-m", "first"]);
        fs::copy(walk.file(), walk.folder.join("old")).unwrap();
        walk
    }

    fn file(&self) -> PathBuf {
        self.folder.join("repo").join(FILE)
    }

    /// Runs git, which may refuse.
    fn git(&mut self, arguments: &[&str]) -> bool {
        self.log.push(format!("git {}", arguments.join(" ")));
        Command::new("git")
            .args(arguments)
            .current_dir(self.folder.join("repo"))
            .env("HOME", &self.folder)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs([("GIT_EDITOR", "true"), ("GIT_MERGE_AUTOEDIT", "no")])
            .envs([
                ("GIT_AUTHOR_NAME", "mk"),
                ("GIT_AUTHOR_EMAIL", "mk@desk.example"),
            ])
            .envs([
                ("GIT_COMMITTER_NAME", "mk"),
                ("GIT_COMMITTER_EMAIL", "mk@desk.example"),
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap()
            .success()
    }

    fn open(&self, access: Access) -> Desk {
        let state = self.folder.join("state");
        let opened = Desk::open(Arc::new(System), Some(&state), &self.file(), access);
        opened.unwrap_or_else(|trouble| panic!("{trouble:?}\n{}", self.log.join("\n")))
    }

    /// The file as git or a save left it. None if a merge has left conflict markers.
    fn on_disk(&self) -> Option<Case> {
        load(&fs::read(self.file()).ok()?).ok()
    }

    fn hear(&mut self, notices: &[Notice], case: &Case) {
        for notice in notices {
            let edits: Vec<&Edit> = match notice {
                Notice::Missing(lacks) => lacks.missing.edits().collect(),
                Notice::Refused(edits) => edits.iter().collect(),
                _ => continue,
            };
            for edit in edits {
                // The edit is rebased as the workbench does when asked to.
                let mut with = case.clone();
                let laid = edit.rebased(case);
                if laid.is_ok_and(|edit| edit.apply(&mut with).is_ok()) {
                    self.offered.extend(names(&with));
                }
                for change in &edit.changes {
                    if let Change::Ruling(id, swap) = change
                        && let Some(ruling) = &swap.after
                    {
                        self.offered
                            .insert(format!("ruling {id} {} {}", ruling.at, ruling.by));
                    }
                }
            }
        }
    }

    /// Checks both rules on a case that was just opened or read again.
    fn check(&self, case: &Case) {
        let file = self.on_disk().map(|case| names(&case)).unwrap_or_default();
        let now = names(case);
        let log = || self.log.join("\n");
        for name in now.difference(&file) {
            let is_back = self.saved.contains(name);
            assert!(!is_back, "{name} is back unasked after\n{}", log());
        }
        for name in &self.recorded {
            let is_known =
                self.saved.contains(name) || now.contains(name) || self.offered.contains(name);
            assert!(is_known, "{name} is lost after\n{}", log());
        }
    }

    /// Makes an edit at the open desk, or at one opened for it. Then the desk is saved, or left as
    /// after a kill.
    fn edit(&mut self, dice: &mut Dice) {
        let kind = dice.below(4);
        let saves = dice.below(3) > 0;
        let was_open = self.desk.is_some();
        let mut desk = match self.desk.take() {
            Some(desk) => desk,
            None => {
                let mut desk = self.open(Access::Write);
                let news = desk.take_notices();
                self.hear(&news, desk.history().case());
                self.check(desk.history().case());
                desk
            }
        };
        self.minute += 1;
        let stamp = Stamp {
            by: "mk",
            at: time(self.minute),
        };
        let case = desk.history().case().clone();
        let claim = dice
            .pick(&case.claims.iter().map(|claim| claim.id).collect::<Vec<_>>())
            .to_owned();
        let made = match kind {
            0 => {
                let new = NewSource {
                    name: format!("Source {}", self.minute),
                    ..NewSource::default()
                };
                ops::add_source(&case, new, &stamp, &mut self.mint).map(|made| made.0)
            }
            1 => ops::reword(&case, claim, &format!("Wording {}", self.minute), &stamp),
            _ => {
                let judged = Judgement {
                    verdict: Some(*dice.pick(&[Verdict::Confirmed, Verdict::Disputed])),
                    ..Judgement::default()
                };
                ops::rule(&case, claim, Question::Fact, &judged, &stamp)
            }
        };
        let step = desk.history().clone().make(made.unwrap()).unwrap();
        self.log.push(format!(
            "{}{}",
            step.edit.what,
            if saves { ", saved" } else { "" }
        ));
        let receipt = desk.record(step).unwrap();
        assert!(receipt.fits);
        let then = names(desk.history().case());
        // A new wording replaces the old one.
        self.recorded
            .retain(|name| then.contains(name) || !name.starts_with("wording"));
        self.recorded.extend(then);
        if saves {
            self.save(&mut desk);
        }
        if was_open {
            self.desk = Some(desk);
        }
    }

    fn save(&mut self, desk: &mut Desk) {
        if desk.checkpoint().is_ok() {
            let news = desk.take_notices();
            self.hear(&news, desk.history().case());
            let saved = self.on_disk().map(|case| names(&case)).unwrap_or_default();
            self.saved.extend(saved);
        }
    }

    /// Runs a git command or copies the file. If a merge leaves something that is not a case, the
    /// merge is aborted.
    fn goes(&mut self, dice: &mut Dice) {
        const BRANCHES: [&str; 3] = ["main", "one", "two"];
        let branch = *dice.pick(&BRANCHES);
        match dice.below(13) {
            0 | 1 => self.git(&["commit", "-q", "-a", "-m", "work"]),
            2 => self.git(&["checkout", "-q", "--", FILE]),
            3 => self.git(&["checkout", "-q", "HEAD~1", "--", FILE]),
            4 => self.git(&["switch", "-q", branch]) || self.git(&["switch", "-q", "-c", branch]),
            5 => self.git(&["stash", "-q"]),
            6 => self.git(&["stash", "pop", "-q"]),
            7 => self.git(&["reset", "-q", "--hard", "HEAD~1"]),
            8 => self.git(&["reset", "-q", "--hard"]),
            9 => self.git(&["rebase", "-q", branch]),
            10 => self.git(&["restore", "--source", branch, "--", FILE]),
            11 => self.git(&["revert", "--no-edit", "HEAD"]),
            _ => {
                self.log.push("cp old".to_owned());
                if dice.below(2) == 0 {
                    fs::remove_file(self.file()).unwrap();
                }
                fs::copy(self.folder.join("old"), self.file()).is_ok()
            }
        };
        if self.on_disk().is_none() {
            self.git(&["rebase", "--abort"]);
            self.git(&["revert", "--abort"]);
            self.git(&["reset", "-q", "--hard"]);
        }
        if !self.file().exists() {
            // The commit that added it was reverted.
            fs::copy(self.folder.join("old"), self.file()).unwrap();
        }
        if dice.below(5) == 0 {
            fs::copy(self.file(), self.folder.join("old")).unwrap();
        }
    }

    /// Looks at the case, through the open desk or as a reader.
    fn look(&mut self) {
        match self.desk.take() {
            Some(mut desk) => {
                let fate = desk.follow(time(self.minute)).unwrap();
                let news = desk.take_notices();
                self.hear(&news, desk.history().case());
                if fate == FileChange::Changed {
                    self.check(desk.history().case());
                }
                self.desk = Some(desk);
            }
            None => {
                let mut desk = self.open(Access::Read);
                let news = desk.take_notices();
                self.hear(&news, desk.history().case());
                self.check(desk.history().case());
            }
        }
    }

    fn step(&mut self, dice: &mut Dice) {
        match dice.below(8) {
            0..3 => self.edit(dice),
            3..5 => self.goes(dice),
            5 => {
                if let Some(mut desk) = self.desk.take() {
                    let saves = dice.below(2) == 0;
                    self.log
                        .push(if saves { "close" } else { "kill" }.to_owned());
                    if saves {
                        self.save(&mut desk);
                    }
                } else {
                    self.log.push("open".to_owned());
                    let mut desk = self.open(Access::Write);
                    let news = desk.take_notices();
                    self.hear(&news, desk.history().case());
                    self.check(desk.history().case());
                    self.desk = Some(desk);
                }
            }
            _ => self.look(),
        }
    }

    /// An offer is not repeated for the same file.
    fn ends(&mut self) {
        self.desk = None;
        let mut desk = self.open(Access::Write);
        let news = desk.take_notices();
        self.hear(&news, desk.history().case());
        self.check(desk.history().case());
        self.save(&mut desk);
        drop(desk);
        let again = self.open(Access::Write);
        let is_offer = |notice: &&Notice| matches!(notice, Notice::Missing(_));
        let offers: Vec<_> = again.notices().iter().filter(is_offer).collect();
        assert!(
            offers.is_empty(),
            "{offers:?} again after\n{}",
            self.log.join("\n")
        );
        drop(again);
        fs::remove_dir_all(&self.folder).unwrap();
    }
}

#[test]
fn no_sequence_of_git_commands_revives_an_undone_edit_or_loses_an_unsaved_one() {
    if Command::new("git")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_err()
    {
        println!("skipped: there is no git on this machine");
        return;
    }
    let walks = by_length_of_run(60, 1_000);
    for seed in 0..walks {
        let mut dice = Dice::new(seed as u64);
        let mut walk = Walk::new(seed as u64);
        for _ in 0..30 {
            walk.step(&mut dice);
        }
        walk.ends();
    }
    println!("{walks} walks of 30 steps");
}
