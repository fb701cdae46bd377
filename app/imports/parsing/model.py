"""What parsing gives: lines, problems and the choices that go with them. Nothing here changes after it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.imports.recognition.fields import Field
from app.kernel.names import PersonName, fold
from app.kernel.postcode import HouseNumber

WITHOUT = "without"
LEAVE_OUT = "leave_out"
KEEP = "keep"


class Severity(StrEnum):
    """A note may be read and skipped; a problem has a safe answer filled in; a question has to be answered."""

    NOTE = "note"
    PROBLEM = "problem"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a problem, with its label in Dutch; in English too when its words are not a fixed list."""

    code: str
    label_nl: str
    label_en: str = ""


_WITHOUT = Choice(WITHOUT, "Importeren zonder dit gegeven")
_KEEP = Choice(KEEP, "Zo overnemen")
_LEAVE_OUT = Choice(LEAVE_OUT, "Deze regel niet importeren")
VALUE_CHOICES = (_WITHOUT, _LEAVE_OUT)
KEEP_CHOICES = (_KEEP, _WITHOUT, _LEAVE_OUT)
LINE_CHOICES = (_LEAVE_OUT, _KEEP)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not right, in one plain Dutch sentence that names row and column.

    `decision` is what counts now: what was chosen, otherwise the default; None means that somebody has to choose first.
    """

    row: int
    column: str
    field: Field | None
    code: str
    text_nl: str
    choices: tuple[Choice, ...]
    severity: Severity
    default: str | None
    decision: str | None
    value: str = ""
    about: str = ""

    @property
    def key(self) -> str:
        """The key under which this one problem is answered."""
        return f"{self.row}:{self.field or ''}:{self.code}"

    @property
    def group(self) -> str:
        """The key under which all problems with the same value are answered at once."""
        return group_key(self.field, self.code, self.value)

    @property
    def open(self) -> bool:
        """Whether somebody has to choose before the import can go on."""
        return self.decision is None


def group_key(field: Field | None, code: str, value: str) -> str:
    """The key of all problems of one kind with the same value (without capitals and accents)."""
    return f"*:{field or ''}:{code}:{' '.join(fold(value).split())}"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A known organisation; `synonyms` are what lists call its kind: the word itself is enough, inside a longer name it is
    a guess.
    """

    id: int
    name: str
    kind: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportContext:
    """What the import knows besides the file: today, the organisations, whose list it is, and what came in before.

    `fingerprint_key` (at most 64 bytes) keeps a stored fingerprint from being guessed back into a person.
    """

    today: date
    organisations: tuple[Organisation, ...] = ()
    own_organisation_id: int | None = None
    fingerprint_key: bytes = b""
    known_fingerprints: frozenset[str] = frozenset()
    known_identities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """What the list says about the second person; `state` is one of the states of an appointment's second person.

    `text` is what was written, and empty where it speaks of safety: that is kept as `careful` alone, when somebody chose so.
    """

    state: str
    name: str = ""
    relation: str = ""
    text: str = ""
    careful: bool = False


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """One line of the list as it would be imported: choices are worked in already.

    `left_out` is "" or why the line is not imported: `choice`, `open`, `double`, `known`. `organisation_id` is None while
    unknown; `own` tells whether the line belongs to the organisation whose list it is. `start_assumed`: the list says
    that it
    runs, not since when. `fingerprint` is of the whole line, `identity` of what stays the same when the help goes
    on.
    """

    row: int
    name: PersonName
    birth_date: date | None
    bsn: str
    street: str
    house: HouseNumber | None
    postcode: str
    postcode_text: str
    place: str
    strand: str
    product_text: str
    product_key: str
    organisation_text: str
    organisation_id: int | None
    organisation_kind: str
    own: bool
    professional: str
    start: date | None
    start_assumed: bool
    end: date | None
    status: str
    on_hold: bool
    second: SecondPerson
    remarks: str
    phone: str
    left_out: str
    fingerprint: str
    identity: str


Choices = Mapping[str, str]
