"""Forms of a copy that is given: making it, its next step, and what is blacked out of one text."""

from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField

from app.dossiers.forms.parts import CardsField, PickField, pairs
from app.rights.handing import LONGEST
from app.web.fields import MultipleOfField
from app.web.forms import EditForm, SchakelForm, at_most
from app.web.guidance import Guided

STEPS: dict[str, tuple[str, str]] = {
    "send": ("Laat de collega nalezen", "Have the colleague read it"),
    "call_back": ("Haal terug, er moet nog iets anders", "Call back, something has to change"),
    "approve": ("Goed, deze kopie mag gegeven worden", "Good, this copy may be given"),
    "return": ("Terug, er moet nog iets anders", "Back, something has to change"),
    "give": ("De kopie is gegeven", "The copy was given"),
}


class HandoutForm(SchakelForm):
    """Who reads the copy before it is given, and whose names may stay in it."""

    second = PickField(_l("Wie leest de kopie na?"))
    keep = MultipleOfField(
        _l("Van wie mag de naam blijven staan?"),
        description=_l("Van alle anderen staat er wie zij zijn, bijvoorbeeld [partner]."),
    )


class HandoutStepForm(Guided, EditForm):
    """What happens with the copy now."""

    guided: ClassVar[tuple[str, ...]] = ("remark",)

    step = CardsField(_l("Wat gebeurt er nu?"))
    remark = TextAreaField(_l("Wat wilt u erbij zeggen?"), [at_most(LONGEST)])

    def offer(self, steps: tuple[str, ...]) -> None:
        """Fills in the steps that are open."""
        self.step.choices = pairs(STEPS, only=steps)


class LeaveOutForm(Guided, SchakelForm):
    """Why a sealed compartment is not in a copy."""

    guided: ClassVar[tuple[str, ...]] = ("reason",)

    ground = CardsField(_l("Op welke grond?"))
    reason = TextAreaField(_l("Waarom?"), [at_most(LONGEST)])


class BlackForm(SchakelForm):
    """What is blacked out of one text and why, and what is shown again."""

    names = MultipleOfField(_l("Namen van anderen in deze tekst"))
    words = TextAreaField(
        _l("Andere woorden die zwart worden"),
        [at_most(2000)],
        description=_l("Neem ze over zoals ze er staan. Elke regel is een stuk."),
    )
    whole = BooleanField(_l("De hele tekst"))
    reason = TextAreaField(_l("Waarom?"), [at_most(LONGEST)])
    back = MultipleOfField(_l("Wat is nu zwart en mag weer leesbaar worden?"))
