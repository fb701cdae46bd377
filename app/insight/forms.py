"""Forms of insight: the name under which a question is kept, and a token for a program."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from app.insight.rules import LONGEST_NAME
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line


class FilterForm(SchakelForm):
    """A name; the question itself stands in the address."""

    name = StringField(_l("Naam"), [Required(_l("Geef deze vraag een naam.")), at_most(LONGEST_NAME), one_line])


class RenameForm(EditForm):
    """Another name for a question that is kept."""

    name = StringField(_l("Naam"), [Required(_l("Geef deze vraag een naam.")), at_most(LONGEST_NAME), one_line])


class TokenForm(SchakelForm):
    """Until which day a token holds."""

    last_day = PlainDayField(
        _l("Tot en met welke dag?"),
        [Required(_l("Kies tot en met welke dag."))],
        description=_l("Hooguit een jaar vooruit. Daarna maakt u een nieuw toegangsbewijs."),
    )
