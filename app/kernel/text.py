"""Texts that people type: clean, of bounded length, and with a warning for words that rarely belong in a dossier."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from app.kernel.errors import RuleBroken, marked
from app.kernel.names import fold

#: Zero-width and direction signs: invisible, and able to make a text look like another one.
_INVISIBLE = frozenset(
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_CONTROL = frozenset({"Cc", "Cs", "Co"})
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+){0,4}")
_CODE = re.compile(r"f[0-9]{2}[0-9]{0,2}")
_FORMULA = re.compile(r"[=@]|[+-](?=[A-Za-z(@=])")


class WarnKind(StrEnum):
    """Why a word is pointed out."""

    DIAGNOSIS = "diagnosis"
    POLICE = "police"
    NAME = "name"
    UNSAFE = "unsafe"


class WarnWord(NamedTuple):
    """A word as it was written, and why it is pointed out."""

    word: str
    kind: WarnKind


#: Whole words, and beginnings of words (with *). Describe what somebody can do, not what they have (AVG art. 9 and 10).
_LEXICON: dict[WarnKind, str] = {
    WarnKind.DIAGNOSIS: (
        "diagnose* gediagnosticeerd* diagnosed dsm icd adhd add ptss ptsd lvb lvg ass pdd-nos borderline asperger"
        " autis* schizo* psychos*"
        " psychot* bipolair* bipolar depressie* depressief depressieve depression depressed manisch*"
        " angststoornis* dwangstoornis*"
        " persoonlijkheidsstoornis* stoornis* disorder* dementie dement dementerend* alzheimer* korsakov parkinson"
        " kanker cancer diabet*"
        " hiv aids hepatitis epilep* suicid* zelfmoord* anorexi* boulimi* alcoholis* alcoholverslav* verslaafd*"
        " verslaving* drugsverslav*"
        " addict* addiction medicatie* medication antidepress* antipsychot* methadon* lithium zwakbegaafd* trauma*"
        " ggz-diagnose*"
    ),
    WarnKind.POLICE: (
        "veroordeel* aangifte* proces-verbaal processen-verbaal procesverbaal pv strafblad* strafbare strafrecht*"
        " strafzaak* detentie*"
        " gedetineerd* gevangen* gearresteerd* arrestatie* arrested aangehouden verdachte* verdacht dader* delict*"
        " reclassering* recidiv* tbs"
        " taakstraf* celstraf* politiemelding* politiecontact* politieregist* antecedent* zedendelict* zedenzaak*"
        " mishandeling* justitie*"
        " convicted conviction* prison* criminal* suspect* probation heling drugshandel* witwassen*"
    ),
}
_WHOLE = {word: kind for kind, text in _LEXICON.items() for word in text.split() if not word.endswith("*")}
_STARTS = tuple((word[:-1], kind) for kind, text in _LEXICON.items() for word in text.split() if word.endswith("*"))
_TAX = re.compile(r"belasting|inkomsten|zorgtoeslag|toeslag|\bib\b|geboorte|verhuis|overlijden")


def clean_text(text: str) -> str:
    """Keep what can be read: NFC, one kind of line end, no control, direction or zero-width signs, no space at the
    end of lines.
    """
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    kept = "".join(sign for sign in normal if _may_stay(sign))
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


def clean_line(text: str) -> str:
    """Clean a text of one line: as `clean_text`, with every run of white space one space."""
    return " ".join(clean_text(text.replace("\t", " ")).split())


def _may_stay(sign: str) -> bool:
    """Tell whether a sign is visible, or a line end or a tab."""
    if sign in "\n\t":
        return True
    return sign not in _INVISIBLE and unicodedata.category(sign) not in _CONTROL


def heading(text: str) -> str:
    """The text with a capital to begin with, and everything else as it was: names keep theirs."""
    return text[:1].upper() + text[1:]


def check_length(text: str, *, field: str, longest: int, shortest: int = 0) -> str:
    """Give the text back when its length (in signs) fits; raises `RuleBroken` with both numbers."""
    if len(text) > longest:
        said = marked("Deze tekst is %(count)d tekens; er passen er %(longest)d. Maak de tekst korter.")
        raise RuleBroken(field, said, count=len(text), longest=longest)
    if len(text) < shortest:
        if not text:
            raise RuleBroken(field, marked("Vul hier iets in."))
        raise RuleBroken(field, marked("Vul hier minstens %(shortest)d tekens in."), shortest=shortest)
    return text


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet could run this text: it starts with = or @, or with + or - and a name. A phone
    number is not one.
    """
    return _FORMULA.match(text.lstrip()) is not None


def warn_words(text: str) -> list[WarnWord]:
    """Find words of diagnoses and of police or court in a Dutch (or English) text, each once and in order.

    Guidance while typing: it warns, it never blocks, and finding nothing proves nothing.
    """
    found: dict[str, WarnWord] = {}
    for match in _WORD.finditer(text):
        word = fold(match[0])
        kind = _kind_of(word)
        if kind and not (word.startswith("aangifte") and _TAX.search(fold(text))):
            found.setdefault(word, WarnWord(match[0], kind))
    return list(found.values())


def warn_names(text: str, names: Iterable[str], *, shortest: int = 3) -> list[WarnWord]:
    """Find words of these names in a text, each once and in order: for what leaves the dossier and should name nobody.

    Half of a double name counts too; words of fewer letters than ``shortest`` are left alone.
    """
    known = {part for name in names for word in _WORD.findall(name) for part in _halves(word) if len(part) >= shortest}
    found: dict[str, WarnWord] = {}
    for match in _WORD.finditer(text):
        if _halves(match[0]) & known:
            found.setdefault(fold(match[0]), WarnWord(match[0], WarnKind.NAME))
    return list(found.values())


def _halves(word: str) -> set[str]:
    """Give a word as it is compared, and what stands between its hyphens."""
    folded = fold(word)
    return {folded, *folded.split("-")}


def warn_lexicon() -> str:
    """The words that `warn_words` finds, with commas between; a word that ends in * is the beginning of one."""
    return ",".join(word for text in _LEXICON.values() for word in text.split())


def _kind_of(word: str) -> WarnKind | None:
    """Give the kind of one folded word: the word itself, its beginning, or a code such as F20."""
    if word in _WHOLE:
        return _WHOLE[word]
    if _CODE.fullmatch(word):
        return WarnKind.DIAGNOSIS
    return next((kind for start, kind in _STARTS if word.startswith(start)), None)
