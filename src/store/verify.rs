//! Verifies a case: its hashes, the files that it names, and this machine's journal and backups.

use super::error::no_case;
use std::path::{Path, PathBuf};

use super::backups::Backups;
use super::case_file::case_file;
use super::disk::Disk;
use super::emit::emit;
use super::error::cannot_read;
use super::flaws::flaws;
use super::journal::Journal;
use super::journal_line::Line;
use super::load::{Form, MAX_BYTES, Read, parse};
use super::state_dir::{folder_of, folders_of};
use crate::case::standing::standing_of;
use crate::case::{Case, Draft, Sha256, Standing};
use crate::error::Error;
use crate::text::{counted, visible};

/// The result of verifying a case, as sentences without a full stop. Hidden characters in foreign
/// text are made visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The case in the file.
    pub case: Case,
    /// Problems: something is not as factdesk wrote it.
    pub breaches: Vec<String>,
    /// Other facts that the user should know.
    pub notes: Vec<String>,
}

/// The largest number of breaches that are listed. Each needs a search of the whole file for its
/// line.
const MAX_BREACHES: usize = 100;

/// Checks whether the case at a path is as factdesk wrote it. Writes nothing.
///
/// Errors: the file is missing, unreadable, or not a case.
pub fn verify(disk: &dyn Disk, state: Option<&Path>, path: &Path) -> Result<Verified, Error> {
    let name = visible(&path.to_string_lossy()).into_owned();
    let path = case_file(disk, path, &name)?;
    let bytes = disk
        .read(&path, MAX_BYTES)
        .map_err(|error| cannot_read(&name, &error))?;
    let Read {
        case, text, format, ..
    } = parse(&bytes).map_err(|error| no_case(&name, &error))?;
    let mut verified = Verified {
        breaches: flaws(&case, text)
            .take(MAX_BREACHES)
            .map(|flaw| format!("line {flaw}"))
            .collect(),
        notes: Vec::new(),
        case,
    };
    let hash = Sha256::over([bytes.as_slice()]);
    let canonical = emit(&verified.case).map(|text| Sha256::over([text.as_bytes()]));
    let form = canonical.map(|canonical| Form::of(hash, (&verified.case, format), canonical));
    let note = match form {
        Ok(Form::Foreign) => {
            "the file is not in the form that factdesk writes; its next save brings it there"
        }
        Ok(Form::Old) => "the file is of format 1; its next save makes it one of format 2",
        Ok(Form::Canonical) | Err(_) => "",
    };
    if !note.is_empty() {
        verified.notes.push(note.to_owned());
    }
    verified.check_draft();
    verified.check_files(disk, path.parent().unwrap_or(Path::new("")));
    verified.check_standings();
    if let Some(state) = state {
        let folder = folder_of(state, verified.case.id, &path);
        let others = folders_of(disk, state, &path);
        let others: Vec<_> = others
            .into_iter()
            .filter(|other| *other != folder)
            .collect();
        verified.check_journal(disk, (&folder, &others), Sha256::over([bytes.as_slice()]));
    }
    Ok(verified)
}

impl Verified {
    fn check_draft(&mut self) {
        let Some(draft) = &self.case.draft else {
            return;
        };
        if Draft::hash(&draft.paragraphs) != draft.sha256 {
            let breach = "the words of the draft do not match its hash";
            self.breaches.push(breach.to_owned());
        }
        let unanchored =
            |claim: &&std::sync::Arc<crate::case::Claim>| self.case.is_unanchored(claim);
        let numbers: Vec<_> = self
            .case
            .claims
            .iter()
            .filter(unanchored)
            .map(|claim| claim.id)
            .collect();
        if !numbers.is_empty() {
            let claims = self.numbers(&numbers);
            self.notes.push(format!(
                "unanchored, their words are not at their place in the draft: {claims}"
            ));
        }
    }

    fn check_files(&mut self, disk: &dyn Disk, folder: &Path) {
        for (index, claim) in self.case.claims.iter().enumerate() {
            for file in claim.evidence.iter().filter_map(|item| item.file.as_ref()) {
                let (number, name) = (index + 1, visible(&file.name));
                match disk.hash(&folder.join(&file.name)) {
                    Ok(hash) if hash == file.sha256 => {}
                    Ok(_) => self.breaches.push(format!(
                        "claim {number}: the file {name} is not the one that was attached: its hash differs"
                    )),
                    Err(error) => self
                        .breaches
                        .push(format!("claim {number}: the file {name} cannot be read: {error}")),
                }
            }
        }
    }

    fn check_standings(&mut self) {
        let is_stale = |claim: &&std::sync::Arc<crate::case::Claim>| {
            let mut questions = claim.questions();
            questions.any(|question| standing_of(claim, question).standing == Standing::Stale)
        };
        let stale: Vec<_> = self
            .case
            .claims
            .iter()
            .filter(is_stale)
            .map(|claim| claim.id)
            .collect();
        if !stale.is_empty() {
            let claims = self.numbers(&stale);
            self.notes
                .push(format!("stale, ruled on in other words: {claims}"));
        }
    }

    /// Checks journal and backups. `others` are the directories of other cases that were at this
    /// path.
    fn check_journal(
        &mut self,
        disk: &dyn Disk,
        (folder, others): (&Path, &[PathBuf]),
        hash: Sha256,
    ) {
        let Ok((journal, lines)) = Journal::read(disk, folder) else {
            self.breaches.push("the journal cannot be read".to_owned());
            return;
        };
        if journal.damaged > 0 {
            let lines = counted(journal.damaged, "line");
            self.breaches
                .push(format!("{lines} of the journal damaged"));
        }
        if journal.is_torn() {
            let note = "the last line of the journal was cut short; it was never acknowledged";
            self.notes.push(note.to_owned());
        }
        let last = lines
            .iter()
            .rposition(|line| matches!(line, Line::FileState(_)));
        let since = |index| lines.iter().skip(index).filter_map(Line::file_state);
        let was_saved = |folder: &PathBuf| {
            let lines = Journal::read(disk, folder).map_or(Vec::new(), |read| read.1);
            lines.iter().any(|line| matches!(line, Line::FileState(_)))
        };
        match last {
            // If the id of a case was changed, this machine has no journal for the new id.
            None if others.iter().any(was_saved) => self.breaches.push(
                "factdesk saved another case here last: something else has put this one in its place, or changed its id"
                    .to_owned(),
            ),
            None => {
                let note = "nothing was saved from this machine yet, so there is no last saved hash to compare with";
                self.notes.push(note.to_owned());
            }
            // The last announced save may have been completed.
            Some(index) if since(index).any(|state| state.hash == hash) => {}
            // A git pull or checkout also changes the file, so this is only a note. The hashes in
            // the case are checked separately.
            Some(_) => self.notes.push(
                "the file is not as factdesk saved it last here: git, a person or something else has written it since"
                    .to_owned(),
            ),
        }
        for backup in Backups::of(folder).list(disk) {
            if let Err(error) = backup.bytes(disk) {
                let at = backup.at;
                self.breaches.push(format!("the backup of {at}: {error}"));
            }
        }
    }

    fn numbers(&self, claims: &[crate::case::ClaimId]) -> String {
        let numbers = claims.iter().filter_map(|id| self.case.number(*id));
        let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
        let word = if numbers.len() == 1 {
            "claim"
        } else {
            "claims"
        };
        format!("{word} {}", numbers.join(", "))
    }
}
