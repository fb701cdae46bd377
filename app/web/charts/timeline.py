"""The timeline in three lanes: which bar stands where, in whole pixels.

It is drawn twice, wide and narrow, because letters that shrink with the picture cannot be read on a phone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from app.web.charts.bars import GAP, Bar, Frame, Window, draw_bars, make_bar
from app.web.charts.strands import STRANDS, TimelineItem
from app.web.charts.words import text_width


@dataclass(frozen=True, slots=True)
class Lane:
    """One strand: a band with rows of bars."""

    strand: str
    y: int
    height: int
    count: int
    rows: int
    bars: tuple[Bar, ...]
    drawing: Markup


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month on the axis; ``year`` only where it must be said, ``labelled`` where there is room."""

    x: int
    month: int
    year: int | None
    labelled: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing of the timeline, ready to be printed."""

    frame: Frame
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today_x: int
    today_anchor: str
    earlier: int
    later: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The timeline for wide and for narrow screens, and how many interventions there are in all."""

    wide: Picture
    narrow: Picture
    total: int


WIDE: Final = Frame(990, 128, 982, 13, 24, 30, 28, 6, 54, label_above=False, ahead=2)
NARROW: Final = Frame(340, 6, 334, 15, 18, 46, 26, 34, 62, label_above=True, ahead=1)


def build_timeline(
    items: Iterable[TimelineItem], today: date, window_months: int = 12, *, narrow_months: int = 6
) -> Timeline:
    """Draw the interventions around today; items with an unknown strand are refused with ``ValueError``."""
    known = sorted(items, key=lambda item: (item.start, item.end or date.max, item.label))
    if strange := {item.strand for item in known} - set(STRANDS):
        raise ValueError(f"not a strand: {sorted(strange)}")
    return Timeline(
        wide=_draw(known, today, window_months, WIDE),
        narrow=_draw(known, today, min(narrow_months, window_months), NARROW),
        total=len(known),
    )


def _draw(items: Sequence[TimelineItem], today: date, months: int, frame: Frame) -> Picture:
    window = Window(add_months(today, -months), add_months(today, frame.ahead + 1), frame.left, frame.right)
    lanes: list[Lane] = []
    y = frame.head
    for strand in STRANDS:
        shown = [item for item in items if item.strand == strand and window.shows(item)]
        lanes.append(_lane(strand, [make_bar(item, today, window, frame) for item in shown], y, frame))
        y += lanes[-1].height + GAP
    today_x = window.x(today)
    return Picture(
        frame=frame,
        height=y + frame.font + 4,
        lanes=tuple(lanes),
        ticks=_ticks(window, frame),
        today_x=today_x,
        today_anchor="start" if today_x + 80 <= frame.width else "end",
        earlier=sum(item.end is not None and item.end < window.first for item in items),
        later=sum(item.start >= window.last for item in items),
    )


def _lane(strand: str, bars: Sequence[Bar], y: int, frame: Frame) -> Lane:
    packed = pack(bars)
    rows = max((bar.row for bar in packed), default=-1) + 1
    height = max(frame.lane_low, frame.lane_head + rows * frame.step + 2)
    label_room = frame.step - frame.bar - 6 if frame.label_above else 0
    for bar in packed:
        top = y + frame.lane_head + bar.row * frame.step
        bar.y, bar.height = top + label_room, frame.bar
        bar.text_y = top + frame.font - 2 if frame.label_above else top + frame.bar // 2 + 5
    drawing = draw_bars(packed, frame.font)
    return Lane(strand=strand, y=y, height=height, count=len(bars), rows=rows, bars=tuple(packed), drawing=drawing)


def pack(bars: Sequence[Bar]) -> list[Bar]:
    """Give every bar the first row in which nothing, words included, stands in its way."""
    ends: list[int] = []
    packed: list[Bar] = []
    for bar in sorted(bars, key=lambda bar: (bar.left, bar.x, bar.item.label)):
        row = next((row for row, end in enumerate(ends) if end + GAP <= bar.left), len(ends))
        if row == len(ends):
            ends.append(0)
        ends[row] = bar.right
        bar.row = row
        packed.append(bar)
    return packed


def _ticks(window: Window, frame: Frame) -> tuple[Tick, ...]:
    """One tick for each month; a label for each one, or for every other when they would touch."""
    months: list[date] = []
    day = window.first
    while day < window.last:
        months.append(day)
        day = add_months(day, 1)
    step = -(-text_width("mmm 00 ", frame.font) * len(months) // (window.right - window.left))
    return tuple(
        Tick(
            x=window.x(day),
            month=day.month,
            year=day.year if number == 0 or (day.month <= step <= number) else None,
            labelled=number % step == 0,
        )
        for number, day in enumerate(months)
    )


def add_months(day: date, months: int) -> date:
    """The first day of the month that lies so many months away."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, 1)
