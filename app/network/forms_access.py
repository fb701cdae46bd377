"""Forms about an account for somebody of the network: the lead's question and the administrator's answer."""

from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from app.dossiers.forms.parts import CardsField
from app.network.asking import LONGEST_ACCOUNT_NAME, LONGEST_REASON, Place, Wish
from app.web.forms import Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided
from app.web.i18n import by_language

GIVE, REFUSE = "give", "refuse"


class AccessForm(Guided, SchakelForm):
    """For whom an account is asked. Whoever may be the unsafe partner is not let in by a slip."""

    guided: ClassVar[tuple[str, ...]] = ("reason",)
    unsafe_at: ClassVar[tuple[str, ...]] = ("name",)

    name = StringField(
        _l("Voor- en achternaam"),
        [Required(_l("Vul de naam in.")), at_most(LONGEST_ACCOUNT_NAME), one_line],
        description=_l("Zo komt de naam op het scherm te staan."),
    )
    email = StringField(
        _l("E-mailadres"),
        [Required(_l("Vul het e-mailadres in.")), at_most(254), one_line],
        description=_l("Een adres dat alleen deze persoon leest. Vraag het aan de persoon zelf."),
    )
    purpose = CardsField(_l("Bij welke organisatie?"))
    reason = StringField(
        _l("Waarom krijgt deze persoon toegang?"),
        [Required(_l("Schrijf in een zin waarom.")), at_most(LONGEST_REASON), one_line],
        description=_l("Bijvoorbeeld: Samira wil dat zij de afspraken ook ziet."),
    )

    def offer(self, places: list[Place]) -> None:
        """Fills in the organisations; the only one is chosen beforehand."""
        self.purpose.choices = [
            (str(place.purpose_id), f"{place.organisation}: {by_language(place.text_nl, place.text_en)}")
            for place in places
        ]
        if len(places) == 1 and not self.purpose.data:
            self.purpose.data = str(places[0].purpose_id)

    def wish(self) -> Wish:
        """What was filled in."""
        return Wish(self.name.data or "", self.email.data or "", int(self.purpose.data), self.reason.data or "")


class AnswerForm(SchakelForm):
    """What an administrator answers."""

    answer = CardsField(_l("Wat doet u?"))

    def prepare(self) -> None:
        """Fills in the answers; none is chosen beforehand."""
        self.answer.choices = [
            (GIVE, _("account maken en de uitnodiging mailen")),
            (REFUSE, _("geen account: wie het vroeg, belt u")),
        ]
