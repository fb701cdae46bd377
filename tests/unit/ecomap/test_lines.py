"""A line of the map goes round a third person instead of behind them, and nobody is moved for it."""

import math

import pytest

from app.ecomap.lines import MOST, Block, Line, line_between

BOX = (53.0, 20.0)
PAGE = (1100.0, 700.0)
LEFT, RIGHT = Block((150.0, 300.0), BOX), Block((850.0, 300.0), BOX)


def _between(*others: Block) -> Line:
    return line_between(LEFT, RIGHT, others, page=PAGE)


def test_a_free_line_is_straight_from_border_to_border() -> None:
    line = _between(Block((500.0, 380.0), BOX))
    assert line.path() == "M203.0 300.0L797.0 300.0"


@pytest.mark.parametrize(("below", "bends_up"), [(8.0, True), (-8.0, False)])
def test_it_bends_away_from_whom_it_would_run_behind(below: float, bends_up: bool) -> None:
    third = Block((500.0, 300.0 + below), BOX)
    line = _between(third)
    assert "Q" in line.path()
    assert (line.at(0.5)[1] < 300) is bends_up
    assert line.behind([third]) == []


def test_it_takes_the_other_side_when_somebody_stands_there() -> None:
    third, fourth = Block((500.0, 308.0), BOX), Block((500.0, 250.0), BOX)
    line = _between(third, fourth)
    assert line.behind([third, fourth]) == []


def test_it_is_the_same_wherever_one_begins() -> None:
    third = Block((500.0, 308.0), BOX)
    back = line_between(RIGHT, LEFT, [third], page=PAGE)
    assert math.isclose(back.at(0.5)[1], _between(third).at(0.5)[1])


def test_it_stays_straight_where_no_bend_is_free_and_on_a_crowded_map() -> None:
    wall = [Block((500.0, 300.0 + 45 * step), BOX) for step in range(-5, 6)]
    assert "Q" not in _between(*wall).path()
    crowd = [Block((500.0, 308.0), BOX), *(Block((500.0, 2000.0), BOX) for _one in range(MOST))]
    assert "Q" not in _between(*crowd).path()


def test_it_stays_on_the_page() -> None:
    top = line_between(Block((150.0, 30.0), BOX), Block((850.0, 30.0), BOX), [Block((500.0, 34.0), BOX)], page=PAGE)
    low = line_between(Block((150.0, 670.0), BOX), Block((850.0, 670.0), BOX), [Block((500.0, 666.0), BOX)], page=PAGE)
    for line in (top, low):
        assert all(0 < line.at(part / 10)[1] < PAGE[1] for part in range(11))
        assert "Q" in line.path()


def test_arrows_and_teeth_follow_the_bend() -> None:
    line = _between(Block((500.0, 308.0), BOX))
    assert line.through is not None
    tip, *feet = [tuple(map(float, corner.split(","))) for corner in line.arrow().split()]
    middle = (sum(x for x, _y in feet) / 2, sum(y for _x, y in feet) / 2)
    along = math.atan2(tip[1] - middle[1], tip[0] - middle[0])
    assert math.isclose(along, math.atan2(tip[1] - line.through[1], tip[0] - line.through[0]), abs_tol=0.02)
    teeth = [tuple(map(float, point.split())) for point in line.zigzag().removeprefix("M").split("L")]
    assert min(y for _x, y in teeth) < line.at(0.5)[1] + 6
    assert teeth[0] == pytest.approx(line.start, abs=0.1)
