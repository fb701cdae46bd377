"""Forms about the situation: the question and one life domain."""

from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField

from app.dossiers.domains import SCALE, STATES
from app.dossiers.forms.parts import CardsField, PickField, pairs
from app.dossiers.forms.subjects import SubjectsMixin
from app.dossiers.services.situation import LONGEST_QUESTION, LONGEST_REASON, LONGEST_TEXT, Entry, Stand
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided

TOPIC_WORDS = {
    "": ("geld in het algemeen", "money in general"),
    "rent": ("huur en huurschuld", "rent and rent arrears"),
    "cutoff": ("afsluiting van gas, water of stroom", "gas, water or power being cut off"),
    "eviction": ("huisuitzetting", "eviction"),
}


class QuestionForm(SubjectsMixin, Guided, SchakelForm):
    """The question in the resident's own words."""

    guided: ClassVar[tuple[str, ...]] = ("words",)

    words = TextAreaField(
        _l("De vraag, in hun eigen woorden"),
        [Required(_l("Schrijf de vraag op zoals die gesteld is.")), at_most(LONGEST_QUESTION)],
        description=_l(
            "Schrijf op wat er letterlijk gezegd is. Is het niet goed? Schrijf het opnieuw op: de oude woorden blijven."
        ),
    )
    said_by = StringField(
        _l("Wie zei dit?"),
        [Required(_l("Vul in wie dit zei, bijvoorbeeld de voornaam.")), at_most(100), one_line],
        description=_l("Een voornaam is genoeg, of: het gezin samen."),
    )


class EntryForm(SubjectsMixin, Guided, EditForm):
    """What is recorded for a domain today, without its state: for partners who write in one category."""

    guided: ClassVar[tuple[str, ...]] = ("text", "reason")

    topic = PickField(_l("Waar gaat het over?"), default="")
    text = TextAreaField(_l("Wat is nodig om te weten?"), [at_most(LONGEST_TEXT)])
    resident_score = PickField(_l("Wat zegt het huishouden zelf?"), default="")
    professional_score = PickField(_l("Wat zegt u?"), default="")
    discussed = BooleanField(_l("Ik heb met het huishouden besproken dat dit hier staat"))

    def prepare(self, topics: tuple[str, ...], *, sensitive: bool) -> None:
        """Fills in the scale and the topics that the actor may use; leaves out what this domain does not ask."""
        scale = [("", _("weet ik niet")), *((str(n), f"{n}: {words}") for n, words in pairs(SCALE))]
        self.resident_score.choices = scale
        self.professional_score.choices = scale
        self.topic.choices = pairs(TOPIC_WORDS, only=topics)
        if len(topics) < 2 and not self.topic.data:
            self.topic.data = next(iter(topics), "")
        if not sensitive:
            del self.discussed

    def entry(self) -> Entry:
        """What was filled in for today."""
        return Entry(
            text=self.text.data or "",
            resident_score=_number(self.resident_score),
            professional_score=_number(self.professional_score),
            topic=self.topic.data or "",
        )

    def is_discussed(self) -> bool:
        """Whether the household knows; asked for sensitive domains only."""
        return "discussed" in self and bool(self.discussed.data)


class DomainForm(EntryForm):
    """Where a domain stands, why it is recorded, and what is recorded today."""

    state = CardsField(_l("Hoe staat het met dit gebied?"))
    reason = TextAreaField(
        _l("Waarom is het nodig dat dit hier staat?"),
        [at_most(LONGEST_REASON)],
        description=_l("Noem waarvoor het nodig is, bijvoorbeeld: voor de aanvraag van schuldhulp."),
    )

    def prepare(self, topics: tuple[str, ...], *, sensitive: bool) -> None:
        """As for an entry, and the three states."""
        super().prepare(topics, sensitive=sensitive)
        self.state.choices = pairs(STATES)

    def stand(self) -> Stand:
        """Where the domain stands from now on."""
        return Stand(state=self.state.data or "", reason=self.reason.data or "", version=self.version_read())


def _number(field: Any) -> int | None:
    return int(field.data) if str(field.data or "").isdigit() else None
