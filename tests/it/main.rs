//! All integration tests in one binary, so that they are linked only once.
//!
//! Each module tests one subject (`journeys`, `frames`, `kills`). `support` contains what they
//! share, and the texts that they read are in folders beside this one.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::too_many_lines
)]

mod support;

/// `journeys` and `ruling` import the bench from here, since `other_keys` has its own.
use support::bench;

mod analysis;
mod annotations;
mod bad_input;
mod case_file;
mod commands;
mod confidential;
mod conflicts;
mod damage;
mod disk;
mod disk_faults;
mod errnos;
mod export_command;
mod export_payloads;
mod exports;
mod faults;
mod format_one;
mod formats;
mod frames;
mod gates;
mod git_walks;
mod history;
mod horizon;
mod hostile;
mod inputs;
mod interleavings;
mod journeys;
mod kills;
mod laws;
mod made;
mod meaning;
mod modules;
mod ops;
mod other_keys;
mod others;
mod outside;
mod page;
mod paper;
mod power;
mod programs;
mod pty;
mod questions;
mod quotes;
mod reading;
mod real_disk;
mod records;
mod recovery;
mod redaction;
mod replies;
mod ruling;
mod schema;
mod screens;
mod sizes;
mod standards;
mod store;
mod undecided;
mod unsent;
mod walk;
mod who_said_it;
mod word;
