"""The household as every form names it, its place in words, and the warning about a likely same one."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.queries.elsewhere import Elsewhere
from app.dossiers.queries.household import AddressLine, AreaLine, find_title
from app.dossiers.queries.merges import OwnDossier
from app.dossiers.services.creation import Alike
from app.kernel.postcode import door, show_postcode
from app.web.links import url_if


@dataclass(frozen=True, slots=True)
class Household:
    """The line above every form: what the household is called, and the way back to its page."""

    title: str
    case_no: str
    url: str


def household_of(scope: DossierScope) -> Household:
    """The household of this scope; by its number where the name may not be seen. The log learns that the name was shown."""
    title = find_title(scope.id)
    if title:
        trail.saw(db.session(), dossier_id=scope.id, persons=(), categories=[Category.IDENTITY])
    name = _("Huishouden %(title)s", title=title) if title else _("Dossier %(case_no)s", case_no=scope.case_no)
    return Household(name, scope.case_no, dossier_url(scope.id))


def dossier_url(dossier_id: int) -> str:
    """The page of the household; its people where this installation has no such page."""
    return url_if("workspace.dossier", dossier_id=dossier_id) or url_if("dossiers.people", dossier_id=dossier_id)


def address_words(address: AddressLine | None) -> str:
    """The address on one line, or nothing."""
    if address is None or not address.street:
        return ""
    return (
        f"{address.street} {door(address.number, address.addition)}, {show_postcode(address.postcode)} {address.town}"
    )


def area_words(area: AreaLine | None) -> str:
    """The neighbourhood with its code, or nothing."""
    return f"{area.name} ({area.code})" if area else ""


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A dossier of one's own that looks the same."""

    title: str
    case_no: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class AlikeView:
    """The warning before a second dossier is made."""

    own: tuple[OwnLine, ...]
    elsewhere: tuple[Elsewhere, ...]
    mark: str


def own_line(own: OwnDossier) -> OwnLine:
    """One dossier of one's own in words."""
    parts = [_("regie: %(name)s", name=own.lead)] if own.lead else []
    if own.closed:
        parts.append(_("afgesloten; u kunt het heropenen"))
    title = _("Huishouden %(title)s", title=own.title)
    return OwnLine(title, own.case_no, ", ".join(parts), dossier_url(own.dossier_id))


def alike_view(alike: Alike) -> AlikeView:
    """What was found, in words."""
    return AlikeView(tuple(own_line(own) for own in alike.own), alike.elsewhere, alike.mark)
