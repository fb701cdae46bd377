"""Who may write an intervention: the strand must be the actor's to write, the line the own organisation's."""

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import STRANDS, Category
from app.interventions.queries import HeaderLine, get_header
from app.kernel.errors import Forbidden


def writable_strands(scope: DossierScope) -> tuple[str, ...]:
    """The strands in which the actor may write here; none in a closed case."""
    return tuple(strand.value for strand in STRANDS if scope.may_write(strand))


def check_may_record(scope: DossierScope, strand: str | None = None) -> None:
    """Raises Forbidden, with the reason and what to do, when the actor may not write (in ``strand``)."""
    if scope.closed:
        raise Forbidden(
            _("Dit dossier is afgesloten. Er komt geen inzet meer bij. Heropen het eerst als er weer iets nodig is.")
        )
    allowed = writable_strands(scope)
    if not allowed:
        raise Forbidden(_("Met uw functie legt u in dit dossier geen inzet vast. Vraag het aan de casusregisseur."))
    if strand is not None and strand not in allowed:
        raise Forbidden(
            _("Met uw functie legt u deze soort inzet niet vast. Vraag het aan de organisatie die dit doet.")
        )


def own_header(scope: DossierScope, intervention_id: int) -> HeaderLine:
    """The header, when the actor may change it. Raises NotFound when it is not visible, Forbidden when it is not theirs."""
    header = get_header(scope.id, intervention_id)
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Wat er staat, verandert niet meer. Heropen het dossier eerst."))
    if header.organisation_id != scope.actor.organisation_id or not scope.may_write(Category(header.strand)):
        raise Forbidden(
            _(
                "Deze inzet is van %(organisation)s. Alleen daar kan iemand er iets aan veranderen: %(who)s.",
                organisation=header.organisation,
                who=" ".join(filter(None, (header.professional or header.organisation, header.phone))),
            )
        )
    return header
