"""From lines to households: who lives at the same door or is the same person, and who may be the same after all."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rapidfuzz import fuzz

from app.imports.parsing.fingerprint import stable_name
from app.imports.parsing.model import ParsedLine
from app.kernel.names import PersonName, fold, phonetic, words_of
from app.kernel.postcode import HouseNumber

LARGE = 8
"""More people than this at one door is more often a shelter or a wrong number than a household."""
_BLOCK = 60
_NEAR = 70
_SAME_BIRTH = 80
_NO_BIRTH = 92
_ENOUGH_STREET = 2


@dataclass(frozen=True, slots=True)
class HouseholdPerson:
    """One person, put together from the lines (row numbers) that are about them."""

    name: PersonName
    birth_date: date | None
    bsn: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """The lines (row numbers) of one household; `number` counts from 1 in the order of the list."""

    number: int
    street: str
    house: HouseNumber | None
    postcode: str
    place: str
    people: tuple[HouseholdPerson, ...]
    rows: tuple[int, ...]
    addresses: int
    large: bool


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """Two households of the list that may be one; shown, never merged by itself. `score` is 0-100."""

    first: int
    second: int
    score: int
    reason_nl: str


class _Groups:
    """Disjoint sets of line numbers that grow together by shared keys."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def top(self, at: int) -> int:
        """The representative of a set: always its first line."""
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def join(self, first: int, second: int) -> None:
        """Make one set of two."""
        one, two = sorted((self.top(first), self.top(second)))
        self._parent[two] = one


def group_lines(lines: Sequence[ParsedLine]) -> tuple[Household, ...]:
    """Group lines into households: the same door, the same BSN, or the same name and date of birth."""
    groups = _Groups(len(lines))
    first_with: dict[Hashable, int] = {}
    for at, line in enumerate(lines):
        for key in (*_door_keys(line), *_person_keys(line)):
            groups.join(first_with.setdefault(key, at), at)
    members: dict[int, list[ParsedLine]] = defaultdict(list)
    for at, line in enumerate(lines):
        members[groups.top(at)].append(line)
    return tuple(_household(number, members[top]) for number, top in enumerate(sorted(members), 1))


def _door_keys(line: ParsedLine) -> Iterator[Hashable]:
    """The door: by postcode, otherwise by street and place; a postcode that was refused still tells two doors apart."""
    if line.house is None:
        return
    door = (line.house.number, line.house.suffix)
    if line.postcode:
        yield ("postcode", line.postcode, *door)
    elif len("".join(words_of(line.street))) > _ENOUGH_STREET:
        refused = "".join(words_of(line.postcode_text))
        yield ("street", "".join(words_of(line.street)), refused, fold(line.place), *door)


def _person_keys(line: ParsedLine) -> Iterator[Hashable]:
    """The person: by BSN, and by name with date of birth."""
    if line.bsn:
        yield ("bsn", line.bsn)
    if line.birth_date and line.name.full:
        yield ("born", stable_name(line.name), line.birth_date)


def _household(number: int, lines: list[ParsedLine]) -> Household:
    """Put one household together; its address is the first complete one."""
    best = max(lines, key=lambda line: (bool(line.postcode), line.house is not None, bool(line.street), -line.row))
    doors = {key for line in lines for key in _door_keys(line)}
    people = _people(lines)
    return Household(
        number=number,
        street=best.street,
        house=best.house,
        postcode=best.postcode,
        place=best.place,
        people=people,
        rows=tuple(line.row for line in lines),
        addresses=len(doors),
        large=len(people) > LARGE,
    )


def _people(lines: list[ParsedLine]) -> tuple[HouseholdPerson, ...]:
    """The people of a household: the same BSN or name and date of birth; a line without either joins by name alone."""
    groups = _Groups(len(lines))
    first_with: dict[Hashable, int] = {}
    for at, line in enumerate(lines):
        for key in _person_keys(line):
            groups.join(first_with.setdefault(key, at), at)
    by_name: dict[str, int] = {}
    for at, line in sorted(enumerate(lines), key=lambda pair: (pair[1].birth_date is None, pair[1].row)):
        name = stable_name(line.name)
        if line.birth_date is None and name in by_name and _may_be_same(lines[by_name[name]], line):
            groups.join(by_name[name], at)
        by_name.setdefault(name, at)
    members: dict[int, list[ParsedLine]] = defaultdict(list)
    for at, line in enumerate(lines):
        members[groups.top(at)].append(line)
    return tuple(_person(each) for _top, each in sorted(members.items()))


def _may_be_same(first: ParsedLine, second: ParsedLine) -> bool:
    """Tell whether nothing says that two lines with one name are about two people."""
    return not first.bsn or not second.bsn or first.bsn == second.bsn


def _person(lines: list[ParsedLine]) -> HouseholdPerson:
    """Put one person together: the first date of birth and BSN that are known, the name with the most in it."""
    name = max((line.name for line in lines), key=lambda each: ("?" not in each.full, len(each.full)))
    birth = next((line.birth_date for line in lines if line.birth_date), None)
    bsn = next((line.bsn for line in lines if line.bsn), "")
    return HouseholdPerson(name, birth, bsn, tuple(line.row for line in lines))


def likely_duplicates(households: Sequence[Household]) -> tuple[LikelyDuplicate, ...]:
    """Find pairs of households that may be one, the likeliest first; only pairs that share a block are compared."""
    found: dict[tuple[int, int], LikelyDuplicate] = {}
    for block in _blocks(households):
        for (one, first), (two, second) in combinations(block[:_BLOCK], 2):
            if one.number == two.number:
                continue
            score, reason = _compare(first, second)
            key = (min(one.number, two.number), max(one.number, two.number))
            if score and (key not in found or found[key].score < score):
                found[key] = LikelyDuplicate(*key, score, reason)
    for near in _same_door(households):
        found.setdefault(near, LikelyDuplicate(*near, _NEAR, "zelfde postcode en huisnummer, andere toevoeging"))
    return tuple(sorted(found.values(), key=lambda each: (-each.score, each.first, each.second)))


_Member = tuple[Household, HouseholdPerson]


def _blocks(households: Iterable[Household]) -> list[list[_Member]]:
    """Put people together that are worth comparing: born on the same day, or with a surname that sounds the same."""
    blocks: dict[Hashable, list[_Member]] = defaultdict(list)
    for household in households:
        for person in household.people:
            if person.birth_date:
                blocks[person.birth_date].append((household, person))
            given = fold(person.name.given)[:1]
            blocks[phonetic(person.name.surname), given].append((household, person))
    return [block for block in blocks.values() if len(block) > 1]


def _compare(first: HouseholdPerson, second: HouseholdPerson) -> tuple[int, str]:
    """Compare two people: 0 when they are not likely the same. Two different BSNs are two people."""
    if first.bsn and second.bsn and first.bsn != second.bsn:
        return 0, ""
    alike = round(fuzz.token_sort_ratio(fold(first.name.full), fold(second.name.full)))
    if first.birth_date and second.birth_date:
        if first.birth_date == second.birth_date and alike >= _SAME_BIRTH:
            return alike, "dezelfde geboortedatum en bijna dezelfde naam"
        if _turned(first.birth_date, second.birth_date) and alike >= _NO_BIRTH:
            return alike - 10, "dezelfde naam, dag en maand van de geboortedatum omgewisseld"
        return 0, ""
    return (alike - 5, "bijna dezelfde naam, geen geboortedatum") if alike >= _NO_BIRTH else (0, "")


def _turned(first: date, second: date) -> bool:
    """Tell whether day and month changed places."""
    return first.year == second.year and first.day == second.month and first.month == second.day


def _same_door(households: Iterable[Household]) -> list[tuple[int, int]]:
    """Pairs of households with one postcode and house number, of which one has no addition."""
    doors: dict[tuple[str, int], list[Household]] = defaultdict(list)
    for household in households:
        if household.postcode and household.house:
            doors[household.postcode, household.house.number].append(household)
    return [
        (one.number, two.number)
        for same in doors.values()
        for one, two in combinations(same[:_BLOCK], 2)
        if one.house and two.house and "" in {one.house.suffix, two.house.suffix}
    ]
