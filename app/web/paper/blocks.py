"""What can stand on a sheet of paper. Values only; every text is plain text, line breaks are kept."""

from dataclasses import KW_ONLY, dataclass, replace
from typing import ClassVar

#: Points. Large type is the rule: what is made goes to somebody at home, unless a sheet says another size.
LARGE = 14


@dataclass(frozen=True)
class Block:
    """One thing on the sheet, below the one before it."""

    kind: ClassVar[str]


@dataclass(frozen=True)
class Heading(Block):
    """The title of a part; level 2 below the title of the sheet, 3 below a level 2."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph(Block):
    """One or more sentences."""

    kind: ClassVar[str] = "paragraph"
    text: str
    strong: bool = False


@dataclass(frozen=True)
class Bullets(Block):
    """Things in no order."""

    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Steps(Block):
    """Things in order, numbered."""

    kind: ClassVar[str] = "steps"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts(Block):
    """What something is: pairs of a word and its value."""

    kind: ClassVar[str] = "facts"
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Quote(Block):
    """Somebody's own words, and who said them."""

    kind: ClassVar[str] = "quote"
    text: str
    said_by: str = ""


@dataclass(frozen=True)
class Rows(Block):
    """A table: a head that is repeated on each page, and rows of the same number of cells.

    ``widths`` are shares (all alike when left out), ``numbers`` the columns (from 0) that stand to the right.
    """

    kind: ClassVar[str] = "rows"
    head: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    _: KW_ONLY
    caption: str = ""
    widths: tuple[float, ...] = ()
    numbers: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.widths:
            object.__setattr__(self, "widths", (1.0,) * len(self.head))
        if len(self.widths) != len(self.head) or any(len(row) != len(self.head) for row in self.cells):
            raise ValueError("every row of a table on paper has a cell for every head, and every head a width")


@dataclass(frozen=True)
class Picture(Block):
    """An SVG drawn by us, with the words that say the same; ``width`` in percent of the line. Fills must stand in the SVG itself."""

    kind: ClassVar[str] = "picture"
    svg: str
    alt: str
    width: float = 100


@dataclass(frozen=True)
class Lines(Block):
    """Empty lines to write on."""

    kind: ClassVar[str] = "lines"
    count: int = 3


@dataclass(frozen=True)
class NewPage(Block):
    """What follows begins on a page of its own."""

    kind: ClassVar[str] = "page"


@dataclass(frozen=True)
class Sheet:
    """One document. ``mark`` stands at the foot of every page: for whom it was made, when and by whom."""

    title: str
    blocks: tuple[Block, ...]
    _: KW_ONLY
    language: str
    sender: str
    mark: str
    page_word: str
    size: int = LARGE

    def with_more(self, blocks: tuple[Block, ...]) -> "Sheet":
        """The same document with more behind it, for a feature that adds to another one's paper."""
        return replace(self, blocks=(*self.blocks, *blocks))
