"""What the plan of a household on paper costs, beside the typesetter's time on a bare page: both in turns, in the same run."""

import time
from dataclasses import dataclass

from app.cli.demo.loading.ledger import Connection
from app.web.paper import Paragraph, Sheet, typeset
from bench.client import BenchError, Visitor
from bench.recording import median
from bench.scene import BUSY

#: So many plans are printed; the first ones warm server and typesetter up.
TURNS, WARM = 40, 4
_LEAST = 10
#: A household each time: the typesetter remembers what it has set before.
_LED = """
    select i.dossier_id, (select min(p.id) from person p where p.dossier_id = i.dossier_id and p.deceased_on is null)
      from involvement i join account a on a.id = i.account_id and a.email = %s
     where i.is_lead and i.valid_until is null and i.withdrawn_at is null
       and exists (select from plan_item p where p.dossier_id = i.dossier_id) order by 1 limit %s
"""


@dataclass(frozen=True, slots=True)
class PaperCosts:
    """Middle times in milliseconds: the whole request for a plan, and a sheet with one line."""

    plan_p50_ms: float
    bare_p50_ms: float
    ratio: float


def measure_paper(owner: Connection, visitor: Visitor) -> PaperCosts:
    """``visitor`` is signed in as who leads. Raises BenchError when there is too little to print."""
    led = owner.execute(_LED, (BUSY, TURNS + WARM)).fetchall()
    owner.commit()
    times = [
        (took, _bare(dossier)) for dossier, person in led if (took := _plan(visitor, dossier, person)) is not None
    ][WARM:]
    if len(times) < _LEAST:
        raise BenchError("there are too few plans to print in the bench town")
    plan, bare = (median([turn[place] for turn in times]) for place in (0, 1))
    return PaperCosts(plan, bare, plan / bare)


def _plan(visitor: Visitor, dossier: int, person: int) -> float | None:
    """None where no paper goes home, because a partner is not safe there."""
    started = time.perf_counter()
    answer = visitor.get(f"/dossiers/{dossier}/plan/plan.pdf?person={person}")
    took = (time.perf_counter() - started) * 1000
    return took if answer.status == 200 else None


def _bare(number: int) -> float:
    words = (Paragraph(f"Pagina {number}."),)
    started = time.perf_counter()
    typeset(Sheet("Leeg", words, language="nl", sender="Oost", mark=f"m{number}", page_word="Pagina"))
    return (time.perf_counter() - started) * 1000
