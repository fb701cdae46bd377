"""A picture as a file: whole on its own, inert, the same each time, in the colours of the screen."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from app.web.charts import (
    Area,
    Chart,
    Line,
    Measure,
    Need,
    Step,
    draw_coverage,
    draw_crossing,
    draw_flow,
    draw_measures,
    draw_multiples,
)
from app.web.charts.looks import COLOURS, LOOKS, attributes
from app.web.charts.svg import on_page
from app.web.figures import paper_picture, png_file, svg_file
from app.web.paper import Sheet, typeset
from tests.unit.web.charts.samples import CALM, COVERAGE, CROSSING, FLOW, LOAD, MULTIPLES

CSS = Path(__file__).parents[4] / "app" / "static" / "css"
FOOT = "Waterstad, 2026. Aantallen onder 10 tonen we niet."
ALLOWED = {"svg", "title", "desc", "defs", "pattern", "g", "rect", "path", "circle", "text"}
MEAN = "<script>alert(1)</script>\"' onload=x &amp; ]]>"


def charts(name: str = "De Terp") -> dict[str, Chart]:
    """One of each picture, with something left out in each, called what somebody may call a team."""
    mixes = ({"care": 30, "enforcement": 52, "activation": 18}, None)
    return {
        "flow": draw_flow([Step(0, "care", "none", 20), Step(0, "enforcement", "care", None)], FLOW),
        "multiples": draw_multiples([Area(name, mixes, name)], [name, "K2"], MULTIPLES).chart,
        "crossing": draw_crossing(
            [Line("professional", name, (3, 1)), Line("network", name, (1, 3))], [name, "b"], CROSSING
        ),
        "coverage": draw_coverage([Need(name, name, None, {"care": 3}), Need("b", name, 4, {})], COVERAGE).chart,
        "measures": draw_measures([Measure(name, 52, 30, 45), Measure("b", None)], LOAD),
    }


def _looks() -> Iterator[str]:
    for chart in charts().values():
        yield from re.findall(r'class="([^"]+)"', on_page(chart.wide, "a", "b", "c"))


@pytest.mark.parametrize("kind", charts())
def test_a_file_is_one_image_with_a_title_a_description_its_letters_and_nothing_that_runs_or_fetches(kind: str) -> None:
    svg = svg_file(charts(MEAN)[kind], FOOT).decode()
    root = ElementTree.fromstring(svg)
    tags = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    names = {name for element in root.iter() for name in element.attrib}
    addresses = re.findall(r"url\([^)]*\)", svg)

    assert tags <= ALLOWED
    assert not {
        name for name in names if name.startswith("on") or name in {"style", "class", "href"} or "xlink" in name
    }
    assert all(address.startswith("url(#w-") for address in addresses)
    assert {root.attrib["role"], root.attrib["aria-labelledby"]} == {"img", "t d"}
    assert "DejaVu Sans" in root.attrib["font-family"]
    assert root[0].text == charts()[kind].title
    assert root[1].text == charts()[kind].summary


@CALM
@given(st.text(max_size=40))
def test_whatever_somebody_typed_the_file_is_well_formed(typed: str) -> None:
    chart = draw_measures([Measure(typed, 1)], LOAD)
    ElementTree.fromstring(svg_file(chart, typed).decode())


@pytest.mark.parametrize("kind", charts())
def test_the_same_picture_gives_the_same_bytes_and_a_png_twice_as_fine(kind: str) -> None:
    one, other = (charts()[kind] for _ in range(2))
    png = png_file(one, FOOT)
    wide = int(ElementTree.fromstring(svg_file(one, FOOT)).attrib["width"])

    assert svg_file(one, FOOT) == svg_file(other, FOOT)
    assert png == png_file(other, FOOT)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 2 * wide


def test_the_letters_of_a_png_are_drawn() -> None:
    texts = [len(png_file(draw_measures([Measure(name, 3)], LOAD))) for name in ("i", "Wijkteam Noord en Oost")]
    assert texts[1] > texts[0] + 1000


def test_a_letter_that_the_font_of_paper_does_not_have_is_no_fault() -> None:
    assert png_file(draw_measures([Measure("团队 🙂\ud800\x00", 3)], LOAD)).startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", charts())
def test_a_picture_goes_on_paper_with_words_that_say_the_same(kind: str) -> None:
    picture = paper_picture(charts()[kind], width=80)
    assert picture.alt == f"{charts()[kind].title}. {charts()[kind].summary}"
    sheet = Sheet("Kwartaal", (picture,), language="nl", sender="Waterstad", mark="m", page_word="Pagina")
    assert typeset(sheet, at=datetime(2026, 11, 22, tzinfo=UTC)).startswith(b"%PDF")


def test_a_page_gets_classes_and_ids_of_its_own_and_no_colour_or_style_of_the_picture() -> None:
    drawn = on_page(charts(MEAN)["flow"].wide, "flow-w", MEAN, "Zin")
    assert 'aria-labelledby="flow-w-t" aria-describedby="flow-w-d"' in drawn
    assert "<script" not in drawn
    assert set(re.findall(r'id="([^"]+)"', drawn)) == {"flow-w-t", "flow-w-d", "flow-w-left-out"}
    assert not re.search(r'style=|fill="#|stroke="', drawn)


def test_every_look_has_a_class_on_the_screen_and_attributes_in_a_file() -> None:
    sheets = "".join((CSS / f"{name}.css").read_text() for name in ("pictures", "charts"))
    for look in {name for names in _looks() for name in names.split(" ")}:
        assert re.search(rf"\.{look}\b", sheets) or look.startswith("cell"), look
        assert attributes(look)


def test_the_colours_of_a_file_are_those_of_the_screen() -> None:
    light = (CSS / "tokens.css").read_text().split("@media")[0]
    assert {name: re.findall(rf"--s-{name}: (#\w+);", light) for name in COLOURS} == {
        n: [c] for n, c in COLOURS.items()
    }
    used = {value for look in LOOKS.values() for value in look.values() if value.startswith("#")}
    assert used <= set(COLOURS.values())
