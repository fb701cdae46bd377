"""What it costs to involve a partner, beside a plain save: both asked in turns of the same server, in the same run."""

import datetime as dt
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.cli.demo.loading.ledger import Connection
from bench.client import BenchError, Visitor
from bench.recording import median
from bench.scene import BUSY, PARTNERS

#: So many partners are involved, each beside a note that is saved; the first ones warm the server up.
TURNS, WARM = 60, 8
_PAIRS = """
    select i.dossier_id, a.id, a.organisation_id, min(p.id)
      from involvement i
      join account lead on lead.id = i.account_id and lead.email = %s
      cross join account a
      join purpose p on p.organisation_id = a.organisation_id
     where i.is_lead and i.valid_until is null and i.withdrawn_at is null and a.email = any(%s)
       and not exists (select from involvement o where o.dossier_id = i.dossier_id and o.account_id = a.id)
     group by 1, 2, 3 order by a.id, i.dossier_id limit %s
"""
_LAST = "select (select max(id) from involvement), (select max(id) from note), (select max(id) from activity)"
_AGAIN = (
    "delete from involvement_reason where involvement_id > %(involvement)s",
    "delete from involvement where id > %(involvement)s",
    "delete from note where id > %(note)s",
    "delete from activity where id > %(activity)s",
)


@dataclass(frozen=True, slots=True)
class InvolvingCosts:
    """Middle times in milliseconds, of the save alone: not of the page with the form."""

    involve_p50_ms: float
    save_p50_ms: float
    ratio: float


def measure_involving(owner: Connection, visitor: Visitor) -> InvolvingCosts:
    """``visitor`` is signed in as who leads. What was saved is taken away again. Raises BenchError when something is refused."""
    pairs = owner.execute(_PAIRS, (BUSY, list(PARTNERS), TURNS + WARM)).fetchall()
    last = owner.execute(_LAST).fetchone()
    owner.commit()
    if len(pairs) < WARM + 2 or last is None:
        raise BenchError("there is nobody to involve in the bench town")
    try:
        times = [_one_turn(visitor, pair) for pair in pairs][WARM:]
    finally:
        for statement in _AGAIN:
            owner.execute(statement.encode(), dict(zip(("involvement", "note", "activity"), last, strict=True)))
        owner.commit()
    involve, save = (median([turn[place] for turn in times]) for place in (0, 1))
    return InvolvingCosts(involve, save, involve / save)


def _one_turn(visitor: Visitor, pair: tuple[int, ...]) -> tuple[float, float]:
    """Milliseconds to involve somebody, and to save a note."""
    dossier, account, organisation, purpose = pair
    until = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=90)
    involve = {
        "account": str(account), "purpose": str(purpose), "whom": "all", "extent": "card", "until": until.isoformat(),
        "reason": "Zij helpt met de huur.", "this_much": "De regiekaart is genoeg.", "not_less": "Zonder de doelen kan zij niet helpen.",
    }  # fmt: skip
    note = {"facts": "Zij was er.", "own_words": "", "interpretation": ""}
    return (
        _timed(visitor, f"/dossiers/{dossier}/team/add?organisation={organisation}", lambda: involve),
        _timed(visitor, f"/dossiers/{dossier}/notes/new", lambda: note),
    )


def _timed(visitor: Visitor, path: str, form: Callable[[], Mapping[str, str]]) -> float:
    page = visitor.get(path)
    sent = {**form(), "csrf_token": page.csrf, "submission_key": secrets.token_urlsafe(16)}
    started = time.perf_counter()
    answer = visitor.post(path, sent)
    took = (time.perf_counter() - started) * 1000
    if answer.status != 303:
        raise BenchError(f"{path} answered {answer.status} instead of 303")
    return took
