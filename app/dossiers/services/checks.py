"""Questions that every verb asks first; each answers a no with a sentence that says whom to turn to."""

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.kernel.errors import Forbidden


def only_lead(scope: DossierScope) -> None:
    """Raises Forbidden for anybody but the lead."""
    if not scope.is_lead:
        raise Forbidden(_("Dit doet de casusregisseur. Vraag het aan wie de regie heeft."))


def may_write(scope: DossierScope, category: Category) -> None:
    """Raises Forbidden when the asker may not write in this category, or the dossier is closed."""
    if scope.closed:
        raise Forbidden(_("Dit dossier is afgesloten. Heropen het eerst als er weer iets moet gebeuren."))
    if not scope.may_write(category):
        raise Forbidden(_("Dit kan de casusregisseur wijzigen. Vraag het aan wie de regie heeft."))
