"""Writes of the plan: goals, agreements, and the disclosures by which partners read an agreement. Never committed here."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.audit import trail
from app.db.clock import now, today
from app.db.session import db
from app.dossiers.domains import DOMAINS
from app.dossiers.models import Disclosure
from app.dossiers.services.subjects import check_subjects
from app.dossiers.services.taking import take
from app.kernel.clock import AMSTERDAM
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.text import check_length, clean_line, clean_text
from app.plan import rules
from app.plan.models import PlanItem
from app.plan.queries import ITEM_KIND, get_item, list_shares
from app.plan.rules import DateProblem
from app.plan.services.common import tell
from app.plan.sharing import sharing_of
from app.plan.words import AIMS, BASES, KINDS

LONGEST = 500
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class ItemWords:
    """A goal or agreement as it should read."""

    kind: str
    text: str
    aim: str = ""
    in_words_of: str = ""
    domain: str = ""
    review_on: dt.date | None = None
    valid_until: dt.date | None = None
    persons: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """The involved organisations that an agreement concerns, on what basis they read it, and why."""

    organisations: frozenset[int] = frozenset()
    basis: str = ""
    reason: str = ""


def may_share(scope: DossierScope) -> bool:
    """Whether the actor may let other organisations read an item: the lead."""
    return scope.is_lead and not scope.closed


def may_edit(scope: DossierScope, organisation_id: int) -> bool:
    """Whether the actor may change an item of that organisation."""
    own = organisation_id == scope.actor.organisation_id
    return not scope.closed and scope.may(Right.WRITE, Category.PLAN, own=own)


def add_item(scope: DossierScope, words: ItemWords, share: Share | None = None) -> int:
    """Adds a goal or agreement and, in the same transaction, lets the organisations that it concerns read it. Returns the id.

    Raises Forbidden, and RuleBroken for words, dates or organisations that cannot be.
    """
    if not may_edit(scope, scope.actor.organisation_id):
        raise Forbidden(_("Met uw functie maakt u in dit dossier geen doelen of afspraken. Bel de casusregisseur."))
    row = PlanItem(
        **_columns(words),
        kind=words.kind,
        dossier_id=scope.id,
        owner_org_id=scope.actor.organisation_id,
        purpose_id=scope.purpose_id,
        author_id=scope.actor.account_id,
        person_ids=check_subjects(scope, words.persons),
    )
    db.session.add(row)
    db.session.flush()
    tell(scope, row, "plan_item.added", "create")
    _share(scope, row, share or Share())
    return row.id


def edit_item(scope: DossierScope, item_id: int, words: ItemWords, *, version: int, share: Share | None = None) -> None:
    """Changes a goal or agreement that is open, and with whom it is shared; the kind stays what it was.

    Raises NotFound, Forbidden, RuleBroken, and StaleVersion with the item as it is now.
    """
    row = _take(scope, item_id, version)
    columns = _columns(words, kind=row.kind, kept=(row.review_on, row.valid_until))
    columns["person_ids"] = check_subjects(scope, words.persons, kept=row.person_ids)
    for name, value in columns.items():
        setattr(row, name, value)
    db.session.flush()
    tell(scope, row, "plan_item.changed", "update")
    if share is not None and may_share(scope):
        _share(scope, row, share)


def finish_item(scope: DossierScope, item_id: int, status: str, *, version: int) -> None:
    """Says that a goal is reached, or that it is let go; what is let go is no longer shared.

    Raises NotFound, Forbidden, RuleBroken and StaleVersion.
    """
    if status not in {"reached", "dropped"}:
        raise RuleBroken("", _("Kies 'bereikt' of 'losgelaten'."))
    row = _take(scope, item_id, version)
    row.status = status
    db.session.flush()
    tell(scope, row, f"plan_item.{status}", "update")
    if status == "dropped" and may_share(scope):
        _withdraw(scope, row, {share.organisation_id for share in list_shares(scope.id, row.id)})


def _columns(
    words: ItemWords, *, kind: str | None = None, kept: tuple[dt.date | None, dt.date | None] = (None, None)
) -> dict[str, object]:
    kind = kind or words.kind
    if kind not in KINDS:
        raise RuleBroken("kind", _("Kies of dit een doel of een afspraak is."))
    if kind == "goal" and words.aim not in AIMS:
        raise RuleBroken("aim", _("Kies wat u wilt bereiken: oplossen, leefbaar houden of behouden."))
    if words.domain and words.domain not in DOMAINS:
        raise RuleBroken("domain", _("Kies een gebied uit de lijst."))
    _refuse("review_on", rules.date_problem(words.review_on, today(), kept[0]))
    _refuse("valid_until", rules.end_problem(kind, words.valid_until, today(), kept[1]))
    return {
        "aim": words.aim if kind == "goal" else None,
        "text": check_length(clean_text(words.text), field="text", longest=LONGEST, shortest=1),
        "in_words_of": check_length(clean_line(words.in_words_of), field="in_words_of", longest=100),
        "domain": words.domain or None,
        "review_on": words.review_on,
        "valid_until": words.valid_until,
    }


def _refuse(field: str, problem: DateProblem | None) -> None:
    sentences = {
        DateProblem.PASSED: _("Deze dag is voorbij. Kies een dag vanaf vandaag."),
        DateProblem.TOO_FAR: _("Deze dag ligt te ver weg. Kies een dag binnen drie jaar."),
        DateProblem.MISSING: _("Kies tot wanneer de veiligheidsafspraak geldt, hooguit drie maanden."),
        DateProblem.TOO_LONG: _("Een veiligheidsafspraak geldt hooguit drie maanden. Kies een eerdere dag."),
    }
    if problem is not None:
        raise RuleBroken(field, sentences[problem])


def _take(scope: DossierScope, item_id: int, version: int) -> PlanItem:
    current = get_item(scope.id, item_id)
    if not may_edit(scope, current.organisation_id):
        raise Forbidden(
            _("Dit is van %(organisation)s. Vraag hen of de casusregisseur.", organisation=current.organisation)
        )
    row = take(PlanItem, item_id, version, lambda: get_item(scope.id, item_id))
    if row.status != "open":
        raise RuleBroken("", _("Dit loopt niet meer. Wat er staat, blijft staan; maak zo nodig iets nieuws."))
    return row


def _share(scope: DossierScope, row: PlanItem, share: Share) -> None:
    """Brings the disclosures in line: new ones for organisations that were named, an end for those that were not.

    A goal is shared in a place of its own (app.sharing): its form names nobody, and so ends nothing.
    """
    if row.kind == "goal":
        return
    running = {line.organisation_id for line in list_shares(scope.id, row.id)}
    wanted = share.organisations
    if not wanted and not running:
        return
    if not may_share(scope):
        raise Forbidden(_("De casusregisseur bepaalt welke organisaties dit lezen. Vraag het daar."))
    if wanted - running:
        _check_share(scope, share, wanted - running)
    until = _end_of(rules.shared_until(row.valid_until, today()))
    for organisation in sorted(wanted - running):
        db.session.add(
            Disclosure(
                dossier_id=scope.id,
                item_kind=ITEM_KIND,
                item_id=row.id,
                to_org_id=organisation,
                basis=share.basis,
                reason=clean_text(share.reason),
                valid_from=now(),
                valid_until=until,
                created_by=scope.actor.account_id,
            )
        )
    _prolong(scope, row, wanted & running, until)
    _withdraw(scope, row, running - wanted)
    db.session.flush()
    if wanted - running:
        _log_share(scope, "share", row, share.basis)


def _check_share(scope: DossierScope, share: Share, new: frozenset[int]) -> None:
    if new - sharing_of(scope).organisations().keys():
        raise RuleBroken("organisations", _("Kies uit de organisaties die nu betrokken zijn."))
    if share.basis not in BASES:
        raise RuleBroken("basis", _("Kies waarom u dit mag delen."))
    if not clean_text(share.reason):
        raise RuleBroken("reason", _("Schrijf in één zin waarom zij dit moeten weten."))
    check_length(clean_text(share.reason), field="reason", longest=LONGEST_REASON)


def _running(scope: DossierScope, row: PlanItem, organisations: frozenset[int] | set[int]) -> list[Disclosure]:
    keys = [line.id for line in list_shares(scope.id, row.id) if line.organisation_id in organisations]
    return list(db.session.execute(select(Disclosure).where(Disclosure.id.in_(keys))).scalars())


def _prolong(scope: DossierScope, row: PlanItem, organisations: frozenset[int] | set[int], until: dt.datetime) -> None:
    if row.valid_until is None:
        return
    for disclosure in _running(scope, row, organisations):
        if disclosure.purpose_id is None:  # what was shared with a day of its own keeps that day
            disclosure.valid_until = until


def _withdraw(scope: DossierScope, row: PlanItem, organisations: frozenset[int] | set[int]) -> None:
    gone = _running(scope, row, organisations)
    for disclosure in gone:
        disclosure.withdrawn_at = now()
    if gone:
        db.session.flush()
        _log_share(scope, "unshare", row, "")


def _end_of(day: dt.date) -> dt.datetime:
    """The first moment after a day in Amsterdam."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=AMSTERDAM)


def _log_share(scope: DossierScope, action: str, row: PlanItem, basis: str) -> None:
    trail.did(
        db.session(),
        action,
        dossier_id=scope.id,
        category=Category.PLAN,
        persons=row.person_ids,
        objects=[row.id],
        reason=basis,
    )
