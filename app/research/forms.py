"""Forms of files for research."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import NumberRange

from app.web.fields import OneOfField, PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line

_LONGEST = 2000
_LINE = 200


class AskForm(SchakelForm):
    """What is asked for."""

    year = IntegerField(
        _l("Over welk jaar?"),
        [
            Required(_l("Vul een jaar in, bijvoorbeeld 2025.")),
            NumberRange(1900, 9999, message=_l("Vul een jaar in, bijvoorbeeld 2025.")),
        ],
    )
    researcher = StringField(
        _l("Wie doet het onderzoek?"),
        [Required(_l("Vul in welke instelling het onderzoek doet.")), at_most(_LINE), one_line],
        description=_l("Een instelling, geen naam van een persoon."),
    )
    purpose = TextAreaField(
        _l("Waarvoor is het?"),
        [Required(_l("Schrijf op waarvoor het bestand is.")), at_most(_LONGEST)],
        description=_l("De vraag van het onderzoek, en waarom dit bestand daarvoor nodig is."),
    )
    summary = TextAreaField(
        _l("Hoe legt u dit uit aan bewoners?"),
        [Required(_l("Leg in gewone taal uit wat er wordt onderzocht.")), at_most(_LONGEST)],
        description=_l("In gewone taal. Iedereen met een account leest dit als het is goedgekeurd."),
    )
    expires_on = PlainDayField(_l("Tot en met welke dag?"), [Required(_l("Kies tot en met welke dag."))])


class DecideForm(EditForm):
    """A yes, or a no with a reason; a request is decided on once, so its only version is that nobody decided yet."""

    decision = OneOfField(_l("Mag dit bestand worden gemaakt?"))
    answer = TextAreaField(
        _l("Uitleg"), [at_most(_LONGEST)], description=_l("Bij nee: waarom niet. Wie het vroeg, leest dit.")
    )
