"""The form of a note: three fields, whom it is about, and whether the household may read it already."""

from collections.abc import Iterable
from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Optional

from app.dossiers.forms.parts import CardsField
from app.dossiers.forms.subjects import SubjectsMixin
from app.dossiers.queries.notes import NoteLine
from app.dossiers.queries.persons import PersonLine
from app.dossiers.services.notes import LONGEST, LONGEST_REASON, NoteWords
from app.web.fields import PlainDayField
from app.web.forms import EditForm, at_most
from app.web.guidance import Guided


class NoteForm(SubjectsMixin, Guided, EditForm):
    """A note. Facts or own words must be there; the service says so."""

    guided: ClassVar[tuple[str, ...]] = ("facts", "own_words", "interpretation")

    facts = TextAreaField(
        _l("Wat is er gebeurd?"),
        [at_most(LONGEST)],
        description=_l("Alleen wat u zag, hoorde of afsprak. Leg vast wat een ander nodig heeft om verder te kunnen."),
    )
    own_words = TextAreaField(
        _l("In hun eigen woorden"), [at_most(LONGEST)], description=_l("Wat het huishouden er zelf over zei.")
    )
    interpretation = TextAreaField(
        _l("Wat maakt u ervan?"),
        [at_most(LONGEST)],
        description=_l("Wat u erbij denkt, los van de feiten. Alleen uw eigen organisatie leest dit."),
    )
    openness = CardsField(_l("Mag het huishouden dit lezen?"), default="open")
    withheld_because = TextAreaField(_l("Waarom nog niet?"), [at_most(LONGEST_REASON)])
    withheld_until = PlainDayField(
        _l("Tot en met welke dag?"),
        [Optional()],
        description=_l("Hooguit zes maanden. Daarna gaat de notitie vanzelf open."),
    )

    def offer(self, persons: Iterable[PersonLine]) -> None:
        """Fills in who can be chosen, and whether it is open."""
        super().offer(persons)
        self.openness.choices = [("open", _("Ja, zoals altijd")), ("withheld", _("Nog niet"))]

    def words(self) -> NoteWords:
        """What was filled in."""
        return NoteWords(
            facts=self.facts.data or "",
            own_words=self.own_words.data or "",
            interpretation=self.interpretation.data or "",
            persons=self.subjects(),
            withheld=self.openness.data == "withheld",
            withheld_because=self.withheld_because.data or "",
            withheld_until=self.withheld_until.data,
        )

    def show(self, note: NoteLine, *, is_open: bool) -> None:
        """Fills in a note as it is now."""
        values = {
            "facts": note.facts,
            "own_words": note.own_words,
            "interpretation": note.interpretation,
            "persons": [str(person) for person in note.person_ids],
            "openness": "open" if is_open else "withheld",
            "withheld_because": "" if is_open else note.withheld_because,
            "withheld_until": None if is_open else note.withheld_until,
            "version": str(note.version),
        }
        for name, value in values.items():
            self._fields[name].data = value
