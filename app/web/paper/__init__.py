"""Paper: a sheet of plain blocks, typeset as a tagged PDF (PDF/UA-1) that a screen reader can walk.

A feature says what stands on its sheet with the blocks of ``app.web.paper.blocks``; how it looks is the one file ``sheet.typ``.
What users typed goes in as JSON and is shown as text: it is never part of the typesetter's source.
"""

from app.web.paper.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Lines,
    NewPage,
    Paragraph,
    Picture,
    Quote,
    Rows,
    Sheet,
    Steps,
)
from app.web.paper.typesetter import as_download, as_png, typeset

__all__ = [
    "Block",
    "Bullets",
    "Facts",
    "Heading",
    "Lines",
    "NewPage",
    "Paragraph",
    "Picture",
    "Quote",
    "Rows",
    "Sheet",
    "Steps",
    "as_download",
    "as_png",
    "typeset",
]
