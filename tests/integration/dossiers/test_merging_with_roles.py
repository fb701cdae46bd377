"""Two households become one in which somebody has a role that ends: what their account had in the other one follows the role."""

import pytest
from sqlalchemy import Connection, text

from tests.integration.dossiers.joining import merge, second_dossier
from tests.world import World, add_row


@pytest.fixture
def joined(line: Connection, world: World) -> tuple[int, int]:
    """A volunteer with a role until tomorrow in the one household and a relation without an end in the other: the merge and the role."""
    other = second_dossier(line, world)
    volunteer = {"account_id": world.accounts["volunteer"]}
    role = add_row(line, world, "network_person", first_name="Gerda", relation="taalmaatje")
    line.execute(
        text(
            "update network_person set role = 'buddy', until = sec.today() + 1, account_id = :account_id where id = :id"
        ),
        volunteer | {"id": role},
    )
    for dossier in (world.dossier, other):
        line.execute(text("delete from involvement where account_id = :a and dossier_id = :d"),
                     {"a": volunteer["account_id"], "d": dossier})  # fmt: skip
        line.execute(
            text(
                "insert into involvement (dossier_id, account_id, organisation_id, purpose_id, valid_from, valid_until, created_by)"
                " select :d, a.id, a.organisation_id, p.id, sec.now() - interval '9 days',"
                " case when :role then sec.role_over(sec.today() + 1) end, a.id from account a"
                " join purpose p on p.organisation_id = a.organisation_id where a.id = :a"
            ),
            {"d": dossier, "a": volunteer["account_id"], "role": dossier == world.dossier},
        )
    merging = merge(line, world.dossier, other)
    return merging, role


#: Of each relation of the volunteer: in which household it is, and until when.
_ENDS = (
    "select case when i.dossier_id = :d then 'here' else 'there' end, case when i.valid_until is null then 'open'"
    " when i.valid_until <= sec.now() then 'over' else 'role' end from involvement i"
    " where i.account_id = :a and i.withdrawn_at is null and i.valid_from < sec.now() order by i.dossier_id"
)


def _ends(line: Connection, world: World) -> list[tuple[str, str]]:
    found = line.execute(text(_ENDS), {"d": world.dossier, "a": world.accounts["volunteer"]})
    return [(row[0], row[1]) for row in found]


def test_what_an_account_had_elsewhere_follows_its_role_and_has_its_own_end_back_when_parted(
    line: Connection, world: World, joined: tuple[int, int]
) -> None:
    assert _ends(line, world) == [("here", "role"), ("here", "role")]
    line.execute(text("select sec.undo_merge(:m)"), {"m": joined[0]})
    assert _ends(line, world) == [("here", "role"), ("there", "open")]


def test_a_role_that_ends_in_the_joined_household_ends_both_for_good(
    line: Connection, world: World, joined: tuple[int, int]
) -> None:
    line.execute(text("delete from network_person where id = :id"), {"id": joined[1]})
    assert _ends(line, world) == [("here", "over"), ("here", "over")]
    line.execute(text("select sec.undo_merge(:m)"), {"m": joined[0]})
    assert _ends(line, world) == [("here", "over"), ("there", "over")]
