"""What logging, sealing and verifying cost: beside the same saves without them, and beside a bare SHA-256 loop over the same lines."""

import secrets
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.audit.lines import LOGS, each_line
from app.audit.sealing import seal_log
from app.audit.seals import Signer
from app.audit.verifying import Verifier
from app.audit.witness import Witness
from app.cli.demo.loading.ledger import Connection
from app.db.roles import APP
from bench.client import BenchError
from bench.scene import BUSY
from bench.towns import TOWN, Towns

TURN = 50

_WHO = """
    select i.dossier_id, a.id, a.organisation_id, i.purpose_id, (select min(p.id) from person p where p.dossier_id = i.dossier_id)
      from involvement i join account a on a.id = i.account_id
     where a.email = %s and i.is_lead and i.valid_until is null and i.withdrawn_at is null order by i.dossier_id limit 1
"""
_SESSION = """
    insert into account_session (token_hash, account_id, started_at, last_seen_at, expires_at)
    values (%s, %s, now(), now(), now() + interval '1 hour')
"""
_SAVE = """
    insert into note (dossier_id, author_id, owner_org_id, purpose_id, facts)
    values (%(dossier)s, %(account)s, %(organisation)s, %(purpose)s, 'Zij was er.')
"""
_LOG = """
    select sec.write_trail('note.create', '10.0.0.0/24', 'case_lead', %(purpose)s, '{create}', '{ok}', array[%(dossier)s]::bigint[],
                           array['{notes}'], array['{1}'], array[''], '{1,1,1,1}', array_fill(%(person)s::bigint, array[4]),
                           array_fill(%(dossier)s::bigint, array[4]), array['{notes}', '{notes}', '{notes}', '{notes}'])
"""


@dataclass(frozen=True, slots=True)
class LogCosts:
    """Shares of a speed, and how many lines they were measured over; speeds in lines per second."""

    lines: int
    verified_per_second: float
    verify_share: float
    save_share: float


def measure_log(towns: Towns, *, seconds: float) -> LogCosts:
    """Saves notes with and without the log, seals it, verifies all of it. What was saved is taken away again."""
    with (
        tempfile.TemporaryDirectory() as folder,
        towns.connect(TOWN) as owner,
        towns.connect(TOWN) as beside,
        towns.connect(TOWN, APP) as app,
    ):
        signer, witness = Signer(secrets.token_bytes(32)), Witness(Path(folder) / "seals.jsonl")
        seal_log(owner, signer, witness)  # what the pages wrote
        last = owner.execute("select max(id) from note").fetchone()
        owner.commit()
        save = _saver(owner, app)
        plain, logged = 0.0, 0.0
        while plain < seconds:  # in turns, so that a busy moment of the machine is in both
            plain, logged = plain + _seconds(save, log=False), logged + _seconds(save, log=True)
        started = time.perf_counter()
        seal_log(owner, signer, witness)
        kept = plain / (logged + time.perf_counter() - started)
        costs = _verify(owner, Verifier(owner, beside, signer.public_key, witness), save_share=kept)
        owner.execute("delete from note where id > %s", last)
    return costs


def _saver(owner: Connection, app: Connection) -> Callable[..., None]:
    found = owner.execute(_WHO, (BUSY,)).fetchone()
    if found is None:
        raise BenchError("nobody leads a household in the bench town")
    token = secrets.token_urlsafe()
    owner.execute(_SESSION, (sha256(token.encode()).digest(), found[1]))
    owner.commit()
    values = dict(zip(("dossier", "account", "organisation", "purpose", "person"), found, strict=True))

    def save(*, log: bool) -> None:
        app.execute("select sec.open(%s)", (token,))
        app.execute(_SAVE, values)
        if log:
            app.execute(_LOG, values)
        app.commit()

    return save


def _seconds(save: Callable[..., None], *, log: bool) -> float:
    """How long one turn of saves takes."""
    started = time.perf_counter()
    for _ in range(TURN):
        save(log=log)
    return time.perf_counter() - started


def _verify(owner: Connection, verifier: Verifier, *, save_share: float) -> LogCosts:
    started = time.perf_counter()
    wrong = list(verifier.findings())
    took = time.perf_counter() - started
    if wrong:
        raise BenchError(f"the log does not verify: {wrong[0]}")
    started = time.perf_counter()
    for log in LOGS:
        for line in each_line(owner, log):
            sha256(line).digest()
    bare = time.perf_counter() - started
    return LogCosts(verifier.lines, round(verifier.lines / took, 0), bare / took, save_share)
