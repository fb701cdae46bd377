"""Pictures that stand in a list many times, drawn here with their words: a template would take ten times as long."""

from collections.abc import Callable, Iterable

from flask import Flask
from markupsafe import Markup, escape

from app.web.charts import SHAPES, Part
from app.web.i18n import gettext as _

HIGH, LOW = 28, 14
#: From so many percent a part has room for shape and number on a phone too; below it the sheet shows the shape alone there.
ROOMY = 17


_NAMES: dict[str, Callable[[], str]] = {
    "care": lambda: _("Zorg"),
    "enforcement": lambda: _("Handhaving"),
    "activation": lambda: _("Activering"),
    "self": lambda: _("Zelf"),
    "network": lambda: _("Netwerk"),
    "professional": lambda: _("Professionals"),
}


def part_name(key: str) -> str:
    """What a part of a bar is called on the screen: a strand, or who carries."""
    return _NAMES[key]()


def parts_text(parts: Iterable[Part]) -> str:
    """*Zorg 60% · Activering 40%*: the same as the picture."""
    return " · ".join(_("%(name)s %(num)s%%", name=part_name(part.key), num=part.percent) for part in parts)


def bar_of_parts(parts: Iterable[Part], *, mini: bool = False) -> Markup:
    """A bar that shows how parts divide a whole: by colour, by shape, and by number where there is room for it."""
    parts = list(parts)
    high = LOW if mini else HIGH
    class_ = "parts parts--mini" if mini else "parts"
    drawn = "".join(
        f'<rect class="part part--{part.key}" x="{part.x}%" y="0" width="{part.percent}%" height="{high}" />'
        + _sign(part, high, mini=mini)
        for part in parts
    )
    return Markup(  # noqa: S704 - numbers, our own words and keys of our own
        f'<svg class="{class_}" height="{high}" role="img" aria-label="{escape(parts_text(parts))}">{drawn}</svg>'
    )


def _sign(part: Part, high: int, *, mini: bool) -> str:
    """The shape of a strand and the number, in the middle of a part that is wide enough for them."""
    shaped = part.key in SHAPES and part.percent >= (12 if mini else 5)
    numbered = not mini and part.percent >= 13
    shape = number = ""
    if shaped:
        left, up, scale = (-4, 4, ".67") if mini else (-24, 5 if numbered else 4, ".83" if numbered else ".67")
        shape = f'<g transform="translate({left} {high // 2 - up}) scale({scale})">{SHAPES[part.key]}</g>'
    if numbered:
        place = '-9"' if shaped else '0" text-anchor="middle"'
        number = f'<text class="part__number on" x="{place} y="{high // 2 + 5}">{part.percent}%</text>'
    if not (shape or number):
        return ""
    if shape and number and part.percent < ROOMY:
        bare = f'<g transform="translate(-5 {high // 2 - 5}) scale(.83)">{SHAPES[part.key]}</g>'
        return _placed(part, bare, " parts__bare") + _placed(part, shape + number, " parts__full")
    return _placed(part, shape + number)


def _placed(part: Part, drawn: str, class_: str = "") -> str:
    return f'<svg class="on{class_}" x="{part.middle}%" y="0" overflow="visible">{drawn}</svg>'


def install(app: Flask) -> None:
    """Gives templates the pictures and their words."""
    app.jinja_env.globals.update(shapes=SHAPES, strand_name=part_name, parts_text=parts_text, bar_of_parts=bar_of_parts)
