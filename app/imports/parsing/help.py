"""What the help is: strand, product, organisation, period, status, the second person and the remarks."""

from collections.abc import Sequence
from datetime import date

from rapidfuzz import fuzz

from app.imports.parsing.desk import Desk, Finding, shown
from app.imports.parsing.model import (
    KEEP,
    KEEP_CHOICES,
    LEAVE_OUT,
    VALUE_CHOICES,
    WITHOUT,
    Choice,
    Organisation,
    SecondPerson,
    Severity,
)
from app.imports.parsing.organisations import match_organisation
from app.imports.parsing.second import NOT_ASKED, UNSAFE, parse_second
from app.imports.recognition import lexicon
from app.imports.recognition.fields import Field
from app.kernel.names import fold, words_of
from app.kernel.text import WarnKind, looks_like_formula, warn_words

_LEAVE = Choice(LEAVE_OUT, "Deze regel niet importeren")
STRAND_CHOICES = (
    Choice(lexicon.CARE, "Zorg"),
    Choice(lexicon.ENFORCEMENT, "Handhaving"),
    Choice(lexicon.ACTIVATION, "Activering"),
    _LEAVE,
)
STATUS_CHOICES = (
    Choice(lexicon.ACTIVE, "Loopt"),
    Choice(lexicon.PLANNED, "Gepland"),
    Choice(lexicon.DONE, "Klaar"),
    Choice(lexicon.STOPPED, "Gestopt"),
    _LEAVE,
)
_TODAY = "today"
_SINCE_TODAY = Choice(_TODAY, "Vandaag als begindatum")
_AS_PLANNED = Choice(lexicon.PLANNED, "Overnemen als gepland")
SECOND_CHOICES = (
    Choice("asked", "Gevraagd"),
    Choice("coming", "Komt mee"),
    Choice("thinking", "Denkt erover na"),
    Choice(NOT_ASKED, "Nog niet gevraagd"),
    Choice(WITHOUT, "Importeren zonder dit gegeven"),
)
CAREFUL = "careful"
UNSAFE_CHOICES = (
    Choice(CAREFUL, "Bij deze persoon vastleggen: wees voorzichtig met wie er meeleest"),
    Choice(WITHOUT, "Niet overnemen"),
    _LEAVE,
)
_OWN = "own"
_TYPO = 84
_LONG_ENOUGH = 5
_KIND_NL = {WarnKind.DIAGNOSIS: "een ziekte of diagnose", WarnKind.POLICE: "politie of justitie"}
_FILLERS = "de het een en van voor bij met op in the a an of for"
_FILLER = frozenset(_FILLERS.split())


_LONG_STRANDS = [word for word in lexicon.STRAND_WORDS if len(word) >= _LONG_ENOUGH]


def strand_of(text: str) -> str:
    """The strand that a word means, also with a typo; "" when it means none."""
    word = lexicon.signs_as_dash(fold(text))
    if word in lexicon.STRAND_WORDS:
        return lexicon.STRAND_WORDS[word]
    if len(word) < _LONG_ENOUGH:
        return ""
    nearest = max(_LONG_STRANDS, key=lambda known: fuzz.ratio(word, known))
    return lexicon.STRAND_WORDS[nearest] if fuzz.ratio(word, nearest) >= _TYPO else ""


def read_strand(desk: Desk) -> str:
    """One of the three strands; an unknown word is a question that is asked once per word."""
    text = desk.cell(Field.STRAND)
    if known := strand_of(text):
        return known
    if text:
        sentence = f"'{shown(text)}' kennen wij niet. Is dit zorg, handhaving of activering?"
        decision = desk.ask(Finding(Field.STRAND, "strand_unknown", sentence, STRAND_CHOICES, default=None, value=text))
    else:
        product = desk.cell(Field.PRODUCT)
        sentence = (
            f"er staat niet of '{shown(product)}' zorg, handhaving of activering is." if product else "dit is leeg."
        )
        decision = desk.ask(
            Finding(Field.STRAND, "strand_missing", sentence, STRAND_CHOICES, default=None, value=product)
        )
    return decision if decision and decision != LEAVE_OUT else ""


def product_key(text: str) -> str:
    """A product's name for matching with a catalogue: folded words without fillers, in order of the alphabet."""
    return " ".join(sorted({word for word in words_of(text) if word not in _FILLER}))


def read_product(desk: Desk) -> str:
    """The product as it was written."""
    text = inert(desk, Field.PRODUCT)
    if not text:
        desk.ask(
            Finding(Field.PRODUCT, "product_missing", "er staat niet wat de inzet is.", VALUE_CHOICES, default=WITHOUT)
        )
    return text


def inert(desk: Desk, wanted: Field) -> str:
    """A text that is only ever shown; one that looks like a formula is pointed out and stays text."""
    text = desk.cell(wanted)
    if not looks_like_formula(text):
        return text
    sentence = f"'{shown(text)}' lijkt op een formule. Het blijft gewone tekst en wordt nooit uitgevoerd."
    decision = desk.ask(
        Finding(wanted, "formula_text", sentence, KEEP_CHOICES, default=KEEP, value=text, severity=Severity.NOTE)
    )
    return text if decision == KEEP else ""


def read_organisation(desk: Desk) -> tuple[str, Organisation | None, bool]:
    """The organisation as written, the known one that it is, and whether it is the one whose list this is.

    A line without an organisation belongs to the organisation of the list.
    """
    text, context = desk.cell(Field.ORGANISATION), desk.context
    own = next((each for each in context.organisations if each.id == context.own_organisation_id), None)
    if not any(sign.isalnum() for sign in text):
        return "", own, True
    match = match_organisation(text, context.organisations)
    if match.sure:
        return text, match.sure, match.sure.id == context.own_organisation_id
    choices = organisation_choices(context.organisations, match.perhaps)
    if match.likely:
        sentence = f"'{shown(text)}' lezen wij als {match.likely.name}. Klopt dat?"
        default, code = f"org:{match.likely.id}", "organisation_guessed"
    else:
        sentence, default, code = (
            f"de organisatie '{shown(text)}' kennen wij niet. Welke is het?",
            None,
            "organisation_unknown",
        )
    about = match.likely.name if match.likely else ""
    decision = desk.ask(Finding(Field.ORGANISATION, code, sentence, choices, default, value=text, about=about))
    if decision == _OWN:
        return text, own, True
    chosen = next((each for each in context.organisations if f"org:{each.id}" == decision), None)
    return text, chosen, chosen is not None and chosen.id == context.own_organisation_id


def organisation_choices(known: Sequence[Organisation], first: Sequence[Organisation]) -> tuple[Choice, ...]:
    """The organisations to choose from, the likeliest first."""
    ordered = (*first, *(each for each in known if each not in first))
    return (*(Choice(f"org:{each.id}", each.name) for each in ordered), Choice(_OWN, "Onze eigen organisatie"), _LEAVE)


def read_status(desk: Desk, start: date | None) -> tuple[str, bool]:
    """The status, and whether the list says that it is on hold (which becomes: running, with a note)."""
    text = desk.cell(Field.STATUS)
    found = lexicon.STATUS_WORDS.get(lexicon.signs_as_dash(fold(text)), "")
    note, field = Severity.NOTE, Field.STATUS
    if found == lexicon.ON_HOLD:
        sentence = f"'{shown(text)}' wordt 'loopt', met een aantekening dat het stil ligt."
        finding = Finding(field, "status_on_hold", sentence, STATUS_CHOICES, lexicon.ACTIVE, text, note)
        return _status(desk, finding), True
    if found:
        return found, False
    if text:
        sentence = f"de status '{shown(text)}' is niet duidelijk. Hoe staat het ervoor?"
        return _status(desk, Finding(field, "status_unknown", sentence, STATUS_CHOICES, None, text)), False
    guess = lexicon.ACTIVE if start and start <= desk.context.today else lexicon.PLANNED
    sentence = f"de status is leeg. Wij nemen aan: {'loopt' if guess == lexicon.ACTIVE else 'gepland'}."
    return _status(desk, Finding(field, "status_missing", sentence, STATUS_CHOICES, guess, guess, note)), False


def _status(desk: Desk, finding: Finding) -> str:
    """Ask for the status."""
    decision = desk.ask(finding)
    return decision if decision and decision != LEAVE_OUT else ""


def settle_start(desk: Desk, start: date | None, status: str) -> tuple[date | None, str, bool]:
    """Make start and status agree: what runs has started. Gives start, status, and whether the start was assumed."""
    today = desk.context.today
    if status != lexicon.ACTIVE or (start and start <= today):
        return start, status, False
    if start:
        sentence = f"de begindatum {start:%d-%m-%Y} ligt in de toekomst. Wij maken van 'loopt' daarom 'gepland'."
        code, default, choices = "start_in_future", lexicon.PLANNED, (_AS_PLANNED, _SINCE_TODAY, _LEAVE)
    else:
        sentence = "de begindatum ontbreekt, maar de inzet loopt. Wij schrijven: loopt in elk geval sinds vandaag."
        code, default, choices = "start_missing", _TODAY, (_SINCE_TODAY, _AS_PLANNED, _LEAVE)
    about = f"{start:%d-%m-%Y}" if start else ""
    decision = desk.ask(Finding(Field.START, code, sentence, choices, default, severity=Severity.NOTE, about=about))
    if decision == lexicon.PLANNED:
        return start, lexicon.PLANNED, False
    return today, status, True


def check_period(desk: Desk, start: date | None, end: date | None) -> date | None:
    """The end, unless it lies before the start."""
    if start and end and end < start:
        sentence = f"de einddatum {end:%d-%m-%Y} ligt voor de begindatum {start:%d-%m-%Y}."
        about = f"{end:%d-%m-%Y}"
        desk.ask(Finding(Field.END, "end_before_start", sentence, VALUE_CHOICES, default=WITHOUT, about=about))
        return None
    return end


def read_second(desk: Desk) -> SecondPerson:
    """The second person; where only somebody is named, the state is a guess that can be put right."""
    text = inert(desk, Field.SECOND)
    second, guessed = parse_second(text)
    if second.state == UNSAFE:
        return _read_unsafe(desk, text)
    if not guessed:
        return second
    code = "second_guessed" if second.state == "asked" else "second_unknown"
    state = "gevraagd" if second.state == "asked" else "nog niet gevraagd"
    sentence = f"bij '{shown(text)}' staat niet hoe het ervoor staat. Wij nemen aan: {state}."
    decision = desk.ask(
        Finding(Field.SECOND, code, sentence, SECOND_CHOICES, default=second.state, value=text, severity=Severity.NOTE)
    )
    if decision in {None, WITHOUT}:
        return SecondPerson(NOT_ASKED)
    return SecondPerson(decision or NOT_ASKED, second.name, second.relation, second.text)


def _read_unsafe(desk: Desk, text: str) -> SecondPerson:
    """Somebody wrote that it is not safe: only after a choice a mark at the person, and never the words themselves."""
    sentence = f"er staat '{shown(text)}'. Wat wilt u daarvan vastleggen?"
    decision = desk.ask(Finding(Field.SECOND, "second_unsafe", sentence, UNSAFE_CHOICES, default=None, value=text))
    return SecondPerson(UNSAFE if decision == CAREFUL else NOT_ASKED, careful=decision == CAREFUL)


def read_remarks(desk: Desk) -> str:
    """The remarks; those with a diagnosis or with police content are left out unless somebody chooses to keep them."""
    text = inert(desk, Field.REMARKS)
    found = warn_words(text)
    if not found:
        return text
    words = ", ".join(f"'{each.word}'" for each in found)
    kinds = " en ".join(dict.fromkeys(_KIND_NL[each.kind] for each in found))
    sentence = f"{words} gaat over {kinds}. Dat hoort hier meestal niet; de opmerking wordt weggelaten."
    decision = desk.ask(Finding(Field.REMARKS, "remark_sensitive", sentence, KEEP_CHOICES, default=WITHOUT, value=text))
    return text if decision == KEEP else ""
