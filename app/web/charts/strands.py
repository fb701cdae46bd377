"""The three strands as numbers: how they are mixed and in which order they came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from markupsafe import Markup

STRANDS: Final = ("care", "enforcement", "activation")

#: The bare shape of a strand in a box of 12 x 12: round is care, square enforcement, triangle activation.
SHAPES: Final = {
    "care": Markup('<circle cx="6" cy="6" r="5" />'),
    "enforcement": Markup('<rect x="1" y="1" width="10" height="10" />'),
    "activation": Markup('<path d="M6 .8 11.6 11H.4z" />'),
}


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One intervention as the picture needs it; ``status`` is planned, active, done or stopped, ``note`` says so in words."""

    label: str
    who: str
    strand: str
    start: date
    end: date | None = None
    planned: bool = False
    status: str = "active"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar of parts; percentages of one bar add up to exactly 100."""

    key: str
    count: int
    percent: int
    x: int  # where it begins, in percent

    @property
    def middle(self) -> str:
        """Where its words stand, in percent."""
        return f"{self.x + self.percent / 2:g}"


def mix_parts(counts: Mapping[str, int]) -> list[Part]:
    """Parts in whole percents that add up to 100 (largest remainder); nothing counted gives no parts."""
    order = [key for key in STRANDS if key in counts] + [key for key in counts if key not in STRANDS]
    present = [(key, counts[key]) for key in order if counts[key] > 0]
    total = sum(count for _, count in present)
    percents = {key: count * 100 // total for key, count in present}
    by_remainder = sorted(present, key=lambda pair: -(pair[1] * 100 % total))
    for key, _ in by_remainder[: 100 - sum(percents.values())] if present else []:
        percents[key] += 1
    parts: list[Part] = []
    x = 0
    for key, count in present:
        parts.append(Part(key=key, count=count, percent=percents[key], x=x))
        x += percents[key]
    return parts


def strand_order(items: Iterable[TimelineItem]) -> list[str]:
    """The strands in the order in which they began, repeats told once; what is only planned does not count yet."""
    order: list[str] = []
    for item in sorted(items, key=lambda item: (item.start, STRANDS.index(item.strand))):
        if not item.planned and order[-1:] != [item.strand]:
            order.append(item.strand)
    return order


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What a sentence about the order needs: the order, and which strand never came straight after which."""

    sequence: tuple[str, ...]
    first: str | None
    latest: str | None
    never: tuple[tuple[str, str], ...]  # (before, after), both present


def order_facts(items: Iterable[TimelineItem]) -> OrderFacts:
    """The facts for the sentence beside the order; which of them is worth saying is for the page."""
    sequence = strand_order(items)
    happened = set(pairwise(sequence))
    present = [strand for strand in STRANDS if strand in sequence]
    never = [(a, b) for a in present for b in present if a != b and (a, b) not in happened]
    return OrderFacts(
        sequence=tuple(sequence),
        first=sequence[0] if sequence else None,
        latest=sequence[-1] if sequence else None,
        never=tuple(never),
    )
