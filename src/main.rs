//! The program; its commands arrive later.

fn main() {}
