"""The typesetter: blocks in, PDF out. Typst is a library in the process; it reads no file and no network of its own accord."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

import typst
from flask import Response
from fontTools.ttLib import TTFont

from app.web.paper.blocks import Sheet
from app.web.partners import shown

_SOURCE = Path(__file__).with_name("sheet.typ")
_PICTURE = Path(__file__).with_name("picture.typ")
_TWICE = 144.0  # points are 72 to the inch, and a pixel of a picture is a point
_FONTS = Path(__file__).parents[2] / "static" / "vendor"
_BOX = "\u25af"
_SHAPELESS = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
#: One compiler is kept for its fonts (0.2 s to find); it holds the input of one sheet at a time.
_one_at_a_time = Lock()


def typeset(sheet: Sheet, *, at: datetime | None = None) -> bytes:
    """The sheet as PDF/UA-1. The same sheet at the same moment gives the same bytes.

    Raises ``typst.TypstError`` for a picture that is no SVG: a fault of ours, never of what somebody typed.
    """
    words = {
        "title": sheet.title,
        "language": sheet.language,
        "sender": sheet.sender,
        "mark": sheet.mark,
        "page": sheet.page_word,
        "size": sheet.size,
        "blocks": [{"kind": block.kind, **asdict(block)} for block in sheet.blocks],
    }
    with _one_at_a_time:
        pdf = _compiler().compile(
            _SOURCE.read_bytes(),
            format="pdf",
            sys_inputs={"sheet": json.dumps(_in_known_letters(words))},
            pdf_standards=["ua-1"],
            timestamp=int((at or datetime.now(UTC)).timestamp()),
        )
    return cast("bytes", pdf)  # one document, not a list of pictures


def as_png(svg: str, width: int, height: int) -> bytes:
    """A picture of ``width`` by ``height`` pixels as PNG, twice as fine; the same picture gives the same bytes.

    Raises ``typst.TypstError`` for what is no SVG: a fault of ours.
    """
    words = {"svg": svg, "width": width, "height": height}
    with _one_at_a_time:
        png = _compiler().compile(
            _PICTURE.read_bytes(),
            format="png",
            ppi=_TWICE,
            sys_inputs={"picture": json.dumps(_in_known_letters(words))},
        )
    return cast("bytes", png)


def as_download(pdf: bytes, name: str) -> Response:
    """A PDF to keep: an attachment, never drawn inside a page of ours and never kept by a browser between people."""
    answer = Response(pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _in_known_letters(value: Any) -> Any:
    """The same with only letters that the font has: PDF/UA refuses others (Chinese, a new smiley), so each becomes a box.

    What has no shape of its own (control and direction marks) is left out, line breaks stay.
    """
    if isinstance(value, str):
        return _spelled(value)
    if isinstance(value, Mapping):
        return {key: _in_known_letters(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [_in_known_letters(part) for part in value]
    return value


def _spelled(text: str) -> str:
    whole = unicodedata.normalize("NFC", shown(text).replace("\r\n", "\n").replace("\r", "\n"))
    if whole.isascii() and whole.replace("\n", "").isprintable():
        return whole
    known = _letters()
    return "".join(
        letter if letter in known else _BOX
        for letter in whole
        if letter == "\n" or unicodedata.category(letter) not in _SHAPELESS
    )


@cache
def _letters() -> frozenset[str]:
    """What both the plain and the bold letter can show."""
    known = [_letters_of(_FONTS / name) for name in ("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf")]
    return frozenset({"\n"}.union(known[0] & known[1]))


def _letters_of(file: Path) -> frozenset[str]:
    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])
    return typst.Compiler(font_paths=fonts)  # the same paper on every machine
