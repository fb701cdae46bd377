"""The mails of meetings: to who was not there and has something to do, and to who is invited, also when it changes. A link, no more."""

from collections.abc import Iterable
from enum import StrEnum

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import text

from app.accounts.mail import Letter, changed, in_every_language, whole_address
from app.db.door import proof
from app.db.session import db
from app.kernel.errors import RuleBroken
from app.web.i18n import in_language

_WRITE = text("select sec.mail_about_line(:agenda, :absent, :subject, :body, :proof)")
_CHANGED = text("select sec.mail_about_meeting(:meeting, :gone, :letters, :proof)")
_INVITE = text("select sec.mail_about_turn(:agenda, :guest, :subject, :body, :proof)")


class Change(StrEnum):
    """What became of a meeting, for whoever was invited."""

    MOVED = "moved"
    OFF = "off"
    ON = "on"


def tell(dossier_id: int, agenda_id: int, *, account_id: int, language: str) -> None:
    """Tells somebody that a meeting agreed something with them; the mail names nobody and nothing.

    An installation that does not say its own name mails nothing: the line stands in the dossier all the same.
    """
    try:
        letter = waiting(language, url=whole_address(url_for("meetings.decisions", dossier_id=dossier_id)))
    except RuleBroken:
        return
    values = {"agenda": agenda_id, "absent": account_id, "subject": letter.subject, "body": letter.body}
    db.session.execute(_WRITE, {**values, "proof": proof("mail_about_line", *values.values())})


def ask_along(agenda_id: int, *, account_id: int, language: str) -> None:
    """Tells somebody that another team invites them to a turn; which household and when stand behind the link. As ``tell``."""
    try:
        letter = invited(language, url=whole_address(url_for("meetings.invited")))
    except RuleBroken:
        return
    values = {"agenda": agenda_id, "guest": account_id, "subject": letter.subject, "body": letter.body}
    db.session.execute(_INVITE, {**values, "proof": proof("mail_about_turn", *values.values())})


def tell_guests(meeting_id: int, change: Change, *, gone: Iterable[int] = ()) -> None:
    """Tells whoever was invited that a meeting changed, or that the turns ``gone`` are off its agenda; once each. As ``tell``."""
    try:
        url = whole_address(url_for("meetings.invited"))
    except RuleBroken:
        return
    turns, letters = sorted(gone), in_every_language(lambda: letter_about(change, url=url))
    values = {"meeting": meeting_id, "gone": turns, "letters": letters}
    signed = proof("mail_about_meeting", meeting_id, ",".join(map(str, turns)), letters)
    db.session.execute(_CHANGED, {**values, "proof": signed})


def letter_about(change: Change, *, url: str) -> Letter:
    """The mail that says what became of a meeting, in the language of the moment."""
    if change == Change.OFF:
        what, subject = _("Een overleg waarvoor u was uitgenodigd, gaat niet door."), _("Een overleg gaat niet door")
    elif change == Change.ON:
        what, subject = _("Een overleg waarvoor u bent uitgenodigd, gaat toch door."), _("Een overleg gaat toch door")
    else:
        what = _("Een overleg waarvoor u bent uitgenodigd, is op een andere tijd.")
        subject = _("Een overleg is verzet")
    return changed(subject, what, url=url)


def waiting(language: str, *, url: str) -> Letter:
    """The mail that says that something was agreed."""
    with in_language(language):
        body = _(
            "Hallo,\n\nEr is in een overleg iets met u afgesproken. U leest het in Schakel:\n\n%(url)s\n\n"
            "Log in om het te lezen. In deze mail staat niet waar het over gaat.\n"
        )
        return Letter(_("Er is iets met u afgesproken in Schakel"), body % {"url": url})


def invited(language: str, *, url: str) -> Letter:
    """The mail that says that a team invites somebody."""
    with in_language(language):
        body = _(
            "Hallo,\n\nEen team nodigt u uit voor een overleg. U leest in Schakel wanneer:\n\n%(url)s\n\n"
            "Log in om het te lezen. In deze mail staat niet over wie het gaat.\n"
        )
        return Letter(_("U bent uitgenodigd voor een overleg in Schakel"), body % {"url": url})
