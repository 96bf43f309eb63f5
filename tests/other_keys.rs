//! The journeys again, under keys of which every one is another: what the table says is all there is to know of keys.
//!
//! The bench sees by the name of this crate that it is to lay other keys, translates each default key by the table, and
//! looks at every screen for a key that is named though it is another.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]
#![allow(
    clippy::duplicate_mod,
    reason = "each of the two is a test of its own as well, with its own bench"
)]

#[path = "journeys.rs"]
mod journeys;

#[path = "ruling.rs"]
mod ruling;
