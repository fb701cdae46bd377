"""The zip container of a workbook, judged before anything in it is parsed.

Declared sizes, overlapping entries and compression methods are checked first; then every part is unpacked once with a
cap, in small
pieces that are thrown away, so that a lie in the directory, a damaged part or an entity declaration is found without
using memory.
"""

import io
import zipfile
import zlib

from app.imports.reading.sniff import wrong_type
from app.imports.table import FileRefused

MAX_ENTRIES = 1_000
MAX_UNPACKED = 120 * 1024 * 1024
MAX_SHARED_STRINGS = 40 * 1024 * 1024
MAX_RATIO = 150
_SUSPECT_FROM = 20 * 1024 * 1024
_CHUNK = 256 * 1024
_LOCAL_HEADER = 30
_ENCRYPTED_FLAG = 0x1
_OVERLAP = 16
_OTHER_KINDS = (
    ("word/", "een Word-document"),
    ("ppt/", "een presentatie"),
    ("META-INF/MANIFEST.MF", "een programma"),
)


def open_package(data: bytes) -> zipfile.ZipFile:
    """Open the container of a workbook; raises `FileRefused` when it is damaged, a bomb, encrypted or no workbook."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        raise corrupted() from None
    _refuse_other_kinds(archive)
    _check_directory(archive.infolist())
    for entry in archive.infolist():
        _unpack_once(archive, entry)
    return archive


def corrupted() -> FileRefused:
    """The refusal of a workbook that is damaged."""
    return FileRefused("corrupted", "Dit Excel-bestand is beschadigd. Sla het in Excel opnieuw op en kies het dan.")


def bomb() -> FileRefused:
    """The refusal of a file that unpacks to far more than it is."""
    return FileRefused("zip_bomb", "Dit bestand wordt bij het uitpakken veel te groot. Het wordt niet gelezen.")


def _refuse_other_kinds(archive: zipfile.ZipFile) -> None:
    """Tell a workbook from other things that come in a zip."""
    names = archive.namelist()
    if "mimetype" in names or "content.xml" in names:
        raise FileRefused("wrong_type", "Dit is een OpenDocument-bestand. Sla het op als .xlsx en kies dat bestand.")
    for start, what in _OTHER_KINDS:
        if any(name.startswith(start) for name in names):
            raise wrong_type(what)
    if "xl/workbook.bin" in names:
        raise FileRefused("wrong_type", "Dit is een .xlsb-bestand. Sla het op als .xlsx en kies dat bestand.")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise wrong_type("een ingepakt bestand")


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    """Check what the directory declares: number, methods, encryption, sizes and overlap; raises `FileRefused`."""
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or (total > _SUSPECT_FROM and total > packed * MAX_RATIO):
        raise bomb()
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise FileRefused(
            "encrypted", "Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord en kies het opnieuw."
        )
    if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
        raise corrupted()
    if any(entry.file_size > MAX_SHARED_STRINGS for entry in entries if "sharedstrings" in entry.filename.lower()):
        raise bomb()
    _check_overlap(entries)


def _check_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Raise `FileRefused` when two entries share bytes: how a small file holds the same large part many times."""
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise bomb()
        name = len(entry.filename.encode("utf-8", "replace"))
        end = entry.header_offset + _LOCAL_HEADER + name + entry.compress_size
    if len({entry.filename for entry in entries}) != len(entries):
        raise corrupted()


def _unpack_once(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack one part and forget it: proves its checksum and size, and that its XML declares no entities."""
    total, tail = 0, b""
    try:
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                total += len(chunk)
                if total > min(entry.file_size, MAX_UNPACKED):
                    raise bomb()
                _refuse_declarations(tail + chunk, entry.filename)
                tail = chunk[-_OVERLAP:]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise corrupted() from None


def _refuse_declarations(chunk: bytes, name: str) -> None:
    """Raise `FileRefused` for a document type or an entity in a part of a workbook; Excel never writes one."""
    if not name.lower().endswith((".xml", ".rels")):
        return
    if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk or chunk[:2] in {b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"}:
        raise FileRefused("corrupted", "In dit Excel-bestand staat iets dat er niet hoort. Het wordt niet gelezen.")
