"""People around the household on a page: who they are, when they came along, and what they want to do."""

from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from app.access.matrix import load_matrix
from app.access.scope import DossierScope
from app.access.vocabulary import Term
from app.accounts.words import function_name
from app.audit.words import CATEGORIES
from app.db.clock import today
from app.network.accounts import list_role_relations
from app.network.asking import AskedAccount, AskedHere
from app.network.presenters_together import step_view
from app.network.queries import NetworkPersonLine, OfferLine, StepLine, Turnout
from app.network.roles import ENDING, ROLES
from app.web.drawing import draw, once_per_content
from app.web.i18n import by_language, day, last_day
from app.web.links import url_if


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
    until: str
    over: bool
    url: str = ""
    known_url: str = ""


@dataclass(frozen=True, slots=True)
class RoleRights:
    """What somebody in a role that ends would see here with an account of their own: four lists of categories, and until when.

    ``of_network``: they are of nobody's organisation, so only who reads the network learns that they look along.
    """

    role: str
    reads: str
    sees: str
    own: str
    shared: str
    until: str
    of_network: bool


@dataclass(frozen=True, slots=True)
class AskedView:
    """An account that was asked for: for whom and since when, or the day of the no."""

    name: str
    email: str
    day: str
    refused: bool


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as an administrator sees it: no household, no role."""

    name: str
    email: str
    function: str
    organisation: str
    until: str
    asker: str
    asked: str
    url: str


@dataclass(frozen=True, slots=True)
class OfferView:
    """What somebody wants to do, and who wrote it down for them."""

    text: str
    who: str
    written: str
    last: str
    url: str


#: How many of the latest appointments are shown with each person.
LATEST = 6


@once_per_content(256)
def draw_around(
    lines: tuple[NetworkPersonLine, ...], turnouts: tuple[Turnout, ...], dossier_id: int, *, writes: bool
) -> Markup:
    """The list of everybody around a household, with when they came along, and where to change it for whoever ``writes``."""
    active: list[NetworkPersonView] = []
    gone: list[NetworkPersonView] = []
    for line in lines:
        view = person_view(line, turnouts)
        if writes:
            view = replace(
                view,
                url=url_for("network.person", dossier_id=dossier_id, network_person_id=line.id),
                known_url=url_if("ecomap.known", dossier_id=dossier_id, network_person_id=line.id),
            )
        (active if line.active else gone).append(view)
    return draw("network/around.html", "around", active, gone)


def person_view(line: NetworkPersonLine, turnouts: tuple[Turnout, ...]) -> NetworkPersonView:
    """Somebody around the household, with when they came along."""
    own = [turnout for turnout in turnouts if turnout.network_person_id == line.id]
    came = sum(turnout.state == "came" for turnout in own)
    return NetworkPersonView(
        name=line.first_name,
        relation=line.relation,
        role=by_language(*ROLES[line.role]) if line.role in ROLES and line.role != "other" else "",
        came=ngettext("kwam %(num)d keer mee", "kwam %(num)d keer mee", came) if came else "",
        turnouts=tuple(TurnoutView(day(t.starts_at), t.state, line.first_name) for t in own[:LATEST]),
        until=day(line.until) if line.until else "",
        over=line.until is not None and line.until < today(),
    )


def asked_view(asked: AskedHere | None) -> AskedView | None:
    """How a request for an account stands."""
    if asked is None:
        return None
    return AskedView(asked.name, asked.email, day(asked.refused_at or asked.asked_at), refused=bool(asked.refused_at))


def request_view(asked: AskedAccount) -> RequestView:
    """A request as an administrator sees it."""
    return RequestView(
        name=asked.name,
        email=asked.email,
        function=function_name(asked.function),
        organisation=asked.organisation,
        until=day(asked.until),
        asker=f"{asked.asker}, {asked.asker_organisation}",
        asked=day(asked.asked_at),
        url=url_for("network.account_request", account_request_id=asked.id),
    )


def account_choices(scope: DossierScope, line: NetworkPersonLine) -> list[tuple[str, str]]:
    """The accounts that the role of ``line`` can have, by name and organisation; none for whoever does not lead."""
    if not scope.is_lead or line.role not in ENDING:
        return []
    return [(str(one.account_id), f"{one.name}, {one.organisation}") for one in list_role_relations(scope.id)]


def access_of(scope: DossierScope, line: NetworkPersonLine) -> str:
    """With which account somebody reads along, and until when: *Gerda Bos, tot en met 3 maart 2027*; "" without one that runs."""
    if line.account_id is None:
        return ""
    for one in list_role_relations(scope.id):
        if one.account_id == line.account_id and one.valid_until is not None:
            return _("%(name)s, tot en met %(day)s", name=one.name, day=last_day(one.valid_until))
    return ""


def role_rights(line: NetworkPersonLine) -> RoleRights | None:
    """What the matrix gives a role that ends, to whoever gets an account for it; None for other roles."""
    row = ENDING.get(line.role)
    if row is None:
        return None

    def categories(*terms: Term) -> str:
        found = [
            cat
            for (name, cat), grants in load_matrix().items()
            if name == row and {g.term for g in grants} & set(terms)
        ]
        return ", ".join(by_language(*CATEGORIES[cat]) for cat in CATEGORIES if cat in found)

    return RoleRights(
        role=by_language(*ROLES[line.role]),
        reads=categories(Term.READ, Term.WRITE),
        sees=categories(Term.SUMMARY),
        own=categories(Term.OWN),
        shared=categories(Term.DISCLOSED),
        until=day(line.until) if line.until else "",
        of_network=row == "network_person",
    )


def offer_view(scope: DossierScope, line: OfferLine, steps: tuple[StepLine, ...]) -> OfferView:
    """One offer in words, with the last of its ``steps``."""
    own = [step for step in steps if step.offer_id == line.id]
    last = step_view(own[-1]) if own else None
    return OfferView(
        text=line.text,
        who=_("samen met %(name)s", name=line.first_name) if line.first_name else "",
        written=_(
            "opgeschreven door %(who)s, %(org)s, %(day)s", who=line.author, org=line.organisation, day=day(line.at)
        ),
        last=f"{last.what}: {last.about}" if last else "",
        url=url_for("network.offer", dossier_id=scope.id, offer_id=line.id),
    )
