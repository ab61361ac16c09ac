"""What the Python libraries icalendar and feedparser read in the calendars and feeds below a folder, as JSON."""

import json
import sys
from pathlib import Path

import feedparser
import icalendar


def text(value):
    return None if value is None else str(value)


def parts(path):
    calendars = icalendar.Calendar.from_ical(path.read_bytes(), multiple=True)
    assert len(calendars) == 1, path
    for part in calendars[0].subcomponents:
        assert not part.errors, (path, part.errors)
        date = part.get("DUE") if part.name == "VTODO" else part.get("DTSTART")
        completed = part.get("COMPLETED")
        yield {
            "kind": part.name,
            "uid": text(part.get("UID")),
            "date": date.dt.isoformat(),
            "stamp": part.get("DTSTAMP").dt.isoformat().replace("+00:00", "Z"),
            "summary": text(part.get("SUMMARY")),
            "description": text(part.get("DESCRIPTION")),
            "status": text(part.get("STATUS")),
            "completed": completed and completed.dt.isoformat().replace("+00:00", "Z"),
            "categories": [str(category) for category in part.get("CATEGORIES").cats],
            "location": text(part.get("LOCATION")),
            "url": text(part.get("URL")),
        }


def feed(path):
    read = feedparser.parse(path.read_bytes(), sanitize_html=False)
    return {
        "version": read.version,
        "wrong": text(read.get("bozo_exception")) if read.bozo else None,
        "id": read.feed.id,
        "title": read.feed.title,
        "entries": [
            {
                "id": entry.id,
                "title": entry.title,
                "updated": entry.updated,
                "link": entry.link,
                "status": [tag.term for tag in entry.tags],
                "content": entry.content[0].value,
            }
            for entry in read.entries
        ],
    }


folder = Path(sys.argv[1])
below = lambda ending: sorted(folder.rglob(f"*.{ending}"))
name = lambda path: path.relative_to(folder).as_posix()
json.dump(
    {
        "calendars": {name(path): list(parts(path)) for path in below("ics")},
        "feeds": {name(path): feed(path) for path in below("xml") if path.name != "sitemap.xml"},
    },
    sys.stdout,
)
