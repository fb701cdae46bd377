"""What is weighed about an objection (GDPR art. 21), and what stops when the answer is yes. Never committed here."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import CursorResult, text

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import now
from app.db.question import Question
from app.db.session import db
from app.dossiers.services.rows import columns
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.text import check_length, clean_text
from app.rights.models import Weighing

LONGEST = 1000

_LINES = Question(
    """
    select w.id, w.processing, w.objected_purpose_id, w.household_interest, w.task_interest, w.stops, w.created_at, a.name as who,
           concat_ws(': ', o.name, u.text_nl) as purpose_nl, concat_ws(': ', o.name, u.text_en) as purpose_en
      from weighing w join account a on a.id = w.author_id
      left join purpose u on u.id = w.objected_purpose_id left join organisation o on o.id = u.organisation_id
     where w.dossier_id = :dossier and w.rights_request_id = :request order by w.id desc
    """
)
_PURPOSES = Question(
    """
    select distinct on (o.name, o.id, u.code) u.id, o.name as organisation, u.text_nl, u.text_en from involvement i
      join purpose u on u.id = i.purpose_id join organisation o on o.id = u.organisation_id
     where i.dossier_id = :dossier and i.withdrawn_at is null and (i.valid_until is null or i.valid_until > :now)
     order by o.name, o.id, u.code, u.id desc
    """
)
#: A purpose in every version of its words: whoever objects, objects to all of them.
_EVERY_VERSION = (
    "select u.id from purpose u join purpose named on (named.organisation_id, named.code) = (u.organisation_id, u.code)"
    " where named.id = :purpose"
)
#: What a yes ends at once: relations for the purpose but the lead's own, and what was shared for it.
_STOPS = (
    text(
        f"update involvement set withdrawn_at = :now where dossier_id = :dossier and purpose_id in ({_EVERY_VERSION}) and not is_lead"  # noqa: S608 - our own words
        " and withdrawn_at is null and (valid_until is null or valid_until > :now)"
    ),
    text(
        f"update disclosure set withdrawn_at = :now where dossier_id = :dossier and purpose_id in ({_EVERY_VERSION})"  # noqa: S608 - our own words
        " and withdrawn_at is null"
    ),
)


@dataclass(frozen=True, slots=True)
class WeighingLine:
    """One weighing: the processing objected to, both sides, what stops, and by whom and when it was weighed."""

    id: int
    processing: str
    objected_purpose_id: int | None
    household_interest: str
    task_interest: str
    stops: str
    at: dt.datetime
    who: str
    purpose_nl: str
    purpose_en: str


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """A purpose for which somebody works with this household now."""

    id: int
    organisation: str
    text_nl: str
    text_en: str


def list_weighings(dossier_id: int, request_id: int) -> list[WeighingLine]:
    """What was weighed about one objection, the newest first."""
    return [WeighingLine(*row) for row in _LINES.rows(dossier=dossier_id, request=request_id)]


def list_purposes(dossier_id: int) -> list[PurposeLine]:
    """Every purpose for which somebody is involved now: what somebody can object to."""
    return [PurposeLine(*row) for row in _PURPOSES.rows(dossier=dossier_id, now=now())]


def check_weighs(scope: DossierScope, kind: str, *, decided: bool) -> None:
    """Raises Forbidden unless the lead weighs an objection on which nothing was decided yet."""
    if not scope.is_lead or kind != "objection" or decided:
        raise Forbidden(_("Afwegen kan bij een bezwaar waarop nog niet is besloten."))


def weigh(
    scope: DossierScope, request_id: int, person_ids: tuple[int, ...], *, purpose_id: int | None, said: dict[str, str]
) -> int:
    """Writes down what was weighed; ``said``: processing, household_interest, task_interest and stops. Returns the id.

    Raises RuleBroken for a side that is missing, or a purpose for which nobody works here.
    """
    texts = {name: check_length(clean_text(value), field=name, longest=LONGEST) for name, value in said.items()}
    for name in ("processing", "household_interest", "task_interest"):
        if not texts[name]:
            raise RuleBroken(name, _("Vul dit in: beide kanten staan in de afweging, en waar het bezwaar tegen is."))
    if purpose_id is not None and purpose_id not in {line.id for line in list_purposes(scope.id)}:
        raise RuleBroken("purpose", _("Kies iets uit de lijst."))
    row = Weighing(**columns(scope, person_ids), rights_request_id=request_id, objected_purpose_id=purpose_id, **texts)
    db.session.add(row)
    db.session.flush()
    trail.did(db.session(), "weigh", dossier_id=scope.id, category=Category.PLAN, persons=person_ids, objects=[row.id])
    return row.id


def check_weighed(dossier_id: int, request_id: int, decision: str) -> None:
    """Raises RuleBroken for a decision on an objection that was not weighed, or a yes that says nothing of what stops."""
    newest = next(iter(list_weighings(dossier_id, request_id)), None)
    if newest is None:
        raise RuleBroken("step", _("Schrijf eerst op wat u afweegt. Daarna kunt u besluiten."))
    if decision in {"granted", "partly"} and not newest.stops:
        raise RuleBroken("step", _("Schrijf eerst bij de afweging op wat er stopt."))


def stop_processing(scope: DossierScope, request_id: int, person_ids: tuple[int, ...]) -> int:
    """Ends what runs for the purpose of an objection that got a yes: relations and what was shared. Never the lead's own relation.

    Returns how many ended.
    """
    newest = next(iter(list_weighings(scope.id, request_id)), None)
    if newest is None or newest.objected_purpose_id is None:
        return 0
    values = {"now": now(), "dossier": scope.id, "purpose": newest.objected_purpose_id}
    done = [db.session.execute(statement, values) for statement in _STOPS]
    ended = sum(each.rowcount for each in done if isinstance(each, CursorResult))
    trail.did(
        db.session(),
        "unshare",
        dossier_id=scope.id,
        category=Category.PLAN,
        persons=person_ids,
        objects=[newest.id],
        reason=newest.stops,
    )
    return ended
