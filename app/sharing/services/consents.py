"""Writing down what somebody was told, allows and agrees with; withdrawing a waiver. Never committed here."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, Category
from app.audit import trail
from app.db.clock import now, today
from app.db.session import db
from app.dossiers.models import PlanAgreement, PrivacyNotice, SecrecyWaiver
from app.dossiers.queries.persons import PersonLine, list_persons
from app.dossiers.queries.readers import PartyLine, list_involved
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import may_write
from app.dossiers.services.rows import columns
from app.dossiers.services.subjects import check_subjects
from app.dossiers.sharing_words import AGREES, CHANNELS, EVIDENCE, GIVEN_BY, POSTPONED
from app.kernel.clock import amsterdam_day
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.text import check_length, clean_text
from app.sharing import rules
from app.sharing.queries import WaiverLine, get_waiver, list_rested_on

LONGEST = 300
LONGEST_WORDS = 1000
#: A waiver is for half a year unless somebody chooses another day, and for a year at most (``docs/access-rules.md``).
WAIVED_DAYS = rules.SHARED_DAYS


@dataclass(frozen=True, slots=True)
class Notice:
    """Who was told what is done with their data, when, how and with which text; or why later, and when it is looked at again."""

    person_id: int
    channel: str
    edition: str
    given_on: dt.date | None
    postponed_because: str = ""
    look_again_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """Who lets which professional tell what (categories and a sentence) to whom (``org:3``, ``acc:7``) for what, until when."""

    person_id: int
    professional_id: int
    receiver: str
    categories: tuple[str, ...]
    what: str
    what_for: str
    how: str
    given_by: str
    given_on: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What somebody says of the plan as it stood on a day."""

    person_id: int
    plan_on: dt.date | None
    said: str
    words: str


def check_reads(scope: DossierScope) -> None:
    """Raises Forbidden for whoever neither works in the leading team nor writes plans: they would see an empty page."""
    if scope.row in HOUSEHOLD_ROWS or not (scope.is_team or scope.may_write(Category.PLAN)):
        raise Forbidden(_("Dit leest het team dat de regie heeft. Vraag het aan de casusregisseur."))


def note_notice(scope: DossierScope, notice: Notice) -> int:
    """Writes down that somebody was told, or why that is later (AVG art. 13). Raises Forbidden and RuleBroken; returns its id."""
    may_write(scope, Category.PLAN)
    persons = _person(scope, notice.person_id)
    if notice.channel not in CHANNELS:
        raise RuleBroken("channel", _("Kies hoe u het heeft verteld."))
    if notice.postponed_because:
        _check_later(notice)
    elif notice.given_on is None or not _is_past(notice.given_on):
        raise RuleBroken("given_on", _("Kies de dag waarop u het vertelde: vandaag of eerder."))
    later = bool(notice.postponed_because)
    row = PrivacyNotice(
        **columns(scope, persons),
        person_id=notice.person_id,
        given_on=None if later else notice.given_on,
        channel=notice.channel,
        edition=check_length(clean_text(notice.edition), field="edition", longest=LONGEST),
        postponed_because=notice.postponed_because,
        look_again_on=notice.look_again_on if later else None,
    )
    return _add(scope, row, persons)


def note_waiver(scope: DossierScope, waiver: Waiver) -> int:
    """Writes down that somebody lifts secrecy (BW 7:457, Jeugdwet 7.3.11). Raises Forbidden and RuleBroken; returns its id."""
    may_write(scope, Category.PLAN)
    persons = _person(scope, waiver.person_id)
    parties = list_involved(scope.id)
    professional = next((one for one in parties if one.account_id == waiver.professional_id), None)
    if professional is None or professional.row in HOUSEHOLD_ROWS:
        raise RuleBroken("professional", _("Kies wie er mag vertellen: iemand die nu betrokken is."))
    organisation, account = _receiver(waiver.receiver, parties, professional)
    _check_waiver(scope, waiver)
    row = SecrecyWaiver(
        **columns(scope, persons),
        person_id=waiver.person_id,
        professional_id=waiver.professional_id,
        to_org_id=organisation,
        to_account_id=account,
        categories=sorted(waiver.categories),
        what=check_length(clean_text(waiver.what), field="what", longest=LONGEST, shortest=1),
        what_for=check_length(clean_text(waiver.what_for), field="what_for", longest=LONGEST, shortest=1),
        how=waiver.how,
        given_by=waiver.given_by,
        given_on=waiver.given_on,
        valid_until=amsterdam_day(waiver.until or today())[1],
    )
    return _add(scope, row, persons)


def withdraw_waiver(scope: DossierScope, waiver_id: int, *, reason: str = "") -> WaiverLine:
    """Takes a waiver back: at once, with everything that rests on it (``sec.withdraw_what_rested``). Returns it as it was.

    Raises Forbidden, NotFound, and RuleBroken for one that is withdrawn already.
    """
    may_write(scope, Category.PLAN)
    line = get_waiver(scope.id, waiver_id)
    row = db.session.execute(
        select(SecrecyWaiver).where(SecrecyWaiver.id == line.id, SecrecyWaiver.dossier_id == scope.id).with_for_update()
    ).scalar_one_or_none()
    if row is None:
        raise Forbidden(_("Dit trekt de casusregisseur in. Bel die nu."))
    if row.withdrawn_at is not None:
        raise RuleBroken("", _("Deze toestemming is al ingetrokken."))
    rested = [each for each in list_rested_on(scope.id, line.id) if each.runs]
    row.withdrawn_at, row.withdrawn_by = now(), scope.actor.account_id
    row.withdrawn_because = check_length(clean_text(reason), field="reason", longest=LONGEST)
    db.session.flush()
    for each in rested:
        if each.category:
            note_activity(scope, Category.PLAN, "item.unshared", object_id=each.item_id, persons=each.persons)
    _log(scope, "withdraw", row.id, line.person_ids, reason=row.withdrawn_because)
    return line


def note_agreement(scope: DossierScope, agreement: Agreement) -> int:
    """Writes down what somebody says of the plan. Raises Forbidden and RuleBroken; returns its id."""
    may_write(scope, Category.PLAN)
    persons = _person(scope, agreement.person_id)
    if agreement.said not in AGREES:
        raise RuleBroken("said", _("Kies wat deze persoon van het plan vindt."))
    if agreement.plan_on is None or not _is_past(agreement.plan_on):
        raise RuleBroken("plan_on", _("Kies de dag van het plan waarover het gaat: vandaag of eerder."))
    words = check_length(clean_text(agreement.words), field="words", longest=LONGEST_WORDS)
    row = PlanAgreement(
        **columns(scope, persons),
        person_id=agreement.person_id,
        plan_on=agreement.plan_on,
        said=agreement.said,
        words=words,
    )
    return _add(scope, row, persons)


def _person(scope: DossierScope, person_id: int) -> list[int]:
    try:
        return check_subjects(scope, [person_id])
    except RuleBroken as error:
        raise RuleBroken("person", error.text) from error


def _is_past(day: dt.date) -> bool:
    return today() - dt.timedelta(days=3660) < day <= today()


def _check_later(notice: Notice) -> None:
    if notice.postponed_because not in POSTPONED:
        raise RuleBroken("postponed_because", _("Kies waarom dit later komt."))
    if rules.day_problem(notice.look_again_on, today()):
        raise RuleBroken(
            "look_again_on", _("Kies een dag om er weer naar te kijken: vanaf vandaag, hooguit een jaar vooruit.")
        )


def _receiver(key: str, parties: tuple[PartyLine, ...], professional: PartyLine) -> tuple[int, int | None]:
    """The organisation, and the account when it is for one person of it: involved now, and not the professional's own."""
    others = [one for one in parties if one.organisation_id != professional.organisation_id]
    for one in others:
        if key == f"acc:{one.account_id}":
            return one.organisation_id, one.account_id
        if key == f"org:{one.organisation_id}":
            return one.organisation_id, None
    raise RuleBroken("receiver", _("Kies aan wie het verteld mag worden: iemand van een andere organisatie."))


def _check_waiver(scope: DossierScope, waiver: Waiver) -> None:
    if not waiver.categories or not set(waiver.categories) <= set(rules.WAIVED):
        raise RuleBroken("categories", _("Vink aan waarover het mag gaan."))
    if waiver.how not in EVIDENCE:
        raise RuleBroken("how", _("Kies waaruit de toestemming blijkt."))
    if waiver.given_on is None or not _is_past(waiver.given_on):
        raise RuleBroken("given_on", _("Kies de dag waarop de toestemming is gegeven: vandaag of eerder."))
    if rules.day_problem(waiver.until, today()):
        raise RuleBroken("until", _("Kies een laatste dag vanaf vandaag, hooguit een jaar vooruit."))
    if waiver.given_by not in GIVEN_BY or not rules.may_lift(waiver.given_by, _who(scope, waiver).adult_on, today()):
        raise RuleBroken("given_by", _("Kies wie mag toestemmen bij deze leeftijd: tot 12 jaar wie het gezag heeft, van 12 tot 16"
                                       " allebei, vanaf 16 de persoon zelf."))  # fmt: skip


def _who(scope: DossierScope, waiver: Waiver) -> PersonLine:
    return next(person for person in list_persons(scope.id) if person.person_id == waiver.person_id)


def _add(scope: DossierScope, row: PrivacyNotice | SecrecyWaiver | PlanAgreement, persons: list[int]) -> int:
    db.session.add(row)
    db.session.flush()
    _log(scope, "create", row.id, persons)
    return row.id


def _log(scope: DossierScope, action: str, about: int, persons: Iterable[int], *, reason: str = "") -> None:
    trail.did(
        db.session(),
        action,
        dossier_id=scope.id,
        category=Category.PLAN,
        persons=persons,
        objects=[about],
        reason=reason,
    )
