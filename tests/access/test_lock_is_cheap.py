"""The lock is asked once per statement, never per row: its functions stand in InitPlans, and an index finds the rows."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import text

from app.db.scope import BY_NAME
from app.db.session import db
from tests.world import World

#: What is asked of a row only where that row calls for it: one that is sealed, or that names a record whose own policy answers.
WHERE_CALLED_FOR = re.compile(r"\(NOT (\w+\.)?sealed\) OR sec\.opens_sealed\(|sec\.reads_item\((\w+\.)?item_kind, ")


def _plan(statement: str) -> str:
    return "\n".join(db.session.execute(text(f"explain (verbose) {statement}")).scalars())


@pytest.mark.parametrize("table", BY_NAME)
def test_no_function_of_the_lock_is_called_per_row(acting: Callable[[str], None], world: World, table: str) -> None:
    acting("noor")
    for statement in (f"select id from {table} where dossier_id = {world.dossier}", f"select count(*) from {table}"):
        for line in _plan(statement).splitlines():
            if "sec." not in line or line.strip().startswith(("Output: sec.", "Output: (sec.")):
                continue
            asked = "sec." in WHERE_CALLED_FOR.sub("", line)
            assert not asked or not any(word in line for word in ("Filter", "Cond")), (table, line)


def test_the_rows_of_a_caseload_are_found_by_their_dossiers(acting: Callable[[str], None]) -> None:
    acting("noor")
    db.session.execute(text("set local enable_seqscan = off"))
    assert "ix_intervention_dossier_id" in _plan("select strand, count(*) from intervention group by strand")
