"""The mail before an appointment, for the resident or whoever comes along: time and place, and nothing else."""

import datetime as dt
from hashlib import sha256

from flask_babel import gettext as _

from app.accounts.mail import Letter
from app.appointments.ics import plain_file
from app.appointments.queries import Visit
from app.appointments.rules import PlaceKind
from app.appointments.services import Reminder
from app.appointments.words import when
from app.web.i18n import LANGUAGES, in_language


def plain_place(visit: Visit, to_whom: str) -> str:
    """Where, without an address of anybody and without the name of an organisation."""
    kinds = {
        PlaceKind.HOME.value: _("bij u thuis") if to_whom == "resident" else _("op het afgesproken adres"),
        PlaceKind.OFFICE.value: _("op kantoor"),
        PlaceKind.PHONE.value: _("telefonisch"),
    }
    return kinds.get(visit.place_kind) or visit.place


def calendar_for(visit: Visit, to_whom: str, stamp: dt.datetime) -> bytes:
    """The calendar file without a name; its number is a digest, so that it leads nowhere."""
    number = sha256(f"{to_whom}:{visit.id}".encode()).hexdigest()[:16]
    return plain_file(visit, where=plain_place(visit, to_whom), number=number, stamp=stamp)


def reminder_of(visit: Visit, *, to_whom: str, email: str, language: str, stamp: dt.datetime) -> Reminder:
    """The mail in the language of who gets it, with its calendar file."""
    code = language if language in LANGUAGES else "nl"
    with in_language(code):
        body = _(
            "Hallo,\n\nU heeft een afspraak op %(when)s.\nWaar: %(where)s.\n\n"
            "Kunt u niet, of wilt u geen mail meer? Zeg het tegen wie u hiervoor vroeg.\n",
            when=when(visit),
            where=plain_place(visit, to_whom),
        )
        letter = Letter(_("Herinnering aan uw afspraak"), body)
        calendar = calendar_for(visit, to_whom, stamp).decode()
    return Reminder(to_whom, email, code, letter, calendar)
