"""Small files of every kind that is kept, made here, and the pieces of which bad ones are made."""

import io
import struct
import zipfile
import zlib

Parts = dict[str, bytes | str]

ODF = "application/vnd.oasis.opendocument."
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_RELATION = '<Relationship Id="r{0}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{1}" Target="{2}"{3}/>'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)


def zipped(parts: Parts, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def relations(*of: tuple[str, str, bool]) -> str:
    """A part with relations: type, target and whether it is said to be outside."""
    lines = [
        _RELATION.format(n, kind, to, ' TargetMode="External"' if out else "") for n, (kind, to, out) in enumerate(of)
    ]
    return _RELS.format("".join(lines))


def office(kind: str = "docx", *, types: str = "", more: Parts | None = None) -> bytes:
    """A file of Office, with more parts."""
    parts: Parts = {
        "[Content_Types].xml": _TYPES.format(types),
        "_rels/.rels": relations(("officeDocument", MAIN[kind], False)),
        MAIN[kind]: "<document>Beste mevrouw</document>",
    }
    return zipped(parts | (more or {}))


def opened(kind: str = "text", content: str = "<office:document-content/>", *, more: Parts | None = None) -> bytes:
    """A file of OpenDocument."""
    parts: Parts = {
        "mimetype": f"{ODF}{kind}",
        "content.xml": content,
        "META-INF/manifest.xml": "<manifest:manifest/>",
    }
    return zipped(parts | (more or {}))


def pdf(*objects: bytes) -> bytes:
    """A PDF of one empty page with more objects."""
    body = b"\n".join(b"%d 0 obj\n%s\nendobj" % (n, content) for n, content in enumerate(objects, 4))
    return (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
        + body
        + b"\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
    )


def stream(content: bytes, dictionary: bytes = b"") -> bytes:
    """A packed stream of a PDF."""
    packed = zlib.compress(content)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (dictionary, len(packed), packed)


def segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def exif(held: int, *, place: bytes = b"", order: str = ">") -> bytes:
    """A segment of Exif that says how the camera was held, and where it was."""
    head = b"MM\x00*" if order == ">" else b"II*\x00"
    tiff = head + struct.pack(f"{order}IHHHIHHI", 8, 1, 0x0112, 3, 1, held, 0, 0) + place
    return segment(0xE1, b"Exif\x00\x00" + tiff)


def jpeg(*extra: bytes, width: int = 8, height: int = 8, after: bytes = b"", end: bytes = b"\xff\xd9") -> bytes:
    """A grey JPEG of these measures (its scan is no picture), with more segments."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x11\xff\x00\x22\xff\xd0\x33"
    jfif = segment(0xE0, b"JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00")
    return b"\xff\xd8" + jfif + b"".join(extra) + frame + scan + end + after


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(
    *extra: bytes, width: int = 3, height: int = 2, rows: bytes | None = None, interlaced: int = 0, after: bytes = b""
) -> bytes:
    """A grey PNG, with more chunks before its rows."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, interlaced))
    rows = b"".join(b"\x00" + bytes(width) for _ in range(height)) if rows is None else rows
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + b"".join(extra)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
        + after
    )


GOOD: dict[str, tuple[str, bytes]] = {
    "brief.pdf": ("pdf", pdf()),
    "Foto.JPG": ("jpeg", jpeg()),
    "foto.jpeg": ("jpeg", jpeg(exif(6))),
    "schets.png": ("png", png()),
    "verslag.docx": ("docx", office("docx")),
    "tabel.xlsx": ("xlsx", office("xlsx", more={"xl/printerSettings/one.bin": b"\x00\x01"})),
    "uitleg.pptx": ("pptx", office("pptx")),
    "tekst.odt": ("odt", opened("text")),
    "rekenblad.ods": ("ods", opened("spreadsheet")),
    "dia's (2).odp": ("odp", opened("presentation")),
    "Besluit – 3 maart.v2.pdf": ("pdf", pdf()),
    "brief met een link.docx": (
        "docx",
        office(more={"word/_rels/document.xml.rels": relations(("hyperlink", "https://wijkteam.example/", True))}),
    ),
    "een pdf over JS.pdf": ("pdf", pdf(b"(Lees /JSX en /Launchpad)", stream(b"gewone /JS in een plaatje"))),
}
