"""Every planted fault turns the proof red: a lock or a policy that is wrong in one place does not pass unseen."""

import os
from collections.abc import Iterator
from random import Random

import pytest

from app.access.matrix import load_matrix, load_overrides
from app.db import policies
from app.db.scope import SCOPED
from tests.access.proof import Difference, Proof, connect
from tests.database import Cluster, template
from tests.faults.patches import LOCK_FAULTS, MATRIX_FAULTS, OVERRIDE_FAULTS, LockFault

SCENES = 400


@pytest.fixture(scope="module")
def proof(cluster: Cluster) -> Iterator[Proof]:
    """A populated scratch database whose lock is put right after every fault."""
    name = f"schakel_faults_{os.getpid()}"
    machine = Proof(cluster.make(name, template(cluster)))
    yield machine
    machine.owner.close()
    machine.app.close()
    cluster.drop(name)


def first_difference(
    proof: Proof, function: str | None = None, *, principal: str | None = "ok", scenes: int = SCENES
) -> Difference | None:
    """The first difference that the same scenes as always bring to light."""
    for seed in range(scenes):
        random = Random(seed)  # noqa: S311 - the same scenes in every run
        scene = proof.draw(random.choice)
        if function is not None:
            scene.function = function
        scene.principal = principal or "ok"
        found = next(proof.play(scene, random=random), None)
        if found is not None:
            return found
    return None


@pytest.mark.slow
@pytest.mark.parametrize("fault", LOCK_FAULTS, ids=lambda fault: fault.name)
def test_it_catches_a_fault_in_the_lock(proof: Proof, fault: LockFault) -> None:
    before = _sources(proof)
    fault.plant(proof.owner)
    proof.owner.commit()
    try:
        assert first_difference(proof, fault.function, principal=fault.principal) is not None, fault.name
    finally:
        _restore(proof, before, fault)


def _sources(proof: Proof) -> dict[str, str]:
    found = proof.owner.execute(
        "select p.oid::regproc::text, pg_get_functiondef(p.oid) from pg_proc p"
        " where p.pronamespace = 'sec'::regnamespace and p.prokind = 'f'"
    ).fetchall()
    return {str(name): str(source) for name, source in found}


def _restore(proof: Proof, before: dict[str, str], fault: LockFault) -> None:
    proof.owner.rollback()
    if fault.where in before:
        proof.owner.execute(before[fault.where])
    else:
        policy, _, table = fault.where.partition(" on ")
        proof.owner.execute(f"drop policy {policy} on {table}")
        for statement in policies.statements():
            if statement.startswith(f"create policy {fault.where} "):
                proof.owner.execute(statement)
    proof.owner.commit()


@pytest.mark.parametrize("name", MATRIX_FAULTS)
def test_it_catches_a_fault_in_the_matrix_of_the_policy(proof: Proof, name: str) -> None:
    function, tables = MATRIX_FAULTS[name]
    proof.matrix = tables()
    try:
        assert first_difference(proof, function) is not None
    finally:
        proof.matrix = load_matrix()


@pytest.mark.parametrize("name", OVERRIDE_FAULTS)
def test_it_catches_a_fault_in_the_overrides_of_the_policy(proof: Proof, name: str) -> None:
    function, tables = OVERRIDE_FAULTS[name]
    proof.overrides = tables()
    try:
        assert first_difference(proof, function) is not None
    finally:
        proof.overrides = load_overrides()


@pytest.mark.parametrize(
    "wrong",
    [
        "alter table note disable row level security",
        "create policy everything on note for select to schakel_app using (true)",
        "drop policy seals on note",
        "drop policy persons_read on note",
        "drop policy reads on note",
    ],
)
def test_it_catches_a_lock_that_is_off(proof: Proof, wrong: str) -> None:
    proof.owner.execute(wrong)
    proof.owner.commit()
    try:
        assert first_difference(proof) is not None, wrong
    finally:
        _lock_again(proof)


def _lock_again(proof: Proof) -> None:
    """Everything that the lock says about ``note``, anew."""
    table = next(table for table in SCOPED if table.name == "note")
    for (name,) in proof.owner.execute("select policyname from pg_policies where tablename = 'note'").fetchall():
        proof.owner.execute(f"drop policy {name} on note")
    for statement in policies._locked("note") + policies._table_policies(table):
        proof.owner.execute(statement)
    proof.owner.commit()


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
        assert first_difference(proof) is not None
    finally:
        proof.app.close()
        proof.app = usual


def test_it_passes_without_a_fault(proof: Proof) -> None:
    assert first_difference(proof, scenes=25) is None
