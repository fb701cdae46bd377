"""From a drawing to SVG: with classes for a page, or with its own colours for a file.

Nothing but shapes and text comes out: no script, no link, no style and no picture from elsewhere, whatever somebody called a team.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from markupsafe import Markup, escape

from app.web.charts.looks import FONTS, attributes
from app.web.charts.marks import LEFT_OUT, Box, Drawing, Group, Mark, Path, Sign, Words
from app.web.charts.strands import SHAPES

Dress = Callable[[str], str]

#: The forms that a weave repeats: its size, its turn, and what stands in it.
_WEAVES: Final = {
    "stripes": ("7", 45, '<rect width="2.5" height="7"{look} />'),
    "dots": ("6", 0, '<circle cx="3" cy="3" r="1.4"{look} />'),
    "over": ("6", -45, '<rect width="3" height="6"{look} />'),
    LEFT_OUT: ("6", -45, '<rect width="1.5" height="6"{look} />'),
}
_WOVEN_WITH: Final = {"stripes": "weave", "dots": "weave", "over": "weave-over", LEFT_OUT: "weave-left-out"}


def on_page(drawing: Drawing, name: str, title: str, summary: str) -> Markup:
    """The picture inside a page; ``name`` is unique there and begins the ids of its title, its description and its weaves."""
    return Markup(  # noqa: S704 - numbers and our own words; what people wrote is escaped
        f'<svg viewBox="0 0 {drawing.width} {drawing.height}" role="img" aria-labelledby="{name}-t" aria-describedby="{name}-d">'
        f'<title id="{name}-t">{_text(title)}</title><desc id="{name}-d">{_text(summary)}</desc>'
        f"{_inside(drawing, name, _class)}</svg>"
    )


def as_file(drawing: Drawing, title: str, summary: str, language: str) -> str:
    """The picture on its own: colours, letters, title and description all inside."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{language}" width="{drawing.width}" height="{drawing.height}"'
        f' viewBox="0 0 {drawing.width} {drawing.height}" role="img" aria-labelledby="t d" font-family="{FONTS}">'
        f'<title id="t">{_text(title)}</title><desc id="d">{_text(summary)}</desc>'
        f'<rect width="{drawing.width}" height="{drawing.height}"{attributes("paper")} />'
        f"{_inside(drawing, 'w', attributes)}</svg>\n"
    )


def _inside(drawing: Drawing, name: str, dress: Dress) -> str:
    used = {mark.weave for mark, _ in drawing.placed() if isinstance(mark, (Box, Path)) and mark.weave}
    weaves = "".join(_pattern(weave, name, dress) for weave in _WEAVES if weave in used)
    return (f"<defs>{weaves}</defs>" if weaves else "") + _drawn(drawing.marks, name, dress)


def _pattern(weave: str, name: str, dress: Dress) -> str:
    size, turn, form = _WEAVES[weave]
    turned = f' patternTransform="rotate({turn})"' if turn else ""
    return (
        f'<pattern id="{name}-{weave}" width="{size}" height="{size}" patternUnits="userSpaceOnUse"{turned}>'
        f"{form.format(look=dress(_WOVEN_WITH[weave]))}</pattern>"
    )


def _drawn(marks: Iterable[Mark], name: str, dress: Dress) -> str:
    return "".join(map(partial(_one, name=name, dress=dress), marks))


def _one(mark: Mark, name: str, dress: Dress) -> str:
    if isinstance(mark, Group):
        return f'<g transform="translate({mark.x:g} {mark.y:g})">{_drawn(mark.marks, name, dress)}</g>'
    if isinstance(mark, Words):
        return _words(mark, dress)
    if isinstance(mark, Sign):
        moved = f"translate({mark.x:g} {mark.y:g}) scale({round(mark.size / 12, 3):g})"
        return f'<g transform="{moved}"{dress(mark.look)}>{SHAPES[mark.strand]}</g>'
    return _form(mark, name, dress)


def _words(mark: Words, dress: Dress) -> str:
    anchor = "" if mark.anchor == "start" else f' text-anchor="{mark.anchor}"'
    bold = ' font-weight="600"' if mark.bold else ""
    look = dress(f" {mark.look}")  # ink first, whatever else
    return f'<text x="{mark.x:g}" y="{mark.y:g}" font-size="{mark.size}"{anchor}{bold}{look}>{_text(mark.text)}</text>'


def _form(mark: Box | Path, name: str, dress: Dress) -> str:
    """The form in its fill, and once more in its weave: a class wins over an attribute, so one form cannot hold both."""
    if isinstance(mark, Box):
        radius = f' rx="{mark.radius:g}"' if mark.radius else ""
        shape = f'<rect x="{mark.x:g}" y="{mark.y:g}" width="{mark.width:g}" height="{mark.height:g}"{radius}'
    else:
        shape = f'<path d="{mark.d}"'
    woven = f'{shape} fill="url(#{name}-{mark.weave})" />' if mark.weave else ""
    drawn = f"{shape}{dress(mark.look)} />{woven}"
    return f"<g><title>{_text(mark.title)}</title>{drawn}</g>" if mark.title else drawn


def _class(look: str) -> str:
    names = look.strip()
    return f' class="{names}"' if names else ""


def _text(text: str) -> str:
    """Escaped, and without the letters that XML forbids: a file with one of them opens nowhere."""
    return str(escape("".join(letter for letter in text if letter in "\t\n" or (letter >= " " and _allowed(letter)))))


def _allowed(letter: str) -> bool:
    return not ("\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff" or "\x7f" <= letter <= "\x9f")
