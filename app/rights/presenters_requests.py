"""View objects of requests about one's own data."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.dossiers.presenters.readers import PartView, grouped
from app.dossiers.queries.readers import list_involved
from app.rights.requests import RequestLine
from app.rights.rules import DECISIONS, KINDS
from app.web.i18n import by_language, day, near


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request in words. ``late``: its clock ran out; ``overview_url``: where an answer to it can be made."""

    title: str
    when: str
    late: bool
    done: bool
    facts: tuple[tuple[str, str], ...]
    url: str
    overview_url: str


def request_view(scope: DossierScope, line: RequestLine, names: dict[int, str], today: dt.date) -> RequestView:
    """One request; ``names`` of the persons of the household."""
    name, kind = names.get(line.person_id, line.stub), by_language(*KINDS[line.kind])
    done = line.done_on is not None
    return RequestView(
        title=_("%(kind)s, %(name)s", kind=kind.capitalize(), name=name),
        when=_("klaar op %(day)s", day=day(line.done_on))
        if done
        else _("antwoord uiterlijk %(day)s", day=near(line.due_on)),
        late=not done and line.due_on < today,
        done=done,
        facts=tuple(_facts(line)),
        url=url_for("rights.one_request", dossier_id=scope.id, rights_request_id=line.id),
        overview_url=url_for("rights.overview", dossier_id=scope.id, person_id=line.person_id)
        if line.kind in {"access", "portability"} and not done
        else "",
    )


def _facts(line: RequestLine) -> list[tuple[str, str]]:
    facts = [(_("Binnengekomen"), day(line.received_on)), (_("Antwoord uiterlijk"), day(line.due_on))]
    if line.asks:
        facts.append((_("Waar het om gaat"), line.asks))
    if line.extended_because:
        facts.append((_("Meer tijd, omdat"), line.extended_because))
    if line.decision:
        facts.append((_("Besluit"), f"{by_language(*DECISIONS[line.decision])}, {day(line.decided_on)}"))
    if line.because:
        facts.append((_("Reden"), line.because))
    return [*facts, (_("Behandeld door"), line.handler)]


def readers(scope: DossierScope) -> list[PartView]:
    """Who reads a request: whoever leads, and nobody else."""
    return [PartView("", grouped(party for party in list_involved(scope.id) if party.is_lead), "")]
