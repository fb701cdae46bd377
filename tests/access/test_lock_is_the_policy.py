"""The lock agrees with the policy and with a third reader, row by row, in scenes that hypothesis makes up."""

import os
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.access.proof import Proof
from tests.database import Cluster, template

#: ``LOCK_EXAMPLES=400 make test ARGS="tests/access/test_lock_is_the_policy.py"`` asks more, and looks for the smallest scene.
EXAMPLES = int(os.environ.get("LOCK_EXAMPLES", "40"))
PHASES = [Phase.generate, *([Phase.shrink] if "LOCK_EXAMPLES" in os.environ else [])]


@pytest.fixture(scope="module")
def proof(cluster: Cluster) -> Iterator[Proof]:
    """A populated database of its own: scenes are committed, so that the application's role sees them."""
    name = f"schakel_proof_{os.getpid()}"
    machine = Proof(cluster.make(name, template(cluster)))
    yield machine
    machine.owner.close()
    machine.app.close()
    cluster.drop(name)


@pytest.mark.slow
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=PHASES,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_three_readers_say_the_same_of_every_row(proof: Proof, data: st.DataObject) -> None:
    scene = proof.draw(lambda choices: data.draw(st.sampled_from(choices)))
    seed = data.draw(st.integers(0, 2**32))
    assert list(proof.play(scene, random=Random(seed)))[:5] == [], scene  # noqa: S311 - repeatable


def test_it_compared_at_least_twenty_thousand_decisions(proof: Proof) -> None:
    assert len(proof.rows) > 1_000
    for seed in range(0 if proof.decisions > 20_000 else 12):  # alone, or before the other test
        random = Random(seed)  # noqa: S311 - repeatable
        assert list(proof.play(proof.draw(random.choice), random=random)) == []
    assert proof.decisions > 20_000
    assert proof.granted > 1_000
