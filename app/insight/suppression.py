"""Which cells of a lattice of counts may be told, so that no two answers differ by fewer than ten households or persons.

Pure. A cell stands at a place, in a period, at a value (a kind of organisation, a life domain ...) and at a strand; each of these four
is a path from coarse to fine, and the empty path is the whole. The parent of a cell in one direction is the cell one step coarser there.

A cell is told when ten households and ten persons stand behind it, when each of its parents is told, and when it is not the whole of
a parent in a direction that says something about people (a *100 % cell*). Of the cells into which one parent falls apart, what is held
back counts ten households and persons together or is nothing; else the smallest cell that would be told is held back too. So what
remains of a parent after any of its parts is taken away is nothing, or ten at least; and as every step from a coarse cell down to a fine
one is such a step, the same holds for any two cells of which one lies in the other. Source: domain.md R-19.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

#: Fewer households or persons than this are never told.
LEAST: Final = 10

Path = tuple[str, ...]
#: place, period, value, strand.
Key = tuple[Path, Path, Path, Path]

PLACE, PERIOD, VALUE, STRAND = range(4)

#: Values of which a household has one at a time: households of different ones may be added up.
_ONE_AT_A_TIME = frozenset({"team", "phase", "load", "in", "gone", "turned", "exit", "goals", "theme"})
#: Values that tell of the household and not of who works there: to be the only one tells something of everybody.
_TELLING = frozenset(
    {
        "kind",
        "domain",
        "phase",
        "step",
        "after",
        "turn",
        "gap",
        "along",
        "turned",
        "exit",
        "goals",
        "theme",
        "clock",
        "left",
        "need",
        "quiet",
        "second",
        "stance",
        "stay",
    }
)


class Count(NamedTuple):
    """What lies in one cell: interventions, and the distinct households and persons behind them."""

    number: int
    homes: int
    persons: int

    @property
    def is_enough(self) -> bool:
        """Whether so many may be told at all."""
        return self.homes >= LEAST and self.persons >= LEAST


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which cells are told. ``held`` are those that are not, though there is something in them; ``whole`` are those of the
    latter that are a 100 % cell: that there is something in it is not told either.
    """

    told: frozenset[Key]
    held: frozenset[Key]
    whole: frozenset[Key]


def parents(key: Key) -> Iterable[tuple[int, Key]]:
    """The cells one step coarser, each with the direction in which it is. A period has no whole above its year."""
    place, period, value, strand = key
    if place:
        yield PLACE, (place[:-1], period, value, strand)
    if len(period) > 1:
        yield PERIOD, (place, period[:-1], value, strand)
    if value:
        yield VALUE, (place, period, value[:-1], strand)
    if strand:
        yield STRAND, (place, period, value, strand[:-1])


def dimension(path: Path) -> str:
    """Of what a value is one: ``kind`` of ``kind:police``."""
    return path[-1].partition(":")[0] if path else ""


@dataclass(frozen=True, slots=True)
class _Lattice:
    """Cells by number instead of by key: comparing keys is what takes the time. ``above``: parents, each with its direction."""

    keys: list[Key]
    counts: list[Count]
    above: list[list[tuple[int, int]]]
    told: bytearray


def decide(cells: Mapping[Key, Count]) -> Verdict:
    """Which of these cells may be told. Empty cells are left away or hold zeros; a period that is not over is left away.

    A cell without a parent in ``cells`` is not held to that parent: nobody can ask for it.
    """
    lattice = _lattice(cells)
    levels: dict[int, list[int]] = defaultdict(list)
    for number, key in enumerate(lattice.keys):
        levels[sum(map(len, key))].append(number)
    whole = bytearray(len(lattice.keys))
    for level in sorted(levels):
        for number in levels[level]:
            whole[number] = _is_whole(number, lattice)
            if not whole[number] and lattice.counts[number].is_enough:
                lattice.told[number] = all(lattice.told[parent] for _, parent in lattice.above[number])
        _hold_back(levels[level], lattice)
    told = frozenset(key for key, is_told in zip(lattice.keys, lattice.told, strict=True) if is_told)
    return Verdict(
        told,
        frozenset(lattice.keys) - told,
        frozenset(key for key, is_whole in zip(lattice.keys, whole, strict=True) if is_whole),
    )


def emitted(cells: Mapping[Key, Count], verdict: Verdict) -> Iterator[tuple[Key, Count | None]]:
    """What is told with its count, and None for what is held back inside something that is told in the same period."""
    for key in verdict.told:
        yield key, cells[key]
    for key in verdict.held - verdict.whole:
        if all(parent in verdict.told for towards, parent in parents(key) if towards != PERIOD and parent in cells):
            yield key, None


def _lattice(cells: Mapping[Key, Count]) -> _Lattice:
    keys = [key for key, count in cells.items() if count.number]
    numbers = {key: number for number, key in enumerate(keys)}
    find = numbers.get
    above = [[(towards, at) for towards, parent in parents(key) if (at := find(parent)) is not None] for key in keys]
    return _Lattice(keys, [cells[key] for key in keys], above, bytearray(len(keys)))


def _is_whole(number: int, lattice: _Lattice) -> bool:
    """The only part of a parent, in a direction that says something about people."""
    own = lattice.counts[number].number
    for direction, parent in lattice.above[number]:
        if lattice.counts[parent].number == own and (
            direction == STRAND or (direction == VALUE and dimension(lattice.keys[number][VALUE]) in _TELLING)
        ):
            return True
    return False


def _hold_back(level: list[int], lattice: _Lattice) -> None:
    """Takes cells out of what is told until what is held back of each parent is nothing or enough.

    A cell that is taken out for one parent is enough by itself, so it never leaves too little behind another one.
    """
    families = _families(level, lattice)
    counts, told = lattice.counts, lattice.told
    for direction in (PLACE, PERIOD, VALUE, STRAND):
        for family in families[direction].values():
            held = [counts[one] for one in family if not told[one]]
            if not held or _is_enough_together(held, lattice.keys[family[0]], direction):
                continue
            given = [one for one in family if told[one]]
            if given:
                told[min(given, key=lambda one: (counts[one].homes, counts[one].persons, lattice.keys[one]))] = False


def _families(level: list[int], lattice: _Lattice) -> dict[int, dict[tuple[int, str], list[int]]]:
    """The cells into which one parent falls apart in one direction, by one kind of value; by direction."""
    families: dict[int, dict[tuple[int, str], list[int]]] = defaultdict(lambda: defaultdict(list))
    for number in level:
        for direction, parent in lattice.above[number]:
            kind = dimension(lattice.keys[number][VALUE]) if direction == VALUE else ""
            families[direction][parent, kind].append(number)
    return families


def _is_enough_together(held: list[Count], one: Key, direction: int) -> bool:
    """Whether ten households and persons surely stand behind what is held back of one parent.

    A household is in one place and has one team and phase, so those are added up; of other parts the largest counts.
    """
    if direction == PLACE or (direction == VALUE and dimension(one[VALUE]) in _ONE_AT_A_TIME):
        return sum(count.homes for count in held) >= LEAST and sum(count.persons for count in held) >= LEAST
    return any(count.is_enough for count in held)
