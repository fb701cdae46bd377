"""The colours of a picture in a file. On the screen they come from the sheets of style; in a file every mark says its own.

They are the light theme of ``tokens.css``, because a file ends up in a report on white paper; a test holds both to each other.
"""

from collections.abc import Mapping
from typing import Final

#: The names of ``tokens.css`` without their ``--s-``.
COLOURS: Final = {
    "ink": "#1d2733",
    "muted": "#55616f",
    "surface": "#ffffff",
    "quiet": "#efece5",
    "line": "#d9d4ca",
    "edge": "#6b7684",
    "brand": "#123f5a",
    "care": "#0068a6",
    "enforcement": "#ad4300",
    "activation": "#006b52",
    "on-strand": "#ffffff",
    "win": "#7a5a00",
    "alert": "#a61b29",
    "network": "#5f6f2d",
    "professional": "#596675",
}

#: The last ones are on every machine; the typesetter knows its condensed letter by the name of the family.
FONTS: Final = "Segoe UI, Noto Sans, DejaVu Sans, sans-serif"


def _line(colour: str, width: float, dash: str = "") -> dict[str, str]:
    dashed = {"stroke-dasharray": dash} if dash else {}
    return {"fill": "none", "stroke": COLOURS[colour], "stroke-width": f"{width:g}", **dashed}


def _band(colour: str) -> dict[str, str]:
    return {**_line(colour, 1), "fill": COLOURS[colour], "fill-opacity": "0.22", "stroke-opacity": "0.7"}


def _mark(colour: str) -> dict[str, str]:
    return {"fill": COLOURS[colour], "stroke": COLOURS["surface"], "stroke-width": "1.5"}


#: What a look is in a file, as attributes of SVG. Several looks (``a b``) lie over each other from left to right.
LOOKS: Final[Mapping[str, Mapping[str, str]]] = {
    "": {"fill": COLOURS["ink"]},
    "paper": {"fill": COLOURS["surface"]},
    "t-muted": {"fill": COLOURS["muted"]},
    "on": {"fill": COLOURS["on-strand"]},
    "halo": {"paint-order": "stroke", "stroke": COLOURS["surface"], "stroke-width": "4", "stroke-linejoin": "round"},
    "axis": _line("line", 1),
    "weave": {"fill": COLOURS["on-strand"], "fill-opacity": "0.55"},
    "weave-over": {"fill": COLOURS["alert"]},
    "weave-left-out": {"fill": COLOURS["edge"], "fill-opacity": "0.55"},
    "fill-care": {"fill": COLOURS["care"]},
    "fill-enforcement": {"fill": COLOURS["enforcement"]},
    "fill-activation": {"fill": COLOURS["activation"]},
    "fill-none": {"fill": COLOURS["edge"]},
    "fill-bar": {"fill": COLOURS["brand"]},
    "fill-over": {"fill": COLOURS["surface"], "stroke": COLOURS["alert"], "stroke-width": "1.5"},
    "seam": {"stroke": COLOURS["surface"], "stroke-width": "1"},
    "fill-left-out": {**_line("edge", 1, "3 3"), "fill": COLOURS["surface"]},
    "band-care": _band("care"),
    "band-enforcement": _band("enforcement"),
    "band-activation": _band("activation"),
    "span": {"fill": COLOURS["quiet"]},
    "span-edge": _line("edge", 1.5),
    "line-professional": _line("professional", 2.5, "7 5"),
    "line-network": _line("win", 3),
    "line-own": _line("muted", 1.5, "1.5 3.5"),
    "mark-professional": {**_mark("professional"), "fill": COLOURS["surface"], "stroke": COLOURS["professional"]},
    "mark-network": _mark("win"),
    "mark-own": _mark("muted"),
    "crossing": _line("ink", 1.5),
    # The ecomap, which has its own sheet (ecomap.css) on the screen.
    "tie-1": _line("edge", 1.5, "5 5"),
    "tie-2": _line("edge", 2),
    "tie-3": _line("network", 5),
    "tie-strain": _line("alert", 2),
    "box-network": {**_line("network", 2), "fill": COLOURS["surface"]},
    "box-professional": {**_line("professional", 2, "6 3"), "fill": COLOURS["surface"]},
    "cell": {"fill": COLOURS["surface"], "stroke": COLOURS["line"], "stroke-width": "1"},
    "cell-enforcement": {**_line("enforcement", 2, "5 3"), "fill": COLOURS["surface"]},
    "cell-nothing": {**_line("ink", 2), "fill": COLOURS["surface"]},
}


def attributes(look: str) -> str:
    """The look as attributes, in a fixed order. An unknown look raises ``KeyError``: a file would show it black."""
    found: dict[str, str] = {}
    for name in look.split(" "):
        found.update(LOOKS[name])
    return "".join(f' {name}="{value}"' for name, value in found.items())
