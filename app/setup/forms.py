"""Forms of the eight steps."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField

from app.documents.forms import FileMixin
from app.setup.services import LONGEST
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most


class StepForm(EditForm):
    """What was agreed, and whether that is all."""

    text = TextAreaField(_l("Wat is er afgesproken?"), [at_most(LONGEST)])
    done = BooleanField(_l("Deze stap is klaar"))


class CovenantForm(FileMixin, SchakelForm):
    """What was signed."""

    signed_on = PlainDayField(_l("Op welke dag is er getekend?"), [Required(_l("Kies de dag waarop is getekend."))])
