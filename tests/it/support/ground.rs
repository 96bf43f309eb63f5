//! The folder of a test: one on the disk in memory, and one on the real disk.

use crate::support::disk::Memory;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use factdesk::store::System;
use factdesk::store::disk::Disk;
use rustix::fs::{CWD, FileType, Mode, mknodat};

/// A disk with a folder to work in, and operations for tests that the disk interface lacks.
pub trait Ground {
    fn disk(&self) -> &dyn Disk;
    fn path(&self, name: &str) -> PathBuf;
    fn put(&self, name: &str, bytes: &str);
    fn put_link(&self, name: &str, to: &str);
    fn put_name(&self, name: &str, new: &str);
    fn put_special(&self, name: &str);
    fn set_mode(&self, name: &str, mode: u32);
    /// None where the file system has no extended attributes.
    fn put_attribute(&self, name: &str, value: &str) -> Option<()>;
    fn attribute(&self, name: &str) -> Option<Vec<u8>>;
    /// Whether permissions can stop us. They do not stop root.
    fn has_permissions(&self) -> bool;
}

impl Ground for Memory {
    fn disk(&self) -> &dyn Disk {
        self
    }
    fn path(&self, name: &str) -> PathBuf {
        Path::new("/ground").join(name)
    }
    fn put(&self, name: &str, bytes: &str) {
        Memory::put(self, Ground::path(self, name), bytes);
    }
    fn put_link(&self, name: &str, to: &str) {
        Memory::put_link(self, Ground::path(self, name), to);
    }
    fn put_name(&self, name: &str, new: &str) {
        Memory::put_name(self, Ground::path(self, name), Ground::path(self, new));
    }
    fn put_special(&self, name: &str) {
        Memory::put_special(self, Ground::path(self, name));
    }
    fn set_mode(&self, name: &str, mode: u32) {
        Memory::set_mode(self, Ground::path(self, name), mode);
    }
    fn put_attribute(&self, name: &str, value: &str) -> Option<()> {
        Memory::put_attribute(self, Ground::path(self, name), "user.desk", value);
        Some(())
    }
    fn attribute(&self, name: &str) -> Option<Vec<u8>> {
        Memory::attribute(self, Ground::path(self, name), "user.desk")
    }
    fn has_permissions(&self) -> bool {
        true
    }
}

/// The real file system, in a folder of its own.
struct Real {
    folder: PathBuf,
}

impl Ground for Real {
    fn disk(&self) -> &dyn Disk {
        &System
    }
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
    fn put(&self, name: &str, bytes: &str) {
        // As the disk in memory does it, a new file takes the name.
        let _ = fs::remove_file(self.path(name));
        fs::write(self.path(name), bytes).unwrap();
        self.set_mode(name, 0o644);
    }
    fn put_link(&self, name: &str, to: &str) {
        symlink(to, self.path(name)).unwrap();
    }
    fn put_name(&self, name: &str, new: &str) {
        fs::hard_link(self.path(name), self.path(new)).unwrap();
    }
    fn put_special(&self, name: &str) {
        let mode = Mode::from_raw_mode(0o644);
        mknodat(CWD, self.path(name), FileType::Fifo, mode, 0).unwrap();
    }
    fn set_mode(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(mode)).unwrap();
    }
    fn put_attribute(&self, name: &str, value: &str) -> Option<()> {
        xattr::set(self.path(name), "user.desk", value.as_bytes()).ok()
    }
    fn attribute(&self, name: &str) -> Option<Vec<u8>> {
        xattr::get(self.path(name), "user.desk").unwrap()
    }
    fn has_permissions(&self) -> bool {
        !rustix::process::geteuid().is_root()
    }
}

/// Runs a test on the disk in memory and on the real one.
pub fn on_both(name: &str, test: impl Fn(&dyn Ground)) {
    let memory = Memory::new();
    memory.put("/ground/x", "");
    memory.remove(Path::new("/ground/x")).unwrap();
    test(&memory);
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("disk-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let folder = folder.canonicalize().unwrap();
    test(&Real {
        folder: folder.clone(),
    });
    fs::remove_dir_all(folder).unwrap();
}

impl dyn Ground + '_ {
    pub fn text(&self, name: &str) -> String {
        let bytes = self.disk().read(&self.path(name), 1000).unwrap();
        String::from_utf8(bytes).unwrap()
    }
    pub fn names(&self) -> Vec<String> {
        let names = self.disk().list(&self.path("")).unwrap();
        names
            .into_iter()
            .map(|name| name.into_string().unwrap())
            .collect()
    }
    pub fn mode(&self, name: &str) -> u32 {
        self.disk().look(&self.path(name)).unwrap().mode
    }
}
