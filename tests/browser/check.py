"""What the Python library jsonschema finds wrong with a document, as JSON: a schema's path, then the document's."""

import json
import sys
from pathlib import Path

from jsonschema import FormatChecker
from jsonschema.validators import validator_for

schema, document = (json.loads(Path(path).read_text("utf-8")) for path in sys.argv[1:3])
kind = validator_for(schema)
kind.check_schema(schema)
wrong = kind(schema, format_checker=FormatChecker()).iter_errors(document)
json.dump([f"{error.json_path}: {error.message}" for error in wrong], sys.stdout)
