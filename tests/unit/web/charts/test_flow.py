"""The order of the strands as bands: as thick as their counts, named without overlap, and silent about what is left out."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.charts import STRANDS, Step, draw_flow
from app.web.charts.flow import HIDDEN_HIGH, KEYS
from app.web.charts.marks import LEFT_OUT, Box, Path
from tests.unit.web.charts.samples import CALM, COUNTS, FEW, FLOW, both, on_top_of_each_other, outside

PLACES = [(turn, before, after) for turn, before, after in product((0, 1), STRANDS, KEYS)]


def steps(counts: list[int | None]) -> list[Step]:
    return [Step(*place, count) for place, count in zip(PLACES, counts, strict=False)]


@CALM
@given(st.lists(COUNTS, max_size=len(PLACES)))
def test_it_stays_on_the_sheet_and_no_words_touch(counts: list[int | None]) -> None:
    for drawing in both(draw_flow(steps(counts), FLOW)):
        assert not outside(drawing)
        assert not list(on_top_of_each_other(drawing))


@CALM
@given(st.lists(st.integers(1, 500), min_size=12, max_size=12))
def test_bands_are_as_thick_as_their_counts_and_a_place_holds_them_all(counts: list[int]) -> None:
    drawing = draw_flow(steps([*counts]), FLOW).wide
    bands = [mark for mark in drawing.marks if isinstance(mark, Path)]
    places = [mark for mark in drawing.marks if isinstance(mark, Box)]
    pixel = 300 / sum(counts)
    thick = [float(band.d.split("V")[1].split("C")[0]) - float(band.d.split("V")[0].split(" ")[-1]) for band in bands]

    assert thick == pytest.approx([max(2, count * pixel) for count in counts], abs=0.15)
    for place in places[:3]:
        assert (
            sum(t for band, t in zip(bands, thick, strict=True) if band.look.endswith(place.look[5:]))
            <= place.height + 1
        )


def test_it_says_the_share_of_what_left_the_same_place() -> None:
    chart = draw_flow([Step(0, "enforcement", "care", 61), Step(0, "enforcement", "none", 39)], FLOW)
    assert {"61 · 61%", "39 · 39%", "Handhaving 100"} <= set(chart.wide.texts())
    assert chart.table.shown == (
        ("1", "Handhaving", "Zorg", "61", "61"),
        ("1", "Handhaving", "Niets meer", "39", "39"),
    )
    assert chart.table.heads[3:] == ("Aantal (huishoudens)", "Aandeel (%)")


def test_what_is_left_out_has_one_thickness_and_gives_away_no_share_and_no_total() -> None:
    known = [Step(0, "care", "care", 50), Step(0, "care", "none", 30)]
    chart = draw_flow([*known, Step(0, "care", "activation", None), Step(1, "activation", "none", 40)], FLOW)
    hidden = [mark for mark in chart.wide.marks if isinstance(mark, Path) and mark.weave == LEFT_OUT]

    assert [round(mark.edges[3] - mark.edges[1], 1) >= HIDDEN_HIGH for mark in hidden] == [True]
    assert FEW in chart.wide.texts()
    assert {"50", "30", "Zorg 50"} <= set(chart.wide.texts())
    assert not [text for text in chart.wide.texts() if "80" in text or text == "Activering 40"]
    assert [row[4] for row in chart.table.shown] == [FEW, FEW, FEW, "100"]


def test_what_did_not_happen_is_not_drawn_but_stands_in_the_table() -> None:
    chart = draw_flow([Step(0, "care", "care", 20), Step(0, "care", "enforcement", 0)], FLOW)
    assert len([mark for mark in chart.wide.marks if isinstance(mark, Path)]) == 1
    assert [row[3] for row in chart.table.shown] == ["20", "0"]


def test_two_pictures_can_have_one_scale() -> None:
    few = draw_flow([Step(0, "care", "care", 10)], FLOW, most=100)
    many = draw_flow([Step(0, "care", "care", 100)], FLOW, most=100)
    thick = [chart.wide.marks[0].edges[3] - chart.wide.marks[0].edges[1] for chart in (few, many)]  # type: ignore[union-attr]
    assert thick == [30, 300]


def test_nothing_gives_a_sheet_that_names_its_columns() -> None:
    chart = draw_flow([], FLOW)
    assert chart.wide.texts() == ["Eerst", "Daarna", "En dan"]
    assert chart.table.rows == ()


@pytest.mark.parametrize(
    "wrong",
    [
        [Step(2, "care", "care", 1)],
        [Step(0, "none", "care", 1)],
        [Step(0, "care", "zorg", 1)],
        [Step(0, "care", "care", -1)],
        [Step(0, "care", "care", 1), Step(0, "care", "care", 2)],
    ],
)
def test_it_refuses_what_cannot_be(wrong: list[Step]) -> None:
    with pytest.raises(ValueError, match="step"):
        draw_flow(wrong, FLOW)
