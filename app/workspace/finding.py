"""Finding households: presents own ones, and asks the leading teams where another is known."""

from dataclasses import dataclass

from app.access.actor import Actor
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.phases import PHASES
from app.dossiers.queries.elsewhere import Elsewhere, TooMuchAsked
from app.dossiers.queries.merges import Likeness, list_known_elsewhere
from app.kernel.names import name_key, parse_name
from app.kernel.postcode import normalise_postcode
from app.web.i18n import by_language
from app.web.i18n import gettext as _
from app.workspace.forms import FurtherForm
from app.workspace.presenters.addresses import maybe_url
from app.workspace.queries import search as read


@dataclass(frozen=True, slots=True)
class Found:
    """One of one's own households that looks like what was typed."""

    title: str
    url: str
    people: str
    about: str


def own(words: str) -> list[Found]:
    """Own households, best first; the search and whose names it showed are logged."""
    rows = read.list_own(words)
    ids = [row.id for row in rows]
    trail.did(db.session(), "search", objects=ids)
    if ids:
        shown = {Category.IDENTITY.value, Category.ADDRESS.value, Category.PLAN.value}
        trail.saw_list(
            db.session(),
            homes={person: row.id for row in rows for person in row.living_there},
            categories=shown,
            objects=ids,
        )
    return [
        Found(
            title=row.title or row.case_no,
            url=maybe_url("workspace.dossier", dossier_id=row.id),
            people=row.people or "",
            about=" · ".join(
                filter(None, (row.case_no, row.area, by_language(*PHASES[row.phase]) if row.phase else ""))
            ),
        )
        for row in rows
    ]


def elsewhere(actor: Actor, form: FurtherForm) -> tuple[Elsewhere, ...] | None:
    """Where such a household is known; None (with a sentence in the form) when it cannot be asked like this."""
    postcode = normalise_postcode(form.postcode.data or "") or ""
    number = "".join(char for char in form.number.data or "" if char.isdigit())
    has_person = bool(form.name.data and form.born.data)
    if not has_person and not (postcode and number):
        form.complain("", _("Vul een naam met geboortedatum in, of een postcode met huisnummer."))
        return None
    if not read.may_ask_further(actor.account_id):
        form.complain("", _("U heeft vaak achter elkaar gezocht. Wacht een paar minuten, of bel het wijkteam."))
        return None
    key = name_key(parse_name(form.name.data)) if has_person else ""
    persons = [(key, form.born.data)] if has_person else []
    why = f"{form.reason.data}: {form.explanation.data or ''}".strip(": ")
    like = Likeness(persons, postcode, int(number) if number and postcode else None)
    try:
        return list_known_elsewhere(like, why=why)
    except TooMuchAsked as error:
        form.complain("", str(error))
        return None
