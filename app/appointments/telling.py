"""The mail to whoever of us is at an appointment that moves, is called off or goes on after all: a link, and nothing else."""

from enum import StrEnum

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import text

from app.accounts.mail import Letter, changed, in_every_language, whole_address
from app.appointments.models import Appointment
from app.db.door import proof
from app.db.session import db
from app.kernel.errors import RuleBroken

_TELL = text("select sec.mail_about_visit(:visit, :letters, :proof)")


class Change(StrEnum):
    """What became of an appointment."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    RESTORED = "restored"


def tell(visit: Appointment, change: Change) -> None:
    """Mails everybody who is there and works with the household now, once, but for whoever did it (``sec.mail_about_visit``).

    An installation that does not say its own name mails nothing: the change stands in the dossier all the same.
    """
    try:
        url = whole_address(url_for("appointments.show", dossier_id=visit.dossier_id, appointment_id=visit.id))
    except RuleBroken:
        return
    said = (visit.id, in_every_language(lambda: letter_about(change, url=url)))
    values = dict(zip(("visit", "letters"), said, strict=True))
    db.session.execute(_TELL, {**values, "proof": proof("mail_about_visit", *said)})


def letter_about(change: Change, *, url: str) -> Letter:
    """What the mail says, in the language of the moment."""
    if change == Change.CANCELLED:
        what, subject = _("Een afspraak waar u bij zou zijn, gaat niet door."), _("Een afspraak gaat niet door")
    elif change == Change.RESTORED:
        what, subject = _("Een afspraak waar u bij bent, gaat toch door."), _("Een afspraak gaat toch door")
    else:
        what = _("Een afspraak waar u bij bent, is op een andere tijd of plek.")
        subject = _("Een afspraak is veranderd")
    return changed(subject, what, url=url)
