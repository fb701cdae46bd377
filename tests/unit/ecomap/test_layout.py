"""No label lies over another, the same people get the same places, and the drawing keeps the width of a page."""

from itertools import combinations

import pytest

from app.ecomap.layout import BOX_W, WIDTH, lay_out, overlaps

TOWNS = [
    (0, 0, 0, 0),
    (0, 3, 2, 1),
    (1, 4, 4, 6),
    (2, 20, 20, 18),
    (0, 60, 0, 0),
    (60, 0, 0, 0),
    (0, 0, 0, 60),
    (5, 30, 15, 10),
]


@pytest.mark.parametrize("numbers", TOWNS)
def test_it_gives_everybody_a_place_of_their_own_within_the_page(numbers: tuple[int, ...]) -> None:
    layout = lay_out(numbers)
    assert tuple(len(spots) for spots in layout.spots) == numbers
    everybody = [spot for spots in layout.spots for spot in spots]
    assert not [pair for pair in combinations([layout.centre, *everybody], 2) if overlaps(*pair)]
    assert all(BOX_W / 2 <= x <= WIDTH - BOX_W / 2 and 0 < y < layout.height for x, y in everybody)


def test_it_puts_nobody_over_the_name_of_a_circle() -> None:
    layout = lay_out((2, 20, 20, 18))
    names = [(layout.centre[0], layout.centre[1] - ring.ry) for ring in layout.rings]
    assert not [spot for spots in layout.spots for spot in spots if any(overlaps(spot, name) for name in names)]


def test_it_is_the_same_every_time_and_grows_in_height_only() -> None:
    assert lay_out((0, 3, 2, 1)) == lay_out((0, 3, 2, 1))
    small, large = lay_out((0, 3, 2, 1)), lay_out((0, 60, 0, 0))
    assert large.height > small.height
    assert [ring.rx for ring in large.rings] == [ring.rx for ring in small.rings]
