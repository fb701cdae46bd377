"""The timeline in three lanes: which bar stands where, in whole pixels.

It is drawn twice, wide and narrow, because letters that shrink with the picture cannot be read on a phone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup, escape

from app.web.charts.strands import SHAPES, STRANDS, TimelineItem
from app.web.charts.words import shorten, text_width

GAP: Final = 8  # between two things in one row, and between a bar and the words beside it
ARROW: Final = 9
MIN_BAR: Final = 16  # a visit of one day still has a body that holds its shape
LONGEST_LABEL: Final = 230


@dataclass(frozen=True, slots=True)
class Frame:
    """The measures of one way to draw: where the plot lies and how high things are."""

    width: int
    left: int
    right: int
    font: int
    bar: int
    step: int
    head: int  # room above the lanes for the months
    lane_head: int  # room in a lane above its first row, for the lane's name
    lane_low: int  # the least height of a lane
    label_above: bool
    ahead: int  # months drawn after this one


WIDE: Final = Frame(990, 128, 982, 13, 24, 30, 28, 6, 54, label_above=False, ahead=2)
NARROW: Final = Frame(340, 6, 334, 15, 18, 46, 26, 34, 62, label_above=True, ahead=1)


@dataclass(slots=True)
class Bar:
    """One drawn intervention. ``left`` to ``right`` is all the room it takes in its row, words and arrow included.

    It gets its words first, then its row, then its heights.
    """

    item: TimelineItem
    x: int
    width: int
    text: str
    text_x: int
    anchor: str
    inside: bool
    left: int
    right: int
    begins_before: bool
    goes_on: bool
    row: int = 0
    y: int = 0
    text_y: int = 0
    height: int = 0

    @property
    def end_x(self) -> int:
        """Where the body of the bar ends."""
        return self.x + self.width

    @property
    def middle(self) -> int:
        """The height of the middle of the bar."""
        return self.y + self.height // 2


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


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a picture shows and how they map to pixels."""

    first: date
    last: date
    left: int
    right: int

    def x(self, day: date) -> int:
        """The pixel of a day, kept inside the plot."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left))

    def shows(self, item: TimelineItem) -> bool:
        """Whether any day of the item falls inside."""
        return item.start < self.last and (item.end is None or item.end >= self.first)


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
        lanes.append(_lane(strand, [_bar(item, today, window, frame) for item in shown], y, frame))
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


def _bar(item: TimelineItem, today: date, window: Window, frame: Frame) -> Bar:
    """The bar of one item with its words, still without a row."""
    goes_on = item.end is None or item.end >= window.last
    until = item.end + timedelta(days=1) if item.end else max(today, item.start)
    x, end = window.x(item.start), window.x(until)
    if end - x < MIN_BAR:
        x = min(x, window.right - MIN_BAR)
        end = x + MIN_BAR
    end = min(end, window.right - ARROW) if goes_on else end
    x = min(x, end - MIN_BAR)
    bar = Bar(
        item=item,
        x=x,
        width=end - x,
        text="",
        text_x=0,
        anchor="start",
        inside=False,
        left=x,
        right=end + ARROW if goes_on else end,
        begins_before=item.start < window.first,
        goes_on=goes_on,
    )
    if frame.label_above:
        _label_above(bar, frame)
    else:
        _label_beside(bar, frame)
    return bar


def _label_beside(bar: Bar, frame: Frame) -> None:
    """Inside when the words fit, else after the bar, else before it; cut only when no side has room."""
    text = shorten(bar.item.label, frame.font, LONGEST_LABEL)
    need = text_width(text, frame.font)
    if MIN_BAR + 4 + need + GAP <= bar.width:
        bar.text, bar.text_x, bar.inside = text, bar.x + MIN_BAR + 4, True
        return
    after, before = frame.right - bar.right - GAP, bar.x - frame.left - GAP
    if need > max(after, before):
        text = shorten(text, frame.font, max(after, before))
        need = text_width(text, frame.font)
    bar.text = text
    if need <= after:
        bar.text_x = bar.right + GAP
        bar.right = bar.text_x + need
    else:
        bar.text_x, bar.anchor = bar.x - GAP, "end"
        bar.left = bar.text_x - need


def _label_above(bar: Bar, frame: Frame) -> None:
    """The words stand over the bar and begin with it, or end at the edge when they would run out of the picture."""
    text = shorten(bar.item.label, frame.font, frame.right - frame.left)
    need = text_width(text, frame.font)
    bar.text = text
    bar.text_x = max(frame.left, min(bar.x, frame.right - need))
    bar.left, bar.right = min(bar.left, bar.text_x), max(bar.right, bar.text_x + need)


def draw_bars(bars: Iterable[Bar], font: int) -> Markup:
    """The bars of a lane as SVG, words escaped. Made here and not by the template, which would take ten times as long."""
    return Markup("").join(_drawn(bar, font) for bar in bars)


def _drawn(bar: Bar, font: int) -> Markup:
    item, strand, low = bar.item, bar.item.strand, bar.height // 2 - 1
    fill, ink = (f"planned line-{strand}", f"fill-{strand}") if item.planned else (f"fill-{strand}", "on")
    words = ("" if item.planned else "on") if bar.inside else f"beside beside--{strand}"
    arrow = f'<path class="fill-{strand}" d="M{bar.end_x} {bar.y + 1}l9 {low}l-9 {low}z" />' if bar.goes_on else ""
    crossed = item.status == "stopped" and bar.width >= 34
    cross = f'<path class="stopped" d="M{bar.end_x - 13} {bar.middle - 4}l8 8m0 -8l-8 8" />' if crossed else ""
    note = f", {escape(item.note)}" if item.note else ""
    return Markup(  # noqa: S704 - numbers and our own words; what people wrote is escaped
        f"<g><title>{escape(item.label)}, {escape(item.who)}{note}</title>"
        f'<rect class="{fill}" x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}" rx="5" />{arrow}'
        f'<g class="{ink}" transform="translate({bar.x + 4} {bar.middle - 4}) scale(.67)">{SHAPES[strand]}</g>{cross}'
        f'<text class="{words}" x="{bar.text_x}" y="{bar.text_y}" font-size="{font}" font-weight="600"'
        f' text-anchor="{bar.anchor}">{escape(bar.text)}</text></g>'
    )


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
