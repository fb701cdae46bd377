"""Somebody else takes over in a test: what was written before is there to stay."""

from collections.abc import Callable

import pytest

from app.db.session import db


@pytest.fixture
def acting(acting: Callable[[str], None]) -> Callable[[str], None]:
    """As the suite's own, after a commit (which the test's connection rolls back at its end)."""

    def become(name: str) -> None:
        db.session.commit()
        acting(name)

    return become
