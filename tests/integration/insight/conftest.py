"""What the tests of insight share: an empty town to write in, and one that was counted."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from tests.integration.insight.scene import MOLENHOEK, QUARTER, SINGEL, TERP, Scene
from tests.integration.insight.town import asking, town
from tests.world import World

__all__ = ["MOLENHOEK", "QUARTER", "SINGEL", "TERP", "Scene", "asking", "scene", "town"]


@pytest.fixture
def scene(owner: Connection, world: World) -> Iterator[Scene]:
    """A town with nothing in it but the small world's own household."""
    made = Scene(owner, world)
    made.asks_as("noor")
    yield made
    owner.rollback()
