"""The question and the life domains on a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category, Right
from app.dossiers.domains import DOMAINS, SCALE, STATES, Domain
from app.dossiers.domains import DomainState as State
from app.dossiers.forms.situation import TOPIC_WORDS
from app.dossiers.queries.situation import EntryLine, QuestionLine, StateLine
from app.dossiers.services.situation import category_of, may_set, topics_for
from app.web.i18n import by_language, day


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One wording: the words, whose they are, and who wrote them down."""

    words: str
    said_by: str
    written: str


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One line of the calm list. Scores are shown as they were given, apart, never put together."""

    name: str
    state: str
    muted: bool
    reason: str
    text: str
    resident: str
    professional: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """What was recorded on one day."""

    id: int
    day: str
    topic: str
    text: str
    resident: str
    professional: str
    written: str


def question_view(line: QuestionLine) -> QuestionView:
    """One wording in words."""
    return QuestionView(line.words, line.said_by, written_by(line))


def written_by(line: QuestionLine | EntryLine) -> str:
    """Who wrote it down for them, and when."""
    return _("opgeschreven door %(who)s, %(org)s, %(day)s", who=line.author, org=line.organisation, day=day(line.at))


def domain_name(domain: Domain) -> str:
    """The name in the reader's language."""
    return by_language(domain.name_nl, domain.name_en)


def domain_help(domain: Domain) -> str:
    """*Leg alleen vast als …* in the reader's language."""
    return by_language(domain.help_nl, domain.help_en)


def domains_open(scope: DossierScope, states: Mapping[str, object], entries: Mapping[str, object]) -> list[Domain]:
    """The domains that the reader's page lists: those the function is about, and those of which there is something to see."""
    return [
        domain
        for code, domain in DOMAINS.items()
        if code in states
        or code in entries
        or scope.may(Right.HEADER, Category.DOMAINS, own=False, conditions=frozenset({code}))
        or topics_for(scope, code)
    ]


def domain_row(scope: DossierScope, domain: Domain, state: StateLine | None, entry: EntryLine | None) -> DomainRow:
    """One line: where it stands, why, and the newest entry as far as it may be read."""
    code = state.state if state else State.NOT_DISCUSSED
    writes = may_set(scope, domain.code) or bool(topics_for(scope, domain.code))
    return DomainRow(
        name=domain_name(domain),
        state=_("vastgelegd") if code == State.RECORDED else by_language(*STATES[code]),
        muted=code != State.RECORDED,
        reason=state.reason if state else "",
        text=entry.text if entry else "",
        resident=_score(entry.resident_score if entry else None),
        professional=_score(entry.professional_score if entry else None),
        url=url_for("dossiers.domain", dossier_id=scope.id, code=domain.code),
        label=_("Bijwerken") if writes else _("Bekijken"),
    )


def state_words(state: StateLine | None) -> str:
    """Where a domain stands, and since when."""
    if state is None:
        return by_language(*STATES[State.NOT_DISCUSSED])
    return _("%(state)s, sinds %(day)s", state=by_language(*STATES[state.state]), day=day(state.since))


def entry_view(entry: EntryLine) -> EntryView:
    """One entry of the history."""
    return EntryView(
        id=entry.id,
        day=day(entry.at),
        topic=by_language(*TOPIC_WORDS[entry.topic]) if entry.topic in TOPIC_WORDS else "",
        text=entry.text,
        resident=_score_words(entry.resident_score),
        professional=_score_words(entry.professional_score),
        written=written_by(entry),
    )


def _score(score: int | None) -> str:
    return "–" if score is None else str(score)


def _score_words(score: int | None) -> str:
    return "" if score is None else f"{score}: {by_language(*SCALE[score])}"


def category_condition(domain: str) -> str | None:
    """The value condition under which most entries of a domain are read."""
    return domain if category_of(domain) is Category.DOMAINS else None
