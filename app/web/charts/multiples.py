"""The mix over time, one small picture for each neighbourhood or team, all on the same scale.

A column is a period; its parts are the three strands and add up to a hundred. What may not be shown is one empty, woven column.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.web.charts.marks import LEFT_OUT, WEAVES, Box, Chart, Drawing, Mark, Sign, Words
from app.web.charts.room import spread
from app.web.charts.small import APART, FONT, FOOT, LEFT, RIGHT, TOP, WIDTH, Multiples, Piece, axis, key, sheet, ticks
from app.web.charts.strands import STRANDS, Part, mix_parts
from app.web.charts.table import About, Cell, Table

_LABEL_GAP: Final = 16
#: Counts by strand in one period; ``None`` when they may not be shown.
Mix = Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class Area:
    """One neighbourhood, team or organisation: its name, one mix for each period, and a sentence that says what is to be seen."""

    name: str
    mixes: tuple[Mix, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class MultiplesWords:
    """What the pictures say; ``names`` by strand, ``head`` over the columns of the table: area, period, then total."""

    about: About
    names: Mapping[str, str]
    head: tuple[str, str, str]
    unit: str


def draw_multiples(areas: Iterable[Area], periods: Sequence[str], words: MultiplesWords) -> Multiples:
    """One picture for each area, in the order given.

    Raises ``ValueError`` when an area has not one mix for each period, or a mix has a key that is no strand.
    """
    known = list(areas)
    for area in known:
        if len(area.mixes) != len(periods) or any(set(mix or ()) - set(STRANDS) for mix in area.mixes):
            raise ValueError(f"not one mix of strands for each period: {area.name}")
    pieces = tuple(Piece(area.name, area.sentence, _draw(area, periods, words)) for area in known)
    named = [(strand, words.names[strand]) for strand in STRANDS]
    if any(mix is None for area in known for mix in area.mixes):
        named.append((LEFT_OUT, words.about.left_out))
    chart = Chart(
        title=words.about.title,
        summary=words.about.summary,
        wide=sheet(pieces, key(named, 3 * WIDTH + 2 * APART), across=3),
        narrow=sheet(pieces, key(named, WIDTH), across=1),
        table=_table(known, periods, words),
    )
    return Multiples(pieces, key(named, WIDTH), chart)


def _draw(area: Area, periods: Sequence[str], words: MultiplesWords) -> Drawing:
    step = (RIGHT - LEFT) / max(len(periods), 1)
    marks: list[Mark] = axis()
    last: list[Part] = []
    for number, (mix, period) in enumerate(zip(area.mixes, periods, strict=True)):
        x, wide = round(LEFT + number * step, 2), round(step * 0.82, 2)
        if mix is None:
            last = []
            marks.append(Box(x, TOP, wide, 100, "fill-left-out", LEFT_OUT, title=f"{period}: {words.about.left_out}"))
            continue
        last = mix_parts(mix)
        marks += [_part(part, (x, wide), f"{period}: {words.names[part.key]} {part.percent}%") for part in last]
    marks += _labels(last)
    marks += ticks(periods, step)
    return Drawing(WIDTH, FOOT + FONT + 12, tuple(marks))


def _part(part: Part, place: tuple[float, float], title: str) -> Box:
    x, wide = place
    y = FOOT - part.x - part.percent
    return Box(x, y, wide, part.percent, f"fill-{part.key} seam", WEAVES[part.key], title=title)


def _labels(parts: Sequence[Part]) -> list[Mark]:
    """The shares of the last period beside it, from the top down, kept apart."""
    shown = [part for part in reversed(parts) if part.percent]
    wanted = [FOOT - part.x - part.percent / 2 for part in shown]
    marks: list[Mark] = []
    for part, y in zip(shown, spread(wanted, _LABEL_GAP, TOP + 8, FOOT - 6), strict=True):
        marks.append(Sign(part.key, RIGHT + 5, y - 5, 10, f"fill-{part.key}"))
        marks.append(Words(RIGHT + 19, round(y + 4.5, 1), f"{part.percent}%", FONT, bold=True))
    return marks


def _table(areas: Sequence[Area], periods: Sequence[str], words: MultiplesWords) -> Table:
    area_word, period_word, total_word = words.head
    rows: list[tuple[Cell, ...]] = []
    for area in areas:
        for period, mix in zip(periods, area.mixes, strict=True):
            percents = {part.key: part.percent for part in mix_parts(mix or {})}
            shares: list[Cell] = [None if mix is None else percents.get(strand, 0) for strand in STRANDS]
            rows.append((area.name, period, *shares, None if mix is None else sum(mix.values())))
    return words.about.table(
        (area_word, period_word, *(words.names[strand] for strand in STRANDS), total_word),
        tuple(rows),
        ("", "", "%", "%", "%", words.unit),
    )
