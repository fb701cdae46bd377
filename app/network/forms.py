"""Forms about people around the household and what they want to do for the neighbourhood."""

from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField

from app.dossiers.forms.parts import PickField, pairs
from app.dossiers.forms.subjects import MultiplePickField, SubjectsMixin
from app.network.queries import NetworkPersonLine
from app.network.roles import ROLES
from app.network.services import LONGEST_NAME, LONGEST_OFFER, LONGEST_RELATION, NetworkPersonEdit
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided


class NetworkPersonForm(SubjectsMixin, EditForm):
    """Somebody around the household: no more than a first name and what they are to whom."""

    first_name = StringField(
        _l("Voornaam"),
        [Required(_l("Vul een voornaam in.")), at_most(LONGEST_NAME), one_line],
        description=_l("Alleen de voornaam. Geen achternaam, adres, telefoonnummer of verhaal over deze persoon."),
    )
    relation = StringField(
        _l("Wat is deze persoon van hen?"),
        [
            Required(_l("Vul in wat deze persoon van hen is, bijvoorbeeld zus of buurman.")),
            at_most(LONGEST_RELATION),
            one_line,
        ],
        description=_l("Bijvoorbeeld: zus, buurman, vriend van de voetbal."),
    )
    role = PickField(_l("Rol"), default="other")
    persons = MultiplePickField(_l("Bij wie hoort deze persoon?"))
    active = BooleanField(_l("Is nog in beeld"), default=True)

    def prepare(self, *, new: bool) -> None:
        """Fills in the roles; somebody new is around."""
        self.role.choices = pairs(ROLES)
        if new:
            del self.active

    def edit(self) -> NetworkPersonEdit:
        """How the row should read from now on."""
        return NetworkPersonEdit(
            first_name=self.first_name.data or "",
            relation=self.relation.data or "",
            role=self.role.data or "",
            persons=self.subjects(),
            active=bool(self.active.data),
            version=self.version_read(),
        )

    def show(self, line: NetworkPersonLine) -> None:
        """Fills in somebody as they are now."""
        values = {
            "first_name": line.first_name,
            "relation": line.relation,
            "role": line.role,
            "persons": [str(person) for person in line.person_ids],
            "active": line.active,
            "version": str(line.version),
        }
        for name, value in values.items():
            self._fields[name].data = value


class OfferForm(Guided, SchakelForm):
    """What somebody wants to do for the neighbourhood, written down in their name."""

    guided: ClassVar[tuple[str, ...]] = ("text",)

    text = TextAreaField(
        _l("Wat willen zij doen?"),
        [Required(_l("Schrijf op wat zij willen doen, in hun eigen woorden.")), at_most(LONGEST_OFFER)],
        description=_l("Vrijwillig. Het heeft nergens gevolgen voor: niet voor hulp, uitkering of huis."),
    )
    network_person_id = PickField(_l("Samen met"), default="")

    def offer_people(self, people: tuple[NetworkPersonLine, ...]) -> None:
        """Fills in with whom it can be."""
        names = [(str(person.id), f"{person.first_name}, {person.relation}") for person in people]
        self.network_person_id.choices = [("", str(_l("niemand in het bijzonder"))), *names]

    def network_person(self) -> int | None:
        """With whom, if anybody."""
        return int(self.network_person_id.data) if str(self.network_person_id.data or "").isdigit() else None
