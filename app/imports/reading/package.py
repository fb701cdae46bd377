"""The zip container of a workbook, judged before anything in it is parsed, with a sentence for whatever is wrong."""

import zipfile

from app.imports.reading.sniff import wrong_type
from app.imports.table import FileRefused
from app.kernel.zipped import BadZip, ZipFault, open_zip, prove_zip

MAX_SHARED_STRINGS = 40 * 1024 * 1024
_OTHER_KINDS = (
    ("word/", "een Word-document"),
    ("ppt/", "een presentatie"),
    ("META-INF/MANIFEST.MF", "een programma"),
)


def open_package(data: bytes) -> zipfile.ZipFile:
    """Open the container of a workbook; raises `FileRefused` when it is damaged, a bomb, encrypted or no workbook."""
    try:
        archive = open_zip(data)
        _refuse_other_kinds(archive)
        _refuse_many_strings(archive)
        prove_zip(archive)
    except BadZip as error:
        raise _refused(error.fault) from None
    return archive


def _refuse_many_strings(archive: zipfile.ZipFile) -> None:
    """Raise BadZip for more shared texts than a list has: they are all held in memory."""
    if any(e.file_size > MAX_SHARED_STRINGS for e in archive.infolist() if "sharedstrings" in e.filename.lower()):
        raise BadZip(ZipFault.BOMB)


def _refused(fault: ZipFault) -> FileRefused:
    """The refusal in words."""
    if fault is ZipFault.BOMB:
        return FileRefused("zip_bomb", "Dit bestand wordt bij het uitpakken veel te groot. Het wordt niet gelezen.")
    if fault is ZipFault.ENCRYPTED:
        return FileRefused(
            "encrypted", "Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord en kies het opnieuw."
        )
    if fault is ZipFault.DECLARES:
        return FileRefused("corrupted", "In dit Excel-bestand staat iets dat er niet hoort. Het wordt niet gelezen.")
    return corrupted()


def corrupted() -> FileRefused:
    """The refusal of a workbook that is damaged."""
    return FileRefused("corrupted", "Dit Excel-bestand is beschadigd. Sla het in Excel opnieuw op en kies het dan.")


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
