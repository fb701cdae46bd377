"""Forms of the import: the file, and under which purpose. Columns and answers are read by their own names."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField

from app.web.forms import Required, SchakelForm


class UploadForm(SchakelForm):
    """A file to bring in."""

    file = FileField(_l("Uw lijst"))


class AnswerForm(SchakelForm):
    """Columns or answers: fields with names of their own, checked by the view."""


class RunForm(SchakelForm):
    """The import itself, under a purpose."""

    purpose = SelectField(
        _l("Waarvoor werkt u met deze huishoudens?"),
        validators=[Required(_l("Kies waarvoor u met deze huishoudens werkt."))],
    )
