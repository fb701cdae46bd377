"""Bars on one scale: their length is their value, what lies over the band is woven and said, what is left out has one length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.charts import Measure, draw_measures
from app.web.charts.marks import LEFT_OUT, Box
from app.web.charts.measures import HIDDEN_LONG
from tests.unit.web.charts.samples import CALM, FEW, LABELS, LOAD, TIMES, both, on_top_of_each_other, outside

NUMBERS = st.floats(0, 10**6, allow_nan=False).map(lambda value: round(value, 1))


@st.composite
def rows(draw: st.DrawFn) -> Measure:
    """A bar with or without a band, shown or left out."""
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    band = draw(st.sampled_from([(None, None), (low, high), (None, high), (low, None)]))
    return Measure(draw(LABELS), draw(st.none() | NUMBERS), *band)


@CALM
@given(st.lists(rows(), max_size=30))
def test_it_stays_on_the_sheet_and_no_words_touch(bars: list[Measure]) -> None:
    chart = draw_measures(bars, LOAD)
    for drawing in both(chart):
        assert not outside(drawing)
        assert not list(on_top_of_each_other(drawing))
    assert len(chart.table.rows) == len(bars)


@CALM
@given(st.lists(st.integers(0, 10**5), min_size=1, max_size=20))
def test_a_bar_is_as_long_as_its_value(values: list[int]) -> None:
    drawing = draw_measures([Measure(str(number), value) for number, value in enumerate(values)], TIMES).wide
    bars = [mark.width for mark in drawing.marks if isinstance(mark, Box)]
    pixels = max(bars) / max(values) if max(values) else 0
    assert bars == pytest.approx([value * pixels for value in values], abs=0.2)


def test_what_lies_over_the_band_is_woven_and_said_and_so_is_room() -> None:
    chart = draw_measures(
        [
            Measure("Noord", 52, 30, 45),
            Measure("Oost", 41, 30, 45),
            Measure("Zuid", 22.5, 30, 45),
            Measure("Jeugd", None, 1, 2),
        ],
        LOAD,
    )
    over = [mark for mark in chart.wide.marks if isinstance(mark, Box) and mark.weave == "over"]
    said = {"52 · 7 te veel", "41 · past", "22,5 · ruimte voor 7,5", FEW}

    assert [mark.title for mark in over] == ["Noord: 52 · 7 te veel"]
    for drawing in both(chart):
        assert said <= set(drawing.texts())
    assert chart.table.shown[0] == ("Noord", "52", "30", "45", "52 · 7 te veel")
    assert chart.table.shown[3] == ("Jeugd", FEW, "1", "2", FEW)


def test_what_is_left_out_has_the_same_length_whatever_stands_beside_it() -> None:
    for most in (10, 10_000):
        drawing = draw_measures([Measure("Noord", most), Measure("Jeugd", None)], TIMES).wide
        assert [mark.width for mark in drawing.marks if isinstance(mark, Box) and mark.weave == LEFT_OUT] == [
            HIDDEN_LONG
        ]


def test_plain_bars_have_a_table_of_two_columns_also_when_there_is_nothing() -> None:
    assert draw_measures([Measure("Doen", 183)], TIMES).table.shown == (("Doen", "183"),)
    assert draw_measures([], TIMES).table.heads == ("Fase", "Duur (dagen)")
    assert draw_measures([], TIMES).wide.texts() == ["0", "1"]


def test_it_draws_a_thousand_bars_all_zero() -> None:
    chart = draw_measures([Measure(f"Team {number}", 0) for number in range(1000)], TIMES)
    assert not [wrong for drawing in both(chart) for wrong in outside(drawing)]
    assert {mark.width for mark in chart.wide.marks if isinstance(mark, Box)} == {0}


def test_two_pictures_can_have_one_scale() -> None:
    drawn = [draw_measures([Measure("Doen", value)], TIMES, most=100).wide for value in (25, 100)]
    short, long = [next(mark.width for mark in drawing.marks if isinstance(mark, Box)) for drawing in drawn]
    assert short * 4 == pytest.approx(long, abs=0.4)


@pytest.mark.parametrize("wrong", [Measure("Noord", -1), Measure("Noord", 1, 5, 4), Measure("Noord", 1, -1, 4)])
def test_it_refuses_what_cannot_be(wrong: Measure) -> None:
    with pytest.raises(ValueError, match="not a measure"):
        draw_measures([wrong], TIMES)
