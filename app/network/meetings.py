"""Family-group conferences and meetings of the network: the household's own document, with a call four weeks after it.

Method: an independent coordinator, information from professionals, closed time without them, a plan by the people themselves, and
the coordinator who calls after four weeks (domain.md 2.4). There is no field for what was said in the closed time.
"""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import may_write
from app.dossiers.services.rows import columns
from app.dossiers.services.taking import take
from app.kernel.errors import RuleBroken
from app.kernel.text import check_length, clean_line, clean_text
from app.network.models import NetworkMeeting
from app.network.queries_meetings import get_meeting

MEETINGS: dict[str, tuple[str, str]] = {
    "meeting": ("netwerkberaad", "network meeting"),
    "conference": ("Eigen Kracht-conferentie", "family group conference"),
}
CALL_AFTER = dt.timedelta(weeks=4)
_FAR = dt.timedelta(days=730)


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """A meeting as it should read. ``plan``: what the people themselves decided, in their words."""

    kind: str
    coordinator: str
    planned_on: dt.date | None
    information: str
    held_on: dt.date | None = None
    plan: str = ""
    called_on: dt.date | None = None
    call_words: str = ""


def add_meeting(scope: DossierScope, words: MeetingWords) -> int:
    """Writes down that the household plans a meeting; returns the id. Raises Forbidden and RuleBroken."""
    may_write(scope, Category.NETWORK)
    row = NetworkMeeting(**_columns(words), **columns(scope))
    db.session.add(row)
    db.session.flush()
    _tell(scope, "create", row)
    return row.id


def edit_meeting(scope: DossierScope, meeting_id: int, words: MeetingWords, *, version: int) -> None:
    """Changes a meeting; once it was held, the call four weeks later stands on the lead's *Vandaag*.

    Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the meeting as it is now.
    """
    current = get_meeting(scope.id, meeting_id)
    may_write(scope, Category.NETWORK)
    row = take(NetworkMeeting, current.id, version, lambda: get_meeting(scope.id, meeting_id))
    for name, value in _columns(words).items():
        setattr(row, name, value)
    db.session.flush()
    _tell(scope, "update", row)


def _columns(words: MeetingWords) -> dict[str, object]:
    if words.kind not in MEETINGS:
        raise RuleBroken("kind", _("Kies wat voor overleg het is."))
    _check_days(words)
    if words.plan and words.held_on is None:
        raise RuleBroken("held_on", _("Vul eerst in wanneer het overleg was."))
    return {
        "kind": words.kind,
        "coordinator": check_length(clean_line(words.coordinator), field="coordinator", longest=100),
        "planned_on": words.planned_on,
        "information": check_length(clean_text(words.information), field="information", longest=500),
        "held_on": words.held_on,
        "plan": check_length(clean_text(words.plan), field="plan", longest=2000),
        "call_on": words.held_on + CALL_AFTER if words.held_on else None,
        "called_on": words.called_on,
        "call_words": check_length(clean_line(words.call_words), field="call_words", longest=200),
    }


def _check_days(words: MeetingWords) -> None:
    if words.planned_on and abs(words.planned_on - today()) > _FAR:
        raise RuleBroken("planned_on", _("Deze dag ligt te ver weg. Kijk het jaartal na."))
    if words.held_on and not today() - _FAR <= words.held_on <= today():
        raise RuleBroken("held_on", _("Kies vandaag of een dag die al geweest is."))
    if words.called_on and words.held_on is None:
        raise RuleBroken("held_on", _("Vul eerst in wanneer het overleg was."))
    if words.called_on and words.held_on and not words.held_on <= words.called_on <= today():
        raise RuleBroken("called_on", _("Kies een dag na het overleg, en niet later dan vandaag."))


def _tell(scope: DossierScope, action: str, row: NetworkMeeting) -> None:
    note_activity(scope, Category.NETWORK, "network_meeting.changed", object_id=row.id)
    trail.did(db.session(), action, dossier_id=scope.id, category=Category.NETWORK, objects=[row.id])
