"""What a file is that we do not keep: by its first bytes, and else by the ending of its name."""

from app.documents.reading.refusals import Refusal, refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096

_STARTS: tuple[tuple[bytes, Refusal], ...] = (
    (b"MZ", Refusal.PROGRAM),
    (b"\x7fELF", Refusal.PROGRAM),
    (b"\xca\xfe\xba\xbe", Refusal.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Refusal.PROGRAM),
    (b"\xfe\xed\xfa", Refusal.PROGRAM),
    (b"\x00asm", Refusal.PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Refusal.PROGRAM),
    (b"#!", Refusal.PROGRAM),
    (b"{\\rtf", Refusal.OLD_OFFICE),
    (b"GIF8", Refusal.OTHER_IMAGE),
    (b"BM", Refusal.OTHER_IMAGE),
    (b"II*\x00", Refusal.OTHER_IMAGE),
    (b"MM\x00*", Refusal.OTHER_IMAGE),
    (b"PK", Refusal.DAMAGED),
    (b"Rar!", Refusal.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Refusal.ARCHIVE),
    (b"\x1f\x8b", Refusal.ARCHIVE),
    (b"BZh", Refusal.ARCHIVE),
    (b"\xfd7zXZ", Refusal.ARCHIVE),
)
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<?php", b"mime-version:")

_ENDINGS: dict[Refusal, str] = {
    Refusal.PROGRAM: (
        "exe com scr pif dll msi msp bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta jar class apk app sh bash py pyw pl rb php"
        " cpl lnk url reg inf sys iso img dmg vhd vhdx appx msix xll chm"
    ),
    Refusal.MACROS: "docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm",
    Refusal.WEB_PAGE: "html htm xhtml shtml mht mhtml xml",
    Refusal.SVG: "svg svgz",
    Refusal.ARCHIVE: "zip rar 7z gz tgz tar bz2 xz cab ace arj",
    Refusal.OLD_OFFICE: "doc dot xls xlt ppt pps pot rtf",
    Refusal.OTHER_IMAGE: "heic heif gif webp tif tiff bmp avif ico raw",
}
_BY_ENDING = {ending: why for why, endings in _ENDINGS.items() for ending in endings.split()}


def by_ending(ending: str) -> Refusal | None:
    """What the ending of a name says that we do not keep."""
    return _BY_ENDING.get(ending)


def refuse_by_content(data: bytes) -> None:
    """Raises RuleBroken when the first bytes say what it is; returns when they do not."""
    if data.startswith(_OLE):
        locked = any(word.encode("utf-16-le") in data for word in ("EncryptedPackage", "EncryptionInfo"))
        raise refused(Refusal.PASSWORD if locked else Refusal.OLD_OFFICE)
    for start, why in _STARTS:
        if data.startswith(start):
            raise refused(why)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise refused(Refusal.OTHER_IMAGE)
    if data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"mif1", b"avif", b"msf1"}:
        raise refused(Refusal.OTHER_IMAGE)
    _refuse_markup(data)


def _refuse_markup(data: bytes) -> None:
    """Raises RuleBroken for what a browser would run, in any of the encodings that it would read."""
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"<svg" in head:
        raise refused(Refusal.SVG)
    if any(mark in head for mark in _MARKUP) or head.startswith((b"<?xml", b"<!--")):
        raise refused(Refusal.WEB_PAGE)
