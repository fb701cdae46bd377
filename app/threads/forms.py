"""The forms of questions: asking, changing the words, answering, and the same to and from somebody outside."""

from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField

from app.accounts.words import function_name
from app.dossiers.forms.parts import CardsField, pairs
from app.dossiers.forms.subjects import MultiplePickField, SubjectsMixin
from app.dossiers.queries.readers import PartyLine
from app.threads.queries.threads import ThreadLine
from app.threads.rules import LONGEST_FROM_OUTSIDE, LONGEST_LINE, LONGEST_TEXT
from app.threads.services.asking import QuestionWords
from app.threads.services.outside import OutsideWords
from app.threads.words import CHOICES
from app.web.fields import PlainDayField
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided

_LINE = _l("Wat is uw vraag?")
_ONE_SENTENCE = _l("In één zin.")


class WordsForm(Guided, EditForm):
    """The words of a question and its day; with a version to change one that is there."""

    guided: ClassVar[tuple[str, ...]] = ("line", "explanation")

    line = StringField(
        _LINE,
        [Required(_l("Schrijf op wat u wilt weten.")), at_most(LONGEST_LINE), one_line],
        description=_ONE_SENTENCE,
    )
    explanation = TextAreaField(_l("Wat moet iemand weten om te antwoorden?"), [at_most(LONGEST_TEXT)])
    due_on = PlainDayField(_l("Voor welke dag wilt u antwoord?"), [Required(_l("Kies een dag."))])

    def words(self) -> QuestionWords:
        """What was filled in."""
        return QuestionWords(self.line.data or "", self.explanation.data or "", self.due_on.data)

    def show(self, thread: ThreadLine) -> None:
        """Fills in a question as it is now."""
        self.line.data, self.explanation.data, self.due_on.data = thread.line, thread.explanation, thread.due_on
        self.version.data = str(thread.version)


class AskForm(SubjectsMixin, WordsForm):
    """A new question: the words, to whom, and about whom."""

    parties = MultiplePickField(
        _l("Aan wie vraagt u het?"),
        [Required(_l("Kies aan wie u het vraagt."))],
        description=_l("Alleen zij en de casusregisseur lezen het."),
    )

    def prepare(self, parties: tuple[PartyLine, ...]) -> None:
        """Fills in who can be asked."""
        self.parties.choices = [
            (
                str(party.account_id),
                _(
                    "%(name)s, %(function)s, %(organisation)s",
                    name=party.name,
                    function=_("casusregisseur") if party.is_lead else function_name(party.function),
                    organisation=party.organisation,
                ),
            )
            for party in parties
        ]

    def words(self) -> QuestionWords:
        """What was filled in."""
        chosen = frozenset(int(value) for value in self.parties.data or () if str(value).isdigit())
        return QuestionWords(
            self.line.data or "", self.explanation.data or "", self.due_on.data, chosen, self.subjects()
        )


class AnswerForm(Guided, SchakelForm):
    """An answer, or one more question of the asker."""

    guided: ClassVar[tuple[str, ...]] = ("text",)

    text = TextAreaField(_l("Uw antwoord"), [Required(_l("Schrijf uw antwoord op.")), at_most(LONGEST_TEXT)])

    def for_asker(self) -> None:
        """The asker asks on."""
        self.text.label.text = _("Nog iets vragen of zeggen")
        self.text.description = _("Wie u vroeg, ziet deze vraag dan weer op Vandaag.")


class StepForm(EditForm):
    """A button without fields, and the version that was read."""


class OutsideForm(SubjectsMixin, Guided, SchakelForm):
    """A question to somebody without an account."""

    guided: ClassVar[tuple[str, ...]] = ("question",)

    question = StringField(
        _LINE,
        [Required(_l("Schrijf op wat u wilt weten.")), at_most(LONGEST_FROM_OUTSIDE), one_line],
        description=_l("Eén zin die niemand noemt: geen naam, geen adres, geen bijzonderheden."),
    )
    name = StringField(
        _l("Aan wie?"),
        [Required(_l("Vul in hoe degene heet aan wie u het vraagt.")), at_most(100), one_line],
        description=_l("Iemand zonder account, zoals een huismeester of een vrijwilliger."),
    )
    email = StringField(
        _l("E-mailadres van die persoon"),
        [Required(_l("Vul het e-mailadres in.")), at_most(254), one_line],
        description=_l("Kijk het goed na: wie de mail krijgt, kan antwoorden."),
    )
    language = CardsField(_l("In welke taal?"), default="nl")

    def prepare(self, names_of_household: tuple[str, ...]) -> None:
        """Fills in the languages, and the names that should not leave the dossier."""
        self.language.choices = [("nl", _("Nederlands")), ("en", _("Engels"))]
        self.unnamed = names_of_household

    def words(self) -> OutsideWords:
        """What was filled in."""
        return OutsideWords(
            question=self.question.data or "",
            name=self.name.data or "",
            email=self.email.data or "",
            language=self.language.data or "",
            persons=self.subjects(),
        )


class LineForm(SchakelForm):
    """What somebody outside sends back. The address of the page is the proof, so there is no token and no cookie."""

    class Meta(SchakelForm.Meta):
        """No token: whoever has the link may use it, once."""

        csrf = False

    tick = CardsField(_l("Wat wilt u laten weten?"))
    line = StringField(
        _l("Wilt u er iets bij schrijven?"),
        [at_most(LONGEST_FROM_OUTSIDE), one_line],
        description=_l("Eén zin is genoeg. Schrijf alleen op wat u zelf zag of deed."),
    )

    def prepare(self) -> None:
        """Fills in what can be ticked."""
        self.tick.choices = pairs(CHOICES)
