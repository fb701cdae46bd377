"""Files of office programs: a zip with the right parts, and nothing in it that runs, fetches or hides.

A link that somebody may follow by clicking is an ordinary part of a letter and may stay; whatever is fetched by opening the
file (a template, a picture, a data source) may not.
"""

import re
import zipfile
from collections.abc import Iterable

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from app.documents.reading.refusals import Refusal, refused
from app.kernel.zipped import BadZip, ZipFault, open_zip, prove_zip

_MOST_OF_A_PART = 30 * 1024 * 1024
#: Relations are parsed, and a parsed text is many times its size.
_MOST_RELATIONS = 1024 * 1024
_MAIN = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_TYPES = "[Content_Types].xml"
_RUNS = ("vbaproject.bin", "vbadata.xml", "macrosheets/", "xl/workbook.bin")
_HIDES = ("embeddings/", "activex/", "oleobject")
_LINK = ("http://", "https://", "mailto:", "tel:")
_FETCHED = re.compile(
    rb"<(?:draw:(?:image|object|object-ole|plugin|floating-frame|applet)|text:section-source|table:table-source|"
    rb"form:connection-resource|text:dde-connection-decl)\b[^<>]*?\bxlink:href=\"(?!(?:\./)?(?:Pictures|media|Object|#))"
)
_LISTENS = re.compile(rb"<(?:script:event-listener|text:dde-connection-decl|office:script)\b")
_DDE = re.compile(rb"\bDDE(?:AUTO)?\b\s")
_FAULTS = {
    ZipFault.BOMB: Refusal.BOMB,
    ZipFault.ENCRYPTED: Refusal.PASSWORD,
    ZipFault.CORRUPTED: Refusal.DAMAGED,
    ZipFault.DECLARES: Refusal.DAMAGED,
}


def media_of_zip(data: bytes) -> str:
    """Which kind of office file a zip is. Raises RuleBroken for any other zip, and for what runs, fetches or hides something."""
    try:
        archive = open_zip(data)
        prove_zip(archive)
    except BadZip as error:
        raise refused(_FAULTS[error.fault]) from None
    names = archive.namelist()
    _check_names(names)
    if "mimetype" in names:
        return _open_document(archive, names)
    found = [media for part, media in _MAIN.items() if part in names]
    if _TYPES not in names or len(found) != 1 or "_rels/.rels" not in names:
        raise refused(Refusal.PROGRAM if "META-INF/MANIFEST.MF" in names else Refusal.ARCHIVE)
    _check_open_xml(archive, names)
    return found[0]


def _check_names(names: Iterable[str]) -> None:
    """Raises RuleBroken for parts that run, that hide another file, or that would be unpacked elsewhere."""
    for name in (each.lower() for each in names):
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise refused(Refusal.DAMAGED)
        if any(word in name for word in _RUNS) or name.startswith(("basic/", "scripts/")):
            raise refused(Refusal.MACROS)
        if any(word in name for word in _HIDES):
            raise refused(Refusal.EMBEDDED)
        if "externallinks/" in name:
            raise refused(Refusal.OUTSIDE)


def _part(archive: zipfile.ZipFile, name: str, most: int = _MOST_OF_A_PART) -> bytes:
    """A part as it is, which has been proved; raises RuleBroken when it is too large to be looked at."""
    if archive.getinfo(name).file_size > most:
        raise refused(Refusal.BOMB)
    return archive.read(name)


# ---- Office Open XML (ECMA-376) ----


def _check_open_xml(archive: zipfile.ZipFile, names: Iterable[str]) -> None:
    types = _part(archive, _TYPES).lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise refused(Refusal.MACROS)
    if b"oleobject" in types or b"activex" in types:
        raise refused(Refusal.EMBEDDED)
    for name in names:
        if name.lower().endswith(".rels"):
            _check_relations(_part(archive, name, _MOST_RELATIONS))
        elif name.startswith("word/") and name.endswith(".xml") and _DDE.search(_part(archive, name)):
            raise refused(Refusal.OUTSIDE)


def _check_relations(text: bytes) -> None:
    """Raises RuleBroken for a relation with something outside the file that is not a link to click on."""
    try:
        relations = fromstring(text)
    except (ParseError, DefusedXmlException, ValueError):
        raise refused(Refusal.DAMAGED) from None
    for relation in relations:
        target = str(relation.get("Target", "")).strip().lower()
        outside = relation.get("TargetMode", "").lower() == "external" or "://" in target or target.startswith("\\\\")
        is_link = relation.get("Type", "").endswith("/hyperlink") and target.startswith(_LINK)
        if outside and not is_link:
            raise refused(Refusal.OUTSIDE)


# ---- OpenDocument (ISO/IEC 26300) ----


def _open_document(archive: zipfile.ZipFile, names: Iterable[str]) -> str:
    media = _ODF.get(_part(archive, "mimetype").strip())
    if media is None or not {"content.xml", "META-INF/manifest.xml"} <= set(names):
        raise refused(Refusal.ARCHIVE)
    if b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
        raise refused(Refusal.PASSWORD)
    for name in names:
        if name.endswith(("content.xml", "styles.xml")):
            text = _part(archive, name)
            if _LISTENS.search(text):
                raise refused(Refusal.MACROS)
            if _FETCHED.search(text):
                raise refused(Refusal.OUTSIDE)
    return media
