//! `calendar.html`, `calendar-day.html`

use chrono::{Datelike as _, NaiveDate};
use tera::TeraResult;

use super::common::{date_view, day_view, meeting_row, row};
use super::lists::page;
use crate::model::{PartialDate, prose_month, weekday_name};
use crate::site::Site;
use crate::site::calendar::{Event, SHOWN, month_of};
use crate::site::view::{
    CalendarDayPageView, CalendarDayView, CalendarLink, CalendarMonthView, CalendarView, LinkView,
};

/// The month of the cut-off date, whatever it has, and the next one that has something.
pub(crate) fn calendar(site: &Site) -> CalendarView {
    let now = month_of(site.register.cut_off);
    let next = site.calendar.after(now);
    view(site, &[Some(now), next].into_iter().flatten().collect::<Vec<_>>())
}

pub(crate) fn calendar_month(site: &Site, place: usize) -> CalendarView {
    view(site, &[site.calendar.months[place].0])
}

fn view(site: &Site, months: &[PartialDate]) -> CalendarView {
    let calendar = &site.calendar;
    let url = |month: PartialDate| site.routes.calendar_of(&month.to_string());
    let link = |month: Option<PartialDate>| {
        month.map(|month| LinkView { title: date_view(site, month).text, url: url(month) })
    };
    let first = months.first().copied();
    let year = first.map_or(0, |month| month.start().year());
    let mut years: Vec<CalendarLink> = Vec::new();
    let mut months_of_year = Vec::new();
    for (month, range) in &calendar.months {
        let title = month.start().year().to_string();
        match years.last_mut() {
            Some(last) if last.title == title => last.count += range.len(),
            _ => years.push(CalendarLink {
                title,
                url: url(*month),
                count: range.len(),
                current: month.start().year() == year,
            }),
        }
        if month.start().year() == year {
            months_of_year.push(CalendarLink {
                title: prose_month(month.start().month(), site.register.language).to_owned(),
                url: url(*month),
                count: range.len(),
                current: months.contains(month),
            });
        }
    }
    CalendarView {
        weekdays: (0..7).map(|day| weekday_name(day, site.register.language)).collect(),
        months: months.iter().map(|&shown| month(site, shown)).collect(),
        previous: link(first.and_then(|month| calendar.before(month))),
        next: link(months.last().and_then(|&month| calendar.after(month))),
        years,
        months_of_year,
        year,
    }
}

fn month(site: &Site, month: PartialDate) -> CalendarMonthView {
    let mut weeks: Vec<Vec<Option<CalendarDayView>>> = Vec::new();
    let (mut meetings, mut due) = (0, 0);
    let last = month.end();
    for date in month.start().iter_days().take_while(|&date| date <= last) {
        let column = date.weekday().num_days_from_monday() as usize;
        if column == 0 || weeks.is_empty() {
            weeks.push(vec![None; column]);
        }
        for (_, event) in site.calendar.on(date) {
            match event {
                Event::Meeting(_) => meetings += 1,
                Event::Due(..) => due += 1,
            }
        }
        if let Some(week) = weeks.last_mut() {
            week.push(Some(day(site, date)));
        }
    }
    for week in &mut weeks {
        week.resize(7, None);
    }
    let url = match site.calendar.count(month) {
        0 => format!("{}.html", site.routes.calendar),
        _ => site.routes.calendar_of(&month.to_string()),
    };
    CalendarMonthView { month: date_view(site, month), url, meetings, due, weeks }
}

fn day(site: &Site, date: NaiveDate) -> CalendarDayView {
    let events = site.calendar.on(date);
    let is_crowded = events.len() > SHOWN;
    // The last line is then the way to the rest.
    let shown = if is_crowded { &events[..SHOWN - 1] } else { events };
    let (mut meetings, mut due) = (Vec::new(), Vec::new());
    for (_, event) in shown {
        match *event {
            Event::Meeting(ix) => meetings.push(meeting_row(site, ix)),
            Event::Due(_, ix) => due.push(row(site, ix)),
        }
    }
    let more = is_crowded.then(|| LinkView {
        title: site.theme.strings.get("calendar.more", &[("n", &events.len().to_string())]),
        url: site.routes.calendar_of(&date.to_string()),
    });
    CalendarDayView {
        date: day_view(site, date),
        number: date.day(),
        weekday: weekday_name(date.weekday().num_days_from_monday(), site.register.language),
        cut_off: date == site.register.cut_off,
        meetings,
        due,
        more,
    }
}

pub(crate) fn calendar_day(site: &Site, place: usize, number: usize) -> TeraResult<CalendarDayPageView> {
    const MEETINGS: usize = 50;
    let date = site.calendar.crowded[place];
    let due = site.calendar.due_on(date);
    let meetings = site.calendar.on(date).iter().filter_map(|(_, event)| match event {
        Event::Meeting(ix) if number == 1 => Some(meeting_row(site, *ix)),
        _ => None,
    });
    let first = site.routes.calendar_of(&date.to_string());
    Ok(CalendarDayPageView {
        date: day_view(site, date),
        meetings: meetings.take(MEETINGS).collect(),
        list: page(site, &first, number, &due)?,
    })
}
