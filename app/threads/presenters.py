"""Questions on a page: threads with who is asked, lines from outside, and who reads what before it is saved."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import HOUSEHOLD_ROWS, Category
from app.dossiers.presenters.readers import PartView, ReaderView, grouped
from app.dossiers.queries.readers import PartyLine, list_involved, reads
from app.threads.queries.outside import OutsideLine
from app.threads.queries.threads import AskedLine, MessageLine, ThreadLine
from app.threads.rules import WORRY
from app.threads.words import TICKS
from app.web.i18n import by_language, day, last_day, near


@dataclass(frozen=True, slots=True)
class PartyView:
    """Somebody who is asked, and whether the asker waits for them."""

    name: str
    organisation: str
    waits: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """One answer; ``who`` says by whom and when."""

    who: str
    text: str
    by_asker: bool


@dataclass(frozen=True, slots=True)
class ThreadView:
    """One question. ``due`` says by when, while it is open; ``state`` who answered, or that it is closed."""

    line: str
    explanation: str
    who: str
    due: str
    late: bool
    is_open: bool
    state: str
    parties: tuple[PartyView, ...]
    url: str


@dataclass(frozen=True, slots=True)
class OutsideView:
    """One question to somebody outside. ``source`` names who wrote the line, at which address."""

    question: str
    who: str
    asked: str
    state: str
    waits: bool
    worry: bool
    tick: str
    line: str
    source: str
    url: str


def thread_view(scope: DossierScope, thread: ThreadLine, people: Iterable[AskedLine], today: dt.date) -> ThreadView:
    """One question in words."""
    asked = {person.id: person for person in people}
    parties = tuple(
        PartyView(asked[key].name, asked[key].organisation, key in thread.waits_for)
        for key in thread.party_ids
        if key in asked
    )
    counted = answers_words(len(set(thread.party_ids) & thread.answered), len(thread.party_ids))
    return ThreadView(
        line=thread.line,
        explanation=thread.explanation,
        who=f"{thread.author}, {thread.organisation}, {day(thread.at)}",
        due=_("antwoord gevraagd: %(day)s", day=near(thread.due_on, today)) if thread.is_open else "",
        late=bool(thread.waits_for) and thread.due_on < today,
        is_open=thread.is_open,
        state=counted if thread.is_open else _("afgerond"),
        parties=parties,
        url=url_for("threads.show", dossier_id=scope.id, question_thread_id=thread.id),
    )


def answers_words(answered: int, asked: int) -> str:
    """*antwoorden: 1 van 2*."""
    return _("antwoorden: %(answered)s van %(asked)s", answered=answered, asked=asked)


def message_view(thread: ThreadLine, message: MessageLine) -> MessageView:
    """One answer in words."""
    who = f"{message.author}, {message.organisation}, {day(message.at)}"
    return MessageView(who, message.text, message.author_id == thread.author_id)


def outside_view(scope: DossierScope, line: OutsideLine, now: dt.datetime) -> OutsideView:
    """One question to somebody outside, and what came back, in words."""
    return OutsideView(
        question=line.question,
        who=f"{line.author}, {line.organisation}, {day(line.at)}",
        asked=_("%(name)s (%(address)s)", name=line.asked_name, address=line.asked_email),
        state=_outside_state(line, now),
        waits=line.waits(now),
        worry=line.tick == WORRY,
        tick=by_language(*TICKS[line.tick]) if line.tick in TICKS else "",
        line=line.line,
        source=_(
            "van buiten, door %(name)s (%(address)s), %(day)s",
            name=line.asked_name,
            address=line.asked_email,
            day=day(line.answered_at),
        )
        if line.answered_at
        else "",
        url=url_for("threads.outside", dossier_id=scope.id, outside_question_id=line.id),
    )


def _outside_state(line: OutsideLine, now: dt.datetime) -> str:
    if line.answered_at:
        return ""
    if line.withdrawn_at:
        return _("ingetrokken, de link werkt niet meer")
    if line.expires_at <= now:
        return _("geen antwoord gekomen, de link is verlopen")
    return _("nog geen antwoord, de link werkt tot en met %(day)s", day=last_day(line.expires_at))


def who_reads_question(scope: DossierScope, offered: Iterable[PartyLine]) -> list[PartView]:
    """Before asking: who reads it anyway, and who only when they are named."""
    lead = [party for party in list_involved(scope.id) if party.is_lead]
    return [
        PartView(_("Leest het altijd"), [*_oneself(scope), *grouped(_others(scope, lead))], ""),
        PartView(
            _("Leest het alleen als u deze persoon kiest"), grouped(party for party in offered if not party.is_lead), ""
        ),
    ]


def who_reads_thread(scope: DossierScope, thread: ThreadLine) -> list[PartView]:
    """Before answering: the asker, those who are asked and work here now, and the lead."""
    named = {thread.author_id, *thread.party_ids}
    inside = [party for party in list_involved(scope.id) if party.is_lead or party.account_id in named]
    return [PartView("", [*_oneself(scope), *grouped(_others(scope, inside))], "")]


def who_reads_outside(scope: DossierScope) -> list[PartView]:
    """Before mailing: who reads the line that comes back, and what the other side gets to see."""
    open_note = frozenset({"open"})
    inside = [
        party
        for party in list_involved(scope.id)
        if party.row not in HOUSEHOLD_ROWS and reads(party, scope, Category.NOTES, conditions=open_note)
    ]
    return [
        PartView(_("De vraag en het antwoord"), grouped(inside), ""),
        PartView(
            _("Wie u mailt"),
            [ReaderView(_("Degene die u mailt"), _("leest alleen uw ene zin, en niets uit het dossier"))],
            "",
        ),
    ]


def _oneself(scope: DossierScope) -> list[ReaderView]:
    return [ReaderView(scope.actor.organisation_name, _("%(name)s, uzelf", name=scope.actor.name))]


def _others(scope: DossierScope, parties: Iterable[PartyLine]) -> list[PartyLine]:
    return [party for party in parties if party.account_id != scope.actor.account_id]
