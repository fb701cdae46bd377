"""Writes of the meeting itself: planning one, moving it, other households, calling it off and having it after all. Never committed here."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.actor import Actor
from app.access.vocabulary import Category
from app.audit import trail
from app.db.clock import now, today
from app.db.driver import Row
from app.db.session import db
from app.kernel.clock import AMSTERDAM, in_amsterdam
from app.kernel.errors import NotFound, RuleBroken, StaleVersion
from app.meetings import mail, rules
from app.meetings import queries as read
from app.meetings.models import Meeting, MeetingHousehold


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """When a team meets, how long for each household, and which ones."""

    day: dt.date | None
    at: dt.time | None
    minutes_each: int
    dossiers: frozenset[int]


def plan_meeting(actor: Actor, new: NewMeeting) -> int:
    """Plans a meeting and puts households that the actor works with on its agenda; returns its id. Raises RuleBroken."""
    starts = _starts(new)
    offered = _offered(actor)
    if new.dossiers - offered.keys():
        raise RuleBroken("dossiers", _("Kies iets uit de lijst."))
    meeting = Meeting(
        organisation_id=actor.organisation_id,
        created_by=actor.account_id,
        starts_at=starts,
        minutes_each=new.minutes_each,
    )
    db.session.add(meeting)
    db.session.flush()
    _put_on(actor, meeting.id, new.dossiers, offered)
    return meeting.id


def change_meeting(actor: Actor, meeting_id: int, new: NewMeeting, *, version: int) -> None:
    """Another day, time, length or other households; what was discussed stays on the agenda, and what the actor does not see too.

    Raises NotFound, RuleBroken, and StaleVersion with the meeting as it is now.
    """
    row = _take(actor, meeting_id, version)
    if row.called_off_at is not None:
        raise RuleBroken("", _("Dit overleg is afgezegd. Kies eerst: Toch door laten gaan."))
    starts = _starts(new, kept=in_amsterdam(row.starts_at).date())
    agenda = {line.dossier_id: line for line in read.list_agenda(meeting_id)}
    offered = _offered(actor)
    if new.dossiers - offered.keys() - agenda.keys():
        raise RuleBroken("dossiers", _("Kies iets uit de lijst."))
    gone = [line for dossier, line in agenda.items() if dossier not in new.dossiers]
    if any(line.discussed_at or line.lines for line in gone):
        raise RuleBroken(
            "dossiers", _("Een huishouden dat al besproken is, of waarover iets besloten is, blijft staan.")
        )
    before = (row.starts_at, row.minutes_each)
    row.starts_at, row.minutes_each, row.version = starts, new.minutes_each, row.version + 1
    if gone:
        mail.tell_guests(meeting_id, mail.Change.OFF, gone=[line.id for line in gone])
    _take_off(gone)
    _put_on(actor, meeting_id, new.dossiers - agenda.keys(), offered)
    db.session.flush()
    if before != (row.starts_at, row.minutes_each):
        mail.tell_guests(meeting_id, mail.Change.MOVED)
    _tell_that_it_changed([line for line in agenda.values() if line not in gone])


def call_off(actor: Actor, meeting_id: int, *, off: bool, version: int) -> None:
    """The meeting does not go on, or does after all (``off`` False). Nothing on its agenda is lost.

    Raises NotFound, RuleBroken once a household was discussed, and StaleVersion with the meeting as it is now.
    """
    row = _take(actor, meeting_id, version)
    if off and any(line.discussed_at for line in read.list_agenda(meeting_id)):
        raise RuleBroken("", _("Er is al een huishouden besproken. Dit overleg is geweest."))
    row.called_off_at, row.version = now() if off else None, row.version + 1
    db.session.flush()
    mail.tell_guests(meeting_id, mail.Change.OFF if off else mail.Change.ON)
    _tell_that_it_changed(read.list_agenda(meeting_id))


def _tell_that_it_changed(agenda: Iterable[Row]) -> None:
    """A meeting is of no household: the log has a line with each that stands on its agenda."""
    for line in agenda:
        trail.did(db.session(), "update", dossier_id=line.dossier_id, category=Category.PLAN, objects=[line.id])


def _starts(new: NewMeeting, kept: dt.date | None = None) -> dt.datetime:
    """When it begins. Raises RuleBroken for what cannot be."""
    if not rules.day_is_possible(new.day, today(), kept, furthest=rules.FURTHEST_MEETING) or new.day is None:
        raise RuleBroken("day", _("Kies een dag vanaf vandaag, hooguit zes maanden vooruit."))
    if new.at is None:
        raise RuleBroken("at", _("Vul in hoe laat het overleg begint."))
    if not rules.SHORTEST <= new.minutes_each <= rules.LONGEST:
        raise RuleBroken("minutes_each", _("Kies van 2 tot en met 60 minuten."))
    if not 0 < len(new.dossiers) <= rules.MOST_HOUSEHOLDS:
        raise RuleBroken("dossiers", _("Kies een tot dertig huishoudens."))
    return dt.datetime.combine(new.day, new.at, tzinfo=AMSTERDAM)


def _offered(actor: Actor) -> dict[int, Row]:
    return {row.id: row for row in read.list_offered(actor.organisation_id, actor.account_id, now())}


def _take(actor: Actor, meeting_id: int, version: int) -> Meeting:
    current = read.get_meeting(actor.organisation_id, meeting_id)
    found = select(Meeting).where(Meeting.id == meeting_id).with_for_update().execution_options(populate_existing=True)
    row = db.session.execute(found).scalar_one_or_none()
    if row is None:
        raise NotFound
    if row.version != version:
        raise StaleVersion(read.get_meeting(actor.organisation_id, current.id))
    return row


def _put_on(actor: Actor, meeting_id: int, dossiers: frozenset[int], offered: dict[int, Row]) -> None:
    for dossier, line in offered.items():
        if dossier not in dossiers:
            continue
        row = MeetingHousehold(
            dossier_id=dossier,
            owner_org_id=actor.organisation_id,
            purpose_id=line.purpose_id,
            author_id=actor.account_id,
            person_ids=[],
            meeting_id=meeting_id,
        )
        db.session.add(row)
        db.session.flush()
        trail.did(db.session(), "create", dossier_id=dossier, category=Category.PLAN, objects=[row.id])


def _take_off(lines: list[Row]) -> None:
    wanted = select(MeetingHousehold).where(MeetingHousehold.id.in_([line.id for line in lines])).with_for_update()
    for row in db.session.scalars(wanted):
        row.taken_off_at = now()
        trail.did(db.session(), "update", dossier_id=row.dossier_id, category=Category.PLAN, objects=[row.id])
