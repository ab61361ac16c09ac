//! acuerdos.

pub mod output;
