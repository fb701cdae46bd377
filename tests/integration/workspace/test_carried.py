"""What a team carries is kept beside its households, and is never anything else than what adding them up gives."""

import pytest
from sqlalchemy import Connection, text

from tests.world import World

_ADDED_UP = text(
    """
    select d.id, d.lead_org_id, p.weight from dossier d join dossier_process p on p.dossier_id = d.id
     where not d.closed and d.merged_into_id is null order by d.id
    """
)
_CARRIED = text("select dossier_id, lead_org_id, weight from sec.carried order by dossier_id")

CHANGES = (
    "update dossier_process set weight = 8 where dossier_id = :dossier",
    "update dossier set closed = true where id = :dossier",
    "update dossier set merged_into_id = id where id = :dossier",
    "update dossier set lead_org_id = (select min(id) from organisation where id <> lead_org_id) where id = :dossier",
    "delete from dossier_process where dossier_id = :dossier",
)


@pytest.mark.parametrize("change", CHANGES)
def test_it_follows_every_change(owner: Connection, world: World, change: str) -> None:
    before = owner.execute(_CARRIED).all()
    assert before == owner.execute(_ADDED_UP).all()
    owner.execute(text(change), {"dossier": world.dossier})
    assert owner.execute(_CARRIED).all() == owner.execute(_ADDED_UP).all() != before


def test_it_comes_back_when_a_case_is_opened_again(owner: Connection, world: World) -> None:
    before = owner.execute(_CARRIED).all()
    for closed in (True, False):
        owner.execute(
            text("update dossier set closed = :closed where id = :id"), {"closed": closed, "id": world.dossier}
        )
    assert owner.execute(_CARRIED).all() == before
