"""Forms of giving access: disclosing an item, ending or renewing, letting oneself in, knocking and answering."""

from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Optional

from app.dossiers.forms.parts import CardsField, Pairs, PickField, pairs, passes
from app.dossiers.sharing_words import ANSWERS
from app.kernel.names import name_key, parse_name
from app.kernel.postcode import normalise_postcode, parse_house_number, parse_postcode
from app.plan.words import BASES
from app.sharing.services.disclosing import LONGEST_REASON, Offer
from app.sharing.services.entering import Entrance
from app.sharing.services.knocking import Answer, Question
from app.sharing.wanted import Wanted
from app.web.fields import PlainDayField
from app.web.forms import Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided

#: The purpose under which the receiver is involved already.
OF_RELATION = "relation"


class DiscloseForm(Guided, SchakelForm):
    """One item to one organisation or person."""

    guided: ClassVar[tuple[str, ...]] = ("reason",)

    receiver = CardsField(_l("Met wie deelt u dit?"))
    purpose = PickField(_l("Met welk doel?"), default=OF_RELATION)
    basis = PickField(_l("Waarom mag u dit delen?"), default="public_task")
    reason = TextAreaField(
        _l("Waarom moeten zij dit weten?"),
        [Required(_l("Schrijf in één zin waarom zij dit moeten weten.")), at_most(LONGEST_REASON)],
    )
    waiver = PickField(_l("Rust dit op een toestemming?"), default="")
    until = PlainDayField(_l("Tot en met welke dag?"))

    def prepare(self, *, receivers: Pairs, purposes: Pairs, waivers: Pairs) -> None:
        """What can be chosen."""
        self.receiver.choices = receivers
        if len(receivers) == 1 and not self.receiver.data:
            self.receiver.data = receivers[0][0]
        self.purpose.choices = [(OF_RELATION, _("het doel waarvoor zij al betrokken zijn")), *purposes]
        self.basis.choices = pairs(BASES)
        self.waiver.choices = [("", _("nee, er is geen beroepsgeheim")), *waivers]

    def offer(self) -> Offer:
        """What was filled in, for the service."""
        chosen = str(self.purpose.data or "")
        return Offer(
            receiver=str(self.receiver.data or ""),
            purpose_id=int(chosen) if chosen.isdigit() else None,
            basis=str(self.basis.data or ""),
            reason=self.reason.data or "",
            until=self.until.data,
            waiver_id=int(self.waiver.data) if str(self.waiver.data or "").isdigit() else None,
        )


class ButtonForm(SchakelForm):
    """A button that withdraws."""


class EndingForm(SchakelForm):
    """Two buttons at something that ends soon: ``act`` is renew or close, ``what`` and ``key`` name it."""

    act = HiddenField()
    what = HiddenField()
    key = HiddenField()


class PersonFields:
    """Somebody by name and birth date."""

    name = StringField(_l("Voornaam en achternaam"), [at_most(120), one_line])
    born = PlainDayField(_l("Geboortedatum"), [Optional()])


class DoorFields:
    """A door by postcode and number."""

    postcode = StringField(_l("Postcode"), [at_most(8), one_line, passes(parse_postcode)])
    number = StringField(_l("Huisnummer"), [at_most(8), one_line, passes(parse_house_number)])


class WantedForm(SchakelForm):
    """Base of forms that ask for one household: a person with a birth date, or a door."""

    def validate(self, *args: object, **more: object) -> bool:
        """Every field, and that one household is meant."""
        fields_are_right = super().validate(*args, **more)
        wanted = self.wanted()
        is_one = bool((wanted.key and wanted.born) or (wanted.postcode and wanted.number))
        if not is_one and fields_are_right:
            field = self._fields["name"]
            field.errors = [*field.errors, self.which()]
        return fields_are_right and is_one

    def which(self) -> str:
        """What to fill in."""
        if "postcode" in self:
            return _("Vul een naam met geboortedatum in, of een postcode met huisnummer.")
        return _("Vul een naam met geboortedatum in.")

    def wanted(self) -> Wanted:
        """Who or which door is meant; with a person the door is left aside."""
        name, born = self._fields["name"].data or "", self._fields["born"].data
        if name and born:
            return Wanted(f"{name}, {born:%d-%m-%Y}", name_key(parse_name(name)), born, "", None)
        typed = self._fields["postcode"].data or "" if "postcode" in self else ""
        number = self._fields["number"].data or "" if "number" in self else ""
        if not typed or not number or self._fields["postcode"].errors or self._fields["number"].errors:
            return Wanted("", "", None, "", None)
        return Wanted(f"{typed} {number}", "", None, normalise_postcode(typed) or "", parse_house_number(number).number)


class KnockForm(PersonFields, DoorFields, WantedForm):
    """Asks whether a household is known."""

    reason = StringField(
        _l("Waarom vraagt u dit?"), [Required(_l("Schrijf in een zin waarom u dit vraagt.")), at_most(300), one_line]
    )

    def question(self) -> Question:
        """What was filled in, for the service."""
        return Question(self.wanted(), self.reason.data or "")


class EntranceFields:
    """Why, and for which purpose."""

    purpose = CardsField(_l("Met welk doel van uw organisatie?"))
    reason = StringField(
        _l("Waarom is dit nu nodig?"),
        [Required(_l("Schrijf in een zin waarom dit nu nodig is.")), at_most(300), one_line],
    )


class EntranceForm(WantedForm):
    """What the two ways in share."""

    way = ""

    def offer(self, purposes: Pairs) -> None:
        """The purposes of one's own organisation."""
        field = self._fields["purpose"]
        field.choices = purposes
        if len(purposes) == 1 and not field.data:
            field.data = purposes[0][0]

    def entrance(self) -> Entrance:
        """What was filled in, for the service."""
        return Entrance(
            way=self.way,
            wanted=self.wanted(),
            purpose_id=int(self._fields["purpose"].data),
            reason=self._fields["reason"].data or "",
        )


class DoorstepForm(PersonFields, DoorFields, EntranceFields, EntranceForm):
    """Somebody of the team stands at the door of one of its households."""

    way = "doorstep"


class EmergencyForm(PersonFields, EntranceFields, EntranceForm):
    """One person's part of a dossier, for an hour."""

    way = "emergency"


class AnswerForm(SchakelForm):
    """The lead's answer to a knock."""

    reply = CardsField(_l("Wat antwoordt u?"))
    remark = StringField(_l("Wilt u er iets bij zeggen?"), [at_most(300), one_line])
    hidden_because = StringField(_l("Waarom mag het huishouden deze vraag nog niet lezen?"), [at_most(300), one_line])
    hidden_until = PlainDayField(_l("Tot en met welke dag niet?"), [Optional()])

    def prepare(self) -> None:
        """The four answers."""
        self.reply.choices = pairs(ANSWERS)

    def answer(self) -> Answer:
        """What was filled in, for the service."""
        return Answer(
            str(self.reply.data or ""), self.remark.data or "", self.hidden_until.data, self.hidden_because.data or ""
        )
