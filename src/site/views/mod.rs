//! Register → views: what each template is given.

mod accessibility;
mod calendar;
mod commitment;
mod common;
mod home;
mod lists;
mod meeting;
mod note;
mod organisation;
mod others;
mod search;
mod sections;
mod sheet;
mod story;

pub(super) use accessibility::accessibility;
pub(super) use calendar::{calendar, calendar_day, calendar_month};
pub(super) use commitment::commitment;
pub(super) use common::{MOST_NAMED, and_more, day_view, row, status_view};
pub(super) use home::home;
pub(super) use lists::{commitments, late, list_words, open, series, status, tag, year};
pub(super) use meeting::{meeting, meetings};
pub(super) use note::note;
pub(super) use organisation::{organisation, organisations};
pub(super) use others::{document, documents, plain_page, site};
pub(super) use search::{search, search_words};
pub(super) use sections::{changes, due, review};
