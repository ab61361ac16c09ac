//! acuerdos compiles the minutes of meetings, plain Markdown, into a static website of the commitments made in them.
//!
//! The stages, each importing only those before it: [`diagnostic`], [`config`], [`model`], [`content`], [`register`], [`edit`],
//! [`import`], [`site`], [`output`], [`external`], [`report`], [`pipeline`], [`serve`], [`cli`]. `ARCHITECTURE.md` tells the
//! whole.

pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod edit;
pub mod external;
pub mod import;
pub mod model;
pub mod output;
pub mod pipeline;
pub mod register;
pub mod report;
pub mod serve;
pub mod site;
