"""Forms of keeping and destroying."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField
from wtforms.validators import NumberRange

from app.dossiers.forms.parts import PickField
from app.retention.rules import HIGHEST, LONGEST
from app.web.fields import OneOfField, PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line


class TermForm(EditForm):
    """How long, from which day, where that stands and when somebody looked it up."""

    number = IntegerField(
        _l("Hoe lang?"),
        [
            Required(_l("Vul een getal in, bijvoorbeeld 15.")),
            NumberRange(1, HIGHEST, message=_l("Vul een getal in van 1 tot en met 1200.")),
        ],
    )
    unit = PickField(_l("Weken, maanden of jaren?"), default="year")
    counts_from = OneOfField(_l("Vanaf wanneer telt het?"))
    source = StringField(
        _l("Waar staat dat?"), [Required(_l("Vul in waar deze termijn staat.")), at_most(LONGEST), one_line]
    )
    checked_on = PlainDayField(
        _l("Wanneer is het nagekeken?"),
        description=_l("Leeg: de gemeente gaat deze termijn nog na, en bewoners lezen dat erbij."),
    )


class NewTermForm(TermForm):
    """The same for a law that has no term yet."""

    law = StringField(_l("Wet"), [Required(_l("Vul de wet in.")), at_most(80), one_line])
    record_type = OneOfField(_l("Waarvoor?"))


class DecideForm(SchakelForm):
    """A yes to a list, or a no with a reason."""

    because = StringField(_l("Waarom klopt deze lijst niet?"), [at_most(LONGEST), one_line])


class HoldForm(SchakelForm):
    """What has to be kept all the same."""

    case_no = StringField(
        _l("Nummer van het dossier"),
        [at_most(40), one_line],
        description=_l("Bijvoorbeeld W-2026-00012. Leeg: het logboek."),
    )
    reason = StringField(
        _l("Waarom?"),
        [Required(_l("Schrijf op waarom dit niet vernietigd mag worden.")), at_most(LONGEST), one_line],
        description=_l("Bijvoorbeeld: rechtszaak, onderzoek naar een lek. Geen namen."),
    )
    until_on = PlainDayField(_l("Tot en met welke dag?"), [Required(_l("Kies tot en met welke dag."))])
