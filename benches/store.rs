//! The store's figures.

fn main() {}
