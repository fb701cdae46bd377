"""A row keeps the dossier, owner and author that it was written with, whoever may change the rest."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from app.db.policies import FIXED
from app.db.scope import SCOPED
from app.db.session import db

CHANGEABLE = [table.name for table in SCOPED if not table.frozen]


@pytest.mark.parametrize("table", CHANGEABLE)
@pytest.mark.parametrize("column", [column for column in FIXED if column != "id"])
def test_it_refuses_to_move_a_row(acting: Callable[[str], None], table: str, column: str) -> None:
    acting("noor")
    with pytest.raises(ProgrammingError, match="permission denied"):
        db.session.execute(text(f"update {table} set {column} = {column}"))
