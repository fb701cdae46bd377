"""Small pictures on one scale: columns of a hundred, woven where they may not be shown, equal to their table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.charts import STRANDS, Area, draw_multiples
from app.web.charts.marks import LEFT_OUT, Box
from app.web.charts.multiples import Mix
from tests.unit.web.charts.samples import CALM, FEW, LABELS, MULTIPLES, both, on_top_of_each_other, outside

MIXES = st.none() | st.dictionaries(st.sampled_from(STRANDS), st.integers(0, 10**6))


def columns(marks: object) -> dict[float, list[Box]]:
    found: dict[float, list[Box]] = {}
    for mark in marks:  # type: ignore[attr-defined]
        if isinstance(mark, Box):
            found.setdefault(mark.x, []).append(mark)
    return found


@CALM
@given(st.lists(st.tuples(LABELS, MIXES), max_size=14), LABELS, LABELS)
def test_every_column_is_whole_and_nothing_leaves_the_sheet(
    history: list[tuple[str, Mix]], name: str, sentence: str
) -> None:
    area = Area(name, tuple(mix for _, mix in history), sentence)
    many = draw_multiples([area, area], [period for period, _ in history], MULTIPLES)
    drawing = many.pieces[0].drawing

    assert not outside(drawing)
    assert not list(on_top_of_each_other(drawing))
    assert not [wrong for sheet in (*both(many.chart), many.key) for wrong in outside(sheet)]
    filled = [mix for _, mix in history if mix is None or any(mix.values())]
    assert [sum(box.height for box in column) for column in columns(drawing.marks).values()] == [100] * len(filled)


def test_the_table_says_what_the_columns_say_and_the_last_shares_stand_beside_them() -> None:
    mixes: tuple[Mix, ...] = (None, {"care": 30, "enforcement": 52, "activation": 18}, {"care": 1, "activation": 2})
    many = draw_multiples([Area("De Terp", mixes, "Leunt op handhaving.")], ["K1", "K2", "K3"], MULTIPLES)
    boxes = [mark for mark in many.pieces[0].drawing.marks if isinstance(mark, Box)]

    assert [box.title for box in boxes] == [
        f"K1: {FEW}",
        *("K2: Zorg 30%", "K2: Handhaving 52%", "K2: Activering 18%"),
        *("K3: Zorg 33%", "K3: Activering 67%"),
    ]
    assert [box.weave for box in boxes[:4]] == [LEFT_OUT, "", "stripes", "dots"]
    assert {"67%", "33%"} <= set(many.pieces[0].drawing.texts())
    assert many.chart.table.shown == (
        ("De Terp", "K1", FEW, FEW, FEW, FEW),
        ("De Terp", "K2", "30", "52", "18", "100"),
        ("De Terp", "K3", "33", "0", "67", "3"),
    )
    assert FEW in many.key.texts()


def test_it_names_no_share_beside_a_last_period_that_may_not_be_shown() -> None:
    many = draw_multiples([Area("De Terp", ({"care": 90}, None), "")], ["K1", "K2"], MULTIPLES)
    assert many.pieces[0].drawing.texts() == ["0%", "50%", "100%", "K1", "K2"]


def test_the_sheet_holds_every_picture_with_its_name_and_its_sentence() -> None:
    areas = [Area(f"Buurt {number}", ({"care": 20},), f"Zin {number}.") for number in range(1000)]
    chart = draw_multiples(areas, ["K1"], MULTIPLES).chart
    for drawing in both(chart):
        assert {"Buurt 0", "Zin 0.", "Buurt 999", "Zin 999."} <= set(drawing.texts())
        assert not outside(drawing)
    assert len(chart.table.rows) == 1000


def test_it_refuses_a_mix_too_few_and_a_strand_that_is_none() -> None:
    with pytest.raises(ValueError, match="De Terp"):
        draw_multiples([Area("De Terp", (), "")], ["K1"], MULTIPLES)
    with pytest.raises(ValueError, match="De Terp"):
        draw_multiples([Area("De Terp", ({"zorg": 1},), "")], ["K1"], MULTIPLES)
