"""The forms of small wins: one line, and the light questions afterwards."""

from collections.abc import Iterable
from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from app.dossiers.forms.parts import CardsField, pairs
from app.dossiers.forms.subjects import MultiplePickField, SubjectsMixin
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, at_most, one_line
from app.web.guidance import Guided
from app.wins.queries import WinLine
from app.wins.rules import LONGEST_LINE, LONGEST_SIGN
from app.wins.services import Weighed, WinWords
from app.wins.words import CRITERIA, MECHANISMS, TELLERS


class WinForm(SubjectsMixin, Guided, EditForm):
    """A new win: one line, who told it and when."""

    guided: ClassVar[tuple[str, ...]] = ("line",)

    line = StringField(
        _l("Wat ging er goed?"),
        [Required(_l("Schrijf in één zin op wat er goed ging.")), at_most(LONGEST_LINE), one_line],
        description=_l("In één zin. Iedereen aan tafel leest dit, ook handhaving: noem geen zorg of schuld."),
    )
    told_by = CardsField(_l("Wie vertelde het?"), default="resident")
    happened_on = PlainDayField(_l("Wanneer was dat?"), [Required(_l("Kies een dag."))])

    def prepare(self, network: Iterable[str] = (), *, themselves: bool = False) -> None:
        """Fills in what can be chosen. ``network``: first names from around the household that the typist reads; ``themselves``:
        a resident writes it, so nobody asks who told it.
        """
        self.unnamed = tuple(network)
        if themselves:
            del self.told_by
        else:
            self.told_by.choices = pairs(TELLERS)

    def names_sentence(self, names: str) -> str:
        """Enforcement reads wins, and nobody of the network is there for it."""
        return _(
            "Let op: u schreef %(words)s. Dat is iemand uit het netwerk, en een winst leest iedereen aan tafel, ook handhaving en inkomen. Schrijf liever: een buurvrouw, een vriend.",  # noqa: E501 - one sentence of the catalogue
            words=names,
        )

    def words(self) -> WinWords:
        """What was written."""
        told_by = str(self.told_by.data or "") if "told_by" in self else "resident"
        return WinWords(self.line.data or "", told_by, self.happened_on.data, self.subjects())


class WeighForm(WinForm):
    """A win that is there, with the light questions about it."""

    guided: ClassVar[tuple[str, ...]] = ("line", "sign")

    criteria = MultiplePickField(_l("Wat klopt er van deze winst?"))
    mechanisms = MultiplePickField(_l("Werkt het door?"))
    sign = StringField(_l("Waaraan merkt u dat?"), [at_most(LONGEST_SIGN), one_line])

    def prepare(self, network: Iterable[str] = (), *, themselves: bool = False) -> None:
        """Fills in what can be chosen."""
        super().prepare(network, themselves=themselves)
        self.criteria.choices = pairs(CRITERIA)
        self.mechanisms.choices = pairs(MECHANISMS)

    def weighed(self) -> Weighed:
        """What was answered."""
        chosen = {name: frozenset(self._fields[name].data or ()) for name in ("criteria", "mechanisms")}
        return Weighed(chosen["criteria"], chosen["mechanisms"], self.sign.data or "")

    def show(self, win: WinLine) -> None:
        """Fills in a win as it is now."""
        for name, value in values_of(win).items():
            self._fields[name].data = value
        self.persons.data = [str(person) for person in win.person_ids]
        self.criteria.data, self.mechanisms.data = list(win.criteria), list(win.mechanisms)
        self.version.data = str(win.version)


def values_of(win: WinLine) -> dict[str, object]:
    """The words of a win by field, to compare with what somebody else typed."""
    return {"line": win.line, "told_by": win.told_by, "happened_on": win.happened_on, "sign": win.sign}
