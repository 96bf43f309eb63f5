//! The journeys again with a keymap in which every key is different. The key table is the only
//! place that knows the keys.
//!
//! The bench learns from its module path that it must use other keys. It translates each default
//! key by the table, and checks every screen for default keys that do not apply.

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
