"""Forms of the combined screens."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.web.forms import Required, SchakelForm, at_most, one_line
from app.workspace.presenters.caseload import COLUMNS


class FurtherForm(SchakelForm):
    """Asking whether a household is known elsewhere: exact enough to mean one household, and with a reason."""

    name = StringField(_l("Voornaam en achternaam"), [at_most(120), one_line])
    born = DateField(_l("Geboortedatum"), [Optional()])
    postcode = StringField(_l("Postcode"), [at_most(8), one_line])
    number = StringField(_l("Huisnummer"), [at_most(8), one_line])
    reason = RadioField(
        _l("Waarom zoekt u verder?"),
        [Required(_l("Kies waarom u zoekt. Het wordt bewaard in het logboek."))],
        choices=[
            SelectChoice("report", _l("er is een melding of vraag")),
            SelectChoice("visit", _l("ik sta bij dit huishouden aan de deur")),
            SelectChoice("consult", _l("een collega of partner vraagt overleg")),
            SelectChoice("other", _l("iets anders")),
        ],
    )
    explanation = StringField(_l("Toelichting"), [at_most(200), one_line])


class ColumnsForm(SchakelForm):
    """Which columns the caseload shows."""

    columns = SelectMultipleField(
        _l("Kolommen"), choices=[SelectChoice(code, label) for code, label in COLUMNS.items()]
    )
