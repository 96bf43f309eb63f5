//! Which faults happen to which call: deaths, refusals, short writes, and another program that acts
//! in between.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::PathBuf;

use super::Memory;

/// The operation of a call, by the name of the method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the method of this name")]
pub enum Operation {
    Real,
    Look,
    Read,
    Hash,
    List,
    Link,
    MayWrite,
    IsAt,
    Lock,
    MakeFolder,
    Create,
    Append,
    Overwrite,
    Rename,
    RenameNew,
    Exchange,
    Remove,
    SyncFolder,
    Write,
    Reserve,
    CopyMetadata,
    Cut,
    Sync,
}

/// A call that is about to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The operation.
    pub operation: Operation,
    /// The first path. For a file being written, the path at which it was opened.
    pub path: PathBuf,
    /// The second path: the target of a rename, the file whose metadata is copied, or where the
    /// file is looked for.
    pub to: Option<PathBuf>,
}

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It happens.
    Happens,
    /// A write writes half. Anything else happens.
    Halved,
    /// The process dies during it: a write writes half, and nothing else happens.
    Dies,
    /// It happens, and the process dies before it learns so.
    DiesUnheard,
    /// The process is dead already.
    Dead,
    /// It is answered with this error number.
    Refused(i32),
}

/// The answer to every call of a dead process.
pub(super) fn dead() -> io::Error {
    io::Error::other("the process is dead")
}

/// The faults to come, and how many calls there were.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub calls: usize,
    pub looks: usize,
    pub death: Option<Death>,
    pub refused: Vec<(Range<usize>, i32)>,
    pub refused_looks: Vec<(usize, i32)>,
    pub shortened: BTreeSet<usize>,
}

/// The changing call at which the process dies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Death {
    pub call: usize,
    /// Whether the call still happens.
    pub is_after: bool,
}

impl Faults {
    /// Counts a call that changes something.
    pub fn change(&mut self) -> Fate {
        let call = self.calls;
        self.calls += 1;
        match self.death {
            Some(death) if call > death.call => return Fate::Dead,
            Some(death) if call == death.call && death.is_after => return Fate::DiesUnheard,
            Some(death) if call == death.call => return Fate::Dies,
            _ => {}
        }
        let mut refused = self.refused.iter();
        if let Some((_, errno)) = refused.find(|(calls, _)| calls.contains(&call)) {
            Fate::Refused(*errno)
        } else if self.shortened.contains(&call) {
            Fate::Halved
        } else {
            Fate::Happens
        }
    }

    /// Counts a call that only looks.
    pub fn look(&mut self) -> Fate {
        let look = self.looks;
        self.looks += 1;
        if self.death.is_some_and(|death| self.calls > death.call) {
            return Fate::Dead;
        }
        let mut refused = self.refused_looks.iter();
        match refused.find(|(refused, _)| *refused == look) {
            Some((_, errno)) => Fate::Refused(*errno),
            None => Fate::Happens,
        }
    }
}

/// The function that a test runs before each call.
pub(super) struct Hook(pub Box<Run>);

type Run = dyn FnMut(&Memory, &Call) + Send;

impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hook")
    }
}
