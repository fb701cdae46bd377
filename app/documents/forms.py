"""Forms of documents: a file and what is said of it, another version, other words, and withdrawing."""

from collections.abc import Iterable
from typing import Any, BinaryIO, ClassVar, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField, TextAreaField

from app.documents.media import MEDIA
from app.documents.queries import DocumentLine
from app.documents.reading import Received, read_document
from app.documents.services import ALL, LONGEST, LONGEST_REASON, DocumentWords
from app.documents.words import KINDS
from app.dossiers.forms.openness import OpennessMixin, openness_values
from app.dossiers.forms.parts import CardsField, pairs
from app.dossiers.forms.subjects import SubjectsMixin
from app.dossiers.queries.persons import PersonLine
from app.web.forms import EditForm, Required, SchakelForm, at_most, one_line
from app.web.guidance import Guided

#: What a file chooser shows first; what a file is, its content says.
ACCEPTED = ",".join(f".{ending}" for media in MEDIA.values() for ending in media.endings)


class FileMixin:
    """For forms that take a file."""

    file = FileField(
        _l("Bestand"),
        [FileRequired(_l("Kies een bestand."))],
        description=_l("Een pdf, een foto (jpg of png) of een Office-bestand, hooguit 10 MB."),
    )

    def received(self) -> Received:
        """The file that was chosen, when it may be kept. Raises RuleBroken at its field."""
        chosen: Any = self.file.data
        return read_document(cast("BinaryIO", chosen.stream), chosen.filename)


class DetailsMixin(OpennessMixin, SubjectsMixin, Guided):
    """What is said of a document."""

    guided: ClassVar[tuple[str, ...]] = ("title", "withheld_because")

    title = StringField(
        _l("Hoe heet het?"),
        [Required(_l("Schrijf op hoe dit document heet.")), at_most(LONGEST), one_line],
        description=_l("Bijvoorbeeld: Besluit schuldhulp van 3 maart."),
    )
    kind = CardsField(_l("Wat is het?"), default="letter")

    def offer(self, persons: Iterable[PersonLine]) -> None:
        """Fills in what can be chosen."""
        super().offer(persons)
        self.kind.choices = pairs(KINDS)
        self.offer_openness()

    def words(self) -> DocumentWords:
        """What was filled in."""
        return DocumentWords(
            title=self.title.data or "",
            kind=str(self.kind.data or ""),
            persons=self.subjects(),
            withholding=self.withholding(),
        )


class NewDocumentForm(DetailsMixin, FileMixin, SchakelForm):
    """A new document."""


class DocumentForm(DetailsMixin, EditForm):
    """Other words about a document."""

    def show(self, line: DocumentLine, *, is_open: bool) -> None:
        """Fills in a document as it is now."""
        values = {
            "title": line.title,
            "kind": line.kind,
            "persons": [str(person) for person in line.person_ids],
            "version": str(line.version),
            **openness_values(is_open=is_open, because=line.withheld_because, until=line.withheld_until),
        }
        for name, value in values.items():
            self._fields[name].data = value


class VersionForm(FileMixin, SchakelForm):
    """Another version of a document."""


class WithdrawForm(Guided, SchakelForm):
    """Withdrawing a document, or one version of it."""

    guided: ClassVar[tuple[str, ...]] = ("reason",)

    number = CardsField(_l("Wat trekt u terug?"), default=str(ALL))
    reason = TextAreaField(
        _l("Waarom?"),
        [Required(_l("Schrijf in één zin waarom u dit terugtrekt.")), at_most(LONGEST_REASON)],
        description=_l("Bijvoorbeeld: verkeerd dossier, of het hoort hier niet meer."),
    )

    def offer(self, line: DocumentLine) -> None:
        """Fills in the versions that are still there; one version is no choice."""
        there = [version for version in line.versions if version.is_there]
        if len(there) < 2:
            del self.number
            return
        self.number.choices = [
            (str(ALL), _("Alle versies")),
            *(
                (str(one.number), _("Alleen versie %(number)d: %(name)s", number=one.number, name=one.file_name))
                for one in there
            ),
        ]

    def chosen(self) -> int:
        """Which version, or ``ALL``."""
        return int(self.number.data) if "number" in self else ALL
