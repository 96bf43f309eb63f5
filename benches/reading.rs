//! The reader's figures.

fn main() {}
