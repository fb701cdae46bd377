"""What the officer filters by, and the one line that explains a sight."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from app.dossiers.forms.team import MarkForm
from app.oversight.rules import ANSWER
from app.web.forms import Required, SchakelForm, at_most, one_line


class AskForm(SchakelForm):
    """A button: please explain."""


class AnswerForm(SchakelForm):
    """Why somebody looked, in one line."""

    answer = StringField(
        _l("Waarom bekeek u dit?"),
        [Required(_l("Schrijf in één regel waarom u dit bekeek.")), at_most(ANSWER), one_line],
        description=_l("Eén regel is genoeg. Schrijf geen namen of gegevens van het huishouden op."),
    )


class CaseMarkForm(MarkForm):
    """The same mark, on a household by its number."""

    case_no = StringField(
        _l("Nummer van het huishouden"), [Required(_l("Vul het nummer van het huishouden in.")), at_most(20), one_line]
    )
