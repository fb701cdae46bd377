"""Room: where labels go that want the same place, how an axis is divided, and how a sentence is broken into lines."""

from collections.abc import Sequence
from math import ceil, floor, log10

from app.web.charts.words import shorten, text_width


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places near the wanted ones (in rising order), at least ``gap`` apart, between ``low`` and ``high``.

    Raises ``ValueError`` when there is no room for them all.
    """
    if (len(wanted) - 1) * gap > high - low:
        raise ValueError("no room for so many labels")
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + gap if places else low))
    limit = high
    for number in range(len(places) - 1, -1, -1):
        places[number] = min(places[number], limit)
        limit = places[number] - gap
    return [round(place, 1) for place in places]


def axis_steps(most: float, lines: int = 4) -> list[float]:
    """Round numbers from 0 to the first one at or over ``most``; 0 and 1 when there is nothing to show."""
    if most <= 0:
        return [0, 1]
    raw = most / lines
    unit = 10.0 ** floor(log10(raw))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= raw * 0.999)
    return [round(step * number, 10) for number in range(ceil(most / step - 1e-9) + 1)]


def every(texts: Sequence[str], size: int, step: float) -> int:
    """Label one in how many, so that labels ``step`` pixels apart do not touch."""
    widest = max((text_width(text, size) for text in texts), default=0)
    return max(1, ceil((widest + 6) / step)) if step > 0 else max(1, len(texts))


def wrap(text: str, size: int, room: int, most: int = 3) -> list[str]:
    """The text in lines that fit; the last of ``most`` lines is cut when there is more to say."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (text_width(longer, size) <= room or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(word)
    return [shorten(line, size, room) for line in lines]
