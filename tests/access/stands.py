"""How the small world can stand to its household, beside how it was made: what relations are, and what is the matter there.

The walk sets one for everybody at once and asks the third reader what is left. Setting is the owner's, and undone by ``stand_again``.
"""

from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql

from app.db.scope import SCOPED
from tests.world import World

Owner = psycopg.Connection[Any]
NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Stand:
    """One situation: what is set in the database, and what the third reader is told of it.

    ``state`` takes the place of every running relation; ``facts`` are words of ``third.Thing`` about the whole household;
    ``persons`` those about one person; ``covers``: relations are for this person only.
    """

    name: str
    state: str = "active"
    set: tuple[str, ...] = ()
    facts: dict[str, bool] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)
    covers: str = ""

    def about(self, world: World) -> dict[str, Any]:
        """What the third reader is told of a row."""
        return {**self.facts, **{fact: frozenset({world.persons[name]}) for fact, name in self.persons.items()}}


RUNNING = Stand("running")
_ALL_RELATIONS = "update involvement set {}"
#: A sealed compartment is sealed as it was made.
_ALWAYS_SEALED = {"sealed_compartment", "sealed_step"}
_EVERY_ROW = tuple(f"update {table.name} set sealed = true" for table in SCOPED if table.name not in _ALWAYS_SEALED)

STANDS = (
    RUNNING,
    Stand("ended", "ended", (_ALL_RELATIONS.format("valid_until = now() - interval '1 hour'"),)),
    Stand("withdrawn", "withdrawn", (_ALL_RELATIONS.format("withdrawn_at = now()"),)),
    Stand("to come", "future", (_ALL_RELATIONS.format("valid_from = now() + interval '1 day', valid_until = null"),)),
    Stand("closed", "closed", ("update dossier set closed = true",)),
    Stand("merged into another", "none", ("update dossier set merged_into_id = id",)),
    Stand("everything sealed", set=_EVERY_ROW, facts={"sealed": True}),
    Stand("a protected address", set=("update household_address set protected = true",), facts={"protected": True}),
    Stand("of a colleague", set=("update dossier set staff_or_relative = true",), facts={"staff": True}),
    Stand(
        "an unsafe partner",
        set=("update person set partner_unsafe = true where id = {samira}",),
        persons={"unsafe": "samira"},
    ),
    Stand("for one person", set=(_ALL_RELATIONS.format("person_ids = array[{sami}]::bigint[]"),), covers="sami"),
    Stand("somebody died", set=("update person set deceased_on = current_date where id = {samira}",), persons={"dead": "samira"}),
)  # fmt: skip

_TABLES = ("involvement", "dossier", "person", "household_address")


def keep(owner: Owner) -> None:
    """Puts aside what stands touch, in tables of this connection alone."""
    for table in _TABLES:
        owner.execute(sql.SQL("create temporary table kept_{} as table {}").format(sql.SQL(table), sql.SQL(table)))
    owner.commit()


def stand(owner: Owner, world: World, what: Stand) -> None:
    """Sets one situation and commits it."""
    _without_triggers(owner, [statement.format_map(world.persons) for statement in what.set])


_BACK = """
    update involvement i set valid_from = k.valid_from, valid_until = k.valid_until, withdrawn_at = k.withdrawn_at,
           person_ids = k.person_ids from kept_involvement k where k.id = i.id;
    update dossier d set closed = k.closed, staff_or_relative = k.staff_or_relative, merged_into_id = k.merged_into_id
      from kept_dossier k where k.id = d.id;
    update person p set partner_unsafe = k.partner_unsafe, deceased_on = k.deceased_on from kept_person k where k.id = p.id;
    update household_address a set protected = k.protected from kept_household_address k where k.id = a.id
"""


def stand_again(owner: Owner, what: Stand) -> None:
    """Everything as it was made."""
    unsealed = [statement.replace("true", "false") for statement in _EVERY_ROW] if what.facts.get("sealed") else []
    _without_triggers(owner, [*_BACK.split(";"), *unsealed])


def _without_triggers(owner: Owner, statements: list[str]) -> None:
    """Triggers say what a person may change; here a situation is made."""
    tables = ("involvement", "dossier", *(table.name for table in SCOPED))
    for word in ("disable", "enable"):
        for table in tables:
            owner.execute(sql.SQL("alter table {} {} trigger user").format(sql.Identifier(table), sql.SQL(word)))
        for statement in statements if word == "disable" else ():
            owner.execute(statement.encode())
    owner.commit()
