"""Asking for a file for research, and deciding on it. Who asks never decides; what was decided stays decided."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Final

from sqlalchemy import insert, update

from app.access.actor import Actor
from app.audit import trail
from app.db.clock import now, today
from app.db.session import db
from app.insight.periods import Span, last_whole
from app.kernel.errors import Forbidden, NotFound, RuleBroken, StaleVersion, marked
from app.research.models import ResearchExport
from app.research.queries import get_export

ASKERS: Final = frozenset({"analyst"})
OFFICERS: Final = frozenset({"privacy_officer"})
#: The longest that a file can be taken.
LONGEST: Final = dt.timedelta(days=365)
_FIRST_YEAR: Final = 1900


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for: a year that is over, who does the research, why, the same for residents, and until when."""

    year: int
    researcher: str
    purpose: str
    summary: str
    expires_on: dt.date


def ask(actor: Actor, wanted: Wanted) -> int:
    """Asks for a file; returns its id. Raises RuleBroken for a year that is not over and a day that is too far."""
    if not _FIRST_YEAR <= wanted.year <= last_whole(Span.YEAR, today()).starts.year:
        raise RuleBroken(
            "year", marked("Dit jaar is nog niet voorbij. We tellen alleen hele jaren. Kies een eerder jaar.")
        )
    if not today() <= wanted.expires_on <= today() + LONGEST:
        raise RuleBroken("expires_on", marked("Kies tot welke dag: vandaag of later, en hooguit een jaar vooruit."))
    made = db.session.execute(
        insert(ResearchExport).values(**asdict(wanted), asked_by=actor.account_id).returning(ResearchExport.id)
    ).scalar_one()
    trail.did(db.session(), "create", objects=[made])
    return made


def decide(actor: Actor, export_id: int, *, approved: bool, answer: str) -> None:
    """Says yes or no. Raises RuleBroken for a no without a reason, and StaleVersion for what somebody else decided already."""
    if not approved and not answer:
        raise RuleBroken("answer", marked("Schrijf op waarom het niet mag."))
    get_export(export_id)
    done = db.session.execute(
        update(ResearchExport)
        .where(ResearchExport.id == export_id, ResearchExport.approved.is_(None))
        .values(approved=approved, answer=answer, decided_by=actor.account_id, decided_at=now())
        .returning(ResearchExport.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if done is None:
        raise StaleVersion(get_export(export_id, anew=True))
    trail.did(db.session(), "approve" if approved else "reject", objects=[export_id])


def take(actor: Actor, export_id: int) -> ResearchExport:
    """The request of which whoever asked takes the file now; logged. Raises NotFound for another's, Forbidden when it may not be taken."""
    export = get_export(export_id)
    if export.asked_by != actor.account_id:
        raise NotFound
    if not export.approved:
        raise Forbidden(marked("De privacyfunctionaris heeft hier geen ja op gezegd."))
    if export.expires_on < today():
        raise Forbidden(marked("De termijn van dit bestand is voorbij. Vraag het opnieuw aan."))
    trail.did(db.session(), "download", objects=[export_id])
    return export
