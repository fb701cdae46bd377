"""The demo town: the same every time, believable dates, legal phases, everybody and everything in it."""

import datetime as dt
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise

import pytest

from app.accounts.kinds import FUNCTIONS, KINDS, SIGN_IN_LATER, may_have, may_use_bsn
from app.accounts.purposes import PURPOSES
from app.appointments import states
from app.cli.demo import place
from app.cli.demo.shapes import DemoHousehold, DemoTown
from app.cli.demo.texts import product_texts
from app.cli.demo.town import town
from app.dossiers import phases
from app.dossiers.domains import DOMAINS
from app.interventions.catalogue import STRANDS, catalogue
from app.interventions.stances import STANCES
from app.kernel.bsn import passes_eleven_test
from app.kernel.postcode import parse_postcode

TODAY = dt.date(2026, 11, 24)
# The functions that the access matrix lets write in each strand; the lead and the team are generalists.
WRITERS = {
    "care": {"generalist", "mental_health_worker", "debt_counsellor", "youth_protection"},
    "enforcement": {
        "community_officer", "housing_officer", "caretaker", "income_consultant", "attendance_officer",
        "enforcement_officer",
    },
    "activation": {"generalist", "income_consultant", "welfare_worker", "volunteer"},
}  # fmt: skip


@cache
def built(size: int = 250, seed: int = 7) -> tuple[DemoTown, tuple[DemoHousehold, ...]]:
    made = town(size, seed, TODAY)
    return made, tuple(made.households)


def test_it_makes_the_same_town_from_the_same_three_arguments() -> None:
    assert tuple(town(60, 3, TODAY).households) == tuple(town(60, 3, TODAY).households)
    assert tuple(town(60, 3, TODAY).households)[10:] != tuple(town(60, 4, TODAY).households)[10:]


def test_it_makes_as_many_households_as_asked_each_with_its_own_number() -> None:
    for size in (1, 3, 5, 80):
        found = tuple(town(size, 1, TODAY).households)
        assert len(found) == size
        assert len({household.case_no for household in found}) == size
    with pytest.raises(ValueError, match="at least one"):
        town(0, 1, TODAY)


def test_it_gives_valid_unique_test_bsns() -> None:
    for size in (50, 250):
        _, households = built(size)
        found = [person.bsn for household in households for person in household.people if person.bsn]
        assert len(found) == len(set(found)) >= size
        assert all(number.startswith("9999") and passes_eleven_test(number) for number in found)


def test_it_keeps_bsns_unique_when_the_test_range_is_too_small() -> None:
    found = [number for household in range(1, 20_001) if (number := place.bsn_for(household, 0, 20_000))]
    assert len(found) == len(set(found)) > 6_000


def test_it_has_every_function_strand_phase_state_and_stance() -> None:
    made, households = built()
    interventions = [item for household in households for item in household.interventions]
    seen = {state.state for household in households for meeting in household.appointments for state in meeting.second}
    assert {account.function for account in made.accounts} == set(FUNCTIONS) - SIGN_IN_LATER
    assert {organisation.kind for organisation in made.organisations} == set(KINDS)
    assert {item.strand for item in interventions} == set(STRANDS)
    assert {item.stance for item in interventions} == set(STANCES)
    assert {item.status for item in interventions} == {"planned", "active", "done", "stopped"}
    assert seen == set(states.STATES)
    assert {household.phase for household in households} == set(phases.PHASES)
    assert {household.neighbourhood for household in households} == {row.code for row in made.neighbourhoods}


def test_it_puts_people_only_where_their_function_exists() -> None:
    made, _ = built()
    kinds = {organisation.key: organisation.kind for organisation in made.organisations}
    assert all(may_have(kinds[account.organisation], account.function) for account in made.accounts)
    assert len({account.email for account in made.accounts}) == len({account.key for account in made.accounts})
    assert all(account.email.endswith(".example") for account in made.accounts)
    assert all(account.phone.startswith("058 000 ") for account in made.accounts)


def test_it_goes_through_phases_legally_and_in_time() -> None:
    for household in built()[1]:
        before = None
        for change in household.phases:
            assert change.from_phase == before
            assert phases.may_follow(before, change.to_phase), household.case_no
            before = change.to_phase
        days = [change.on for change in household.phases]
        assert days == sorted(days)
        assert (TODAY - days[0]).days <= 731
        assert days[-1] <= TODAY
        assert before == household.phase


def test_it_lets_only_involved_people_write_and_only_in_strands_that_are_theirs() -> None:
    made, households = built()
    functions = {account.key: account.function for account in made.accounts}
    for household in households:
        since = defaultdict(list)
        for one in household.involvements:
            since[one.account].append((one.starts, one.ends or dt.date.max))
        for item in household.interventions:
            assert functions[item.account] in WRITERS[item.strand], item.product
            when = item.created.date()
            assert any(starts <= when <= ends for starts, ends in since[item.account]), (household.case_no, item)
        for written in (*household.notes, *household.updates):
            assert since[written.author], (household.case_no, written)
        assert sum(one.is_lead for one in household.involvements) == 1


def test_it_names_for_every_line_owner_purpose_persons_and_when() -> None:
    made, households = built()
    kinds = {organisation.key: organisation.kind for organisation in made.organisations}
    lists = ("phases", "involvements", "domain_states", "domain_entries", "goals", "interventions", "updates", "notes",
             "appointments", "network", "offers")  # fmt: skip
    for household in households:
        for item in (line for name in lists for line in getattr(household, name)):
            assert PURPOSES[item.purpose].kind == kinds[item.owner]
            assert item.persons
            assert set(item.persons) <= set(range(len(household.people)))
            assert household.created.date() <= item.created.date() <= TODAY, (household.case_no, item)
        for step in household.interventions:
            assert PURPOSES[step.purpose].strand == step.strand == catalogue()[step.product].strand
            assert may_use_bsn(kinds["kredietbank"])


def test_it_dates_interventions_believably() -> None:
    for household in built()[1]:
        for item in household.interventions:
            assert (item.started is None) == (item.status == "planned")
            assert (item.ended is not None) == (item.status in {"done", "stopped"})
            assert item.ended is None or (item.started is not None and item.started <= item.ended <= TODAY)
            assert item.why
            assert bool(item.stop_reason) == (item.status == "stopped")


def test_it_takes_enforcement_steps_through_the_pause_when_something_else_runs() -> None:
    paused = 0
    for household in built()[1]:
        for item in household.interventions:
            began = item.planned_start
            runs = any(
                other.strand != "enforcement" and other.planned_start <= began and (other.ended or dt.date.max) > began
                for other in household.interventions
            )
            if catalogue()[item.product].is_step and runs:
                paused += 1
                assert item.paused
                assert item.consulted
                assert item.pause_reason
            else:
                assert not item.pause_reason, item
    assert paused > 50


def test_it_asks_for_second_persons_step_by_step() -> None:
    for household in built()[1]:
        for meeting in household.appointments:
            path = [state.state for state in meeting.second]
            assert path
            assert all(states.may_follow(old, new) for old, new in pairwise(path)), path
            moments = [state.created for state in meeting.second]
            assert moments == sorted(moments)
            for state in meeting.second:
                named = state.network_person is not None
                assert named or state.state not in states.NEEDS_WHO
            if meeting.starts_at.date() > TODAY:
                assert not states.AFTERWARDS & set(path)


def test_it_spreads_the_days_on_which_goals_are_looked_at_again() -> None:
    ahead = [
        (goal.review_on - TODAY).days
        for household in built()[1]
        for goal in household.goals
        if goal.review_on and goal.status == "open"
    ]
    assert 0 < sum(0 <= days < 7 for days in ahead) < len(ahead) / 6
    assert 0 < sum(days < 0 for days in ahead) < len(ahead) / 12
    assert max(Counter(ahead).values()) < len(ahead) / 8


def test_it_places_everybody_in_an_invented_place() -> None:
    made, households = built()
    assert made.code == "GM9999"
    assert all(row.code.startswith("BU9999") for row in made.neighbourhoods)
    assert all(parse_postcode(household.postcode) for household in households)
    assert {entry.domain for household in households for entry in household.domain_entries} <= set(DOMAINS)


def test_it_lets_one_neighbourhood_lean_on_enforcement_and_another_on_activation() -> None:
    made, households = built()
    names = {row.code: row.name for row in made.neighbourhoods}
    mix: dict[str, Counter[str]] = defaultdict(Counter)
    for household in households:
        mix[names[household.neighbourhood]].update(item.strand for item in household.interventions)
    assert mix["De Terp"].most_common(1)[0][0] == "enforcement"
    assert mix["Molenhoek"].most_common(1)[0][0] == "activation"
    assert mix["Waterwijk"].most_common(1)[0][0] == "care"


def test_it_writes_no_diagnosis_no_police_content_and_no_blame() -> None:
    forbidden = ("diagnose", "schizo", "depressi", "autis", "adhd", "borderline", "verslaaf", "aangifte", "verdachte",
                 "antecedent", "geweigerd", "onwillig", "zorgmijder", "{wie}", "{net}")  # fmt: skip
    text = repr(built()[1]).lower()
    assert [word for word in forbidden if word in text] == []


def test_it_has_all_its_words_for_every_product() -> None:
    for text in product_texts().values():
        assert all((text.why, text.alternatives, text.role, text.superfluous, text.network, text.result)), text.product
        assert text.why[0].endswith((".", "?")), text.product


def test_somebody_keeps_in_touch_with_every_household_on_low_flame_and_with_no_other() -> None:
    for home in built()[1]:
        burning = [row for row in home.plan_rows if row.table == "low_flame" and row.values[-2] is None]
        assert len(burning) == (home.phase == "low_flame"), home.case_no
