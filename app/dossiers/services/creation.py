"""A new dossier: the household, its first people, its place and its question, under one purpose."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import text

from app.access.actor import Actor
from app.access.scope import DossierScope
from app.access.vocabulary import Category
from app.audit import trail
from app.db.session import db
from app.dossiers.household_words import FIRST_WEIGHT
from app.dossiers.models import HouseholdSummary, HouseholdTitle, ResidentQuestion
from app.dossiers.queries.elsewhere import Elsewhere
from app.dossiers.queries.merges import Likeness, OwnDossier, list_known_elsewhere, list_own_alike
from app.dossiers.queries.team import list_purposes
from app.dossiers.scope import load_scope
from app.dossiers.services import process
from app.dossiers.services.activity import note_activity
from app.dossiers.services.address import AddressValues, add_place, check_area, read_door
from app.dossiers.services.persons import PersonValues, add_person
from app.dossiers.services.rows import columns
from app.kernel.errors import Forbidden, RuleBroken
from app.kernel.names import name_key

_CREATE = text("select sec.create_dossier(:purpose)")


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """What was filled in about a household that gets a dossier."""

    title: str
    persons: tuple[PersonValues, ...]
    place: AddressValues
    question: str
    purpose_id: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Where a household like this is known already: own dossiers to open, and teams to ask."""

    own: tuple[OwnDossier, ...]
    elsewhere: tuple[Elsewhere, ...]

    @property
    def mark(self) -> str:
        """What was found, as one text: the answer to the warning counts only for what was warned about."""
        return "|".join([*(str(o.dossier_id) for o in self.own), *(e.organisation for e in self.elsewhere)])


def find_alike(new: NewHousehold) -> Alike:
    """Looks for a likely same household: a search, and so in the log.

    Raises RuleBroken when the address is wrong, and TooMuchAsked.
    """
    door = read_door(new.place)
    persons = [(name_key(p.name), p.birth_date) for p in new.persons]
    like = Likeness(persons, door.postcode, door.number)
    found = Alike(list_own_alike(like), list_known_elsewhere(like, why="new dossier"))
    trail.did(db.session(), "search", category=Category.IDENTITY, objects=[o.dossier_id for o in found.own])
    return found


def create_dossier(actor: Actor, new: NewHousehold) -> DossierScope:
    """Makes the dossier with its lead, and everything that was filled in. Raises Forbidden and RuleBroken."""
    if actor.function != "generalist":
        raise Forbidden(_("Alleen een generalist van het wijkteam kan een dossier maken."))
    if new.purpose_id not in {choice.key for choice in list_purposes(actor.organisation_id)}:
        raise RuleBroken("purpose", _("Kies het doel waarvoor u met dit huishouden werkt."))
    if not new.persons:
        raise RuleBroken("persons", _("Vul ten minste een persoon in."))
    check_area(new.place)
    dossier_id = int(db.session.execute(_CREATE, {"purpose": new.purpose_id}).scalar_one())
    scope = load_scope(actor, dossier_id)
    title = new.title or new.persons[0].name.family
    db.session.add(HouseholdTitle(**columns(scope), title=title))
    db.session.add(HouseholdSummary(**columns(scope), adults=0, children=0))
    process.begin(scope, weight=FIRST_WEIGHT)
    add_place(scope, new.place)
    db.session.flush()
    persons = [add_person(scope, values) for values in new.persons]
    if new.question:
        db.session.add(ResidentQuestion(**columns(scope, persons[:1]), words=new.question))
    note_activity(scope, Category.PLAN, "dossier.created")
    trail.did(db.session(), "create", dossier_id=scope.id, category=Category.HOUSEHOLD, persons=persons)
    return scope
