"""From a row of text to a line with meaning, and a problem for each thing that is not right."""

from app.imports.parsing.lines import parse_row
from app.imports.parsing.model import (
    Choice,
    ImportContext,
    Organisation,
    ParsedLine,
    Problem,
    SecondPerson,
    Severity,
)
from app.imports.parsing.second import parse_second

__all__ = [
    "Choice",
    "ImportContext",
    "Organisation",
    "ParsedLine",
    "Problem",
    "SecondPerson",
    "Severity",
    "parse_row",
    "parse_second",
]
