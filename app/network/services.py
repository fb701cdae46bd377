"""Every write to the people around a household."""

from collections.abc import Iterable

from flask_babel import gettext as _

from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.services.activity import note_activity
from app.dossiers.services.checks import may_write
from app.dossiers.services.rows import columns
from app.kernel.errors import RuleBroken
from app.kernel.text import check_length, clean_line
from app.network.models import NetworkPerson


def add_network_person(
    scope: DossierScope, *, first_name: str, relation: str, role: str, persons: Iterable[int]
) -> NetworkPerson:
    """Somebody from the household's own network: a first name and what they are to ``persons``. Nothing more is kept.

    Raises Forbidden, and RuleBroken at ``first_name`` or ``relation``.
    """
    may_write(scope, Category.NETWORK)
    name, what = clean_line(first_name), clean_line(relation)
    if not name:
        raise RuleBroken("first_name", _("Vul een voornaam in. Een achternaam is niet nodig."))
    if not what:
        raise RuleBroken("relation", _("Vul in wat deze persoon is van de bewoner, bijvoorbeeld: zus of buurman."))
    check_length(name, field="first_name", longest=60)
    check_length(what, field="relation", longest=80)
    concerned = sorted(set(persons))
    person = NetworkPerson(first_name=name, relation=what, role=role, **columns(scope, concerned))
    db.session.add(person)
    db.session.flush()
    trail.did(
        db.session(),
        "create",
        dossier_id=scope.id,
        category=Category.NETWORK,
        persons=concerned,
        objects=[person.id],
    )
    note_activity(
        scope, Category.NETWORK, "network_person.added", object_id=person.id, persons=concerned, condition=role
    )
    return person
