"""The forms of signing in, links and administration: fields and messages."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, PasswordField, SelectField, StringField
from wtforms.validators import NumberRange, Optional

from app.web.fields import OneOfField, PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line


class SignInForm(SchakelForm):
    """E-mail and password. No field has a message of its own: every refusal is the same sentence."""

    email = StringField(_l("E-mailadres van uw werk"))
    password = PasswordField(_l("Wachtwoord"))
    next = HiddenField()
    carried = HiddenField()


class ResetRequestForm(SchakelForm):
    """For which address a new password is asked."""

    email = StringField(_l("E-mailadres van uw werk"), [Required(_l("Vul uw e-mailadres in.")), at_most(254), one_line])


class PasswordForm(SchakelForm):
    """Choosing a password."""

    password = PasswordField(_l("Nieuw wachtwoord"), [Required(_l("Kies een wachtwoord van minstens 12 tekens."))])
    again = PasswordField(_l("Nog een keer"), [Required(_l("Vul hetzelfde wachtwoord nog een keer in."))])


class PressForm(SchakelForm):
    """A button that changes something without asking more."""


class OrganisationForm(EditForm):
    """An organisation and its contact point."""

    name = StringField(_l("Naam"), [Required(_l("Vul de naam van de organisatie in.")), at_most(120), one_line])
    kind = SelectField(_l("Soort organisatie"), validate_choice=False)
    contact_name = StringField(
        _l("Contactpunt"), [Required(_l("Vul in wie of welk loket men kan bellen.")), at_most(120), one_line]
    )
    contact_phone = StringField(
        _l("Telefoon van het contactpunt"),
        [Required(_l("Vul een telefoonnummer in: collega's moeten kunnen bellen.")), at_most(40), one_line],
    )
    contact_email = StringField(_l("E-mail van het contactpunt"), [at_most(254), one_line])
    bsn_allowed = BooleanField(_l("Deze organisatie mag het BSN gebruiken"))
    bandwidth_min = IntegerField(
        _l("Bandbreedte: laagste aantal punten"),
        [Optional(), NumberRange(0, 100_000, message=_l("Vul een getal van 0 of meer in."))],
    )
    bandwidth_max = IntegerField(
        _l("Bandbreedte: hoogste aantal punten"),
        [Optional(), NumberRange(0, 100_000, message=_l("Vul een getal van 0 of meer in."))],
    )
    sensitive = BooleanField(_l("De naam van deze organisatie zegt iets over wie er komt"))
    active = BooleanField(_l("Deze organisatie doet mee"), default=True)


class PurposeForm(EditForm):
    """Why an organisation works with data; ``version`` is the version of the purpose that was read."""

    text_nl = StringField(
        _l("Doel, in het Nederlands"), [Required(_l("Vul in waarvoor dit doel is.")), at_most(120), one_line]
    )
    text_en = StringField(
        _l("Doel, in het Engels"), [Required(_l("Vul het doel ook in het Engels in.")), at_most(120), one_line]
    )
    law = StringField(_l("Wet"), [Required(_l("Vul de wet in.")), at_most(80), one_line])
    article = StringField(_l("Artikel"), [Required(_l("Vul het artikel in.")), at_most(80), one_line])
    bsn_allowed = BooleanField(_l("Voor dit doel mag het BSN worden gebruikt"))


class LeadFunctionForm(SchakelForm):
    """Which function may lead, and from which day."""

    function = OneOfField(_l("Functie"), validators=[Required(_l("Kies een functie."))])
    since = PlainDayField(_l("Vanaf welke dag?"), validators=[Required(_l("Vul de dag in waarop het ingaat."))])


class AccountForm(EditForm):
    """An account: who, where, in which function."""

    name = StringField(_l("Naam"), [Required(_l("Vul de naam in.")), at_most(120), one_line])
    email = StringField(
        _l("E-mailadres van het werk"), [Required(_l("Vul het e-mailadres in.")), at_most(254), one_line]
    )
    phone = StringField(_l("Telefoon"), [at_most(40), one_line])
    organisation_id = SelectField(_l("Organisatie"), coerce=str, validate_choice=False)
    function = SelectField(_l("Functie"), validate_choice=False)
    active = BooleanField(_l("Deze persoon mag inloggen"), default=True)
