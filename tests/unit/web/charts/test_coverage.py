"""Need against offer: where only enforcement answers or nothing does, and nothing concluded where a count is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.charts import STRANDS, Need, draw_coverage
from app.web.charts.coverage import mark
from app.web.charts.marks import LEFT_OUT, Box, Sign
from tests.unit.web.charts.samples import CALM, COUNTS, COVERAGE, FEW, LABELS, on_top_of_each_other, outside

OFFERS = st.dictionaries(st.sampled_from(STRANDS), COUNTS)


@CALM
@given(st.dictionaries(st.tuples(LABELS, LABELS), st.tuples(COUNTS, OFFERS), max_size=30))
def test_it_stays_on_the_sheet_and_no_words_touch(
    places: dict[tuple[str, str], tuple[int | None, dict[str, int | None]]],
) -> None:
    grid = draw_coverage([Need(*place, *numbers) for place, numbers in places.items()], COVERAGE)
    assert not outside(grid.chart.wide)
    assert not list(on_top_of_each_other(grid.chart.wide))
    assert len(grid.chart.table.rows) == len(places)


@pytest.mark.parametrize(
    ("need", "offer", "expected"),
    [
        (40, {"enforcement": 12}, "enforcement"),
        (40, {"enforcement": 12, "care": 0}, "enforcement"),
        (40, {}, "nothing"),
        (40, {"care": 0}, "nothing"),
        (40, {"care": 11, "enforcement": 12}, ""),
        (40, {"care": None, "enforcement": 12}, ""),
        (40, {"care": None}, ""),
        (0, {}, ""),
        (None, {}, ""),
    ],
)
def test_it_marks_only_what_is_certain(need: int | None, offer: dict[str, int | None], expected: str) -> None:
    assert mark(Need("Geld", "De Terp", need, offer)) == expected


def test_a_square_says_need_offer_and_mark_and_the_table_says_the_same() -> None:
    grid = draw_coverage(
        [
            Need("Geld", "De Terp", 1045, {"enforcement": 31}),
            Need("Geld", "Oostvaart", None, {"care": None}),
            Need("Wonen", "De Terp", 0, {}),
        ],
        COVERAGE,
    )
    (money, (bare, hidden)), (_, (none, missing)) = grid.rows

    assert (money, grid.areas) == ("Geld", ("De Terp", "Oostvaart"))
    assert (bare.need, bare.remark) == ("vraag: 1.045", "alleen handhaving")
    assert [(offer.name, offer.count) for offer in bare.offers] == [("Handhaving", "31")]
    assert (hidden.need, hidden.hidden, hidden.offers[0].count, hidden.remark) == (FEW, True, FEW, "")
    assert none.need == missing.need == "geen vraag"
    assert grid.chart.table.shown[:2] == (
        ("Geld", "De Terp", "1.045", "0", "31", "0", "alleen handhaving"),
        ("Geld", "Oostvaart", FEW, FEW, "0", "0", ""),
    )


def test_the_drawing_weaves_what_is_left_out_and_explains_a_shape_without_a_number() -> None:
    drawing = draw_coverage([Need("Geld", "De Terp", None, {"care": None})], COVERAGE).chart.wide
    assert [box.weave for box in drawing.marks if isinstance(box, Box)] == [LEFT_OUT]
    assert [sign.strand for sign in drawing.marks if isinstance(sign, Sign)] == ["care", *STRANDS]
    assert drawing.texts()[-1] == COVERAGE.bare


def test_it_refuses_a_place_twice_a_strand_that_is_none_and_a_number_below_zero() -> None:
    one = Need("Geld", "De Terp", 1, {})
    for wrong in ([one, one], [Need("Geld", "De Terp", 1, {"zorg": 1})], [Need("Geld", "De Terp", -1, {})]):
        with pytest.raises(ValueError, match=r"twice|not a need"):
            draw_coverage(wrong, COVERAGE)


def test_beside_a_need_that_is_left_out_the_table_does_not_say_that_nothing_is_offered() -> None:
    grid = draw_coverage([Need("Geld", "De Terp", None, {}), Need("Geld", "Oost", 40, {})], COVERAGE)
    assert [row[2:6] for row in grid.chart.table.shown] == [(FEW, FEW, FEW, FEW), ("40", "0", "0", "0")]
