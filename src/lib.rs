//! factdesk: a fact-check workbench for the terminal.
//!
//! The rooms, in the order in which they may lean on one another; none knows a room below it in this list.
//! `text <- case <- store, reading <- check <- export <- config <- workbench <- terminal <- cli`

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod text;

pub mod case;

pub mod reading;
pub mod store;

pub mod check;

pub mod export;

pub mod config;

pub mod workbench;

pub mod terminal;

pub mod cli;
