"""Every planted fault turns the proof red: a lock or a policy that is wrong in one place does not pass unseen."""

import os
from collections.abc import Iterator

import pytest

from tests.access.proof import Proof, connect
from tests.database import Cluster, template
from tests.faults.patches import LOCK_FAULTS, LOCK_OFF, MATRIX_FAULTS, OVERRIDE_FAULTS, LockFault
from tests.faults.scenes import KNOWN, catching, differs, in_the_lock, in_the_policy, off

#: Who asks, in the scenes that are known to bring a fault to light.
ASKED = {fault.name: (fault.function, fault.principal) for fault in LOCK_FAULTS}
ASKED |= {name: (function, None) for name, (function, _tables) in (MATRIX_FAULTS | OVERRIDE_FAULTS).items()}


@pytest.fixture(scope="module")
def proof(cluster: Cluster) -> Iterator[Proof]:
    """A populated scratch database whose lock is put right after every fault."""
    name = f"schakel_faults_{os.getpid()}"
    machine = Proof(cluster.make(name, template(cluster)))
    yield machine
    machine.owner.close()
    machine.app.close()
    cluster.drop(name)


@pytest.mark.parametrize("fault", LOCK_FAULTS, ids=lambda fault: fault.name)
def test_it_catches_a_fault_in_the_lock(proof: Proof, fault: LockFault) -> None:
    with in_the_lock(proof, fault):
        assert catching(proof, fault.name, fault.function, fault.principal) is not None


@pytest.mark.parametrize("name", [*MATRIX_FAULTS, *OVERRIDE_FAULTS])
def test_it_catches_a_fault_in_the_tables_of_the_policy(proof: Proof, name: str) -> None:
    with in_the_policy(proof, name) as function:
        assert catching(proof, name, function) is not None


@pytest.mark.parametrize("wrong", LOCK_OFF)
def test_it_catches_a_lock_that_is_off(proof: Proof, wrong: str) -> None:
    with off(proof, wrong):
        assert catching(proof, wrong) is not None


@pytest.mark.parametrize("role", ["owner", "superuser"])
def test_it_catches_an_application_that_connects_as_a_role_that_bypasses(
    proof: Proof, cluster: Cluster, role: str
) -> None:
    if role == "superuser" and cluster.embedded is None:
        pytest.skip("the server's superuser is not ours to use")
    usual, name = proof.app, str(proof.owner.info.dbname)
    superuser = cluster.embedded.url("postgres", name) if cluster.embedded else ""
    proof.app = connect(proof.urls.owner if role == "owner" else superuser)
    try:
        assert catching(proof, role) is not None
    finally:
        proof.app.close()
        proof.app = usual


def test_those_scenes_pass_without_a_fault(proof: Proof) -> None:
    """So that what they bring to light is the fault and nothing else."""
    scenes = {(seed, *ASKED.get(name, (None, None))) for name, seed in KNOWN.items()}
    for seed, function, principal in sorted(scenes, key=str):
        assert differs(proof, seed, function, principal) is None, (seed, function, principal)
