"""The people of a household on a page: cards with what the reader may see, and the doors that open for the reader."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.dossiers.household_words import CONTACT, LEFT_BECAUSE, RELATIONS, words_for
from app.dossiers.queries.people import DeathLine, PersonCard, Stay
from app.web.i18n import by_language, day
from app.web.links import url_if


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person on the people page."""

    person_id: int
    name: str
    marks: tuple[str, ...]
    careful: bool
    facts: tuple[tuple[str, str], ...]
    lives_here: bool
    bsn: str
    reveal_url: str
    edit_url: str
    leave_url: str
    return_url: str
    undo_death_url: str
    overview_url: str


def age_on(birth_date: dt.date, today: dt.date) -> int:
    """Whole years on a day."""
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))


def person_view(scope: DossierScope, card: PersonCard, *, bsn: str, today: dt.date) -> PersonView:
    """One card in words. ``bsn`` is masked or revealed; empty = none to see."""
    may = scope.may_write(Category.IDENTITY) and card.deceased_on is None
    place: dict[str, Any] = {"dossier_id": scope.id, "person_id": card.person_id}
    here = card.lives_here
    return PersonView(
        person_id=card.person_id,
        name=card.name,
        marks=_marks(card),
        careful=card.partner_unsafe and scope.is_lead,
        facts=tuple(_facts(card, today)),
        lives_here=here,
        bsn=bsn,
        reveal_url=url_for("dossiers.reveal_bsn", **place) if bsn.startswith("•") else "",
        edit_url=url_for("dossiers.change_person", **place) if may else "",
        leave_url=url_for("dossiers.leave_household", **place) if may and here else "",
        return_url=url_for("dossiers.return_to_household", **place) if may and not here else "",
        undo_death_url=url_for("dossiers.undo_death", **place)
        if scope.may_write(Category.HOUSEHOLD) and card.deceased_on
        else "",
        overview_url=url_if("rights.overview", **place) if scope.is_lead and card.deceased_on is None else "",
    )


def _marks(card: PersonCard) -> tuple[str, ...]:
    marks = []
    if card.is_child:
        marks.append(_("kind"))
    if card.holds_authority:
        marks.append(_("heeft gezag"))
    if card.deceased_on is not None:
        marks.append(_("overleden"))
    return tuple(marks)


def _death_fact(line: DeathLine) -> tuple[str, str]:
    who, at = line.author, day(line.at)
    if line.undone:
        words = _("Dit was een vergissing (%(who)s, %(at)s). %(reason)s", reason=line.reason, who=who, at=at)
        return _("Daarna rechtgezet"), words
    return _("Eerder vastgelegd"), _("Overleden op %(day)s (%(who)s, %(at)s)", day=day(line.died_on), who=who, at=at)


def _facts(card: PersonCard, today: dt.date) -> list[tuple[str, str]]:
    facts = []
    if card.birth_date:
        age = age_on(card.birth_date, card.deceased_on or today)
        years = ngettext("%(num)d jaar", "%(num)d jaar", age)
        facts.append((_("Geboren"), f"{day(card.birth_date)} ({years})"))
    facts += [(_("In het huishouden"), stay_words(stay)) for stay in card.stays]
    if card.deceased_on:
        facts.append((_("Overleden"), day(card.deceased_on)))
    if any(line.undone for line in card.deaths):
        facts += map(_death_fact, card.deaths)
    if card.contact_preference and card.deceased_on is None:
        contact = by_language(*words_for(CONTACT, card.contact_preference))
        facts.append((_("Liefst contact door"), contact))
    if card.phone:
        facts.append((_("Telefoon"), card.phone))
    return facts


def stay_words(stay: Stay) -> str:
    """One period in the household: *partner, sinds 1 maart 2024*."""
    words = [by_language(*words_for(RELATIONS, stay.relation))]
    if stay.joined_on and stay.left_on:
        words.append(_("van %(start)s tot %(end)s", start=day(stay.joined_on), end=day(stay.left_on)))
    elif stay.left_on:
        words.append(_("tot %(end)s", end=day(stay.left_on)))
    elif stay.joined_on:
        words.append(_("sinds %(start)s", start=day(stay.joined_on)))
    if stay.left_because:
        words.append(by_language(*words_for(LEFT_BECAUSE, stay.left_because)))
    return ", ".join(words)
