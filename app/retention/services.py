"""Changing a term, agreeing to a list or refusing it, and holding something back. Never committed here."""

import datetime as dt
from dataclasses import asdict, dataclass

from flask_babel import gettext as _
from sqlalchemy import insert, update

from app.access.actor import Actor
from app.access.vocabulary import Category
from app.accounts.rules import must_administer
from app.audit import trail
from app.db.clock import today
from app.db.question import Question
from app.db.session import db
from app.kernel.errors import Forbidden, NotFound, RuleBroken, StaleVersion
from app.kernel.text import check_length, clean_line
from app.retention.models import LegalHold, RetentionRule
from app.retention.queries import RuleRow, find_case, get_list, list_rules, list_versions
from app.retention.rules import ALWAYS, COUNTS_FROM, HIGHEST, LONGEST, RECORD_TYPES, UNITS

_DECIDE = Question("select sec.decide_destruction(:id, :because) as outcome")
_RELEASE = Question("select sec.release_hold(:id) as done")
#: How far ahead a hold may end: it is looked at again before it is forgotten.
LONGEST_HOLD = dt.timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermInput:
    """What the administrator says about a term."""

    number: int
    unit: str
    counts_from: str
    source: str
    checked_on: dt.date | None


def add_rule(actor: Actor, law: str, record_type: str, given: TermInput) -> int:
    """A term for a law (or a kind of record of it) that has none; returns its id. Raises Forbidden and RuleBroken."""
    must_administer(actor)
    law = check_length(clean_line(law), field="law", longest=80, shortest=1)
    if record_type not in RECORD_TYPES or (record_type == "log") != (law == ALWAYS):
        raise RuleBroken("record_type", _("Kies waarvoor de termijn is. Het logboek heeft er één voor alle wetten."))
    if any((row.law, row.record_type) == (law, record_type) for row in list_rules()):
        raise RuleBroken("law", _("Voor deze wet staat die termijn er al. Wijzig die."))
    return _add(law, record_type, given, "create")


def change_rule(actor: Actor, rule_id: int, version: int, given: TermInput) -> None:
    """Another term from today, also for what is there already; the one before stays to be read.

    Raises Forbidden, NotFound, RuleBroken, and StaleVersion when ``version`` is not the one that runs.
    """
    must_administer(actor)
    before = list_versions(rule_id)[0]
    if before.id == version and all(getattr(before, name) == value for name, value in asdict(given).items()):
        return
    _check(given)
    ended = db.session.execute(
        update(RetentionRule)
        .where(RetentionRule.id == version, RetentionRule.id == before.id, RetentionRule.valid_until.is_(None))
        .values(valid_until=today())
        .returning(RetentionRule.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if ended is None:
        raise StaleVersion(_newest(rule_id))
    _add(before.law, before.record_type, given, "update")


def decide(list_id: int, because: str | None) -> str:
    """Agrees to a list (``because`` None) or refuses it with a reason; says what came of it: *first*, *second*, *refused*.

    Raises NotFound, and RuleBroken for a list that is over, a second yes of the same person, or two people of whom none watches
    over privacy.
    """
    get_list(list_id)
    reason = "" if because is None else check_length(clean_line(because), field="because", longest=LONGEST)
    if because is not None and not reason:
        raise RuleBroken("because", _("Schrijf op waarom deze lijst niet klopt."))
    row = _DECIDE.row(id=list_id, because=reason)
    outcome = row.outcome if row else "over"
    refusals = {
        "over": _("Over deze lijst is al besloten. Laad de pagina opnieuw."),
        "same": _("U heeft al ja gezegd. Iemand anders zegt het tweede ja."),
        "officer": _("Een van de twee is een privacyfunctionaris. Vraag die om het tweede ja."),
    }
    if outcome in refusals:
        raise RuleBroken("", refusals[outcome])
    trail.did(
        db.session(),
        "refuse" if outcome == "refused" else "agree",
        category=Category.LOG,
        objects=[list_id],
        reason=reason,
    )
    return str(outcome)


def hold(actor: Actor, case_no: str, reason: str, until: dt.date | None) -> int:
    """Keeps everything of one household (no number: of the log) until a day; returns the id. Raises Forbidden and RuleBroken."""
    if actor.function != "privacy_officer":
        raise Forbidden(_("Een bewaarplicht legt de privacyfunctionaris vast."))
    reason = check_length(clean_line(reason), field="reason", longest=LONGEST, shortest=1)
    if until is None or not today() <= until <= today() + LONGEST_HOLD:
        raise RuleBroken("until_on", _("Kies tot welke dag: vandaag of later, en hooguit vijf jaar vooruit."))
    dossier = find_case(case_no.upper()) if case_no else None
    if case_no and dossier is None:
        raise RuleBroken("case_no", _("Dit nummer bestaat niet. Kijk het na: bijvoorbeeld W-2026-00012."))
    made = db.session.execute(
        insert(LegalHold)
        .values(dossier_id=dossier, reason=reason, until_on=until, set_by=actor.account_id)
        .returning(LegalHold.id)
    ).scalar_one()
    trail.did(db.session(), "hold", category=Category.LOG, objects=[made], reason=reason)
    return made


def release(hold_id: int) -> None:
    """A hold is over before its day. Raises NotFound when there is none that runs."""
    row = _RELEASE.row(id=min(hold_id, 2**62))
    if row is None or not row.done:
        raise NotFound
    trail.did(db.session(), "release", category=Category.LOG, objects=[hold_id])


def _newest(rule_id: int) -> RuleRow:
    return list_versions(rule_id)[0]


def _check(given: TermInput) -> None:
    if given.unit not in UNITS or given.counts_from not in COUNTS_FROM or not 1 <= given.number <= HIGHEST:
        raise RuleBroken("number", _("Vul een getal in vanaf 1, en kies weken, maanden of jaren."))
    if given.checked_on is not None and given.checked_on > today():
        raise RuleBroken("checked_on", _("Deze dag moet nog komen. Kies de dag waarop u het heeft nagekeken."))
    check_length(given.source, field="source", longest=LONGEST, shortest=1)


def _add(law: str, record_type: str, given: TermInput, action: str) -> int:
    _check(given)
    added = db.session.execute(
        insert(RetentionRule).values(law=law, record_type=record_type, **asdict(given)).returning(RetentionRule.id)
    ).scalar_one()
    trail.did(db.session(), action, objects=[added], reason=law)
    return added
