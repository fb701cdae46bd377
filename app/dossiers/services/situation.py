"""Writes about the situation: the question in the resident's own words, and the life domains. Nothing is computed here.

No domain has to be recorded: the data protection authority found in 2018 that recording all of them by default breaks the law
(domain.md 0.1, finding 2). What is recorded says why it is needed.
"""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.audit import trail
from app.db.clock import today
from app.db.session import db
from app.dossiers.domains import DOMAINS, SCALE
from app.dossiers.domains import DomainState as State
from app.dossiers.models import DomainEntry, DomainState, ResidentQuestion
from app.dossiers.queries.situation import list_states
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import may_write
from app.dossiers.services.rows import columns
from app.dossiers.services.subjects import check_subjects
from app.kernel.errors import Forbidden, NotFound, RuleBroken, StaleVersion
from app.kernel.text import check_length, clean_line, clean_text

LONGEST_QUESTION = 500
LONGEST_REASON = 300
LONGEST_TEXT = 2000

#: Money and health are categories of their own; everything else is of the category domains.
_CATEGORIES = {"money": Category.FINANCES, "health": Category.HEALTH}
#: Kinds of money trouble that the matrix knows by name; any money text may also be without.
TOPICS = ("rent", "cutoff", "eviction")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is recorded today: text and two separate scores, each of which may be missing."""

    text: str = ""
    resident_score: int | None = None
    professional_score: int | None = None
    topic: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything to record."""
        return bool(self.text or self.resident_score or self.professional_score)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a domain stands from now on, why it is recorded, and the version that was read (0 = there was none)."""

    state: str
    reason: str
    version: int


def category_of(domain: str) -> Category:
    """The category of what is recorded for a life domain."""
    return _CATEGORIES.get(domain, Category.DOMAINS)


def condition_of(domain: str, topic: str | None) -> str | None:
    """The value condition of the matrix that holds for an entry: its domain, or for money its topic."""
    return domain if category_of(domain) is Category.DOMAINS else topic or None


def may_set(scope: DossierScope, domain: str) -> bool:
    """Whether the actor decides where this domain stands."""
    return not scope.closed and scope.may(Right.WRITE, Category.DOMAINS, conditions=frozenset({domain}))


def topics_for(scope: DossierScope, domain: str) -> tuple[str, ...]:
    """The topics under which the actor may add an entry; "" is none in particular. Empty: no entry at all."""
    candidates = ("", *TOPICS) if domain == "money" else ("",)
    if scope.closed:
        return ()
    return tuple(
        topic
        for topic in candidates
        if scope.may(
            Right.WRITE, category_of(domain), conditions=frozenset(filter(None, [condition_of(domain, topic)]))
        )
    )


def reword_question(scope: DossierScope, words: str, *, said_by: str, persons: tuple[int, ...] = ()) -> int:
    """Writes down the question in the resident's own words, as a new row; returns its id. The wordings before it stay.

    Raises Forbidden, and RuleBroken for no words, too many, or somebody who is not of this household.
    """
    may_write(scope, Category.DOMAINS)
    row = ResidentQuestion(
        **columns(scope, check_subjects(scope, persons)),
        words=check_length(clean_text(words), field="words", longest=LONGEST_QUESTION, shortest=1),
        said_by=check_length(clean_line(said_by), field="said_by", longest=100),
    )
    db.session.add(row)
    db.session.flush()
    _tell(scope, Category.DOMAINS, "question.reworded", row, condition=None)
    return row.id


def set_domain(
    scope: DossierScope,
    domain: str,
    stand: Stand,
    *,
    entry: Entry,
    persons: tuple[int, ...] = (),
    discussed: bool = False,
) -> None:
    """Says where a life domain stands and, when it is recorded, adds what is recorded today. What stood before stays readable.

    ``discussed``: the household knows that this is written down; asked for sensitive domains. Raises NotFound for an unknown
    domain, Forbidden, RuleBroken, and StaleVersion with the state as it is now.
    """
    known = DOMAINS.get(domain)
    if known is None:
        raise NotFound
    _check_may_set(scope, domain)
    reason = _check_stand(stand, entry)
    if stand.state == State.RECORDED and known.sensitive and not discussed:
        raise RuleBroken("discussed", _("Bespreek eerst met het huishouden dat dit hier komt te staan."))
    subjects = check_subjects(scope, persons)
    row = _take_state(scope, domain, stand, reason, persons=subjects)
    _tell(scope, Category.DOMAINS, "domain.changed", row, condition=domain)
    if entry:
        _add_entry(scope, domain, entry, subjects)
    elif stand.state == State.RECORDED and not _has_entry(scope, domain):
        raise RuleBroken("text", _("Schrijf op wat er nodig is om te weten, of kies een cijfer."))


def add_entry(
    scope: DossierScope, domain: str, entry: Entry, *, persons: tuple[int, ...] = (), discussed: bool = False
) -> None:
    """Adds what is recorded today without saying where the domain stands: for partners who write in one category only.

    Raises NotFound, Forbidden and RuleBroken.
    """
    known = DOMAINS.get(domain)
    if known is None:
        raise NotFound
    check_may_record(scope, domain)
    if not entry:
        raise RuleBroken("text", _("Schrijf op wat er nodig is om te weten, of kies een cijfer."))
    if known.sensitive and not discussed:
        raise RuleBroken("discussed", _("Bespreek eerst met het huishouden dat dit hier komt te staan."))
    _add_entry(scope, domain, entry, check_subjects(scope, persons))


def check_may_record(scope: DossierScope, domain: str) -> None:
    """Raises Forbidden, with whom to tell, when the actor may add nothing at all to this domain."""
    if not topics_for(scope, domain):
        _check_may_set(scope, domain)


def _check_may_set(scope: DossierScope, domain: str) -> None:
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))
    if not may_set(scope, domain):
        raise Forbidden(_("De casusregisseur houdt de levensgebieden bij. Geef door wat er veranderd is."))


def _check_stand(stand: Stand, entry: Entry) -> str:
    if stand.state not in set(State):
        raise RuleBroken("state", _("Kies hoe het met dit gebied staat."))
    if stand.state != State.RECORDED:
        if entry:
            raise RuleBroken("state", _("U schreef iets op. Kies dan 'vastgelegd', of maak de velden leeg."))
        return ""
    if not clean_text(stand.reason):
        raise RuleBroken("reason", _("Schrijf op waarvoor dit nodig is. Zonder reden leggen we niets vast."))
    return check_length(clean_text(stand.reason), field="reason", longest=LONGEST_REASON)


def _take_state(scope: DossierScope, domain: str, stand: Stand, reason: str, *, persons: list[int]) -> DomainState:
    row = db.session.execute(
        select(DomainState)
        .where(DomainState.dossier_id == scope.id, DomainState.domain == domain)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    current = list_states(scope.id).get(domain)
    if row is None and current is not None:
        raise Forbidden(
            _("Dit verandert niet meer, of het is van een andere organisatie. Vraag het aan wie het schreef.")
        )
    if (row.version if row else 0) != stand.version:
        raise StaleVersion(current)
    if row is None:
        return _first_state(scope, domain, stand, reason, persons=persons)
    if row.state != stand.state:
        row.since = today()
    row.state, row.reason, row.person_ids = stand.state, reason, persons
    flag_modified(row, "state")  # a new entry counts as a change of the domain: two people who add one see each other's
    db.session.flush()
    return row


def _first_state(scope: DossierScope, domain: str, stand: Stand, reason: str, *, persons: list[int]) -> DomainState:
    row = DomainState(
        **columns(scope, persons), domain=domain, state=stand.state, reason=reason, since=today(), version=1
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise StaleVersion(list_states(scope.id).get(domain)) from None
    return row


def _has_entry(scope: DossierScope, domain: str) -> bool:
    statement = select(DomainEntry.id).where(DomainEntry.dossier_id == scope.id, DomainEntry.domain == domain)
    return db.session.execute(statement.limit(1)).first() is not None


def _add_entry(scope: DossierScope, domain: str, entry: Entry, persons: list[int]) -> None:
    if entry.topic not in topics_for(scope, domain):
        raise RuleBroken("topic", _("Kies waar dit over gaat uit de lijst."))
    for field, score in (("resident_score", entry.resident_score), ("professional_score", entry.professional_score)):
        if score is not None and score not in SCALE:
            raise RuleBroken(field, _("Kies een cijfer van 1 tot en met 5, of laat het leeg."))
    row = DomainEntry(
        **columns(scope, persons),
        domain=domain,
        category=category_of(domain),
        topic=entry.topic or None,
        text=check_length(clean_text(entry.text), field="text", longest=LONGEST_TEXT),
        resident_score=entry.resident_score,
        professional_score=entry.professional_score,
    )
    db.session.add(row)
    db.session.flush()
    _tell(scope, category_of(domain), "domain.recorded", row, condition=condition_of(domain, entry.topic))


def _tell(
    scope: DossierScope,
    category: Category,
    verb: str,
    row: ResidentQuestion | DomainState | DomainEntry,
    *,
    condition: str | None,
) -> None:
    note_activity(scope, category, verb, object_id=row.id, persons=row.person_ids, condition=condition)
    action = "update" if verb == "domain.changed" else "create"
    trail.did(db.session(), action, dossier_id=scope.id, category=category, persons=row.person_ids, objects=[row.id])
