"""Papers of the demo town: a letter as a PDF of one page, made here from its lines."""

from __future__ import annotations

from typing import Required, TypedDict, Unpack

from app.cli.demo.scribe import Scribe
from app.cli.demo.shapes import DemoDocument

_OPEN = "BT /F1 11 Tf 60 780 Td 16 TL"


class Paper(TypedDict, total=False):
    """What is known of a paper besides its title and its lines: a letter that the lead keeps, about everybody, unless said."""

    kind: str
    file_name: Required[str]
    who: str
    persons: tuple[int, ...]


def keep(scribe: Scribe, ago: int, title: str, lines: tuple[str, ...], **paper: Unpack[Paper]) -> None:
    """Keeps a paper of the organisation of whoever keeps it."""
    sign = scribe.sign(ago, paper.get("who", ""), persons=paper.get("persons"))
    kind, file_name = paper.get("kind", "letter"), paper["file_name"]
    scribe.documents.append(DemoDocument(title=title, kind=kind, file_name=file_name, lines=lines, **sign))


def page(lines: tuple[str, ...]) -> bytes:
    """A PDF of one A4 page with these lines."""
    said = " ".join([_OPEN, *(f"({_escaped(line)}) Tj T*" for line in lines), "ET"]).encode("cp1252", "replace")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/Lang(nl-NL)>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(said), said),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + head + table + tail


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
