"""The mix as parts that can leave the screen: the triangle as a picture of its own, and the table with numbers."""

from collections.abc import Iterable, Sequence

from app.insight.presenters.course import Block
from app.insight.presenters.frame import Asked, columns
from app.insight.questions import Cell
from app.insight.words import by_name, change_in_words, period_name
from app.web.charts import Table, Triangle, draw_triangle
from app.web.figures import about
from app.web.i18n import gettext as _
from app.web.pictures import part_name

_HUNDRED = 100
#: The number at its dot (0: none), what the line is called, the line, and the one of the period to compare with.
Line = tuple[int, str, Cell, Cell | None]


def list_parts(
    asked: Asked, lines: Sequence[Line], *, triangle: Triangle | None, said: Sequence[str], left_out: Sequence[str]
) -> tuple[Block, ...]:
    """The one part of the page, with the lines of its table; ``left_out`` names what is held back."""
    title = _("Mix van inzet")
    held = _(
        "Weggelaten, omdat er te weinig is of omdat een kleiner getal anders uit te rekenen was: %(names)s.",
        names=", ".join(left_out),
    )
    words = about(title, " ".join(said) or title, notes=(held,) if left_out else (), codebook=_codebook())
    strands = columns(asked.answer)
    heads: list[tuple[str, str]] = [(_("Nummer in het plaatje"), ""), (by_name(asked.answer.answered.by), "")]
    for strand in strands:
        heads += [(part_name(strand), ""), (part_name(strand), "%")]
    against = _("Anders dan in %(period)s", period=period_name(asked.filter.against))
    heads += [(_("Alle inzet"), ""), (_("Huishoudens"), _("minstens")), (against, "")]
    rows = (
        (number or "", name, *_cells(cell, strands), change_in_words(cell, then)) for number, name, cell, then in lines
    )
    table: Table = words.table(tuple(head for head, _unit in heads), rows, tuple(unit for _head, unit in heads))
    names = {strand: part_name(strand) for strand in ("care", "enforcement", "activation")}
    chart = draw_triangle(triangle, words, names=names, table=table) if triangle else None
    return (Block("mix", title, tuple(said), chart, table),)


def _cells(cell: Cell, strands: Iterable[str]) -> Iterable[int | None]:
    for strand in strands:
        share = cell.share(strand)
        yield from (cell.strands.get(strand), None if share is None else round(share * _HUNDRED))
    yield from (cell.number, cell.homes)


def _codebook() -> tuple[tuple[str, str], ...]:
    return (
        (_("Alle inzet"), _("Alles wat begon, van de soorten die u mag tellen.")),
        (_("Huishoudens"), _("Hoeveel huishoudens er minstens achter staan, in tientallen naar beneden afgerond.")),
        ("%", _("Het deel van alle inzet op dezelfde regel, in hele procenten.")),
    )
