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

#[path = "journeys.rs"]
mod journeys;
