"""A zip that somebody sent, judged before anything in it is parsed.

Declared sizes, overlapping entries and compression methods are checked first; then every part is unpacked once with a cap, in
small pieces that are thrown away, so that a lie in the directory, a damaged part or an entity declaration is found without
using memory.
"""

import io
import zipfile
import zlib
from enum import StrEnum

MAX_ENTRIES = 1_000
MAX_UNPACKED = 120 * 1024 * 1024
MAX_RATIO = 150
_SUSPECT_FROM = 20 * 1024 * 1024
_CHUNK = 256 * 1024
_LOCAL_HEADER = 30
_ENCRYPTED_FLAG = 0x1
_OVERLAP = 16


class ZipFault(StrEnum):
    """What is wrong with a zip."""

    CORRUPTED = "corrupted"
    BOMB = "zip_bomb"
    ENCRYPTED = "encrypted"
    DECLARES = "declares"  # a part of XML declares a document type or an entity, which office programs never do


class BadZip(Exception):
    """A zip that is not opened; ``fault`` says why."""

    def __init__(self, fault: ZipFault) -> None:
        """Keep why."""
        super().__init__(fault)
        self.fault = fault


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The directory of a zip, of which nothing is proved yet. Raises BadZip when it is none."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        raise BadZip(ZipFault.CORRUPTED) from None


def prove_zip(archive: zipfile.ZipFile) -> None:
    """Raises BadZip unless every part is what the directory says of it, and all together are of a bearable size."""
    _check_directory(archive.infolist())
    for entry in archive.infolist():
        _unpack_once(archive, entry)


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    """Check what the directory declares: number, methods, encryption, sizes and overlap; raises BadZip."""
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or (total > _SUSPECT_FROM and total > packed * MAX_RATIO):
        raise BadZip(ZipFault.BOMB)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise BadZip(ZipFault.ENCRYPTED)
    if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
        raise BadZip(ZipFault.CORRUPTED)
    _check_overlap(entries)


def _check_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Raise BadZip when two entries share bytes: how a small file holds the same large part many times."""
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise BadZip(ZipFault.BOMB)
        name = len(entry.filename.encode("utf-8", "replace"))
        end = entry.header_offset + _LOCAL_HEADER + name + entry.compress_size
    if len({entry.filename for entry in entries}) != len(entries):
        raise BadZip(ZipFault.CORRUPTED)


def _unpack_once(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack one part and forget it: proves its checksum and size, and that its XML declares no entities."""
    total, tail = 0, b""
    try:
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                total += len(chunk)
                _refuse_more_than(min(entry.file_size, MAX_UNPACKED), total)
                _refuse_declarations(tail + chunk, entry.filename)
                tail = chunk[-_OVERLAP:]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise BadZip(ZipFault.CORRUPTED) from None


def _refuse_more_than(most: int, size: int) -> None:
    """Raise BadZip for a part that is larger than it may be."""
    if size > most:
        raise BadZip(ZipFault.BOMB)


def _refuse_declarations(chunk: bytes, name: str) -> None:
    """Raise BadZip for a document type or an entity in a part of XML."""
    if not name.lower().endswith((".xml", ".rels")):
        return
    if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk or chunk[:2] in {b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"}:
        raise BadZip(ZipFault.DECLARES)
