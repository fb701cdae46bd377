"""The sign on the door says what the matrix says: every cell, right, relation state and set of overrides, against a third reader."""

from collections.abc import Callable, Iterator
from itertools import chain, combinations, cycle, product

import pytest

from app.access.matrix import load_matrix, load_overrides, parse_cell, rows
from app.access.policy import Record, Relation, Who, decide, row_for
from app.access.vocabulary import (
    LEAD_ROW,
    MEMBER_ROW,
    OWNED,
    PERSON_OVERRIDES,
    RELATION_ROWS,
    Category,
    Override,
    RelationState,
    Right,
)
from tests.access.third_reader import CELLS, OVERRIDES, Asker, Thing, allowed, row_of

ME, CHILD, OTHER = 1, 2, 3
LEADERS = frozenset({"generalist"})
ACTORS = [*(row for row in CELLS if row not in RELATION_ROWS), LEAD_ROW, MEMBER_ROW]
SETS = [frozenset(s) for s in chain.from_iterable(combinations(Override, n) for n in range(len(Override) + 1))]
PERSONS = [frozenset(s) for s in ((), (ME,), (CHILD,), (OTHER,), (ME, CHILD), (ME, OTHER))]
COVERED = [None, frozenset({ME}), frozenset({ME, CHILD, OTHER}), frozenset({OTHER})]
CIRCUMSTANCES = (
    Override.SEALED,
    Override.PROTECTED_ADDRESS,
    Override.STAFF_OR_RELATIVE,
    Override.RESTRICTED,
)


def words_of(cell: str) -> list[frozenset[str]]:
    """The sets of condition words that matter for a cell: none, and each that it names."""
    names = {word for part in cell.split("+") for word in part.partition(":")[2].split("|") if word}
    return [frozenset(), *(frozenset({word}) for word in sorted(names - {"self", "child", "authority"}))]


def function_of(actor: str) -> tuple[str, bool]:
    """The function of somebody who stands in this row, and whether they lead."""
    return ("generalist", actor == LEAD_ROW) if actor in RELATION_ROWS else (actor, False)


def compare(actor: str, state: RelationState, cat: Category, right: Right, facts: tuple) -> tuple[bool, bool]:  # type: ignore[type-arg]
    """What the policy and the third reader say about one case."""
    own, mine, about, words, disclosed, process, covers, bsn, person, overrides = facts
    function, leads = function_of(actor)
    row = row_for(function, state=state, is_lead=leads, lead_functions=LEADERS)
    record = Record(
        cat,
        10 if own else 20,
        100 if mine else 200,
        persons=about,
        conditions=words,
        children=frozenset({CHILD}),
        authority=frozenset({OTHER}),
        disclosed=disclosed,
        process=process,
        circumstances=overrides.intersection(CIRCUMSTANCES),
        marked={o: frozenset({CHILD} if o is Override.MINOR else {ME, OTHER}) for o in overrides & PERSON_OVERRIDES},
    )
    said = decide(
        Who(100, 10, bsn, person),
        Relation(row, state, covers, bsn),
        record,
        right,
        matrix=load_matrix(),
        overrides=load_overrides(),
    )
    asker = Asker(function, state.value, leads, LEADERS, covers, person, bsn)
    thing = Thing(
        cat.value,
        own=own,
        mine=mine,
        about=about,
        words=words,
        disclosed=disclosed,
        process_row=process,
        restricted=Override.RESTRICTED in overrides,
        sealed=Override.SEALED in overrides,
        protected=Override.PROTECTED_ADDRESS in overrides,
        staff=Override.STAFF_OR_RELATIVE in overrides,
        unsafe=record.marked.get(Override.PARTNER_UNSAFE, frozenset()),
        minors=record.marked.get(Override.MINOR, frozenset()),
        dead=record.marked.get(Override.DECEASED, frozenset()),
        children=record.children,
        authority=record.authority,
    )
    return said, allowed(asker, thing, right.value)


def every_case() -> Iterator[tuple[str, RelationState, Category, Right, tuple]]:  # type: ignore[type-arg]
    """All rows, categories, rights, states and override sets, each with the next of all combinations of facts."""
    two = (True, False)
    for actor, cat in product(ACTORS, Category):
        words = words_of(CELLS[actor][cat.value])
        combos = list(product(two, two, PERSONS, words, two, (False,), COVERED[:3], two, (ME, None)))
        step = next(n for n in (1013, 1019, 1021) if len(combos) % n)
        facts = cycle(combos[i * step % len(combos)] for i in range(len(combos)))
        for state, right, overrides in product(RelationState, Right, SETS):
            yield actor, state, cat, right, (*next(facts), overrides)


@pytest.mark.slow
def test_it_decides_as_the_third_reader_in_every_case(record_property: Callable[[str, object], None]) -> None:
    decided = granted = 0
    for actor, state, cat, right, facts in every_case():
        said, expected = compare(actor, state, cat, right, facts)
        assert said == expected, (actor, state, cat, right, facts)
        decided += 1
        granted += said
    record_property("tried", decided)
    assert decided == 26 * 16 * 6 * 7 * 128 > 1_000_000
    assert granted > 10_000


def test_it_decides_as_the_third_reader_on_every_combination_of_facts_in_a_running_relation() -> None:
    two = (True, False)
    for actor, cat in product(ACTORS, Category):
        everything = product(
            two, (True,), PERSONS, words_of(CELLS[actor][cat.value]), two, two, COVERED[:2], two, (ME,)
        )
        for facts in everything:
            for right in (Right.READ, Right.WRITE, Right.HEADER):
                said, expected = compare(actor, RelationState.ACTIVE, cat, right, (*facts, frozenset()))
                assert said == expected, (actor, cat, right, facts)


def test_it_names_the_same_row_for_everybody() -> None:
    names = [*CELLS, "generalist", "nobody's function"]
    for function, state, leads in product(names, RelationState, (True, False)):
        for leaders in (LEADERS, frozenset({"generalist", "mental_health_worker", "coordinator", "case_lead"})):
            row = row_for(function, state=state, is_lead=leads, lead_functions=leaders)
            third = row_of(Asker(function, state.value, leads, leaders))
            assert row == third or (third is None and row not in CELLS), (function, state, leads)


def test_both_parsers_read_every_cell_and_override() -> None:
    assert list(rows(load_matrix())) == list(CELLS)
    assert {tuple(line[:1]) for line in OVERRIDES} == {(o.value,) for o in Override}
    for (row, cat), grants in load_matrix().items():
        written = "+".join(g.term.value for g in grants) or "-"
        assert written == "+".join(part.partition(":")[0] for part in CELLS[row][cat.value].split("+"))
    assert [rule.override.value for rule in load_overrides()] == [line[0] for line in OVERRIDES]


def test_it_refuses_a_word_that_the_vocabulary_does_not_know() -> None:
    with pytest.raises(ValueError, match="unknown condition"):
        parse_cell("R:everything")
    with pytest.raises(ValueError, match="not a valid Term"):
        parse_cell("X")


def test_a_lead_flag_on_an_enforcement_function_opens_no_care() -> None:
    for state in RelationState:
        row = row_for("enforcement_officer", state=state, is_lead=True, lead_functions=LEADERS)
        assert row in {None, "enforcement_officer"}


def test_owned_categories_are_changed_by_their_owner_only() -> None:
    for actor, cat in product(ACTORS, OWNED):
        facts = (False, True, frozenset[int](), frozenset[str](), True, False, None, True, ME, frozenset[Override]())
        assert compare(actor, RelationState.ACTIVE, cat, Right.WRITE, facts) == (False, False)
