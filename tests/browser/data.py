"""What the Python library frictionless finds wrong with the Data Package of a site, as JSON."""

import json
import sys
from pathlib import Path

from frictionless import Package

report = Package(Path(sys.argv[1]).as_posix()).validate()
json.dump(
    {
        "wrong": [error.message for error in report.errors]
        + [f"{task.place}: {error.message}" for task in report.tasks for error in task.errors]
        # Among them: that only a part was looked at.
        + report.warnings
        + [warning for task in report.tasks for warning in task.warnings],
        "rows": {task.place: task.stats.get("rows") or 0 for task in report.tasks},
    },
    sys.stdout,
)
