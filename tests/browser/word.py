"""What the Python library python-docx reads in a Word file, as JSON."""

import json
import sys

from docx import Document

document = Document(sys.argv[1])
json.dump(
    {
        "title": document.core_properties.title,
        "language": document.core_properties.language,
        "created": document.core_properties.created.date().isoformat(),
        "headings": [it.text for it in document.paragraphs if it.style.name == "Heading 1"],
        "styles": sorted({it.style.name for it in document.paragraphs} | {it.style.name for it in document.tables}),
        # A cell over several rows or columns is read in each of them.
        "tables": [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables],
    },
    sys.stdout,
    ensure_ascii=False,
)
