//! The files that a case's evidence names, for the commands that look into them.

use std::io;
use std::path::{Path, PathBuf};

use super::{World, convert};
use crate::case::{Case, OnFiles, Sha256};
use crate::reading::evidence::{Files, look_through};
use crate::reading::{MOST_BYTES, Tool, Unreadable};

impl Files for World {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.disk.read(path, MOST_BYTES)
    }

    fn hash(&self, path: &Path) -> io::Result<Sha256> {
        self.disk.hash(path)
    }

    fn convert(&self, tool: Tool, bytes: &[u8], name: &str) -> Result<Vec<u8>, Unreadable> {
        convert::run(tool, bytes, name)
    }
}

/// What is found in the files that the evidence of the case at this path names.
