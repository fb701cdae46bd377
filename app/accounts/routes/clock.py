"""Time travel of the demo town: how far its clock stands ahead. Outside demo mode this address does not exist."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import text
from wtforms import IntegerField
from wtforms.validators import NumberRange

from app.db.clock import now
from app.db.door import proof
from app.db.session import db
from app.kernel.clock import now_utc
from app.web.forms import Required, SchakelForm, saved
from app.web.i18n import day

#: As far as ``sec.travel`` goes.
FURTHEST_DAYS = 730

_TRAVEL = text("select sec.travel(:days, :proof)")
_SAYS = _l("Vul een aantal dagen in van 0 tot en met 730.")


class ClockForm(SchakelForm):
    """How many days ahead the clock stands."""

    days = IntegerField(
        _l("Hoeveel dagen vooruit?"), [Required(_SAYS), NumberRange(min=0, max=FURTHEST_DAYS, message=_SAYS)]
    )


def clock() -> ResponseReturnValue:
    """Sets the clock of everybody in the demo town ahead, or back to the real day."""
    form = ClockForm()
    if form.validate_on_submit():
        travel(form.days.data or 0)
        saved(_("De klok is verzet, voor iedereen in deze oefenomgeving."))
        return redirect(url_for("accounts.clock"), code=303)
    if not form.is_submitted():
        form.days.data = max(0, round((now() - now_utc()).total_seconds() / 86_400))
    return render_template("accounts/clock.html", form=form, today=day(now(), weekday=True)), form.answer_code()


def travel(days: int) -> None:
    """Sets the clock of policies so many days ahead. The database refuses it outside demo mode, whoever asks."""
    db.session.execute(_TRAVEL, {"days": days, "proof": proof("travel", days)})
