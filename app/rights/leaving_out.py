"""Why a sealed compartment is not in a copy: recorded by whoever reads both, on a ground of law. Never committed here.

No compartment is ever in an overview. Who may not know that there is one is asked nothing, told nothing and held up by nothing.
"""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.question import Question
from app.db.session import db
from app.dossiers.services.rows import columns
from app.kernel.errors import Forbidden, NotFound, RuleBroken
from app.kernel.text import check_length, clean_text
from app.rights.handouts import HandoutLine
from app.rights.models import HandoutLeftOut

LONGEST = 500
#: Ground of law → words. UAVG: Uitvoeringswet AVG.
GROUNDS: dict[str, tuple[str, str]] = {
    "safety": (
        "bescherming van deze persoon of van anderen (Uitvoeringswet AVG, artikel 41 lid 1 onder i)",
        "protection of this person or of others (Dutch GDPR Implementation Act, section 41(1)(i))",
    ),
    "investigation": (
        "onderzoek of opsporing van strafbare feiten (Uitvoeringswet AVG, artikel 41 lid 1 onder d)",
        "investigation or detection of criminal offences (Dutch GDPR Implementation Act, section 41(1)(d))",
    ),
    "others": (
        "rechten en vrijheden van anderen (AVG, artikel 15 lid 4)",
        "rights and freedoms of others (GDPR, article 15(4))",
    ),
}
#: Compartments about the person of a copy that the asker reads, each with the newest account of why it is not in that copy.
_LINES = Question(
    """
    select c.id, c.person_ids, l.ground, l.reason, l.created_at, l.who from sealed_compartment c
      left join lateral (select k.ground, k.reason, k.created_at, a.name as who from handout_left_out k join account a on a.id = k.author_id
                          where k.sealed_compartment_id = c.id and k.dossier_id = c.dossier_id and k.handout_id = :handout
                          order by k.id desc limit 1) l on true
     where c.dossier_id = :dossier and (c.person_ids @> array[cast(:person as bigint)] or c.person_ids = '{}')
     order by c.id
    """
)


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """One compartment that the asker reads; ``ground`` None: nobody said yet why it is not in the copy."""

    id: int
    person_ids: tuple[int, ...]
    ground: str | None
    reason: str | None
    at: dt.datetime | None
    who: str | None


def list_left_out(scope: DossierScope, line: HandoutLine) -> list[LeftOutLine]:
    """What is not in this copy and is known to the asker: nothing at all for whoever reads no compartment here."""
    rows = _LINES.rows(dossier=scope.id, handout=line.id, person=line.person_id)
    return [LeftOutLine(*row) for row in rows]


def check_accounted(scope: DossierScope, line: HandoutLine) -> None:
    """Raises RuleBroken when the asker leaves out a compartment that they read, and nobody said why."""
    if any(one.ground is None for one in list_left_out(scope, line)):
        raise RuleBroken("step", _("Schrijf eerst op waarom het verzegelde vak niet in de kopie staat."))


def leave_out(scope: DossierScope, line: HandoutLine, *, ground: str, reason: str) -> int:
    """Records why the compartments that the asker reads are not in this copy; gives how many.

    Raises NotFound for whoever reads none, Forbidden once somebody approved the copy, and RuleBroken without a ground or a reason.
    """
    lines = list_left_out(scope, line)
    if not lines:
        raise NotFound
    if not may_account(scope, line):
        raise Forbidden(_("Aan deze kopie verandert nu niets. Haal de kopie eerst terug."))
    if ground not in GROUNDS:
        raise RuleBroken("ground", _("Kies een grond uit de lijst."))
    reason = check_length(clean_text(reason), field="reason", longest=LONGEST)
    if not reason:
        raise RuleBroken("reason", _("Schrijf op waarom dit niet in de kopie staat."))
    for one in lines:
        about = columns(scope, line.person_ids)
        db.session.add(
            HandoutLeftOut(**about, handout_id=line.id, sealed_compartment_id=one.id, ground=ground, reason=reason)
        )
    db.session.flush()
    # The line names the compartment by number alone: what was said about it stands in the row.
    trail.did(
        db.session(),
        "create",
        dossier_id=scope.id,
        category=Category.NOTES,
        persons=line.person_ids,
        objects=[one.id for one in lines],
    )
    return len(lines)


def may_account(scope: DossierScope, line: HandoutLine) -> bool:
    """Whether the copy can still be accounted for by the asker: its maker's side as long as it is not approved, or its second person."""
    open_now = line.given_on is None and not line.emptied and not (line.of_now and line.approved)
    return open_now and (scope.is_lead or line.account_id == scope.actor.account_id)
