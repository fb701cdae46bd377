"""What a file is, by its first bytes, and the sentence for each kind that is not a list."""

from app.imports.table import FileRefused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "een pdf"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"RIFF", "een geluids- of beeldbestand"),
    (b"{\\rtf", "een tekstdocument"),
    (b"\x1f\x8b", "een ingepakt bestand"),
    (b"7z\xbc\xaf", "een ingepakt bestand"),
    (b"Rar!", "een ingepakt bestand"),
    (b"BZh", "een ingepakt bestand"),
    (b"MZ", "een programma"),
    (b"\x7fELF", "een programma"),
    (b"SQLite format 3", "een database"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<svg", b"<script")
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\x0c\x1a\x1b")
_FEW = 100
"""One control sign in so many is an accident in a text; more is not a text."""


def refuse_what_is_no_list(data: bytes) -> None:
    """Raise `FileRefused` when the file is recognisably something else than a workbook or a text with columns."""
    if data.startswith(_OLE):
        raise _old_or_encrypted(data)
    for start, what in _KINDS:
        if data.startswith(start):
            raise wrong_type(what)
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_MARKUP):
        raise wrong_type("een webpagina of xml-bestand")
    if head.startswith((b"{", b"[")) and head.rstrip()[-1:] in {b"}", b"]"}:
        raise wrong_type("een json-bestand")


def refuse_binary(data: bytes) -> None:
    """Raise `FileRefused` when bytes that should be a text are full of control signs."""
    head = data[:_HEAD]
    if sum(byte in _CONTROL for byte in head) * _FEW > len(head):
        raise wrong_type("geen tekst")


def wrong_type(what: str) -> FileRefused:
    """The refusal of a file of another kind."""
    return FileRefused("wrong_type", f"Dit is {what}. Kies een Excel-bestand (.xlsx) of een csv-bestand.")


def _old_or_encrypted(data: bytes) -> FileRefused:
    """Tell the old .xls format and a workbook with a password apart: both are the same kind of container."""
    if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
        return FileRefused(
            "encrypted", "Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord en kies het opnieuw."
        )
    return FileRefused(
        "old_xls",
        "Dit is een bestand van een oude Excel (.xls) of Word. Open het, kies Opslaan als .xlsx, en kies dat bestand.",
    )
