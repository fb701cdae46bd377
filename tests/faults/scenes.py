"""Which scene brings which fault to light. ``python -m tests.faults.scenes`` looks for them anew and writes ``scenes.json``."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from app.access.matrix import load_matrix, load_overrides
from app.db import policies
from app.db.scope import SCOPED
from tests.access.proof import Difference, Proof
from tests.database import Cluster, template
from tests.faults.patches import LOCK_FAULTS, LOCK_OFF, MATRIX_FAULTS, OVERRIDE_FAULTS, LockFault

#: So many scenes are tried for a fault that no known scene brings to light (any more).
SCENES = 400
FILE = Path(__file__).parent / "scenes.json"
KNOWN: dict[str, int] = json.loads(FILE.read_text())


def differs(
    proof: Proof, seed: int, function: str | None = None, principal: str | None = None, *, writes: bool = True
) -> Difference | None:
    """The first difference in one scene; the same number is the same scene in every run."""
    random = Random(seed)  # noqa: S311 - repeatable
    scene = proof.draw(random.choice)
    scene.function = function or scene.function
    scene.principal = principal or "ok"
    return next(proof.play(scene, writes=writes, random=random), None)


def catching(proof: Proof, name: str, function: str | None = None, principal: str | None = None) -> int | None:
    """The number of a scene with a difference: the one that is known for this fault is tried first, and then all others."""
    numbers = dict.fromkeys([*([KNOWN[name]] if name in KNOWN else []), *range(SCENES)])
    return next((seed for seed in numbers if differs(proof, seed, function, principal)), None)


@contextmanager
def in_the_lock(proof: Proof, fault: LockFault) -> Iterator[None]:
    """The database with one fault; afterwards that function or policy is as it was."""
    before = _source(proof, fault.where)
    fault.plant(proof.owner)
    proof.owner.commit()
    try:
        yield
    finally:
        proof.owner.rollback()
        if before:
            proof.owner.execute(before)
        else:
            _policy_again(proof, fault.where)
        proof.owner.commit()


def _source(proof: Proof, where: str) -> str:
    if not where.startswith("sec."):
        return ""
    found = proof.owner.execute("select pg_get_functiondef(%s::regproc)", (where,)).fetchone()
    return str(found[0]) if found else ""


def _policy_again(proof: Proof, where: str) -> None:
    policy, _, table = where.partition(" on ")
    proof.owner.execute(f"drop policy {policy} on {table}")
    for statement in policies.statements():
        if statement.startswith(f"create policy {where} "):
            proof.owner.execute(statement)


@contextmanager
def off(proof: Proof, wrong: str) -> Iterator[None]:
    """The lock on ``note`` with something taken off; afterwards everything that the lock says about it, anew."""
    proof.owner.execute(wrong)
    proof.owner.commit()
    try:
        yield
    finally:
        proof.owner.rollback()
        table = next(table for table in SCOPED if table.name == "note")
        for (name,) in proof.owner.execute("select policyname from pg_policies where tablename = 'note'").fetchall():
            proof.owner.execute(f"drop policy {name} on note")
        for statement in policies._locked("note") + policies._table_policies(table):
            proof.owner.execute(statement)
        proof.owner.commit()


@contextmanager
def in_the_policy(proof: Proof, name: str) -> Iterator[str]:
    """The policy with a fault in one of its tables; gives the function to play."""
    if name in MATRIX_FAULTS:
        function, matrix = MATRIX_FAULTS[name]
        proof.matrix = matrix()
    else:
        function, overrides = OVERRIDE_FAULTS[name]
        proof.overrides = overrides()
    try:
        yield function
    finally:
        proof.matrix, proof.overrides = load_matrix(), load_overrides()


def find(proof: Proof) -> None:
    """For each fault a scene, the same one for several where that goes; what only writing shows is looked for last."""
    found: dict[str, int] = {}

    def keep(name: str, function: str | None = None, principal: str | None = None) -> None:
        likely = [*found.values(), *range(60)]
        read = (n for n in dict.fromkeys(likely) if differs(proof, n, function, principal, writes=False))
        seed = next(read, None)
        if seed is None:
            seed = catching(proof, name, function, principal)
        assert seed is not None, name
        found[name] = seed
        FILE.write_text(json.dumps(found, indent=1) + "\n")

    for fault in LOCK_FAULTS:
        with in_the_lock(proof, fault):
            keep(fault.name, fault.function, fault.principal)
    for name in (*MATRIX_FAULTS, *OVERRIDE_FAULTS):
        with in_the_policy(proof, name) as function:
            keep(name, function)
    for wrong in LOCK_OFF:
        with off(proof, wrong):
            keep(wrong)


if __name__ == "__main__":
    cluster = Cluster()
    cluster.start()
    scratch = f"schakel_scenes_{os.getpid()}"
    machine = Proof(cluster.make(scratch, template(cluster)))
    find(machine)
    machine.owner.close()
    machine.app.close()
    cluster.drop(scratch)
