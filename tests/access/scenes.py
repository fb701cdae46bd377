"""A scene: who asks, how they stand to three households, and what is the matter with the persons. Drawn, then set in a database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import psycopg

from tests.access.third_reader import CELLS, ROWS_BY_RELATION

T = TypeVar("T")
Pick = Callable[[Sequence[Any]], Any]

FUNCTIONS = (*sorted(set(CELLS) - ROWS_BY_RELATION), *["generalist"] * 12, "case_lead", "team_member")
STATES = ("active", "active", "active", "active", "none", "future", "ended", "withdrawn")
PRINCIPALS = ("ok",) * 24 + ("session ended", "session expired", "session idle", "account off", "organisation off")
YES_OR_NO = (False, True)
RARELY = (False, False, False, False, True)


@dataclass(slots=True)
class Tie:
    """One involvement of the asker in one household."""

    dossier: int
    state: str
    leads: bool
    covers: tuple[int, ...] | None
    other_organisation: bool
    purpose: int


@dataclass(slots=True)
class House:
    """What holds for one household."""

    closed: bool = False
    staff: bool = False
    merged: bool = False
    led_by_asker: bool = False
    protected: bool = False


@dataclass(slots=True)
class Somebody:
    """What holds for one person."""

    unsafe: bool = False
    dead: bool = False
    authority: bool = False
    age: str = "adult"


@dataclass(slots=True)
class Opening:
    """One disclosure: which row (by its place in the population), to whom, and whether it is in force."""

    row: int
    to: str
    state: str


@dataclass(slots=True)
class Scene:
    """Everything that the lock could depend on, besides the rows themselves."""

    function: str
    organisation: int
    principal: str
    bsn_organisation: bool
    bsn_purposes: tuple[bool, bool]
    person: int | None
    lead_functions: tuple[tuple[str, bool], ...]
    ties: list[Tie] = field(default_factory=list)
    houses: dict[int, House] = field(default_factory=dict)
    people: dict[int, Somebody] = field(default_factory=dict)
    openings: list[Opening] = field(default_factory=list)


def draw(pick: Pick, dossiers: dict[int, tuple[int, ...]], organisations: Sequence[int], items: Sequence[int]) -> Scene:
    """A scene, from choices that ``pick`` makes (a random one, or hypothesis)."""
    function = pick(FUNCTIONS)
    persons = [person for those in dossiers.values() for person in those]
    scene = Scene(
        function=function,
        organisation=pick(organisations),
        principal=pick(PRINCIPALS),
        bsn_organisation=pick(YES_OR_NO),
        bsn_purposes=(pick(YES_OR_NO), pick(YES_OR_NO)),
        person=pick((None, *persons[:4])),
        lead_functions=(("generalist", True), *((function, pick(YES_OR_NO)) for _ in range(pick(RARELY)))),
    )
    for dossier, those in dossiers.items():
        scene.houses[dossier] = House(
            closed=pick(RARELY),
            staff=pick(RARELY),
            merged=pick((False,) * 9 + (True,)),
            led_by_asker=pick(YES_OR_NO),
            protected=pick((False, False, True)),
        )
        scene.ties += [_tie(pick, dossier, those) for _ in range(pick((1, 1, 1, 2)))]
        for person in those:
            scene.people[person] = Somebody(
                pick(RARELY), pick(RARELY), pick(YES_OR_NO), pick(("adult", "adult", "minor", "unknown"))
            )
    for _ in range(pick((0, 6, 12))):
        scene.openings.append(
            Opening(
                pick(items),
                pick(("organisation", "organisation", "account", "colleague", "other organisation")),
                pick(("running", "running", "running", "ended", "withdrawn", "future")),
            )
        )
    return scene


def _tie(pick: Pick, dossier: int, persons: tuple[int, ...]) -> Tie:
    covers = pick((None, None, None, (persons[0],), (persons[1], persons[2]), ()))
    return Tie(dossier, pick(STATES), pick(YES_OR_NO), covers, pick((False,) * 7 + (True,)), pick((0, 1)))


_FROM = {"future": "5 days", "none": "-9 days"}
_SESSION = {
    "session ended": "ended_at = now()",
    "session expired": "expires_at = now() - interval '1 minute'",
    "session idle": "last_seen_at = now() - interval '3 days'",
}


def set_scene(owner: psycopg.Connection[Any], scene: Scene, stage: "Stage") -> None:
    """Puts the scene in the database and commits it: the application's role looks through another connection."""
    run = owner.execute
    run(
        "update account set function = %s, organisation_id = %s, person_id = %s, active = %s where id = %s",
        (scene.function, scene.organisation, scene.person, scene.principal != "account off", stage.account),
    )
    run("update organisation set active = true, bsn_allowed = %s", (scene.bsn_organisation,))
    if scene.principal == "organisation off":
        run("update organisation set active = false where id = %s", (scene.organisation,))
    run("update account_session set ended_at = null, expires_at = now() + interval '1 day', last_seen_at = now()")
    if scene.principal in _SESSION:
        run(f"update account_session set {_SESSION[scene.principal]} where account_id = {stage.account}")
    run("delete from sec.lead_function")
    for name, already in dict(scene.lead_functions).items():
        run("insert into sec.lead_function values (%s, current_date + %s)", (name, -9 if already else 9))
    for purpose, allowed in zip(stage.purposes, scene.bsn_purposes, strict=True):
        run("update purpose set bsn_allowed = %s where id = %s", (allowed, purpose))
    _set_houses(owner, scene, stage)
    _set_relations(owner, scene, stage)
    owner.commit()


@dataclass(slots=True)
class Stage:
    """Ids that a scene needs: the asker's account, two purposes, another organisation, and which item each row is."""

    account: int
    colleague: int
    purposes: tuple[int, int]
    elsewhere: int
    items: dict[int, tuple[str, int, int]]


def _set_houses(owner: psycopg.Connection[Any], scene: Scene, stage: Stage) -> None:
    for key, house in scene.houses.items():
        owner.execute(
            "update dossier set closed = %s, staff_or_relative = %s, merged_into_id = %s, lead_org_id = %s where id = %s",
            (
                house.closed,
                house.staff,
                key if house.merged else None,
                scene.organisation if house.led_by_asker else stage.elsewhere,
                key,
            ),
        )
        owner.execute("update household_address set protected = %s where dossier_id = %s", (house.protected, key))
    days = {"adult": -400, "minor": 400, "unknown": None}
    for key, somebody in scene.people.items():
        owner.execute(
            "update person set partner_unsafe = %s, deceased_on = case when %s then current_date end, holds_authority = %s,"
            " adult_on = current_date + %s::int where id = %s",
            (somebody.unsafe, somebody.dead, somebody.authority, days[somebody.age], key),
        )


def _set_relations(owner: psycopg.Connection[Any], scene: Scene, stage: Stage) -> None:
    owner.execute("delete from involvement")
    owner.execute("delete from disclosure")
    for tie in scene.ties:
        if tie.state == "none":
            continue
        owner.execute(
            "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, is_lead, person_ids, valid_from,"
            " valid_until, withdrawn_at, created_by) values (%s, %s, %s, %s, %s, %s, now() + %s::interval,"
            " case when %s then now() - interval '1 day' end, case when %s then now() end, %s)",
            (
                tie.dossier,
                stage.account,
                stage.elsewhere if tie.other_organisation else scene.organisation,
                stage.purposes[tie.purpose],
                tie.leads,
                None if tie.covers is None else list(tie.covers),
                _FROM.get(tie.state, "-9 days"),
                tie.state == "ended",
                tie.state == "withdrawn",
                stage.account,
            ),
        )
    for opening in scene.openings:
        kind, item, dossier = stage.items[opening.row]
        account = {"account": stage.account, "colleague": stage.colleague}.get(opening.to)
        owner.execute(
            "insert into disclosure (dossier_id, item_kind, item_id, to_org_id, to_account_id, basis, reason, valid_from,"
            " valid_until, withdrawn_at, created_by) values (%s, %s, %s, %s, %s, 'x', 'x', now() + %s::interval,"
            " case when %s then now() - interval '1 day' end, case when %s then now() end, %s)",
            (
                dossier,
                kind,
                item,
                stage.elsewhere if opening.to == "other organisation" else scene.organisation,
                account,
                "5 days" if opening.state == "future" else "-9 days",
                opening.state == "ended",
                opening.state == "withdrawn",
                stage.account,
            ),
        )
