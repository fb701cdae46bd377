"""Whom a new row is about: persons of this household, visible to the writer, and alive."""

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import select

from app.access.scope import DossierScope
from app.db.session import db
from app.dossiers.models import Person
from app.kernel.errors import RuleBroken


def check_subjects(scope: DossierScope, persons: Iterable[int], *, kept: Iterable[int] = ()) -> list[int]:
    """The persons, sorted. Raises RuleBroken (field ``persons``) for one who is not visible here, or has died.

    ``kept`` are the persons that the row was about already; they may stay. Somebody whose relation covers some persons only
    writes about those.
    """
    wanted = sorted(set(persons))
    found = db.session.execute(
        select(Person.id).where(Person.dossier_id == scope.id, Person.id.in_(wanted), Person.deceased_on.is_(None))
    )
    if set(wanted) - set(kept) - set(found.scalars()):
        raise RuleBroken("persons", _("Kies uit de mensen van dit huishouden."))
    return wanted
