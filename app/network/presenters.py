"""People around the household on a page: who they are, when they came along, and what they want to do."""

from collections import Counter
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.network.queries import NetworkPersonLine, OfferLine, Turnout
from app.network.roles import ROLES
from app.web.i18n import by_language, day


@dataclass(frozen=True, slots=True)
class TurnoutView:
    """One appointment: the day, and the state with who it was, for the words of the second person."""

    day: str
    state: str
    who: str


@dataclass(frozen=True, slots=True)
class NetworkPersonView:
    """Somebody around the household."""

    name: str
    relation: str
    role: str
    came: str
    turnouts: tuple[TurnoutView, ...]
    url: str


@dataclass(frozen=True, slots=True)
class OfferView:
    """What somebody wants to do, and who wrote it down for them."""

    text: str
    who: str
    written: str


#: How many of the latest appointments are shown with each person.
LATEST = 6


def person_view(scope: DossierScope, line: NetworkPersonLine, turnouts: tuple[Turnout, ...]) -> NetworkPersonView:
    """One person, with when they came along."""
    own = [turnout for turnout in turnouts if turnout.network_person_id == line.id]
    came = Counter(turnout.state for turnout in own)["came"]
    writes = not scope.closed and scope.may_write(Category.NETWORK)
    return NetworkPersonView(
        name=line.first_name,
        relation=line.relation,
        role=by_language(*ROLES[line.role]) if line.role in ROLES and line.role != "other" else "",
        came=ngettext("kwam %(num)d keer mee", "kwam %(num)d keer mee", came) if came else "",
        turnouts=tuple(TurnoutView(day(t.starts_at), t.state, line.first_name) for t in own[:LATEST]),
        url=url_for("network.person", dossier_id=scope.id, network_person_id=line.id) if writes else "",
    )


def offer_view(line: OfferLine) -> OfferView:
    """One offer in words."""
    return OfferView(
        text=line.text,
        who=_("samen met %(name)s", name=line.first_name) if line.first_name else "",
        written=_(
            "opgeschreven door %(who)s, %(org)s, %(day)s", who=line.author, org=line.organisation, day=day(line.at)
        ),
    )
