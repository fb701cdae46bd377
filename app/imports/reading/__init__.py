"""From bytes to rows of text. Whatever the file is, it ends in a `Table` or a `FileRefused` with a Dutch sentence."""

from app.imports.reading.reader import read_file, read_limited
from app.imports.table import FileRefused, Row, Table

__all__ = ["FileRefused", "Row", "Table", "read_file", "read_limited"]
