"""The kinds of files that are kept: how each is called, which endings its name may have, and what a browser is told it is."""

from dataclasses import dataclass

MOST_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Media:
    """One kind of file. ``name_nl`` and ``name_en`` fit in *maar het is …*."""

    code: str
    name_nl: str
    name_en: str
    endings: tuple[str, ...]
    mime: str


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

MEDIA: dict[str, Media] = {
    media.code: media
    for media in (
        Media("pdf", "een pdf", "a PDF", ("pdf",), "application/pdf"),
        Media("jpeg", "een foto (jpg)", "a photo (JPG)", ("jpg", "jpeg", "jpe"), "image/jpeg"),
        Media("png", "een afbeelding (png)", "an image (PNG)", ("png",), "image/png"),
        Media("docx", "een Word-document", "a Word document", ("docx",), f"{_OOXML}wordprocessingml.document"),
        Media("xlsx", "een Excel-werkblad", "an Excel sheet", ("xlsx",), f"{_OOXML}spreadsheetml.sheet"),
        Media("pptx", "een presentatie", "a presentation", ("pptx",), f"{_OOXML}presentationml.presentation"),
        Media("odt", "een tekst (odt)", "a text (ODT)", ("odt",), f"{_ODF}text"),
        Media("ods", "een rekenblad (ods)", "a spreadsheet (ODS)", ("ods",), f"{_ODF}spreadsheet"),
        Media("odp", "een presentatie (odp)", "a presentation (ODP)", ("odp",), f"{_ODF}presentation"),
    )
}
