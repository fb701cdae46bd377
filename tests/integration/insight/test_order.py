"""The page of the order, and what is counted for it: which strand follows which, how long between, and who else was at work."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from app.insight import keeping
from app.insight.publishing import untold
from tests.integration.insight.scene import MOLENHOEK, QUARTER, TERP, Scene
from tests.integration.insight.town import STRANDS, Town
from tests.world import add_row

_ENDS = text("update intervention set status = 'done', ended_on = :day where id = :id")
_MEETS = "appointment_id, account_id, dossier_id, owner_org_id, purpose_id, author_id"


@dataclass(frozen=True, order=True)
class Begun:
    """One intervention, as somebody would write it on paper."""

    day: dt.date
    id: int
    strand: str
    org: int
    ended: dt.date | None


def on_paper(begun: Iterable[Begun], shares: set[frozenset[int]]) -> Iterator[tuple[str, str]]:
    """(value, strand) of each cut, worked out one household at a time without any SQL."""
    course = sorted(begun)
    for first in course[:1]:
        yield "step:first", first.strand
    for nth, (before, now) in enumerate(pairwise(course), 2):
        days = (now.day - before.day).days
        there = {
            one.org for one in course[: nth - 1] if one.org != now.org and (one.ended is None or one.ended >= now.day)
        }
        apart = [org for org in there if frozenset((org, now.org)) not in shares]
        along = "apart" if apart else "together" if there else "own" if before.org == now.org else "handed"
        gap = next(
            (name for most, name in ((7, "week"), (30, "month"), (91, "quarter"), (182, "half")) if days <= most),
            "longer",
        )
        yield "step:next", now.strand
        for value in (f"after:{before.strand}", f"turn:{before.strand}.{min(nth, 4)}", f"gap:{gap}", f"along:{along}"):
            yield value, now.strand


def meet(scene: Scene, home: int, one: str, other: str) -> int:
    """An appointment at which somebody of each of two organisations is."""
    day = dt.datetime(2019, 1, 1, 9, tzinfo=dt.UTC)
    when: dict[str, Any] = {"starts_at": day, "ends_at": day + dt.timedelta(hours=1), "place_kind": "home"}
    made = add_row(scene.line, scene.world, "appointment", dossier_id=home, **when)
    for name in (one, other):
        account = scene.world.accounts[name]
        add_row(
            scene.line, scene.world, "appointment_attendee", dossier_id=home, appointment_id=made, account_id=account
        )
    return made


def ask_a_question(scene: Scene, home: int, asked: str) -> int:
    """A question of the neighbourhood team to somebody of another organisation."""
    words: dict[str, Any] = {"line": "x", "party_ids": [scene.world.accounts[asked]], "due_on": dt.date(2019, 1, 1)}
    return add_row(scene.line, scene.world, "question_thread", dossier_id=home, **words)


def share_a_goal(scene: Scene, home: int, *interventions: int) -> int:
    """A goal under which interventions hang."""
    goal = add_row(scene.line, scene.world, "plan_item", dossier_id=home, kind="goal", text="x")
    for made in interventions:
        words: dict[str, Any] = {"strand": "care", "why": "x", "stance": "available", "plan_item_id": goal}
        add_row(scene.line, scene.world, "intervention_body", dossier_id=home, intervention_id=made, **words)
    return goal


def steps(scene: Scene) -> Counter[tuple[str, str]]:
    """Everything that was counted of a year, by value and strand."""
    rows = scene.driver.execute(
        "select value, strand, sum(number)::int from insight.cell where span = 'year' and area like 'BU8888%' and strand <> ''"
        " and split_part(value, ':', 1) in ('step', 'after', 'turn', 'gap', 'along') group by 1, 2"
    ).fetchall()
    return Counter({(value, strand): number for value, strand, number in rows})


@pytest.mark.parametrize("seed", range(2))
def test_it_is_what_somebody_would_count_on_paper(scene: Scene, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - repeatable
    expected: Counter[tuple[str, str]] = Counter()
    organisations = scene.world.organisations
    for _ in range(20):
        home, _people = scene.home(random.choice((MOLENHOEK, TERP)))
        begun, shares = [], set()
        for _ in range(random.randint(0, 7)):
            day = dt.date(random.choice((2018, 2019)), random.randint(1, 12), random.randint(1, 28))
            strand, by = random.choice(STRANDS), random.choice(("area_team", "police", "welfare"))
            made, ended = scene.begins(home, strand, day, by=by), None
            if random.random() < 0.4:
                ended = day + dt.timedelta(days=random.randint(0, 200))
                scene.line.execute(_ENDS, {"id": made, "day": ended})
            begun.append(Begun(day, made, strand, organisations[by], ended))
        if random.random() < 0.5:
            meet(scene, home, "noor", "community_officer")
            shares.add(frozenset((organisations["area_team"], organisations["police"])))
        expected.update(on_paper(begun, shares))
    scene.count()
    assert steps(scene) == expected
    assert (keeping.differences(scene.driver), untold(scene.driver)) == (0, 0)


def test_whoever_shares_an_appointment_a_goal_or_a_question_is_not_apart(scene: Scene) -> None:
    homes = [scene.home()[0] for _ in range(4)]
    made = [(scene.begins(home, "care"), scene.begins(home, "enforcement", by="police")) for home in homes]
    scene.count()
    assert scene.cell(span="year", day=dt.date(2019, 1, 1), value="along:apart")[0] == 4
    appointment = meet(scene, homes[0], "noor", "community_officer")
    ask_a_question(scene, homes[1], "community_officer")
    share_a_goal(scene, homes[2], *made[2])
    scene.count()
    assert scene.cell(value="along:together")[0] == 3
    assert scene.cell(value="along:apart")[0] == 1
    scene.line.execute(text("update appointment set status = 'cancelled' where id = :id"), {"id": appointment})
    scene.count()
    assert scene.cell(value="along:apart")[0] == 2
    assert keeping.differences(scene.driver) == 0


def test_only_who_counts_every_strand_is_told_what_came_before(scene: Scene) -> None:
    for number, home in enumerate(scene.many(60, "care")):
        scene.begins(home, ("activation", "care")[number % 2], QUARTER.replace(month=5))
    for number, home in enumerate(scene.many(60, "activation")):
        scene.begins(home, ("activation", "care")[number % 2], QUARTER.replace(month=5))
    scene.count()
    scene.asks_as("coordinator")
    assert scene.told(value="after:")["after:care", "activation"] == 30
    for name in ("community_worker", "community_officer", "noor", "process_lead"):
        scene.asks_as(name)
        assert scene.told(value="after:") == {}, name
        assert scene.told(value="along:") == {}, name


def test_whoever_enforces_counts_no_care_whatever_the_function(scene: Scene) -> None:
    for strand in STRANDS:
        scene.many(15, strand)
    scene.count()
    scene.asks_as("coordinator")
    assert len(scene.told()) == 4
    scene.line.execute(
        text("update organisation set kind = 'police' where id = :id"), {"id": scene.world.organisations["area_team"]}
    )
    assert scene.told() == {(MOLENHOEK, "enforcement"): 15}
    assert scene.told(value="after:") == {}


def test_the_page_says_what_follows_what(town: Town) -> None:
    page = town.page("period=2015", path="/insight/order")
    for said in (
        "komt het vaakst",
        "Wat volgt waarop",
        "Hoeveel tijd zat ertussen?",
        "Hele gemeente, 2015",
        "Hele gemeente, 2014",
    ):
        assert said in page
    assert "procent meteen na handhaving" in page
    assert page.count("<figure") == 4, "two pictures, each for two widths"


def test_two_neighbourhoods_stand_beside_each_other(town: Town) -> None:
    page = town.page(f"period=2015&place={MOLENHOEK}&beside={TERP}", path="/insight/order")
    assert "Molenhoek, 2015" in page
    assert "De Terp, 2015" in page
    assert re.search(r'value="BU88880201"\s+selected', page), "the choice stays"


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("beside=Nergens", 400, "Dit gebied kennen we niet"),
        ("period=2999", 400, "Deze periode ligt in de toekomst"),
        ("period=2001", 200, "Over deze vraag is niets te tonen"),
        ("period=2015&by=surname&value=x", 200, "komt het vaakst"),
    ],
)
def test_a_wrong_question_gets_an_answer(town: Town, query: str, status: int, says: str) -> None:
    assert says in town.page(query, status=status, path="/insight/order")


def test_who_counts_one_strand_has_no_such_page_and_no_tab_of_it(town: Town) -> None:
    assert town.client("community_worker").get("/insight/order").status_code == 403
    assert "Volgorde" not in town.page("period=2015", name="community_worker")
    assert "Volgorde" in town.page("period=2015")
