//! A tantivy `Directory` over pieces, of which some are not here yet.

mod directory;
mod pieces;

pub(crate) use directory::{Files, Source};
pub(crate) use pieces::Pieces;
