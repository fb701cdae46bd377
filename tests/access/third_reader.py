"""A third reading of the access matrix, from its legend alone: own parser, own words, nothing shared with the application.

Only plain values go in. It is written for being read next to ``docs/access-rules.md``, not for speed or reuse.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent.parent.parent / "app" / "access"

ROWS_BY_RELATION = {"case_lead", "team_member", "generalist_no_relation"}
NO_RELATION_EVER = {"analyst", "privacy_officer", "administrator", "community_worker"}
BY_ORGANISATION = {"coordinator", "process_lead"}
RESIDENTS = {"resident", "co_resident", "young_person"}
ONLY_THE_OWNER_CHANGES = {"care", "enforcement", "activation", "notes", "documents"}
ABOUT_PERSONS = {"self", "child", "authority"}

#: What each letter of a cell reaches, as the legend says it.
REACH = {
    "W": "exists process header read write",
    "R": "exists process header read",
    "O": "exists process header read write",
    "S": "exists process header",
    "E": "exists",
    "C": "exists process header read",
    "A": "count",
    "L": "process",
    "bsn": "bsn",
}


def _sheet(name: str) -> list[list[str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [line for line in csv.reader(file) if line]


def _cells() -> dict[str, dict[str, str]]:
    head, *lines = _sheet("matrix.csv")
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


CELLS = _cells()
OVERRIDES = _sheet("overrides.csv")[1:]
FUNCTIONS = {*CELLS, "generalist"} - ROWS_BY_RELATION


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and how they stand to the household."""

    function: str
    state: str = "active"
    leads: bool = False
    lead_functions: frozenset[str] = frozenset({"generalist"})
    covers: frozenset[int] | None = None
    person: int | None = None
    bsn: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """What is asked for."""

    category: str
    own: bool = False
    mine: bool = False
    about: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()
    disclosed: bool = False
    process_row: bool = False
    sealed: bool = False
    restricted: bool = False
    protected: bool = False
    staff: bool = False
    unsafe: frozenset[int] = frozenset()
    minors: frozenset[int] = frozenset()
    dead: frozenset[int] = frozenset()
    children: frozenset[int] = field(default=frozenset())
    authority: frozenset[int] = field(default=frozenset())


def row_of(asker: Asker) -> str | None:
    """The row of the matrix that applies; None when there is none."""
    if asker.function in NO_RELATION_EVER or asker.function in ROWS_BY_RELATION or asker.function not in FUNCTIONS:
        return None
    if asker.function in BY_ORGANISATION:
        return asker.function if asker.state == "active" else None
    if asker.state not in ("active", "closed"):
        return "generalist_no_relation" if asker.function == "generalist" else None
    if asker.leads and asker.function in asker.lead_functions:
        return "case_lead"
    if asker.state == "closed":
        return None
    return "team_member" if asker.function == "generalist" else asker.function


def allowed(asker: Asker, thing: Thing, right: str) -> bool:
    """Whether the legend gives ``right`` on ``thing``."""
    row = row_of(asker)
    if row is None:
        return False
    if asker.covers is not None and any(person not in asker.covers for person in thing.about):
        return False
    if row == "generalist_no_relation" and right != "exists":
        return False
    if right == "write" and thing.process_row and row != "case_lead":
        return False
    if right == "write" and asker.state == "closed" and not thing.process_row:
        return False
    return _cell_gives(row, asker, thing, right) and not _taken_away(row, asker, thing, right)


def _cell_gives(row: str, asker: Asker, thing: Thing, right: str) -> bool:
    cell = CELLS[row].get(thing.category, "-")
    return cell != "-" and any(_part_gives(part, asker, thing, right) for part in cell.split("+"))


def _part_gives(part: str, asker: Asker, thing: Thing, right: str) -> bool:
    letter, _, narrowed = part.partition(":")
    if right not in REACH[letter].split() or (narrowed and not _holds(set(narrowed.split("|")), asker, thing)):
        return False
    needs_owner = letter == "W" and right == "write" and thing.category in ONLY_THE_OWNER_CHANGES
    if letter == "O" or needs_owner:
        return thing.own
    return {"C": thing.disclosed, "bsn": asker.bsn}.get(letter, True)


def _holds(names: set[str], asker: Asker, thing: Thing) -> bool:
    """One of the persons that are named, and one of the values that are named."""
    persons, values = names & ABOUT_PERSONS, names - ABOUT_PERSONS
    if persons:
        meant: set[int] = set()
        for name in persons:
            if name == "self":
                meant |= {asker.person} if asker.person is not None else set()
            elif name == "child":
                meant |= thing.children
            else:
                meant |= thing.authority
        if not thing.about <= meant:
            return False
    return not values or bool(values & thing.words)


def _taken_away(row: str, asker: Asker, thing: Thing, right: str) -> bool:
    return any(_one_takes_away(line, row, asker, thing, right) for line in OVERRIDES)


def _one_takes_away(line: list[str], row: str, asker: Asker, thing: Thing, right: str) -> bool:
    name, categories, binds, spares, effect, _meaning = line
    concerns = (
        (categories == "*" or thing.category in categories.split("|"))
        and (binds == "*" or row in binds.split("|"))
        and row not in spares.split("|")
        and (effect == "deny" or right == "write")
    )
    if not concerns:
        return False
    me = {asker.person} if "self" in spares.split("|") and row in RESIDENTS and asker.person is not None else set()
    meant = {"partner_unsafe": thing.unsafe, "minor": thing.minors, "deceased": thing.dead}.get(name)
    if meant is not None:
        return any(person in meant and person not in me for person in thing.about)
    holds = {
        "sealed": thing.sealed,
        "protected_address": thing.protected,
        "staff_or_relative": thing.staff,
        "restricted": thing.restricted,
    }[name]
    spared = ("author" in spares.split("|") and thing.mine) or (bool(me) and thing.about <= me)
    return holds and not spared
