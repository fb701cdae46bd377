"""What may be told: nobody works out fewer than ten households from two answers, whatever is asked and however little there is."""

from collections import defaultdict
from itertools import product
from random import Random

import pytest

from app.insight.suppression import LEAST, Count, Key, Path, Verdict, decide

PLACES: tuple[Path, ...] = tuple((f"WK{d}", f"BU{d}{n}") for d in range(3) for n in range(3))
MONTHS: tuple[Path, ...] = tuple(("2025", f"2025-Q{m // 3 + 1}", f"2025-{m + 1:02d}") for m in range(12))
VALUES: tuple[Path, ...] = tuple((f"kind:{k}", f"organisation:{k}{o}") for k in "ab" for o in range(2))
STRANDS = ("care", "enforcement", "activation")
#: household, place, month, value, strand: one thing that began.
Begun = tuple[int, Path, Path, Path, str]


def world(random: Random, homes: int) -> list[Begun]:
    """Households, each in one place; some places, months and kinds are rare."""
    begun: list[Begun] = []
    for home in range(homes):
        place = random.choices(PLACES, [random.choice((1, 2, 9)) for _ in PLACES])[0]
        begun.extend((home, place, *_one(random)) for _ in range(random.choice((1, 1, 2, 3, 6))))
    return begun


def _one(random: Random) -> tuple[Path, Path, str]:
    return random.choice(MONTHS), random.choices(VALUES, (9, 4, 2, 1))[0], random.choices(STRANDS, (6, 3, 1))[0]


def lattice(begun: list[Begun]) -> tuple[dict[Key, Count], dict[Key, set[int]]]:
    """Every cell that can be asked, with its households; months without a value only, as the cuts are published."""
    homes: dict[Key, set[int]] = defaultdict(set)
    number: dict[Key, int] = defaultdict(int)
    for home, place, month, value, strand in begun:
        for p, t, v, s in product(range(3), range(1, 4), range(3), range(2)):
            if t == 3 and v:
                continue
            key = (place[:p], month[:t], value[:v], (strand,)[:s])
            homes[key].add(home)
            number[key] += 1
    return {key: Count(number[key], len(homes[key]), len(homes[key])) for key in number}, homes


def inside(one: Key, other: Key) -> bool:
    """Whether the first cell lies in the second one."""
    return all(a[: len(b)] == b for a, b in zip(one, other, strict=True))


def contributions(begun: list[Begun], key: Key) -> set[int]:
    """Places in the list of what lies in a cell."""
    return {
        at for at, (_, place, month, value, strand) in enumerate(begun) if inside((place, month, value, (strand,)), key)
    }


def test_nine_are_never_told_and_ten_are() -> None:
    whole: Key = ((), ("2025",), (), ())
    assert decide({whole: Count(9, 9, 9)}).told == frozenset()
    assert decide({whole: Count(10, 10, 9)}).told == frozenset()
    assert decide({whole: Count(10, 10, 10)}).told == {whole}


def cell(place: str, strand: str = "") -> Key:
    return ((place,) if place else (), ("2025",), (), (strand,) if strand else ())


def test_a_small_one_is_not_the_only_one_that_is_held_back() -> None:
    cells = {
        cell(""): Count(60, 60, 60),
        cell("a"): Count(40, 40, 40),
        cell("b"): Count(16, 16, 16),
        cell("c"): Count(4, 4, 4),
    }
    verdict = decide(cells)
    assert verdict.told == {cell(""), cell("a")}
    assert verdict.held == {cell("b"), cell("c")}


def test_small_ones_that_are_ten_together_need_no_other() -> None:
    cells = {
        cell(""): Count(52, 52, 52),
        cell("a"): Count(40, 40, 40),
        cell("b"): Count(7, 7, 7),
        cell("c"): Count(5, 5, 5),
    }
    assert decide(cells).told == {cell(""), cell("a")}


def test_a_hundred_percent_is_not_told() -> None:
    verdict = decide({cell(""): Count(40, 20, 20), cell("", "care"): Count(40, 20, 20)})
    assert verdict.told == {cell("")}
    assert verdict.whole == {cell("", "care")}


def test_households_of_two_strands_are_not_added_up() -> None:
    """Nine with enforcement and nine with activation can be the same nine."""
    counts = {"": 60, "care": 42, "enforcement": 9, "activation": 9}
    verdict = decide({cell("", strand): Count(n, n, n) for strand, n in counts.items()})
    assert verdict.told == {cell("")}


def test_nothing_is_told_inside_what_is_not_told() -> None:
    small: Key = (("a",), ("2025",), (), ())
    verdict = decide({small: Count(9, 9, 9), (("a", "b"), ("2025",), (), ()): Count(90, 90, 90)})
    assert verdict.told == frozenset()


@pytest.mark.parametrize("seed", range(6))
def test_what_lies_between_two_told_cells_is_nothing_or_ten_households(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - repeatable
    begun = world(random, random.choice((60, 150, 400)))
    cells, _ = lattice(begun)
    told = sorted(decide(cells).told)
    members = {key: contributions(begun, key) for key in told}
    for big, small in ((random.choice(told), random.choice(told)) for _ in range(4000)):
        if big != small and inside(small, big):
            _nothing_or_enough(begun, members[big] - members[small], (big, small))


@pytest.mark.parametrize("seed", range(6))
def test_what_a_whole_table_leaves_of_its_total_is_nothing_or_ten_households(seed: int) -> None:
    random = Random(100 + seed)  # noqa: S311 - repeatable
    begun = world(random, random.choice((60, 150, 400)))
    cells, _ = lattice(begun)
    verdict = decide(cells)
    told = sorted(verdict.told)
    members = {key: contributions(begun, key) for key in told}
    for _ in range(600):
        big = random.choice(told)
        depths = [random.randint(len(path), longest) for path, longest in zip(big, (2, 3, 2, 1), strict=True)]
        parts = [key for key in told if inside(key, big) and [len(path) for path in key] == depths]
        if parts:
            _nothing_or_enough(begun, members[big] - set().union(*(members[key] for key in parts)), (big, parts))


def _nothing_or_enough(begun: list[Begun], left: set[int], why: object) -> None:
    homes = {begun[at][0] for at in left}
    assert not homes or len(homes) >= LEAST, (len(homes), why)


def test_it_is_the_same_whatever_order_the_cells_come_in() -> None:
    random = Random(7)  # noqa: S311 - repeatable
    cells, _ = lattice(world(random, 200))
    shuffled = list(cells.items())
    random.shuffle(shuffled)
    one, other = decide(cells), decide(dict(shuffled))
    assert isinstance(one, Verdict)
    assert one == other
