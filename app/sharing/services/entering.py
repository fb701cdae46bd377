"""Letting oneself in: at the door of a household of the own team, or to one person in an emergency. Loud, and it ends by itself."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import text

from app.access.actor import Actor
from app.db.door import proof
from app.db.session import db
from app.kernel.errors import RuleBroken
from app.kernel.text import clean_line
from app.sharing.letters import letters
from app.sharing.wanted import Wanted

DOORSTEP, EMERGENCY = "doorstep", "emergency"

_ENTER = text("select outcome, dossier_id from sec.enter(:way, :question, :purpose, :letters, :why, :proof)")


@dataclass(frozen=True, slots=True)
class Entrance:
    """Which way (``doorstep``, ``emergency``), whom or which door, for which purpose of one's own organisation, and why."""

    way: str
    wanted: Wanted
    purpose_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of it: ``dossier_id`` None when nothing was found, ``already`` when the actor was in it."""

    dossier_id: int | None
    already: bool = False


def enter(actor: Actor, entrance: Entrance) -> Entered:
    """Gives the actor a relation of a week or an hour and tells the lead, in one transaction. The database writes the log.

    Raises RuleBroken when it was tried too often today, or when two emergencies run already.
    """
    said = (
        entrance.way,
        entrance.wanted.words(),
        entrance.purpose_id,
        letters(entrance.way),
        clean_line(entrance.reason),
    )
    values = dict(zip(("way", "question", "purpose", "letters", "why"), said, strict=True))
    row = db.session.execute(_ENTER, {**values, "proof": proof("enter", actor.account_id, *said)}).one()
    if row.outcome == "too_much":
        raise RuleBroken(
            "",
            _(
                "Dit is vandaag te vaak gevraagd, of u heeft al twee keer noodtoegang open."
                " Bel het wijkteam of de privacyfunctionaris."
            ),
        )
    return Entered(row.dossier_id, already=row.outcome == "already")
