"""What is recorded about somebody of the network, on one sheet for that person: their own right to know (AVG art. 14 and 15).

The resident's own words about a tie are the resident's (art. 15 lid 4): they are not on the sheet.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.at_home import check_paper, sheet_for
from app.dossiers.presenters.readers import who_reads
from app.ecomap import queries as read
from app.ecomap.presenters import words_of
from app.ecomap.words import CIRCLES, KINDS, STRENGTH_WORDS
from app.network.presenters import access_of
from app.network.queries import NetworkPersonLine, list_offers, list_turnouts
from app.network.roles import ROLES
from app.web.i18n import by_language, day, in_language
from app.web.links import url_if
from app.web.paper import Block, Bullets, Facts, Heading, Paragraph, Sheet


@dataclass(frozen=True, slots=True)
class Known:
    """The sheet: facts in pairs, where they stand on maps, when they came, what they offered, who reads it, whom to call."""

    name: str
    facts: tuple[tuple[str, str], ...]
    stands: tuple[str, ...]
    came: tuple[str, ...]
    offers: tuple[str, ...]
    readers: tuple[str, ...]
    contact: str
    edit_url: str


def known(scope: DossierScope, person: NetworkPersonLine) -> Known:
    """Everything that stands about ``person`` as such, by whom, and who reads it."""
    written = read.find_written(scope.id, person.id)
    role = by_language(*ROLES[person.role]) if person.role != "other" else ""
    pairs = (
        (_("Voornaam"), person.first_name),
        (_("Wat u van het huishouden bent"), person.relation),
        (_("Rol"), role),
        (_("Rol tot en met"), day(person.until) if person.until else ""),
        (_("Kan inloggen"), access_of(scope, person)),
        (_("Sinds"), day(written.at) if written else ""),
        (_("Opgeschreven door"), f"{written.author}, {written.organisation}" if written else ""),
    )
    offers = [offer for offer in list_offers(scope.id) if offer.network_person_id == person.id]
    if offers:
        named = {key for offer in offers for key in offer.person_ids}
        trail.saw(db.session(), dossier_id=scope.id, persons=named, categories=[Category.OFFERS])
    turnouts = [one for one in list_turnouts(scope.id) if one.network_person_id == person.id and one.state == "came"]
    return Known(
        name=person.first_name,
        facts=tuple(pair for pair in pairs if pair[1]),
        stands=tuple(_stand(line) for line in read.list_stands(scope.id, person.id)),
        came=tuple(day(one.starts_at) for one in turnouts),
        offers=tuple(offer.text for offer in offers),
        readers=tuple(
            f"{row.name}: {row.what}" for part in who_reads(Category.NETWORK, scope=scope) for row in part.rows
        ),
        contact=" ".join(filter(None, (written.organisation, written.contact, written.phone))) if written else "",
        edit_url=url_if("network.person", dossier_id=scope.id, network_person_id=person.id),
    )


def known_sheet(scope: DossierScope, person: NetworkPersonLine, *, language: str) -> Sheet:
    """The same on paper, in ``language`` (nl or en), marked for whom it was made. Raises Forbidden under emergency access."""
    check_paper(scope)
    with in_language(language):
        sheet = known(scope, person)
        return sheet_for(scope, sheet.name, _("Wat er over u staat"), _blocks(sheet), language=language)


def _blocks(sheet: Known) -> Iterable[Block]:
    yield Paragraph(_("Beste %(name)s,", name=sheet.name))
    yield Paragraph(
        _(
            "Iemand die u kent krijgt hulp van ons. U bent genoemd als iemand om hen heen. Dit is alles wat wij over u opschreven."
        )
    )
    yield Facts(sheet.facts)
    lists = (
        (_("Op de netwerkkaart"), sheet.stands),
        (_("U was erbij op"), sheet.came),
        (_("Wat u samen voor de buurt wilt doen"), sheet.offers),
        (_("Wie dit leest"), sheet.readers),
    )
    for title, lines in lists:
        if lines:
            yield Heading(title)
            yield Bullets(lines)
    yield Paragraph(
        _(
            "Wie handhaaft en wie over uw uitkering gaat, lezen dit niet. Klopt er iets niet, of wilt u er niet op? Zeg het ons, dan veranderen wij het."  # noqa: E501 - one sentence of the catalogue
        )
    )
    if sheet.contact:
        yield Paragraph(sheet.contact)


def _stand(line: read.StandLine) -> str:
    parts = [words_of(CIRCLES, line.circle), words_of(KINDS, line.kind), by_language(*STRENGTH_WORDS[line.strength])]
    return f"{day(line.drawn_on)}: {', '.join([*parts, *([_('met spanning')] if line.strain else [])])}"
