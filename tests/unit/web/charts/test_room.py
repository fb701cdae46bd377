"""Labels are kept apart near where they belong, axes end at round numbers, numbers are written as people write them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.charts import Numbers, text_width
from app.web.charts.numbers import percent
from app.web.charts.room import axis_steps, spread, wrap
from tests.unit.web.charts.samples import CALM, LABELS


@CALM
@given(st.lists(st.floats(-500, 500), max_size=6).map(sorted))
def test_labels_are_kept_apart_between_their_ends(wanted: list[float]) -> None:
    places = spread(wanted, 16, 0, 100)
    assert all(later - earlier >= 15.8 for earlier, later in pairwise(places))
    assert all(0 <= place <= 100 for place in places)


def test_labels_with_room_stay_where_they_belong_and_too_many_are_refused() -> None:
    assert spread([10, 50, 90], 16, 0, 100) == [10, 50, 90]
    assert spread([50, 50], 16, 0, 100) == [50, 66]
    with pytest.raises(ValueError, match="no room"):
        spread([1] * 8, 16, 0, 100)


@CALM
@given(st.floats(0.001, 10**9))
def test_an_axis_begins_at_nothing_and_ends_at_or_just_over_the_most(most: float) -> None:
    steps = axis_steps(most)
    assert steps[0] == 0
    assert steps[-1] >= most * 0.999
    assert 2 <= len(steps) <= 6
    assert steps[-2] < most * 1.001


@CALM
@given(LABELS, st.integers(60, 400))
def test_a_sentence_is_broken_into_lines_that_fit(text: str, room: int) -> None:
    lines = wrap(text, 12, room)
    assert len(lines) <= 3
    assert all(text_width(line, 12) <= room for line in lines)


def test_numbers_are_written_as_dutch_and_english_write_them() -> None:
    assert [Numbers("nl").plain(number) for number in (1284, 2.4, 2.0, 0)] == ["1.284", "2,4", "2", "0"]
    assert [Numbers("en").plain(number) for number in (1284, 2.4)] == ["1,284", "2.4"]
    assert [percent(1, 8), percent(1, 3), percent(0, 0)] == [13, 33, 0]
