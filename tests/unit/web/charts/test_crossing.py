"""Lines that cross: where, how often, and what is said of it; a period that may not be shown breaks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.charts import Line, crossings, draw_crossing
from app.web.charts.marks import Box, Path
from tests.unit.web.charts.samples import CALM, CROSSING, FEW, LABELS, both, on_top_of_each_other, outside

VALUES = st.none() | st.floats(0, 10**6, allow_nan=False).map(lambda value: round(value, 1))
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=40)
QUARTERS = ("K1 25", "K2 25", "K3 25", "K4 25")


def lines(*values: tuple[float | None, float | None]) -> list[Line]:
    professional, network = zip(*values, strict=True)
    return [Line("professional", "professionals", professional), Line("network", "mensen uit het netwerk", network)]


@CALM
@given(ROWS, LABELS, LABELS)
def test_it_stays_on_the_sheet_and_no_words_touch(
    rows: list[tuple[float | None, float | None, float | None]], name: str, period: str
) -> None:
    first, second, third = zip(*rows, strict=True) if rows else ((), (), ())
    drawn = [Line("professional", name, first), Line("network", name, second), Line("own", name, third, most=10**6)]
    chart = draw_crossing(drawn, [f"{period}{number}" for number in range(len(rows))], CROSSING)
    for drawing in both(chart):
        assert not outside(drawing)
        assert not list(on_top_of_each_other(drawing))


@CALM
@given(ROWS)
def test_it_finds_each_time_that_one_line_goes_over_the_other(
    rows: list[tuple[float | None, float | None, float | None]],
) -> None:
    one, other = [row[0] for row in rows], [row[1] for row in rows]
    expected, above = [], None
    for a, b in zip(one, other, strict=True):
        if a is None or b is None:
            above = None
        elif a != b:
            if above not in {None, b > a}:
                expected.append(b > a)
            above = b > a
    found = crossings(one, other)
    assert [crossing.up for crossing in found] == expected
    assert [crossing.at for crossing in found] == sorted(crossing.at for crossing in found)


def test_it_crosses_where_the_lines_meet_and_not_where_they_only_touch() -> None:
    ((halfway,), (at_once,), touched) = (
        crossings((3, 1), (1, 3)),
        crossings((3, 2, 1), (1, 2, 3)),
        crossings((3, 2, 3), (1, 2, 1)),
    )
    assert (halfway.at, halfway.value, halfway.up) == (0.5, 2, True)
    assert (at_once.at, at_once.value) == (1, 2)
    assert touched == []
    assert crossings((3, None, 1), (1, None, 3)) == []


def test_it_says_in_words_from_when_the_lines_have_crossed() -> None:
    chart = draw_crossing(lines((3.1, 0.7), (2.6, 1.6), (2.0, 2.2), (1.9, 2.4)), QUARTERS, CROSSING)
    for drawing in both(chart):
        assert "de lijnen kruisen: K3 25" in drawing.texts()
        assert len([mark for mark in drawing.marks if isinstance(mark, Path) and mark.look == "crossing"]) == 1
    assert chart.table.shown[0] == ("K1 25", "3,1", "0,7")


def test_it_says_nothing_of_crossing_when_they_do_not() -> None:
    chart = draw_crossing(lines((3, 1), (3, 1.5)), QUARTERS[:2], CROSSING)
    assert not [text for text in chart.wide.texts() if "kruisen" in text]


def test_each_line_has_a_mark_and_dashes_of_its_own_and_its_name_and_last_value_beside_it() -> None:
    own = Line("own", "eigen cijfer", (4, 7), most=10, unit="van 10")
    chart = draw_crossing([*lines((3, 1), (2, 2.4)), own], QUARTERS[:2], CROSSING)
    looks = {mark.look for mark in chart.wide.marks if isinstance(mark, Path)}
    assert {f"{part}-{kind}" for part in ("line", "mark") for kind in ("professional", "network", "own")} <= looks
    assert {"professionals", "mensen uit het netwerk", "2,4", "eigen cijfer", "7 van 10"} <= set(chart.wide.texts())
    assert {"professionals: 2", "mensen uit het netwerk: 2,4", "eigen cijfer: 7"} <= set(chart.narrow.texts())


def test_a_period_that_may_not_be_shown_breaks_the_lines_and_is_woven_and_explained() -> None:
    chart = draw_crossing(lines((3, 1), (None, None), (1, 3)), QUARTERS[:3], CROSSING)
    woven = [mark for mark in chart.wide.marks if isinstance(mark, Box)]
    runs = [mark for mark in chart.wide.marks if isinstance(mark, Path) and mark.look == "line-network"]
    assert woven[0].title == f"K2 25: {FEW}"
    assert len(runs) == 2
    assert FEW in chart.wide.texts()
    assert chart.table.shown[1] == ("K2 25", FEW, FEW)


def test_it_draws_a_thousand_periods_and_none_at_all() -> None:
    chart = draw_crossing(lines(*[(n % 7, n % 5) for n in range(1000)]), [str(n) for n in range(1000)], CROSSING)
    assert len(chart.wide.marks) < 60
    assert not outside(chart.wide)
    assert draw_crossing([], [], CROSSING).wide.texts() == ["0", "1"]


def test_it_refuses_a_line_twice_a_kind_that_is_none_and_a_value_too_few() -> None:
    one = Line("network", "netwerk", (1,))
    for wrong in (
        [one, one],
        [Line("zorg", "zorg", (1,))],
        [Line("own", "cijfer", ())],
        [Line("own", "cijfer", (-1,))],
    ):
        with pytest.raises(ValueError, match="line"):
            draw_crossing(wrong, ["K1"], CROSSING)
