"""Policy, lock and third reader about every row, in scene after scene: a hundred thousand comparisons in ``make prove``."""

import os
from collections.abc import Iterator
from random import Random

import pytest

from tests.access.proof import Proof
from tests.database import Cluster, template
from tests.proof.extent import Tally, many

#: So many comparisons in each of the parts.
PARTS, MOST = 8, many(2_000, 15_000)


@pytest.fixture(scope="module")
def proof(cluster: Cluster) -> Iterator[Proof]:
    """A populated database of its own."""
    name = f"schakel_comparisons_{os.getpid()}"
    machine = Proof(cluster.make(name, template(cluster)))
    yield machine
    machine.owner.close()
    machine.app.close()
    cluster.drop(name)


#: Scenes in which the readers once differed: 37, a resident whose function may lead read questions between those at work.
ONCE_DIFFERENT = (37,)


@pytest.mark.parametrize("seed", ONCE_DIFFERENT)
def test_they_say_the_same_where_they_once_differed(proof: Proof, tally: Tally, seed: int) -> None:
    random, before = Random(seed), proof.decisions  # noqa: S311 - repeatable
    tally.wrong += [str(found) for found in proof.play(proof.draw(random.choice), random=random)]
    tally.tried = proof.decisions - before


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_three_readers_say_the_same(proof: Proof, tally: Tally, part: int) -> None:
    before, granted, number = proof.decisions, proof.granted, 0
    # One scene is as many decisions as a quick part asks, and somebody whom it lets see nothing: so on, until enough was granted.
    while proof.decisions - before < MOST or proof.granted - granted <= (proof.decisions - before) // 50:
        random = Random(1_000_000 * (part + 1) + number)  # noqa: S311 - repeatable
        scene = proof.draw(random.choice)
        tally.wrong += [f"{found} in {scene}" for found in proof.play(scene, random=random)]
        number += 1
    tally.tried = proof.decisions - before
    assert proof.granted - granted > tally.tried // 50, "not only refusals"
