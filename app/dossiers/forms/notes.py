"""The forms of a note (three fields, whom it is about, whether it is open already) and of what somebody says to a record."""

from collections.abc import Iterable
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from app.dossiers.forms.openness import OpennessMixin, openness_values
from app.dossiers.forms.parts import PickField
from app.dossiers.forms.subjects import SubjectsMixin
from app.dossiers.queries.notes import NoteLine
from app.dossiers.queries.persons import PersonLine
from app.dossiers.services.notes import LONGEST, NoteWords
from app.dossiers.services.statements import LONGEST as LONGEST_STATEMENT
from app.web.forms import EditForm, SchakelForm, at_most
from app.web.guidance import Guided


class NoteForm(OpennessMixin, SubjectsMixin, Guided, EditForm):
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

    def offer(self, persons: Iterable[PersonLine]) -> None:
        """Fills in who can be chosen, and whether it is open."""
        super().offer(persons)
        self.offer_openness()

    def words(self) -> NoteWords:
        """What was filled in."""
        return NoteWords(
            facts=self.facts.data or "",
            own_words=self.own_words.data or "",
            interpretation=self.interpretation.data or "",
            persons=self.subjects(),
            withholding=self.withholding(),
        )

    def show(self, note: NoteLine, *, is_open: bool) -> None:
        """Fills in a note as it is now."""
        values = {
            "facts": note.facts,
            "own_words": note.own_words,
            "interpretation": note.interpretation,
            "persons": [str(person) for person in note.person_ids],
            "version": str(note.version),
            **openness_values(is_open=is_open, because=note.withheld_because, until=note.withheld_until),
        }
        for name, value in values.items():
            self._fields[name].data = value


class StatementForm(Guided, SchakelForm):
    """What somebody says to a record, in their own words."""

    guided: ClassVar[tuple[str, ...]] = ("text",)

    said_by = PickField(_l("Wie zegt dit?"))
    text = TextAreaField(_l("Wat zegt deze persoon ervan?"), [at_most(LONGEST_STATEMENT)])
