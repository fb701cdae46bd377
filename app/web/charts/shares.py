"""The share of each of a few things over time: one small picture for each, all on the same scale of a hundred percent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.web.charts.marks import LEFT_OUT, Box, Chart, Drawing, Mark, Words
from app.web.charts.small import APART, FONT, FOOT, LEFT, RIGHT, TOP, WIDTH, Multiples, Piece, axis, key, sheet, ticks
from app.web.charts.table import About

_FILL = "bar"


@dataclass(frozen=True, slots=True)
class Share:
    """One thing: its name, its share in percent in each period (``None`` when it may not be shown), and what is to be seen."""

    name: str
    percents: tuple[int | None, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class SharesWords:
    """What the pictures say; ``of`` is what the shares are of, ``head`` stands over the columns of the table: thing, period, share."""

    about: About
    of: str
    head: tuple[str, str, str]


def draw_shares(shares: Iterable[Share], periods: Sequence[str], words: SharesWords) -> Multiples:
    """One picture for each share, in the order given.

    Raises ``ValueError`` when there is not one percentage from 0 to 100 for each period.
    """
    known = list(shares)
    for share in known:
        if len(share.percents) != len(periods) or any(
            not 0 <= percent <= 100 for percent in share.percents if percent is not None
        ):
            raise ValueError(f"not one percentage for each period: {share.name}")
    named = [(_FILL, words.of)]
    if any(None in share.percents for share in known):
        named.append((LEFT_OUT, words.about.left_out))
    pieces = tuple(Piece(share.name, share.sentence, _draw(share, periods, words)) for share in known)
    chart = Chart(
        title=words.about.title,
        summary=words.about.summary,
        wide=sheet(pieces, key(named, 3 * WIDTH + 2 * APART), across=3),
        narrow=sheet(pieces, key(named, WIDTH), across=1),
        table=words.about.table(
            words.head,
            tuple(
                (share.name, period, percent)
                for share in known
                for period, percent in zip(periods, share.percents, strict=True)
            ),
            ("", "", "%"),
        ),
    )
    return Multiples(pieces, key(named, WIDTH), chart)


def _draw(share: Share, periods: Sequence[str], words: SharesWords) -> Drawing:
    step = (RIGHT - LEFT) / max(len(periods), 1)
    marks: list[Mark] = axis()
    for number, (percent, period) in enumerate(zip(share.percents, periods, strict=True)):
        x, wide = round(LEFT + number * step, 2), round(step * 0.82, 2)
        if percent is None:
            marks.append(Box(x, TOP, wide, 100, "fill-left-out", LEFT_OUT, title=f"{period}: {words.about.left_out}"))
        elif percent:
            marks.append(Box(x, FOOT - percent, wide, percent, f"fill-{_FILL}", title=f"{period}: {percent}%"))
    last = share.percents[-1] if share.percents else None
    if last is not None:
        y = min(max(FOOT - last + 4, TOP + 10), FOOT)
        marks.append(Words(RIGHT + 5, y, f"{last}%", FONT, bold=True))
    marks += ticks(periods, step)
    return Drawing(WIDTH, FOOT + FONT + 12, tuple(marks))
