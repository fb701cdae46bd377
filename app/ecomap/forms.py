"""Forms of the ecomap: a tie, a new version, moving somebody, and who can help with what."""

from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Optional

from app.dossiers.forms.parts import CardsField, PickField, pairs
from app.dossiers.forms.subjects import MultiplePickField
from app.ecomap.queries import TieLine
from app.ecomap.services import LONGEST_COMPANY, LONGEST_WORDS, Ends, TieWords
from app.ecomap.words import CIRCLES, DIRECTIONS, KINDS, STRENGTHS, SUPPORT
from app.network.queries import NetworkPersonLine
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided

#: A tie with the household, where others are chosen from the network.
HOME = "home"


class TieFields(Guided, SchakelForm):
    """What a tie is like, filled in together with the resident."""

    guided: ClassVar[tuple[str, ...]] = ("words",)

    circle = CardsField(_l("In welke kring?"), default="family")
    kind = PickField(_l("Wat voor band?"), default="kin")
    strength = CardsField(_l("Hoe sterk?"), default="2")
    direction = CardsField(_l("Van wie komt het contact?"), default="both")
    gives = MultiplePickField(_l("Wat geeft deze persoon?"))
    receives = MultiplePickField(_l("Wat krijgt deze persoon?"))
    strain = BooleanField(_l("Er is spanning in deze band"))
    words = TextAreaField(
        _l("In eigen woorden van de bewoner"),
        [at_most(LONGEST_WORDS)],
        description=_l("Bijvoorbeeld: bij haar kan ik altijd binnenlopen. Schrijf niets op over de ander zelf."),
    )

    def offer_words(self) -> None:
        """Fills in the lists in the reader's language."""
        for field, words in (
            (self.circle, CIRCLES),
            (self.kind, KINDS),
            (self.strength, STRENGTHS),
            (self.direction, DIRECTIONS),
            (self.gives, SUPPORT),
            (self.receives, SUPPORT),
        ):
            field.choices = pairs(words)

    def tie_words(self, *, at_home: bool) -> TieWords:
        """How the tie should read."""
        return TieWords(
            kind=self.kind.data or "",
            strength=int(self.strength.data or 0),
            direction=self.direction.data or "",
            circle=(self.circle.data or "") if at_home and "circle" in self else "",
            gives=tuple(self.gives.data or ()),
            receives=tuple(self.receives.data or ()),
            strain=bool(self.strain.data),
            words=self.words.data or "",
        )


class NewTieForm(TieFields):
    """A tie of somebody with the household or with somebody else."""

    person = PickField(_l("Wie?"), default="")
    other = PickField(_l("Met wie?"), default=HOME)

    def offer_people(self, people: tuple[NetworkPersonLine, ...], chosen: str) -> None:
        """Fills in who can be chosen. ``chosen``: whom a link already chose."""
        names = [(str(person.id), f"{person.first_name}, {person.relation}") for person in people]
        self.person.choices = [("", str(_("Kies iemand"))), *names]
        self.other.choices = [(HOME, str(_("het huishouden"))), *names]
        if not self.is_submitted() and chosen in {key for key, _name in names}:
            self.person.data = chosen

    def ends(self) -> Ends | None:
        """Who the tie is between; None while nobody is chosen."""
        if not str(self.person.data or "").isdigit():
            return None
        return Ends(int(self.person.data), int(self.other.data) if str(self.other.data).isdigit() else None)


class EditTieForm(TieFields, EditForm):
    """A tie that is on the map."""

    def show(self, tie: TieLine) -> None:
        """Fills in the tie as it is."""
        for name, value in shown(tie).items():
            if name in self._fields:
                self._fields[name].data = value
        self.version.data = str(tie.version)


def shown(tie: TieLine) -> dict[str, object]:
    """The tie as its form shows it, per field."""
    return {
        "circle": tie.circle,
        "kind": tie.kind,
        "strength": str(tie.strength),
        "direction": tie.direction,
        "gives": list(tie.gives),
        "receives": list(tie.receives),
        "strain": tie.strain,
        "words": tie.words,
    }


class VersionForm(SchakelForm):
    """A new version of the map."""

    drawn_on = PlainDayField(
        _l("Wanneer samen ingevuld?"), [Required(_l("Kies de dag waarop u de kaart samen invulde."))]
    )
    together_with = StringField(
        _l("Met wie?"),
        [Required(_l("Vul in met wie u de kaart invulde, bijvoorbeeld Samira.")), at_most(LONGEST_COMPANY), one_line],
        description=_l("De kaart is van het huishouden: vul hem samen in. Een voornaam is genoeg."),
    )


class MoveForm(SchakelForm):
    """Puts somebody in another circle; the tie carries the version that was read, as *number:version*."""

    tie = PickField(_l("Wie verplaatst u?"), default="", validators=[Required(_l("Kies wie u verplaatst."))])
    to = PickField(_l("Naar welke kring?"), default="family")

    def offer_ties(self, ties: tuple[TieLine, ...]) -> None:
        """Fills in who stands on the map."""
        self.tie.choices = [
            (f"{tie.id}:{tie.version}", f"{tie.first_name}, {tie.relation}") for tie in ties if tie.circle
        ]
        self.to.choices = pairs(CIRCLES)


class HelpForm(Guided, SchakelForm):
    """Somebody from the network in the plan: who can help with what."""

    guided: ClassVar[tuple[str, ...]] = ("what",)

    person = PickField(_l("Wie kan helpen?"), default="")
    what = StringField(
        _l("Waarmee?"),
        [Required(_l("Schrijf op waarmee deze persoon helpt.")), at_most(200), one_line],
        description=_l("Bijvoorbeeld: op zondag samen de post openen."),
    )
    in_words_of = StringField(_l("Wie zegt dit?"), [at_most(100), one_line])
    review_on = PlainDayField(_l("Wanneer kijkt u hoe het gaat?"), [Optional()])
