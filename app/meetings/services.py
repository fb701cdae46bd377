"""Writes of meetings: what is decided about each household, who is invited, and the levels of a team. Never committed here."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from flask_babel import gettext as _
from sqlalchemy import select, text

from app.access.actor import Actor
from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, Category
from app.audit import trail
from app.db.clock import now, today
from app.db.driver import Row
from app.db.session import db
from app.dossiers.queries.readers import PartyLine, list_involved
from app.dossiers.services.activity import note_activity
from app.dossiers.services.rows import columns
from app.dossiers.services.subjects import check_subjects
from app.dossiers.services.taking import locked, take
from app.kernel.errors import Forbidden, NotFound, RuleBroken, StaleVersion
from app.kernel.text import check_length, clean_line, clean_text
from app.meetings import mail, rules
from app.meetings import queries as read
from app.meetings.models import BurdenLevel, MeetingHousehold, MeetingLine
from app.plan.queries import get_item
from app.plan.services.common import tell
from app.plan.words import OWNERS
from app.web.i18n import by_language

#: What a partner may change of the plan is this alone, so it goes through a function and not through the table.
_FINISH_MINE = text("select sec.finish_my_line(:line, :version)")
T = TypeVar("T", MeetingHousehold, MeetingLine)


@dataclass(frozen=True, slots=True)
class LineWords:
    """A decision: what, who carries it (``owner``; ``account_id`` for a professional with an account), and by when."""

    text: str
    owner: str
    due_on: dt.date | None
    account_id: int | None = None
    who: str = ""
    goal_id: int | None = None
    persons: tuple[int, ...] = ()


def may_decide(scope: DossierScope) -> bool:
    """Whether the actor may write decisions down here: whoever writes the plan and does not live there."""
    return not scope.closed and scope.row not in HOUSEHOLD_ROWS and scope.may_write(Category.PLAN)


def decide(scope: DossierScope, agenda_id: int, words: LineWords) -> int:
    """Writes a decision or step down in the dossier; returns its id. Raises NotFound, Forbidden and RuleBroken."""
    if not may_decide(scope):
        raise Forbidden(_("U kunt hier nu geen besluit opschrijven. Bel de casusregisseur."))
    turn = read.get_turn(scope.id, agenda_id)
    row = MeetingLine(
        **columns(scope, check_subjects(scope, words.persons)),
        **_columns(scope, words),
        meeting_household_id=turn.id,
    )
    db.session.add(row)
    db.session.flush()
    tell(scope, row, "meeting_line.added", "create")
    return row.id


def change_line(scope: DossierScope, line_id: int, words: LineWords, *, version: int) -> None:
    """Changes a decision that is open. Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the line as it is now."""
    row = _take_line(scope, line_id, version)
    values = _columns(scope, words, kept=row)
    values["person_ids"] = check_subjects(scope, words.persons, kept=row.person_ids)
    for name, value in values.items():
        setattr(row, name, value)
    db.session.flush()
    tell(scope, row, "meeting_line.changed", "update")


def finish_line(scope: DossierScope, line_id: int, *, version: int) -> None:
    """Says that it is done, today: whoever writes the plan of any line, and whoever is to do it of the own one.

    Raises NotFound, Forbidden, RuleBroken and StaleVersion.
    """
    line = read.get_line(scope.id, line_id)
    if not may_decide(scope) and may_finish(scope, line):
        _finish_mine(scope, line, version)
        return
    row = _take_line(scope, line_id, version)
    row.done_on = today()
    db.session.flush()
    tell(scope, row, "meeting_line.done", "update")


def _take_turn(scope: DossierScope, agenda_id: int, version: int) -> MeetingHousehold:
    if not may_decide(scope):
        raise Forbidden(_("U kunt hier nu geen besluit opschrijven. Bel de casusregisseur."))
    turn = read.get_turn(scope.id, agenda_id)
    row = locked(MeetingHousehold, turn.id)
    if row.version != version:
        raise StaleVersion(turn)
    return row


def may_finish(scope: DossierScope, line: Row) -> bool:
    """Whether the actor may say that this is done: who writes the plan, and who is to do it."""
    return may_decide(scope) or (not scope.closed and line.account_id == scope.actor.account_id)


def _finish_mine(scope: DossierScope, line: Row, version: int) -> None:
    if line.done_on:
        raise RuleBroken("", _("Dit is al klaar. Wat er staat, blijft staan."))
    done = db.session.execute(_FINISH_MINE, {"line": line.id, "version": version}).scalar_one()
    if not done:
        raise StaleVersion(read.get_line(scope.id, line.id))
    note_activity(scope, Category.PLAN, "meeting_line.done", object_id=line.id, persons=line.person_ids)
    trail.did(
        db.session(),
        "update",
        dossier_id=scope.id,
        category=Category.PLAN,
        persons=line.person_ids,
        objects=[line.id],
    )


def close_turn(scope: DossierScope, agenda_id: int, absent: Iterable[int], *, version: int) -> None:
    """The household was discussed; who was not there and has something to do gets a mail with a link to their own lines.

    Raises NotFound, Forbidden, RuleBroken for somebody who is not involved, and StaleVersion with the turn as it is now.
    """
    row = _take_turn(scope, agenda_id, version)
    missing = sorted(set(absent))
    if set(missing) - {party.account_id for party in list_partners(scope)}:
        raise RuleBroken("absent", _("Kies uit de mensen die nu betrokken zijn."))
    row.absent_ids, row.discussed_at = missing, now()
    db.session.flush()
    trail.did(db.session(), "update", dossier_id=scope.id, category=Category.PLAN, objects=[row.id])
    for person in read.list_to_tell(scope.id, row.id, missing):
        mail.tell(scope.id, row.id, account_id=person.id, language=person.language)


def invite(scope: DossierScope, agenda_id: int, invited: Iterable[int], *, version: int) -> None:
    """Who of other organisations comes to this household's turn: they read when it is, and their own lines, and nothing else of it.

    Whoever is new among them gets a mail with a link.

    Raises NotFound, Forbidden, RuleBroken for somebody who is not involved, and StaleVersion with the turn as it is now.
    """
    row = _take_turn(scope, agenda_id, version)
    chosen = sorted(set(invited))
    if set(chosen) - {party.account_id for party in list_guests(scope)}:
        raise RuleBroken("invited", _("Kies uit de mensen die nu betrokken zijn."))
    new = set(chosen) - set(row.invited_ids)
    row.invited_ids = chosen
    db.session.flush()
    trail.did(db.session(), "update", dossier_id=scope.id, category=Category.PLAN, objects=[row.id])
    for guest in read.list_languages(new):
        mail.ask_along(row.id, account_id=guest.id, language=guest.language)


def list_guests(scope: DossierScope) -> tuple[PartyLine, ...]:
    """Who of other organisations works with the household, and can be invited."""
    own = scope.actor.organisation_id
    return tuple(party for party in list_partners(scope) if party.organisation_id != own)


def list_partners(scope: DossierScope) -> tuple[PartyLine, ...]:
    """Who works with the household and can carry something, once each; the lead first."""
    found = {
        party.account_id: party
        for party in reversed(list_involved(scope.id))
        if party.row and party.row not in HOUSEHOLD_ROWS and party.row not in {"coordinator", "process_lead"}
    }
    return tuple(reversed(found.values()))


def set_level(actor: Actor, professionals: int, contacts: int, *, version: int) -> None:
    """Sets above which numbers the team calls it much for a household. Raises RuleBroken, and StaleVersion with the levels of now."""
    for field, number in {"professionals": professionals, "contacts": contacts}.items():
        if not 1 <= number <= rules.MOST_LEVEL:
            raise RuleBroken(field, _("Vul een getal in van 1 tot en met 20."))
    found = select(BurdenLevel).where(BurdenLevel.organisation_id == actor.organisation_id).with_for_update()
    row = db.session.execute(found.execution_options(populate_existing=True)).scalar_one_or_none()
    if (row.version if row else 0) != version:
        raise StaleVersion(read.find_level(actor.organisation_id))
    if row is None:
        row = BurdenLevel(organisation_id=actor.organisation_id)
        db.session.add(row)
    row.professionals, row.contacts = professionals, contacts
    db.session.flush()
    trail.did(db.session(), "update", objects=[actor.organisation_id])


def _columns(scope: DossierScope, words: LineWords, kept: MeetingLine | None = None) -> dict[str, object]:
    if not rules.day_is_possible(words.due_on, today(), kept.due_on if kept else None):
        raise RuleBroken("due_on", _("Kies een dag vanaf vandaag, hooguit een jaar vooruit."))
    account, name = _owner(scope, words)
    if words.goal_id is not None and (kept is None or kept.plan_item_id != words.goal_id):
        _check_goal(scope, words.goal_id)
    return {
        "text": check_length(clean_text(words.text), field="text", longest=rules.LONGEST_LINE, shortest=1),
        "owner_kind": words.owner,
        "owner_name": name,
        "account_id": account,
        "due_on": words.due_on,
        "plan_item_id": words.goal_id,
    }


def _owner(scope: DossierScope, words: LineWords) -> tuple[int | None, str]:
    """Account and name of who carries it. Raises RuleBroken when nobody does, or somebody who is not here."""
    if words.owner not in OWNERS:
        raise RuleBroken("owner", _("Kies wie het doet."))
    if words.owner != "professional":
        who = check_length(clean_line(words.who), field="who", longest=rules.LONGEST_NAME)
        return None, who or by_language(*OWNERS[words.owner])
    party = next((each for each in list_partners(scope) if each.account_id == words.account_id), None)
    if party is None:
        raise RuleBroken("owner", _("Kies uit de mensen die nu betrokken zijn."))
    return party.account_id, party.name


def _check_goal(scope: DossierScope, goal_id: int) -> None:
    try:
        item = get_item(scope.id, goal_id)
    except NotFound:
        item = None
    if item is None or item.kind != "goal":
        raise RuleBroken("goal", _("Kies een doel uit de lijst."))


def _take_line(scope: DossierScope, line_id: int, version: int) -> MeetingLine:
    current = read.get_line(scope.id, line_id)
    if not may_decide(scope):
        raise Forbidden(
            _("Dit verandert wie het plan schrijft. Bel de casusregisseur als het klaar is of anders moet.")
        )
    row = take(MeetingLine, line_id, version, lambda: read.get_line(scope.id, line_id))
    if current.done_on:
        raise RuleBroken("", _("Dit is al klaar. Wat er staat, blijft staan."))
    return row
