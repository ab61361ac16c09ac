//! Register → views: what each template is given.

mod commitment;
mod common;
mod home;
mod lists;
mod meeting;
mod organisation;
mod others;
mod search;

pub(super) use commitment::commitment;
pub(super) use common::{day_view, status_view};
pub(super) use home::home;
pub(super) use lists::{changes, due, review};
pub(super) use meeting::{meeting, meetings};
pub(super) use organisation::{organisation, organisations};
pub(super) use others::{commitments, document, documents, plain_page, site, status, tag};
pub(super) use search::{search, search_words};
