"""Shares over time as small pictures: what is drawn, what is woven, and that the table says the same."""

import pytest

from app.web.charts import Share, SharesWords, draw_shares
from app.web.charts.marks import LEFT_OUT, Box
from app.web.charts.table import About

WORDS = SharesWords(About("Houdingen", "Het deel.", "te weinig", "nl"), "deel", ("Houding", "Periode", "Deel"))
PERIODS = ("2025-Q1", "2025-Q2", "2025-Q3")


def test_each_period_has_a_column_and_what_may_not_be_shown_is_woven_in_one_size() -> None:
    many = draw_shares([Share("los", (40, None, 0), "x"), Share("samen", (60, None, 100), "y")], PERIODS, WORDS)
    boxes = [mark for mark in many.pieces[0].drawing.marks if isinstance(mark, Box)]
    assert [(box.look, box.height) for box in boxes] == [("fill-bar", 40), ("fill-left-out", 100)], (
        "nothing is drawn of zero"
    )
    assert [box.weave for box in boxes] == ["", LEFT_OUT]
    assert many.chart.table.rows == (
        ("los", "2025-Q1", 40), ("los", "2025-Q2", None), ("los", "2025-Q3", 0),
        ("samen", "2025-Q1", 60), ("samen", "2025-Q2", None), ("samen", "2025-Q3", 100),
    )  # fmt: skip
    assert [piece.name for piece in many.pieces] == ["los", "samen"]


@pytest.mark.parametrize("percents", [(1, 2), (1, 2, 101), (1, -1, None)])
def test_what_is_no_share_is_refused(percents: tuple[int | None, ...]) -> None:
    with pytest.raises(ValueError, match="los"):
        draw_shares([Share("los", percents, "x")], PERIODS, WORDS)
