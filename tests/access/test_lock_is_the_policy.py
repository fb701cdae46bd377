"""The lock agrees with the policy and with a third reader, row by row, in scenes that hypothesis makes up."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.access.proof import Proof
from tests.database import Cluster, template

EXAMPLES = int(os.environ.get("LOCK_EXAMPLES", "150"))


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
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_three_readers_say_the_same_of_every_row(proof: Proof, data: st.DataObject) -> None:
    scene = proof.draw(lambda choices: data.draw(st.sampled_from(choices)))
    random = data.draw(st.randoms(use_true_random=False))
    assert list(proof.play(scene, random=random))[:5] == [], scene


def test_it_compared_at_least_twenty_thousand_decisions(proof: Proof) -> None:
    assert len(proof.rows) > 1_000
    if proof.decisions == 0:
        pytest.skip("the scenes did not run in this process")
    assert proof.decisions > 20_000
