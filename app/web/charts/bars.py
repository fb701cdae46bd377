"""One bar of the timeline: where it lies, where its words stand, and how it is drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup, escape

from app.web.charts.strands import SHAPES, TimelineItem
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


def make_bar(item: TimelineItem, today: date, window: Window, frame: Frame) -> Bar:
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
