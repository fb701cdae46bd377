"""What every proof has at hand."""

from collections.abc import Callable, Iterator

import pytest

from tests.proof.extent import Tally


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Iterator[Tally]:
    """Counts tries and faults for the table of ``make prove``; the test fails when something went wrong."""
    found = Tally()
    yield found
    for name in ("tried", "planted", "caught"):
        record_property(name, getattr(found, name))
    record_property("failed", len(found.wrong))
    assert found.wrong[:8] == [], "; ".join(each[:300] for each in found.wrong[:8])
