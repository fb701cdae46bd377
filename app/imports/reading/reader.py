"""Reading a chosen file: first its size, then what it is by its content (never by its name), then its rows."""

import hashlib
from typing import BinaryIO

from app.imports.reading.delimited import read_delimited
from app.imports.reading.sniff import refuse_what_is_no_list
from app.imports.reading.workbook import read_workbook
from app.imports.table import MAX_BYTES, FileRefused, Table

_CHUNK = 256 * 1024
_ZIP = b"PK\x03\x04"


def read_limited(stream: BinaryIO, *, limit: int = MAX_BYTES) -> bytes:
    """Read a stream of at most `limit` bytes.

    Raises `FileRefused` for a larger one: before reading when the stream can tell its size, otherwise as soon as the
    limit is passed.
    """
    if stream.seekable():
        here = stream.tell()
        size = stream.seek(0, 2) - here
        stream.seek(here)
        if size > limit:
            raise _too_large(limit)
    chunks: list[bytes] = []
    total = 0
    while chunk := stream.read(_CHUNK):
        total += len(chunk)
        if total > limit:
            raise _too_large(limit)
        chunks.append(chunk)
    return b"".join(chunks)


def read_file(data: bytes, *, sheet: str | None = None) -> Table:
    """Read a spreadsheet (.xlsx) or a text file with columns; `sheet` chooses another sheet than the one that looks
    like the list.

    Raises `FileRefused` with a Dutch sentence for anything else.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(MAX_BYTES)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileRefused("empty", "Het bestand is leeg.")
    refuse_what_is_no_list(data)
    digest = hashlib.sha256(data).hexdigest()
    table = read_workbook(data, digest, sheet=sheet) if data.startswith(_ZIP) else read_delimited(data, digest)
    if not table.rows:
        raise FileRefused("empty", "In het bestand staan geen gegevens.")
    return table


def _too_large(limit: int) -> FileRefused:
    """The refusal of a file that is too large."""
    return FileRefused("too_large", f"Het bestand is te groot: het mag {limit // (1024 * 1024)} MB zijn.")
