//! Columns of numbers: what facets count, filters ask for, and results are ordered by. Read whole, once.

use tantivy::columnar::Column;

use super::postings::damaged;
use super::{Opened, needs_dates};
use crate::query::Field;
use crate::request::Sort;
use crate::schema::{FIRST_DAY, column};
use crate::{EngineError, Kind, Vocabulary};

/// The columns that are here.
#[derive(Default)]
pub(super) struct Columns {
    counted: Option<Counted>,
}

/// What every search counts.
struct Counted {
    kind: Column<u64>,
    status: Column<u64>,
    organisation: Column<u64>,
    series: Column<u64>,
    tag: Column<u64>,
    late: Column<u64>,
    date: Column<u64>,
    /// Values that a record has of one facet, at most.
    most: usize,
}

/// Something that facets count and filters ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Facet {
    Kind,
    Status,
    Organisation,
    Series,
    Tag,
    Late,
    Year,
}

impl Facet {
    pub(super) const ALL: [Self; 7] =
        [Self::Kind, Self::Status, Self::Organisation, Self::Series, Self::Tag, Self::Late, Self::Year];

    /// The name in requests and answers.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Organisation => "organisation",
            Self::Series => "series",
            Self::Tag => "tag",
            Self::Late => "late",
            Self::Year => "year",
        }
    }

    /// The facet of a field of queries.
    pub(super) fn of(field: Field) -> Option<Self> {
        Some(match field {
            Field::Kind => Self::Kind,
            Field::Status => Self::Status,
            Field::Organisation => Self::Organisation,
            Field::Series => Self::Series,
            Field::Tag => Self::Tag,
            Field::Late => Self::Late,
            Field::Year => Self::Year,
            _ => return None,
        })
    }
}

impl Columns {
    /// Reads what every search needs.
    ///
    /// What a column says of a record's values is believed up to as many as the vocabulary has: a forged one has four
    /// thousand million.
    pub(super) fn load(&mut self, segment: &Opened, words: &Vocabulary, sort: Sort) -> Result<(), EngineError> {
        // Years are counted from dates, so that an order by date costs no more.
        let _ = needs_dates(sort);
        if self.counted.is_none() {
            let read = |name| column(segment, name);
            // Each is asked for before one that is missing ends it.
            let (kind, status, organisation) = (read(column::KIND), read(column::STATUS), read(column::ORGANISATION));
            let (series, tag, late, date) =
                (read(column::SERIES), read(column::TAG), read(column::LATE), read(column::DATE));
            self.counted = Some(Counted {
                kind: kind?,
                status: status?,
                organisation: organisation?,
                series: series?,
                tag: tag?,
                late: late?,
                date: date?,
                most: words.organisations.len().max(words.tags.len()).max(1),
            });
        }
        Ok(())
    }

    /// The values of a record, years as dates.
    pub(super) fn values(&self, facet: Facet, record: u32) -> impl Iterator<Item = u64> + '_ {
        let column = self.counted.as_ref().map(|counted| match facet {
            Facet::Kind => &counted.kind,
            Facet::Status => &counted.status,
            Facet::Organisation => &counted.organisation,
            Facet::Series => &counted.series,
            Facet::Tag => &counted.tag,
            Facet::Late => &counted.late,
            Facet::Year => &counted.date,
        });
        let most = self.counted.as_ref().map_or(0, |counted| counted.most);
        column.into_iter().flat_map(move |column| column.values_for_doc(record).take(most))
    }

    /// Whether a record is of a kind.
    pub(super) fn is(&self, record: u32, kind: Kind) -> bool {
        self.values(Facet::Kind, record).any(|code| code == kind.code())
    }

    /// A record's date, in days as columns count them.
    pub(super) fn date(&self, record: u32) -> Option<u64> {
        self.values(Facet::Year, record).next()
    }
}

/// A column; an empty one, if no record has a value.
pub(super) fn column(segment: &Opened, name: &str) -> Result<Column<u64>, EngineError> {
    let column = segment.reader.fast_fields().column_opt::<u64>(name)?;
    let column = column.unwrap_or_else(|| Column::build_empty_column(segment.count()));
    if column.num_docs() == segment.count() { Ok(column) } else { Err(damaged()) }
}

/// Days as columns count them.
pub(crate) fn stored(days: i64) -> u64 {
    u64::try_from(days.saturating_sub(FIRST_DAY)).unwrap_or(0)
}

/// Days from 1 January 1970 of days as columns count them.
pub(super) fn days(stored: u64) -> i64 {
    i64::try_from(stored).unwrap_or(i64::MAX).saturating_add(FIRST_DAY)
}
