//! The journeys again, under keys of which every one is another: what the table says is all there
//! is to know of keys.
//!
//! The bench sees by the module that it stands in that it is to lay other keys, translates each
//! default key by the table, and looks at every screen for a key that is named though it is
//! another.

#![allow(
    clippy::duplicate_mod,
    reason = "each of them is a module of its own as well, under the default keys"
)]

#[path = "support/bench.rs"]
#[allow(dead_code, reason = "the journeys use a part of it")]
mod bench;

#[path = "journeys/mod.rs"]
mod journeys;

#[path = "ruling/mod.rs"]
mod ruling;
